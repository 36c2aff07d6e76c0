"""Kinds of arguments: what is accepted, and what is said when it is not."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from planviewer.i18n import translate

if TYPE_CHECKING:
    from planviewer.reading.postgis.address import TableAddress

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  it has no public name
FIELDS: Final = ("sheet", "parcel", "land_type", "area", "owner", "address", "owner_kind")
"""What a column of a parcel file may hold."""


def crs(text: str) -> str:
    """Accept "EPSG:9210" or "9210", and the names of the systems that mistakes make.

    Whether a code exists is found out when it is used.
    """
    if "/" in text:
        from planviewer.reading.vn_systems import by_name  # noqa: PLC0415  seldom needed

        made = by_name(text)
        if made is not None:
            return made.crs
    found = re.fullmatch(r"(?:EPSG:)?(\d{4,6})", text.strip(), re.IGNORECASE)
    if found is None:
        raise argparse.ArgumentTypeError(translate("cli help", "write it as EPSG:n"))
    return f"EPSG:{found[1]}"


def size(text: str) -> tuple[int, int]:
    """Accept "1280x800": width and height in pixels."""
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if found is None:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as WIDTHxHEIGHT, e.g. 1280x800")
        )
    return int(found[1]), int(found[2])


def bounds(text: str) -> tuple[float, float, float, float]:
    """Accept west, south, east, north in degrees."""
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


def parcels(text: str) -> Path | TableAddress:
    """Accept a file, or the address of a table of a database."""
    from planviewer.reading.postgis.address import is_address, parse_address  # noqa: PLC0415  as above

    return parse_address(text) if is_address(text) else Path(text)


def field(text: str) -> tuple[str, str]:
    """Accept KEY=NAME: what a column holds, and its name."""
    key, equals, name = text.partition("=")
    if not equals or key not in FIELDS:
        words = translate("cli help", "write it as KEY=NAME, KEY one of {keys}")
        raise argparse.ArgumentTypeError(words.format(keys=", ".join(FIELDS)))
    return key, name


def number(text: str) -> float:
    """Accept a number, with a decimal point."""
    try:
        return float(text)
    except ValueError as error:
        words = translate("cli help", "write a number, not “{text}”")
        raise argparse.ArgumentTypeError(words.format(text=text)) from error


def whole_number(text: str) -> int:
    """Accept a number without decimals."""
    try:
        return int(text)
    except ValueError as error:
        words = translate("cli help", "write a whole number, not “{text}”")
        raise argparse.ArgumentTypeError(words.format(text=text)) from error


def area(text: str) -> float:
    """Accept square metres."""
    try:
        value = float(text)
    except ValueError as error:
        words = translate("cli help", "write square metres, not “{text}”")
        raise argparse.ArgumentTypeError(words.format(text=text)) from error
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(translate("cli help", "an area is at least 0"))
    return value


def scale(text: str) -> float:
    """Accept "5000" or "1:5000"."""
    try:
        value = float(text.replace("1:", ""))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            translate("cli help", "write it as 5000 or 1:5000")
        ) from error
    if not 10 <= value <= 10_000_000:
        raise argparse.ArgumentTypeError(translate("cli help", "from 1:10 to 1:10000000"))
    return value
