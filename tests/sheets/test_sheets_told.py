"""What is written and drawn beside the map: north, scale, number, code, who and on what basis."""

from __future__ import annotations

import math
import re

import pytest
import segno
import sheets_demo as demo
from hypothesis import given
from hypothesis import strategies as st
from sheets_demo import texts

from planviewer.model.crs import WGS84, operation
from planviewer.model.text import Text
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.compose import compose
from planviewer.sheets.furniture.north_arrow import arrow, declination_text
from planviewer.sheets.furniture.qr import map_link
from planviewer.sheets.furniture.scale_block import BLOCKS, bar_step, scale_block
from planviewer.sheets.look import INK, PAPER, Look
from planviewer.sheets.marks import CodeMark, ShapeMark, TextMark
from planviewer.sheets.page import Box, Paper
from planviewer.sheets.request import ALL_PARTS, PageNumber
from planviewer.sheets.scales import STANDARD_SCALES

ROOM = Box(10.0, 20.0, 30.0, 40.0)
turns = st.floats(-180, 180)


def bearing(point):
    """Return the bearing of a point seen from the middle of the arrow, up is 0."""
    x, y = point[0] - ROOM.centre[0], point[1] - ROOM.centre[1]
    return math.degrees(math.atan2(x, -y))


def apart(one, other):
    return abs((one - other + 180) % 360 - 180)


@given(turns)
def test_the_needle_points_to_grid_north_however_the_map_is_turned(turn):
    needle, other, *_ = [m for m in arrow(ROOM, None, turn, Look()) if isinstance(m, ShapeMark)]
    assert needle.points[0] == other.points[0]
    assert apart(bearing(needle.points[0]), -turn) < 1e-6


@given(turns, st.floats(0.01, 3.0), st.sampled_from((-1, 1)))
def test_true_north_stands_on_its_own_side_of_grid_north(turn, angle, side):
    marks = [m for m in arrow(ROOM, side * angle, turn, Look()) if isinstance(m, ShapeMark)]
    foot, head = marks[2].points
    assert math.dist(head, ROOM.centre) > math.dist(foot, ROOM.centre)
    turned = (bearing(head) + turn + 180) % 360 - 180
    assert turned * -side > 0  # where grid north lies east of true north, that lies west


def test_without_a_difference_there_is_no_second_north():
    assert len([m for m in arrow(ROOM, 0.0, 0.0, Look()) if isinstance(m, ShapeMark)]) == 2


def test_the_difference_of_the_norths_is_that_of_the_place(plan):
    sheet = compose(demo.bundled_request(plan))
    lon, lat = operation(plan.crs, WGS84).point(*sheet.ground.centre)
    # near the central meridian: (longitude - meridian) * sin(latitude)
    seconds = (lon - 105.75) * math.sin(math.radians(lat)) * 3600
    text = " ".join(texts(sheet))
    degrees, minutes, rest = re.search(r"lies (\d+)\D+(\d+)\D+(\d+)\S west", text).groups()
    told = int(degrees) * 3600 + int(minutes) * 60 + int(rest)
    assert told == pytest.approx(seconds, abs=15)
    assert "east of it" in declination_text(-0.1)
    assert declination_text(None) == "Grid north"


@pytest.mark.parametrize("scale", STANDARD_SCALES)
def test_the_bar_is_as_long_as_it_says_and_the_scale_is_written_out(scale):
    marks = scale_block(float(scale), 0.15, 80.0, Look()).marks
    bars = [
        m for m in marks if isinstance(m, ShapeMark) and m.fill in {INK, PAPER} and m.width == 0.2
    ]
    assert len(bars) == BLOCKS
    left, right = min(m.box.x for m in bars), max(m.box.right for m in bars)
    texts = [m.text for m in marks if isinstance(m, TextMark)]
    unit = next(t for t in texts if t in {"m", "km"})
    figures = [float(t.replace(",", "")) for t in texts if re.fullmatch(r"[0-9,.]+", t)]
    metres = max(figures) * (1000 if unit == "km" else 1)
    assert (right - left) / 1000 * scale == pytest.approx(metres, rel=1e-6)
    assert f"Scale 1:{scale:,}" in texts


def test_scales_from_one_in_200_to_one_in_50_000_are_offered_in_order():
    assert STANDARD_SCALES[0] == 200
    assert STANDARD_SCALES[-1] == 50_000
    assert {500, 1000, 2000, 5000, 10_000, 25_000} < set(STANDARD_SCALES)
    assert list(STANDARD_SCALES) == sorted(STANDARD_SCALES)
    assert bar_step(200.0, 60.0) > 0


def test_a_sheet_of_a_series_says_which_it_is(plan):
    request = demo.bundled_request(plan, page=PageNumber(number=3, total=12))
    assert "Sheet 3 of 12" in texts(compose(request))
    index = demo.bundled_request(plan, page=PageNumber(number=0, total=12))
    assert "Index of 12 sheets" in texts(compose(index))


def test_the_code_may_hold_the_address_of_a_map(plan):
    content = map_link(106.15216, 22.73738)
    assert "mlat=22.73738&mlon=106.15216" in content
    sheet = compose(demo.bundled_request(plan, qr=content))
    (square,) = [m for b in sheet.layout.blocks for m in b.marks if isinstance(m, CodeMark)]
    dark = sum(map(sum, segno.make_qr(content, error="m", boost_error=False).matrix))
    module = square.box.width / len(segno.make_qr(content, error="m", boost_error=False).matrix)
    drawn = sum((run.right - run.x) / module for run in square.runs)
    assert drawn == pytest.approx(dark)


def test_what_heads_signs_and_backs_a_sheet_is_written_on_it(plan):
    block = TitleBlock(checked_by="Hoàng Văn Bế", approved_by="Lương Thị Mai")
    request = demo.bundled_request(
        plan, parts=ALL_PARTS, title_block=block, subtitle=Text(vi="phụ", en="for the site visit")
    )
    said = texts(compose(request))
    assert {"Hoàng Văn Bế", "Lương Thị Mai"} <= set(said)
    assert any("for the site visit" in text for text in said)
    large = texts(compose(request.model_copy(update={"paper": Paper.A1})), "sources")
    stated = [text for text in large if text.startswith("schematic")]
    assert len(stated) == len(request.sources)
