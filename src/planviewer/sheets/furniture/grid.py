"""The coordinate grid: faint lines under the map, crosses over it, figures beside the frame."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planviewer.i18n import translate
from planviewer.sheets.look import GRID, INK, Look
from planviewer.sheets.marks import Mark, ShapeMark, line_of_text, rectangle, turned_text
from planviewer.sheets.page import Box
from planviewer.sheets.scales import Bounds, grid_step

GUTTER = 4.6
"""Room beside the frame for figures, in mm on A4."""

_SPACING = 34.0
_CROSS = 1.6
_TICK = 1.3


@dataclass(frozen=True)
class Grid:
    """Where lines of round coordinates cross the frame: (coordinate in m, place in mm)."""

    frame: Box
    step: float
    easts: tuple[tuple[float, float], ...]
    norths: tuple[tuple[float, float], ...]


def make_grid(frame: Box, bounds: Bounds, scale: float, look: Look) -> Grid:
    """Return the grid lines of a frame showing ``bounds`` at 1:``scale``."""
    step = grid_step(scale, look.mm(_SPACING))
    mm = 1000.0 / scale
    easts = tuple(
        (e, frame.x + (e - bounds[0]) * mm) for e in _multiples(bounds[0], bounds[2], step)
    )
    norths = tuple(
        (n, frame.bottom - (n - bounds[1]) * mm) for n in _multiples(bounds[1], bounds[3], step)
    )
    return Grid(frame, step, easts, norths)


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    number = math.ceil(low / step - 1e-9)
    while number * step <= high + 1e-9:
        yield number * step
        number += 1


def under_map(grid: Grid) -> tuple[Mark, ...]:
    """Return faint lines across the frame, painted before the map."""
    frame = grid.frame
    down = [((x, frame.y), (x, frame.bottom)) for _, x in grid.easts]
    across = [((frame.x, y), (frame.right, y)) for _, y in grid.norths]
    return tuple(
        ShapeMark(points, stroke=GRID, width=0.1, opacity=0.45) for points in (*down, *across)
    )


def over_map(grid: Grid, look: Look) -> tuple[Mark, ...]:
    """Return small crosses where lines meet, kept inside the frame."""
    arm = look.mm(_CROSS)
    marks: list[Mark] = []
    for _, x in grid.easts:
        for _, y in grid.norths:
            if grid.frame.inset(arm).contains(Box(x, y, 0, 0)):
                marks.append(ShapeMark(((x - arm, y), (x + arm, y)), stroke=INK, width=0.12))
                marks.append(ShapeMark(((x, y - arm), (x, y + arm)), stroke=INK, width=0.12))
    return tuple(marks)


def around_map(grid: Grid, look: Look) -> tuple[Mark, ...]:
    """Return ticks and figures in the gutter, and the outer line of the frame."""
    gutter = look.mm(GUTTER)
    outer = grid.frame.inset(-gutter)
    return (
        rectangle(outer, stroke=INK, width=look.mm(0.45)),
        *_along_east(grid, outer, look),
        *_along_north(grid, outer, look),
    )


def _along_east(grid: Grid, outer: Box, look: Look) -> Iterator[Mark]:
    style, tick, frame = look.small, look.mm(_TICK), grid.frame
    tall = 1.27 * style.em
    for east, x in grid.easts:
        yield ShapeMark(((x, frame.y - tick), (x, frame.y)), stroke=INK, width=0.15)
        yield ShapeMark(((x, frame.bottom), (x, frame.bottom + tick)), stroke=INK, width=0.15)
        text = translate("sheet", "{easting} E").format(easting=grouped(east))
        half = style.width(text) / 2
        if frame.x + half <= x <= frame.right - half:
            yield line_of_text(
                text, x, outer.y + (frame.y - tick - outer.y - tall) / 2, style, "middle"
            )
            lower = frame.bottom + tick
            yield line_of_text(text, x, lower + (outer.bottom - lower - tall) / 2, style, "middle")


def _along_north(grid: Grid, outer: Box, look: Look) -> Iterator[Mark]:
    style, tick, frame = look.small, look.mm(_TICK), grid.frame
    for north, y in grid.norths:
        yield ShapeMark(((frame.x - tick, y), (frame.x, y)), stroke=INK, width=0.15)
        yield ShapeMark(((frame.right, y), (frame.right + tick, y)), stroke=INK, width=0.15)
        text = translate("sheet", "{northing} N").format(northing=grouped(north))
        half = style.width(text) / 2
        if frame.y + half <= y <= frame.bottom - half:
            down = (1.0 - 0.27) / 2 * style.em
            yield turned_text(text, (outer.x + frame.x - tick) / 2 + down, y, style)
            yield turned_text(text, (outer.right + frame.right + tick) / 2 + down, y, style)


def grouped(metres: float) -> str:
    """Return a coordinate in whole metres with no-break spaces: 2 515 000."""
    return f"{metres:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
