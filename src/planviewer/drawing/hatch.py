"""Hatches: a repeated picture on screens, lines on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from planviewer.drawing.canvas import blank
from planviewer.drawing.view import View
from planviewer.model.style import Hatch, Symbol

HATCH_MM: Final = 2.0
"""Distance at which a hatch repeats along x and y."""
LINE_MM: Final = 0.2


def hatch_colour(symbol: Symbol) -> str:
    """Return the colour of a symbol's hatch."""
    return symbol.hatch_color or symbol.stroke or symbol.fill or "#404040"


def hatch_brush(symbol: Symbol, view: View) -> QBrush:
    """Return a brush that repeats the hatch, hung up at the origin of the CRS so tiles join."""
    period = max(3, round(view.px(HATCH_MM)))
    width = max(1.0, view.px(LINE_MM))
    brush = QBrush(_hatch_image(symbol.hatch, hatch_colour(symbol), period, width))
    x, y = view.anchor
    brush.setTransform(QTransform.fromTranslate(round(x) % period, round(y) % period))
    return brush


def hatch_path(painter: QPainter, path: QPainterPath, symbol: Symbol, view: View) -> None:
    """Draw a hatch inside a path line by line (for vector targets)."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(_hatch_pen(hatch_colour(symbol), view.px(LINE_MM)))
    seen = path.boundingRect().intersected(QRectF(0, 0, view.width, view.height))
    step = view.px(HATCH_MM)
    x, y = view.anchor
    corner = QPointF(seen.x() - (seen.x() - x) % step, seen.y() - (seen.y() - y) % step)
    draw_hatch(painter, symbol.hatch, QRectF(corner, seen.bottomRight()), step)
    painter.restore()


def draw_hatch(painter: QPainter, hatch: Hatch, box: QRectF, step: float) -> None:
    """Draw a hatch over ``box``, whose corner is a multiple of ``step``, with the painter's pen."""
    _HATCHES[hatch](painter, box, step)


def _hatch_pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width)


@lru_cache(maxsize=256)
def _hatch_image(hatch: Hatch, colour: str, period: int, width: float) -> QImage:
    image = blank(period, period)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_hatch_pen(colour, width))
    draw_hatch(painter, hatch, QRectF(0, 0, period, period), period)
    painter.end()
    return image


def _rising(painter: QPainter, box: QRectF, step: float) -> None:
    for k in range(-1, int((box.width() + box.height()) / step) + 2):
        x, up = box.x() + k * step, box.height() + step
        painter.drawLine(QLineF(x + step, box.y() - step, x - up, box.y() + up))


def _falling(painter: QPainter, box: QRectF, step: float) -> None:
    for k in range(-1, int((box.width() + box.height()) / step) + 2):
        x, down = box.x() + k * step - box.height(), box.height() + step
        x -= x % step - box.x() % step
        painter.drawLine(QLineF(x - step, box.y() - step, x + down, box.y() + down))


def _cross(painter: QPainter, box: QRectF, step: float) -> None:
    _rising(painter, box, step)
    _falling(painter, box, step)


def _horizontal(painter: QPainter, box: QRectF, step: float) -> None:
    for k in range(int(box.height() / step) + 1):
        y = box.y() + (k + 0.5) * step
        painter.drawLine(QLineF(box.left(), y, box.right(), y))


def _vertical(painter: QPainter, box: QRectF, step: float) -> None:
    for k in range(int(box.width() / step) + 1):
        x = box.x() + (k + 0.5) * step
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))


def _dots(painter: QPainter, box: QRectF, step: float) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    for row in range(int(box.height() / step) + 1):
        for column in range(int(box.width() / step) + 1):
            centre = QPointF(box.x() + (column + 0.5) * step, box.y() + (row + 0.5) * step)
            painter.drawEllipse(centre, step / 8, step / 8)


def _nothing(_painter: QPainter, _box: QRectF, _step: float) -> None:
    pass


_HATCHES: Final[dict[Hatch, Callable[[QPainter, QRectF, float], None]]] = {
    "none": _nothing,
    "diagonal": _rising,
    "back-diagonal": _falling,
    "cross": _cross,
    "horizontal": _horizontal,
    "vertical": _vertical,
    "dots": _dots,
}
