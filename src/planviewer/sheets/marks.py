"""What stands on a page besides the map: texts, lines, areas, swatches, all in millimetres.

Furniture is made as such marks and only then painted. So the same sheet goes to any device, and
a test can ask where every word stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

from planviewer.model.style import Symbol
from planviewer.sheets.fonts import ASCENT_EM, DESCENT_EM, TextStyle
from planviewer.sheets.page import Box

Point = tuple[float, float]
Kind = Literal["point", "line", "polygon"]
Anchor = Literal["left", "middle", "right"]


@dataclass(frozen=True)
class TextMark:
    """One line of text; (``x``, ``y``) is where its baseline begins, ``angle`` clockwise in °."""

    text: str
    x: float
    y: float
    style: TextStyle
    angle: float = 0.0

    @property
    def box(self) -> Box:
        """The upright box of the line, tall enough for marks above and below."""
        em = self.style.em
        flat = Box(
            self.x,
            self.y - ASCENT_EM * em,
            self.style.width(self.text),
            (ASCENT_EM + DESCENT_EM) * em,
        )
        return flat.turned((self.x, self.y), self.angle) if self.angle else flat

    def moved(self, dx: float, dy: float) -> Self:
        """Return the mark shifted."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class ShapeMark:
    """A line or an area. ``dash``: lengths in mm (on, off …)."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.2
    closed: bool = False
    opacity: float = 1.0
    dash: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        """The box around the points (pen width not counted)."""
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def moved(self, dx: float, dy: float) -> Self:
        """Return the mark shifted."""
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True)
class CodeMark:
    """A code of square modules: ``rows`` hold 1 where one is dark, painted without seams.

    (``x``, ``y``) is its upper left corner, ``module`` the side of a module.
    """

    rows: tuple[bytes, ...]
    x: float
    y: float
    module: float
    fill: str

    @property
    def box(self) -> Box:
        """The box around all modules."""
        return Box(self.x, self.y, len(self.rows[0]) * self.module, len(self.rows) * self.module)

    @property
    def runs(self) -> Iterator[Box]:
        """The dark modules, those side by side as one box."""
        side = self.module
        for number, row in enumerate(self.rows):
            for begin, count in _dark_runs(row):
                yield Box(self.x + begin * side, self.y + number * side, count * side, side)

    def moved(self, dx: float, dy: float) -> Self:
        """Return the mark shifted."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class SwatchMark:
    """A sample of a symbol, painted by the painter of the map itself."""

    box: Box
    symbol: Symbol
    kind: Kind

    def moved(self, dx: float, dy: float) -> Self:
        """Return the mark shifted."""
        return replace(self, box=self.box.moved(dx, dy))


@dataclass(frozen=True)
class OverviewMark:
    """A small map of ``bounds`` (plan CRS), painted by the painter of the map itself."""

    box: Box
    bounds: tuple[float, float, float, float]

    def moved(self, dx: float, dy: float) -> Self:
        """Return the mark shifted."""
        return replace(self, box=self.box.moved(dx, dy))


Mark = TextMark | ShapeMark | CodeMark | SwatchMark | OverviewMark


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Yield (begin, length) of every run of dark modules."""
    begin: int | None = None
    for place, dark in enumerate([*row, 0]):
        if dark and begin is None:
            begin = place
        elif not dark and begin is not None:
            yield begin, place - begin
            begin = None


def line_of_text(
    text: str, x: float, top: float, style: TextStyle, anchor: Anchor = "left"
) -> TextMark:
    """Return a line whose box begins at ``top``, anchored at ``x``."""
    shift = {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor]
    return TextMark(text, x - shift * style.width(text), top + ASCENT_EM * style.em, style)


def turned_text(text: str, x: float, middle: float, style: TextStyle) -> TextMark:
    """Return text that reads upward, its baseline at ``x``, centred on the height ``middle``."""
    return TextMark(text, x, middle + style.width(text) / 2, style, angle=-90.0)


def rectangle(
    box: Box, *, fill: str | None = None, stroke: str | None = None, width: float = 0.2
) -> ShapeMark:
    """Return a box as a mark."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return ShapeMark(corners, fill=fill, stroke=stroke, width=width, closed=True)


def rule(x0: float, x1: float, y: float, color: str, width: float = 0.15) -> ShapeMark:
    """Return a horizontal line."""
    return ShapeMark(((x0, y), (x1, y)), stroke=color, width=width)


def moved(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """Return all marks shifted."""
    return tuple(mark.moved(dx, dy) for mark in marks)
