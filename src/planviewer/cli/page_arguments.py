"""What may be typed after the commands that write pages: sheet, share."""

from __future__ import annotations

import argparse
from pathlib import Path

from planviewer.cli.argument_types import Commands, bounds, crs, scale
from planviewer.i18n import translate


def add_sheet(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer sheet``: a snapshot map as a page."""
    parser = commands.add_parser(
        "sheet", parents=[common], help=translate("cli help", "a snapshot map as a page")
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--site", metavar="ID")
    what.add_argument("--zone", metavar="ID")
    what.add_argument("--bounds", type=bounds, metavar="W,S,E,N")
    what.add_argument(
        "--all",
        action="store_true",
        help=translate("cli help", "one sheet for each place and zone"),
    )
    parser.add_argument("--scale", type=scale, metavar="N")
    parser.add_argument("--paper", choices=("A4", "A3", "A2", "A1", "A0"), default="A4")
    parser.add_argument("--orientation", choices=("portrait", "landscape"), default="landscape")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--layer", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument(
        "--crs",
        type=crs,
        help=translate("cli help", "coordinate system of --layer files without one"),
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    parser.add_argument("--json", action="store_true")


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
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.html")


def add_pack(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``pack``."""
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
