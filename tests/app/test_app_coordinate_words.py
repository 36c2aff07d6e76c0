"""Coordinates are written as people here write them, in either language."""

import pytest

from planviewer import i18n
from planviewer.app.coordinate_words import (
    as_typed,
    degrees_minutes,
    latitude_longitude,
    northing_easting,
)

WORDS = {"N": "B", "S": "N", "E": "Đ", "W": "T"}


@pytest.fixture(params=["en", "vi"])
def language(request):
    vietnamese = request.param == "vi"
    i18n.install(request.param, (lambda _c, s, _x, _n: WORDS.get(s, s)) if vietnamese else None)
    return request.param


def test_letters_and_figures_follow_the_language(language):
    told = [
        northing_easting(2_515_367.14, 541_109.98),
        latitude_longitude(22.73738, 106.15216),
        degrees_minutes(22.73738, "lat"),
        as_typed(541109.98, 2),
    ]
    assert (
        told
        == {
            "en": [
                "X 2,515,367.14 (N)   Y 541,109.98 (E)",
                "22.737380, 106.152160",
                "22°44'14.57\"N",
                "541109.98",
            ],
            "vi": [
                "X 2.515.367,14 (B)   Y 541.109,98 (Đ)",
                "22,737380; 106,152160",
                "22°44'14,57\"B",
                "541109,98",
            ],
        }[language]
    )


def test_the_other_hemispheres_have_letters_too(language):
    south, west = degrees_minutes(-1.5, "lat"), degrees_minutes(-70.25, "lon")
    assert (south[-1], west[-1]) == (("S", "W") if language == "en" else ("N", "T"))


def test_what_is_not_known_is_a_dash():
    assert northing_easting(None, None) == "X – (N)   Y – (E)"
