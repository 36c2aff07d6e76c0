"""Regular sheets by columns: what cell by cell is read, or nothing at all."""

from __future__ import annotations

import random
import zipfile
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_reading_workbooks import book_of

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading import spreadsheets
from planviewer.reading.formats import WORKBOOK
from planviewer.reading.markup.grammar import IrregularError
from planviewer.reading.markup.text import texts_at
from planviewer.reading.workbook import columns as workbook_columns
from planviewer.reading.workbook import sheets as workbooks

in_folder = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def large_from(size):
    """Take parts for large from some size on, and hear which sheets were read by columns."""
    kept, read = workbooks._LARGE_BYTES, workbooks.SheetColumns.read
    done = []

    def heard(self, *args):
        found = read(self, *args)
        done.append(self)
        return found

    workbooks._LARGE_BYTES, workbooks.SheetColumns.read = size, heard
    try:
        yield done
    finally:
        workbooks._LARGE_BYTES, workbooks.SheetColumns.read = kept, read


def outcome(path, size):
    """Return what a workbook holds, or why it cannot be read; and whether columns said it."""
    with large_from(size) as by_columns:
        try:
            table, problems = spreadsheets.read_table(path, WORKBOOK, None)
        except FileUnreadable as error:
            return str(error), bool(by_columns)
    columns = [(name, table.attributes.column(name)) for name in table.attributes.column_names]
    listed = [(name, str(column.type), repr(column.to_pylist())) for name, column in columns]
    places = None if table.geometry is None else table.geometry.to_pylist()
    return (listed, places, table.crs, problems), bool(by_columns)


def is_same(path):
    """See to it that both ways say the same; return whether columns said anything."""
    slowly, never = outcome(path, 1 << 60)
    quickly, by_columns = outcome(path, 0)
    assert not never
    assert quickly == slowly
    return by_columns


MORNING = datetime(2021, 6, 10, 8, 30)  # noqa: DTZ001  sheets have no zones
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
LETTERS = st.one_of(
    text, st.sampled_from(["<&>", " a ", "Thị Mừng\n1", "007", "1,5", "]]>", "&#65;"])
)
NUMBERS = st.one_of(
    st.integers(-(2**60), 2**60),
    st.integers(0, 9),
    st.floats(allow_nan=False, allow_infinity=False),
)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1)) | st.just(MORNING)
KINDS = [st.none(), LETTERS, NUMBERS, st.booleans(), DAYS]


@st.composite
def tables(draw):
    """Rows of cells, of which each column mostly holds one kind."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    anything = st.one_of(KINDS)
    row = st.tuples(*(kind | st.none() | kind | kind for kind in kinds)) | st.tuples(
        *(anything for _ in kinds)
    )
    return [tuple(f"ten{n}" for n in range(len(kinds))), *draw(st.lists(row, max_size=12))]


def by_openpyxl(path, rows, write_only):
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet("A") if write_only else book.active
    for row in rows:
        sheet.append([f"x{cell}" if str(cell)[:1] == "=" else cell for cell in row])
    book.save(path)


def by_xlsxwriter(path, rows, in_memory):
    options = {"constant_memory": not in_memory, "strings_to_formulas": False,
               "strings_to_urls": False, "remove_timezone": True}  # fmt: skip
    with xlsxwriter.Workbook(path, options) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("written", [by_openpyxl, by_xlsxwriter])
@in_folder
@given(rows=tables())
def test_every_program_writes_regularly_and_all_its_values_are_read(folder, written, plain, rows):
    path = folder / "a.xlsx"
    written(path, rows, plain)
    # openpyxl gives a space before some texts; what a parser would change is left to one
    odd = any(isinstance(cell, str) and set(cell) & set("\r") for row in rows for cell in row)
    assert is_same(path) or odd


def test_a_formula_gives_what_was_computed(folder):
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ten", "dientich"])
        for row in range(1, 40):
            sheet.write_string(row, 0, f"T{row}")
            sheet.write_formula(row, 1, f"=IF(A{row}>1,2,3)&amp;", None, row / 2)
    assert is_same(path)


# --- by hand ----------------------------------------------------------------------------------
HEADS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>ten</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
)
STRINGS = (
    "<si><t>so</t></si><si><t/></si>"
    '<si><t xml:space="preserve"> đất </t></si><si><t>&#272;&amp;</t></si>'
)


def row(number, *cells):
    return f'<row r="{number}" spans="1:3">{"".join(cells)}</row>'


def a_book(folder, *rows, strings=STRINGS, **more):
    return book_of(folder / "a.xlsx", HEADS + "".join(rows), strings=strings, **more)


REGULAR = {
    "numbers": row(2, '<c r="A2"><v>1</v></c>', '<c r="B2"><v>2.50</v></c>'),
    "a number with a kind": row(2, '<c r="B2" t="n"><v>-1E-3</v></c>'),
    "shared texts": row(2, '<c r="A2" t="s"><v>2</v></c>', '<c r="B2" t="s"><v>3</v></c>'),
    "an empty shared text": row(2, '<c r="A2" t="s"><v>1</v></c>')
    + row(3, '<c r="A3"><v>1</v></c>'),
    "texts": row(2, '<c r="A2" t="str"><v> a&lt;b </v></c>', '<c r="B2" t="e"><v>#N/A</v></c>'),
    "letters by number": row(
        2, '<c r="A2" t="inlineStr"><is><t>&#7883;&#x1EEB;&#10;&gt;</t></is></c>'
    ),
    "yes and no": row(2, '<c r="A2" t="b"><v>1</v></c>', '<c r="B2" t="b"><v>0</v></c>'),
    "a day written out": row(2, '<c r="A2" t="d"><v>2021-06-10</v></c>'),
    "nothing": row(2, '<c r="A2"/>', '<c r="B2" s="1"></c>') + row(3, '<c r="A3"><v/></c>'),
    "empty rows": '<row r="2"/><row r="3" ht="15.5"></row>' + row(7, '<c r="B7"><v>1</v></c>'),
    "kinds mixed": row(2, '<c r="A2"><v>5</v></c>') + row(3, '<c r="A3" t="str"><v>a</v></c>'),
    "whole numbers among texts": row(2, '<c r="A2"><v>99999999999999999999</v></c>')
    + row(3, '<c r="A3" t="str"><v>a</v></c>'),
    "columns without a heading": row(2, '<c r="C2"><v>5</v></c>', '<c r="AZ2"><v>6</v></c>'),
    "rows of nothing but what has no heading": row(2, '<c r="C2"><v>5</v></c>'),
    "formulas": row(2, '<c r="A2"><f>B2&gt;1</f><v>1</v></c>', '<c r="B2"><f>A2</f></c>')
    + row(3, '<c r="A3"><f t="shared" si="0"/><v>2</v></c>',
          '<c r="B3"><f t="shared" ref="B3:B9" si="0">A1</f><v>2</v></c>'),
    "lines between rows": "\n" + row(2, '<c r="A2"><v>1</v></c>') + "\n\t" + row(3) + "\n",
    "other attributes": row(2, '<c r="A2" s="0" cm="1"><v>1</v></c>'),
    "long numbers": row(2, '<c r="A2"><v>123456789012345678</v></c>', '<c r="B2"><v>1e300</v></c>'),
    "numbers of another kind": row(2, '<c r="A2"><v>1_0</v></c>', '<c r="B2"><v>nan</v></c>'),
}  # fmt: skip
IRREGULAR = {
    "no place": row(2, "<c><v>1</v></c>"),
    "no number": '<row><c r="A2"><v>1</v></c></row>',
    "a place twice": row(2, '<c r="A2"><v>1</v></c>', '<c r="A2"><v>2</v></c>'),
    "places out of order": row(2, '<c r="B2"><v>1</v></c>', '<c r="A2"><v>2</v></c>'),
    "rows out of order": row(3, '<c r="A3"><v>1</v></c>') + row(2, '<c r="A2"><v>2</v></c>'),
    "a far row": row(2, '<c r="A2"><v>1</v></c>') + row(9_999, '<c r="A9999"><v>2</v></c>'),
    "rows of nothing": row(2, '<c r="A2"><v>1</v></c>') + "".join(row(n) for n in range(3, 1_300))
    + row(1_300, '<c r="A1300"><v>3</v></c>'),
    "rich text": row(2, '<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'),
    "two texts": row(2, '<c r="A2" t="inlineStr"><v>a</v><is><t>b</t></is></c>'),
    "a comment": row(2, '<c r="A2"><v>1<!-- 2 --></v></c>') + "<!-- " + row(3) + " -->",
    "raw text": row(2, '<c r="A2" t="str"><v><![CDATA[<a>]]></v></c>'),
    "line ends of Windows": row(2, '<c r="A2" t="str"><v>a\r\nb</v></c>'),
    "blanks in a cell": row(2, '<c r="A2">\n<v>1</v>\n</c>'),
    "single quotes": row(2, "<c r='A2'><v>1</v></c>"),
    "an unknown element": row(2, '<c r="A2"><v>1</v><extLst/></c>'),
    "blanks not kept": row(2, '<c r="A2" t="inlineStr"><is><t xml:space="default">a</t></is></c>'),
}  # fmt: skip
BROKEN = {
    "a number that is none": row(2, '<c r="A2"><v>1x</v></c>'),
    "hexadecimal": row(2, '<c r="A2"><v>0x10</v></c>', '<c r="B2" t="s"><v>0x1</v></c>'),
    "a text that is not shared": row(2, '<c r="A2" t="s"><v>4</v></c>'),
    "a column beyond": row(2, '<c r="XFE2"><v>4</v></c>'),
    "an unknown reference": row(2, '<c r="A2" t="str"><v>&boo;</v></c>'),
    "a letter that is none": row(2, '<c r="A2" t="str"><v>&#0;</v></c>'),
    "a half reference": row(
        2, '<c r="A2" t="str"><v>&amp</v></c>', '<c r="B2" t="str"><v>;</v></c>'
    ),
    "an attribute twice": row(2, '<c r="A2" t="n" t="n"><v>4</v></c>'),
    "a formula that is none": row(2, '<c r="A2"><f>&</f><v>4</v></c>'),
    "a cell not closed": row(2, '<c r="A2"><v>4</v>'),
    "a closed cell that goes on": row(2, '<c r="A2"/><v>4</v></c>'),
    "text between cells": row(2, '<c r="A2"><v>4</v></c>,'),
    "the end of raw text": row(2, '<c r="A2" t="str"><v>]]></v></c>'),
    "a control character": row(2, '<c r="A2" t="str"><v>\x01</v></c>'),
    "no letter": row(2, '<c r="A2" t="str"><v>\ufffe</v></c>'),
}


@pytest.mark.parametrize("case", REGULAR)
def test_what_is_regular_is_read_by_columns(folder, case):
    assert is_same(a_book(folder, REGULAR[case]))


@pytest.mark.parametrize("case", IRREGULAR)
def test_what_is_not_is_left_to_the_parser(folder, case):
    path = a_book(folder, IRREGULAR[case])
    assert not is_same(path)
    assert isinstance(outcome(path, 0)[0], tuple)


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_by_the_parser(folder, case):
    path = a_book(folder, BROKEN[case])
    assert not is_same(path)
    assert "a.xlsx" in outcome(path, 0)[0]


@pytest.mark.parametrize(
    "more",
    [
        {"prefix": "x:"},
        {"head": "<!DOCTYPE a>"},
        {"head": '<?xml version="1.0" encoding="iso-8859-1"?>'},
        {"head": "<!-- <sheetData> -->"},
        {"strings": f"{STRINGS}<si><r><t>a</t></r><rPh><t>b</t></rPh></si>"},
    ],
)
def test_what_stands_around_is_judged_too(folder, more):
    cells = row(2, '<c r="A2" t="inlineStr"><is><t>Đất</t></is></c>', '<c r="B2"><v>1</v></c>')
    is_same(a_book(folder, cells, **more))


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<sheetData><!--", "</sheetData>--></sheetData>"),
        ("<!--<sheetData>", "</sheetData>-->"),
        ("<sheetData><![CDATA[", "</sheetData>]]></sheetData>"),
        ("<sheetData>", "</sheetData><!-- unfinished"),
        ("<sheetData>", ""),
        ("<sheetData>", "</sheetData><sheetData><row><c><v>9</v></c></row></sheetData>"),
        ('<x y="<sheetData>', '</sheetData>"/>'),
    ],
)  # fmt: skip
def test_rows_that_are_none_are_not_read(folder, before, behind):
    path = a_book(folder, row(2, '<c r="A2"><v>1</v></c>'))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    sheet = parts[name].replace("<sheetData>", before).replace("</sheetData>", behind)
    with zipfile.ZipFile(path, "w") as archive:
        for other, content in (parts | {name: sheet}).items():
            archive.writestr(other, content)
    assert not is_same(path)


MARKUP = [
    *'<>/"=&; \n\'x1A\r', "&amp;", "&#65;", "<v>", "</v>", "<c>", "</c>", '<c r="B2">',
    '<row r="3">', "</row>", "<row ", "<is>", "<t>", "</t>", "</is>", "<f>", "</f>", "<v/>",
    "<!--", "-->", "]]>", "</sheetData>", ' t="s"', ' s="1"', ' r="A9"', "&", "é",
    "\ufffe", "<f ", "0x", "e", "9" * 20,
]  # fmt: skip


@settings(in_folder, max_examples=250)
@given(
    regular=st.sampled_from([*REGULAR.values()]),
    wounds=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 4), st.sampled_from(["", *MARKUP])),
        min_size=1, max_size=3,
    ),
)  # fmt: skip
@example(regular=REGULAR["numbers"], wounds=[(9, 0, " ")])
def test_whatever_is_done_to_a_sheet_both_ways_agree(folder, regular, wounds):
    sheet = regular
    for place, removed, put in wounds:
        at = place % (len(sheet) + 1)
        sheet = sheet[:at] + put + sheet[at + removed :]
    is_same(a_book(folder, sheet))


@settings(in_folder, max_examples=100)
@given(
    wounds=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 4), st.sampled_from(["", *MARKUP])),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_whatever_is_done_to_the_texts_both_ways_agree(folder, wounds):
    strings = STRINGS
    for place, removed, put in wounds:
        at = place % (len(strings) + 1)
        strings = strings[:at] + put.replace("c>", "si>") + strings[at + removed :]
    cells = [f'<c r="A{n}" t="s"><v>{n - 2}</v></c>' for n in range(2, 6)]
    is_same(a_book(folder, *(row(n, cell) for n, cell in enumerate(cells, 2)), strings=strings))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))))
def test_letters_by_number_are_the_letters(texts):
    coded = ["".join(f"&#{ord(x)};" if i % 2 else f"&#x{ord(x):X};" for i, x in enumerate(t))
             for t in texts]  # fmt: skip
    if any(ord(x) in {0xFFFE, 0xFFFF} for t in texts for x in t):
        with pytest.raises(IrregularError):
            decoded(coded)
    else:
        assert decoded(coded) == texts


def decoded(texts):
    pieces = [text.encode() for text in texts]
    ends = [sum(len(piece) + 1 for piece in pieces[: n + 1]) for n in range(len(pieces))]
    starts = [end - len(piece) - 1 for end, piece in zip(ends, pieces, strict=True)]
    stops = np.array(ends, np.int64) - 1
    return texts_at(b"<".join([*pieces, b""]), np.array(starts, np.int64), stops).to_pylist()


# --- large ------------------------------------------------------------------------------------
def large_book(folder, rows=20_000):
    path = folder / "a.xlsx"
    chosen = random.Random(1)  # noqa: S311  the same at every run
    begin = date(2021, 6, 10)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["X", "Y", "ten", "ngay", "so"])
        for number in range(1, rows):
            sheet.write_row(
                number, 0, [2_515_000 + number / 8, 541_000.5 + number, f"Thửa {number}"]
            )
            sheet.write_datetime(number, 3, begin + timedelta(chosen.randrange(900)), day)
            if chosen.random() < 0.7:
                sheet.write(number, 4, chosen.choice([1, 2.5, number]))
    return path


def test_a_large_sheet_is_read_by_columns_block_by_block(folder):
    path = large_book(folder)
    slowly, _ = outcome(path, 1 << 60)
    assert outcome(path, workbooks._LARGE_BYTES) == (slowly, True)


def test_reading_by_columns_stops_between_two_blocks(folder):
    shares = []

    def stop(share):
        shares.append(share)
        if len(set(shares)) > 4:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        spreadsheets.read_table(large_book(folder), WORKBOOK, None)
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 0.5


def test_texts_named_over_and_over_do_not_fill_the_memory(folder, monkeypatch):
    monkeypatch.setattr(workbook_columns, "_MOST_SHARED_BYTES", 1_000)
    strings = f"<si><t>so</t></si><si><t>{'a' * 300}</t></si>"
    rows = [row(n, f'<c r="A{n}" t="s"><v>1</v></c>') for n in range(2, 8)]
    assert not is_same(a_book(folder, *rows, strings=strings))
