"""Labels onto a picture or a page, as outlines: the same at every size and on every device.

A PDF gets letters instead of their outlines, at the same place and size.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen

from planviewer.drawing.fonts import REFERENCE_PX, reference_font, text_path
from planviewer.drawing.label_stations import TICK_MM
from planviewer.drawing.labels import Piece, Placed, size_px
from planviewer.model.style import Label


def draw_labels(painter: QPainter, labels: Sequence[Placed], px_per_mm: float) -> None:
    """Draw placed labels: all halos first, so none covers a neighbour's letters."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for placed in labels:
        if placed.tick is not None:
            _draw_tick(painter, placed.label, placed.tick, px_per_mm)
    for placed in labels:
        if placed.label.halo is not None and placed.label.halo_width_mm > 0:
            for piece in placed.pieces:
                _draw(painter, placed.label, piece, px_per_mm, halo=True)
    for placed in labels:
        for piece in placed.pieces:
            _draw(painter, placed.label, piece, px_per_mm, halo=False)


def _draw_tick(
    painter: QPainter, label: Label, tick: tuple[float, float, float, float], px_per_mm: float
) -> None:
    line = QLineF(*tick)
    if label.halo is not None:
        width = (TICK_MM + 2 * min(label.halo_width_mm, TICK_MM)) * px_per_mm
        painter.setPen(QPen(QColor(label.halo), width))
        painter.drawLine(line)
    painter.setPen(QPen(QColor(label.color), TICK_MM * px_per_mm))
    painter.drawLine(line)


def _draw(painter: QPainter, label: Label, piece: Piece, px_per_mm: float, *, halo: bool) -> None:
    scale = size_px(label, px_per_mm) / REFERENCE_PX
    painter.save()
    painter.translate(piece.x, piece.y)
    painter.rotate(piece.degrees)
    painter.scale(scale, scale)
    if halo:
        pen = QPen(QColor(label.halo), 2 * label.halo_width_mm * px_per_mm / scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(text_path(piece.text, label.bold), pen)
    elif painter.paintEngine().type() == QPaintEngine.Type.Pdf:  # there it can be searched
        painter.setFont(reference_font(label.bold))
        painter.setPen(QColor(label.color))
        painter.drawText(QPointF(0.0, 0.0), piece.text)
    else:
        painter.fillPath(text_path(piece.text, label.bold), QColor(label.color))
    painter.restore()
