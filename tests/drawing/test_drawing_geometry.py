"""Whatever a file contains, it becomes arrays or is left out; nothing stops the drawing."""

import geopandas as gpd
import make_parcels as make
import numpy as np
import pytest
import reference
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPainter
from shapely import wkt

from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.hit import hit, within
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.projection import project
from planviewer.drawing.view import View
from planviewer.model.crs import operation
from planviewer.model.style import SingleStyle, Symbol

ODD = [
    None,
    "POINT EMPTY",
    "POLYGON EMPTY",
    "GEOMETRYCOLLECTION EMPTY",
    "MULTIPOLYGON EMPTY",
    "POINT (nan nan)",
    "POINT (1e300 -1e300)",
    "LINESTRING (0 0, nan 5, 10 10)",
    "LINESTRING (0 0, 0 0)",
    "LINESTRING (-1e300 0, 1e300 0)",
    "LINESTRING (0 0, inf inf)",
    "POLYGON ((0 0, 10 0, nan nan, 0 10, 0 0))",
    "POLYGON ((0 0, 1e12 0, 1e12 1e12, 0 1e12, 0 0))",
    "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))",
    "POLYGON ((5 5, 5 5, 5 5, 5 5))",
    "POLYGON Z ((0 0 1, 10 0 2, 10 10 3, 0 0 1))",
    "MULTIPOLYGON (((0 0, 5 0, 5 5, 0 0)), EMPTY, ((6 6, 9 6, 9 9, 6 6)))",
    "MULTILINESTRING ((0 0, 5 5), EMPTY)",
    "MULTIPOINT (1 1, 2 2, 3 3)",
    "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 3 4), POINT EMPTY))",
    "LINEARRING (0 0, 4 0, 4 4, 0 0)",
]
STYLE = SingleStyle(
    symbol=Symbol(fill="#336699", fill_opacity=0.5, hatch="diagonal", dash=(1.0, 1.0))
)
VIEWS = [View((-5, -5, 15, 15), 64, 64), View((-1e7, -1e7, 1e7, 1e7), 64, 64)]


def odd_frame(crs="EPSG:9210"):
    with np.errstate(invalid="ignore"):
        shapes = [None if text is None else wkt.loads(text) for text in ODD]
    return gpd.GeoDataFrame(geometry=np.array(shapes, dtype=object), crs=crs)


@pytest.mark.parametrize("target", ["EPSG:9210", "EPSG:3857"])
@pytest.mark.parametrize("view", VIEWS)
def test_odd_geometry_is_drawn_without_complaint(target, view):
    layer = DrawLayer.build("odd", odd_frame(), STYLE, target)
    assert layer.feature_count == len(ODD)
    image = reference.blank(view)
    painter = QPainter(image)
    paint(painter, [layer], view)
    painter.end()
    assert reference.pixels(image).any() or target == "EPSG:3857"
    hit([layer], 1.0, 1.0, 100.0)
    within(layer, (-1e9, -1e9, 1e9, 1e9))


def test_degrees_at_the_pole_and_beyond_the_world_are_survived():
    world = shapely.box(-180, -90, 180, 90)
    frame = gpd.GeoDataFrame(geometry=[world, shapely.Point(500, 95)], crs="EPSG:4326")
    layer = DrawLayer.build("world", frame, STYLE, "EPSG:3857")
    assert [h.row for h in hit([layer], 11_816_000, 2_600_000, 1)] == [0]


def test_kinds_and_rows_are_kept():
    arrays = GeometryArrays.build(odd_frame().geometry.to_numpy())
    assert arrays.kinds == ("polygon", "line", "point")
    assert sorted(arrays.points.rows.tolist()) == [6, 18, 18, 18, 19]
    assert 19 in arrays.lines.rows
    assert sorted(arrays.polygons.rows.tolist()) == [11, 12, 13, 14, 15, 16, 16]


def test_nothing_at_all_is_a_layer_too():
    frame = gpd.GeoDataFrame(geometry=[], crs="EPSG:9210")
    layer = DrawLayer.build("nothing", frame, STYLE, "EPSG:3857")
    assert (layer.bounds, layer.kinds, layer.feature_count) == (None, (), 0)
    assert hit([layer], 0, 0, 1) == []
    assert within(layer, (0, 0, 1, 1)).tolist() == []


coordinate = st.floats(allow_nan=True, allow_infinity=True, width=64)


@settings(max_examples=60, deadline=None)
@given(points=st.lists(st.tuples(coordinate, coordinate), min_size=4, max_size=12))
def test_any_coordinates_are_drawn_without_complaint(points):
    with np.errstate(all="ignore"):
        ring = shapely.polygons(np.array([(0.0, 0.0), *points, (0.0, 0.0)]))
        line = shapely.linestrings(np.array(points))
    frame = gpd.GeoDataFrame(geometry=[ring, line], crs="EPSG:9210")
    layer = DrawLayer.build("any", frame, STYLE, "EPSG:9210")
    for view in VIEWS:
        painter = QPainter(image := reference.blank(view))
        paint(painter, [layer], view)
        painter.end()
        assert not image.isNull()


def test_areas_and_lengths_are_those_of_shapely():
    frame = make.parcels(500)
    shapes = GeometryArrays.build(frame.geometry.to_numpy()).polygons
    assert shapes.areas == pytest.approx(frame.area.to_numpy()[shapes.rows], abs=1e-4)
    assert shapes.lengths == pytest.approx(frame.length.to_numpy()[shapes.rows], abs=1e-6)
    assert shapes.bounds == pytest.approx(frame.bounds.to_numpy()[shapes.rows])


@pytest.mark.parametrize(
    ("source", "low", "high"),
    [
        ("EPSG:9210", (500_000, 2_450_000), (580_000, 2_550_000)),
        ("EPSG:4326", (105.0, 21.0), (107.0, 23.5)),
        ("EPSG:3405", (400_000, 1_000_000), (700_000, 2_500_000)),
        ("EPSG:4326", (-180.0, -80.0), (180.0, 80.0)),
    ],
)
def test_fast_projection_is_right_to_a_tenth_of_a_millimetre(source, low, high):
    change = operation(source, "EPSG:3857")
    random = np.random.default_rng(7)
    coords = random.uniform(low, high, (30_000, 2))
    assert np.abs(project(coords, change.points) - change.points(coords)).max() < 1e-4
