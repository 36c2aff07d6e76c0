"""Painting a sheet on any Qt device: picture, PDF, SVG, preview."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from planviewer.sheets.artist import Artist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.fonts import REFERENCE_PX, reference_font
from planviewer.sheets.look import INK, MAP_PAPER
from planviewer.sheets.marks import Mark, ShapeMark, SwatchMark, TextMark, rectangle
from planviewer.sheets.page import Box

_FRAME_LINE_MM = 0.2


def render(painter: QPainter, sheet: Sheet, artist: Artist, px_per_mm: float) -> None:
    """Paint a whole sheet, the map by ``artist``.

    The painter's origin is the upper left corner of the page.
    """
    hints = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
    painter.setRenderHints(hints)
    frame = sheet.layout.frame
    with _Saved(painter):
        painter.fillRect(_pixels(frame, px_per_mm), QColor(MAP_PAPER))
        painter.setClipRect(_pixels(frame, px_per_mm))
        _in_mm(painter, sheet.under_map, px_per_mm)
        with _Saved(painter):
            artist.paint_map(painter, _pixels(frame, px_per_mm), sheet.bounds, px_per_mm)
        _in_mm(painter, sheet.over_map, px_per_mm)
    _in_mm(painter, (_frame_line(frame), *sheet.marks), px_per_mm)
    for mark in sheet.marks:
        if isinstance(mark, SwatchMark):
            _swatch(painter, mark, artist, px_per_mm)


def _frame_line(frame: Box) -> ShapeMark:
    return rectangle(frame, stroke=INK, width=_FRAME_LINE_MM)


class _Saved:
    """Give the painter back as it was, whatever the painting in between did."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def __enter__(self) -> None:
        self._painter.save()

    def __exit__(self, *_: object) -> None:
        self._painter.restore()


def _pixels(box: Box, px_per_mm: float) -> QRectF:
    sides = (box.x, box.y, box.width, box.height)
    return QRectF(*(side * px_per_mm for side in sides))


def _in_mm(painter: QPainter, marks: Iterable[Mark], px_per_mm: float) -> None:
    with _Saved(painter):
        painter.scale(px_per_mm, px_per_mm)
        for mark in marks:
            if isinstance(mark, ShapeMark):
                _shape(painter, mark)
            elif isinstance(mark, TextMark):
                _text(painter, mark)


def _shape(painter: QPainter, mark: ShapeMark) -> None:
    path = QPainterPath(QPointF(*mark.points[0]))
    for point in mark.points[1:]:
        path.lineTo(QPointF(*point))
    if mark.closed:
        path.closeSubpath()
    painter.setPen(_pen(mark))
    painter.setBrush(QBrush(_color(mark.fill, mark.opacity)) if mark.fill else QBrush())
    painter.drawPath(path)


def _pen(mark: ShapeMark) -> QPen:
    if mark.stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_color(mark.stroke, mark.opacity), mark.width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.dash:
        pen.setDashPattern([length / mark.width for length in mark.dash])
    return pen


def _color(name: str, opacity: float) -> QColor:
    color = QColor(name)
    color.setAlphaF(opacity)
    return color


def _text(painter: QPainter, mark: TextMark) -> None:
    """Paint text laid out at the reference size and scaled, so that it is as wide as measured."""
    with _Saved(painter):
        painter.translate(mark.x, mark.y)
        painter.rotate(mark.angle)
        scale = mark.style.em / REFERENCE_PX
        painter.scale(scale, scale)
        painter.setFont(reference_font(mark.style.weight))
        painter.setPen(QColor(mark.style.color))
        painter.drawText(QPointF(0.0, 0.0), mark.text)


def _swatch(painter: QPainter, mark: SwatchMark, artist: Artist, px_per_mm: float) -> None:
    box = _pixels(mark.box, px_per_mm)
    with _Saved(painter):
        painter.setClipRect(box)
        artist.paint_swatch(painter, box, mark.symbol, mark.kind, px_per_mm)
