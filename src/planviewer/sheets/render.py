"""Painting a sheet on any Qt device: picture, PDF, SVG, preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from planviewer.sheets.artist import Artist, Piece
from planviewer.sheets.compose import Sheet
from planviewer.sheets.fonts import REFERENCE_PX, reference_font
from planviewer.sheets.look import INK, MAP_PAPER
from planviewer.sheets.marks import (
    CodeMark,
    Mark,
    OverviewMark,
    ShapeMark,
    SwatchMark,
    TextMark,
    rectangle,
)
from planviewer.sheets.page import Box

_FRAME_LINE_MM = 0.2


UNDER: Final = "under"
GRID: Final = "grid"
FURNITURE: Final = "furniture"
"""Names of what is painted besides the pieces of the map."""


def render(painter: QPainter, sheet: Sheet, artist: Artist, px_per_mm: float) -> None:
    """Paint a whole sheet, the map by ``artist``.

    The painter's origin is the upper left corner of the page.
    """
    for piece in render_pieces(sheet, artist):
        with _Saved(painter):
            piece.paint(painter, px_per_mm)


def render_pieces(sheet: Sheet, artist: Artist) -> Sequence[Piece]:
    """Return what a sheet is painted of, the lowest first; together they are `render`."""
    if sheet.place is None:
        return (Piece(FURNITURE, lambda painter, px: _furniture(painter, sheet, artist, px)),)
    frame = sheet.layout.frame
    return (
        Piece(UNDER, lambda painter, px: _ground(painter, frame, px)),
        Piece(GRID, lambda painter, px: _within(painter, frame, sheet.under_map, px)),
        *(_clipped(piece, frame) for piece in artist.pieces(sheet.place)),
        Piece(GRID, lambda painter, px: _within(painter, frame, sheet.over_map, px)),
        Piece(FURNITURE, lambda painter, px: _furniture(painter, sheet, artist, px)),
    )


def _smooth(painter: QPainter) -> None:
    hints = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
    painter.setRenderHints(hints)


def _ground(painter: QPainter, frame: Box, px_per_mm: float) -> None:
    painter.fillRect(_pixels(frame, px_per_mm), QColor(MAP_PAPER))


def _clipped(piece: Piece, frame: Box) -> Piece:
    def work(painter: QPainter, px_per_mm: float) -> None:
        _smooth(painter)
        painter.setClipRect(_pixels(frame, px_per_mm))
        piece.paint(painter, px_per_mm)

    return Piece(piece.id, work, piece.plain)


def _within(painter: QPainter, frame: Box, marks: Iterable[Mark], px_per_mm: float) -> None:
    _smooth(painter)
    painter.setClipRect(_pixels(frame, px_per_mm))
    _in_mm(painter, marks, px_per_mm)


def _furniture(painter: QPainter, sheet: Sheet, artist: Artist, px_per_mm: float) -> None:
    _smooth(painter)
    line = () if sheet.place is None else (_frame_line(sheet.layout.frame),)
    before, after = _split(sheet.marks)
    _in_mm(painter, (*line, *before), px_per_mm)
    for mark in sheet.marks:
        if isinstance(mark, SwatchMark):
            _swatch(painter, mark, artist, px_per_mm)
        elif isinstance(mark, OverviewMark):
            _overview(painter, mark, artist, px_per_mm)
    _in_mm(painter, after, px_per_mm)


def _split(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks, those last that lie on the small map."""
    maps = [mark.box for mark in marks if isinstance(mark, OverviewMark)]
    on_map: list[Mark] = [
        mark
        for mark in marks
        if isinstance(mark, ShapeMark)
        and mark.fill is None
        and any(box.contains(mark.box, 0.01) for box in maps)
    ]
    chosen = {id(mark) for mark in on_map}
    return [mark for mark in marks if id(mark) not in chosen], on_map


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
            elif isinstance(mark, CodeMark):
                _code(painter, mark)


def _shape(painter: QPainter, mark: ShapeMark) -> None:
    path = QPainterPath(QPointF(*mark.points[0]))
    path.setFillRule(Qt.FillRule.WindingFill)
    for point in mark.points[1:]:
        path.lineTo(QPointF(*point))
    if mark.closed:
        path.closeSubpath()
    painter.setPen(_pen(mark))
    painter.setBrush(QBrush(_color(mark.fill, mark.opacity)) if mark.fill else QBrush())
    painter.drawPath(path)


def _code(painter: QPainter, mark: CodeMark) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in mark.runs:
        path.addRect(QRectF(box.x, box.y, box.width, box.height))
    painter.fillPath(path, QColor(mark.fill))


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


def _overview(painter: QPainter, mark: OverviewMark, artist: Artist, px_per_mm: float) -> None:
    box = _pixels(mark.box, px_per_mm)
    with _Saved(painter):
        painter.setClipRect(box)
        artist.paint_overview(painter, box, mark.bounds, px_per_mm)
