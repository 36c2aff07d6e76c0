"""Broken and malicious files end in one clear sentence that names them."""

from __future__ import annotations

import http.server
import os
import sqlite3
import struct
import subprocess
import sys
import threading
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_files import collection, parcels, point

from planviewer.errors import (
    FileMissing,
    FileUnreadable,
    FormatUnknown,
    PlanviewerError,
)
from planviewer.model.features import FeatureSet
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.reading.flatgeobuf import all_have_geometry

DATA = Path(__file__).parents[1] / "data"
SUFFIXES = (".geojson", ".gpkg", ".shp", ".fgb")


def outcome(path: Path) -> FeatureSet | str:
    """Return the features, or the sentence in which our error ends; anything else fails."""
    try:
        return read_features(path)
    except PlanviewerError as error:
        return str(error)


def test_a_missing_file_is_named(folder):
    with pytest.raises(FileMissing, match=r"không có\.geojson"):
        read_features(folder / "không có.geojson")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.geojson",
        "https://127.0.0.1/a.gpkg",
        "/vsicurl/http://127.0.0.1:9/a.geojson",
        "/vsizip/a.zip/a.shp",
        "PG:host=127.0.0.1",
        "WFS:http://127.0.0.1:9",
        "GeoJSON:http://127.0.0.1:9/a",
        "a\0b.geojson",
    ],
)
def test_addresses_are_no_files(address):
    with pytest.raises(FileMissing):
        read_features(Path(address))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_is_no_file(folder, suffix):
    (folder / f"x{suffix}").mkdir()
    with pytest.raises(FileUnreadable, match="folder"):
        read_features(folder / f"x{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b"\0\0\0\0", b" \n"])
def test_an_empty_file_is_said_to_be_empty(folder, suffix, content):
    (folder / f"x{suffix}").write_bytes(content)
    with pytest.raises(FileUnreadable, match="empty"):
        read_features(folder / f"x{suffix}")


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".txt", ".dwg", ""])
@pytest.mark.parametrize(
    "content",
    [
        b"AC1032 a drawing",
        b"hello",
        b"PK\x03\x04",
        b"<kml/>",
        b"SQLite format",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        b"fgb\x02",
        b'["a"]',
        b'"a"',
    ],
)
def test_other_contents_are_refused_naming_what_is_read(folder, suffix, content):
    (folder / f"x{suffix}").write_bytes(content)
    with pytest.raises((FormatUnknown, FileUnreadable), match="x"):
        read_features(folder / f"x{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_never_read_as_if_whole(everyday_file, suffix, share):
    frame = gpd.GeoDataFrame(
        {"a": np.arange(2000), "b": ["Đường tránh"] * 2000},
        geometry=shapely.points(541000 + np.arange(2000), 2515000),
        crs="EPSG:9210",
    )
    path = everyday_file(suffix, frame)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(FileUnreadable, match="thửa đất"):
        read_features(path)


def test_a_shapefile_without_its_index_names_the_missing_part(everyday_file):
    path = everyday_file(".shp")
    path.with_suffix(".shx").unlink()
    with pytest.raises(FileUnreadable, match=r"thửa đất\.shx"):
        read_features(path)


def test_a_shapefile_without_its_table_is_read_and_told(everyday_file):
    path = everyday_file(".shp")
    path.with_suffix(".dbf").unlink()
    features = read_features(path)
    assert len(features.frame) == 3
    assert "attributes-missing" in {p.code for p in features.problems}


def test_deleted_records_of_a_shapefile_are_not_taken_for_a_cut(everyday_file):
    path = everyday_file(".shp")
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    start = struct.unpack("<H", table[8:10])[0]
    table[start] = ord("*")
    path.with_suffix(".dbf").write_bytes(table)
    assert len(read_features(path).frame) == 2


def test_a_geopackage_another_program_writes_to_can_be_read(everyday_file):
    path = everyday_file(".gpkg")
    holder = sqlite3.connect(path)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        assert len(read_features(path).frame) == 3
    finally:
        holder.close()


@pytest.mark.parametrize("value", ["1e400", "NaN", "-Infinity", "9" * 400, "1e", "0x10"])
def test_impossible_numbers_in_geojson(folder, value):
    path = folder / "x.geojson"
    path.write_text(collection(point(106, 22, a=1)).replace("106", value))
    result = outcome(path)
    if isinstance(result, str):
        assert "x.geojson" in result
    else:
        (problem,) = result.problems
        assert problem.code in {"geometry-empty", "coordinates-not-finite"}


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "FeatureCollection", "features": ' + "[" * 200_000,
        '{"type": "FeatureCollection", "features": [' + '{"a":' * 50_000,
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": '
        + "[" * 20_000
        + "]" * 20_000
        + '}, "geometry": null}]}',
        '{"type": "FeatureCollection", "crs": ' + "[" * 100_000,
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": {}}',
        '{"type": "FeatureCollection", "features": [1, null, "a"]}',
        "{}",
        "{",
    ],
)
def test_odd_json_is_refused_or_read_without_a_crash(folder, text):
    path = folder / "x.geojson"
    path.write_text(text)
    result = outcome(path)
    assert isinstance(result, FeatureSet) or "x.geojson" in result


def test_a_byte_order_mark_does_no_harm(folder):
    path = folder / "x.geojson"
    path.write_text(collection(point(106, 22, a="Đ")), encoding="utf-8-sig")
    assert read_features(path).frame["a"].tolist() == ["Đ"]


def test_utf16_is_named(folder):
    path = folder / "x.geojson"
    path.write_text(collection(point(106, 22)), encoding="utf-16")
    with pytest.raises(FileUnreadable, match="UTF-16"):
        read_features(path)


class TestContentThatWouldLeadElsewhere:
    @pytest.mark.parametrize("suffix", [".geojson", ".json", ".txt", ".shp", ".vrt"])
    @pytest.mark.parametrize(
        "text",
        [
            "<OGRVRTDataSource><OGRVRTLayer><SrcDataSource>a.geojson</SrcDataSource>",
            '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read a"}',
            '{"a": "<OGRVRTDataSource>", "type": "FeatureCollection", "features": []}',
        ],
    )
    def test_is_refused(self, folder, suffix, text):
        (folder / "a.geojson").write_text(collection(point(106, 22)))
        path = folder / f"x{suffix}"
        path.write_text(text)
        with pytest.raises(FormatUnknown):
            read_features(path)

    @pytest.mark.parametrize("crs", [None, "EPSG:4326"])
    @pytest.mark.parametrize("key", ["crs", "\\u0063rs"])
    def test_a_linked_coordinate_system_is_not_fetched(self, folder, crs, key):
        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            link = {"href": f"http://127.0.0.1:{server.server_port}/x", "type": "proj4"}
            text = collection(point(106, 22), crs={"type": "link", "properties": link})
            path = folder / "x.geojson"
            path.write_text(text.replace('"crs"', f'"{key}"'))
            try:
                read_features(path, crs=crs)
                describe(path, crs=crs)
            except PlanviewerError:
                pass
            finally:
                server.shutdown()
        assert asked == []


class TestFlatGeobufWithoutGeometry:
    """GDAL's fast way of reading ends the whole program on such a feature."""

    @pytest.mark.parametrize("gap", [None, shapely.Polygon()])
    @pytest.mark.parametrize("rows", [40])
    def test_is_read_in_a_process_that_survives(self, folder, gap, rows):
        path = folder / "x.fgb"
        geometries = [shapely.box(i, 0, i + 1, 1) for i in range(rows)]
        geometries[rows // 2] = gap
        frame = gpd.GeoDataFrame({"a": range(rows)}, geometry=geometries, crs="EPSG:4326")
        pyogrio.write_dataframe(frame, path, layer_options={"SPATIAL_INDEX": "NO"})
        code = (
            "import sys; from pathlib import Path;"
            "from planviewer.reading.files import read_features;"
            "f = read_features(Path(sys.argv[1])).frame;"
            "print(len(f), int(f.geometry.isna().sum()))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert (done.returncode, done.stdout.split()) == (0, [str(rows), "1"]), done.stderr

    def test_the_file_that_once_ended_the_program_is_read(self):
        assert not all_have_geometry(DATA / "without-geometry.fgb")
        frame = read_features(DATA / "without-geometry.fgb").frame
        assert frame.geometry.isna().tolist() == [False, True, False]

    def test_an_indexed_file_with_a_gap_is_seen(self, everyday_file):
        """The file keeps its index; the geometry of one feature is taken out of its table."""
        path = everyday_file(".fgb")
        assert all_have_geometry(path)
        data = path.read_bytes()
        known = np.frombuffer(data, np.uint8)
        found = False
        for position in range(len(known) - 8, 0, -2):
            changed = bytearray(data)
            changed[position : position + 2] = b"\0\0"
            path.write_bytes(changed)
            found |= not all_have_geometry(path)
            if found:
                break
        assert found

    @pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 256, 257, 4097])
    def test_whole_files_of_every_size_take_the_fast_way(self, folder, count):
        path = folder / "x.fgb"
        geometries = shapely.points(np.arange(count) % 100, np.arange(count) % 80)
        frame = gpd.GeoDataFrame({"a": range(count)}, geometry=geometries, crs="EPSG:4326")
        pyogrio.write_dataframe(frame, path)
        assert all_have_geometry(path)
        assert len(read_features(path).frame) == count


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damaged_bytes_end_in_our_errors_or_in_features(everyday_file, suffix, data):
    path = everyday_file(suffix, parcels())
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(content) - 1))
        content[position] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    result = outcome(path)
    assert isinstance(result, FeatureSet) or path.name in result


def test_a_name_no_file_can_have_is_missing(folder):
    with pytest.raises(FileMissing):
        read_features(folder / ("ư" * 300 + ".geojson"))
