"""Styles made from data, judged by the very function that the painter asks."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.app.ramps import RAMPS, ramp
from planviewer.app.styling import (
    MOST_CATEGORIES,
    SCHEMES,
    category_style,
    first_symbol,
    graduated_style,
    style_fields,
    with_symbol,
)
from planviewer.drawing.classes import as_text, classify, symbols_of
from planviewer.model.style import SingleStyle, Symbol

LAKE, DISTINCT = ramp("lake"), ramp("distinct")
reals = st.floats(allow_nan=False, allow_infinity=False, width=32)
texts = st.one_of(st.none(), st.text(max_size=4), st.sampled_from(["ONT", "LUC", "1", "1.0"]))
whole = st.one_of(st.none(), st.integers(-5, 5))


def frame_of(values):
    points = [shapely.Point(0, 0)] * len(values)
    return gpd.GeoDataFrame({"f": values}, geometry=points, crs="EPSG:9210")


def objects(values):
    return frame_of(np.array([*values, None], dtype=object)[:-1])


@settings(max_examples=80)
@given(values=st.one_of(st.lists(texts, max_size=30), st.lists(whole, max_size=30)))
def test_every_row_falls_in_the_category_of_its_value_and_nulls_in_other(values):
    frame = objects(values)
    style = category_style(frame, "f", DISTINCT)
    classes = classify(style, frame)
    other = len(style.categories)
    for value, number in zip(values, classes.tolist(), strict=True):
        if value is None:
            assert number == other
        else:
            found = style.categories[number].value
            assert found == as_text(value) or {found, as_text(value)} == {"1", "1.0"}


@settings(max_examples=80, deadline=None)
@given(
    values=st.lists(st.one_of(st.none(), reals), max_size=40),
    scheme=st.sampled_from(list(SCHEMES)),
    count=st.integers(1, 9),
)
def test_every_number_falls_in_exactly_one_class_and_nulls_in_other(values, scheme, count):
    frame = objects(values)
    style = graduated_style(frame, "f", scheme, count, LAKE)
    limits = [c.upper for c in style.classes]
    assert limits == [*sorted(set(limits[:-1])), *limits[-1:]]
    assert len(style.classes) <= count
    for value, number in zip(values, classify(style, frame).tolist(), strict=True):
        if value is None:
            assert number == len(style.classes)
            continue
        lows = [-np.inf, *limits[:-1]]
        highs = [*limits[:-1], np.inf]
        inside = [low < value <= high for low, high in zip(lows, highs, strict=True)]
        assert inside.count(True) == 1
        assert inside[number]


def test_the_limits_are_those_of_the_scheme():
    frame = frame_of([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 100])

    def limits(scheme, count):
        style = graduated_style(frame, "f", scheme, count, LAKE)
        return [c.upper for c in style.classes]

    assert limits("equal", 4) == [25, 50, 75, None]
    assert limits("quantiles", 2) == [4.5, None]
    assert limits("natural", 2) == [8, None]


def test_natural_breaks_of_much_data_are_the_same_each_time_and_found_at_the_gaps():
    random = np.random.default_rng(5)
    lumps = [random.normal(centre, 1, 20_000) for centre in (0, 50, 200)]
    frame = frame_of(np.concatenate(lumps))
    styles = [graduated_style(frame, "f", "natural", 3, LAKE) for _ in range(2)]
    assert styles[0] == styles[1]
    assert np.bincount(classify(styles[0], frame)).tolist() == [20_000] * 3


def test_labels_of_intervals_are_written_for_either_language():
    style = graduated_style(frame_of([0.0, 1250.5, 2501, 3751.5, 5002]), "f", "equal", 4, LAKE)
    assert [c.label.en for c in style.classes] == [
        "≤ 1,250",
        "1,250 – 2,501",
        "2,501 – 3,752",
        "> 3,752",
    ]
    assert style.classes[0].label.vi == "≤ 1.250"


def test_alike_missing_or_wordy_values_still_give_a_style():
    alike = graduated_style(frame_of([7.0, 7.0]), "f", "natural", 5, LAKE)
    assert [c.label.en for c in alike.classes] == ["all"]
    assert graduated_style(objects(["a", None]), "f", "equal", 5, LAKE).classes == ()
    assert graduated_style(frame_of([1.0]), "gone", "equal", 5, LAKE).classes == ()
    assert category_style(frame_of([1.0]), "gone", LAKE).categories == ()


def test_of_many_values_the_most_frequent_get_a_category_in_natural_order():
    values = [n for n in range(100) for _ in range(100 - n)]
    style = category_style(frame_of(values), "f", DISTINCT)
    assert [c.value for c in style.categories] == [str(n) for n in range(MOST_CATEGORIES)]


def test_colour_goes_where_the_kind_of_geometry_shows_it():
    frame = objects(["a", "b"])
    base = Symbol(stroke="#000000", stroke_width_mm=2, dash=(1.0, 2.0))
    lines = category_style(frame, "f", DISTINCT, base=base, kind="line")
    assert [c.symbol.stroke for c in lines.categories] == list(DISTINCT.stops[:2])
    assert {c.symbol.dash for c in lines.categories} == {(1.0, 2.0)}
    areas = category_style(frame, "f", DISTINCT, base=base)
    assert [c.symbol.fill for c in areas.categories] == list(DISTINCT.stops[:2])


def test_one_class_or_all_of_them_get_another_symbol():
    style = category_style(objects(["a", "b"]), "f", DISTINCT)
    wide = first_symbol(style).changed(stroke_width_mm=3, fill="#123456")
    one = with_symbol(style, 1, wide)
    assert [s.stroke_width_mm for s in symbols_of(one)] == [0.18, 3, 0.18]
    both = with_symbol(style, None, wide)
    assert {s.stroke_width_mm for s in symbols_of(both)} == {3}
    assert [s.fill for s in symbols_of(both)] == [s.fill for s in symbols_of(style)]
    assert symbols_of(with_symbol(style, 2, wide))[-1] == wide
    assert with_symbol(SingleStyle(), 0, wide) == SingleStyle(symbol=wide)


def test_fields_are_listed_with_what_they_hold():
    frame = gpd.GeoDataFrame(
        {"n": [1.5], "t": ["a"], "b": [True]}, geometry=[shapely.Point(0, 0)], crs="EPSG:9210"
    )
    assert [(f.name, f.numeric) for f in style_fields(frame)] == [
        ("n", True),
        ("t", False),
        ("b", False),
    ]


# --- colours for every eye --------------------------------------------------------------------
# Dichromats as simulated by Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN = {
    "all colours": np.eye(3),
    "no red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip


def lab(colour, eye):
    srgb = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(SEEN[eye] @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("item", RAMPS, ids=lambda item: item.id)
def test_colours_of_a_ramp_are_told_apart_by_every_eye(item, eye):
    seen = [lab(colour, eye) for colour in item.colours(len(item.stops))]
    apart = [np.linalg.norm(a - b) for n, a in enumerate(seen) for b in seen[n + 1 :]]
    assert min(apart) > 12
    lightness = [colour[0] for colour in seen]
    if item.kind == "sequential":
        assert (np.diff(lightness) < 0).all()
    if item.kind == "diverging":
        middle = len(seen) // 2
        assert (np.diff(lightness[: middle + 1]) > 0).all()
        assert (np.diff(lightness[middle:]) < 0).all()
