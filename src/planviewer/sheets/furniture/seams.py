"""Match lines of a series, and the frames of its sheets on the index sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import shapely

from planviewer.sheets.fonts import TextStyle
from planviewer.sheets.look import ACCENT, ALERT, PAPER, Look
from planviewer.sheets.marks import Mark, Point, ShapeMark, TextMark, line_of_text
from planviewer.sheets.page import Box
from planviewer.sheets.place import Place
from planviewer.sheets.request import Outline, Seam
from planviewer.sheets.typeset import elide

_FAR_MM = 5_000.0
_VEIL = 0.62
_PAD = 1.0


def seam_marks(seams: Iterable[Seam], place: Place, look: Look) -> tuple[Mark, ...]:
    """Return veils, dashed lines and the names of the neighbours, all inside the frame."""
    frame = place.frame
    box = shapely.box(frame.x, frame.y, frame.right, frame.bottom)
    marks: list[Mark] = []
    for seam in seams:
        start, stop = place.page(*seam.start), place.page(*seam.stop)
        inner = place.page(*seam.inner)
        marks += _veil(start, stop, inner, box)
        marks += _line(start, stop, box, look)
        if str(seam.label):
            at = _middle(start, stop) if seam.label_at is None else place.page(*seam.label_at)
            marks += _label(str(seam.label), at, _unit(start, stop, inner)[1], frame, look)
    return tuple(marks)


def _unit(start: Point, stop: Point, inner: Point) -> tuple[Point, Point]:
    """Return unit steps along a line and away from ``inner``."""
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    length = math.hypot(dx, dy)
    along = (dx / length, dy / length)
    side = along[0] * (inner[1] - start[1]) - along[1] * (inner[0] - start[0])
    away = (along[1], -along[0]) if side > 0 else (-along[1], along[0])
    return along, away


def _veil(start: Point, stop: Point, inner: Point, box: shapely.Polygon) -> Iterator[Mark]:
    along, away = _unit(start, stop, inner)
    ends = [
        (start[0] - along[0] * _FAR_MM, start[1] - along[1] * _FAR_MM),
        (start[0] + along[0] * _FAR_MM, start[1] + along[1] * _FAR_MM),
    ]
    far = [(x + away[0] * 2 * _FAR_MM, y + away[1] * 2 * _FAR_MM) for x, y in reversed(ends)]
    beyond = shapely.intersection(shapely.Polygon([*ends, *far]), box)
    if isinstance(beyond, shapely.Polygon) and not beyond.is_empty:
        points = tuple((x, y) for x, y in beyond.exterior.coords)
        yield ShapeMark(points, fill=PAPER, closed=True, opacity=_VEIL)


def _line(start: Point, stop: Point, box: shapely.Polygon, look: Look) -> Iterator[Mark]:
    seen = shapely.intersection(shapely.LineString([start, stop]), box)
    if seen.geom_type == "LineString" and not seen.is_empty:
        (x0, y0), *_, (x1, y1) = seen.coords
        dash = (look.mm(4.0), look.mm(1.2), look.mm(0.8), look.mm(1.2))
        yield ShapeMark(((x0, y0), (x1, y1)), stroke=ALERT, width=look.mm(0.4), dash=dash)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _label(text: str, at: Point, away: Point, frame: Box, look: Look) -> Iterator[Mark]:
    """Yield the name of the neighbour beyond the line, on white, inside the frame."""
    style = look.row_strong.colored(ALERT)
    pad = look.mm(_PAD)
    text = elide(text, frame.width / 3, style)
    wide, tall = style.width(text) + 2 * pad, 1.27 * style.em + 2 * pad
    reach = abs(away[0]) * wide / 2 + abs(away[1]) * tall / 2 + pad
    x, y = at[0] + away[0] * reach, at[1] + away[1] * reach
    room = frame.inset(pad / 2)
    left = min(max(x - wide / 2, room.x), room.right - wide)
    top = min(max(y - tall / 2, room.y), room.bottom - tall)
    corners = ((left, top), (left + wide, top), (left + wide, top + tall), (left, top + tall))
    yield ShapeMark(corners, fill=PAPER, stroke=ALERT, width=look.mm(0.15), closed=True)
    yield line_of_text(text, left + pad, top + pad, style)


def outline_marks(outlines: Sequence[Outline], place: Place, look: Look) -> tuple[Mark, ...]:
    """Return the frames of the sheets of a series with their numbers."""
    marks: list[Mark] = []
    style = look.scale.colored(ACCENT)
    for outline in outlines:
        points = tuple(place.page(*corner) for corner in outline.corners)
        marks.append(ShapeMark(points, stroke=ACCENT, width=look.mm(0.35), closed=True))
        number = style.scaled(_shrunk(points, look))
        marks.append(_number(outline.label, points, place.frame, number))
    return tuple(marks)


def _shrunk(points: Sequence[Point], look: Look) -> float:
    """Return how much smaller the number of a small frame is set."""
    small = min(max(p[k] for p in points) - min(p[k] for p in points) for k in (0, 1))
    return min(1.0, max(0.5, small / look.mm(12.0)))


def _number(text: str, points: Sequence[Point], frame: Box, style: TextStyle) -> TextMark:
    x = sum(p[0] for p in points) / len(points)
    y = sum(p[1] for p in points) / len(points)
    half = style.width(text) / 2
    x = min(max(x, frame.x + half), frame.right - half)
    y = min(max(y, frame.y + style.em), frame.bottom - style.em)
    return line_of_text(text, x, y - 0.635 * style.em, style, "middle")
