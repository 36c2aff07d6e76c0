"""CSV as text: how a file is written, and its rows as Python's reader gives them."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading.gdal import LOSSLESS
from planviewer.reading.workbook.cells import Rows

LOOK_ROWS: Final = 40
"""Rows in which the headings must stand, and that are looked at for WKT."""
LONGEST_LINE: Final = 64_000_000
"""Bytes. A line is decoded, divided and made an outline in one go each, which takes a second and a
half for so many; it is room for two million corners."""
SAMPLE_CHARACTERS: Final = 65_536
_CHUNK: Final = 1 << 20
_LARGE_BYTES: Final = 1 << 20
_ODD_MARKS: Final = (b"'", b"\0")
"""An apostrophe may keep a spreadsheet from running a text; no text holds a zero."""
_DELIMITERS: Final = (";", "\t", ",", "|")
_METRES: Final = re.compile(r"\d{6,7}[.,]\d+")
"""A coordinate of a Vietnamese grid."""
_LONGEST_CELL: Final = 2**31 - 1
_BLOCK: Final = 4_096
"""Rows between two reports of how far it is."""


@dataclass(frozen=True)
class Written:
    """How the text of a file is to be decoded (as Unicode, or else byte by byte).

    ``regular``: large, in UTF-8, and without marks that only Python's reader takes as we do.
    """

    encoding: str
    regular: bool = False


def look_through(path: Path) -> Written:
    """Look through a file.

    Raises
    ------
    FileUnreadable
        If a line is too long to be read.
    """
    decoder, lines = codecs.getincrementaldecoder("utf-8")(), _Lines(path)
    regular = path.stat().st_size > _LARGE_BYTES
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        file.seek(0)
        for chunk in iter(partial(file.read, _CHUNK), b""):
            pace.reached(0.0)
            lines.take(chunk)
            regular = regular and not any(mark in chunk for mark in _ODD_MARKS)
            if encoding == "utf-8-sig" and not _decodes(decoder, chunk):
                encoding = LOSSLESS
    if encoding == "utf-8-sig" and not _decodes(decoder, b""):
        encoding = LOSSLESS
    return Written(encoding, regular and encoding == "utf-8-sig")


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


def rows_of_file(path: Path, encoding: str, most: int | None) -> Rows:
    """Return the rows, read one by one: a file may be larger than its text in memory should be."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = delimiter_of(file.read(SAMPLE_CHARACTERS))
            file.seek(0)
            return _rows_of(file, path.stat().st_size, delimiter, most)
    except (csv.Error, UnicodeError) as error:
        reason = Message("reading", "it is no table of values ({detail}).", {"detail": str(error)})
        raise FileUnreadable(path=path, reason=reason) from error


def _rows_of(file: IO[str], size: int, delimiter: str, most: int | None) -> Rows:
    rows: Rows = []
    spaced = delimiter == " "  # several in a row stand for one
    for row in csv.reader(file, delimiter=delimiter, skipinitialspace=spaced):
        rows.append([_without_apostrophe(cell) if cell[:1] == "'" else cell for cell in row])
        if len(rows) == most:
            break
        if not len(rows) % _BLOCK:
            pace.reached(min(1.0, file.buffer.tell() / max(1, size)))  # type: ignore[attr-defined]  # text files have one
    return rows


def _without_apostrophe(cell: str) -> str:
    """Undo the apostrophe that keeps spreadsheets from running a text as a formula."""
    return cell[1:] if cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


def delimiter_of(sample: str) -> str:
    """Choose the mark that divides the most lines into the same number of values."""
    declared = sample[:6].lower()
    if declared.startswith("sep=") and len(declared) > 4:
        return sample[4]
    lines = [line for line in sample.splitlines()[:LOOK_ROWS] if line.strip()]
    best, most = ",", 0
    for mark in _DELIMITERS:
        rows = list(csv.reader(lines, delimiter=mark)) if lines else []
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        score = widths.count(usual) if usual > 1 else 0
        if score > most:
            best, most = mark, score
    return " " if _divided_by_spaces(lines) else best


def _divided_by_spaces(lines: list[str]) -> bool:
    """Whether lines are as instruments write them: coordinates in columns, with spaces between.

    Titles or headings may stand in the first line. A decimal comma divides nothing then.
    """
    lines = lines[1:] if len(lines) > 1 else lines
    body = [line.split() for line in lines]
    widths = {len(row) for row in body}
    if len(widths) != 1 or any(mark in line for line in lines for mark in "\t;|"):
        return False
    return all(sum(map(_is_metres, row)) >= 2 for row in body)


def _is_metres(text: str) -> bool:
    return _METRES.fullmatch(text) is not None


_TOO_LONG: Final = Message(
    "reading",
    "line {line} is longer than {size} MB. An outline of so many corners is no text for a table: "
    "save it as GeoPackage where it came from, or divide it.",
)
