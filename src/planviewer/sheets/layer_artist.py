"""The painter of the map, as sheets see it: the same that draws the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.swatch import swatch
from planviewer.drawing.view import SCREEN_PX_PER_MM, View
from planviewer.model.style import Symbol
from planviewer.sheets.marks import Kind
from planviewer.sheets.scales import Bounds


class LayerArtist:
    """Paints layers that were built in the CRS of the sheet, the first one at the bottom."""

    def __init__(self, layers: Sequence[DrawLayer]) -> None:
        self._layers = tuple(layers)

    def paint_map(self, painter: QPainter, frame: QRectF, bounds: Bounds, px_per_mm: float) -> None:
        """Paint what lies in ``bounds`` (plan CRS) into ``frame`` (device pixels)."""
        view = View(bounds, frame.width(), frame.height(), px_per_mm)
        painter.translate(frame.topLeft())
        paint(painter, self._layers, view)

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """Paint a sample of ``symbol`` into ``box`` (device pixels)."""
        ratio = px_per_mm / SCREEN_PX_PER_MM
        width, height = round(box.width() / ratio), round(box.height() / ratio)
        image = swatch(symbol, kind, width, height, ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image, QRectF(image.rect()))
