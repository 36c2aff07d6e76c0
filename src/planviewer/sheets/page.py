"""Paper and rectangles on it, in millimetres from the upper left corner of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

MM_PER_INCH: Final = 25.4
MM_PER_POINT: Final = MM_PER_INCH / 72.0


class Paper(StrEnum):
    """Sizes of ISO 216."""

    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"

    @property
    def portrait_mm(self) -> tuple[float, float]:
        """Width and height of the upright page in millimetres."""
        return _ISO_216[self]

    @property
    def type_factor(self) -> float:
        """How much larger type and furniture are than on A4: wall sheets are read from afar."""
        return _TYPE_FACTOR[self]


_ISO_216: Final = {
    Paper.A4: (210.0, 297.0),
    Paper.A3: (297.0, 420.0),
    Paper.A2: (420.0, 594.0),
    Paper.A1: (594.0, 841.0),
    Paper.A0: (841.0, 1189.0),
}
_TYPE_FACTOR: Final = {
    Paper.A4: 1.0,
    Paper.A3: 1.15,
    Paper.A2: 1.4,
    Paper.A1: 1.75,
    Paper.A0: 2.2,
}


class Orientation(StrEnum):
    """Which way the page is held."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


def page_size(paper: Paper, orientation: Orientation) -> tuple[float, float]:
    """Return width and height of a page in millimetres."""
    short, long = paper.portrait_mm
    return (short, long) if orientation is Orientation.PORTRAIT else (long, short)


def page_pixels(size_mm: tuple[float, float], dpi: float) -> tuple[int, int]:
    """Return the pixels of a page at ``dpi``, rounded to the nearest whole pixel."""
    width, height = size_mm
    return round(width / MM_PER_INCH * dpi), round(height / MM_PER_INCH * dpi)


@dataclass(frozen=True)
class Box:
    """A rectangle on the page; ``y`` grows downward, as on paper read from the top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> Self:
        """Return the box with every edge moved inward."""
        return type(self)(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def moved(self, dx: float, dy: float) -> Self:
        """Return the box shifted."""
        return type(self)(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: Box, tolerance: float = 1e-6) -> bool:
        """Whether ``other`` lies inside, edges included."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: float = 1e-6) -> bool:
        """Whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > tolerance and down > tolerance

    def turned(self, about: tuple[float, float], degrees: float) -> Box:
        """Return the upright box around this one turned clockwise about a point."""
        angle = math.radians(degrees)
        corners = [(px, py) for px in (self.x, self.right) for py in (self.y, self.bottom)]
        turned = [_turn(corner, about, angle) for corner in corners]
        xs, ys = [p[0] for p in turned], [p[1] for p in turned]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _turn(
    point: tuple[float, float], about: tuple[float, float], angle: float
) -> tuple[float, float]:
    dx, dy = point[0] - about[0], point[1] - about[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return about[0] + dx * cos - dy * sin, about[1] + dx * sin + dy * cos
