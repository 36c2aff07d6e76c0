"""Outlines drawn by segments: they look as stroked paths do, and join between tiles."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing import segmented
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import View
from planviewer.model.style import SingleStyle, Symbol

CRS = "EPSG:9210"


@pytest.fixture(scope="module")
def layer():
    """Return hexagon-like parcels that share their edges, 12 m wide."""
    count = 130
    random = np.random.default_rng(7)
    x, y = np.meshgrid(np.arange(count + 1) * 12.0, np.arange(count + 1) * 12.0)
    nodes = np.stack((x, y), axis=2) + random.uniform(-2.5, 2.5, (count + 1, count + 1, 2))
    rings = np.stack(
        [nodes[:-1, :-1], nodes[:-1, 1:], nodes[1:, 1:], nodes[1:, :-1], nodes[:-1, :-1]], axis=2
    ).reshape(-1, 5, 2)
    frame = gpd.GeoDataFrame(geometry=shapely.polygons(rings), crs=CRS)
    style = SingleStyle(symbol=Symbol(fill="#ffee99", stroke="#403020", stroke_width_mm=0.25))
    return DrawLayer.build("parcels", frame, style, CRS)


def painted(layer, view):
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint(painter, [layer], view)
    painter.end()
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    return rows.reshape(view.height, view.width, 4)[..., :3].astype(int)


def view_of(px_per_mm, west=0.0, width=400):
    return View((west, 0.0, west + width, 400.0), width, 400, px_per_mm)


@pytest.mark.parametrize("px_per_mm", [4.4, 6.0, 9.0, 11.8])
def test_segments_look_as_stroked_paths(layer, monkeypatch, px_per_mm):
    monkeypatch.setattr(segmented, "MANY_POINTS", 1)
    quick = painted(layer, view_of(px_per_mm))
    monkeypatch.setattr(segmented, "MANY_POINTS", 10**9)
    true = painted(layer, view_of(px_per_mm))
    assert (quick != true).any(), "drawn in another way"
    difference = np.abs(quick - true).max(axis=2)
    assert difference.mean() < 4
    assert (difference > 90).mean() < 0.002
    assert abs(quick.mean() - true.mean()) < 4


def test_tiles_join(layer, monkeypatch):
    monkeypatch.setattr(segmented, "MANY_POINTS", 1)
    whole = painted(layer, view_of(9.0, 0.0, 400))
    halves = [painted(layer, view_of(9.0, west, 200)) for west in (0.0, 200.0)]
    assert np.abs(np.concatenate(halves, axis=1) - whole).max() <= 24


@pytest.mark.parametrize(
    ("change", "px_per_mm", "expected"),
    [
        ({}, 9.0, {0}),
        ({}, 3.0, set()),  # Qt's thin lines are quicker still
        ({}, 40.0, set()),  # so wide that ends would be seen
        ({"dash": (1.0, 1.0)}, 9.0, set()),
        ({"casing": "#ffffff", "casing_width_mm": 0.2}, 9.0, set()),
        ({"stroke": None}, 9.0, set()),
    ],
)
def test_only_plain_lines_of_some_width_are_drawn_so(
    layer, monkeypatch, change, px_per_mm, expected
):
    from dataclasses import replace  # noqa: PLC0415

    from planviewer.drawing.canvas import Canvas  # noqa: PLC0415

    monkeypatch.setattr(segmented, "MANY_POINTS", 1)
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas = Canvas.of(painter, view_of(px_per_mm), None)
    other = replace(layer, symbols=(layer.symbols[0].changed(**change),))
    found = segmented.segmented_classes(canvas, other)
    painter.end()
    assert found == expected
