import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from planviewer import i18n
from planviewer.analysis.chainage import (
    format_chainage,
    parse_chainage,
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
