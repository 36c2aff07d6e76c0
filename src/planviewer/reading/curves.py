"""Arcs and surfaces of well-known binary as plain lines and areas, with a stated tolerance.

GEOS measures and cuts straight pieces only. An arc becomes so many that none is farther than
``TOLERANCE_M`` from it; where they begin and end, and the point in its middle, stay what they are.
Well-known binary: OGC 06-103r4 and ISO/IEC 13249-3 (a type plus 1000 has Z, 2000 M, 3000 both); the
marks of EWKB are understood too.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

Coordinates = npt.NDArray[np.float64]

TOLERANCE_M: Final = 0.001
_TOLERANCE_DEGREES: Final = 1e-8
"""A millimetre on the ground."""
_WIDEST_STEP: Final = math.radians(4)
_MOST_STEPS: Final = 20_000
"""Of one arc, however large."""
_DEEPEST: Final = 32

_POINT, _LINE, _POLYGON, _COLLECTION = 1, 2, 3, 7
_MANY: Final = frozenset({4, 5, 6, _COLLECTION, 11, 12})
_CIRCULAR, _COMPOUND, _CURVE_POLYGON, _TRIANGLE = 8, 9, 10, 17
_PATCHES: Final = frozenset({15, 16})
"""Polyhedral surfaces and triangulated irregular networks."""
_CURVED: Final = frozenset({8, 9, 10, 11, 12})
_SURFACES: Final = _PATCHES | {_TRIANGLE}
PLAIN: Final = frozenset(range(1, 7))
"""Types that GEOS reads itself, whatever is in them (a collection may hold others)."""


def kind_of(data: bytes) -> int:
    """Return the type of a geometry, 0 if there is none to be read."""
    return _Bytes(data).head()[0] if len(data) >= 5 and data[0] in {0, 1} else 0


def straightened(data: bytes) -> tuple[Any, frozenset[str]]:
    """Return a geometry of straight pieces, and what was made so: "curves", "surfaces", or both.

    Raises
    ------
    ValueError
        If the bytes are no geometry.
    """
    reader = _Bytes(data)
    try:
        geometry = reader.geometry(0)
    except (struct.error, IndexError, shapely.errors.GEOSException) as error:
        raise ValueError(str(error)) from error
    return geometry, frozenset(reader.changed)


def is_changed(data: bytes) -> bool:
    """Whether a geometry holds arcs or surfaces; one that is broken does not."""
    try:
        return bool(straightened(data)[1])
    except ValueError:
        return False


class _Bytes:
    """Bytes of a geometry, read from front to back."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at, self._order, self._width = data, 0, "<", 2
        self._has_z = False
        self.changed: set[str] = set()

    def head(self) -> tuple[int, int]:
        """Read the beginning of a geometry: its type, and what numbers a point has beside x, y."""
        self._order = "<" if self._data[self._at] else ">"
        self._at += 1
        kind = self._number()
        has_z, has_m = bool(kind & 0x80000000), bool(kind & 0x40000000)
        if kind & 0x20000000:
            self._number()  # the system, which the layer says too
        kind &= 0x1FFFFFFF
        dimensions, kind = divmod(kind, 1000)
        has_z, has_m = has_z or dimensions in {1, 3}, has_m or dimensions in {2, 3}
        self._width, self._has_z = 2 + has_z + has_m, has_z
        return kind, self._width

    def geometry(self, depth: int) -> Any:
        """Read a geometry of any type."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        kind, _ = self.head()
        self._note(kind)
        if kind == _POINT:
            point = self._points(1)[0]
            return shapely.Point() if np.isnan(point).all() else shapely.Point(point)
        if kind in {_LINE, _CIRCULAR, _COMPOUND}:
            line = self._curve(kind, depth)
            return shapely.LineString(line if len(line) > 1 else [])
        if kind in {_POLYGON, _TRIANGLE, _CURVE_POLYGON}:
            return self._area(kind, depth)
        if kind in _MANY or kind in _PATCHES:
            return _joined(kind, [self.geometry(depth + 1) for _ in range(self._count())])
        raise ValueError(f"type {kind}")

    def _note(self, kind: int) -> None:
        if kind in _CURVED:
            self.changed.add("curves")
        elif kind in _SURFACES:
            self.changed.add("surfaces")

    def _area(self, kind: int, depth: int) -> Any:
        def curve() -> Coordinates:
            inner, _ = self.head()
            return self._curve(inner, depth + 1)

        read: Callable[[], Coordinates] = (
            curve if kind == _CURVE_POLYGON else lambda: self._points(self._count())
        )
        rings = [_closed(read()) for _ in range(self._count())]
        rings = [ring for ring in rings if len(ring) > 3]
        return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()

    def _curve(self, kind: int, depth: int) -> Coordinates:
        """Read a line, an arc string or a compound of them as points; its type is read already."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        if kind == _LINE:
            return self._points(self._count())
        if kind == _CIRCULAR:
            return _without_arcs(self._points(self._count()))
        if kind != _COMPOUND:
            raise ValueError(f"type {kind} in a line")
        parts: list[Coordinates] = []
        for _ in range(self._count()):
            inner, _width = self.head()
            part = self._curve(inner, depth + 1)
            parts.append(part[1:] if parts else part)  # each begins where the one before ends
        return np.concatenate(parts) if parts else np.empty((0, 2))

    def _count(self) -> int:
        count = self._number()
        if count > len(self._data) - self._at:  # each part is larger than a byte
            raise ValueError("cut short")
        return count

    def _number(self) -> int:
        value = int(struct.unpack_from(f"{self._order}I", self._data, self._at)[0])
        self._at += 4
        return value

    def _points(self, count: int) -> Coordinates:
        """Read points: x, y and, if they have it, z; measures are left out."""
        size = count * self._width
        if self._at + 8 * size > len(self._data):
            raise ValueError("cut short")
        flat = np.frombuffer(self._data, f"{self._order}f8", size, self._at)
        self._at += 8 * size
        points = flat.reshape(count, self._width)[:, : 3 if self._has_z else 2]
        return np.ascontiguousarray(points, dtype=np.float64)


def _joined(kind: int, parts: list[Any]) -> Any:
    """Return several geometries as one."""
    if kind == _COLLECTION:
        return shapely.GeometryCollection(parts)
    simple = [piece for part in parts for piece in shapely.get_parts(part)]
    make: dict[int, Any] = {
        4: shapely.MultiPoint,
        5: shapely.MultiLineString,
        11: shapely.MultiLineString,
    }
    return make.get(kind, shapely.MultiPolygon)(simple)


def _closed(ring: Coordinates) -> Coordinates:
    return ring if len(ring) < 3 or (ring[0] == ring[-1]).all() else np.vstack((ring, ring[:1]))


def _without_arcs(points: Coordinates) -> Coordinates:
    """Return a string of arcs (begin, middle, end, which is the next one's begin) as a line."""
    if len(points) < 3 or not np.isfinite(points[:, :2]).all():
        return points
    parts = [points[:1]]
    for first in range(0, len(points) - 2, 2):
        parts += _arc(*points[first : first + 3])
    return np.concatenate(parts)


def _arc(begin: Coordinates, middle: Coordinates, end: Coordinates) -> Iterator[Coordinates]:
    """Give the points of an arc after the first, those of either half together."""
    centre = _centre(begin[:2], middle[:2], end[:2])
    if centre is None:
        yield np.vstack((middle, end))
        return
    turn = 1.0 if _cross(middle - begin, end - begin) >= 0 else -1.0
    for one, other in ((begin, middle), (middle, end)):
        yield _half(one, other, centre, turn)


def _half(one: Coordinates, other: Coordinates, centre: Coordinates, turn: float) -> Coordinates:
    angles = [math.atan2(*(point[:2] - centre)[::-1]) for point in (one, other)]
    sweep = turn * ((turn * (angles[1] - angles[0])) % math.tau)
    radius = math.dist(one[:2], centre)
    steps = max(1, min(_MOST_STEPS, math.ceil(abs(sweep) / _step(radius, float(abs(one).max())))))
    share = np.arange(1, steps + 1) / steps
    points = one + (other - one) * share[:, None]  # heights rise evenly
    along = angles[0] + sweep * share
    points[:, 0], points[:, 1] = (
        centre[0] + radius * np.cos(along),
        centre[1] + radius * np.sin(along),
    )
    points[-1] = other
    return points


def _step(radius: float, size: float) -> float:
    """Return the angle whose chord is no farther from the arc than is allowed."""
    allowed = _TOLERANCE_DEGREES if size <= 180 else TOLERANCE_M
    if radius <= allowed:
        return _WIDEST_STEP
    return min(_WIDEST_STEP, 2 * math.acos(1 - allowed / radius)) or _WIDEST_STEP


def _centre(a: Coordinates, b: Coordinates, c: Coordinates) -> Coordinates | None:
    """Return the centre of the circle through three points; None if they lie on a line."""
    if (a == c).all():  # a whole circle: the middle is opposite
        return None if (a == b).all() else (a + b) / 2
    ab, ac = b - a, c - a
    double = 2 * _cross(ab, ac)
    if abs(double) <= 1e-12 * max(float(ab @ ab), float(ac @ ac)):
        return None
    square_b, square_c = float(ab @ ab), float(ac @ ac)
    x = (ac[1] * square_b - ab[1] * square_c) / double
    y = (ab[0] * square_c - ac[0] * square_b) / double
    return np.array([a[0] + x, a[1] + y])


def _cross(one: Coordinates, other: Coordinates) -> float:
    return float(one[0] * other[1] - one[1] * other[0])
