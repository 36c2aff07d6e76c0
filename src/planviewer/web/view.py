"""What the map window shows, and what a pixel of it is worth on the ground.

Web Mercator stretches the ground, so a scale "1:N" holds at one latitude only. Here it is the
scale at the centre of the view, measured along the parallel as the scale bar lies. Leaflet counts
in CSS pixels, which are 1/96 inch by definition whatever the screen; the painter uses the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Self

MERCATOR_RADIUS: Final = 6_378_137.0
"""Semi-major axis of WGS 84 in metres, the radius of EPSG:3857."""
_ECCENTRICITY_SQUARED: Final = 0.00669437999014
TILE_SIZE: Final = 256
"""Side of a tile in CSS pixels."""
PX_PER_MM: Final = 96 / 25.4
"""CSS pixels per millimetre on a nominal screen."""
MIN_ZOOM: Final = 3.0
MAX_ZOOM: Final = 24.0


def mercator_scale(lat: float) -> float:
    """Return how many Mercator metres one metre on the ellipsoid takes, along the parallel.

    Parameters
    ----------
    lat
        Geodetic latitude in degrees (WGS 84).
    """
    phi = math.radians(lat)
    return math.sqrt(1 - _ECCENTRICITY_SQUARED * math.sin(phi) ** 2) / math.cos(phi)


def metres_per_pixel(lat: float, zoom: float) -> float:
    """Return metres on the ground per CSS pixel at a latitude and a (fractional) zoom."""
    world = 2 * math.pi * MERCATOR_RADIUS
    return float(world / (TILE_SIZE * 2.0**zoom) / mercator_scale(lat))


def zoom_for_scale(lat: float, denominator: float) -> float:
    """Return the zoom at which the map is 1:``denominator`` at ``lat``, within the map's range."""
    metres = denominator / (1000 * PX_PER_MM)
    zoom = math.log2(metres_per_pixel(lat, 0) / metres)
    return min(max(zoom, MIN_ZOOM), MAX_ZOOM)


def share_of_world(lon: float, lat: float) -> tuple[float, float]:
    """Return a place in the Web Mercator world as shares of its width, from the north-west."""
    y = math.asinh(math.tan(math.radians(lat))) / math.pi
    return (lon / 360 + 0.5, (1 - y) / 2)


def place_in_world(x: float, y: float) -> tuple[float, float]:
    """Return longitude and latitude of shares of the world, see :func:`share_of_world`."""
    return (x - 0.5) * 360, math.degrees(math.atan(math.sinh((1 - 2 * y) * math.pi)))


@dataclass(frozen=True)
class ViewState:
    """What the map shows: centre and bounds in WGS 84 degrees, size in CSS pixels."""

    lon: float
    lat: float
    zoom: float
    bounds: tuple[float, float, float, float]
    """west, south, east, north"""
    width: int
    height: int

    @classmethod
    def around(cls, lon: float, lat: float, zoom: float, size: tuple[int, int]) -> Self:
        """Return the view of ``size`` (width, height) with a centre at a zoom."""
        world = TILE_SIZE * 2.0**zoom
        x, y = share_of_world(lon, lat)
        dx, dy = size[0] / 2 / world, size[1] / 2 / world
        west, north = place_in_world(x - dx, y - dy)
        east, south = place_in_world(x + dx, y + dy)
        return cls(lon, lat, zoom, (west, south, east, north), *size)

    @property
    def half_of_world(self) -> tuple[float, float]:
        """Half the width and height of the view, as shares of the world's width."""
        world = TILE_SIZE * 2.0**self.zoom
        return self.width / 2 / world, self.height / 2 / world

    @property
    def metres_per_pixel(self) -> float:
        """Metres on the ground per CSS pixel at the centre."""
        return metres_per_pixel(self.lat, self.zoom)

    @property
    def scale(self) -> float:
        """Denominator N of the scale 1:N at the centre."""
        return self.metres_per_pixel * 1000 * PX_PER_MM
