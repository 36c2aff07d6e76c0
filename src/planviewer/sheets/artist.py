"""Who paints the map inside the frame, and the swatches of the legend, as sheets see them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import shapely
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from planviewer.drawing.drawable import Drawable
from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import View
from planviewer.model.style import Symbol
from planviewer.sheets.marks import Kind
from planviewer.sheets.scales import Bounds


class Artist(Protocol):
    """Paints features; the origin of the painter is the upper left corner of the page."""

    def paint_map(self, painter: QPainter, frame: QRectF, bounds: Bounds, px_per_mm: float) -> None:
        """Paint what lies in ``bounds`` (plan CRS) into ``frame`` (device pixels, clipped)."""

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """Paint a sample of ``symbol`` into ``box`` (device pixels, clipped)."""


SWATCH_MARGIN_MM: Final = 0.25


class MapArtist:
    """Paints with the painter of the screen: what is seen is what is printed."""

    def __init__(self, layers: Sequence[Drawable]) -> None:
        self._layers = tuple(layers)

    def paint_map(self, painter: QPainter, frame: QRectF, bounds: Bounds, px_per_mm: float) -> None:
        """Paint the layers; see :class:`Artist`."""
        painter.translate(frame.topLeft())
        paint(painter, self._layers, _view(frame, bounds, px_per_mm))

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """Paint an example feature one unit of the CRS a millimetre; see :class:`Artist`."""
        width, height = box.width() / px_per_mm, box.height() / px_per_mm
        fitting = _fitted(symbol, kind, min(width, height))
        example = np.array([_example(kind, width, height, fitting)], dtype=object)
        classes = np.zeros(1, dtype=np.int16)
        layer = DrawLayer("swatch", GeometryArrays.build(example), (fitting,), classes)
        painter.translate(box.topLeft())
        paint(painter, [layer], _view(box, (0.0, 0.0, width, height), px_per_mm))


def _view(frame: QRectF, bounds: Bounds, px_per_mm: float) -> View:
    """Return the view of whole pixels that covers ``frame`` at its exact scale.

    The frame's edge rarely falls on a pixel; rounding it would change the scale.
    """
    per_unit = frame.width() / (bounds[2] - bounds[0])
    width, height = math.ceil(frame.width()), math.ceil(frame.height())
    west, north = bounds[0], bounds[3]
    covered = (west, north - height / per_unit, west + width / per_unit, north)
    return View(covered, width, height, px_per_mm)


def _fitted(symbol: Symbol, kind: Kind, room_mm: float) -> Symbol:
    """Shrink what would not fit the swatch: a marker or a line as wide as the box."""
    if kind == "point":
        return symbol.changed(
            marker_size_mm=min(symbol.marker_size_mm, room_mm * 0.92),
            stroke_width_mm=min(symbol.stroke_width_mm, room_mm * 0.08),
        )
    share = 0.6 if kind == "line" else 0.25
    return symbol.changed(
        stroke_width_mm=min(symbol.stroke_width_mm, room_mm * share),
        casing_width_mm=min(symbol.casing_width_mm, room_mm * 0.1),
    )


def _example(kind: Kind, width: float, height: float, symbol: Symbol) -> shapely.Geometry:
    if kind == "point":
        return shapely.Point(width / 2, height / 2)
    if kind == "line":
        return shapely.LineString([(0.0, height / 2), (width, height / 2)])
    edge = symbol.stroke_width_mm / 2 + SWATCH_MARGIN_MM
    return shapely.box(edge, edge, width - edge, height - edge)
