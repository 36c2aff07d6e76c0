"""From the world to the picture: which part of a projected plane is drawn on how many pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from planviewer.drawing.arrays import Bounds, Floats

MERCATOR_HALF: Final = 20_037_508.342789244
"""Half the side of the EPSG:3857 square in metres: π · 6,378,137."""
TILE_SIZE: Final = 256
SCREEN_PX_PER_MM: Final = 96 / 25.4
"""Nominal pixels per millimetre of a screen of ratio 1 (96 dpi)."""


@dataclass(frozen=True)
class View:
    """A rectangle of a projected CRS shown on ``width`` × ``height`` device pixels.

    Parameters
    ----------
    bounds
        min x, min y, max x, max y in the units of the CRS; y points up.
    width, height
        Device pixels; y points down.
    px_per_mm
        Device pixels per millimetre of the finished picture: it sizes pens, dashes and markers.
    whole
        Whether positions are rounded to whole pixels. For vector files of thousands of pixels an
        inch: their numbers get half as long, and nobody sees a hundredth of a millimetre.
    """

    bounds: Bounds
    width: int
    height: int
    px_per_mm: float = SCREEN_PX_PER_MM
    whole: bool = False

    @classmethod
    def for_tile(cls, z: float, x: int, y: int, size: int = TILE_SIZE, ratio: float = 1.0) -> Self:
        """Return the view of the web map tile z/x/y (EPSG:3857), ``size · ratio`` pixels wide."""
        side = 2 * MERCATOR_HALF / 2.0**z
        west, north = x * side - MERCATOR_HALF, MERCATOR_HALF - y * side
        pixels = round(size * ratio)
        bounds = (west, north - side, west + side, north)
        return cls(bounds, pixels, pixels, SCREEN_PX_PER_MM * ratio)

    @property
    def scale(self) -> tuple[float, float]:
        """Device pixels per unit along x and along y (the latter negative: y is flipped)."""
        west, south, east, north = self.bounds
        return self.width / (east - west), -self.height / (north - south)

    @property
    def resolution(self) -> float:
        """Units of the CRS per device pixel (along x)."""
        return 1.0 / self.scale[0]

    @property
    def denominator(self) -> float:
        """The scale 1:n of the picture, for a CRS in metres on the ground (not Web Mercator)."""
        return self.resolution * self.px_per_mm * 1000

    @property
    def anchor(self) -> tuple[float, float]:
        """Device position of the origin of the CRS: patterns hang there, so tiles join."""
        sx, sy = self.scale
        return -self.bounds[0] * sx, -self.bounds[3] * sy

    def device(self, coords: Floats) -> Floats:
        """Return device coordinates (n, 2) of world coordinates (n, 2)."""
        sx, sy = self.scale
        result = coords - (self.bounds[0], self.bounds[3])
        result *= (sx, sy)
        return np.rint(result, out=result) if self.whole else result

    def world(self, x: float, y: float) -> tuple[float, float]:
        """Return the world coordinates of a device position."""
        sx, sy = self.scale
        return self.bounds[0] + x / sx, self.bounds[3] + y / sy

    def px(self, millimetres: float) -> float:
        """Return a length of the finished picture in device pixels."""
        return millimetres * self.px_per_mm

    def around(self, pixels: float) -> Bounds:
        """Return the bounds in world units, widened by ``pixels`` on every side."""
        west, south, east, north = self.bounds
        sx, sy = self.scale
        dx, dy = pixels / sx, -pixels / sy
        return west - dx, south - dy, east + dx, north + dy

    def part(self, x: int, y: int, width: int, height: int) -> View:
        """Return the view of a rectangle of this picture (device pixels)."""
        west, north = self.world(x, y)
        east, south = self.world(x + width, y + height)
        return View((west, south, east, north), width, height, self.px_per_mm, self.whole)
