"""Neighbours lie together in the arrays: as the file has them, or sorted where it has no order."""

import make_parcels as make
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.drawing.geometry import GeometryArrays

COUNT = 6_000
PARCELS = make.parcels(COUNT).geometry.to_numpy()
SHUFFLED = np.random.default_rng(7).permutation(COUNT)
LAYERS = {
    "as surveyed": (PARCELS, GeometryArrays.build(PARCELS).polygons),
    "shuffled": (PARCELS[SHUFFLED], GeometryArrays.build(PARCELS[SHUFFLED]).polygons),
}
shares = st.floats(-0.1, 1.1)


def test_a_cadastre_stays_in_the_order_of_its_file():
    shapes = LAYERS["as surveyed"][1]
    assert shapes.rows.tolist() == list(range(COUNT))
    assert shapes.index.is_tight


def test_parcels_in_no_order_are_sorted():
    shapes = LAYERS["shuffled"][1]
    assert shapes.rows.tolist() != list(range(COUNT))
    assert sorted(shapes.rows.tolist()) == list(range(COUNT))
    assert shapes.index.is_tight


@pytest.mark.parametrize("name", LAYERS)
def test_every_row_keeps_its_own_measures(name):
    geometries, shapes = LAYERS[name]
    areas = [geometry.area for geometry in geometries[shapes.rows]]
    np.testing.assert_allclose(shapes.areas, areas, rtol=1e-9)
    bounds = [geometry.bounds for geometry in geometries[shapes.rows]]
    np.testing.assert_array_equal(shapes.bounds, bounds)


@pytest.mark.parametrize("name", LAYERS)
@settings(max_examples=40, deadline=None)
@given(a=st.tuples(shares, shares), b=st.tuples(shares, shares))
def test_a_search_finds_what_touches_in_any_order(name, a, b):
    _, shapes = LAYERS[name]
    west, south, east, north = shapes.extent
    xs = sorted(west + x * (east - west) for x in (a[0], b[0]))
    ys = sorted(south + y * (north - south) for y in (a[1], b[1]))
    found = shapes.index.query((xs[0], ys[0], xs[1], ys[1]))
    low, high = shapes.bounds[:, :2], shapes.bounds[:, 2:]
    touches = (low <= (xs[1], ys[1])).all(axis=1) & (high >= (xs[0], ys[0])).all(axis=1)
    assert found.tolist() == np.flatnonzero(touches).tolist()
