"""Labels onto a picture or a page, as outlines: the same at every size and on every device.

A PDF gets level text as letters instead of outlines, at the same place and size. Text that runs
along a line stays outlines there: readers put the letters of one baseline together, and would find
none of its words. The whole of it is written once more, level and unseen, to be searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen

from planviewer.drawing.fonts import (
    MIDDLE_EM,
    REFERENCE_PX,
    advance,
    reference_font,
    text_path,
)
from planviewer.drawing.label_stations import TICK_MM
from planviewer.drawing.labels import Piece, Placed, size_px
from planviewer.model.style import Label

_LEVEL: Final = 0.5
"""Degrees up to which readers take letters for one line."""


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
    letters = painter.paintEngine().type() == QPaintEngine.Type.Pdf
    for placed in labels:
        level = all(abs(piece.degrees) < _LEVEL for piece in placed.pieces)
        for piece in placed.pieces:
            _draw(painter, placed.label, piece, px_per_mm, halo=False, letters=letters and level)
        if letters and not level:
            _write_unseen(painter, placed, px_per_mm)


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


def _write_unseen(painter: QPainter, placed: Placed, px_per_mm: float) -> None:
    """Write a label level in the middle of its box, no wider than that, where nobody sees it."""
    text = "".join(piece.text for piece in placed.pieces)
    left, top, right, bottom = placed.box
    size = size_px(placed.label, px_per_mm)
    wide = advance(text, placed.label.bold) * size
    size *= min(1.0, (right - left) / wide) if wide else 1.0
    painter.save()
    painter.translate(
        (left + right - advance(text, placed.label.bold) * size) / 2,
        (top + bottom) / 2 + MIDDLE_EM * size,
    )
    painter.scale(size / REFERENCE_PX, size / REFERENCE_PX)
    painter.setFont(reference_font(placed.label.bold))
    unseen = QColor(placed.label.color)
    unseen.setAlpha(0)
    painter.setPen(unseen)
    painter.drawText(QPointF(0.0, 0.0), text)
    painter.restore()


def _draw(
    painter: QPainter,
    label: Label,
    piece: Piece,
    px_per_mm: float,
    *,
    halo: bool,
    letters: bool = False,
) -> None:
    scale = size_px(label, px_per_mm) / REFERENCE_PX
    painter.save()
    painter.translate(piece.x, piece.y)
    painter.rotate(piece.degrees)
    painter.scale(scale, scale)
    if halo:
        pen = QPen(QColor(label.halo), 2 * label.halo_width_mm * px_per_mm / scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(text_path(piece.text, label.bold), pen)
    elif letters:
        painter.setFont(reference_font(label.bold))
        painter.setPen(QColor(label.color))
        painter.drawText(QPointF(0.0, 0.0), piece.text)
    else:
        painter.fillPath(text_path(piece.text, label.bold), QColor(label.color))
    painter.restore()
