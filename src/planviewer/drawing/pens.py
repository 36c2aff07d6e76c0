"""Symbols in millimetres → Qt pens and brushes in device pixels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from planviewer.drawing.view import View
from planviewer.model.style import Symbol


def stroke_pen(
    colour: str, width_px: float, dash_px: tuple[float, ...] = (), phase_px: float = 0.0
) -> QPen:
    """Return a pen; a line under one pixel is drawn one pixel wide and fainter.

    Qt's fast line drawing counts dashes in pixels, whatever the width: with at least one pixel both
    ways of counting agree.
    """
    tone = QColor(colour)
    if width_px < 1:
        tone.setAlphaF(max(width_px, 0.05))
    width = max(width_px, 1.0)
    pen = QPen(tone, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if width > 1.5 else Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash_px or width <= 1.5 else Qt.PenCapStyle.RoundCap)
    if dash_px:
        even = dash_px if len(dash_px) % 2 == 0 else dash_px * 2
        pen.setDashPattern([length / width for length in even])
        pen.setDashOffset(phase_px / width)
    return pen


def symbol_pen(symbol: Symbol, view: View, phase_px: float = 0.0, *, filled: bool) -> QPen | None:
    """Return the pen of a symbol, None if it has none.

    Lines (not ``filled``) of a symbol without stroke take the colour of its fill.
    """
    colour = symbol.stroke or (None if filled else symbol.fill)
    if colour is None or symbol.stroke_width_mm == 0:
        return None
    dashes = tuple(view.px(length) for length in symbol.dash)
    return stroke_pen(colour, view.px(symbol.stroke_width_mm), dashes, phase_px)


def casing_pen(symbol: Symbol, view: View) -> QPen | None:
    """Return the pen of the band under a stroke, None if there is none."""
    if symbol.casing is None or symbol.casing_width_mm == 0:
        return None
    width = symbol.stroke_width_mm + 2 * symbol.casing_width_mm
    return stroke_pen(symbol.casing, view.px(width))
