"""Series over an area: a grid of sheets, and the sheet division of Vietnamese cadastral maps.

The division follows Circular 25/2014/TT-BTNMT, article 5, clause 5: squares of 6 × 6 km are sheets
of 1:10 000; each is cut into 4 of 1:5000 (3 km), one of these into 9 of 1:2000 (1 km), and one of
those into 4 of 1:1000 (500 m), 16 of 1:500 (250 m) or 100 of 1:200 (100 m), numbered from left to
right and from the top down. A number is built from the kilometres of X (northing) and Y (easting)
of the upper left corner, three digits each. The circular does not say where the squares begin; as
in its predecessors they are counted from the equator and from the central meridian (Y = 500 km).
The example of textbooks, sheet 10-728494 with its corner at X = 1728 km, Y = 494 km, lies on these
squares and on no others that begin at whole hundreds of kilometres.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planviewer.errors import SheetSeriesTooLong
from planviewer.sheets.scales import Bounds

MOST_SHEETS: Final = 300
OVERLAP_MM: Final = 8.0
"""Room around a sheet's own part of a grid, where its neighbours begin to show."""

DIVISIONS: Final = (10_000, 5_000, 2_000, 1_000, 500, 200)
"""Denominators that have a sheet division of their own."""
_SIDE_M: Final = {10_000: 6000, 5_000: 3000, 2_000: 1000, 1_000: 500, 500: 250, 200: 100}
_MERIDIAN_M: Final = 500_000


@dataclass(frozen=True)
class Tile:
    """A part of an area: its name, its bounds, its row and column counted from the upper left."""

    name: str
    bounds: Bounds
    row: int
    column: int

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2


def grid(area: Bounds, frame_mm: tuple[float, float], scale: int) -> list[Tile]:
    """Cover an area (plan CRS) with sheets of a frame size, row by row from the upper left.

    Raises
    ------
    SheetSeriesTooLong
        If more sheets than ``MOST_SHEETS`` were needed.
    """
    wide, tall = ((side - 2 * OVERLAP_MM) * scale / 1000 for side in frame_mm)
    west, south, east, north = area
    columns = max(1, math.ceil((east - west) / wide - 1e-9))
    rows = max(1, math.ceil((north - south) / tall - 1e-9))
    _require_few(columns * rows)
    left = (west + east - columns * wide) / 2
    top = (south + north + rows * tall) / 2
    return [
        Tile(
            f"{row + 1}-{column + 1}",
            (
                left + column * wide,
                top - (row + 1) * tall,
                left + (column + 1) * wide,
                top - row * tall,
            ),
            row,
            column,
        )
        for row in range(rows)
        for column in range(columns)
    ]


def _require_few(count: int) -> None:
    if count > MOST_SHEETS:
        raise SheetSeriesTooLong(count=count, most=MOST_SHEETS)


def cadastral(area: Bounds, division: int) -> list[Tile]:
    """Return the cadastral sheets of 1:``division`` that an area (VN-2000, 3° zone) touches.

    Raises
    ------
    SheetSeriesTooLong
        If there are more of them than ``MOST_SHEETS``.
    """
    side = _SIDE_M[division]
    west, south, east, north = area
    columns = range(math.floor((west - _MERIDIAN_M) / side), math.ceil((east - _MERIDIAN_M) / side))
    rows = range(math.floor(south / side), math.ceil(north / side))
    _require_few(len(columns) * len(rows))
    return [
        Tile(
            sheet_number(x, y, division),
            (x, y - side, x + side, y),
            number,
            column - columns.start,
        )
        for number, row in enumerate(reversed(rows))
        for column in columns
        for x, y in [(column * side + _MERIDIAN_M, (row + 1) * side)]
    ]


def sheet_number(left: float, top: float, division: int) -> str:
    """Return the number of the cadastral sheet whose upper left corner lies at (left, top) m."""
    if division == 10_000:
        return f"10-{_kilometres(top)}{_kilometres(left)}"
    if division == 5_000:
        return f"{_kilometres(top)}{_kilometres(left)}"
    if division == 2_000:
        return f"{_around(left, top, 3000, 5_000)}-{_within(left, top, 3000, 1000)}"
    parent = _around(left, top, 1000, 2_000)
    number = _within(left, top, 1000, _SIDE_M[division])
    if division == 1_000:
        return f"{parent}-{'abcd'[number - 1]}"
    return f"{parent}-({number})" if division == 500 else f"{parent}-{number}"


def _kilometres(metres: float) -> str:
    return f"{round(metres / 1000) % 1000:03d}"


def _corner(left: float, top: float, side: int) -> tuple[int, int]:
    """Return the upper left corner of the larger square around a smaller one."""
    x = math.floor((left - _MERIDIAN_M) / side) * side + _MERIDIAN_M
    return x, math.ceil(top / side) * side


def _around(left: float, top: float, side: int, division: int) -> str:
    return sheet_number(*_corner(left, top, side), division)


def _within(left: float, top: float, side: int, part: int) -> int:
    """Return the place of a small square in the larger one, from 1, row by row from the top."""
    x, y = _corner(left, top, side)
    return round((y - top) / part) * (side // part) + round((left - x) / part) + 1


def neighbours(tiles: list[Tile]) -> Iterator[tuple[int, int, str]]:
    """Yield (number, number of a neighbour, side "n", "s", "w", "e") for tiles that touch."""
    places = {(tile.row, tile.column): number for number, tile in enumerate(tiles)}
    steps = {"n": (-1, 0), "s": (1, 0), "w": (0, -1), "e": (0, 1)}
    for number, tile in enumerate(tiles):
        for side, (down, right) in steps.items():
            other = places.get((tile.row + down, tile.column + right))
            if other is not None:
                yield number, other, side
