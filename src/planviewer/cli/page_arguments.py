"""What may be typed after ``planviewer share``."""

from __future__ import annotations

import argparse
from pathlib import Path

from planviewer.cli.argument_types import Commands, add_swap, crs
from planviewer.i18n import translate


def add_share(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer share``: the plan as one web page file."""
    parser = commands.add_parser(
        "share", parents=[common], help=translate("cli help", "the plan as one web page file")
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN")
    parser.add_argument("--layer", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument(
        "--crs",
        type=crs,
        help=translate("cli help", "coordinate system of --layer files without one"),
    )
    add_swap(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.html")


def add_pack(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer pack``: everything for the field as one archive."""
    parser = commands.add_parser(
        "pack",
        parents=[common],
        help=translate("cli help", "everything for the field as one archive"),
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--site", metavar="ID")
    what.add_argument(
        "--all", action="store_true", help=translate("cli help", "the whole plan, all sites")
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.zip")
