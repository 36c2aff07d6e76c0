"""The painter of the screen on paper: exact length, and swatches that look like the map."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.layer import DrawLayer
from planviewer.model.style import SingleStyle, Symbol
from planviewer.sheets import export
from planviewer.sheets.artist import MapArtist
from planviewer.sheets.compose import compose
from planviewer.sheets.request import SheetRequest

EAST, NORTH = 541_110.0, 2_515_367.0


def painted_columns(path, colour: str) -> list[int]:
    image = QImage(str(path))
    middle = image.height() // 2
    rows = range(middle - 60, middle + 60)
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() == colour for y in rows)
    ]


@pytest.mark.parametrize(("scale", "dpi"), [(5000, 200), (7500, 137), (10000, 300)])
def test_a_square_kilometre_is_as_wide_as_its_scale_says(tmp_path, scale, dpi):
    square = shapely.box(EAST - 500, NORTH - 20, EAST + 500, NORTH + 20)
    frame = gpd.GeoDataFrame({"geometry": [square]}, crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(fill="#0000ff", stroke=None))
    layer = DrawLayer.build("square", frame, style, "EPSG:9210")
    request = SheetRequest(
        title="1 km", crs="EPSG:9210", centre=(EAST, NORTH), scale=scale, dpi=dpi, parts=frozenset()
    )
    path = export.write(compose(request), [layer], tmp_path / "a.png").path
    columns = painted_columns(path, "#0000ff")
    width_px = 1_000_000 / scale / 25.4 * dpi
    # The pixels at the edges are partly covered and not counted: up to one at each side.
    assert width_px - 2 <= len(columns) <= width_px + 0.01
    assert columns[-1] - columns[0] + 1 == len(columns)


@pytest.mark.parametrize("kind", ["point", "line", "polygon"])
def test_swatch_shows_its_colour_and_stays_in_its_box(kind):
    symbol = Symbol(
        fill="#00a000", stroke="#00a000", stroke_width_mm=9.0, marker_size_mm=40.0, casing=None
    )
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    MapArtist([]).paint_swatch(painter, QRectF(50, 25, 100, 50), symbol, kind, 12.0)
    painter.end()
    assert image.pixelColor(100, 50).name() == "#00a000"
    outside = [(x, y) for x in range(200) for y in (10, 24, 76, 90)]
    assert all(image.pixelColor(x, y).name() == "#ffffff" for x, y in outside)
