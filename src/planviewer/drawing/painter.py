"""Layers onto a picture or a page.

Within a layer all fills come first, then hatches, casings, strokes and markers; within each of
these one class of the style after the other. Where shapes of one class overlap, their fill is
that of their union: the picture does not depend on which shapes happen to share a Qt path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from planviewer.drawing.canvas import Cancelled, Canvas
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.dust import DUST_PX, Footprint, fill_image, rgb, stroke_image
from planviewer.drawing.hatch import hatch_brush, hatch_path
from planviewer.drawing.label_draw import draw_labels
from planviewer.drawing.label_places import place_labels
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.pens import casing_pen, symbol_pen
from planviewer.drawing.points import draw_points
from planviewer.drawing.prepare import Chosen, Outlines, choose, outline, split_dust
from planviewer.drawing.view import View


def paint(
    painter: QPainter,
    layers: Sequence[Drawable],
    view: View,
    cancelled: Cancelled | None = None,
    *,
    labels: bool = True,
) -> bool:
    """Draw layers, the first one at the bottom.

    Parameters
    ----------
    painter
        Active on a QImage, QPdfWriter, QSvgGenerator …; its coordinates are device pixels of
        ``view``, with 0, 0 at the top left. Its state is as before afterwards.
    cancelled
        Asked now and then; once it answers True the drawing stops.
    labels
        Whether to write labels on top of all layers.

    Returns
    -------
    bool
        Whether anything lay in (or reached into) the view.

    Raises
    ------
    DrawingCancelled
        If ``cancelled`` said so; what is drawn until then stays.
    """
    canvas = Canvas.of(painter, view, cancelled)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        drawn = [
            _paint_layer(canvas, layer) for layer in layers if layer.visible and layer.opacity > 0
        ]
        if labels:
            seen = [layer for layer in layers if layer.visible and layer.opacity > 0]
            written = labelled(seen, view.denominator)
            draw_labels(painter, place_labels(written, view), view.px_per_mm)
    finally:
        painter.restore()
    return any(drawn)


def labelled(layers: Sequence[Drawable], scale: float) -> list[DrawLayer]:
    """Return the layers that have labels to be seen at 1:``scale``, and those labels only."""
    found = [item.lettered_at(scale) for item in layers if isinstance(item, DrawLayer)]
    return [item for item in found if item.texts]


def _paint_layer(canvas: Canvas, layer: Drawable) -> bool:
    canvas.go_on()
    if not isinstance(layer, DrawLayer):
        return layer.draw(canvas)
    areas = choose(layer, layer.geometry.polygons, canvas.view)
    lines = choose(layer, layer.geometry.lines, canvas.view)
    points = choose(layer, layer.geometry.points, canvas.view)
    if not (len(areas) or len(lines) or len(points)):
        return False
    with canvas.blended(layer.opacity) as target:
        _draw_shapes(target, layer, areas, lines)
        draw_points(target, layer, points)
    return True


def _draw_shapes(canvas: Canvas, layer: DrawLayer, areas: Chosen, lines: Chosen) -> None:
    areas, area_dust = _without_dust(canvas, areas)
    lines, line_dust = _without_dust(canvas, lines)
    polygons = outline(layer, areas, canvas.view, closed=True)
    roads = outline(layer, lines, canvas.view, closed=False)
    _fills(canvas, layer, polygons, area_dust)
    _hatches(canvas, layer, polygons)
    _casings(canvas, layer, (polygons, roads))
    _dust_strokes(canvas, layer, area_dust, filled=True)
    _strokes(canvas, layer, polygons, filled=True)
    _dust_strokes(canvas, layer, line_dust, filled=False)
    _strokes(canvas, layer, roads, filled=False)


@dataclass(frozen=True, eq=False)
class Dust:
    """Shapes too small to be drawn one by one, and the pixels they lie on."""

    shapes: Chosen
    footprint: Footprint | None
    """None if there are none."""


def _without_dust(canvas: Canvas, chosen: Chosen) -> tuple[Chosen, Dust]:
    view = canvas.view
    smallest = 0.0 if canvas.vector else DUST_PX * view.resolution
    chosen, dust = split_dust(chosen, smallest)
    if len(dust) == 0:
        return chosen, Dust(dust, None)
    corners = dust.shapes.bounds.take(dust.places, axis=0)
    low, high = view.device(corners[:, :2]), view.device(corners[:, 2:])
    boxes = np.column_stack((low[:, 0], high[:, 1], high[:, 0], low[:, 1]))
    return chosen, Dust(dust, Footprint.of(boxes, view.width, view.height))


def _fills(canvas: Canvas, layer: DrawLayer, outlines: Outlines, dust: Dust) -> None:
    """Fill, opaque, and blend what is translucent as a whole."""
    wanted = {n: s.fill_opacity for n, s in enumerate(layer.symbols) if s.fill is not None}
    seen = set(outlines.fills) | set(dust.shapes.kinds)
    for opacity in sorted({o for n, o in wanted.items() if n in seen}, reverse=True):
        classes = [n for n, o in wanted.items() if o == opacity and n in seen]
        with canvas.blended(opacity) as target:
            _dust_fill(target, layer, dust, classes)
            for number in classes:
                brush = QBrush(QColor(layer.symbols[number].fill))
                _fill(target, outlines.fills.get(number, ()), brush)


def _fill(canvas: Canvas, paths: Sequence[QPainterPath], brush: QBrush) -> None:
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(brush)
    for path in paths:
        canvas.go_on()
        canvas.painter.drawPath(path)


def _dust_fill(canvas: Canvas, layer: DrawLayer, dust: Dust, classes: Sequence[int]) -> None:
    if dust.footprint is None or not set(classes) & set(dust.shapes.kinds):
        return
    mine = np.isin(dust.shapes.classes, classes)
    colours = [rgb(symbol.fill or "#000000") for symbol in layer.symbols]
    shapes = dust.shapes
    areas = shapes.shapes.areas[shapes.places] * mine / canvas.view.resolution**2
    image = fill_image(dust.footprint, areas, colours, shapes.classes)
    canvas.painter.drawImage(0, 0, image)


def _dust_strokes(canvas: Canvas, layer: DrawLayer, dust: Dust, *, filled: bool) -> None:
    shapes = dust.shapes
    if dust.footprint is None:
        return
    pens = [symbol_pen(symbol, canvas.view, filled=filled) for symbol in layer.symbols]
    widths = np.array([_paint_width(pen) for pen in pens])
    colours = [rgb(pen.color().name() if pen else "#000000") for pen in pens]
    lengths = shapes.shapes.lengths[shapes.places] / canvas.view.resolution
    painted = lengths * widths[shapes.classes]
    image = stroke_image(dust.footprint, painted, colours, shapes.classes)
    canvas.painter.drawImage(0, 0, image)


def _paint_width(pen: QPen | None) -> float:
    return 0.0 if pen is None else pen.widthF() * pen.color().alphaF()


def _hatches(canvas: Canvas, layer: DrawLayer, outlines: Outlines) -> None:
    for number, symbol in enumerate(layer.symbols):
        paths = outlines.fills.get(number)
        if symbol.hatch == "none" or not paths:
            continue
        if not canvas.vector:
            _fill(canvas, paths, hatch_brush(symbol, canvas.view))
            continue
        for path in paths:
            canvas.go_on()
            hatch_path(canvas.painter, path, symbol, canvas.view)


def _casings(canvas: Canvas, layer: DrawLayer, outlines: Sequence[Outlines]) -> None:
    for number, part in sorted((n, k) for k, o in enumerate(outlines) for n in o.strokes):
        pen = casing_pen(layer.symbols[number], canvas.view)
        if pen is not None:
            for path, _phase in outlines[part].strokes[number]:
                canvas.go_on()
                canvas.painter.strokePath(path, pen)


def _strokes(canvas: Canvas, layer: DrawLayer, outlines: Outlines, *, filled: bool) -> None:
    for number in sorted(outlines.strokes):
        symbol = layer.symbols[number]
        pen = symbol_pen(symbol, canvas.view, filled=filled)
        if pen is None:
            continue
        for path, phase in outlines.strokes[number]:
            canvas.go_on()
            shifted = symbol_pen(symbol, canvas.view, phase, filled=filled) if phase else None
            canvas.painter.strokePath(path, shifted or pen)
