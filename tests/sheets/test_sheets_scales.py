"""Scales and round steps."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planviewer.sheets import scales
from planviewer.sheets.furniture.scale_block import bar_step

sides = st.floats(0.1, 8000)
frames = st.tuples(st.floats(100, 1100), st.floats(100, 1100))


@given(sides, sides, frames)
def test_best_scale_shows_everything_and_the_next_larger_would_not(width, height, frame):
    bounds = (540000.0, 2515000.0, 540000.0 + width, 2515000.0 + height)
    best = scales.fitting_scale(bounds, frame)
    assume(best in scales.STANDARD_SCALES)
    shown = scales.ground_size(frame, best)
    assert shown[0] >= width - 1e-3
    assert shown[1] >= height - 1e-3
    position = scales.STANDARD_SCALES.index(best)
    if position:
        shown = scales.ground_size(frame, scales.STANDARD_SCALES[position - 1])
        assert shown[0] < width + 1e-3 or shown[1] < height + 1e-3


@given(st.floats(50, 100_000), st.floats(15, 300))
def test_bar_is_round_and_fits_its_room(scale, room):
    step = bar_step(scale, room)
    assert 4 * step / scale * 1000 <= room * (1 + 1e-6)
    assert 4 * step / scale * 1000 >= room / 2.01
    mantissa = float(f"{step:e}".split("e", maxsplit=1)[0])
    assert mantissa in {1.0, 2.0, 2.5, 5.0}


def test_frame_bounds_are_exact():
    bounds = scales.bounds_around((541_000.0, 2_515_000.0), (200.0, 100.0), 2000)
    assert bounds == (540_800.0, 2_514_900.0, 541_200.0, 2_515_100.0)


@pytest.mark.parametrize(("scale", "step"), [(500, 20), (2000, 100), (10000, 500), (25000, 1000)])
def test_grid_lines_lie_on_round_coordinates_not_too_close(scale, step):
    assert scales.grid_step(scale, 34.0) == step


def test_bounds_larger_than_any_standard_scale_get_the_next_round_one():
    bounds = (400_000.0, 2_400_000.0, 500_000.0, 2_500_000.0)
    fitting = scales.fitting_scale(bounds, (200.0, 150.0))
    assert fitting == 1_000_000
    assert scales.ground_size((200.0, 150.0), fitting)[1] >= 100_000
