"""Chainage (lý trình): places along a road, counted in metres from the start of its line."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import substring

from planviewer.errors import ChainageInvalid
from planviewer.i18n import language

_CHAINAGE: Final = re.compile(
    r"\s*km\s*(\d{1,6})\s*\+\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*", re.IGNORECASE
)


def format_chainage(metres: float, decimals: int | None = None) -> str:
    """Write a chainage as on road papers: ``Km1+234.5``, ``Km0+100``.

    Parameters
    ----------
    metres
        Metres from the start, not negative.
    decimals
        Digits after the separator; None: one, or none for whole metres.
    """
    if decimals is None:
        decimals = 0 if round(metres, 1) == round(metres) else 1
    kilometres, rest = divmod(round(max(metres, 0.0), decimals), 1000)
    width = 3 + (decimals + 1 if decimals else 0)
    text = f"{rest:0{width}.{decimals}f}"
    if language() == "vi":
        text = text.replace(".", ",")
    return f"Km{int(kilometres)}+{text}"


def parse_chainage(text: str) -> float:
    """Read ``Km0+100`` or ``Km 1+234,5`` (point or comma, either case) as metres.

    Raises
    ------
    ChainageInvalid
        If the text is not a chainage.
    """
    match = _CHAINAGE.fullmatch(text)
    if match is None:
        raise ChainageInvalid(text=text)
    return int(match[1]) * 1000 + float(match[2].replace(",", "."))


def chainage_at(line: LineString, point: Point) -> float:
    """Return the chainage (metres) of the place on ``line`` nearest to ``point``."""
    return float(shapely.line_locate_point(line, point))


def point_at(line: LineString, chainage: float) -> Point:
    """Return the point of ``line`` at ``chainage`` metres.

    Raises
    ------
    ChainageInvalid
        If the line does not reach so far.
    """
    _require_on(line, chainage)
    return shapely.line_interpolate_point(line, chainage)


def part_of_line(line: LineString, from_m: float, to_m: float) -> LineString:
    """Return the stretch of ``line`` between two chainages (metres), in its direction.

    Raises
    ------
    ChainageInvalid
        If the line does not reach so far, or the stretch has no length.
    """
    _require_on(line, from_m)
    _require_on(line, to_m)
    if from_m >= to_m:
        raise ChainageInvalid(text=f"{format_chainage(from_m)} – {format_chainage(to_m)}")
    part = substring(line, from_m, to_m)
    assert isinstance(part, LineString)  # noqa: S101 (a stretch with length is a line)
    return part


def _require_on(line: LineString, chainage: float) -> None:
    if not isfinite(chainage) or not 0 <= chainage <= line.length + 1e-6:
        raise ChainageInvalid(text=format_chainage(chainage) if isfinite(chainage) else "?")
