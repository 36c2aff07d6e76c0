"""Outlines of very many shapes, two or three pixels wide: drawn segment by segment.

Qt strokes a path wider than a pixel by making an area of it, with its joins, and filling that. For
single lines it has a scan converter of its own, which is six times as fast. Square ends close the
gaps between segments; at this width nobody can tell them from joins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen
from shiboken6 import Shiboken

from planviewer.drawing.arrays import Floats
from planviewer.drawing.canvas import Canvas
from planviewer.drawing.classes import ClassIndex
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.pens import casing_pen, symbol_pen
from planviewer.drawing.shapes import Paths

MANY_POINTS: Final = 100_000
"""Of a layer, wherever one looks: neighbouring tiles must be drawn in the same way."""
WIDEST_PX: Final = 3.0
"""Wider, square ends would be seen to stick out where a line bends."""
_AT_ONCE: Final = 8_192


def segmented_classes(canvas: Canvas, layer: DrawLayer) -> frozenset[int]:
    """Return the symbols (by number) whose outlines of polygons are drawn by segments."""
    if canvas.vector or len(layer.geometry.polygons.paths.coords) < MANY_POINTS:
        return frozenset()
    found = set()
    for number, symbol in enumerate(layer.symbols):
        pen = symbol_pen(symbol, canvas.view, filled=True)
        plain = not symbol.dash and casing_pen(symbol, canvas.view) is None
        if pen is not None and plain and 1.0 < pen.widthF() <= WIDEST_PX:
            found.add(number)
    return frozenset(found)


def segments_by_class(paths: Paths, classes: ClassIndex) -> Iterator[tuple[int, Floats]]:
    """Yield (class, segments (n, 4): x, y, x, y) of shapes sorted by class."""
    points = paths.point_offsets
    limits = np.flatnonzero(np.diff(classes)) + 1
    for first, last in zip([0, *limits], [*limits, len(classes)], strict=True):
        a, b = int(points[first]), int(points[last])
        if b - a < 2:
            continue
        coords = paths.coords[a:b]
        joined = np.ones(b - a - 1, dtype=bool)
        starts = paths.path_offsets[paths.shape_offsets[first] : paths.shape_offsets[last]] - a
        joined[starts[starts > 0] - 1] = False
        yield int(classes[first]), np.hstack((coords[:-1], coords[1:]))[joined]


def draw_segments(canvas: Canvas, segments: Floats, pen: QPen) -> None:
    """Draw segments (n, 4) with an opaque pen."""
    square = QPen(pen)
    square.setCapStyle(Qt.PenCapStyle.SquareCap)
    canvas.painter.setPen(square)
    lines = np.ascontiguousarray(segments, dtype=np.float64)
    for first in range(0, len(lines), _AT_ONCE):
        canvas.go_on()
        _draw_lines(canvas.painter, lines[first : first + _AT_ONCE])


def _draw_lines(painter: QPainter, lines: Floats) -> None:
    """Draw lines where they lie: four doubles are a QLineF; to make objects takes longer."""
    start = cast("QLineF", Shiboken.wrapInstance(lines.ctypes.data, QLineF))
    painter.drawLines(start, len(lines))
