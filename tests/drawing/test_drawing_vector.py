"""On paper formats the same layers come out as outlines, and look the same."""

import make_parcels as make
import numpy as np
import pytest
import reference
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtSvg import QSvgGenerator

from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import View
from planviewer.model.style import SingleStyle, Symbol

CRS = "EPSG:9210"
X, Y = make.CENTRE
DPI = 300
MM = (120.0, 80.0)
SCALE = 5_000


@pytest.fixture(scope="module")
def layers():
    district = make.parcels(2_500)
    hatched = Symbol(hatch="diagonal", hatch_color="#c77a12", stroke="#b4490f", dash=(2.0, 1.0))
    marks = Symbol(fill="#1f6fb2", stroke="#ffffff", marker="star", marker_size_mm=4)
    return [
        DrawLayer.build("parcels", district, default_style(district, "polygon"), CRS),
        DrawLayer.build("zone", district.iloc[:300], SingleStyle(symbol=hatched), CRS),
        DrawLayer.build("roads", make.roads(2_500), SingleStyle(symbol=Symbol()), CRS),
        DrawLayer.build("marks", make.points(40, 2_500), SingleStyle(symbol=marks), CRS),
    ]


def page_view(dpi=DPI):
    width, height = (round(length / 25.4 * dpi) for length in MM)
    half_e, half_n = (length / 2000 * SCALE for length in MM)
    return View((X - half_e, Y - half_n, X + half_e, Y + half_n), width, height, dpi / 25.4)


def raster(layers, view):
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint(painter, layers, view)
    painter.end()
    return image


def write_pdf(layers):
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QSizeF(*MM), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    paint(painter, layers, page_view())
    painter.end()
    return data


def rendered(pdf, view):
    buffer = QBuffer(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    page = document.render(0, QSize(view.width, view.height))
    document.close()
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, page)
    painter.end()
    return image


def test_the_pdf_shows_what_the_screen_shows(layers):
    view = page_view()
    ours = reference.pixels(rendered(write_pdf(layers), view))
    screen = reference.pixels(raster(layers, view))
    difference = np.abs(reference.blurred(ours, 12) - reference.blurred(screen, 12))
    assert (screen.min(axis=2) < 200).mean() > 0.2
    assert difference.mean() < 4


def test_the_svg_holds_outlines_and_no_picture(layers):
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    view = page_view(96)
    generator.setSize(QSize(view.width, view.height))
    painter = QPainter(generator)
    paint(painter, layers, view)
    painter.end()
    text = bytes(data.data()).decode("utf-8")
    assert "<image" not in text
    assert text.count("<path") > 50
