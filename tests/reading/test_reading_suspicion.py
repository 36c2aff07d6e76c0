"""A position that makes no sense is told, with what would explain it."""

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from planviewer.app.checking import check_file
from planviewer.app.converting import Order, convert
from planviewer.model.crs import crs_name, operation
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.reading.suspicion import suspicion
from planviewer.reading.vn_systems import by_name


def lot(crs):
    box = shapely.box(541_100, 2_515_360, 541_120, 2_515_385)
    return gpd.GeoDataFrame({"so": [1]}, geometry=[box], crs=crs)


@pytest.mark.parametrize("crs", ["EPSG:9210", "EPSG:3405", "EPSG:32648"])
def test_what_may_be_so_is_not_doubted(crs):
    assert suspicion(lot(crs)) is None


@pytest.mark.parametrize(
    ("crs", "place"),
    [
        ("EPSG:3857", (11_816_000, 2_600_000)),  # Vietnam
        ("EPSG:32649", (565_000, 1_100_000)),  # Vietnamese islands
        ("EPSG:32633", (400_000, 3_500_000)),  # Libya
        ("EPSG:2154", (650_000, 6_860_000)),  # Paris
    ],
)
def test_what_lies_where_its_figures_say_is_not_doubted(crs, place):
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(place)], crs=crs)
    assert suspicion(frame) is None


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32631", "EPSG:32652"])
def test_figures_of_vn2000_in_a_system_of_elsewhere_are_doubted(crs):
    problem = suspicion(lot(crs))
    assert problem.code == "position-suspicious"
    assert "far from Vietnam" in str(problem.message)
    assert "EPSG:9210" in str(problem.hint) or "TM-3 105-45" in str(problem.hint)


def test_another_provinces_zone_is_doubted_and_the_right_one_named():
    problem = suspicion(lot("EPSG:9213"))
    assert problem.code == "position-suspicious"
    assert "TM-3 105-45" in str(problem.hint)


def test_a_zone_with_the_scale_of_utm_is_doubted():
    problem = suspicion(lot(by_name("VN-2000 / TM-3 105-45 k0 0.9996").crs))
    assert "common mistake" in str(problem.message)
    assert "TM-3 105-45" in str(problem.hint)


@pytest.fixture(params=[".tab", ".mif", ".shp"])
def without_datum(request, tmp_path):
    """A file that lost the datum: by a program that writes WGS 84 for it, or by its .prj."""
    path = tmp_path / f"thua{request.param}"
    crs = "EPSG:9210" if request.param != ".shp" else by_name("WGS 84 / TM-3 105-45").crs
    pyogrio.write_dataframe(lot(crs), path)
    return path


def test_vn2000_that_lost_its_datum_is_told_with_the_distance_and_what_to_give(without_datum):
    (report,) = describe(without_datum)
    (problem,) = [p for p in report.problems if p.code == "datum-lost"]
    assert "TM-3 105-45 (EPSG:9210)" in str(problem.message)
    assert "223.8 m" in str(problem.message)
    assert "--from-crs EPSG:9210" in str(problem.hint)
    assert report.crs_source == "file"


def test_it_is_taken_at_its_word_until_somebody_chooses(without_datum):
    said, chosen = read_features(without_datum), read_features(without_datum, crs="EPSG:9210")
    assert crs_name(chosen.frame.crs) == "EPSG:9210"
    assert "datum-lost" not in {p.code for p in chosen.problems}
    moved = [
        operation(features.frame.crs, "EPSG:9210").points(
            shapely.get_coordinates(features.frame.geometry)
        )
        for features in (said, chosen)
    ]
    off = np.linalg.norm(moved[0] - moved[1], axis=1)
    assert off == pytest.approx(223.8, abs=0.2)


def test_a_table_of_mapinfo_that_lost_it_is_named_for_what_it_says(tmp_path):
    pyogrio.write_dataframe(lot("EPSG:9210"), tmp_path / "a.mif")
    assert describe(tmp_path / "a.mif")[0].crs == "WGS 84 / TM-3 105-45"


def test_converting_says_it_and_applies_what_was_chosen(without_datum, tmp_path):
    for chosen, codes in ((None, {"datum-lost"}), ("EPSG:9210", set())):
        order = Order(without_datum, tmp_path / "out.gpkg", from_crs=chosen)
        (layer,) = convert(order).to_json()["layers"]
        assert {p["code"] for p in layer["problems"]} & {"datum-lost"} == codes


def test_info_and_check_tell_it(tmp_path):
    path = tmp_path / "thửa.gpkg"
    lot("EPSG:9213").to_file(path)
    assert "position-suspicious" in [p.code for p in describe(path)[0].problems]
    found = next(x for x in check_file(path) if x.code == "position-suspicious")
    assert found.severity == "warning"
    assert "position-suspicious" not in [
        p.code for p in describe(path, crs="EPSG:9210")[0].problems
    ]


def test_a_layer_without_places_is_not_doubted():
    empty = gpd.GeoDataFrame({"so": [1]}, geometry=[None], crs="EPSG:9213")
    assert suspicion(empty) is None
