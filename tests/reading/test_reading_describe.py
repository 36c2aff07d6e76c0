"""What ``planviewer info`` says."""

from __future__ import annotations

import json

import pandas as pd
import pyogrio
import pytest
from reading_files import collection, parcels, point

from planviewer.reading.describe import describe
from planviewer.reading.systems import likely_crs

KEYS = {
    "name", "path", "format", "geometry_types", "feature_count", "crs", "crs_source",
    "bounds_wgs84", "encoding", "fields", "problems",
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".fgb"])
def test_a_sound_file(everyday_file, suffix):
    path = everyday_file(suffix)
    (report,) = describe(path)
    said = json.loads(json.dumps(report.to_json()))
    assert set(said) == KEYS
    assert said["name"] == "thửa đất"
    assert said["path"] == str(path)
    assert said["geometry_types"] == ["Polygon"]
    assert said["feature_count"] == 3
    assert said["crs"] == ("EPSG:4326" if suffix == ".geojson" else "EPSG:9210")
    assert said["crs_source"] == "file"
    west, south, east, north = said["bounds_wgs84"]
    assert west == pytest.approx(106.152063, abs=2e-6)
    assert north == pytest.approx(22.737541, abs=2e-6)
    assert 0 < east - west < 0.001
    assert 0 < north - south < 0.001
    assert {f["name"]: f["type"] for f in said["fields"]} == {
        "tenchu": "text",
        "shthua": "integer",
        "dientich": "real",
        "co_so": "boolean",
    }
    assert said["problems"] == []


def test_every_layer_of_a_geopackage(everyday_file):
    path = everyday_file(".gpkg")
    pyogrio.write_dataframe(parcels().centroid.to_frame("g").set_geometry("g"), path,
                            layer="tâm", append=True)  # fmt: skip
    pyogrio.write_dataframe(pd.DataFrame({"ma": ["LUC"]}), path, layer="mã", append=True)
    reports = {report.name: report for report in describe(path)}
    assert set(reports) == {"thửa đất", "tâm", "mã"}
    assert reports["tâm"].geometry_types == ("Point",)
    assert reports["mã"].crs is None
    assert reports["mã"].bounds_wgs84 is None


def test_a_file_without_crs_is_described_with_a_problem(everyday_file):
    path = everyday_file(".shp")
    path.with_suffix(".prj").unlink()
    (report,) = describe(path)
    assert (report.crs, report.crs_source, report.bounds_wgs84) == (None, None, None)
    (problem,) = [p for p in report.problems if p.code == "crs-missing"]
    assert "EPSG:9210" in str(problem.message)
    (known,) = describe(path, crs="EPSG:9210")
    assert (known.crs, known.crs_source) == ("EPSG:9210", "user")


def test_metres_in_geojson_are_described_with_a_problem(folder):
    path = folder / "x.geojson"
    path.write_text(collection(point(541109.98, 2515367.14)))
    (report,) = describe(path)
    assert report.crs is None
    assert report.problems[0].code == "crs-missing"


def test_the_provincial_system_is_the_first_candidate_at_nuoc_hai():
    candidates = likely_crs((541109.98, 2515367.14, 541109.98, 2515367.14))
    assert candidates[0].crs == "EPSG:9210"
    assert "Cao Bằng" in str(candidates[0].reason)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [(618_300, 2_515_000, {"EPSG:3405", "EPSG:32648"}), (106.15, 22.74, {"EPSG:4326"})],
)
def test_other_systems_are_recognised(x, y, expected):
    first = {candidate.crs for candidate in likely_crs((x, y, x, y))[:3]}
    assert expected <= first


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, -1e9, 0.0])
def test_coordinates_of_nowhere_in_vietnam_have_no_candidates(value):
    assert likely_crs((value, value, value, value)) == []
