"""A thousand metres on the ground are right on the page: every paper size, every format."""

from __future__ import annotations

import subprocess

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from planviewer.drawing.layer import DrawLayer
from planviewer.model.style import SingleStyle, Symbol
from planviewer.sheets import export
from planviewer.sheets.compose import compose
from planviewer.sheets.page import Paper
from planviewer.sheets.request import SheetRequest

EAST, NORTH = 541_110.0, 2_515_367.0
SCALES = {"A4": 7500, "A3": 4000, "A2": 3000, "A1": 2000, "A0": 1500}
DPI = {".png": 72, ".tif": 72, ".pdf": 200, ".svg": 200}
"""Poppler looks at 4 × 4 points of a pixel, so vectors need a finer picture."""


def kilometre():
    square = shapely.box(EAST - 500, NORTH - 60, EAST + 500, NORTH + 60)
    frame = gpd.GeoDataFrame({"geometry": [square]}, crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(fill="#000000", stroke=None))
    return DrawLayer.build("km", frame, style, "EPSG:9210")


def row_of(path, y_mm: float) -> np.ndarray:
    """Return one row of pixels (0 black, 255 white) through the page."""
    at = round(y_mm / 25.4 * DPI[path.suffix])
    if path.suffix == ".pdf":
        target = path.with_suffix("")
        where = ["-y", str(at), "-H", "1", "-r", str(DPI[".pdf"])]
        subprocess.run(["pdftoppm", "-gray", "-singlefile", *where, path, target], check=True)
        return grey(QImage(str(target.with_suffix(".pgm"))))[0]
    if path.suffix == ".svg":
        drawing, scale = QSvgRenderer(str(path)), DPI[".svg"] / 2540
        size = drawing.viewBoxF().size() * scale
        image = QImage(size.toSize().width(), 1, QImage.Format.Format_Grayscale8)
        image.fill("white")
        painter = QPainter(image)
        drawing.render(painter, QRectF(QPointF(0, -at), size))
        painter.end()
        return grey(image)[0]
    return grey(QImage(str(path)))[at]


def grey(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    return rows.reshape(image.height(), image.bytesPerLine())[:, : image.width()].astype(float)


def black_mm(path, y_mm: float) -> float:
    """Return how long the black bar is: of pixels partly covered, their share."""
    dark = np.clip((250.0 - row_of(path, y_mm)) / 250.0, 0.0, 1.0)
    bar = np.flatnonzero(dark > 0.98)
    return dark[bar[0] - 1 : bar[-1] + 2].sum() * 25.4 / DPI[path.suffix]


@pytest.mark.parametrize("ending", ["pdf", "png", "tif", "svg"])
@pytest.mark.parametrize("paper", list(Paper))
def test_a_kilometre_is_right_to_a_tenth_of_a_millimetre(tmp_path, paper, ending):
    scale = SCALES[paper.value]
    request = SheetRequest(
        title="1 km",
        crs="EPSG:9210",
        centre=(EAST, NORTH),
        scale=scale,
        paper=paper,
        dpi=72,
        parts=frozenset(),
    )
    sheet = compose(request)
    path = export.write(sheet, [kilometre()], tmp_path / f"a.{ending}").path
    _, y = sheet.ground.page(EAST, NORTH)
    found = black_mm(path, y)
    assert found == pytest.approx(1_000_000 / scale, abs=0.1)
