import gc
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer.errors import FileNotWritten
from planviewer.writing import book
from planviewer.writing.book import Column, Formula, Line, Page, Table, sheet_name, write_book

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "='http://x'!A1", "\x07=2", "a\nb"]
COLUMNS = (
    Column("Chủ sử dụng", 20),
    Column("Diện tích (m²)", 12, "area", total=True),
    Column("Tỷ lệ", 9, "share"),
)


def page(rows, **more):
    table = Table(COLUMNS, rows, "Tổng cộng")
    values = {"name": "Thửa", "lead": (Line("Đầu đề", "title"),), "tables": (table,)}
    return Page(**{**values, **more})


def written(tmp_path, *pages):
    path = tmp_path / "out.xlsx"
    write_book(pages, path, title="Đồ án", program="planviewer")
    return openpyxl.load_workbook(path)


def test_text_that_resembles_a_formula_stays_text(tmp_path):
    sheet = written(tmp_path, page([[text, 1.0, 0.5] for text in HOSTILE]))["Thửa"]
    cells = [sheet.cell(4 + row, 1) for row in range(len(HOSTILE))]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in cells][:5] == HOSTILE[:5]
    assert all(cell.quotePrefix for cell in cells[:5])
    assert cells[5].value == " =2"


def test_totals_are_formulas_over_exactly_the_rows(tmp_path):
    sheet = written(tmp_path, page([["A", 10.5, 1.0], ["B", 20.25, 0.5]]))["Thửa"]
    assert [cell.value for cell in sheet[6]][:2] == ["Tổng cộng", "=SUM(B4:B5)"]
    assert sheet["B4"].number_format == "#,##0.00"
    assert sheet["C4"].number_format == "0.0%"
    assert sheet["B5"].value == 20.25


def test_a_sheet_is_set_up_for_print(tmp_path):
    signed = page([], signers=("LẬP", "KIỂM TRA", "DUYỆT"), sign_here="(ký)", place_and_date="…")
    sheet = written(tmp_path, signed)["Thửa"]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet["B4"].value == "=0"
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {"LẬP", "KIỂM TRA", "DUYỆT", "(ký)"} <= set(values)


def test_a_page_knows_where_its_tables_stand(tmp_path):
    first = Table(COLUMNS, [["A", 1.0, 0.1], ["B", 2.0, 0.2]], "Σ")
    second = Table(COLUMNS, [["C", 3.0, 0.3]])
    two = page([], tables=(first, second))
    sheet = written(tmp_path, two)["Thửa"]
    assert sheet.cell(two.first_row(0), 1).value == "A"
    assert sheet.cell(two.first_row(1), 1).value == "C"
    assert two.cells(0, 1) == "'Thửa'!$B$4:$B$5"


def test_a_formula_is_one_only_when_meant(tmp_path):
    sheet = written(tmp_path, page([["A", Formula("1+1"), 0.0]]))["Thửa"]
    assert sheet["B4"].data_type == "f"


def test_what_programs_read_is_outside_what_is_printed(tmp_path):
    sheet = written(tmp_path, page([["A", 1.0, 0.1]], hidden_tail=("{}",)))["Thửa"]
    assert sheet.print_area == "'Thửa'!$A$1:$C$5"
    assert sheet["A6"].value == "{}"


@given(st.text(max_size=60), st.lists(st.sampled_from(["a", "A" * 31, "–"]), max_size=3))
def test_any_text_makes_a_name_a_sheet_may_have(text, taken):
    name = sheet_name(text, taken)
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\'")
    assert name.casefold() not in {item.casefold() for item in taken}


def test_too_many_rows_are_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(book, "MOST_ROWS", 1)
    with pytest.raises(FileNotWritten, match="million rows"):
        written(tmp_path, page([["A", 1.0, 0.1], ["B", 1.0, 0.1]]))
    assert list(tmp_path.iterdir()) == []
    gc.collect()  # what the refusal left behind must not end the process (it did, Python 3.12.1)


def test_figures_of_formulas_are_in_the_file_for_what_does_not_compute(tmp_path):
    rows = [["A", 10.5, 1.0], ["B", Formula("20+0.25", 20.25), 0.5], ["C", None, 0.0]]
    path = tmp_path / "out.xlsx"
    write_book([page(rows)], path, title="Đồ án", program="planviewer")
    sheet = openpyxl.load_workbook(path, data_only=True)["Thửa"]
    assert sheet["B5"].value == 20.25
    assert sheet["B7"].value == 30.75
    assert openpyxl.load_workbook(path)["Thửa"]["B7"].value == "=SUM(B4:B6)"


def test_a_disk_that_refuses_leaves_no_half_workbook(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(FileNotWritten, match="disk is full"):
        written(tmp_path, page([["A", 1.0, 0.1]]))
    assert list(tmp_path.iterdir()) == []
    gc.collect()  # what the refusal left behind must not end the process (it did, Python 3.12.1)
