"""Point symbols: outlines, and sprites made of them once for each eighth of a pixel."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPolygonF

from planviewer.drawing.canvas import blank
from planviewer.drawing.pens import stroke_pen
from planviewer.model.style import Marker, Symbol

PHASES: Final = 4
"""Sprites for this many positions within a pixel, each way."""


def marker_path(marker: Marker, size: float) -> QPainterPath:
    """Return the outline of a marker of ``size`` (its height, about) around the origin."""
    path = QPainterPath()
    half = size / 2
    if marker == "circle":
        path.addEllipse(QPointF(0, 0), half, half)
        return path
    corners = [QPointF(x * half, y * half) for x, y in _CORNERS[marker]]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def _star() -> list[tuple[float, float]]:
    corners = []
    for k in range(10):
        radius = 1.1 if k % 2 == 0 else 0.46
        angle = math.pi * k / 5
        corners.append((radius * math.sin(angle), -radius * math.cos(angle)))
    return corners


_ARM: Final = 0.34
_CORNERS: Final[dict[Marker, list[tuple[float, float]]]] = {
    "square": [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
    "diamond": [(0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)],
    "triangle": [(0, -1.1), (1.1, 0.82), (-1.1, 0.82)],
    "star": _star(),
    "cross": [
        (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
        (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM),
    ],
}  # fmt: skip


def draw_marker(painter: QPainter, symbol: Symbol, x: float, y: float, px_per_mm: float) -> None:
    """Draw one marker at a device position."""
    path = marker_path(symbol.marker, symbol.marker_size_mm * px_per_mm)
    painter.setPen(Qt.PenStyle.NoPen)
    if symbol.stroke is not None and symbol.stroke_width_mm > 0:
        painter.setPen(stroke_pen(symbol.stroke, symbol.stroke_width_mm * px_per_mm))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if symbol.fill is not None:
        tone = QColor(symbol.fill)
        tone.setAlphaF(symbol.fill_opacity)
        painter.setBrush(QBrush(tone))
    painter.drawPath(path.translated(x, y))


def sprite_half(symbol: Symbol, px_per_mm: float) -> int:
    """Return how many pixels a sprite has left of (and above) the marker's pixel."""
    reach = symbol.marker_size_mm * 0.6 + symbol.stroke_width_mm
    return math.ceil(reach * px_per_mm) + 2


@lru_cache(maxsize=2048)
def sprite(symbol: Symbol, px_per_mm: float, phase_x: int, phase_y: int) -> QImage:
    """Return a marker drawn ``phase`` (and a half) steps of a pixel from its pixel's corner."""
    half = sprite_half(symbol, px_per_mm)
    image = blank(2 * half + 1, 2 * half + 1)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = 1 / PHASES
    x, y = half + (phase_x + 0.5) * step, half + (phase_y + 0.5) * step
    draw_marker(painter, symbol, x, y, px_per_mm)
    painter.end()
    return image
