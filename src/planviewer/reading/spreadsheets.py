"""Tables of coordinates: CSV and XLSX, as offices hand them over.

Titles may stand above the headings, the mark between values may be any, numbers may be written in
either way. Values are read as what they are; a number with leading zeros stays text.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import shapely

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import cell_values
from planviewer.reading.coordinate_columns import Columns, find_columns, geometries_of
from planviewer.reading.formats import TABLE, Format
from planviewer.reading.gdal import LOSSLESS, Table
from planviewer.reading.side_file import crs_in
from planviewer.reading.workbook_cells import Rows
from planviewer.reading.workbooks import WorkbookFile

PROPERTY: Final = "planviewer"
"""Name of the document property that holds what goes with the sheets, as JSON."""
_LOOK_ROWS: Final = 40
"""Rows in which the headings must stand, and that are looked at for WKT."""
_SAMPLE_CHARACTERS: Final = 65_536
_CHUNK: Final = 1 << 20
_DELIMITERS: Final = (";", "\t", ",", "|")
_LONGEST_CELL: Final = 2**31 - 1
LONGEST_LINE: Final = 64_000_000
"""Bytes. A line is decoded, divided and made an outline in one go each, which takes a second and a
half for so many; it is room for two million corners."""
_BLOCK: Final = 4_096
"""Rows between two reports of how far it is."""


@dataclass(frozen=True)
class Head:
    """Where the headings stand, and which columns are coordinates."""

    row: int
    names: tuple[str, ...]
    columns: Columns


def has_places(path: Path) -> bool:
    """Return whether a CSV file has columns of coordinates.

    Raises
    ------
    FileUnreadable
        If it is no table at all.
    """
    rows = _csv_rows(path, _encoding_of(path), _LOOK_ROWS)
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
    with WorkbookFile(path) as book:
        found = [(name, book.rows(name, _LOOK_ROWS)) for name in book.names]
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
    with pace.part(0.0, 0.6):
        if kind is TABLE:
            (rows, lossless), crs = _csv_file(path), None
        else:
            (rows, crs), lossless = _sheet(path, sheet), False
    head = find_head(rows)
    with pace.part(0.6, 0.7):
        values, count = _by_columns(rows, head)
    with pace.part(0.7, 0.8):
        geometry, problems = _places(head.columns, values)
    shown = [
        i
        for i, name in enumerate(head.names)
        if i not in head.columns.used and (name != str(i + 1) or _holds_any(values[i]))
    ]
    with pace.part(0.8, 1.0):
        attributes = _attributes([values[i] for i in shown], [head.names[i] for i in shown], count)
    return Table(attributes, geometry, crs, (), lossless), problems


def _by_columns(rows: Rows, head: Head) -> tuple[list[list[Any]], int]:
    """Return the values below the headings by columns, and how many rows hold any."""
    width = len(head.names)
    columns: list[list[Any]] = [[] for _ in range(width)]
    count = 0
    for first in range(head.row + 1, len(rows), _BLOCK):
        pace.reached(first / len(rows))
        block = [row[:width] for row in rows[first : first + _BLOCK] if _holds_any(row)]
        count += len(block)
        # One full row sees to it that there are as many columns as headings.
        for column, values in zip(columns, zip_longest([None] * width, *block), strict=True):
            column.extend(values[1:])
    return columns, count


def _holds_any(row: Sequence[Any]) -> bool:
    """Whether any cell of a row or column has a value."""
    return bool(row) and (row[0] not in {None, ""} or any(cell not in {None, ""} for cell in row))


def _places(
    columns: Columns, values: list[list[Any]]
) -> tuple[pa.ChunkedArray | None, tuple[Problem, ...]]:
    """Return the rows' places as WKB, None if no column says them."""
    if not columns.found:
        return None, ()
    geometries, problems = geometries_of(columns, values)
    parts = []
    for first in range(0, max(1, len(geometries)), _BLOCK):
        pace.reached(first / max(1, len(geometries)))
        parts.append(pa.array(shapely.to_wkb(geometries[first : first + _BLOCK]), pa.binary()))
    return pa.chunked_array(parts), problems


def _attributes(values: list[list[Any]], names: list[str], count: int) -> pa.Table:
    if not values:  # a table needs a column to know its length
        return pa.table({"#": pa.array(range(1, count + 1), pa.int64())})
    comma = cell_values.uses_decimal_comma(values)
    columns = []
    for number, column in enumerate(values):
        pace.reached(number / len(values))
        columns.append(cell_values.column(column, comma=comma))
    return pa.Table.from_arrays(columns, names)


def _csv_file(path: Path) -> tuple[Rows, bool]:
    encoding = _encoding_of(path)
    return _csv_rows(path, encoding, None), encoding == LOSSLESS


def _sheet(path: Path, sheet: str | None) -> tuple[Rows, str | None]:
    with WorkbookFile(path) as book:
        name = sheet or book.names[0]
        return book.rows(name), _crs_of(book, name)


def find_head(rows: Sequence[Sequence[Any]]) -> Head:
    """Find the headings: the first row that names coordinates, else the first that is full."""
    for number, row in enumerate(rows[:_LOOK_ROWS]):
        names = [str(cell or "").strip() for cell in row]
        columns = find_columns(names, rows[number + 1 : number + 1 + _LOOK_ROWS])
        if columns.found:
            return Head(number, _named(names), columns)
    for number, row in enumerate(rows[:_LOOK_ROWS]):
        if sum(cell not in {None, ""} for cell in row) >= max(1, len(row) // 2 + 1):
            return Head(number, _named([str(cell or "").strip() for cell in row]), Columns())
    return Head(0, _named([str(cell or "") for cell in rows[0]]) if rows else (), Columns())


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name or f"{number}" for number, name in enumerate(names, start=1))


# --- CSV --------------------------------------------------------------------------------------
def _encoding_of(path: Path) -> str:
    """Return how the text of a file is to be decoded: as Unicode, or else byte by byte.

    Raises
    ------
    FileUnreadable
        If a line is too long to be read.
    """
    decoder, lines = codecs.getincrementaldecoder("utf-8")(), _Lines(path)
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        file.seek(0)
        for chunk in iter(partial(file.read, _CHUNK), b""):
            pace.reached(0.0)
            lines.take(chunk)
            if encoding == "utf-8-sig" and not _decodes(decoder, chunk):
                encoding = LOSSLESS
    return encoding if encoding != "utf-8-sig" or _decodes(decoder, b"") else LOSSLESS


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    """Whether the next bytes (none: those so far) are UTF-8."""
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """Sees to it that no line of a file is too long, before anybody reads one."""

    def __init__(self, path: Path) -> None:
        self._path, self._length, self._number = path, 0, 1

    def take(self, chunk: bytes) -> None:
        """Look at the next part of the file.

        Raises
        ------
        FileUnreadable
            If a line is too long.
        """
        first = chunk.find(b"\n")
        self._length += len(chunk) if first < 0 else first
        if self._length > LONGEST_LINE:
            values = {"line": self._number, "size": LONGEST_LINE // 1_000_000}
            message = Message(_TOO_LONG.context, _TOO_LONG.source, values)
            raise FileUnreadable(path=self._path, reason=message)
        if first >= 0:
            self._length = len(chunk) - chunk.rfind(b"\n") - 1
            self._number += chunk.count(b"\n")


def _csv_rows(path: Path, encoding: str, most: int | None) -> Rows:
    """Return the rows, read one by one: a file may be larger than its text in memory should be."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = _delimiter(file.read(_SAMPLE_CHARACTERS))
            file.seek(0)
            return _rows_of(file, path.stat().st_size, delimiter, most)
    except (csv.Error, UnicodeError) as error:
        reason = Message("reading", "it is no table of values ({detail}).", {"detail": str(error)})
        raise FileUnreadable(path=path, reason=reason) from error


def _rows_of(file: IO[str], size: int, delimiter: str, most: int | None) -> Rows:
    rows: Rows = []
    for row in csv.reader(file, delimiter=delimiter):
        rows.append([_without_apostrophe(cell) if cell[:1] == "'" else cell for cell in row])
        if len(rows) == most:
            break
        if not len(rows) % _BLOCK:
            pace.reached(min(1.0, file.buffer.tell() / max(1, size)))  # type: ignore[attr-defined]  # text files have one
    return rows


def _without_apostrophe(cell: str) -> str:
    """Undo the apostrophe that keeps spreadsheets from running a text as a formula."""
    return cell[1:] if cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _delimiter(sample: str) -> str:
    """Choose the mark that divides the most lines into the same number of values."""
    declared = sample[:6].lower()
    if declared.startswith("sep=") and len(declared) > 4:
        return sample[4]
    lines = [line for line in sample.splitlines()[:_LOOK_ROWS] if line.strip()]
    best, most = ",", 0
    for mark in _DELIMITERS:
        rows = list(csv.reader(lines, delimiter=mark)) if lines else []
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        score = widths.count(usual) if usual > 1 else 0
        if score > most:
            best, most = mark, score
    return best


# --- XLSX -------------------------------------------------------------------------------------
def _crs_of(book: WorkbookFile, name: str) -> str | None:
    """Return the system a sheet is in, which workbooks of ours keep among their properties."""
    said = book.property_of(PROPERTY)
    try:
        sheets = json.loads(said) if said is not None else {}
    except (ValueError, RecursionError):
        return None
    return crs_in(sheets.get(name)) if isinstance(sheets, dict) else None


_TOO_LONG: Final = Message(
    "reading",
    "line {line} is longer than {size} MB. An outline of so many corners is no text for a table: "
    "save it as GeoPackage where it came from, or divide it.",
)
_NO_TABLE: Final = Message(
    "reading", "it is no table of values with columns. planviewer reads CSV with headings."
)
