"""Broken and malicious files of every format end in one clear sentence that names them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from formats_dataset import ABOUT, DATASETS, EXPECTED
from formats_files import DRIVERS, foreign, packed, topojson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planviewer.errors import FileUnreadable, FormatUnknown, PlanviewerError
from planviewer.model.features import FeatureSet
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.writing.features import write_features

CRASHERS = sorted((Path(__file__).parents[1] / "data" / "crashers").glob("*"))
WRITTEN = [s for s in EXPECTED if s not in {".geojson", ".gpkg", ".shp", ".fgb"}]
FOREIGN = [s for s in DRIVERS if s not in {".shp", ".gdb", *EXPECTED}]


def outcome(path: Path) -> FeatureSet | str:
    try:
        return read_features(path, crs=None if path.suffix in {".kml", ".gpx"} else "EPSG:9210")
    except PlanviewerError as error:
        return str(error)


def sample(folder: Path, suffix: str) -> Path:
    path = folder / f"thửa đất{suffix}"
    if suffix == ".topojson":
        return topojson(path)
    if suffix == ".zip":
        foreign(folder / "a.shp")
        return packed(path, folder, "a.")
    if suffix in EXPECTED:
        write_features(DATASETS[EXPECTED[suffix].kinds[0]](), path, about=ABOUT)
        return path
    return foreign(path)


EVERY = [*WRITTEN, *FOREIGN, ".topojson", ".zip"]


@pytest.fixture
def whole(folder, suffix):
    """A sound file with its bytes, for damaging copies of them."""
    path = sample(folder, suffix)
    return path, path.read_bytes()


@pytest.mark.parametrize("suffix", EVERY)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_bytes_end_in_our_errors_or_in_features(whole, data):
    path, sound = whole
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    result = outcome(path)
    assert isinstance(result, FeatureSet) or "thửa đất" in result


@pytest.mark.parametrize("suffix", [".kml", ".gpx", ".gml", ".dxf", ".mif", ".csv", ".txt"])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=300))
def test_any_text_ends_in_our_errors_or_in_features(folder, suffix, text):
    head = {
        ".kml": '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>',
        ".gpx": '<gpx version="1.1"><wpt lat="1" lon="2">',
        ".gml": '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">',
        ".dxf": "0\nSECTION\n2\nENTITIES\n0\n",
        ".mif": "Version 300\nColumns 1\n  a Char(9)\nData\n\n",
        ".csv": "X,Y\n",
        ".txt": "X\tY\n",
    }[suffix]
    path = folder / f"x{suffix}"
    path.write_bytes((head + text).encode("utf-8", "surrogatepass"))
    result = outcome(path)
    assert isinstance(result, FeatureSet) or "x" in result


@pytest.mark.parametrize("suffix", [".kml", ".gpx", ".gml"])
def test_entities_are_refused(folder, suffix):
    root = {".kml": "kml", ".gpx": "gpx", ".gml": "gml:FeatureCollection"}[suffix]
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    path = folder / f"a{suffix}"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "x">{entities}]><{root}>&a8;')
    with pytest.raises(FileUnreadable, match="entities"):
        read_features(path)


@pytest.mark.parametrize("suffix", [".kml", ".gml", ".gpx", ".json", ".dxf", ".csv", ".tab"])
@pytest.mark.parametrize(
    "text",
    [
        "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>a.geojson</SrcDataSource>",
        "<VRTDataset rasterXSize='1' rasterYSize='1'/>",
        '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read a"}',
        "<WFS_Capabilities/>",
    ],
)
def test_contents_that_would_lead_elsewhere_are_refused(folder, suffix, text):
    path = folder / f"x{suffix}"
    path.write_text(text)
    with pytest.raises((FormatUnknown, FileUnreadable)):
        read_features(path)


def test_drivers_that_follow_what_a_file_says_are_not_there():
    known = set(pyogrio.list_drivers())
    assert not known & {"OGR_VRT", "GDALG", "HTTP", "WFS", "OAPIF", "CSW", "Carto", "ADBC"}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_layer_without_features_is_told(folder, suffix):
    path = folder / f"a{suffix}"
    write_features(DATASETS["polygon"]().iloc[:0], path, about=ABOUT)
    assert "no-features" in {p.code for r in describe(path) for p in r.problems}


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("suffix", [".parquet", ".gpkg"])
def test_coordinates_that_are_no_numbers_are_told(folder, suffix, value):
    frame = DATASETS["point"]()
    frame = frame.set_geometry([shapely.Point(value, 1), *frame.geometry.iloc[1:]], crs=9210)
    path = folder / f"a{suffix}"
    pyogrio.write_dataframe(frame, path) if suffix == ".gpkg" else frame.to_parquet(path)
    codes = {p.code for p in read_features(path).problems}
    assert codes & {"coordinates-not-finite", "geometry-empty"}


def test_a_polygon_of_a_million_corners_is_read(folder):
    angle = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    ring = np.column_stack((541_100 + 500 * np.cos(angle), 2_515_360 + 500 * np.sin(angle)))
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Polygon(ring)], crs=9210)
    path = folder / "a.parquet"
    write_features(frame, path)
    assert shapely.get_num_coordinates(read_features(path).frame.geometry.iloc[0]) == 1_000_001


def test_deep_json_in_lines_and_topologies_does_no_harm(folder):
    for name, text in (
        ("a.geojsonl", '{"type": "Feature", "properties": {"a": ' + "[" * 50_000),
        ("a.topojson", '{"type": "Topology", "objects": ' + '{"a":' * 50_000),
    ):
        (folder / name).write_text(text)
        assert isinstance(outcome(folder / name), str)


def test_a_geodatabase_with_a_missing_part_is_told(folder):
    path = foreign(folder / "a.gdb")
    for item in path.glob("a00000009.gdbtable"):
        item.unlink()
    result = outcome(path)
    assert isinstance(result, str)
    assert "a.gdb" in result


def test_tiles_another_program_writes_to_can_be_read(folder):
    path = foreign(folder / "a.mbtiles")
    holder = sqlite3.connect(path)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        assert len(read_features(path).frame) >= 3
    finally:
        holder.close()


@pytest.mark.parametrize("suffix", [".xlsx", ".kmz", ".zip"])
def test_a_zip_of_nothing_is_told(folder, suffix):
    path = folder / f"a{suffix}"
    with zipfile.ZipFile(path, "w"):
        pass
    with pytest.raises((FileUnreadable, FormatUnknown)):
        read_features(path)


def test_a_line_that_closes_does_not_end_the_process(folder):
    """A LinearRing, which shapely makes of outlines, ends the process in pyogrio 0.13."""
    code = (
        "import sys, geopandas as gpd, shapely; from pathlib import Path;"
        "from planviewer.writing.features import write_features;"
        "f = gpd.GeoDataFrame({'a': [1]}, geometry=[shapely.box(0, 0, 1, 1).exterior],"
        "crs='EPSG:4326');"
        "write_features(f, Path(sys.argv[1]))"
    )
    path = folder / "a.gpkg"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert read_features(path).frame.geom_type.tolist() == ["LineString"]


@pytest.mark.parametrize("path", CRASHERS, ids=lambda p: p.name)
def test_files_that_once_ended_in_a_traceback(path):
    result = outcome(path)
    assert isinstance(result, FeatureSet) or path.name in result


def test_a_wrong_name_does_not_change_what_a_file_is(folder):
    path = foreign(folder / "a.dxf").rename(folder / "a.csv")
    features = read_features(path, crs="EPSG:9210")
    assert "wrong-extension" in {p.code for p in features.problems}
    text = json.dumps({p.code: str(p.message) for p in features.problems})
    assert "DXF" in text
