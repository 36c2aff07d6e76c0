"""The four edges of the frame, and ticks with figures beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planviewer.sheets.fonts import ASCENT_EM, DESCENT_EM, TextStyle
from planviewer.sheets.look import INK
from planviewer.sheets.marks import Mark, Point, ShapeMark, line_of_text, turned_text
from planviewer.sheets.page import Box

_BETWEEN_EM = 0.8


@dataclass(frozen=True)
class Edge:
    """One edge of a frame, from left to right or from top to bottom; ``outward`` is a unit step."""

    start: Point
    stop: Point
    outward: Point

    @property
    def level(self) -> bool:
        """Whether it is the upper or the lower edge."""
        return self.outward[0] == 0

    @property
    def length(self) -> float:
        """Its length in millimetres."""
        return abs(self.stop[0] - self.start[0]) + abs(self.stop[1] - self.start[1])

    def at(self, along: float, out: float = 0.0) -> Point:
        """Return the point ``along`` mm from the start and ``out`` mm off the frame."""
        x, y = self.start
        step = (along, 0.0) if self.level else (0.0, along)
        return x + step[0] + self.outward[0] * out, y + step[1] + self.outward[1] * out


@dataclass(frozen=True, order=True)
class Label:
    """A figure for the place ``along`` mm from the start of an edge."""

    along: float
    text: str


def edges(frame: Box) -> tuple[Edge, Edge, Edge, Edge]:
    """Return the upper, lower, left and right edge."""
    left, top, right, bottom = frame.x, frame.y, frame.right, frame.bottom
    return (
        Edge((left, top), (right, top), (0.0, -1.0)),
        Edge((left, bottom), (right, bottom), (0.0, 1.0)),
        Edge((left, top), (left, bottom), (-1.0, 0.0)),
        Edge((right, top), (right, bottom), (1.0, 0.0)),
    )


def labels_along(
    edge: Edge,
    labels: Sequence[Label],
    style: TextStyle,
    *,
    near: float,
    room: float,
    tick: float,
) -> Iterator[Mark]:
    """Yield a tick for each label, and its figure where it meets neither an end nor another one.

    The band beside the edge begins ``near`` mm off it and is ``room`` mm wide; ticks begin there.
    """
    free = 0.0
    for label in labels:
        ends = (edge.at(label.along, near), edge.at(label.along, near + tick))
        yield ShapeMark(ends, stroke=style.color if near else INK, width=0.15)
        half = style.width(label.text) / 2
        if label.along - half < free or label.along + half > edge.length:
            continue
        free = label.along + half + _BETWEEN_EM * style.em
        middle = near + tick + (room - tick) / 2
        yield _figure(edge, label, style, middle)


def _figure(edge: Edge, label: Label, style: TextStyle, middle: float) -> Mark:
    """Return the text centred ``middle`` mm off the edge; it reads upward beside upright edges."""
    x, y = edge.at(label.along, middle)
    if edge.level:
        top = y - (ASCENT_EM + DESCENT_EM) / 2 * style.em
        return line_of_text(label.text, x, top, style, "middle")
    return turned_text(label.text, x + (ASCENT_EM - DESCENT_EM) / 2 * style.em, y, style)
