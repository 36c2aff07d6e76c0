"""No name is cut by the frame of a sheet; a feature partly seen has its name where it is seen."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.view import View
from planviewer.model.style import Label, SingleStyle
from planviewer.sheets.lettering import letters
from planviewer.sheets.page import Box
from planviewer.sheets.place import Place
from planviewer.sheets.turning import turned

WEST, SOUTH = 541_000.0, 2_515_000.0
STYLE = SingleStyle(label=Label(field="name", size_pt=9))
VIEW = View((WEST, SOUTH, WEST + 400, SOUTH + 300), 800, 600, 4.0)
NAMES = ("Sông Bằng", "Khu ở kết hợp thương mại Thôm Lốm", "Km0+100", "Đ")
spots = st.tuples(st.floats(-150, 550), st.floats(-150, 450), st.sampled_from(NAMES))


def layer_of(geometries, names):
    frame = gpd.GeoDataFrame({"name": names}, geometry=geometries, crs="EPSG:9210")
    return DrawLayer.build("x", frame, STYLE, "EPSG:9210")


def assert_inside(placed):
    for label in placed:
        left, top, right, bottom = label.box
        assert min(left, top) >= 0, label
        assert right <= 800, label
        assert bottom <= 600, label


@settings(max_examples=40)
@given(st.lists(spots, min_size=1, max_size=25), st.sampled_from(["point", "line", "polygon"]))
def test_every_name_stands_inside(spots, kind):
    points = [shapely.Point(WEST + x, SOUTH + y) for x, y, _ in spots]
    shapes = {
        "point": points,
        "line": [shapely.LineString([(p.x - 120, p.y), (p.x + 120, p.y + 30)]) for p in points],
        "polygon": [p.buffer(90) for p in points],
    }[kind]
    assert_inside(letters([layer_of(shapes, [name for *_, name in spots])], VIEW, (800, 600)))


def test_a_point_at_the_right_edge_has_its_name_at_the_left():
    layer = layer_of([shapely.Point(WEST + 395, SOUTH + 150)], ["Sông Bằng"])
    (label,) = letters([layer], VIEW, (800, 600))
    assert label.box[2] < 790
    assert_inside([label])


def test_a_river_that_leaves_the_sheet_is_named_where_it_is_seen():
    line = shapely.LineString([(WEST + 200, SOUTH + 150), (WEST + 5000, SOUTH + 150)])
    (label,) = letters([layer_of([line], ["Sông Bằng"])], VIEW, (800, 600))
    assert 400 < label.box[0] < label.box[2] <= 800


def test_a_zone_half_outside_is_named_in_its_seen_half():
    zone = shapely.box(WEST + 300, SOUTH, WEST + 2000, SOUTH + 300)
    (label,) = letters([layer_of([zone], ["50 m"])], VIEW, (800, 600))
    middle = (label.box[0] + label.box[2]) / 2
    assert middle == pytest.approx(700, abs=5)


def test_a_turned_layer_lies_as_the_turned_page_shows_it():
    place = Place(Box(0, 0, 100, 100), (WEST, SOUTH), 1000, turn=30.0)
    points = [shapely.Point(*place.ground(x, y)) for x, y in ((10, 20), (80, 70))]
    moved = turned(layer_of(points, ["a", "b"]), place)
    upright = Place(place.frame, place.centre, place.scale)
    order = np.argsort(moved.geometry.points.rows)
    coords = moved.geometry.points.paths.coords[order]
    assert [upright.page(*xy) for xy in coords.tolist()] == [
        pytest.approx((10, 20), abs=1e-4),
        pytest.approx((80, 70), abs=1e-4),
    ]
