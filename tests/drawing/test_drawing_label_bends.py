"""Labels where things bend: along a line, and inside a band."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely

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


def _letters(line: shapely.LineString, text: str) -> list[Placed]:
    frame = gpd.GeoDataFrame({"ten": [text]}, geometry=[line], crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(stroke="#000000"), label=Label(field="ten", size_pt=9))
    layer = DrawLayer.build("a", frame, style, "EPSG:9210")
    return place_labels([layer], View((-150, -150, 150, 150), 300, 300))


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


@pytest.mark.parametrize("degrees", [0, 10, 20, 35, 60, 100, 150])
@pytest.mark.parametrize("up", [True, False])
def test_letters_along_a_bend_never_run_into_each_other(degrees: float, up: bool) -> None:
    placed = _letters(zigzag(degrees, up=up), "Sông Bằng Giang")
    assert placed, "each leg alone has room for the name"
    em = size_px(placed[0].label, View((-150, -150, 150, 150), 300, 300).px_per_mm)
    for label in placed:
        tops = _tops(label, em)
        for (start, end), (after, _) in pairwise(tops):
            along = (end - start) / np.hypot(*(end - start))
            assert (after - end) @ along > -0.25 * em


def test_the_label_of_a_band_stands_in_its_middle_not_in_its_bend() -> None:
    band = shapely.LineString([(-100, 0), (20, 0), (20, -40)]).buffer(12, cap_style="flat")
    frame = gpd.GeoDataFrame({"ten": ["50"]}, geometry=[band], crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(fill="#ffffff"), label=Label(field="ten", size_pt=6))
    layer = DrawLayer.build("a", frame, style, "EPSG:9210")
    (placed,) = place_labels([layer], View((-150, -150, 150, 150), 300, 300))
    left, _, right, _ = placed.box
    assert (left + right) / 2 - 150 < 0
