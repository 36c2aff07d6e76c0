"""The coordinate grid: faint lines under the map, crosses over it, figures beside the frame.

On a turned sheet the lines run obliquely; wherever one leaves the frame stands its figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.sheets.furniture.edges import Edge, Label, edges, labels_along
from planviewer.sheets.look import GRID, INK, Look
from planviewer.sheets.marks import Mark, Point, ShapeMark, rectangle
from planviewer.sheets.place import Place
from planviewer.sheets.scales import grid_step

GUTTER = 4.6
"""Room beside the frame for figures, in mm on A4."""

_SPACING = 34.0
_CROSS = 1.6
_TICK = 1.3


@dataclass(frozen=True)
class Grid:
    """Lines of round coordinates: ``easts`` and ``norths`` in metres, every ``step``."""

    place: Place
    step: float
    easts: tuple[float, ...]
    norths: tuple[float, ...]


def make_grid(place: Place, look: Look) -> Grid:
    """Return the grid lines that cross a frame."""
    step = grid_step(place.scale, look.mm(_SPACING))
    west, south, east, north = place.bounds
    return Grid(
        place, step, tuple(_multiples(west, east, step)), tuple(_multiples(south, north, step))
    )


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    number = math.ceil(low / step - 1e-9)
    while number * step <= high + 1e-9:
        yield number * step
        number += 1


def under_map(grid: Grid) -> tuple[Mark, ...]:
    """Return faint lines across the frame, painted before the map."""
    return tuple(ShapeMark(line, stroke=GRID, width=0.1, opacity=0.45) for line in _lines(grid))


def _lines(grid: Grid) -> Iterator[tuple[Point, Point]]:
    west, south, east, north = grid.place.bounds
    ends = [((e, south), (e, north)) for e in grid.easts]
    ends += [((west, n), (east, n)) for n in grid.norths]
    frame = grid.place.frame
    box = shapely.box(frame.x, frame.y, frame.right, frame.bottom)
    for start, stop in ends:
        line = shapely.LineString([grid.place.page(*start), grid.place.page(*stop)])
        seen = shapely.intersection(line, box)
        if seen.geom_type == "LineString" and not seen.is_empty:
            (x0, y0), *_, (x1, y1) = seen.coords
            yield (x0, y0), (x1, y1)


def over_map(grid: Grid, look: Look) -> tuple[Mark, ...]:
    """Return small crosses where lines meet, kept inside the frame."""
    arm = look.mm(_CROSS)
    room = grid.place.frame.inset(arm)
    ground = arm * grid.place.scale / 1000
    marks: list[Mark] = []
    for east in grid.easts:
        for north in grid.norths:
            x, y = grid.place.page(east, north)
            if room.x <= x <= room.right and room.y <= y <= room.bottom:
                marks += _cross(grid.place, east, north, ground)
    return tuple(marks)


def _cross(place: Place, east: float, north: float, arm: float) -> Iterator[Mark]:
    for dx, dy in ((arm, 0.0), (0.0, arm)):
        ends = (place.page(east - dx, north - dy), place.page(east + dx, north + dy))
        yield ShapeMark(ends, stroke=INK, width=0.12)


def around_map(grid: Grid, look: Look, outer_gutter: float = 0.0) -> tuple[Mark, ...]:
    """Return ticks and figures in the gutter, and the outer line of the frame.

    ``outer_gutter`` is room (mm) beyond the grid's own, for what else stands beside the frame.
    """
    frame = grid.place.frame
    outer = frame.inset(-(look.mm(GUTTER) + outer_gutter))
    marks: list[Mark] = [rectangle(outer, stroke=INK, width=look.mm(0.45))]
    for edge in edges(frame):
        marks += labels_along(
            edge,
            sorted(_crossings(grid, edge)),
            look.small,
            near=0.0,
            room=look.mm(GUTTER),
            tick=look.mm(_TICK),
        )
    return tuple(marks)


def _crossings(grid: Grid, edge: Edge) -> Iterator[Label]:
    """Yield where grid lines leave the frame through an edge."""
    start, stop = grid.place.ground(*edge.start), grid.place.ground(*edge.stop)
    for axis, values in ((0, grid.easts), (1, grid.norths)):
        change = stop[axis] - start[axis]
        if abs(change) < 1e-6 * edge.length * grid.place.scale / 1000:
            continue
        for value in values:
            share = (value - start[axis]) / change
            if -1e-9 <= share <= 1 + 1e-9:
                text = _easting(value) if axis == 0 else _northing(value)
                yield Label(share * edge.length, text)


def _easting(metres: float) -> str:
    return _figure(translate("sheet", "{easting} E"), easting=grouped(metres))


def _northing(metres: float) -> str:
    return _figure(translate("sheet", "{northing} N"), northing=grouped(metres))


def _figure(template: str, **values: str) -> str:
    """Return a figure with its letter; in two languages "538 000 Đ/E"."""
    first, *others = template.split(i18n.BETWEEN)
    letters = [other.partition("}")[2].strip() for other in others]
    return "/".join([first.format(**values), *letters])


def grouped(metres: float) -> str:
    """Return a coordinate in whole metres with no-break spaces: 2 515 000."""
    return f"{metres:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
