"""Where a page lies on the ground: from millimetres to coordinates and back, turned or not."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from planviewer.drawing.arrays import Floats
from planviewer.sheets.marks import Point
from planviewer.sheets.page import Box
from planviewer.sheets.scales import Bounds, bounds_around


@dataclass(frozen=True)
class Place:
    """A frame on the page and what it shows.

    ``centre`` (east, north, in metres of the plan CRS) lies in the middle of ``frame``; ``turn``
    is the bearing on the grid that points up on the page, in degrees clockwise (0: north up).
    """

    frame: Box
    centre: Point
    scale: int
    turn: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the frame in millimetres."""
        return self.frame.width, self.frame.height

    @property
    def bounds(self) -> Bounds:
        """What is seen, in the plan CRS; of a turned frame the upright box around it."""
        if self.turn == 0:
            return self.upright
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def upright(self) -> Bounds:
        """Bounds of the frame as if it were not turned: those of the turned-back ground."""
        return bounds_around(self.centre, self.size, self.scale)

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Lower left, upper left, upper right, lower right corner in the plan CRS."""
        box = self.frame
        if self.turn == 0:
            west, south, east, north = self.upright
            return (west, south), (west, north), (east, north), (east, south)
        left, right, top, bottom = box.x, box.right, box.y, box.bottom
        pages = (left, bottom), (left, top), (right, top), (right, bottom)
        a, b, c, d = (self.ground(x, y) for x, y in pages)
        return a, b, c, d

    @property
    def area(self) -> shapely.Polygon:
        """The ground that is seen."""
        return shapely.Polygon(self.corners)

    def ground(self, x: float, y: float) -> Point:
        """Return the coordinates of a place on the page (mm)."""
        metres = self.scale / 1000
        right, up = (x - self.frame.centre[0]) * metres, (self.frame.centre[1] - y) * metres
        cos, sin = self._direction
        return self.centre[0] + right * cos + up * sin, self.centre[1] - right * sin + up * cos

    def page(self, east: float, north: float) -> Point:
        """Return the place on the page (mm) of coordinates."""
        dx, dy = east - self.centre[0], north - self.centre[1]
        cos, sin = self._direction
        mm = 1000 / self.scale
        x = self.frame.centre[0] + (dx * cos - dy * sin) * mm
        return x, self.frame.centre[1] - (dx * sin + dy * cos) * mm

    def turned_back(self, coords: Floats) -> Floats:
        """Return ground coordinates (n, 2) turned about the centre so that the page's up is north.

        In the result the frame shows exactly `upright`.
        """
        cos, sin = self._direction
        offsets = coords - self.centre
        back = offsets @ np.array([[cos, sin], [-sin, cos]])
        result: Floats = back + self.centre
        return result

    @property
    def _direction(self) -> tuple[float, float]:
        angle = math.radians(self.turn)
        return math.cos(angle), math.sin(angle)
