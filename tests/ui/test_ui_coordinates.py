import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer import i18n
from planviewer.app.coordinate_words import degrees_minutes
from planviewer.ui.coordinates import parse_angle, parse_metres
from planviewer.ui.place_check import (
    EASTING,
    NORTHING,
    check_degrees,
    check_metres,
    pair_in_degrees,
    pair_in_metres,
    place_lines,
)

PLAN = "EPSG:9210"
HOME = (106.1385, 22.7165, 106.1745, 22.7565)


@pytest.mark.parametrize(
    "text",
    [
        "2515367.14",
        "2515367,14",
        "2.515.367,14",
        "2,515,367.14",
        "2 515 367,14",
        "2 515 367.14 m",
        "2'515'367.14",
        "+2515367.14",
        "X=2515367.14",
        "X: 2.515.367,14 m",
        "N 2515367.14",
    ],
)
def test_metres_are_read_in_every_notation(text):
    assert parse_metres(text) == pytest.approx(2515367.14)


def test_a_single_group_is_a_group_not_a_fraction():
    assert parse_metres("541.110") == parse_metres("541,110") == 541110
    assert parse_metres("541109.123") == pytest.approx(541109.123)


@pytest.mark.parametrize(
    "text", ["", "x", "1.2.3", "12,34,56", "1e5", "nan", "inf", "1.234,567,89", "--1"]
)
def test_what_is_no_number_is_refused(text):
    assert parse_metres(text) is None


@given(st.floats(1000, 3e6), st.sampled_from(["vi", "en"]))
def test_metres_we_write_are_metres_we_read(value, language):
    i18n.install(language)
    assert parse_metres(i18n.number(value, 2)) == pytest.approx(value, abs=0.0051)


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("22.73738", 22.73738, None),
        ("22,73738°", 22.73738, None),
        ("22°44'14.568\"N", 22.73738, "lat"),
        ("N 22 44 14,568", 22.73738, "lat"),
        ("22° 44′ 14.568″ B", 22.73738, "lat"),
        ("106°09'07.776\"E", 106.15216, "lon"),
        ("106 9.1296", 106.15216, None),
        ("-22.5", -22.5, None),
        ("22.5S", -22.5, "lat"),
    ],
)
def test_angles_are_read_in_every_notation(text, degrees, axis):
    angle = parse_angle(text)
    assert angle.degrees == pytest.approx(degrees, abs=1e-7)
    assert angle.axis == axis


@pytest.mark.parametrize(
    "text", ["", "N", "22°60'", "22.5°30'", "22 44 61", "a22", "22,7,3", "-22S"]
)
def test_what_is_no_angle_is_refused(text):
    assert parse_angle(text) is None


@given(st.floats(-179.9, 179.9))
def test_dms_we_write_are_dms_we_read(degrees):
    assert parse_angle(degrees_minutes(degrees, "lon")).degrees == pytest.approx(degrees, abs=2e-6)


def test_seconds_never_reach_sixty():
    assert degrees_minutes(22.99999999, "lat") == "23°00'00.00\"N"


def test_the_check_point_converts_to_the_centimetre():
    place = check_degrees("22.73738", "106.15216", PLAN, HOME).place
    assert (place.easting, place.northing) == pytest.approx((541109.98, 2515367.14), abs=0.01)
    back = check_metres("2515367.14", "541109.98", PLAN, HOME)
    assert back.level == "good"
    assert (back.place.lat, back.place.lon) == pytest.approx((22.73738, 106.15216), abs=1e-7)


@pytest.mark.parametrize(
    "verdict",
    [
        lambda: check_metres("541109.98", "2515367.14", PLAN, HOME),
        lambda: check_degrees("106.15216", "22.73738", PLAN, HOME),
        lambda: check_degrees("106°09'07.8\"E", "22°44'14.6\"N", PLAN, HOME),
    ],
)
def test_swapped_values_are_recognised_and_said(verdict):
    said = verdict()
    assert said.swapped
    assert said.place is None
    assert "swapped" in said.words


@pytest.mark.parametrize(
    ("x", "y", "part"),
    [
        ("abc", "541109", "X cannot be read"),
        ("2515367", "abc", "Y cannot be read"),
        ("25153671", "541109", "X = 25,153,671"),
        ("2515367", "54110", "Y = 54,110"),
    ],
)
def test_a_slip_of_the_pen_is_named(x, y, part):
    said = check_metres(x, y, PLAN, HOME)
    assert said.level == "error"
    assert part in said.words


def test_a_far_place_is_questioned_and_not_refused():
    said = check_degrees("21.03", "105.85", PLAN, HOME)
    assert said.level == "warning"
    assert said.place is not None
    assert "km" in said.words


@pytest.mark.parametrize(
    "text",
    [
        "2515367.14 541109.98",
        "2515367.14, 541109.98",
        "2515367.14,541109.98",
        "2515367,14; 541109,98",
        "2 515 367,14 541 109,98",
        "2.515.367,14 / 541.109,98",
        "X = 2515367.14 Y = 541109.98",
        "X=2515367.14\tY=541109.98",
        " 2515367.14 m\u00a0541109.98 m ",
    ],
)
def test_a_pair_in_metres_is_parted(text):
    assert [*map(parse_metres, pair_in_metres(text))] == pytest.approx([2515367.14, 541109.98])


@pytest.mark.parametrize(
    "text",
    [
        "22.73738, 106.15216",
        "22.73738 106.15216",
        "22,73738 106,15216",
        "22,73738,106,15216",
        "22.73738;106.15216",
        "22°44'14.568\"N 106°09'07.776\"E",
        "N 22 44 14.568 E 106 9 7.776",
        "22 44 14.568 106 9 7.776",
    ],
)
def test_a_pair_in_degrees_is_parted(text):
    degrees = [parse_angle(part).degrees for part in pair_in_degrees(text)]
    assert degrees == pytest.approx([22.73738, 106.15216])


def test_a_pair_the_other_way_round_keeps_its_order_to_be_questioned():
    pair = pair_in_metres("541109.98 2515367.14")
    assert pair == ("541109.98", "2515367.14")
    assert check_metres(*pair, PLAN, HOME).swapped


@pytest.mark.parametrize("text", ["", "2515367.14", "2 515 367,14", "2515367.14 5411", "a b"])
def test_what_is_not_two_places_is_not_parted(text):
    assert pair_in_metres(text) is None
    assert pair_in_degrees(text) is None


@given(
    st.floats(*NORTHING), st.floats(*EASTING), st.sampled_from(["vi", "en"]),
    st.sampled_from([" ", "; ", "\t", " / "]),
)  # fmt: skip
def test_a_pair_we_write_is_a_pair_we_part(northing, easting, language, between):
    i18n.install(language)
    words = [i18n.number(value, 2) for value in (northing, easting)]
    assert [*map(parse_metres, pair_in_metres(between.join(words)))] == [*map(parse_metres, words)]


def test_one_field_that_cannot_be_read_is_said_at_once():
    assert check_metres("abc", "", PLAN, HOME).level == "error"
    assert "Longitude" in check_degrees("", "abc", PLAN, HOME).words


def test_nothing_typed_is_nothing_wrong():
    assert check_metres("", "541109", PLAN, HOME).level == "empty"
    assert check_degrees("22", " ", PLAN, None).level == "empty"


def test_an_unknown_plan_system_is_said_in_words():
    said = check_metres("2515367.14", "541109.98", "EPSG:999999", None)
    assert said.level == "error"
    assert "EPSG:999999" in said.words


def test_a_place_is_told_in_both_systems():
    lines = place_lines(check_metres("2515367.14", "541109.98", PLAN, HOME).place, PLAN)
    assert lines[0].endswith("X 2,515,367.14 (N)   Y 541,109.98 (E)")
    assert "22.737380," in lines[1]
    assert lines[2] == "22°44'14.57\"N  106°09'07.78\"E"
