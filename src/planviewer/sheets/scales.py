"""Scales, and round steps for bars and grids."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from planviewer import i18n
from planviewer.drawing.arrays import Floats

STANDARD_SCALES: Final = (
    *(200, 500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500),
    *(10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000),
)
"""Denominators offered and used for best fit: those of Vietnamese maps, and steps between them."""

LARGEST: Final = 10
SMALLEST: Final = 5_000_000
"""Denominators a sheet may have at all."""

Bounds = tuple[float, float, float, float]
"""East, north of the lower left, east, north of the upper right corner, in the plan CRS."""


def ground_size(frame_mm: tuple[float, float], scale: float) -> tuple[float, float]:
    """Return what a frame of millimetres shows, in metres of the plan CRS."""
    return frame_mm[0] / 1000 * scale, frame_mm[1] / 1000 * scale


def needed_scale(bounds: Bounds, frame_mm: tuple[float, float]) -> float:
    """Return the largest scale (smallest denominator) at which ``bounds`` fit the frame."""
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return max(width / frame_mm[0], height / frame_mm[1]) * 1000


def fitting_scale(bounds: Bounds, frame_mm: tuple[float, float]) -> int:
    """Return a denominator at which ``bounds`` fit: a standard one, or the next round one."""
    needed = needed_scale(bounds, frame_mm)
    return next((s for s in STANDARD_SCALES if s >= needed - 1e-6), round_up(needed))


def bounds_around(
    centre: tuple[float, float], frame_mm: tuple[float, float], scale: float
) -> Bounds:
    """Return the exact bounds that a frame shows around ``centre`` at 1:``scale``."""
    width, height = ground_size(frame_mm, scale)
    east, north = centre
    return east - width / 2, north - height / 2, east + width / 2, north + height / 2


def round_up(value: float) -> int:
    """Return the first of 1, 2, 2.5, 5 times a power of ten that is not below ``value``."""
    power = 10.0 ** math.floor(math.log10(max(value, 1.0)))
    factors = (1, 2, 2.5, 5, 10)
    return round(next(f * power for f in factors if f * power >= value - 1e-6))


def round_step(limit: float) -> float:
    """Return the largest of 1, 2, 2.5, 5 times a power of ten that is not above ``limit``."""
    power = 10.0 ** math.floor(math.log10(limit))
    return max(f * power for f in (1.0, 2.0, 2.5, 5.0) if f * power <= limit * (1 + 1e-9))


def grid_step(scale: float, spacing_mm: float) -> float:
    """Return the round distance in metres whose lines lie at least ``spacing_mm`` apart."""
    return float(round_up(spacing_mm / 1000 * scale))


def scale_text(scale: float) -> str:
    """Return "1:10 000" with the thousands mark of the language."""
    return f"1:{i18n.number(scale)}"


def corners_of(bounds: Bounds) -> Floats:
    """Return the four corners (4, 2) of a box."""
    west, south, east, north = bounds
    return np.array([(west, south), (west, north), (east, north), (east, south)])
