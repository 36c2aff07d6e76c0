"""Where the headings of a table stand, and which of its columns say where the rows are.

Offices put titles above the headings, spread them over two rows, and number the columns below
them; surveying instruments write none at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading.coordinate_columns import Columns, columns_by_figures, find_columns
from planviewer.reading.csv_text import LOOK_ROWS

Row = Sequence[Any]

_LOOKED_AT: Final = 2 * LOOK_ROWS
"""Rows that tell how wide a table is; each way of reading has so many before it begins."""
_MOST_UNNAMED: Final = 256
"""Columns without headings that may hold coordinates."""
_COLUMN_NUMBER: Final = re.compile(r"[\[(]?\s*(\d{1,3})(?:\.0)?\s*[\])]?")


@dataclass(frozen=True)
class Head:
    """Where the headings stand, and which columns are coordinates.

    ``row``: the last row that belongs to them, -1 where there are none.
    """

    row: int
    names: tuple[str, ...]
    columns: Columns


HEADLESS: Final = Problem(
    "headings-missing",
    Message(
        "reading",
        "The table has no headings; its coordinates were recognised by their size. The other "
        "columns are named by their number.",
    ),
    "note",
    count=0,
)


def find_head(rows: Sequence[Row]) -> Head:
    """Find the headings: the first row that names coordinates, else the first that is full.

    Rows that hold coordinates from the very first on have none.
    """
    rows = rows[:_LOOKED_AT]
    width = max(map(len, rows), default=0)
    for number, row in enumerate(rows[:LOOK_ROWS]):
        sample = rows[number + 1 : number + 1 + LOOK_ROWS]
        columns = find_columns(_texts(row, len(row)), sample)
        if columns.found:
            return Head(_below_numbers(rows, number), _names(rows, number, width), columns)
    filled = [row for row in rows if _filled(row)]
    columns = columns_by_figures(filled, min(width, _MOST_UNNAMED))
    if columns.found:
        return Head(-1, tuple(map(str, range(1, width + 1))), columns)
    for number, row in enumerate(rows[:LOOK_ROWS]):
        if _filled(row) >= max(1, len(row) // 2 + 1):
            return Head(number, _names(rows, number, width), Columns())
    return Head(0, _names(rows, 0, width) if rows else (), Columns())


def _filled(row: Row) -> int:
    return sum(cell not in {None, ""} for cell in row)


def _names(rows: Sequence[Row], number: int, width: int) -> tuple[str, ...]:
    """Return the headings of a row; where it has none, those of the row above, or a number.

    A heading beside “coordinates” over X and Y spans both rows, and stands in the upper one. A
    title is no heading: it stands alone.
    """
    above = rows[number - 1] if number and _filled(rows[number - 1]) > 1 else ()
    pairs = zip(_texts(rows[number], width), _texts(above, width), strict=True)
    return tuple(name or upper or f"{at}" for at, (name, upper) in enumerate(pairs, start=1))


def _texts(row: Row, width: int) -> list[str]:
    texts = [str(cell or "").strip() for cell in row]
    return texts + [""] * (width - len(texts))


def _below_numbers(rows: Sequence[Row], number: int) -> int:
    """Return the last row of the headings: forms number their columns, (1) (2) (3)."""
    if number + 1 >= len(rows):
        return number
    cells = [str(cell).strip() for cell in rows[number + 1] if cell not in {None, ""}]
    found = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    numbers = [int(match[1]) for match in found if match is not None]
    counted = len(numbers) == len(cells) >= 3 and bool(np.all(np.diff(numbers) == 1))
    return number + 1 if counted and numbers[0] in {0, 1} else number
