"""Strips follow the road and join; tiles cover the area; cadastral numbers follow the circular."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.errors import SheetSeriesTooLong
from planviewer.sheets import strips, tiling
from planviewer.sheets.page import Box
from planviewer.sheets.place import Place

FRAME = (185.0, 147.0)
bends = st.lists(st.tuples(st.floats(60, 400), st.floats(-70, 70)), min_size=1, max_size=12)


def road(steps):
    x, y, bearing = 541_000.0, 2_515_000.0, 40.0
    line = [(x, y)]
    for length, bend in steps:
        bearing += bend
        x += length * math.sin(math.radians(bearing))
        y += length * math.cos(math.radians(bearing))
        line.append((x, y))
    return np.array(line)


@settings(max_examples=60)
@given(bends, st.sampled_from([500, 1000, 2000, 5000]), st.booleans())
def test_strips_hold_the_whole_road_and_follow_each_other(steps, scale, upward):
    line = road(steps)
    frame = FRAME[::-1] if upward else FRAME
    cut = strips.strips(line, frame, scale)
    whole = shapely.LineString(line)
    assert cut[0].from_m == 0
    assert cut[-1].to_m == pytest.approx(whole.length)
    assert all(one.to_m == other.from_m for one, other in pairwise(cut))
    for strip in cut:
        place = Place(Box(0, 0, *frame), strip.centre, scale, strip.turn)
        seen = shapely.ops.substring(whole, strip.from_m, strip.to_m)
        assert place.area.buffer(0.01).contains(seen)
        start, stop = place.page(*strip.start), place.page(*strip.stop)
        if math.dist(start, stop) > 1:
            assert stop[1] < start[1] if upward else stop[0] > start[0]


def test_neighbours_share_their_match_line():
    cut = strips.strips(road([(300, 0), (300, 30), (300, 20)]), FRAME, 1000)
    assert len(cut) > 3
    for one, other in pairwise(cut):
        start, stop = strips.match_line(one, other, 100.0)
        line = shapely.LineString([start, stop])
        assert line.distance(shapely.Point(one.stop)) < 1e-6
        assert one.stop == pytest.approx(other.start)
        along = np.subtract(stop, start)
        for strip in (one, other):
            angle = abs(np.dot(along, strip.heading)) / np.hypot(*along)
            assert angle < math.sin(math.radians(31))


def test_a_road_too_long_for_the_scale_is_refused():
    with pytest.raises(SheetSeriesTooLong, match="300"):
        strips.strips(np.array([(0.0, 0.0), (200_000.0, 0.0)]), FRAME, 500)


@given(st.floats(10, 9000), st.floats(10, 9000), st.sampled_from([1000, 2000, 5000, 10_000]))
def test_a_grid_covers_its_area_without_overlap(width, height, scale):
    area = (540_000.0, 2_514_000.0, 540_000.0 + width, 2_514_000.0 + height)
    wide, tall = ((side - 2 * tiling.OVERLAP_MM) * scale / 1000 for side in FRAME)
    if math.ceil(width / wide) * math.ceil(height / tall) > tiling.MOST_SHEETS:
        with pytest.raises(SheetSeriesTooLong):
            tiling.grid(area, FRAME, scale)
        return
    tiles = [shapely.box(*tile.bounds) for tile in tiling.grid(area, FRAME, scale)]
    assert shapely.union_all(tiles).buffer(0.01).contains(shapely.box(*area))
    assert sum(tile.area for tile in tiles) == pytest.approx(shapely.union_all(tiles).area)


# The example of Vietnamese textbooks on the division, X = 1728 km, Y = 494 km.
@pytest.mark.parametrize(
    ("left", "top", "division", "number"),
    [
        (494_000, 1_728_000, 10_000, "10-728494"),
        (497_000, 1_725_000, 5_000, "725497"),
        (497_000, 1_725_000, 2_000, "725497-1"),
        (499_000, 1_724_000, 2_000, "725497-6"),
        (499_500, 1_723_500, 1_000, "725497-6-d"),
        (499_000, 1_724_000, 500, "725497-6-(1)"),
        (499_750, 1_723_250, 500, "725497-6-(16)"),
        (499_900, 1_723_100, 200, "725497-6-100"),
    ],
)
def test_cadastral_numbers(left, top, division, number):
    assert tiling.sheet_number(left, top, division) == number


@pytest.mark.parametrize("division", tiling.DIVISIONS)
def test_every_cadastral_sheet_lies_in_the_one_above_it(division):
    point = (541_109.98, 2_515_367.14)
    tiny = (*point, point[0] + 0.01, point[1] + 0.01)
    (tile,) = tiling.cadastral(tiny, division)
    assert shapely.box(*tile.bounds).contains(shapely.Point(point))
    (larger,) = tiling.cadastral(tiny, 10_000)
    assert shapely.box(*larger.bounds).covers(shapely.box(*tile.bounds))
    assert (larger.bounds[0] - 500_000) % 6000 == 0
    assert larger.bounds[3] % 6000 == 0


def test_cadastral_sheets_are_named_once_and_cover_the_area():
    area = (540_100.0, 2_513_700.0, 542_900.0, 2_517_200.0)
    tiles = tiling.cadastral(area, 1000)
    assert len({tile.name for tile in tiles}) == len(tiles)
    assert shapely.union_all([shapely.box(*t.bounds) for t in tiles]).contains(shapely.box(*area))
    pairs = {(one, other) for one, other, _ in tiling.neighbours(tiles)}
    assert all((other, one) in pairs for one, other in pairs)
