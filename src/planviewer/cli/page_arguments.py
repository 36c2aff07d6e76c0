"""What may be typed after ``planviewer share`` and ``planviewer pack``."""

from __future__ import annotations

import argparse

from planviewer.cli.argument_types import Commands
from planviewer.cli.shared_arguments import add_json, add_layers, add_out, add_plan
from planviewer.i18n import translate


def add_share(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer share``: the plan as one web page file."""
    parser = commands.add_parser(
        "share", parents=[common], help=translate("cli help", "the plan as one web page file")
    )
    add_plan(parser)
    add_layers(parser)
    add_out(parser, "OUT.html")


def add_pack(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer pack``: everything for the field as one archive."""
    parser = commands.add_parser(
        "pack",
        parents=[common],
        help=translate("cli help", "everything for the field as one archive"),
    )
    add_plan(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--site", metavar="ID")
    what.add_argument(
        "--all", action="store_true", help=translate("cli help", "the whole plan, all sites")
    )
    add_json(parser)
    add_out(parser, "OUT.zip")
