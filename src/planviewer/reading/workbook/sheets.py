"""Workbooks (XLSX) as a stream: sheet names, cells row by row, properties.

A sheet is never held as a whole but in the rows that were read, so one that has a single cell in
its last corner costs no more than its cells do; how far it is is told, and it stops where asked.
The parts and their names are those of ECMA-376, part 1 (SpreadsheetML).
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, Self
from xml.etree import ElementTree as ET
from xml.parsers import expat

import pyarrow as pa

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading import archives
from planviewer.reading.markup.grammar import IrregularError
from planviewer.reading.workbook import dates as workbook_dates
from planviewer.reading.workbook.cells import (
    Meaning,
    Reader,
    Rows,
    SheetReader,
    StringsReader,
    feed,
)
from planviewer.reading.workbook.columns import Columns, SheetColumns, shared_texts

_WORKSHEET: Final = "/worksheet"
_MAIN: Final = "/officeDocument"
_CUSTOM: Final = "/custom-properties"
_LARGE_BYTES: Final = 1 << 20
"""A smaller part is read at once, cell by cell."""
_STRINGS_SHARE: Final = 0.3
"""The texts that cells share, of the time for them and a sheet."""
_DEFAULT_MAIN: Final = "xl/workbook.xml"
_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, RecursionError,
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, expat.ExpatError,
    ET.ParseError, OverflowError,
)  # fmt: skip
"""What damaged files end in (KeyError: a part that is named and not there)."""
_NOT_REGULAR: Final = (
    IrregularError, pa.ArrowException, ValueError, IndexError, OverflowError, EOFError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading by columns ends in, where reading by cells tells what it is."""


class WorkbookFile:
    """A workbook open for reading: values as the program that wrote it computed them.

    Raises
    ------
    FileUnreadable
        If it is broken, or would unpack to far more than a table needs; from every member.
    """

    def __init__(self, path: Path) -> None:
        archives.refuse_bomb(path)
        self._path = path
        self._texts: pa.Array | None = None
        try:
            self._archive = zipfile.ZipFile(path)
            self._parts = {name.casefold(): name for name in self._archive.namelist()}
            self._read_about()
        except _BROKEN as error:
            raise self._unreadable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    @property
    def names(self) -> list[str]:
        """The sheets that hold cells, in their order."""
        return list(self._sheets)

    def rows(self, name: str, most: int | None = None) -> Rows:
        """Return the rows of a sheet (at most so many), without those behind the last value."""
        try:
            begin = _STRINGS_SHARE if "_meaning" not in vars(self) else 0.0
            with pace.part(0.0, begin):
                reader = SheetReader(self._meaning, most)
            with pace.part(begin, 1.0):
                self._feed(reader, self._sheets[name])
        except _BROKEN as error:
            raise self._unreadable(error) from error
        if reader.is_scattered:
            raise FileUnreadable(path=self._path, reason=_SCATTERED_WORDS)
        return reader.rows

    def is_large(self, name: str) -> bool:
        """Whether it is worth a try to read a sheet by columns."""
        try:
            return self._member(self._sheets[name]).file_size >= _LARGE_BYTES
        except _BROKEN as error:
            raise self._unreadable(error) from error

    def columns(self, name: str, left_out: int, width: int) -> Columns | None:
        """Return what stands below the headings of a regular sheet, None of any other.

        Parameters
        ----------
        left_out
            How many rows :meth:`rows` gives with the headings and above them.
        width
            How many columns there are.
        """
        member = self._member(self._sheets[name])
        try:
            texts = self._texts if self._texts is not None else _array_of(self._meaning.strings)
            reader = SheetColumns(self._meaning, texts, left_out, width)
            with self._archive.open(member) as stream:
                return reader.read(stream, member.file_size)
        except _NOT_REGULAR:
            return None

    def property_of(self, name: str) -> str | None:
        """Return a property of the document that people gave it, as text."""
        try:
            part = self._leads(self._targets(""), _CUSTOM)
            found = None if part is None else self._tree(part)
        except _BROKEN:
            return None
        for item in found if found is not None else ():
            if item.get("name") == name and len(item):
                return item[0].text
        return None

    # --- the parts ----------------------------------------------------------------------------
    def _read_about(self) -> None:
        main = self._leads(self._targets(""), _MAIN) or _DEFAULT_MAIN
        tree, targets = self._tree(main), self._targets(main)
        self._sheets = dict(_sheets(tree, targets))
        if not self._sheets:
            raise KeyError(_WORKSHEET)
        self._strings_part = self._leads(targets, "/sharedStrings")
        styles = self._leads(targets, "/styles")
        self._dates = workbook_dates.Dates(
            workbook_dates.styles_of(None if styles is None else self._tree(styles)),
            since_1904=_since_1904(tree),
        )

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part leads to: id → (kind, name of the part)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.casefold() not in self._parts:
            return {}
        return {
            item.get("Id", ""): (item.get("Type", ""), _resolved(folder, item.get("Target", "")))
            for item in self._tree(relations)
        }

    def _leads(self, targets: dict[str, tuple[str, str]], kind: str) -> str | None:
        for item_kind, part in targets.values():
            if item_kind.endswith(kind) and part.casefold() in self._parts:
                return part
        return None

    def _tree(self, part: str) -> ET.Element:
        content = self._archive.read(self._parts[part.casefold()])
        if b"<!DOCTYPE" in content:
            raise ValueError("DOCTYPE")
        return ET.fromstring(content)  # noqa: S314  it has no entities

    @cached_property
    def _meaning(self) -> Meaning:
        """What cells mean, which only the texts that they share tell."""
        return Meaning(self._shared_strings(), self._dates)

    def _shared_strings(self) -> list[str]:
        if self._strings_part is None:
            return []
        member = self._member(self._strings_part)
        if member.file_size >= _LARGE_BYTES:
            with suppress(*_NOT_REGULAR), self._archive.open(member) as stream:
                self._texts = shared_texts(stream, member.file_size)
                strings: list[str] = self._texts.to_pylist()
                return strings
        reader = StringsReader()
        self._feed(reader, self._strings_part)
        return reader.strings

    def _member(self, part: str) -> zipfile.ZipInfo:
        return self._archive.getinfo(self._parts[part.casefold()])

    def _feed(self, reader: Reader, part: str) -> None:
        member = self._member(part)
        with self._archive.open(member) as stream:
            feed(reader, stream, member.file_size)

    def _unreadable(self, error: BaseException) -> FileUnreadable:
        text = str(error)
        reason = Message(
            "reading",
            "it is broken or cut short ({detail}). Copy it again, or save it anew where it came "
            "from.",
            {"detail": text.splitlines()[0][:200] if text.strip() else type(error).__name__},
        )
        return FileUnreadable(path=self._path, reason=reason)


def _array_of(texts: Sequence[str]) -> pa.Array:
    made = pa.array(texts, pa.string())
    if not isinstance(made, pa.Array):  # too much for one
        raise IrregularError
    return made


def _sheets(tree: ET.Element, targets: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give (name, part) of each sheet of cells; sheets of charts have none."""
    for item in tree.iter():
        if _local(item.tag) != "sheet":
            continue
        key = next((value for name, value in item.items() if _local(name) == "id"), "")
        kind, part = targets.get(key, ("", ""))
        if kind.endswith(_WORKSHEET):
            yield item.get("name", ""), part


def _since_1904(tree: ET.Element) -> bool:
    for item in tree:
        if _local(item.tag) == "workbookPr":
            return item.get("date1904") in {"1", "true"}
    return False


def _resolved(folder: str, target: str) -> str:
    with suppress(ValueError):
        target = posixpath.normpath(posixpath.join("/", folder, target))
    return target.lstrip("/")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


_SCATTERED_WORDS: Final = Message(
    "reading",
    "its cells are scattered over a sheet too wide to be a table. Copy the table to a new sheet, "
    "and open that.",
)
