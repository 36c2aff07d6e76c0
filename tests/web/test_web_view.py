"""Scale and furniture against geodesy that does not know Web Mercator."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from planviewer import i18n
from planviewer.model.crs import WGS84, operation
from planviewer.web.furniture import grid, round_down, round_up, scale_bar
from planviewer.web.view import (
    MAX_ZOOM,
    MIN_ZOOM,
    PX_PER_MM,
    ViewState,
    place_in_world,
    share_of_world,
    zoom_for_scale,
)

GEOD = Geod(ellps="WGS84")
LATITUDES = st.floats(-75, 75)
TOWN = ViewState.around(106.15216, 22.73738, 15.3, (1200, 800))


@given(lat=LATITUDES, denominator=st.floats(100, 500_000))
def test_a_typed_scale_is_the_scale_shown(lat: float, denominator: float) -> None:
    zoom = zoom_for_scale(lat, denominator)
    view = ViewState.around(106, lat, zoom, (800, 600))
    assert MIN_ZOOM <= zoom <= MAX_ZOOM
    assert view.scale == pytest.approx(denominator, rel=1e-9)


@given(lat=LATITUDES, zoom=st.floats(12, 20))
def test_the_scale_is_true_on_the_ground_along_the_parallel(lat: float, zoom: float) -> None:
    view = ViewState.around(106, lat, zoom, (400, 400))
    west, _, east, _ = view.bounds
    _, _, metres = GEOD.inv(west, lat, east, lat)
    on_screen = 400 / PX_PER_MM / 1000
    assert metres / on_screen == pytest.approx(view.scale, rel=1e-5)


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85))
def test_places_and_shares_of_the_world_are_inverse(lon: float, lat: float) -> None:
    assert place_in_world(*share_of_world(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


@given(value=st.floats(1e-3, 1e7))
def test_round_figures_enclose_a_value(value: float) -> None:
    low, high = round_down(value), round_up(value)
    assert low <= value * (1 + 1e-9)
    assert high >= value * (1 - 1e-9)
    assert high / low <= 2.5 + 1e-9
    assert f"{low:e}"[0] in "125"


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    bar = scale_bar(TOWN)
    metres = float(bar.label.removesuffix(" m"))
    west, _, east, _ = TOWN.bounds
    share = bar.width / TOWN.width
    _, _, width = GEOD.inv(west, TOWN.lat, east, TOWN.lat)
    assert share * width == pytest.approx(metres, rel=1e-4)


def test_grid_lines_lie_on_round_coordinates_of_the_plan_s_system() -> None:
    to_grid = operation(WGS84, "EPSG:9210")
    lines = grid(TOWN, "EPSG:9210")
    assert {line.axis for line in lines} == {"easting", "northing"}
    for line in lines:
        lat, lon = np.array(line.points).T
        e, n = to_grid(lon, lat)
        value = float(re.sub(r"\D", "", line.label))
        assert (e if line.axis == "easting" else n) == pytest.approx(value, abs=0.01)


def test_grid_lines_cover_the_view_and_half_a_view_around() -> None:
    lines = [line for line in grid(TOWN, "EPSG:9210") if line.axis == "easting"]
    west, _, east, _ = TOWN.bounds
    lons = [point[1] for line in lines for point in line.points]
    step = (max(lons) - min(lons)) / (len(lines) - 1)
    margin = (east - west) / 2
    assert min(lons) < west - margin + step
    assert max(lons) > east + margin - step


def test_a_country_wide_view_has_no_grid() -> None:
    assert grid(ViewState.around(106, 16, 6, (1200, 800)), "EPSG:9210") == ()
    assert grid(ViewState.around(106, 16, 15, (0, 0)), "EPSG:9210") == ()


def test_a_view_on_the_other_side_of_the_world_has_no_grid_that_is_wrong() -> None:
    to_grid = operation(WGS84, "EPSG:9210")
    for line in grid(ViewState.around(-74, 5, 15, (800, 600)), "EPSG:9210"):
        lat, lon = np.array(line.points).T
        assert np.isfinite(to_grid(lon, lat)).all()


def test_figures_follow_the_language() -> None:
    i18n.install("vi")
    labels = [line.label for line in grid(TOWN, "EPSG:9210")]
    assert all("," not in label and "." in label for label in labels)
