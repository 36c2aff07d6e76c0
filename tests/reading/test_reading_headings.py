"""Where headings stand in tables of offices and instruments, and where there are none."""

import pytest
from openpyxl import Workbook

from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.reading.headings import find_head

PLACE = (541_100.25, 2_515_360.5)


def read(path, text):
    path.write_text(text, encoding="utf-8")
    return read_features(path, crs="EPSG:9210")


def codes(features):
    return {problem.code for problem in features.problems}


def values(features):
    frame = features.frame.drop(columns="geometry")
    return {name: frame[name].tolist() for name in frame}


def places(features):
    return [(p.x, p.y) for p in features.frame.geometry]


# --- none -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("1,2515360.500,541100.250,215.3,TIM\n2,2515370.5,541120.25,216.1,MEP\n",
         {"1": [1, 2], "4": [215.3, 216.1], "5": ["TIM", "MEP"]}),
        ("M1;2515360,5;541100,25\nM2;2515370,5;541120,25\n", {"1": ["M1", "M2"]}),
        ("541100.25\t2515360.5\tgóc\n541120.25\t2515370.5\tgóc\n", {"3": ["góc", "góc"]}),
        ("M1 2515360.5 541100.25 215.3\nM2 2515370.5 541120.25 216.1\n",
         {"1": ["M1", "M2"], "4": [215.3, 216.1]}),
        ("  M1    2515360.5   541100.25\n  M2    2515370.5   541120.25\n", {"1": ["M1", "M2"]}),
        ("M1 2515360,5 541100,25\nM2 2515370,5 541120,25\n", {"1": ["M1", "M2"]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".csv", ".txt"])
def test_no_row_is_lost_where_there_are_no_headings(folder, text, attributes, suffix):
    features = read(folder / f"điểm đo{suffix}", text)
    assert places(features) == [PLACE, (541_120.25, 2_515_370.5)]
    assert values(features) == attributes
    assert "headings-missing" in codes(features)


def test_degrees_without_headings_are_recognised(folder):
    path = folder / "a.csv"
    path.write_text("A,22.73738,106.15216\nB,22.74,106.16\n", encoding="utf-8")
    features = read_features(path, crs="EPSG:4326")
    assert places(features) == [(106.15216, 22.73738), (106.16, 22.74)]


def test_spaces_divide_a_list_with_headings_too(folder):
    features = read(folder / "a.txt", "Ten  X  Y\nM1   2515360.5  541100.25\n")
    assert places(features) == [PLACE]
    assert values(features) == {"Ten": ["M1"]}
    assert "headings-missing" not in codes(features)


@pytest.mark.parametrize(
    "text",
    [
        "ma,so,gia\nA,541100.5,2515360.5\n",  # the heading names no coordinates
        "1,2,3\n4,5,6\n",
        "A,2515360,541100\nB,900000,541100\n",  # prices: no figure behind the point
        "A,541100.25,2515360.5\nB,541100.25,\n",
    ],
)
def test_other_figures_are_not_taken_for_places(folder, text):
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    (report,) = describe(path)
    assert {p.code for p in report.problems} >= {"no-geometry"}
    assert "headings-missing" not in {p.code for p in report.problems}


def test_a_large_list_without_headings_is_whole(folder):
    count = 40_000  # more than is read row by row
    line = "{0},2515360.{0:05d},541100.{0:05d},M{0}\n".format
    features = read(folder / "a.csv", "".join(line(number) for number in range(count)))
    assert features.frame["1"].tolist() == list(range(count))
    assert places(features)[0] == (541_100.0, 2_515_360.0)


# --- of several rows --------------------------------------------------------------------------
def form(path, *rows):
    """Write a form as offices have it: a title, headings over two rows, cells joined."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "BẢNG LIỆT KÊ TỌA ĐỘ GÓC RANH"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"], sheet["D3"] = "Số hiệu điểm", "Tọa độ VN-2000", "Cạnh (m)"
    sheet["B4"], sheet["C4"] = "X (m)", "Y (m)"
    for joined in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(joined)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


ROWS = ((1, 2_515_360.5, 541_100.25, 20.5), (2, 2_515_370.5, 541_120.25, 25.5))


def test_a_heading_that_spans_two_rows_names_its_column(folder):
    features = read_features(form(folder / "a.xlsx", *ROWS), crs="EPSG:9210")
    assert places(features)[0] == PLACE
    assert values(features) == {"Số hiệu điểm": [1, 2], "Cạnh (m)": [20.5, 25.5]}


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3, 4), ("(1)", "(2)", "(3)", "(4)"), (None, 1, 2, 3), ("[1]", "[2]", "[3]")]
)
def test_the_numbers_of_the_columns_are_no_feature(folder, numbers):
    features = read_features(form(folder / "a.xlsx", numbers, *ROWS), crs="EPSG:9210")
    assert values(features)["Số hiệu điểm"] == [1, 2]
    assert "coordinates-unreadable" not in codes(features)


def test_what_stands_beside_the_headings_is_not_lost(folder):
    text = "ten;X;Y\nA;2515360,5;541100,25;ven sông\nB;2515370,5;541120,25\n"
    features = read(folder / "a.csv", text)
    assert features.frame["ten"].tolist() == ["A", "B"]
    assert features.frame["4"].dropna().to_dict() == {0: "ven sông"}


def test_a_title_is_no_heading():
    rows = [["BẢNG KÊ", "", ""], ["", "X", "Y"], ["1", "2515360.5", "541100.25"]]
    assert find_head(rows).names == ("1", "X", "Y")
    assert find_head([["a", "b"]]).names == ("a", "b")
    assert find_head([]).names == ()
