"""Tables of coordinates as offices type them."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from planviewer.errors import CrsMissing, FileUnreadable
from planviewer.reading.coordinate_columns import find_columns
from planviewer.reading.coordinate_text import numbers_of
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features

PLACE = (541100.25, 2515360.5)


def read(path, text, **options):
    path.write_text(text, encoding="utf-8")
    return read_features(path, crs=options.pop("crs", "EPSG:9210"), **options)


def places(features):
    return [(p.x, p.y) for p in features.frame.geometry]


@pytest.mark.parametrize(
    "names",
    [
        ("X", "Y"), ("x (m)", "y (m)"), ("Tọa độ X", "Tọa độ Y"), ("toado_x", "toado_y"),
        ("X_VN2000", "Y_VN2000"), ("Easting", "Northing"), ("E", "N"), ("Đông", "Bắc"),
        ("lon", "lat"), ("Longitude", "Latitude"), ("Kinh độ", "Vĩ độ"), ("kinhdo", "vido"),
        ("POINT_X", "POINT_Y"), ("Hoành độ", "Tung độ"),
    ],
)  # fmt: skip
def test_columns_are_recognised_by_their_names(names):
    found = find_columns(["STT", "Tên điểm", *names, "Ghi chú"])
    assert (found.x, found.y) == (2, 3)


@pytest.mark.parametrize("names", [("a", "b"), ("x", "z"), ("dientich", "shthua"), ("xa", "huyen")])
def test_other_columns_are_not(names):
    assert not find_columns(names).found


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("541100.25", "2515360.5"),
        ("541100,25", "2515360,5"),
        ("541.100,25", "2.515.360,5"),
        ("541,100.25", "2,515,360.5"),
        ("541 100,25", "2 515 360,5"),
        ("541100.25 m", "2515360.5m"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_numbers_are_read_however_they_are_written(folder, x, y, swapped, delimiter):
    row = (y, x) if swapped else (x, y)
    text = "\n".join(delimiter.join(cells) for cells in [("ten", "X", "Y"), ("A", *row)])
    features = read(folder / "a.csv", text)
    assert places(features) == [PLACE]
    assert ("axes-swapped" in {p.code for p in features.problems}) == swapped


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("22°44'14.5\"", "106°09'07.8\""),
        ("22°44'14,5\"N", "106°09'07,8\"E"),
        ("22 44 14.5", "106 09 07.8"),
        ("N22°44.241667'", "E106°9.13'"),
        ("22-44-14.5", "106-9-7.8"),
        ("22.7373611", "106.1521667"),
        ("22.7373611° B", "106.1521667° Đ"),
        ("22d44m14.5s", "106d09m07.8s"),
    ],
)
def test_degrees_are_read_however_they_are_written(folder, lat, lon):
    text = f"ten\tvĩ độ\tkinh độ\nA\t{lat}\t{lon}\n"
    ((x, y),) = places(read(folder / "a.tsv", text, crs="EPSG:4326"))
    assert (x, y) == pytest.approx((106.1521667, 22.7373611), abs=1e-6)


def test_south_and_west_are_minus():
    assert numbers_of(["22°30'S", "106°15'W", "-1°30'"]).tolist() == [-22.5, -106.25, -1.5]


@pytest.mark.parametrize("cell", ["abc", "22°75'", "--", "541100.2.5.1x"])
def test_what_is_no_coordinate_has_no_place_and_is_told(folder, cell):
    features = read(folder / "a.csv", f"ten;X;Y\nA;541100.25;2515360.5\nB;{cell};2515360\n")
    (problem,) = [p for p in features.problems if p.code == "coordinates-unreadable"]
    assert (problem.feature, problem.count) == (1, 1)
    assert features.frame.geometry.isna().tolist() == [False, True]


@given(st.floats(181_000, 999_999), st.integers(0, 3))
def test_any_number_is_read_in_both_ways_of_writing(value, decimals):
    plain = f"{value:.{decimals}f}"
    english = f"{float(plain):,.{decimals}f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    for text in (plain, english, vietnamese):
        assert numbers_of([text, text]).tolist() == [float(plain)] * 2, text


def test_nothing_says_the_system_so_it_is_asked(folder):
    (folder / "a.csv").write_text("X,Y\n541100,2515360\n")
    with pytest.raises(CrsMissing, match="EPSG:9210"):
        read_features(folder / "a.csv")


def test_titles_may_stand_above_the_headings(folder):
    text = "BẢNG KÊ TỌA ĐỘ GÓC RANH;;;\n;;;\nSTT;Tên;X;Y\n1;A;2515360,5;541100,25\n"
    features = read(folder / "a.csv", text)
    assert places(features) == [PLACE]
    assert list(features.frame.columns) == ["STT", "Tên", "geometry"]


def test_wkt_goes_before_x_and_y(folder):
    text = 'id,x,y,wkt\n1,0,0,"POLYGON((0 0,1 0,1 1,0 0))"\n2,0,0,\n3,0,0,POINT(1 2)\n'
    frame = read(folder / "a.csv", text, crs="EPSG:4326").frame
    assert [None if g is None else g.geom_type for g in frame.geometry] == [
        "Polygon",
        None,
        "Point",
    ]
    assert list(frame.columns) == ["id", "x", "y", "geometry"]


def test_values_keep_their_kind_and_leading_zeros(folder):
    rows = (
        "so,ma,tien,ngay,co,X,Y",
        "1,007,1.5,2021-06-10,true,541100.25,2515360.5",
        ",,,,,541100,2515360",
    )
    text = "\n".join(rows)
    (folder / "a.csv").write_text(text, encoding="utf-8")
    (report,) = describe(folder / "a.csv", crs="EPSG:9210")
    assert {field.name: field.type for field in report.fields} == {
        "so": "integer", "ma": "text", "tien": "real", "ngay": "date", "co": "boolean",
    }  # fmt: skip


def test_text_of_an_old_code_page_is_told(folder):
    path = folder / "a.csv"
    path.write_bytes("ten;X;Y\nH\xf2a An;541100,25;2515360,5\n".encode("cp1252"))
    features = read_features(path, crs="EPSG:9210")
    assert features.frame["ten"].tolist() == ["Hòa An"]
    assert "encoding-unknown" in {p.code for p in features.problems}
    chosen = read_features(path, crs="EPSG:9210", encoding="cp1258")
    assert chosen.encoding == "cp1258"


def test_unicode_text_of_spreadsheets_is_read(folder):
    path = folder / "a.txt"
    path.write_text("tên\tX\tY\nĐ\t541100,25\t2515360,5\n", encoding="utf-16")
    assert read_features(path, crs="EPSG:9210").frame["tên"].tolist() == ["Đ"]


@pytest.mark.parametrize("text", ["hello", "một dòng chữ\nhai dòng chữ\n", "a\nb\nc\n"])
def test_plain_text_is_no_table(folder, text):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(FileUnreadable, match="no table"):
        read_features(folder / "a.txt")


def test_a_table_without_coordinates_is_a_table(folder):
    (folder / "a.csv").write_text("ma,ten\nLUC,Lúa\n", encoding="utf-8")
    (report,) = describe(folder / "a.csv")
    assert "no-geometry" in {p.code for p in report.problems}


class TestWorkbook:
    def book(self, path, **sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(path)
        return path

    def test_each_sheet_is_a_layer(self, folder):
        path = self.book(
            folder / "a.xlsx",
            Ranh=[
                ["Bảng kê"],
                ["TT", "X", "Y"],
                [1, 2515360.5, 541100.25],
                [2, "2515370,5", 541110],
            ],
            Mã=[["ma", "ten"], ["LUC", "Lúa"]],
            Trống=[],
        )
        assert [(r.name, r.geometry_types) for r in describe(path)] == [
            ("Ranh", ("Point",)), ("Mã", ()),
        ]  # fmt: skip
        frame = read_features(path, crs="EPSG:9210").frame
        assert frame.geometry.iloc[0] == shapely.Point(PLACE)
        assert frame["TT"].tolist() == [1, 2]

    def test_gaps_and_formats_do_not_confuse_it(self, folder):
        rows = [
            ["a", "X", "Y"],
            ["x", 541100.25, 2515360.5],
            [None, None, None],
            ["y", 541101, None],
        ]
        frame = read_features(self.book(folder / "a.xlsx", S=rows), crs="EPSG:9210").frame
        assert frame["a"].tolist() == ["x", "y"]
        assert frame.geometry.isna().tolist() == [False, True]
