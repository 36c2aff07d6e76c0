"""Coordinates go by named operations or not at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from planviewer.errors import CrsNotMetric, CrsUnknown, NoTransformation
from planviewer.model.crs import (
    VN2000_TO_WGS84,
    VN2000_TO_WGS84_CODE,
    WGS84,
    crs_name,
    operation,
    parse_crs,
    require_metric,
)

VN2000_SYSTEMS = [
    "EPSG:4756",
    "EPSG:3405",
    "EPSG:3406",
    *(f"EPSG:{n}" for n in (*range(5896, 5900), *range(9205, 9219))),
]


def test_the_check_point_agrees_to_the_centimetre():
    east, north = operation(WGS84, "EPSG:9210").point(106.15216, 22.73738)
    assert (east, north) == pytest.approx((541_109.98, 2_515_367.14), abs=0.006)


def test_without_the_datum_shift_it_would_be_224_metres_off():
    """So that nobody mistakes the commonest error for the right answer."""
    right = operation(WGS84, "EPSG:9210").point(106.15216, 22.73738)
    wrong = operation("EPSG:4756", "EPSG:9210").point(106.15216, 22.73738)
    assert np.hypot(right[0] - wrong[0], right[1] - wrong[1]) == pytest.approx(223.8, abs=0.1)


@pytest.mark.parametrize("system", VN2000_SYSTEMS)
@pytest.mark.parametrize("other", [WGS84, "EPSG:3857", "EPSG:32648", "EPSG:4979"])
def test_vn2000_goes_by_the_pinned_operation(system, other):
    assert VN2000_TO_WGS84 in operation(system, other).name
    assert VN2000_TO_WGS84 in operation(other, system).name
    assert operation(system, other).accuracy_m == 1.0


def test_the_pinned_operation_is_the_one_of_that_code():
    from pyproj.transformer import Transformer  # noqa: PLC0415

    named = Transformer.from_pipeline(VN2000_TO_WGS84_CODE)
    assert named.description == VN2000_TO_WGS84


def test_a_vn2000_system_written_out_in_full_goes_the_same_way():
    for version in ("WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"):
        written = CRS("EPSG:9210").to_wkt(version)
        place = operation(written, WGS84).point(541_109.9835, 2_515_367.1416)
        assert place == pytest.approx((106.15216, 22.73738), abs=1e-8)


@pytest.mark.parametrize(
    ("source", "target"), [("EPSG:4267", "EPSG:9210"), ("EPSG:9210", "EPSG:4267")]
)
def test_a_ballpark_transformation_is_refused(source, target):
    with pytest.raises(NoTransformation, match="EPSG:4267"):
        operation(source, target)


@given(st.floats(104.25, 107.25), st.floats(8.4, 23.3))
def test_there_and_back_is_where_it_was(lon, lat):
    there, back = operation(WGS84, "EPSG:9210"), operation("EPSG:9210", WGS84)
    assert back.point(*there.point(lon, lat)) == pytest.approx((lon, lat), abs=3e-8)  # 3 mm


def test_a_point_a_pair_of_arrays_and_a_table_agree():
    way = operation("EPSG:9210", "EPSG:3857")
    one = way.point(541_109.98, 2_515_367.14)
    x, y = way(np.array([541_109.98]), np.array([2_515_367.14]))
    assert one == (x[0], y[0])
    assert way.points(np.array([[541_109.98, 2_515_367.14]])).tolist() == [list(one)]


def test_what_cannot_be_transformed_is_not_a_number_anywhere():
    x, y = operation("EPSG:9210", WGS84)(np.array([1e30, np.nan]), np.array([1e30, 0.0]))
    assert not np.isfinite([x, y]).any()


def test_the_arrays_given_are_left_as_they_were():
    x, y = np.array([541_109.98]), np.array([2_515_367.14])
    operation("EPSG:9210", WGS84)(x, y)
    assert (x[0], y[0]) == (541_109.98, 2_515_367.14)


@pytest.mark.parametrize("crs", ["EPSG:9210", "EPSG:3405", "EPSG:32648"])
def test_metres_on_the_ground_can_be_measured_in(crs):
    require_metric(crs, "length")


@pytest.mark.parametrize(
    "crs", ["EPSG:4326", "EPSG:4756", "EPSG:3857", "EPSG:3395", "ESRI:102100", "EPSG:2263"]
)
def test_degrees_feet_and_world_mercator_are_refused(crs):
    with pytest.raises(CrsNotMetric, match="The zone"):
        require_metric(crs, "The zone")


def test_web_mercator_written_out_in_full_is_refused():
    for text in (CRS("EPSG:3857").to_wkt(), CRS("EPSG:3857").to_wkt("WKT1_ESRI")):
        with pytest.raises(CrsNotMetric):
            require_metric(text, "x")
    with pytest.raises(CrsNotMetric):
        require_metric("+proj=merc +a=6378137 +b=6378137 +units=m +no_defs", "x")


@pytest.mark.parametrize("text", ["", "EPSG:", "EPSG:1", "nonsense", "9210x", "EPSG:9210;"])
def test_an_unknown_system_is_named(text):
    with pytest.raises(CrsUnknown, match="EPSG:n"):
        parse_crs(text)


def test_systems_are_called_by_their_code():
    assert crs_name("EPSG:9210") == "EPSG:9210"
    assert crs_name(CRS("EPSG:9210").to_wkt("WKT1_ESRI")) == "EPSG:9210"
    other_scale = CRS("EPSG:9210").to_wkt("WKT1_ESRI").replace("0.9999", "0.9996")
    assert crs_name(other_scale) != "EPSG:9210"
