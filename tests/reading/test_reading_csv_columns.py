"""A regular CSV file is read by columns, with the same answer as row by row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer import pace
from planviewer.reading import csv_columns, csv_text, spreadsheets
from planviewer.reading.formats import TABLE

HEAD = ["wkt", "tenchu", "số", "ghi chú"]
cell = st.sampled_from(
    [
        "",
        " ",
        "Đỗ Thị Lý",
        "1",
        "007",
        "1.5",
        "-3",
        "1,5",
        "true",
        "2026-11-23",
        'nói "vâng"',
        "a;b",
    ]
) | st.text(st.characters(codec="utf-8", exclude_characters="'\0"), max_size=8)
row = st.tuples(st.sampled_from(["POINT (1 2)", "POINT (3.5 4)", ""]), cell, cell, cell)


@pytest.fixture
def ways(tmp_path, monkeypatch):
    """Read a text both ways: by columns (None: it is not regular) and row by row."""

    def read(text: str):
        path = tmp_path / "bảng.csv"
        path.write_text(text, encoding="utf-8", newline="")
        monkeypatch.setattr(csv_text, "_LARGE_BYTES", 0)
        regular = csv_text.look_through(path).regular and spreadsheets._by_arrow(path) is not None
        by_columns = spreadsheets.read_table(path, TABLE, None)
        monkeypatch.setattr(csv_text, "_LARGE_BYTES", 1 << 40)
        by_rows = spreadsheets.read_table(path, TABLE, None)
        return regular, by_columns, by_rows

    return read


def same(one, other):
    (table, problems), (expected, others) = one, other
    return (
        table.attributes.equals(expected.attributes)
        and places(table) == places(expected)
        and problems == others
    )


def places(table):
    return None if table.geometry is None else table.geometry.to_pylist()


@given(rows=st.lists(row, min_size=1, max_size=12), ending=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_both_ways_give_the_same(rows, ending, tmp_path_factory):
    text = io.StringIO()
    csv.writer(text, lineterminator=ending).writerows([HEAD, *rows])
    path = tmp_path_factory.mktemp("csv") / "bảng.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_text, "_LARGE_BYTES", 0)
        by_columns = spreadsheets.read_table(path, TABLE, None)
    by_rows = spreadsheets.read_table(path, TABLE, None)
    assert same(by_columns, by_rows)


def test_a_regular_file_is_read_by_columns(ways):
    regular, by_columns, by_rows = ways("wkt,so\nPOINT (1 2),1\nPOINT (3 4),2\n,\n")
    assert regular
    assert by_columns[0].attributes.num_rows == 2
    assert same(by_columns, by_rows)


@pytest.mark.parametrize(
    "text",
    [
        "wkt,so\nPOINT (1 2),'=1+1\n",  # kept from running
        "wkt,so\nPOINT (1 2),1,too many\nPOINT (3 4),2\n",
        "wkt,so\nPOINT (1 2)\nPOINT (3 4),2\n",
        '"title\nin two lines",\nwkt,so\nPOINT (1 2),1\n',
    ],
    ids=["apostrophe", "long-row", "short-row", "title"],
)
def test_any_other_file_is_read_row_by_row(ways, text):
    regular, by_columns, by_rows = ways(text)
    assert not regular
    assert same(by_columns, by_rows)


def test_titles_above_the_headings_are_no_rows(ways):
    regular, by_columns, by_rows = ways("Danh sách thửa đất,\nwkt,so\nPOINT (1 2),1\n")
    assert regular
    assert by_columns[0].attributes.column("so").to_pylist() == [1]
    assert same(by_columns, by_rows)


def test_a_file_that_is_not_regular_after_all_never_goes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_text, "_LARGE_BYTES", 0)
    monkeypatch.setattr(csv_columns, "_BLOCK_BYTES", 1 << 14)
    path, shares = tmp_path / "a.csv", []
    rows = [f"POINT ({row} {row}),{row}" for row in range(20_000)]
    path.write_text("\n".join(["wkt,so", *rows, "POINT (1 2)"]), encoding="utf-8")
    with pace.listening(shares.append):
        table, _ = spreadsheets.read_table(path, TABLE, None)
    assert table.attributes.num_rows == len(rows) + 1
    assert len(set(shares)) > 5
    assert shares == sorted(shares)
