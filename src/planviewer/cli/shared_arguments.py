"""Arguments that several commands take, declared once."""

from __future__ import annotations

import argparse
from pathlib import Path

from planviewer.cli.argument_types import crs
from planviewer.i18n import translate


def common_arguments() -> argparse.ArgumentParser:
    """Return the parent of all parsers: what every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        choices=("vi", "en"),
        default=argparse.SUPPRESS,
        help=translate("cli help", "language of the answers"),
    )
    return common


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Declare the plan, the bundled one where none is named."""
    parser.add_argument(
        "plan",
        nargs="?",
        type=Path,
        metavar="PLAN",
        help=translate("cli help", "a plan file; without one the bundled plan"),
    )


def add_layers(parser: argparse.ArgumentParser) -> None:
    """Declare files that join the plan as layers, and what system they are in."""
    parser.add_argument(
        "--layer",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=translate("cli help", "a file to show as a further layer (repeatable)"),
    )
    parser.add_argument(
        "--crs",
        type=crs,
        metavar="EPSG:n",
        help=translate("cli help", "coordinate system of --layer files without one"),
    )
    add_swap(parser)


def add_swap(parser: argparse.ArgumentParser) -> None:
    """Declare ``--swap-xy``, for files whose coordinates stand in the wrong order."""
    parser.add_argument(
        "--swap-xy",
        action="store_true",
        help=translate("cli help", "exchange X and Y of the file"),
    )


def add_scheduler(parser: argparse.ArgumentParser) -> None:
    """Declare where a Dask cluster is."""
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help=translate("cli help", "of the Dask cluster")
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Declare the answer for programs."""
    parser.add_argument(
        "--json", action="store_true", help=translate("cli help", "answer with one JSON object")
    )


def add_out(
    parser: argparse.ArgumentParser,
    metavar: str = "OUT",
    *,
    formats: str | None = None,
    required: bool = True,
) -> None:
    """Declare the file to write; ``formats`` says which endings it may have."""
    told = formats or translate("cli help", "file to write")
    parser.add_argument("-o", "--out", type=Path, required=required, metavar=metavar, help=told)
