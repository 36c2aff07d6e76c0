"""Layers of very many shapes as PDF operators, straight from coordinate arrays.

Qt formats every number of every path by itself and deflates them at zlib's usual level: most of
the time a large sheet takes. Here all numbers of a layer have the same count of digits, so numpy
writes a hundred thousand lines at a time and zlib packs them quickly. The look is that of
`drawing.painter`: fills first, then casings, then strokes, one class after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from planviewer.drawing.arrays import Mask
from planviewer.drawing.canvas import Cancelled, DrawingCancelled, never
from planviewer.drawing.classes import ClassIndex
from planviewer.drawing.clip import clip_lines, clip_rings
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.pens import casing_pen, symbol_pen
from planviewer.drawing.prepare import Chosen, choose
from planviewer.drawing.shapes import Paths
from planviewer.drawing.view import View
from planviewer.sheets.pdf_numbers import Ending, Operators, lone_paths

MANY_POINTS: Final = 20_000
"""Fewer are painted by Qt like everything else."""
_MARGIN: Final = 64.0
"""Units beyond the frame at which shapes are cut, besides their pens."""
_JOINS: Final = {
    Qt.PenJoinStyle.MiterJoin: 0,
    Qt.PenJoinStyle.RoundJoin: 1,
    Qt.PenJoinStyle.BevelJoin: 2,
}
_CAPS: Final = {
    Qt.PenCapStyle.FlatCap: 0,
    Qt.PenCapStyle.RoundCap: 1,
    Qt.PenCapStyle.SquareCap: 2,
}


@dataclass(frozen=True)
class Pass:
    """What is drawn in one go: deflated operators, blended as a whole with ``opacity``."""

    data: bytes
    opacity: float


@dataclass(frozen=True)
class PlainMap:
    """A layer in operators: ``passes`` in drawing order, blended as a whole with ``opacity``.

    Their numbers are whole units; ``shift`` of them lie left of and above the map's corner, and
    none is beyond ``size``.
    """

    passes: tuple[Pass, ...]
    opacity: float
    shift: int
    size: tuple[int, int]


@dataclass(frozen=True, eq=False)
class _Part:
    """Shapes of a kind in units, sorted by class, drawn with the same ending."""

    paths: Paths
    classes: ClassIndex
    ending: Ending


@dataclass(frozen=True, eq=False)
class _Page:
    """What all steps need: the view, how far beyond it shapes may reach, when to stop."""

    view: View
    shift: int
    cancelled: Cancelled

    def operators(self) -> Operators:
        longest = max(self.view.width, self.view.height) + 2 * self.shift
        return Operators(self.shift, len(str(longest)))


def is_plain(layer: DrawLayer) -> bool:
    """Whether a layer is so large that `plain_map` pays, and has nothing it cannot draw."""
    geometry = layer.geometry
    many = len(geometry.polygons.paths.coords) + len(geometry.lines.paths.coords) >= MANY_POINTS
    simple = all(not symbol.dash and symbol.hatch == "none" for symbol in layer.symbols)
    return many and simple and len(geometry.points) == 0


def plain_map(layer: DrawLayer, view: View, cancelled: Cancelled | None = None) -> PlainMap:
    """Return the operators that draw a plain layer on a view of whole units.

    Raises
    ------
    DrawingCancelled
        If ``cancelled`` said so.
    """
    shift = int(np.ceil(_MARGIN + view.px(layer.reach_mm)))
    page = _Page(view, shift, cancelled or never)
    areas = choose(layer, layer.geometry.polygons, view)
    lines = choose(layer, layer.geometry.lines, view)
    whole, cut = _apart(areas, page)
    filled = [_placed(whole, view, Ending.FILL), _cut_fills(cut, page)]
    edges = [_placed(whole, view, Ending.RING), _cut_lines(cut, page)]
    whole, cut = _apart(lines, page)
    roads = [_placed(whole, view, Ending.LINE), _cut_lines(cut, page)]
    strokes = page.operators()
    _casings(strokes, layer, page, [*edges, *roads])
    _strokes(strokes, layer, page, edges, filled=True)
    _strokes(strokes, layer, page, roads, filled=False)
    passes = [*_fills(layer, page, filled), Pass(strokes.packed(), 1.0)]
    size = (view.width + 2 * shift, view.height + 2 * shift)
    return PlainMap(tuple(passes), layer.opacity, shift, size)


def _apart(chosen: Chosen, page: _Page) -> tuple[Chosen, Chosen]:
    """Return the shapes that lie wholly where units can be counted, and the others."""
    west, south, east, north = page.view.around(page.shift - 1)
    bounds = chosen.shapes.bounds[chosen.places]
    low: Mask = (bounds[:, 0] >= west) & (bounds[:, 1] >= south)
    inside = low & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    return chosen.part(inside), chosen.part(~inside)


def _in_units(chosen: Chosen, view: View) -> Paths:
    paths = chosen.shapes.paths.take(chosen.places)
    return Paths(view.device(paths.coords), paths.path_offsets, paths.shape_offsets)


def _placed(chosen: Chosen, view: View, ending: Ending) -> _Part:
    return _Part(_in_units(chosen, view), chosen.classes, ending)


def _box(page: _Page) -> tuple[float, float, float, float]:
    beyond = page.shift - 1
    return (-beyond, -beyond, page.view.width + beyond, page.view.height + beyond)


def _cut_fills(chosen: Chosen, page: _Page) -> _Part:
    rings = clip_rings(_in_units(chosen, page.view), _box(page))
    return _Part(rings, chosen.classes, Ending.FILL)


def _cut_lines(chosen: Chosen, page: _Page) -> _Part:
    paths = _in_units(chosen, page.view)
    runs = clip_lines(paths, _box(page))
    shape = np.searchsorted(paths.shape_offsets, runs.source, side="right") - 1
    return _Part(lone_paths(runs.coords, runs.offsets), chosen.classes[shape], Ending.LINE)


def _fills(layer: DrawLayer, page: _Page, parts: Sequence[_Part]) -> Iterator[Pass]:
    """Yield a pass for every opacity there is, as the painter does."""
    seen = {int(number) for part in parts for number in np.unique(part.classes)}
    wanted = {
        number: symbol.fill_opacity
        for number, symbol in enumerate(layer.symbols)
        if number in seen and symbol.fill is not None
    }
    for opacity in sorted(set(wanted.values()), reverse=True):
        written = page.operators()
        for number in (n for n, value in wanted.items() if value == opacity):
            written.say(f"{_rgb(QColor(layer.symbols[number].fill))} rg")
            _write(written, page, parts, number)
        yield Pass(written.packed(), opacity)


def _casings(written: Operators, layer: DrawLayer, page: _Page, parts: Sequence[_Part]) -> None:
    for number, symbol in enumerate(layer.symbols):
        pen = casing_pen(symbol, page.view)
        if pen is not None:
            written.say(_pen_words(pen))
            _write(written, page, parts, number)


def _strokes(
    written: Operators, layer: DrawLayer, page: _Page, parts: Sequence[_Part], *, filled: bool
) -> None:
    for number, symbol in enumerate(layer.symbols):
        pen = symbol_pen(symbol, page.view, filled=filled)
        if pen is not None:
            written.say(_pen_words(pen))
            _write(written, page, parts, number)


def _write(written: Operators, page: _Page, parts: Sequence[_Part], number: int) -> None:
    for part in parts:
        first, last = np.searchsorted(part.classes, [number, number + 1])
        for paths in written.chunks(part.paths, int(first), int(last)):
            if page.cancelled():
                raise DrawingCancelled
            written.draw(paths, part.ending)


def _pen_words(pen: QPen) -> str:
    ends = f"{_CAPS[pen.capStyle()]} J {_JOINS[pen.joinStyle()]} j"
    return f"{pen.widthF():.3f} w {ends} {_rgb(pen.color())} RG"


def _rgb(colour: QColor) -> str:
    return f"{colour.redF():.4f} {colour.greenF():.4f} {colour.blueF():.4f}"
