"""What may be typed. Subcommands first; anything else opens the window."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from planviewer import __version__
from planviewer.cli.sheet_parser import add_sheet
from planviewer.i18n import translate

COMMANDS: Final = {
    "window": "window",
    "info": "data",
    "check": "data",
    "zones": "zones",
    "zone": "zones",
    "affected": "affected",
    "sheet": "sheets",
    "share": "pages",
}
"""Command → module of this package."""


def parse(argv: list[str]) -> argparse.Namespace:
    """Parse the arguments; wrong usage ends the process with 2, as argparse does."""
    words = [word for word in _without_language(argv)[1] if not word.startswith("-")]
    named = bool(words) and words[0] in COMMANDS and words[0] != "window"
    asks_help = not words and any(word in {"-h", "--help"} for word in argv)
    if named or asks_help:
        return _parser().parse_args(argv)
    return _window_parser().parse_args(argv)


def asked_language(argv: list[str]) -> str | None:
    """Return what ``--lang`` asks for, before anything else is parsed: help is told in it."""
    return _without_language(argv)[0]


def _without_language(argv: list[str]) -> tuple[str | None, list[str]]:
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", choices=("vi", "en"))
    try:
        found, rest = finder.parse_known_args(argv)
    except argparse.ArgumentError:  # wrong: the real parser says so
        return None, argv
    return found.lang, rest


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        choices=("vi", "en"),
        default=argparse.SUPPRESS,
        help=translate("cli help", "language of the answers"),
    )
    return common


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="planviewer", parents=[_common()])
    parser.set_defaults(lang=None, command="window")
    _window_arguments(parser)
    return parser


def _window_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="PLAN_OR_FILE")
    parser.add_argument(
        "--crs",
        type=crs,
        help=translate("cli help", "coordinate system of files that do not say theirs"),
    )
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="OUT.png",
        help=translate("cli help", "save its picture, leave"),
    )
    parser.add_argument("--size", type=_size, default=(1280, 800), metavar="WxH")
    parser.add_argument(
        "--theme",
        choices=("light", "dark"),
        help=translate("cli help", "instead of the one in settings"),
    )
    parser.add_argument("--version", action="version", version=f"planviewer {__version__}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="planviewer",
        description=translate(
            "cli help",
            "See urban-planning sites on a map, exactly, offline. Without a command the window "
            "opens: planviewer [PLAN_OR_FILES…] [--screenshot OUT.png].",
        ),
        parents=[_common()],
    )
    parser.set_defaults(lang=None)
    parser.add_argument("--version", action="version", version=f"planviewer {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = _common()
    _add_info(commands, common)
    _add_check(commands, common)
    _add_zones(commands, common)
    _add_zone(commands, common)
    _add_affected(commands, common)
    add_sheet(commands, common, _bounds, _scale, crs)
    _add_share(commands, common)
    return parser


def _add_info(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser(
        "info", parents=[common], help=translate("cli help", "what is in a file")
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--crs", type=crs)
    parser.add_argument("--encoding")


def _add_check(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser(
        "check", parents=[common], help=translate("cli help", "what is wrong with plans or files")
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="PLAN_OR_FILE")
    parser.add_argument("--json", action="store_true")


def _add_zones(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser(
        "zones", parents=[common], help=translate("cli help", "the zones of a plan, with areas")
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN")
    parser.add_argument("--json", action="store_true")


def _add_zone(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser(
        "zone", parents=[common], help=translate("cli help", "one zone along any line")
    )
    parser.add_argument("line", type=Path, metavar="LINE_FILE")
    parser.add_argument("--side", choices=("left", "right", "both"), required=True)
    parser.add_argument("--from", dest="from_m", type=float, default=0.0, metavar="M")
    parser.add_argument("--to", dest="to_m", type=float, required=True, metavar="M")
    parser.add_argument("--cap", choices=("flat", "round"), default="flat")
    parser.add_argument(
        "--crs",
        type=crs,
        help=translate("cli help", "coordinate system of the line, if it does not say"),
    )
    parser.add_argument(
        "--plan-crs", type=crs, help=translate("cli help", "metric system to measure in")
    )
    parser.add_argument(
        "--road-width",
        type=float,
        metavar="M",
        help=translate("cli help", "count from the road's edge"),
    )
    parser.add_argument(
        "--from-chainage",
        metavar="Km0+100",
        help=translate("cli help", "only from here along the line"),
    )
    parser.add_argument(
        "--to-chainage",
        metavar="Km1+200",
        help=translate("cli help", "only to here along the line"),
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")


def _add_affected(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser(
        "affected", parents=[common], help=translate("cli help", "the parcels that lose land")
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN")
    parser.add_argument("--parcels", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--zone",
        action="append",
        default=[],
        metavar="ID",
        help=translate("cli help", "only this zone (repeatable)"),
    )
    parser.add_argument(
        "--sublayer", metavar="NAME", help=translate("cli help", "layer of a GeoPackage")
    )
    parser.add_argument(
        "--crs", type=crs, help=translate("cli help", "coordinate system of parcels without one")
    )
    parser.add_argument(
        "--encoding",
        help=translate("cli help", "text encoding of the parcels, if the file misleads"),
    )
    parser.add_argument(
        "--field",
        action="append",
        type=_field,
        default=[],
        metavar="KEY=NAME",
        help=translate(
            "cli help",
            "which column holds what: sheet, parcel, land_type, area, owner, address, owner_kind",
        ),
    )
    parser.add_argument(
        "--no-owners",
        action="store_true",
        help=translate("cli help", "no owners' names or addresses"),
    )
    parser.add_argument(
        "--min-remaining",
        type=_area,
        metavar="M2",
        help=translate("cli help", "a smaller remainder is too small to use"),
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="OUT",
        help=translate("cli help", ".xlsx .csv .gpkg .geojson"),
    )


def _add_share(commands: argparse._SubParsersAction, common: argparse.ArgumentParser) -> None:  # type: ignore[type-arg]
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


def crs(text: str) -> str:
    """Accept "EPSG:9210" or "9210"; whether it exists is found out when it is used."""
    found = re.fullmatch(r"(?:EPSG:)?(\d{4,6})", text.strip(), re.IGNORECASE)
    if found is None:
        raise argparse.ArgumentTypeError(translate("cli help", "write it as EPSG:n"))
    return f"EPSG:{found[1]}"


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if found is None:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as WIDTHxHEIGHT, e.g. 1280x800")
        )
    return int(found[1]), int(found[2])


def _bounds(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as W,S,E,N in degrees")
        ) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise argparse.ArgumentTypeError(
            translate("cli help", "west must be under east, south under north, in degrees")
        )
    return west, south, east, north


FIELDS: Final = ("sheet", "parcel", "land_type", "area", "owner", "address", "owner_kind")


def _field(text: str) -> tuple[str, str]:
    key, equals, name = text.partition("=")
    if not equals or key not in FIELDS:
        raise argparse.ArgumentTypeError(f"write it as KEY=NAME, KEY one of {', '.join(FIELDS)}")
    return key, name


def _area(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"write square metres, not {text!r}") from error
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError("an area is at least 0")
    return value


def _scale(text: str) -> float:
    try:
        value = float(text.replace("1:", ""))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as 5000 or 1:5000")
        ) from error
    if not 10 <= value <= 10_000_000:
        raise argparse.ArgumentTypeError(translate("cli help", "from 1:10 to 1:10000000"))
    return value
