"""Tables as an XLSX workbook made for reading, printing and signing.

What a workbook says is given as values; here is how it looks: A4 landscape as wide as the page, the
heading row on every page, page numbers, thin rules, figures with their formats. Text stays text
whatever it begins with, and only a :class:`Formula` is one. A formula stands beside its figure, for
telephones and previews, which do not compute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import fsum
from pathlib import Path
from typing import Any, Final, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from planviewer.errors import FileNotWritten
from planviewer.i18n import Message
from planviewer.writing.atomic import replacing

Kind = Literal["text", "number", "count", "area", "share"]
Look = Literal["title", "plain", "warning", "strong", "small"]

MOST_ROWS: Final = 1_000_000
_MOST_LETTERS: Final = 32_000
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_FORMATS: Final = {"area": "#,##0.00", "count": "#,##0", "number": "0", "share": "0.0%"}
_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""
_RULE: Final = {"border": 1, "border_color": "#8C8C8C"}
_A4: Final = 9
_FONT: Final = "Times New Roman"
"""What offices here set papers in; every machine has it or a stand-in of the same widths."""
_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    "title": {"font_size": 14, "bold": True},
    "plain": {"font_size": 11},
    "warning": {"font_size": 11, "bold": True, "font_color": "#B3261E"},
    "strong": {"font_size": 11, "bold": True},
    "small": {"font_size": 6, "font_color": "#8C8C8C"},
}


@dataclass(frozen=True)
class Formula:
    """A formula without its equals sign, and what it comes to."""

    text: str
    value: float = 0.0


@dataclass(frozen=True)
class Line:
    """A line of text across the page."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` in letters, ``total``: its sum stands below."""

    heading: str
    width: float
    kind: Kind = "text"
    total: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``total_label`` begins the last row, empty for no such row."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    total_label: str = ""

    @property
    def height(self) -> int:
        """Number of rows on the sheet, heading and total included."""
        return 1 + len(self.rows) + bool(self.total_label)


@dataclass(frozen=True)
class Page:
    """One sheet of the workbook: lines, tables one below the other, lines, signatures.

    ``signers`` are the titles of those who sign; under each is room for a name.
    """

    name: str
    lead: tuple[Line, ...]
    tables: tuple[Table, ...]
    tail: tuple[Line, ...] = ()
    place_and_date: str = ""
    signers: tuple[str, ...] = ()
    sign_here: str = ""
    footer: str = "&P / &N"
    hidden_tail: tuple[str, ...] = field(default=())
    """For programs: below everything, outside what is printed."""

    def first_row(self, table: int) -> int:
        """Return the row (from 1) where the data of a table begin."""
        before = sum(t.height + 1 for t in self.tables[:table])
        return len(self.lead) + 1 + before + 2

    def cells(self, table: int, column: int) -> str:
        """Return a reference to a column of a table from another sheet."""
        first, letter = self.first_row(table), xl_col_to_name(column)
        last = first + max(len(self.tables[table].rows), 1) - 1
        return f"'{self.name}'!${letter}${first}:${letter}${last}"


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    """Return a text as a name that a sheet may have: 31 letters, none reserved, not taken."""
    base = (_SHEET_NAME.sub(" ", plain(text)).strip() or "–")[:31]
    used, name, number = {item.casefold() for item in taken}, base, 1
    while name.casefold() in used:
        number += 1
        name = f"{base[: 30 - len(str(number))]} {number}"
    return name


def plain(text: str) -> str:
    """Return a text without what a workbook cannot hold."""
    return _ILLEGAL.sub(" ", text)[:_MOST_LETTERS]


def write_book(pages: Sequence[Page], path: Path, *, title: str, program: str) -> None:
    """Write a workbook.

    Raises
    ------
    FileNotWritten
        If the disk refuses, or a table has more rows than a workbook can hold.
    """
    longest = max((len(table.rows) for page in pages for table in page.tables), default=0)
    if longest > MOST_ROWS:
        reason = Message("writing", "a workbook holds no more than a million rows. Write a GPKG.")
        raise FileNotWritten(path=path, reason=reason)
    # Packed in memory: a disk that refuses then meets a file of ours, not one half closed. Cells
    # go row by row through a temporary file, so a million parcels never stand in memory as such.
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"constant_memory": True})
    book.set_properties({"title": plain(title), "author": program})
    with replacing(path) as temporary:
        for page in pages:
            _Sheet(book, page).write()
        book.close()
        # Not getbuffer(): a view of it, left in a traceback, ended Python 3.12.1 in its collector.
        temporary.write_bytes(packed.getvalue())


class _Sheet:
    """One page being written, row by row."""

    def __init__(self, book: xlsxwriter.Workbook, page: Page) -> None:
        self.page, self.book = page, book
        self.sheet = book.add_worksheet(page.name)
        self.row = 0
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        self._set_up()
        for line in self.page.lead:
            self._line(line.text, line.look)
        for table in self.page.tables:
            self.row += 1
            self._table(table)
        for line in self.page.tail:
            self._line(line.text, line.look)
        self._signatures()
        self._print_area()
        for text in self.page.hidden_tail:
            self._line(text, "small")

    def _format(self, look: Look = "plain", **more: Any) -> Any:
        """Return a format; the same one is made once."""
        values = {"font_name": _FONT, **_LOOKS[look], **more}
        key = tuple(sorted(values.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(values)
        return self._formats[key]

    def _line(self, text: str, look: Look) -> None:
        self.sheet.write_string(self.row, 0, plain(text), self._format(look))
        self.row += 1

    def _set_up(self) -> None:
        sheet, page = self.sheet, self.page
        for index in range(max((len(t.columns) for t in page.tables), default=0)):
            widths = [t.columns[index].width for t in page.tables if index < len(t.columns)]
            sheet.set_column(index, index, max(widths))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L{page.name.replace('&', '&&')}&C{page.footer}")
        if len(page.tables) == 1:
            heading = page.first_row(0) - 1
            sheet.repeat_rows(heading - 1)
            sheet.freeze_panes(heading, 0)

    def _table(self, table: Table) -> None:
        head = self._format("strong", align="center", valign="vcenter", text_wrap=True,
                            bg_color="#E8EEF4", **_RULE)  # fmt: skip
        for index, column in enumerate(table.columns):
            self.sheet.write_string(self.row, index, plain(column.heading), head)
        self.row += 1
        first = self.row
        looks = [(self._cell(c), self._cell(c, quote_prefix=True)) for c in table.columns]
        for row in table.rows:
            for index, value in enumerate(row):
                self._put(index, value, looks[index][_is_quoted(value)])
            self.row += 1
        if table.total_label:
            self._total(table, first)

    def _cell(self, column: Column, look: Look = "plain", **more: Any) -> Any:
        wrap = {"text_wrap": True} if column.kind == "text" else {}
        number = _FORMATS.get(column.kind, "General")
        return self._format(look, num_format=number, valign="top", **wrap, **_RULE, **more)

    def _put(self, column: int, value: Any, look: Any) -> None:
        """Fill a cell: a formula only where one is meant, and text that resembles one as text."""
        if isinstance(value, Formula):
            self.sheet.write_formula(self.row, column, f"={value.text}", look, value.value)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, plain(value), look)
        elif value is None:
            self.sheet.write_blank(self.row, column, None, look)
        else:
            self.sheet.write(self.row, column, value, look)

    def _total(self, table: Table, first: int) -> None:
        looks = [self._cell(column, "strong") for column in table.columns]
        for index, column in enumerate(table.columns):
            if column.total:
                self._put(index, _sum(table, index, first), looks[index])
            else:
                self._put(index, table.total_label if index == 0 else None, looks[index])
        self.row += 1

    def _signatures(self) -> None:
        signers = self.page.signers
        if not signers:
            return
        width = max((len(t.columns) for t in self.page.tables), default=0)
        places = _spread(len(signers), max(width, len(signers)))
        self.row += 1
        self._across({places[-1]: self.page.place_and_date}, "plain")
        self._across(dict(zip(places, signers, strict=True)), "strong")
        self._across(dict.fromkeys(places, self.page.sign_here), "plain")
        self.row += 5

    def _across(self, texts: dict[int, str], look: Look) -> None:
        for column, text in sorted(texts.items()):
            self.sheet.write_string(
                self.row, column, plain(text), self._format(look, align="center")
            )
        self.row += 1

    def _print_area(self) -> None:
        if self.page.hidden_tail:
            width = max((len(t.columns) for t in self.page.tables), default=1)
            self.sheet.print_area(0, 0, max(self.row, 1) - 1, width - 1)


def _sum(table: Table, index: int, first: int) -> Formula:
    """Return the sum of a column as a formula over its rows (``first`` from 0)."""
    if not table.rows:
        return Formula("0")
    letter, last = xl_col_to_name(index), first + len(table.rows)
    values = [row[index] for row in table.rows]
    figures = [value.value if isinstance(value, Formula) else value for value in values]
    total = fsum(value for value in figures if isinstance(value, (int, float)))
    return Formula(f"SUM({letter}{first + 1}:{letter}{last})", round(total, 6))


def _spread(count: int, width: int) -> list[int]:
    """Return columns (from 0) for ``count`` things over ``width``; the outermost stay free."""
    margin = 1 if width > count + 1 else 0
    step = (width - 1 - 2 * margin) / max(count - 1, 1)
    return [margin + round(number * step) for number in range(count)]


def _is_quoted(value: Any) -> bool:
    """Whether a value is text that would become a formula once a person edits its cell."""
    return isinstance(value, str) and plain(value)[:1] in {"=", "+", "-", "@"}
