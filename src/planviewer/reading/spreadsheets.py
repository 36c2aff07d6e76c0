"""Tables of coordinates: CSV and XLSX, as offices hand them over.

Titles may stand above the headings, the mark between values may be any, numbers may be written in
either way. Values are read as what they are; a number with leading zeros stays text.
"""

from __future__ import annotations

import codecs
import csv
import json
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa
import shapely

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import archives, cell_values
from planviewer.reading.coordinate_columns import Columns, find_columns, geometries_of
from planviewer.reading.formats import TABLE, Format
from planviewer.reading.gdal import LOSSLESS, Table
from planviewer.reading.side_file import crs_in

PROPERTY: Final = "planviewer"
"""Name of the document property that holds what goes with the sheets, as JSON."""
_LOOK_ROWS: Final = 40
"""Rows in which the headings must stand, and that are looked at for WKT."""
_SAMPLE_CHARACTERS: Final = 65_536
_CHUNK: Final = 1 << 20
_DELIMITERS: Final = (";", "\t", ",", "|")
_LONGEST_CELL: Final = 2**31 - 1
_MOST_EMPTY_ROWS: Final = 1_000
"""So many without a value, and a sheet is at its end, whatever its format says."""

Rows = list[list[Any]]


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
    with _Workbook(path) as book:
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
    if kind is TABLE:
        (rows, lossless), crs = _csv_file(path), None
    else:
        (rows, crs), lossless = _sheet(path, sheet), False
    head = find_head(rows)
    body = [row for row in rows[head.row + 1 :] if any(cell not in {None, ""} for cell in row)]
    width = len(head.names)
    values = [[row[i] if i < len(row) else None for row in body] for i in range(width)]
    geometry: pa.ChunkedArray | None = None
    problems: tuple[Problem, ...] = ()
    if head.columns.found:
        geometries, problems = geometries_of(head.columns, values)
        geometry = pa.chunked_array([pa.array(shapely.to_wkb(geometries), pa.binary())])
    shown = [i for i in range(width) if i not in head.columns.used]
    attributes = _attributes([values[i] for i in shown], [head.names[i] for i in shown], len(body))
    return Table(attributes, geometry, crs, (), lossless), problems


def _attributes(values: list[list[Any]], names: list[str], count: int) -> pa.Table:
    if not values:  # a table needs a column to know its length
        return pa.table({"#": pa.array(range(1, count + 1), pa.int64())})
    comma = cell_values.uses_decimal_comma(values)
    return pa.Table.from_arrays([cell_values.column(v, comma=comma) for v in values], names)


def _csv_file(path: Path) -> tuple[Rows, bool]:
    encoding = _encoding_of(path)
    return _csv_rows(path, encoding, None), encoding == LOSSLESS


def _sheet(path: Path, sheet: str | None) -> tuple[Rows, str | None]:
    with _Workbook(path) as book:
        name = sheet or book.names[0]
        return book.rows(name, None), book.crs_of(name)


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
    """Return how the text of a file is to be decoded: as Unicode, or else byte by byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        if file.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
            return "utf-16"
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return LOSSLESS
    return "utf-8-sig"


def _csv_rows(path: Path, encoding: str, most: int | None) -> Rows:
    """Return the rows, read one by one: a file may be larger than its text in memory should be."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = _delimiter(file.read(_SAMPLE_CHARACTERS))
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter)
            return [[_without_apostrophe(cell) for cell in row] for row in islice(reader, most)]
    except (csv.Error, UnicodeError) as error:
        reason = Message("reading", "it is no table of values ({detail}).", {"detail": str(error)})
        raise FileUnreadable(path=path, reason=reason) from error


def _without_apostrophe(cell: str) -> str:
    """Undo the apostrophe that keeps spreadsheets from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


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
class _Workbook:
    """A workbook open for reading: values as the program that wrote it computed them."""

    def __init__(self, path: Path) -> None:
        archives.refuse_bomb(path)
        from openpyxl import load_workbook  # noqa: PLC0415  slow to load

        self._path = path
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about drop-down lists and other decoration
                self._book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise self._unreadable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    @property
    def names(self) -> list[str]:
        """The sheets that hold cells."""
        return [sheet.title for sheet in self._book.worksheets]

    def crs_of(self, name: str) -> str | None:
        """Return the system a sheet is in, which workbooks of ours keep among their properties."""
        said = next((p for p in self._book.custom_doc_props.props if p.name == PROPERTY), None)
        try:
            sheets = json.loads(str(said.value)) if said is not None else {}
        except (ValueError, RecursionError):
            return None
        return crs_in(sheets.get(name)) if isinstance(sheets, dict) else None

    def rows(self, name: str, most: int | None) -> Rows:
        """Return the rows of a sheet, without those behind the last that holds a value."""
        rows: Rows = []
        empty = 0
        try:
            for row in islice(self._book[name].iter_rows(values_only=True), most):
                cells = list(row)
                while cells and cells[-1] in {None, ""}:
                    cells.pop()
                rows.append(cells)
                empty = 0 if cells else empty + 1
                if empty > _MOST_EMPTY_ROWS:
                    break
        except _BROKEN as error:
            raise self._unreadable(error) from error
        return rows[: len(rows) - empty] if empty else rows

    def _unreadable(self, error: BaseException) -> FileUnreadable:
        text = str(error)
        reason = Message(
            "reading",
            "it is broken or cut short ({detail}). Copy it again, or save it anew where it came "
            "from.",
            {"detail": text.splitlines()[0][:200] if text.strip() else type(error).__name__},
        )
        return FileUnreadable(path=self._path, reason=reason)


_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError,
    RecursionError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
"""What openpyxl lets through of damaged files (SyntaxError: its XML parser's)."""
_NO_TABLE: Final = Message(
    "reading", "it is no table of values with columns. planviewer reads CSV with headings."
)
