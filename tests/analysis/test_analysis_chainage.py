import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from planviewer import i18n
from planviewer.analysis.chainage import (
    chainage_at,
    format_chainage,
    parse_chainage,
    part_of_line,
    point_at,
)
from planviewer.errors import ChainageInvalid

BEND = LineString([(0, 0), (100, 0), (100, 100)])


@pytest.fixture
def vietnamese():
    i18n.install("vi")


@pytest.mark.parametrize(
    ("metres", "text"),
    [(100, "Km0+100"), (1234.5, "Km1+234.5"), (0, "Km0+000"), (999.96, "Km1+000"), (5, "Km0+005")],
)
def test_chainages_are_written_as_on_road_papers(metres, text):
    assert format_chainage(metres) == text


@pytest.mark.usefixtures("vietnamese")
def test_vietnamese_writes_a_comma():
    assert format_chainage(1234.5) == "Km1+234,5"


@given(st.integers(min_value=0, max_value=9_999_999))
def test_what_is_written_is_read_back(decimetres):
    assert parse_chainage(format_chainage(decimetres / 10)) == pytest.approx(decimetres / 10)


@pytest.mark.parametrize("text", ["", "100", "Km0", "Km0+1000", "Km-1+100", "K0+100", "Km0+1e2"])
def test_what_is_no_chainage_is_refused(text):
    with pytest.raises(ChainageInvalid, match="is not a chainage"):
        parse_chainage(text)


def test_a_comma_and_spaces_are_read():
    assert parse_chainage(" km 1 + 234,5 ") == 1234.5


@given(st.floats(min_value=0, max_value=200))
def test_a_point_at_a_chainage_is_found_there(chainage):
    assert chainage_at(BEND, point_at(BEND, chainage)) == pytest.approx(chainage, abs=1e-9)


def test_the_nearest_place_on_the_line_gives_the_chainage():
    assert chainage_at(BEND, Point(130, 40)) == 140


def test_a_part_keeps_the_direction_and_the_bend():
    assert part_of_line(BEND, 50, 150) == LineString([(50, 0), (100, 0), (100, 50)])


@pytest.mark.parametrize(("start", "stop"), [(50, 50), (60, 40), (0, 201), (-1, 5)])
def test_a_part_outside_the_line_is_refused(start, stop):
    with pytest.raises(ChainageInvalid):
        part_of_line(BEND, start, stop)
