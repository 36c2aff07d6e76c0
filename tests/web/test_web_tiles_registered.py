"""The plan's own painter on the map: what is drawn lies where a click finds it, at any zoom."""

from typing import Any

import geopandas as gpd
import pytest
from PySide6.QtGui import QColor
from shapely import box

from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.tiles import TilePainter
from planviewer.model.crs import WEB_MERCATOR, WGS84
from planviewer.model.style import SingleStyle, Symbol
from planviewer.web.view import place_in_world, share_of_world

RED = QColor("#d02020")
AT = (187, 243)
SIDE = 120


@pytest.mark.parametrize("zoom", [13.0, 15.37, 16.5, 19.81])
def test_a_square_drawn_between_pixels_is_shown_between_them(browser: Any, zoom: float) -> None:
    view = browser.map
    view.set_view(106.1537, 22.7391, zoom)
    browser.settle()
    world = 256 * 2.0**zoom
    x, y = share_of_world(106.1537, 22.7391)
    corners = [
        place_in_world(x + (px - 400) / world, y + (py - 300) / world)
        for px, py in (AT, (AT[0] + SIDE, AT[1] + SIDE))
    ]
    (west, north), (east, south) = corners
    frame = gpd.GeoDataFrame(geometry=[box(west, south, east, north)], crs=WGS84)
    style = SingleStyle(symbol=Symbol(fill=RED.name(), stroke=None))
    painter = TilePainter()
    painter.set_layers([DrawLayer.build("square", frame, style, WEB_MERCATOR)])
    view.set_painter(painter)
    browser.settle()
    image = browser.host.view.grab().toImage()
    middle = AT[1] + SIDE // 2 + 7
    row = [image.pixelColor(px, middle) == RED for px in range(AT[0] - 8, AT[0] + SIDE + 8)]
    assert sum(row) == pytest.approx(SIDE, abs=2)
    assert row.index(True) == pytest.approx(8, abs=1)
    column = [image.pixelColor(AT[0] + 50, py) == RED for py in range(AT[1] - 8, AT[1] + SIDE + 8)]
    assert sum(column) == pytest.approx(SIDE, abs=2)
    assert column.index(True) == pytest.approx(8, abs=1)
