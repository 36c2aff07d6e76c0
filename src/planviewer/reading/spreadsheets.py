"""Tables of coordinates: CSV and XLSX, as offices hand them over.

Titles may stand above the headings, the mark between values may be any, numbers may be written in
either way. Values are read as what they are; a number with leading zeros stays text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import shapely

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import cell_values
from planviewer.reading.coordinate_columns import Columns, geometries_of
from planviewer.reading.csv_columns import text_columns
from planviewer.reading.csv_text import (
    LOOK_ROWS,
    SAMPLE_CHARACTERS,
    delimiter_of,
    look_through,
    rows_of_file,
)
from planviewer.reading.formats import TABLE, Format
from planviewer.reading.gdal import LOSSLESS, Table
from planviewer.reading.headings import HEADLESS, Head, find_head
from planviewer.reading.side_file import crs_in
from planviewer.reading.wkt import plain_wkb
from planviewer.reading.workbook.cells import Rows
from planviewer.reading.workbook.sheets import WorkbookFile

PROPERTY: Final = "planviewer"
"""Name of the document property that holds what goes with the sheets, as JSON."""
_BLOCK: Final = 4_096
"""Rows between two reports of how far it is."""


_COLUMNS_SHARE: Final = 0.3
"""If it is not regular after all, it is read row by row from here on."""
_HEAD_SHARE: Final = 0.1
"""The first rows of a sheet, and the texts that all of its cells share."""
_ROWS_SHARE: Final = 0.85
"""Of the time until a table stands by columns, reading its rows takes about so much."""


@dataclass(frozen=True, eq=False)
class _Body:
    """A table by columns: texts of Arrow, or a list of whatever stands in the cells."""

    head: Head
    values: Sequence[pa.ChunkedArray | list[Any]]
    count: int


def has_places(path: Path) -> bool:
    """Return whether a CSV file has columns of coordinates.

    Raises
    ------
    FileUnreadable
        If it is no table at all.
    """
    rows = rows_of_file(path, look_through(path).encoding, LOOK_ROWS)
    if max((len(row) for row in rows), default=0) < 2 and not find_head(rows).columns.found:
        raise FileUnreadable(path=path, reason=_NO_TABLE)
    return find_head(rows).columns.found


def sheets(path: Path) -> tuple[tuple[str, bool], ...]:
    """Return the (name, has places) of each sheet of a workbook that holds anything.

    Raises
    ------
    FileUnreadable
        If it is broken or has a password.
    """
    with pace.part(0.0, 0.0), WorkbookFile(path) as book:  # reading has not begun
        found = [(name, book.rows(name, LOOK_ROWS)) for name in book.names]
    kept = [(name, find_head(rows).columns.found) for name, rows in found if any(rows)]
    if not kept:
        raise FileUnreadable(path=path, reason=Message("reading", "its sheets are empty."))
    return tuple(kept)


def read_table(path: Path, kind: Format, sheet: str | None) -> tuple[Table, tuple[Problem, ...]]:
    """Read a table whole.

    Returns
    -------
    table, problems
        ``table.lossless`` where the text is not UTF-8 and came byte by byte.

    Raises
    ------
    FileUnreadable
        If it is broken or no table.
    """
    with pace.part(0.0, 0.7):
        if kind is TABLE:
            (body, lossless), crs = _csv_table(path), None
        else:
            (body, crs), lossless = _sheet_table(path, sheet), False
    head, values = body.head, body.values
    with pace.part(0.7, 0.8):
        geometry, problems = _places(head.columns, values)
    shown = [
        i
        for i, name in enumerate(head.names)
        if i not in head.columns.used and (name != str(i + 1) or _is_used(values[i]))
    ]
    with pace.part(0.8, 1.0):
        names = [head.names[i] for i in shown]
        attributes = _attributes([values[i] for i in shown], names, body.count)
    told = (HEADLESS, *problems) if head.row < 0 else problems
    return Table(attributes, geometry, crs, (), lossless), told


def _by_columns(rows: Rows, head: Head) -> tuple[list[list[Any]], int]:
    """Return the values below the headings by columns, and how many rows hold any."""
    width = len(head.names)
    columns: list[list[Any]] = [[] for _ in range(width)]
    count = 0
    for first in range(head.row + 1, len(rows), _BLOCK):
        pace.reached(first / len(rows))
        block = [row for row in rows[first : first + _BLOCK] if _holds_any(row)]
        count += len(block)
        for column, values in zip(columns, _turned(block, width), strict=True):
            column.extend(values)
    return columns, count


def _turned(block: Rows, width: int) -> Iterable[Sequence[Any]]:
    """Return rows as columns, as many as there are headings."""
    if set(map(len, block)) == {width}:
        return zip(*block, strict=True)
    # One full row sees to it that there are enough.
    cut = (row[:width] for row in block)
    return (values[1:] for values in zip_longest([None] * width, *cut))


def _is_used(column: pa.ChunkedArray | list[Any]) -> bool:
    if isinstance(column, pa.ChunkedArray):
        if not pa.types.is_string(column.type):
            return bool(column.null_count < len(column))
        return bool(pc.any(pc.not_equal(column, "")).as_py())
    return _holds_any(column)


def _holds_any(row: Sequence[Any]) -> bool:
    """Whether any cell of a row or column has a value."""
    return bool(row) and (row[0] not in {None, ""} or any(cell not in {None, ""} for cell in row))


def _places(
    columns: Columns, values: Sequence[pa.ChunkedArray | list[Any]]
) -> tuple[pa.ChunkedArray | None, tuple[Problem, ...]]:
    """Return the rows' places as WKB, None if no column says them."""
    if not columns.found:
        return None, ()
    with pace.part(0.0, 0.5):
        plain = None if columns.wkt is None else _plain_outlines(values[columns.wkt])
    if plain is not None:
        return plain, ()
    with pace.part(0.5, 1.0):
        return _made_places(columns, values)


def _made_places(
    columns: Columns, values: Sequence[pa.ChunkedArray | list[Any]]
) -> tuple[pa.ChunkedArray, tuple[Problem, ...]]:
    listed = [_listed(x) if i in columns.used else [] for i, x in enumerate(values)]
    geometries, problems = geometries_of(columns, listed)
    parts = []
    for first in range(0, max(1, len(geometries)), _BLOCK):
        pace.reached(first / max(1, len(geometries)))
        parts.append(pa.array(shapely.to_wkb(geometries[first : first + _BLOCK]), pa.binary()))
    return pa.chunked_array(parts), problems


def _listed(column: pa.ChunkedArray | list[Any]) -> list[Any]:
    return column.to_pylist() if isinstance(column, pa.ChunkedArray) else column


def _plain_outlines(column: pa.ChunkedArray | list[Any]) -> pa.ChunkedArray | None:
    try:
        return plain_wkb(cell_values.texts_of(column))
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # numbers and other things among them
        return None


def _attributes(
    values: Sequence[pa.ChunkedArray | list[Any]], names: list[str], count: int
) -> pa.Table:
    if not values:  # a table needs a column to know its length
        return pa.table({"#": pa.array(range(1, count + 1), pa.int64())})
    comma = cell_values.uses_decimal_comma(values)
    columns = []
    for number, column in enumerate(values):
        pace.reached(number / len(values))
        columns.append(cell_values.column(column, comma=comma))
    return pa.Table.from_arrays(columns, names)


def _csv_table(path: Path) -> tuple[_Body, bool]:
    """Return what a CSV file holds, and whether its text came byte by byte."""
    written, found, begin = look_through(path), None, 0.0
    if written.regular:
        begin = _COLUMNS_SHARE
        with pace.part(0.0, begin):
            found = _by_arrow(path)
    if found is None:
        with pace.part(begin, 1.0):
            found = _by_rows(path, written.encoding)
    return found, written.encoding == LOSSLESS


def _by_rows(path: Path, encoding: str) -> _Body:
    with pace.part(0.0, _ROWS_SHARE):
        rows = rows_of_file(path, encoding, None)
    return _body_of(rows)


def _body_of(rows: Rows) -> _Body:
    head = find_head(rows)
    with pace.part(_ROWS_SHARE, 1.0):
        return _Body(head, *_by_columns(rows, head))


def _by_arrow(path: Path) -> _Body | None:
    """Return what a regular file holds, None if it turns out not to be regular."""
    rows, delimiter = _first_rows(path)
    if delimiter == " ":  # of which several may stand for one
        return None
    head = find_head(rows)
    above = rows[: head.row + 1]
    if not all(above) or any("\n" in cell or "\r" in cell for row in above for cell in row):
        return None  # rows above the body are not its lines
    values = text_columns(path, head.row + 1, len(head.names), delimiter)
    return None if values is None else _Body(head, values, len(values[0]))


def _first_rows(path: Path) -> tuple[Rows, str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = delimiter_of(file.read(SAMPLE_CHARACTERS))
    return rows_of_file(path, "utf-8-sig", 2 * LOOK_ROWS), delimiter


def _sheet_table(path: Path, sheet: str | None) -> tuple[_Body, str | None]:
    with WorkbookFile(path) as book:
        name, found, begin = sheet or book.names[0], None, 0.0
        if book.is_large(name):
            begin = _COLUMNS_SHARE
            with pace.part(0.0, begin):
                found = _sheet_by_columns(book, name)
        if found is None:
            with pace.part(begin, 1.0):
                found = _sheet_by_rows(book, name)
        return found, _crs_of(book, name)


def _sheet_by_columns(book: WorkbookFile, name: str) -> _Body | None:
    """Return what a regular sheet holds, None of any other."""
    with pace.part(0.0, _HEAD_SHARE):
        head = find_head(book.rows(name, 2 * LOOK_ROWS))
    with pace.part(_HEAD_SHARE, 1.0):
        found = book.columns(name, head.row + 1, len(head.names))
    return None if found is None else _Body(head, *found)


def _sheet_by_rows(book: WorkbookFile, name: str) -> _Body:
    with pace.part(0.0, _ROWS_SHARE):
        rows = book.rows(name)
    return _body_of(rows)


# --- XLSX -------------------------------------------------------------------------------------
def _crs_of(book: WorkbookFile, name: str) -> str | None:
    """Return the system a sheet is in, which workbooks of ours keep among their properties."""
    said = book.property_of(PROPERTY)
    try:
        sheets = json.loads(said) if said is not None else {}
    except (ValueError, RecursionError):
        return None
    return crs_in(sheets.get(name)) if isinstance(sheets, dict) else None


_NO_TABLE: Final = Message(
    "reading", "it is no table of values with columns. planviewer reads CSV with headings."
)
