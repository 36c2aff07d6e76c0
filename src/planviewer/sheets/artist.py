"""Who paints the map inside the frame, and the swatches of the legend, as sheets see them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from planviewer.drawing.canvas import Cancelled
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.label_draw import draw_labels
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import labelled, paint
from planviewer.drawing.view import View
from planviewer.model.style import Symbol
from planviewer.sheets.lettering import letters
from planviewer.sheets.marks import Kind
from planviewer.sheets.page import Box
from planviewer.sheets.pdf_shapes import PlainMap, is_plain, plain_map
from planviewer.sheets.place import Place
from planviewer.sheets.scales import Bounds
from planviewer.sheets.turning import turned

NAMES: Final = "names"
"""The piece that holds all names written on the map."""


@dataclass(frozen=True)
class Piece:
    """What is painted in one go, and can be switched in a PDF: a layer by id, or `NAMES`.

    ``paint`` gets a painter whose origin is the upper left corner of the page, clipped to the
    frame, and pixels per millimetre. ``plain`` gives the same as operators of a PDF, for
    that many units per millimetre, where they are quicker than Qt.
    """

    id: str
    paint: Callable[[QPainter, float], None]
    plain: Callable[[float], PlainMap] | None = None


class Artist(Protocol):
    """Paints features; the origin of the painter is the upper left corner of the page."""

    def pieces(self, place: Place) -> Sequence[Piece]:
        """Return what makes up the map of a frame, the lowest first."""

    def paint_overview(
        self, painter: QPainter, box: QRectF, bounds: Bounds, px_per_mm: float
    ) -> None:
        """Paint a small map of ``bounds`` (plan CRS) into ``box`` (device pixels, clipped)."""

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """Paint a sample of ``symbol`` into ``box`` (device pixels, clipped)."""


SWATCH_MARGIN_MM: Final = 0.25
WHOLE_FROM: Final = 60.0
"""Pixels a millimetre from which on positions are whole pixels: no picture has so many."""
OVERVIEW_PEN: Final = 0.4
"""Pens of the small map are so much thinner."""
OVERVIEW_FEATURES: Final = 2_000
"""Layers of more features (a cadastre) are left out of the small map: nobody could see them."""


class MapArtist:
    """Paints with the painter of the screen: what is seen is what is printed.

    Layers are in drawing order; those that the plan does not show at a sheet's scale are left out.
    ``cancelled`` is asked now and then while painting.
    """

    def __init__(self, layers: Sequence[Drawable], cancelled: Cancelled | None = None) -> None:
        self._layers = tuple(layers)
        self._cancelled = cancelled

    def pieces(self, place: Place) -> Sequence[Piece]:
        """Return a piece for each layer, and one for the names."""
        shown = [layer for layer in self._layers if layer.shown_at(place.scale)]
        upright = {id(layer): _upright(layer, place) for layer in shown}
        pieces = [
            Piece(
                layer.layer_id,
                self._painting(layer, upright[id(layer)], place),
                self._plain(upright[id(layer)], place),
            )
            for layer in shown
        ]
        written = labelled(list(upright.values()), place.scale)
        return [*pieces, Piece(NAMES, _naming(written, place))] if written else pieces

    def _painting(
        self, layer: Drawable, upright: Drawable, place: Place
    ) -> Callable[[QPainter, float], None]:
        def work(painter: QPainter, px_per_mm: float) -> None:
            frame = _pixels(place, px_per_mm)
            if place.turn != 0 and not isinstance(layer, DrawLayer):
                _paint_turned(painter, layer, place, px_per_mm, self._cancelled)
                return
            painter.translate(QPointF(*start_of(place.frame, px_per_mm)))
            view = _view(frame, place.upright, px_per_mm)
            paint(painter, [upright], view, self._cancelled, labels=False)

        return work

    def _plain(self, upright: Drawable, place: Place) -> Callable[[float], PlainMap] | None:
        if not isinstance(upright, DrawLayer) or not is_plain(upright):
            return None

        def work(px_per_mm: float) -> PlainMap:
            view = _view(_pixels(place, px_per_mm), place.upright, px_per_mm)
            return plain_map(upright, view, self._cancelled)

        return work

    def paint_overview(
        self, painter: QPainter, box: QRectF, bounds: Bounds, px_per_mm: float
    ) -> None:
        """See :class:`Artist`; images, cadastres and names are left out."""
        few = [
            layer
            for layer in self._layers
            if isinstance(layer, DrawLayer) and layer.feature_count <= OVERVIEW_FEATURES
        ]
        painter.translate(box.topLeft())
        view = _view(box, bounds, px_per_mm * OVERVIEW_PEN)
        paint(painter, few, view, self._cancelled, labels=False)

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """See :class:`Artist`."""
        width, height = box.width() / px_per_mm, box.height() / px_per_mm
        layer = _swatch(symbol, kind, width, height)
        painter.translate(box.topLeft())
        paint(painter, [layer], _view(box, (0.0, 0.0, width, height), px_per_mm))


@lru_cache(maxsize=256)
def _swatch(symbol: Symbol, kind: Kind, width: float, height: float) -> DrawLayer:
    """Return an example of a symbol; the sheets of a series show the same ones."""
    fitting = _fitted(symbol, kind, min(width, height))
    example = np.array([_example(kind, width, height, fitting)], dtype=object)
    classes = np.zeros(1, dtype=np.int16)
    return DrawLayer("swatch", GeometryArrays.build(example), (fitting,), classes)


def _upright(layer: Drawable, place: Place) -> Drawable:
    """Return the layer as it stands on a page that is turned."""
    if place.turn == 0 or not isinstance(layer, DrawLayer):
        return layer
    return turned(layer, place)


def _naming(layers: list[DrawLayer], place: Place) -> Callable[[QPainter, float], None]:
    def work(painter: QPainter, px_per_mm: float) -> None:
        frame = _pixels(place, px_per_mm)
        painter.translate(frame.topLeft())
        view = _view(frame, place.upright, px_per_mm)
        placed = letters(layers, view, (frame.width(), frame.height()))
        draw_labels(painter, placed, px_per_mm)

    return work


def _paint_turned(
    painter: QPainter,
    layer: Drawable,
    place: Place,
    px_per_mm: float,
    cancelled: Cancelled | None,
) -> None:
    """Paint an image of a turned sheet by turning the painter."""
    px_per_metre = px_per_mm * 1000 / place.scale
    west, south, east, north = place.bounds
    size = QRectF(0, 0, (east - west) * px_per_metre, (north - south) * px_per_metre)
    middle = _pixels(place, px_per_mm).center()
    painter.translate(middle)
    painter.rotate(-place.turn)
    painter.translate(-size.width() / 2, -size.height() / 2)
    paint(painter, [layer], _view(size, place.bounds, px_per_mm), cancelled, labels=False)


def start_of(frame: Box, px_per_mm: float) -> tuple[float, float]:
    """Return where the map begins: on a whole pixel if its positions are whole, too."""
    x, y = frame.x * px_per_mm, frame.y * px_per_mm
    if px_per_mm < WHOLE_FROM:
        return x, y
    corner = QPointF(x, y).toPoint()
    return corner.x(), corner.y()


def _pixels(place: Place, px_per_mm: float) -> QRectF:
    box = place.frame
    return QRectF(*(side * px_per_mm for side in (box.x, box.y, box.width, box.height)))


def _view(frame: QRectF, bounds: Bounds, px_per_mm: float) -> View:
    """Return the view of whole pixels that covers ``frame`` at its exact scale.

    The frame's edge rarely falls on a pixel; rounding it would change the scale.
    """
    per_unit = frame.width() / (bounds[2] - bounds[0])
    width, height = math.ceil(frame.width()), math.ceil(frame.height())
    west, north = bounds[0], bounds[3]
    covered = (west, north - height / per_unit, west + width / per_unit, north)
    return View(covered, width, height, px_per_mm, whole=px_per_mm >= WHOLE_FROM)


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
