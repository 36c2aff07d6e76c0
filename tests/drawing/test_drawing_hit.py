"""Answers to "what is here?" equal those of shapely asked feature by feature."""

import geopandas as gpd
import make_parcels as make
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.drawing.hit import Hit, hit, select, within
from planviewer.drawing.layer import DrawLayer
from planviewer.model.style import SingleStyle, Symbol

CRS = "EPSG:9210"
X, Y = make.CENTRE
STYLE = SingleStyle(symbol=Symbol(fill="#cccccc"))


def built(frame):
    return DrawLayer.build("a", frame, STYLE, CRS)


def rings():
    """Return polygons with holes, in parts, overlapping."""
    discs = [shapely.Point(X + 30 * k, Y + 17 * (k % 7)).buffer(40) for k in range(40)]
    holed = [d - shapely.Point(d.centroid.x + 5, d.centroid.y).buffer(12) for d in discs]
    pairs = [a | shapely.affinity.translate(a, 0, 200) for a in holed]
    return gpd.GeoDataFrame(geometry=pairs, crs=CRS)


FRAMES = {
    "parcels": make.parcels(900),
    "rings": rings(),
    "roads": make.roads(900),
    "points": make.points(300, 900),
}
LAYERS = {name: built(frame) for name, frame in FRAMES.items()}
places = st.tuples(st.floats(-500, 1500), st.floats(-500, 500))


@pytest.mark.parametrize("name", FRAMES)
@settings(max_examples=60, deadline=None)
@given(place=places, tolerance=st.sampled_from([0.01, 2.0, 15.0]))
def test_hits_are_those_within_the_tolerance(name, place, tolerance):
    x, y = X + place[0], Y + place[1]
    distance = shapely.distance(FRAMES[name].geometry.to_numpy(), shapely.Point(x, y))
    found = {h.row for h in hit([LAYERS[name]], x, y, tolerance)}
    sure = set(np.flatnonzero(distance <= tolerance - 1e-6).tolist())
    possible = set(np.flatnonzero(distance <= tolerance + 1e-6).tolist())
    assert sure <= found <= possible


@pytest.mark.parametrize("name", FRAMES)
@settings(max_examples=40, deadline=None)
@given(a=places, b=places)
def test_a_rectangle_selects_what_it_touches(name, a, b):
    west, east = X + min(a[0], b[0]), X + max(a[0], b[0])
    south, north = Y + min(a[1], b[1]), Y + max(a[1], b[1])
    box = shapely.box(west, south, east, north)
    expected = np.flatnonzero(shapely.intersects(FRAMES[name].geometry.to_numpy(), box))
    assert within(LAYERS[name], (west, south, east, north)).tolist() == expected.tolist()


@settings(max_examples=30, deadline=None)
@given(corners=st.lists(places, min_size=3, max_size=6, unique=True))
def test_a_polygon_selects_what_it_touches(corners):
    area = shapely.convex_hull(shapely.MultiPoint([(X + dx, Y + dy) for dx, dy in corners]))
    for name, frame in FRAMES.items():
        expected = np.flatnonzero(shapely.intersects(frame.geometry.to_numpy(), area))
        assert select(LAYERS[name], area).tolist() == expected.tolist()


def test_the_topmost_comes_first():
    square = shapely.box(X, Y, X + 10, Y + 10)
    road = shapely.LineString([(X, Y + 5), (X + 10, Y + 5)])
    point = shapely.Point(X + 5, Y + 5)
    below = DrawLayer.build("below", gpd.GeoDataFrame(geometry=[square], crs=CRS), STYLE, CRS)
    mixed = gpd.GeoDataFrame(geometry=[point, road, square, square], crs=CRS)
    above = DrawLayer.build("above", mixed, STYLE, CRS)
    found = hit([below, above], X + 5, Y + 5, 1)
    assert found == [
        Hit("above", 0),
        Hit("above", 1),
        Hit("above", 3),
        Hit("above", 2),
        Hit("below", 0),
    ]


def test_what_is_not_seen_is_not_hit():
    frame = FRAMES["parcels"]
    centre = frame.geometry.iloc[100].representative_point()
    layer = LAYERS["parcels"]
    assert hit([layer], centre.x, centre.y, 0.1) == [Hit("a", 100)]
    assert hit([layer.with_look(visible=False)], centre.x, centre.y, 0.1) == []
    others = layer.only("selection", [101, 102], Symbol())
    assert hit([others], centre.x, centre.y, 0.1) == []
