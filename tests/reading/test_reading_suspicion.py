"""A position that makes no sense is told, with what would explain it."""

import geopandas as gpd
import pytest
import shapely

from planviewer.app.checking import check_file
from planviewer.reading.describe import describe
from planviewer.reading.suspicion import suspicion
from planviewer.reading.vn_systems import by_name


def lot(crs):
    box = shapely.box(541_100, 2_515_360, 541_120, 2_515_385)
    return gpd.GeoDataFrame({"so": [1]}, geometry=[box], crs=crs)


@pytest.mark.parametrize("crs", ["EPSG:9210", "EPSG:3405", "EPSG:32648", "EPSG:3857"])
def test_what_may_be_so_is_not_doubted(crs):
    assert suspicion(lot(crs)) is None


def test_another_provinces_zone_is_doubted_and_the_right_one_named():
    problem = suspicion(lot("EPSG:9213"))
    assert problem.code == "position-suspicious"
    assert "TM-3 105-45" in str(problem.hint)


@pytest.mark.parametrize("name", ["WGS 84 / TM-3 105-45", "VN-2000 / TM-3 105-45 k0 0.9996"])
def test_a_zone_without_shift_or_with_the_scale_of_utm_is_doubted(name):
    problem = suspicion(lot(by_name(name).crs))
    assert "common mistake" in str(problem.message)
    assert "TM-3 105-45" in str(problem.hint)


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
