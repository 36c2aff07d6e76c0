"""Small pictures of symbols for legends and the layer tree."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
import shapely
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.canvas import blank
from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import SCREEN_PX_PER_MM, View
from planviewer.model.style import Symbol

SwatchKind = Literal["point", "line", "polygon"]


def swatch(
    symbol: Symbol, kind: SwatchKind, width_px: int, height_px: int, ratio: float = 1.0
) -> QImage:
    """Return a symbol as the map draws it.

    Parameters
    ----------
    width_px, height_px
        Size in logical pixels; the picture has ``ratio`` times as many and says so
        (``devicePixelRatio``), transparent where nothing is.
    """
    width, height = round(width_px * ratio), round(height_px * ratio)
    fitting = _fitted(symbol, kind, min(width_px, height_px))
    wide = fitting.stroke_width_mm + 2 * fitting.casing_width_mm
    geometry = _example(kind, max(1.0, wide * SCREEN_PX_PER_MM), width_px, height_px)
    classes = np.zeros(1, dtype=np.int16)
    layer = DrawLayer("swatch", geometry, (fitting,), classes)
    view = View((0, 0, width_px, height_px), width, height, SCREEN_PX_PER_MM * ratio)
    image = blank(width, height)
    painter = QPainter(image)
    paint(painter, [layer], view)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _fitted(symbol: Symbol, kind: SwatchKind, room_px: float) -> Symbol:
    """Shrink what would not fit: a marker or a line as wide as the picture."""
    room = (room_px - 2) / SCREEN_PX_PER_MM
    stroke, casing = symbol.stroke_width_mm, symbol.casing_width_mm
    widest = room * {"point": 0.15, "line": 0.6, "polygon": 0.25}[kind]
    share = min(1.0, widest / (stroke + 2 * casing)) if stroke else 1.0
    # a diamond or a star stands out over its size
    largest = max((room - stroke * share) / 1.2, 0.1)
    return symbol.changed(
        stroke_width_mm=stroke * share,
        casing_width_mm=casing * share,
        marker_size_mm=min(symbol.marker_size_mm, largest),
    )


@lru_cache(maxsize=64)
def _example(kind: SwatchKind, stroke_px: float, width: float, height: float) -> GeometryArrays:
    """Return the shape drawn; most symbols of a legend have a stroke as wide as the next one."""
    return GeometryArrays.build(np.array([_shape(kind, stroke_px, width, height)], dtype=object))


def _shape(kind: SwatchKind, stroke_px: float, width: float, height: float) -> shapely.Geometry:
    if kind == "point":
        return shapely.Point(width / 2, height / 2)
    if kind == "line":
        return shapely.LineString([(1, height / 2), (width - 1, height / 2)])
    edge = 1 + stroke_px / 2
    return shapely.box(edge, edge, width - edge, height - edge)
