"""Layers written and read again."""

from __future__ import annotations

import csv
import json
import unicodedata

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planviewer.errors import FileNotWritten, FormatUnknown, NoTransformation
from planviewer.reading.files import read_features
from planviewer.writing.features import write_features


@pytest.fixture
def frame():
    return gpd.GeoDataFrame(
        {
            "id": ["a", None, "Đường tránh"],
            "thua": pd.array([1, None, 3], dtype="Int64"),
            "co_so": pd.array([True, None, False], dtype="boolean"),
            "dientich": [1.5, np.nan, 2.25],
        },
        geometry=[
            shapely.box(541100, 2515300, 541200, 2515400).reverse(),
            None,
            shapely.box(541300, 2515300, 541400, 2515400),
        ],
        crs="EPSG:9210",
    )


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".fgb", ".GPKG"])
def test_values_gaps_letters_and_places_come_back(tmp_path, frame, suffix):
    path = tmp_path / f"thửa đất{suffix}"
    for _ in range(2):  # the second time it replaces the first
        assert write_features(frame, path) == ()
    read = read_features(path).frame
    for name in ("id", "thua", "co_so", "dientich"):
        assert read[name].isna().tolist() == [False, True, False]
        assert read[name].dropna().tolist() == frame[name].dropna().tolist()
    back = read.to_crs("EPSG:9210")
    assert back.geometry.isna().tolist() == [False, True, False]
    near = shapely.equals_exact(
        shapely.normalize(back.geometry.dropna().array),
        shapely.normalize(frame.geometry.dropna().array),
        tolerance=0.02,
    )
    assert near.all()
    assert not [item.name for item in tmp_path.iterdir() if item.name.startswith(".")]


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb"])
def test_the_system_of_the_frame_is_kept(tmp_path, frame, suffix):
    write_features(frame, tmp_path / f"a{suffix}")
    assert read_features(tmp_path / f"a{suffix}").frame.crs.to_epsg() == 9210


class TestGeoJson:
    def written(self, tmp_path, frame):
        write_features(frame, tmp_path / "a.geojson")
        return json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))

    def test_follows_the_standard(self, tmp_path, frame):
        data = self.written(tmp_path, frame)
        assert "crs" not in data
        ring = data["features"][0]["geometry"]["coordinates"][0]
        assert shapely.LinearRing(ring).is_ccw
        assert data["features"][1]["geometry"] is None
        assert max(len(str(x).split(".")[1]) for pair in ring for x in pair) <= 7

    def test_goes_by_the_pinned_operation(self, tmp_path):
        frame = gpd.GeoDataFrame(
            {"a": [1]}, geometry=[shapely.Point(541109.98, 2515367.14)], crs="EPSG:9210"
        )
        lon, lat = self.written(tmp_path, frame)["features"][0]["geometry"]["coordinates"]
        assert (lon, lat) == pytest.approx((106.15216, 22.73738), abs=1.1e-7)

    def test_keeps_heights_where_there_are_some(self, tmp_path):
        points = [shapely.Point(541109.98, 2515367.14, 180.5), shapely.Point(541109, 2515367)]
        frame = gpd.GeoDataFrame({"a": [1, 2]}, geometry=points, crs="EPSG:9210")
        first, second = self.written(tmp_path, frame)["features"]
        assert first["geometry"]["coordinates"][2] == 180.5
        assert len(second["geometry"]["coordinates"]) == 2

    def test_is_refused_without_a_sure_way_to_wgs84(self, tmp_path, frame):
        other = frame.set_crs("EPSG:4267", allow_override=True)
        # NAD27 and VN-2000 are far apart, but NAD27 does reach WGS 84: a local system does not
        local = 'LOCAL_CS["site grid",UNIT["metre",1]]'
        other = frame.set_crs(local, allow_override=True)
        with pytest.raises(NoTransformation):
            write_features(other, tmp_path / "a.geojson")
        assert list(tmp_path.iterdir()) == []


class TestCsv:
    def rows(self, tmp_path, frame):
        write_features(frame, tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def test_has_values_and_wkt(self, tmp_path, frame):
        rows = self.rows(tmp_path, frame)
        assert rows[2]["id"] == "Đường tránh"
        assert rows[1] == dict.fromkeys(rows[1], "")
        assert shapely.from_wkt(rows[0]["wkt"]).area == 10_000

    def test_has_x_and_y_of_points(self, tmp_path):
        frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(1.5, 2)], crs="EPSG:9210")
        (row,) = self.rows(tmp_path, frame)
        assert (float(row["x"]), float(row["y"])) == (1.5, 2.0)

    @pytest.mark.parametrize(
        "text", ['=HYPERLINK("http://a")', "@SUM(1)", "+cmd|' /C calc'!A0", "-a"]
    )
    def test_no_text_is_run_as_a_formula(self, tmp_path, text):
        frame = gpd.GeoDataFrame({"a": [text]}, geometry=[shapely.Point(1, 2)], crs="EPSG:9210")
        assert self.rows(tmp_path, frame)[0]["a"] == f"'{text}"

    @pytest.mark.parametrize("text", ["-", "-5", "+84 912 345 678", "-1.234,5", "a=b"])
    def test_harmless_texts_stay_as_they_are(self, tmp_path, text):
        frame = gpd.GeoDataFrame({"a": [text]}, geometry=[shapely.Point(1, 2)], crs="EPSG:9210")
        assert self.rows(tmp_path, frame)[0]["a"] == text


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb", ".csv"])
def test_a_layer_without_features_can_be_written(tmp_path, frame, suffix):
    write_features(frame.iloc[:0], tmp_path / f"a{suffix}")
    assert (tmp_path / f"a{suffix}").stat().st_size > 0


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb"])
def test_a_layer_without_any_place_can_be_written(tmp_path, frame, suffix):
    nowhere = frame.set_geometry(gpd.GeoSeries([None] * 3, crs=frame.crs))
    write_features(nowhere, tmp_path / f"a{suffix}")
    assert len(read_features(tmp_path / f"a{suffix}").frame) == 3


def test_an_unknown_format_names_the_known_ones(tmp_path, frame):
    with pytest.raises(FormatUnknown, match=r"\.gpkg"):
        write_features(frame, tmp_path / "a.doc")
    assert list(tmp_path.iterdir()) == []


def test_what_a_shapefile_cannot_hold_is_refused_and_the_old_one_stays(tmp_path, frame):
    write_features(frame, tmp_path / "a.shp")
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    mixed = frame.set_geometry(
        gpd.GeoSeries([shapely.Point(1, 2), None, frame.geometry.iloc[2]], crs=frame.crs)
    )
    with pytest.raises(FileNotWritten, match=r"a\.shp"):
        write_features(mixed, tmp_path / "a.shp")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_what_a_shapefile_shortens_is_told(tmp_path, frame):
    problems = write_features(
        frame.rename(columns={"dientich": "diện tích sổ đỏ"}), tmp_path / "a.shp"
    )
    assert problems
    assert all(problem.code == "writer-note" for problem in problems)


def test_the_layer_has_the_name_asked_for(tmp_path, frame):
    write_features(frame, tmp_path / "a.gpkg", layer="Thửa đất")
    assert len(read_features(tmp_path / "a.gpkg", sublayer="Thửa đất").frame) == 3


# Read text is composed (NFC), and what looks like bytes read in the wrong code page is restored:
# the law is about all other text.
_HIGH = bytes(range(0x80, 0xC0))
_OF_CODE_PAGES = "".join(_HIGH.decode(page, "ignore") for page in ("latin-1", "cp1252", "cp1258"))
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=_OF_CODE_PAGES), max_size=20
).map(lambda text: unicodedata.normalize("NFC", text))
numbers = st.one_of(st.none(), st.integers(-(2**53), 2**53))


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb"])
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(texts, numbers), min_size=1, max_size=5))
def test_any_text_and_number_comes_back(tmp_path, suffix, rows):
    text, number = zip(*rows, strict=True)
    points = shapely.points(106 + np.arange(len(rows)) / 10, 22)
    frame = gpd.GeoDataFrame(
        {"t": list(text), "n": pd.array(number, dtype="Int64")}, geometry=points, crs="EPSG:4326"
    )
    write_features(frame, tmp_path / f"a{suffix}")
    read = read_features(tmp_path / f"a{suffix}").frame
    order = np.argsort(shapely.get_x(read.geometry.array))
    assert read["t"].to_numpy()[order].tolist() == list(text)
    back = [None if pd.isna(value) else int(value) for value in read["n"].to_numpy(object)[order]]
    assert back == list(number)
