"""Parcels cut by a straight piece of a zone's edge, against outlines laid over each other."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.analysis.chords import areas_left_of, passing
from planviewer.analysis.cutting import area_left, inside

AWAY = np.array([541_000.0, 2_515_000.0])
"""Coordinates as large as real ones: sums over them lose digits that sums near 0 keep."""


def parcels(rng, count=900):
    """Uneven parcels: boxes, slanted ones, some with a hole, some in two parts."""
    places = rng.uniform(0, 1000, (count, 1, 2))
    angle = np.sort(rng.uniform(0, 2 * np.pi, (count, 7)), axis=1)
    reach = rng.uniform(4, 40, (count, 7))
    corners = places + reach[..., None] * np.stack((np.cos(angle), np.sin(angle)), axis=-1)
    shapes = shapely.polygons(corners + AWAY)
    shapes = shapes[shapely.is_valid(shapes)]
    shapes[::9] = shapely.difference(shapes[::9], shapely.buffer(shapely.centroid(shapes[::9]), 2))
    shapes[1::11] = shapely.difference(
        shapes[1::11], shapely.buffer(shapely.boundary(shapely.envelope(shapes[1::11])), 3)
    )
    return shapes[shapely.get_dimensions(shapes) == 2]


def zone(rng):
    points = shapely.MultiPoint(rng.uniform(100, 900, (rng.integers(3, 9), 2)) + AWAY)
    whole = shapely.convex_hull(points)
    if rng.random() < 0.6:
        whole = whole.difference(shapely.box(*(AWAY + 400), *(AWAY + 560)))
    if rng.random() < 0.5:
        whole = whole.union(shapely.Point(*(AWAY + rng.uniform(100, 900, 2))).buffer(90, 4))
    return whole


@pytest.mark.parametrize("seed", range(25))
def test_the_shares_are_those_of_the_overlay(seed):
    rng = np.random.default_rng(seed)
    shapes, area_of_zone = parcels(rng), zone(rng)
    tree, area = shapely.STRtree(shapes), shapely.area(shapes)
    found = inside(tree, area, area_of_zone)
    expected = shapely.area(shapely.intersection(shapes, area_of_zone))
    assert np.abs(found.area - expected).max() < 1e-5
    assert (found.area[found.whole] == area[found.whole]).all()
    left = area_left(shapes, area, [found])
    assert np.abs(left + found.area - area).max() < 1e-5
    by_line = passing(tree, area_of_zone).parcel
    assert len(by_line) > 3
    assert (np.isfinite(found.left) == np.isin(np.arange(len(shapes)), by_line)).all()


@pytest.mark.parametrize("seed", range(6))
def test_several_zones_take_what_their_union_takes(seed):
    rng = np.random.default_rng(100 + seed)
    shapes, zones = parcels(rng), [zone(rng), zone(rng)]
    tree, area = shapely.STRtree(shapes), shapely.area(shapes)
    left = area_left(shapes, area, [inside(tree, area, one) for one in zones])
    union = shapely.union_all(zones)
    assert np.abs(left - shapely.area(shapely.difference(shapes, union))).max() < 1e-5


@given(
    x=st.floats(-50, 50), y=st.floats(-50, 50), angle=st.floats(0, 6.28), turn=st.floats(0, 6.28)
)
def test_the_two_sides_of_a_line_make_the_whole(x, y, angle, turn):
    star = np.array([0, 1, 2, 3, 4, 5, 6, 7]) * np.pi / 4 + turn
    reach = np.array([30.0, 4, 25, 6, 30, 4, 28, 5])  # not convex: a line cuts several arms
    shape = shapely.Polygon(reach[:, None] * np.column_stack((np.cos(star), np.sin(star))) + AWAY)
    start = np.array([[x, y]]) + AWAY
    along = np.array([[np.cos(angle), np.sin(angle)]])
    shapes = np.array([shape], dtype=object)
    one, other = areas_left_of(shapes, start, along), areas_left_of(shapes, start, -along)
    assert one[0] + other[0] == pytest.approx(shape.area, abs=1e-6)
    far = np.vstack((start + 500 * along, start - 500 * along))
    side = np.array([-along[0, 1], along[0, 0]]) * 500
    half = shapely.Polygon(np.vstack((far, far[::-1] + side)))
    assert one[0] == pytest.approx(shapely.intersection(shape, half).area, abs=1e-6)


def test_an_edge_along_a_parcels_own_edge_takes_nothing_of_it_or_all():
    beside, within = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    tree = shapely.STRtree([beside, within])
    found = inside(tree, np.array([100.0, 100.0]), shapely.box(10, -50, 90, 50))
    assert found.area.tolist() == [0.0, 100.0]
