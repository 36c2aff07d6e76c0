"""A slow, plain drawing of every feature from its own shapely geometry: what pictures must equal.

It shares with the painter only what the model says (symbols in mm, one class after the other, union
of a class's fills) and the pens; no arrays, no index, no level of detail, no batches, no clipping.
"""

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPolygonF

from planviewer.drawing.classes import classify, symbols_of
from planviewer.drawing.hatch import hatch_brush
from planviewer.drawing.markers import draw_marker
from planviewer.drawing.pens import casing_pen, symbol_pen
from planviewer.model.crs import operation


def blank(view, colour=0):
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour)
    return image


def to_device(view, crs, target):
    """Return a function from the coordinates of ``crs`` to device pixels."""
    change = None if crs == target else operation(crs, target)

    def convert(xy):
        points = xy if change is None else change.points(xy)
        west, _, east, north = view.bounds
        scale = view.width / (east - west)
        return np.column_stack(((points[:, 0] - west) * scale, (north - points[:, 1]) * scale))

    return convert


def draw(frame, style, view, target):
    """Return the picture of one layer."""
    convert = to_device(view, frame.crs, target)
    symbols, classes = symbols_of(style), classify(style, frame)
    geometries = [
        None if g is None else shapely.transform(g, convert) for g in frame.geometry.to_numpy()
    ]
    items = [(classes[row], g) for row, g in enumerate(geometries) if g is not None]
    image = blank(view)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fills(painter, items, symbols, view)
    for number, symbol in enumerate(symbols):
        mine = [g for c, g in items if c == number]
        if symbol.hatch != "none":
            _brush(painter, mine, hatch_brush(symbol, view))
    _pens(painter, items, symbols, lambda s, _filled: casing_pen(s, view), (2, 1))
    _pens(painter, items, symbols, lambda s, filled: symbol_pen(s, view, filled=filled), (2,))
    _pens(painter, items, symbols, lambda s, filled: symbol_pen(s, view, filled=filled), (1,))
    for number, symbol in enumerate(symbols):
        for part in _parts([g for c, g in items if c == number], 0):
            draw_marker(painter, symbol, part.x, part.y, view.px_per_mm)
    painter.end()
    return image


def _fills(painter, items, symbols, view):
    opacities = sorted({s.fill_opacity for s in symbols if s.fill}, reverse=True)
    for opacity in opacities:
        flat = blank(view)
        inner = QPainter(flat)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, symbol in enumerate(symbols):
            if symbol.fill and symbol.fill_opacity == opacity:
                mine = [g for c, g in items if c == number]
                _brush(inner, mine, QBrush(QColor(symbol.fill)))
        inner.end()
        painter.setOpacity(opacity)
        painter.drawImage(0, 0, flat)
        painter.setOpacity(1)


def _brush(painter, geometries, brush):
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    for part in _parts(geometries, 2):
        painter.drawPath(_path(part))


def _pens(painter, items, symbols, pen_of, dimensions):
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, symbol in enumerate(symbols):
        for dimension in dimensions:
            pen = pen_of(symbol, dimension == 2)
            if pen is not None:
                for part in _parts([g for c, g in items if c == number], dimension):
                    painter.strokePath(_path(part), pen)


def _parts(geometries, dimension):
    for geometry in geometries:
        for part in shapely.get_parts(geometry):
            if part.geom_type.startswith("Multi") or part.geom_type == "GeometryCollection":
                yield from _parts([part], dimension)
            elif not part.is_empty and shapely.get_dimensions(part) == dimension:
                yield part


def _path(part):
    path = QPainterPath()
    rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
    for ring in rings:
        points = shapely.get_coordinates(ring).tolist()
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    return path


def pixels(image):
    """Return (height, width, 4) of a picture, premultiplied, as numbers that can be subtracted."""
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(np.int16)


def blurred(picture, block):
    """Return means over blocks of pixels: the tone seen from a little further away."""
    height, width = (n // block * block for n in picture.shape[:2])
    cut = picture[:height, :width].astype(np.float64)
    return cut.reshape(height // block, block, width // block, block, 4).mean(axis=(1, 3))
