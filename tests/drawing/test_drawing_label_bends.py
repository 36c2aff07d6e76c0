"""Labels where things bend: along a line, and inside a band."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from planviewer.drawing import label_lines
from planviewer.drawing.fonts import advance
from planviewer.drawing.label_places import place_labels
from planviewer.drawing.labels import Placed, size_px
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.view import View
from planviewer.model.style import Label, SingleStyle, Symbol


def zigzag(degrees: float, *, up: bool) -> shapely.LineString:
    """Two straight legs of 120 pixels that meet at an angle, in the view of `_river`."""
    turn = np.radians(degrees) * (1 if up else -1)
    a, b = np.array([-120.0, 0.0]), 120 * np.array([np.cos(turn), np.sin(turn)])
    return shapely.LineString([a, (0, 0), b])


HERE = View((-150, -150, 150, 150), 300, 300)


def _letters(
    line: shapely.LineString, text: str, view: View = HERE, width_mm: float = 0.3
) -> list[Placed]:
    frame = gpd.GeoDataFrame({"ten": [text]}, geometry=[line], crs="EPSG:9210")
    symbol = Symbol(stroke="#000000", stroke_width_mm=width_mm)
    style = SingleStyle(symbol=symbol, label=Label(field="ten", size_pt=9))
    layer = DrawLayer.build("a", frame, style, "EPSG:9210")
    return place_labels([layer], view)


def _tops(placed: Placed, em: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """The upper edge of each letter, from its left to its right end."""
    edges = []
    for piece in placed.pieces:
        angle = np.radians(piece.degrees)
        along, up = (
            np.array((np.cos(angle), np.sin(angle))),
            np.array((np.sin(angle), -np.cos(angle))),
        )
        start = np.array((piece.x, piece.y)) + up * 0.7 * em
        edges.append((start, start + along * advance(piece.text, bold=False) * em))
    return edges


def test_of_a_line_without_end_only_places_in_view_are_tried(monkeypatch) -> None:
    """A road of a thousand kilometres has thousands of places for its name, on a tile one."""
    tried = []
    real = label_lines._set_near
    monkeypatch.setattr(
        label_lines, "_set_near", lambda *how, **more: tried.append(1) or real(*how, **more)
    )
    road = shapely.LineString([(-1e6, 20), (1e6, 20), (1e6, -20), (-1e6, -20)])
    assert _letters(road, "Sông Bằng Giang")
    assert len(tried) < 100


@pytest.mark.parametrize("degrees", [0, 10, 20, 35, 60, 100, 150])
@pytest.mark.parametrize("up", [True, False])
def test_letters_along_a_bend_never_run_into_each_other(degrees: float, up: bool) -> None:
    placed = _letters(zigzag(degrees, up=up), "Sông Bằng Giang")
    assert placed, "each leg alone has room for the name"
    em = size_px(placed[0].label, HERE.px_per_mm)
    for label in placed:
        tops = _tops(label, em)
        for (start, end), (after, _) in pairwise(tops):
            along = (end - start) / np.hypot(*(end - start))
            assert (after - end) @ along > -0.25 * em


def _feet(placed: Placed, em: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """The baseline of each letter, from its left to its right end."""
    edges = []
    for piece in placed.pieces:
        angle = np.radians(piece.degrees)
        start = np.array((piece.x, piece.y))
        long = advance(piece.text, bold=False) * em
        edges.append((start, start + long * np.array((np.cos(angle), np.sin(angle)))))
    return edges


@given(
    st.lists(st.tuples(st.floats(15, 90), st.floats(-70, 70)), min_size=2, max_size=8),
    st.sampled_from([0.2, 1.0, 3.0]),
)
@example([(15.0, -43.0), (26.0, 62.0), (48.0, 34.0), (64.0, 0.0)], 3.0)
def test_letters_of_a_word_never_part(legs: list[tuple[float, float]], width_mm: float) -> None:
    """Wherever a line bends, and however far above it its stroke keeps the letters."""
    steps = [(long * np.cos(np.radians(a)), long * np.sin(np.radians(a))) for long, a in legs]
    line = shapely.LineString(np.cumsum([(-140, 0), *steps], axis=0))
    em = size_px(Label(field="ten", size_pt=9), HERE.px_per_mm)
    for label in _letters(line, "Sông Bằng", width_mm=width_mm):
        for (_, end), (after, _) in pairwise(_feet(label, em)):
            assert np.hypot(*(after - end)) < 0.12 * em
        turns = np.diff(np.unwrap(np.radians([piece.degrees for piece in label.pieces])))
        assert np.degrees(np.abs(turns)).max(initial=0.0) <= 22.5 + 1e-6


def test_a_name_stands_on_the_straight_stretch_beside_a_bend() -> None:
    line = shapely.LineString([(-140, -40), (0, -40), (50, 60), (60, 140)])
    (placed,) = _letters(line, "Sông Bằng")
    assert len(placed.pieces) == 1, "all of it on one leg"


def test_letters_stand_clear_of_a_thick_line() -> None:
    for degrees in (15, 30, 45):
        for up in (True, False):
            line, em = zigzag(degrees, up=up), size_px(Label(field="t", size_pt=9), HERE.px_per_mm)
            for label in _letters(line, "Sông Bằng Giang", width_mm=2.0):
                drawn = shapely.LineString([(x + 150, 150 - y) for x, y in line.coords])
                for start, end in _feet(label, em):
                    letter = shapely.LineString([start, end])
                    assert drawn.distance(letter) > HERE.px(2.0) / 2


@given(
    st.lists(st.tuples(st.floats(20, 80), st.floats(-60, 60)), min_size=4, max_size=9),
    st.integers(-40, 40),
    st.integers(-40, 40),
)
def test_a_name_is_the_same_in_every_picture_it_is_whole_in(
    legs: list[tuple[float, float]], east: int, north: int
) -> None:
    """So that tiles join, and a sheet shows what the screen shows."""
    steps = [(long * np.cos(np.radians(a)), long * np.sin(np.radians(a))) for long, a in legs]
    line = shapely.LineString(np.cumsum([(-140, 0), *steps], axis=0))
    wide, other = (
        View((-900 + e, -900 + n, 900 + e, 900 + n), 1800, 1800) for e, n in ((0, 0), (east, north))
    )
    here, there = (_letters(line, "Sông Bằng", view) for view in (wide, other))
    assert len(here) == len(there)
    for one, two in zip(here, there, strict=True):
        assert [piece.text for piece in one.pieces] == [piece.text for piece in two.pieces]
        for a, b in zip(one.pieces, two.pieces, strict=True):
            assert (a.x, a.y) == pytest.approx((b.x + east, b.y - north), abs=1e-6)
            assert a.degrees == pytest.approx(b.degrees, abs=1e-6)


def test_the_label_of_a_band_stands_in_its_middle_not_in_its_bend() -> None:
    band = shapely.LineString([(-100, 0), (20, 0), (20, -40)]).buffer(12, cap_style="flat")
    frame = gpd.GeoDataFrame({"ten": ["50"]}, geometry=[band], crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(fill="#ffffff"), label=Label(field="ten", size_pt=6))
    layer = DrawLayer.build("a", frame, style, "EPSG:9210")
    (placed,) = place_labels([layer], View((-150, -150, 150, 150), 300, 300))
    left, _, right, _ = placed.box
    assert (left + right) / 2 - 150 < 0
