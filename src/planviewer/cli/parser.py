"""What may be typed. Subcommands first; anything else opens the window."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from planviewer import __version__
from planviewer.cli import argparse_words
from planviewer.cli.argument_types import crs, size
from planviewer.cli.shared_arguments import add_swap, common_arguments
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
    "convert": "convert",
    "pack": "pack",
}
"""Command → module of this package."""
_NEGATIVE_LIST: Final = re.compile(r"-[\d.][^,]*,.*")


def parse(argv: list[str]) -> argparse.Namespace:
    """Parse the arguments; wrong usage ends the process with 2, as argparse does."""
    argv = _with_negative_lists(argv)
    words = [word for word in _without_language(argv)[1] if not word.startswith("-")]
    named = bool(words) and words[0] in COMMANDS and words[0] != "window"
    asks_help = not words and any(word in {"-h", "--help"} for word in argv)
    with argparse_words.translated():
        parser = _parser() if named or asks_help else _window_parser()
        return parser.parse_args(argv)


def _with_negative_lists(argv: list[str]) -> list[str]:
    """Join options with lists that begin with a negative number: ``--bounds -170,…``.

    argparse knows a negative number when it sees one, but takes such a list for an option.
    """
    joined: list[str] = []
    for word in argv:
        before = joined[-1] if joined else ""
        if _NEGATIVE_LIST.fullmatch(word) and before.startswith("--") and "=" not in before:
            joined[-1] = f"{before}={word}"
        else:
            joined.append(word)
    return joined


def asked_language(argv: list[str]) -> str | None:
    """Return what ``--lang`` asks for, before anything else is parsed: help is told in it."""
    return _without_language(argv)[0]


def _without_language(argv: list[str]) -> tuple[str | None, list[str]]:
    if not any(word == "--lang" or word.startswith("--lang=") for word in argv):
        return None, argv  # as nearly always: a parser is slow to make
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--lang", choices=("vi", "en"))
    try:
        found, rest = finder.parse_known_args(argv)
    except argparse.ArgumentError:  # wrong: the real parser says so
        return None, argv
    return found.lang, rest


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="planviewer", parents=[common_arguments()])
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
    add_swap(parser)
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="OUT.png",
        help=translate("cli help", "save its picture, leave"),
    )
    parser.add_argument("--size", type=size, default=(1280, 800), metavar="WxH")
    parser.add_argument(
        "--theme",
        choices=("light", "dark"),
        help=translate("cli help", "instead of the one in settings"),
    )
    _add_version(parser)


def _add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--version",
        action="version",
        version=f"planviewer {__version__}",
        help=translate("cli help", "show the version and exit"),
    )


def _parser() -> argparse.ArgumentParser:
    # The window, which is asked for most, has no use for them.
    from planviewer.cli import data_arguments, page_arguments, sheet_arguments  # noqa: PLC0415

    parser = argparse.ArgumentParser(
        prog="planviewer",
        description=translate(
            "cli help",
            "See urban-planning sites on a map, exactly, offline. Without a command the window "
            "opens: planviewer [PLAN_OR_FILES…] [--screenshot OUT.png].",
        ),
        parents=[common_arguments()],
    )
    parser.set_defaults(lang=None)
    _add_version(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = common_arguments()
    data_arguments.add_info(commands, common)
    data_arguments.add_check(commands, common)
    data_arguments.add_zones(commands, common)
    data_arguments.add_zone(commands, common)
    data_arguments.add_affected(commands, common)
    sheet_arguments.add_sheet(commands, common)
    page_arguments.add_share(commands, common)
    page_arguments.add_pack(commands, common)
    data_arguments.add_convert(commands, common)
    return parser
