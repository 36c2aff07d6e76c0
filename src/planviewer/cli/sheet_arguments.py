"""What may be typed after ``planviewer sheet``."""

from __future__ import annotations

import argparse
from typing import Final

from planviewer.cli.argument_types import Commands, bounds, scale, whole_number
from planviewer.cli.shared_arguments import add_json, add_layers, add_out, add_plan
from planviewer.i18n import translate

PARTS: Final = (
    *("title", "legend", "facts", "sources", "scale-bar", "north-arrow", "grid", "wgs84"),
    *("locator", "qr", "certificate", "title-block"),
)
"""Names of ``sheets.request.Part``; they are not imported, so that help is quick."""
FIELDS: Final = ("unit", "drawn_by", "checked_by", "approved_by", "date", "sheet_no")
DIVISIONS: Final = (200, 500, 1000, 2000, 5000, 10000)


def add_sheet(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer sheet``: a snapshot map as a page, or a series of them."""
    parser = commands.add_parser(
        "sheet", parents=[common], help=translate("cli help", "a snapshot map as a page")
    )
    add_plan(parser)
    _add_what(parser)
    _add_look(parser)
    _add_words(parser)
    add_layers(parser)
    add_out(
        parser,
        formats=translate("cli help", ".pdf .png .tif .svg; of a series: a .pdf, or a folder"),
    )
    add_json(parser)


def _add_what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bounds", type=bounds, metavar="W,S,E,N")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--site", metavar="ID")
    what.add_argument("--zone", metavar="ID")
    what.add_argument(
        "--all",
        action="store_true",
        help=translate("cli help", "one sheet for each place and zone"),
    )
    what.add_argument(
        "--sites", action="store_true", help=translate("cli help", "one sheet for each place")
    )
    what.add_argument(
        "--zones", action="store_true", help=translate("cli help", "one sheet for each zone")
    )
    what.add_argument(
        "--along",
        metavar="LAYER",
        help=translate("cli help", "strip maps along a line, joined at match lines"),
    )
    what.add_argument(
        "--grid",
        action="store_true",
        help=translate("cli help", "a grid of sheets over the plan or the bounds"),
    )
    what.add_argument(
        "--cadastral",
        type=whole_number,
        choices=DIVISIONS,
        metavar="N",
        help=translate("cli help", "the cadastral sheets of the division 1:N"),
    )
    parser.add_argument(
        "--no-index",
        action="store_true",
        help=translate("cli help", "a series without index sheet"),
    )
    parser.add_argument(
        "--format",
        choices=("pdf", "png", "tif", "svg"),
        default="pdf",
        help=translate("cli help", "format of the files of a series in a folder"),
    )


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template",
        metavar="NAME",
        help=translate("cli help", "field-a4, review-a3, wall-a1, one of your own, or a .json"),
    )
    parser.add_argument("--scale", type=scale, metavar="N")
    parser.add_argument("--paper", choices=("A4", "A3", "A2", "A1", "A0"))
    parser.add_argument("--orientation", choices=("portrait", "landscape"))
    parser.add_argument("--dpi", type=whole_number)
    shown = ", ".join(PARTS)
    parser.add_argument(
        "--show", action="append", type=_part, default=[], metavar="PART", help=shown
    )
    parser.add_argument("--hide", action="append", type=_part, default=[], metavar="PART")


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--texts",
        choices=("vi", "en", "both"),
        help=translate("cli help", "language of the sheet, if not that of the answers"),
    )
    parser.add_argument("--title", metavar="TEXT")
    parser.add_argument("--subtitle", metavar="TEXT")
    parser.add_argument(
        "--field",
        action="append",
        type=_field,
        default=[],
        metavar="KEY=TEXT",
        help=translate(
            "cli help",
            "title block: unit, drawn_by, checked_by, approved_by, date, sheet_no",
        ),
    )


def _part(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(
            translate("cli help", "one of {names}").format(names=", ".join(PARTS))
        )
    return text


def _field(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or key not in FIELDS:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as KEY=TEXT, KEY one of {names}").format(
                names=", ".join(FIELDS)
            )
        )
    return key, value[:200]
