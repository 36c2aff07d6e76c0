"""The bundled plan's layers, drawn."""

import geopandas as gpd
import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from planviewer.assets import bundled_plan
from planviewer.drawing.hit import hit
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import View
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.plan import Plan


@pytest.fixture
def plan():
    return Plan.model_validate_json(bundled_plan().read_text(encoding="utf-8"))


@pytest.fixture
def layers(plan):
    folder = bundled_plan().parent
    frames = {la.id: gpd.read_file(folder / la.source.path) for la in plan.file_layers}
    return [
        DrawLayer.build(la.id, frames[la.id], la.style, WEB_MERCATOR)
        for la in plan.file_layers
        if la.id != "sites"
    ]


def test_every_line_layer_leaves_its_colour_in_the_picture(plan, layers):
    to_mercator = operation(WGS84, WEB_MERCATOR)
    west, south = to_mercator.point(*plan.home[:2])
    east, north = to_mercator.point(*plan.home[2:])
    picture = QImage(800, 960, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    assert paint(painter, layers, View((west, south, east, north), 800, 960))
    painter.end()
    pixels = np.frombuffer(picture.constBits(), dtype=np.uint32)
    for colour in ("#3a9db5", "#7a4a12", "#d11f1f", "#e58a8a"):
        assert np.count_nonzero(pixels == QColor(colour).rgba()) > 50, colour


def test_the_river_is_hit_on_its_line_and_not_beside_it(layers):
    x, y = operation(WGS84, WEB_MERCATOR).point(106.157, 22.733)
    assert "bang-river" in [h.layer_id for h in hit(layers, x, y, 1.0)]
    assert "bang-river" not in [h.layer_id for h in hit(layers, x + 300, y + 300, 1.0)]


def test_a_tile_far_away_is_empty(layers):
    tiles = TilePainter()
    tiles.set_layers(layers)
    assert tiles.image(15, 0, 0) is None
