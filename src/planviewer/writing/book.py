"""Tables as an XLSX workbook made for reading, printing and signing.

What a workbook says is given as values; here is how it looks: A4 landscape as wide as the page, the
heading row on every page, page numbers, thin rules, figures with their formats. Text stays text
whatever it begins with, and only a :class:`Formula` is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.properties import PageSetupProperties

from planviewer.errors import FileNotWritten
from planviewer.i18n import Message
from planviewer.writing.atomic import replacing

Kind = Literal["text", "number", "count", "area", "share"]
Look = Literal["title", "plain", "warning", "strong", "small"]

MOST_ROWS: Final = 1_000_000
_MOST_LETTERS: Final = 32_000
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_FORMATS: Final = {"area": "#,##0.00", "count": "#,##0", "number": "0", "share": "0.0%"}
_RULE: Final = Side(style="thin", color="8C8C8C")
_BOX: Final = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8EEF4")
_A4: Final = 9
_FONT: Final = "Times New Roman"
"""What offices here set papers in; every machine has it or a stand-in of the same widths."""
_LOOKS: Final = {
    "title": Font(name=_FONT, size=14, bold=True),
    "plain": Font(name=_FONT, size=11),
    "warning": Font(name=_FONT, size=11, bold=True, color="B3261E"),
    "strong": Font(name=_FONT, size=11, bold=True),
    "small": Font(name=_FONT, size=6, color="8C8C8C"),
}


@dataclass(frozen=True)
class Formula:
    """A formula, without its equals sign."""

    text: str


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
        first, letter = self.first_row(table), get_column_letter(column + 1)
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
    return str(ILLEGAL_CHARACTERS_RE.sub(" ", text))[:_MOST_LETTERS]


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
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = plain(title), program
    # The figures of formulas are not in the file: the program that opens it computes them.
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    for page in pages:
        _Sheet(book, page).write()
    with replacing(path) as temporary:
        book.save(temporary)


class _Sheet:
    """One page being written, row by row."""

    def __init__(self, book: Workbook, page: Page) -> None:
        self.page, self.sheet = page, book.create_sheet(page.name)
        self.row = 0

    def write(self) -> None:
        self._set_up()
        for line in self.page.lead:
            self._append([self._text(line.text, _LOOKS[line.look])])
        for table in self.page.tables:
            self._append([])
            self._table(table)
        for line in self.page.tail:
            self._append([self._text(line.text, _LOOKS[line.look])])
        self._signatures()
        self._print_area()
        for text in self.page.hidden_tail:
            self._append([self._text(text, _LOOKS["small"])])

    def _append(self, cells: Sequence[Any]) -> None:
        self.sheet.append(cells)
        self.row += 1

    def _text(self, text: str, font: Font) -> Any:
        cell = WriteOnlyCell(self.sheet)
        _put(cell, text)
        cell.font = font
        return cell

    def _set_up(self) -> None:
        sheet, page = self.sheet, self.page
        for index in range(max((len(t.columns) for t in page.tables), default=0)):
            widths = [t.columns[index].width for t in page.tables if index < len(t.columns)]
            sheet.column_dimensions[get_column_letter(index + 1)].width = max(widths)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.6
        sheet.oddFooter.center.text = page.footer
        sheet.oddFooter.left.text = page.name.replace("&", "&&")
        if len(page.tables) == 1:
            heading = page.first_row(0) - 1
            sheet.print_title_rows = f"{heading}:{heading}"
            sheet.freeze_panes = f"A{heading + 1}"

    def _table(self, table: Table) -> None:
        self._append([self._heading(column.heading) for column in table.columns])
        first = self.row + 1
        cells = [(self._cell(c), self._cell(c, quoted=True)) for c in table.columns]
        for row in table.rows:
            # A cell is written at once and can be filled again for the next row; its style cannot
            # be changed any more.
            chosen = [pair[_is_quoted(value)] for pair, value in zip(cells, row, strict=True)]
            for cell, value in zip(chosen, row, strict=True):
                _put(cell, value)
            self._append(chosen)
        if table.total_label:
            self._total(table, first)

    def _heading(self, text: str) -> Any:
        cell = self._text(text, _LOOKS["strong"])
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border, cell.fill = _BOX, _HEAD_FILL
        return cell

    def _cell(self, column: Column, look: Look = "plain", *, quoted: bool = False) -> Any:
        cell = WriteOnlyCell(self.sheet)
        cell.quotePrefix = quoted
        cell.font, cell.border = _LOOKS[look], _BOX
        cell.number_format = _FORMATS.get(column.kind, "General")
        wrap = column.kind == "text"
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)
        return cell

    def _total(self, table: Table, first: int) -> None:
        last, cells = self.row, [self._cell(column, "strong") for column in table.columns]
        _put(cells[0], table.total_label)
        for index, column in enumerate(table.columns):
            if column.total:
                letter = get_column_letter(index + 1)
                sum_ = f"SUM({letter}{first}:{letter}{last})" if table.rows else "0"
                _put(cells[index], Formula(sum_))
        self._append(cells)

    def _signatures(self) -> None:
        signers = self.page.signers
        if not signers:
            return
        width = max((len(t.columns) for t in self.page.tables), default=0)
        places = _spread(len(signers), max(width, len(signers)))
        self._append([])
        self._across({places[-1]: self._text(self.page.place_and_date, _LOOKS["plain"])})
        strong, plain_ = _LOOKS["strong"], _LOOKS["plain"]
        self._across({p: self._text(s, strong) for p, s in zip(places, signers, strict=True)})
        self._across({p: self._text(self.page.sign_here, plain_) for p in places})
        for _ in range(5):
            self._append([])

    def _across(self, cells: dict[int, Any]) -> None:
        row: list[Any] = [None] * (max(cells) + 1)
        for place, cell in cells.items():
            cell.alignment = Alignment(horizontal="center")
            row[place] = cell
        self._append(row)

    def _print_area(self) -> None:
        if self.page.hidden_tail:
            width = max((len(t.columns) for t in self.page.tables), default=1)
            self.sheet.print_area = f"A1:{get_column_letter(width)}{max(self.row, 1)}"


def _spread(count: int, width: int) -> list[int]:
    """Return columns (from 0) for ``count`` things over ``width``; the outermost stay free."""
    margin = 1 if width > count + 1 else 0
    step = (width - 1 - 2 * margin) / max(count - 1, 1)
    return [margin + round(number * step) for number in range(count)]


def _is_quoted(value: Any) -> bool:
    """Whether a value is text that would become a formula once a person edits its cell."""
    return isinstance(value, str) and plain(value)[:1] in {"=", "+", "-", "@"}


def _put(cell: Any, value: Any) -> None:
    """Fill a cell: a formula only where one is meant, and text that resembles one as text."""
    if isinstance(value, Formula):
        cell.value = f"={value.text}"
    elif isinstance(value, str):
        cell.value = plain(value)
        cell.data_type = "s"
    else:
        cell.value = value
