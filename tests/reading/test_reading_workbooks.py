"""Workbooks as a stream: the values openpyxl finds, in less time and memory, stopped at any row."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading.certificates import read_certificate
from planviewer.reading.files import read_features
from planviewer.reading.workbook.cells import column_number
from planviewer.reading.workbook.sheets import WorkbookFile

SPACE = "http://schemas.openxmlformats.org/"
MAIN = f"{SPACE}spreadsheetml/2006/main"
RELATION = f"{SPACE}officeDocument/2006/relationships"


def book_of(path, sheet, *, strings=None, prefix="", head="", rows_in="sheetData"):
    """Write a workbook by hand, as programs do that are not openpyxl."""
    kinds = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
    links = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds.items(), start=1)
    )
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
            f'<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{SPACE}package/2006/relationships">{links}</Relationships>',
        )
        if strings is not None:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f"{head}<{prefix}worksheet {space}><{prefix}{rows_in}>{sheet}</{prefix}{rows_in}>"
            f"</{prefix}worksheet>",
        )
    return path


def rows_of(path, most=None):
    with WorkbookFile(path) as book:
        return book.rows(book.names[0], most)


MORNING = datetime(2021, 6, 10, 8, 30)  # noqa: DTZ001  sheets have no zones
CELLS = st.one_of(
    st.none(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  sheets have no zones
        lambda moment: moment.replace(microsecond=0)
    ),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_value_comes_as_openpyxl_reads_it(folder, rows):
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([f"x{cell}" if isinstance(cell, str) else cell for cell in row])
    book.save(path)
    expected = [
        list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    ]
    for row in expected:
        while row and row[-1] is None:
            row.pop()
    while expected and not expected[-1]:
        expected.pop()
    found = rows_of(path)
    first = next((i for i, row in enumerate(expected) if row), len(expected))
    assert [_same_days(row) for row in found[-(len(expected) - first) :] if row] == [
        _same_days(row) for row in expected if row
    ]


def _same_days(row):
    """A moment at midnight is a day here."""
    return [
        cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell
        for cell in row
    ]


def test_programs_may_give_names_a_prefix_and_cells_no_place(folder):
    path = book_of(
        folder / "a.xlsx",
        '<x:row><x:c t="inlineStr"><x:is><x:t>X</x:t></x:is></x:c><x:c t="str"><x:f>1</x:f>'
        "<x:v>Y </x:v></x:c></x:row>\n  <x:row>\n <x:c/><x:c><x:v> 5 </x:v></x:c></x:row>",
        prefix="x:",
    )
    assert rows_of(path) == [["X", "Y "], [None, 5]]


def test_rich_text_is_joined_and_reading_aids_are_left_out(folder):
    strings = "<si><r><t>Thửa </t></r><r><t>đất</t></r><rPh><t>aid</t></rPh></si><si><t>b</t></si>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
    assert rows_of(book_of(folder / "a.xlsx", cells, strings=strings)) == [["Thửa đất", None, "b"]]


def test_days_times_and_errors(folder):
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    row = [date(2021, 6, 10), MORNING, time(7, 15), "#N/A", 1.5]
    book.active.append(row)
    book.active["E1"].number_format = '#,##0.0 "m²"'
    book.active.append([date(1900, 1, 5)])
    book.save(path)
    assert rows_of(path) == [row, [date(1900, 1, 5)]]


def test_days_are_counted_from_1904_where_the_workbook_says_so(folder):
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2021, 6, 10)])
    book.save(path)
    assert rows_of(path) == [[date(2021, 6, 10)]]


class TestHostile:
    def test_a_cell_in_the_last_corner_costs_nothing(self, folder):
        first = '<row r="1"><c r="A1"><v>1</v></c></row>'
        cells = first + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        assert rows_of(book_of(folder / "a.xlsx", cells)) == [[1]]

    @pytest.mark.parametrize("number", ["-5", "1048576", "9" * 20])
    def test_rows_of_any_number_end(self, folder, number):
        """Whoever looks for a certificate in the last sheet once waited for all rows between."""
        first = '<row r="1"><c r="A1"><v>1</v></c></row>'
        path = book_of(folder / "a.xlsx", f'{first}<row r="{number}"><c r="B1"><v>2</v></c></row>')
        assert rows_of(path)[0] == [1]
        assert read_certificate(path) is None

    def test_columns_without_heading_and_value_are_no_fields(self, folder):
        cells = '<row r="1"><c r="XFD1"><v>2</v></c></row><row r="2"><c r="XFD2"><v>3</v></c></row>'
        frame = read_features(book_of(folder / "a.xlsx", cells)).frame
        assert list(frame.columns) == ["2", "geometry"]

    def test_cells_scattered_over_the_whole_width_are_refused(self, folder):
        cells = "".join(f'<row r="{n}"><c r="XFD{n}"><v>2</v></c></row>' for n in range(1, 1_000))
        with pytest.raises(FileUnreadable, match="scattered"):
            rows_of(book_of(folder / "a.xlsx", cells))

    @pytest.mark.parametrize("place", ["XFE1", "ZZZZZZ1", "1", "", "a1"])
    def test_a_place_that_does_not_exist_is_told(self, folder, place):
        path = book_of(folder / "a.xlsx", f'<row r="1"><c r="{place}"><v>2</v></c></row>')
        with pytest.raises(FileUnreadable, match=r"a\.xlsx"):
            rows_of(path)

    def test_entities_are_refused(self, folder):
        head = '<!DOCTYPE a [<!ENTITY b "boo">]>'
        path = book_of(folder / "a.xlsx", '<row r="1"><c><v>&b;</v></c></row>', head=head)
        with pytest.raises(FileUnreadable, match="DOCTYPE"):
            rows_of(path)

    @pytest.mark.parametrize("text", ["0x10", "abc", "1" * 5_000])
    def test_a_number_that_is_none_is_told(self, folder, text):
        with pytest.raises(FileUnreadable):
            rows_of(book_of(folder / "a.xlsx", f'<row r="1"><c r="A1"><v>{text}</v></c></row>'))

    @pytest.mark.parametrize("index", ["7", "-9", "x"])
    def test_a_shared_text_that_is_not_there_is_told(self, folder, index):
        cells = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
        with pytest.raises(FileUnreadable):
            rows_of(book_of(folder / "a.xlsx", cells, strings="<si><t>a</t></si>"))

    def test_a_workbook_with_a_password_is_named(self, folder):
        path = folder / "a.xlsx"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
        with pytest.raises(FileUnreadable, match="password"):
            read_features(path)


def test_letters_of_columns():
    assert [column_number(x) for x in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]


@pytest.fixture
def long_book(folder):
    path = folder / "a.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("A")
    sheet.append(["X", "Y", "ten"])
    for number in range(9_000):
        sheet.append([2_515_000 + number, 541_000.5 + number, f"T{number}"])
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_how_far_reading_is_is_told_and_rises(long_book, suffix):
    path = long_book
    if suffix == ".csv":
        path = long_book.with_suffix(".csv")
        lines = [",".join(str(cell) for cell in row) for row in rows_of(long_book)]
        path.write_text("\n".join(lines), encoding="utf-8")
    shares = []
    with pace.listening(shares.append):
        frame = read_features(path, crs="EPSG:9210", examine=False).frame
    assert frame.geometry.iloc[-1] == shapely.Point(549_999.5, 2_523_999)
    of_reading = [share for share in shares if share < 0.4]
    assert len(set(of_reading)) > 5


def test_reading_stops_between_two_rows(long_book):
    shares = []

    def stop(share):
        shares.append(share)
        if share > 0.02:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        read_features(long_book, crs="EPSG:9210")
    assert shares[-1] < 0.2
