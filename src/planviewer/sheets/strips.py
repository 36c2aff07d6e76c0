"""Strip maps along a road: how it is cut into turned sheets that join at match lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.ops import substring

from planviewer.drawing.arrays import Floats
from planviewer.errors import SheetSeriesTooLong
from planviewer.sheets.marks import Point
from planviewer.sheets.page import Box
from planviewer.sheets.place import Place

MOST_SHEETS: Final = 300
EDGE_MM: Final = 14.0
"""Room between a match line and the edge of the frame, where the neighbour begins to show."""


@dataclass(frozen=True)
class Strip:
    """One sheet of a series: from which to which chainage (metres), and how it lies."""

    from_m: float
    to_m: float
    centre: Point
    turn: float
    start: Point
    stop: Point
    heading: Point
    """Unit vector from start to stop."""


def strips(line: Floats, frame_mm: tuple[float, float], scale: int) -> list[Strip]:
    """Cut a line (m, 2; plan CRS) into stretches of equal length that fit frames of a size.

    The road runs along the longer side of the page: from left to right on a landscape one, from
    the foot to the head of a portrait one.

    Raises
    ------
    SheetSeriesTooLong
        If more sheets than ``MOST_SHEETS`` were needed.
    """
    road = shapely.LineString(line)
    room = tuple(max(side - 2 * EDGE_MM, side / 2) * scale / 1000 for side in frame_mm)
    count = max(1, math.ceil(road.length / max(room)))
    while count <= MOST_SHEETS:
        limits = np.linspace(0.0, road.length, count + 1)
        found = [
            _strip(road, low, high, upward=frame_mm[1] > frame_mm[0])
            for low, high in zip(limits[:-1].tolist(), limits[1:].tolist(), strict=True)
        ]
        if all(_fits(road, strip, room) for strip in found):
            return found
        count += max(1, count // 8)
    raise SheetSeriesTooLong(count=count, most=MOST_SHEETS)


def _strip(road: shapely.LineString, low: float, high: float, *, upward: bool) -> Strip:
    start, stop = _point(road, low), _point(road, high)
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    bearing = math.degrees(math.atan2(dx, dy))
    turn = _half_turn(bearing if upward else bearing - 90.0)
    centre = _middle(shapely.get_coordinates(_stretch(road, low, high)), turn)
    return Strip(low, high, centre, turn, start, stop, (dx / length, dy / length))


def _half_turn(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0


def _stretch(road: shapely.LineString, low: float, high: float) -> shapely.Geometry:
    cut: shapely.Geometry = substring(road, low, high)
    return cut


def _point(road: shapely.LineString, at: float) -> Point:
    point = shapely.line_interpolate_point(road, at)
    return float(point.x), float(point.y)


def _middle(coords: Floats, turn: float) -> Point:
    """Return the middle of the upright box around points on a page turned so."""
    about = coords.mean(axis=0)
    place = Place(Box(0, 0, 1, 1), (float(about[0]), float(about[1])), 1000, turn)
    back = place.turned_back(coords)
    middle = (back.min(axis=0) + back.max(axis=0)) / 2
    undo = Place(Box(0, 0, 1, 1), place.centre, 1000, -turn)
    x, y = undo.turned_back(middle[None])[0].tolist()
    return x, y


def _fits(road: shapely.LineString, strip: Strip, room: tuple[float, ...]) -> bool:
    coords = shapely.get_coordinates(_stretch(road, strip.from_m, strip.to_m))
    back = Place(Box(0, 0, 1, 1), strip.centre, 1000, strip.turn).turned_back(coords)
    size = back.max(axis=0) - back.min(axis=0)
    return bool(size[0] <= room[0] + 1e-6 and size[1] <= room[1] + 1e-6)


def match_line(one: Strip, other: Strip, reach: float) -> tuple[Point, Point]:
    """Return the line where two strips join: through their common end, square to both.

    It reaches ``reach`` metres to the right and to the left of the road.
    """
    along = (one.heading[0] + other.heading[0], one.heading[1] + other.heading[1])
    length = math.hypot(*along) or 1.0
    left = (-along[1] / length * reach, along[0] / length * reach)
    x, y = one.stop
    return (x - left[0], y - left[1]), (x + left[0], y + left[1])
