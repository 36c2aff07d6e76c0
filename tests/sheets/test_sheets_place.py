"""A turned page: millimetres and coordinates lead to each other, and lengths stay."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer.sheets.page import Box
from planviewer.sheets.place import Place

places = st.builds(
    Place,
    frame=st.builds(
        Box, st.floats(0, 50), st.floats(0, 50), st.floats(50, 900), st.floats(50, 900)
    ),
    centre=st.tuples(st.floats(400_000, 600_000), st.floats(1e6, 2.6e6)),
    scale=st.integers(200, 50_000),
    turn=st.floats(-180, 180),
)


@given(places, st.floats(0, 900), st.floats(0, 900))
def test_a_point_of_the_page_comes_back_to_it(place, x, y):
    assert place.page(*place.ground(x, y)) == pytest.approx((x, y), abs=1e-4)


@given(places)
def test_lengths_are_those_of_the_scale(place):
    one, other = place.ground(10, 20), place.ground(110, 20)
    assert math.dist(one, other) == pytest.approx(0.1 * place.scale, abs=1e-4)


@given(places)
def test_turned_back_the_frame_is_upright(place):
    west, south, east, north = place.upright
    back = place.turned_back(np.array(place.corners))
    expected = [(west, south), (west, north), (east, north), (east, south)]
    assert back == pytest.approx(np.array(expected), abs=1e-3)


def test_a_quarter_turn_has_east_on_top():
    place = Place(Box(0, 0, 100, 50), (541_000.0, 2_515_000.0), 1000, turn=90.0)
    assert place.ground(50, 0) == pytest.approx((541_025.0, 2_515_000.0))
    assert place.bounds == pytest.approx((540_975.0, 2_514_950.0, 541_025.0, 2_515_050.0))
