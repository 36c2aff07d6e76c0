"""Where one element of a line is nearer than another: half-planes and parabolas.

The distance to an element is the distance to a straight line (strip) or to a point (sector), so
the places equally far from two elements lie on a straight line or on a parabola whose focus is
the point and whose directrix is the line. Straight bisectors are exact; parabolas are drawn by
chords that lie at most ``chord_error`` off them, with corners at fixed places along the directrix,
so that both sides of a zone meet at the same corners.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from planviewer.analysis.elements import (
    Bools,
    Elements,
    Floats,
    Geometries,
    Ints,
)
from planviewer.analysis.outlines import sector_corners, strip_corners
from planviewer.analysis.overlay import polygonal_each

REACH: Final = 1.05
"""Rivals are drawn this much longer than the zone, so that the coarse chords of their arcs (half a
radian) stay outside of it."""

_COARSE_STEP: Final = 0.5
_OVERLAP_M: Final = 1e-6
"""Rivals overlap at their joints by a micrometre, so that no hairline is left between them."""

_SAME: Final = 1e-9
"""Lines and points closer than this (metres; for directions: radians) are the same."""

_FAR_M: Final = 1000.0
"""How far above its top corner a parabola is closed: beyond every place it is asked for."""

Padded = Floats
"""Polygons of differing size as one array (n, k, 2): the last corner is repeated."""


def rival_corners(elements: Elements, radius: float) -> Padded:
    """Return generous outlines of elements for comparison: see ``REACH`` and ``_OVERLAP_M``."""
    size = int(np.ceil(np.pi / _COARSE_STEP)) + 2
    corners = np.empty((len(elements), size, 2))
    strips = elements.take(elements.is_strip)
    sectors = elements.take(~elements.is_strip)
    along = _OVERLAP_M * strips.last
    quads = strip_corners(strips, radius * REACH)
    quads += np.stack((-along, along, along, -along), axis=1)
    corners[elements.is_strip] = quads[:, np.minimum(np.arange(size), 3)]
    flat, ring = sector_corners(sectors, radius * REACH, _COARSE_STEP)
    count = np.bincount(ring, minlength=len(sectors))
    start = np.cumsum(count) - count
    pick = start[:, None] + np.minimum(np.arange(size), count[:, None] - 1)
    corners[~elements.is_strip] = flat[pick]
    return corners


@dataclass(frozen=True, eq=False)
class Pairs:
    """Elements to compare, pair by pair.

    Attributes
    ----------
    own, rivals
        The elements, both of length n.
    corners
        The rivals' outlines (``rival_corners``).
    rival_first
        Where the two lie on each other, every place is equally far from both: True where the
        rival gets them.
    """

    own: Elements
    rivals: Elements
    corners: Padded
    rival_first: Bools

    def take(self, rows: Ints) -> Pairs:
        """Return some of the pairs."""
        own, rivals = self.own.take(rows), self.rivals.take(rows)
        return Pairs(own, rivals, self.corners[rows], self.rival_first[rows])


def nearer_parts(pairs: Pairs, radius: float, chord_error: float) -> Geometries:
    """Return, pair by pair, the part of the rival's outline that is nearer to the rival.

    It is right within ``radius`` of the own element; ``chord_error`` is the largest distance in
    metres of a drawn parabola from the true one. Polygons, empty where no part is nearer.
    """
    parts = np.full(len(pairs.rivals), shapely.Polygon(), dtype=object)
    own, rival = pairs.own.is_strip, pairs.rivals.is_strip
    straight = np.flatnonzero(own == rival)
    parts[straight] = _straight(pairs.take(straight))
    for rows in (np.flatnonzero(own & ~rival), np.flatnonzero(~own & rival)):
        if len(rows):
            parts[rows] = _parabolic(pairs.take(rows), REACH * radius, chord_error)
    return parts


def _straight(pairs: Pairs) -> Geometries:
    """Return the nearer parts for two strips or two sectors."""
    normal, offset = _half_planes(pairs.own, pairs.rivals, pairs.rival_first)
    return _clipped(pairs.corners, normal, offset)


def _half_planes(own: Elements, rivals: Elements, first: Bools) -> tuple[Floats, Floats]:
    """Return (normal, offset) of the half-planes ``normal·p < offset`` nearer to the rival."""
    strip = own.is_strip
    lines = rivals.first - own.first
    lines_at = (rivals.first * rivals.origin).sum(axis=1) - (own.first * own.origin).sum(axis=1)
    points = 2 * (own.origin - rivals.origin)
    points_at = (own.origin**2).sum(axis=1) - (rivals.origin**2).sum(axis=1)
    normal = np.where(strip[:, None], lines, points)
    offset = np.where(strip, lines_at, points_at)
    parallel = np.hypot(normal[:, 0], normal[:, 1]) < _SAME
    normal[parallel] = 0.0
    tied = parallel & (~strip | (np.abs(offset) < _SAME))
    offset[tied] = np.where(first[tied], 1.0, -1.0)
    return normal, offset


def _clipped(corners: Padded, normal: Floats, offset: Floats) -> Geometries:
    """Return convex polygons clipped to ``normal·p < offset``."""
    level = (corners * normal[:, None, :]).sum(axis=2) - offset[:, None]
    following = np.roll(corners, -1, axis=1)
    next_level = np.roll(level, -1, axis=1)
    crosses = (level < 0) != (next_level < 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = level / (level - next_level)
        cut = corners + share[..., None] * (following - corners)
    candidates = np.stack((corners, cut), axis=2).reshape(len(corners), 2 * corners.shape[1], 2)
    keep = np.stack((level < 0, crosses), axis=2).reshape(len(corners), 2 * corners.shape[1])
    keep[keep.sum(axis=1) < 3] = False
    return _polygons(candidates, keep)


def _polygons(corners: Padded, keep: Bools) -> Geometries:
    """Return polygons through the kept corners of each row, empty where there are none."""
    polygons = np.full(len(corners), shapely.Polygon(), dtype=object)
    filled = keep.any(axis=1)
    if filled.any():
        ring = np.nonzero(keep[filled])[0]
        rings = shapely.linearrings(corners[filled][keep[filled]], indices=ring)
        polygons[filled] = shapely.polygons(rings)
    return polygons


def _parabolic(pairs: Pairs, far: float, chord_error: float) -> Geometries:
    """Return the nearer parts for strips against sectors, or for sectors against strips."""
    own_is_strip = bool(pairs.own.is_strip[0])
    lines, points = (pairs.own, pairs.rivals) if own_is_strip else (pairs.rivals, pairs.own)
    parts = _polygons(pairs.corners, np.ones(pairs.corners.shape[:2], dtype=bool))
    from_line = points.origin - lines.origin
    height = (from_line * lines.first).sum(axis=1)
    curved = (height > _SAME) & (height < 2 * far)
    if own_is_strip:  # a point at or behind the line, or far off, is nowhere nearer than the line
        parts[~curved] = shapely.Polygon()
    rows = np.flatnonzero(curved)
    if len(rows):
        foot = (from_line * lines.last).sum(axis=1)[rows]
        inside = _insides(lines.take(rows), foot, height[rows], far, chord_error)
        combine = shapely.intersection if own_is_strip else shapely.difference
        parts[rows] = polygonal_each(combine(parts[rows], inside))
    return parts


def _insides(
    lines: Elements, foot: Floats, height: Floats, far: float, chord_error: float
) -> Geometries:
    """Return the insides of parabolas (nearer to the point than to the line), as far as needed.

    ``foot`` and ``height`` place the focus along and off the line; seen from the foot, the
    parabola is ``y = (x² + h²) / 2h``. Along the line it is needed beside the segment, and as far
    as it stays within ``far``, the reach of the rivals.
    """
    spacing = np.sqrt(8 * height * chord_error)
    half = np.sqrt(2 * height * far - height**2)
    low = np.floor(np.maximum(-half, -foot - 1.0) / spacing).astype(np.int64)
    high = np.ceil(np.minimum(half, lines.extent - foot + 1.0) / spacing).astype(np.int64)
    count = np.maximum(high - low, 1) + 1
    curve = np.repeat(np.arange(len(count)), count)
    position = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    x = (low[curve] + position) * spacing[curve]
    y = (x**2 + height[curve] ** 2) / (2 * height[curve])
    return _closed_above(lines, foot, x, y, curve)


def _closed_above(lines: Elements, foot: Floats, x: Floats, y: Floats, ring: Ints) -> Geometries:
    """Close curves far above and turn them from (along, away from) the line to plan coordinates."""
    n = len(lines)
    first = np.searchsorted(ring, np.arange(n))
    last = np.searchsorted(ring, np.arange(n), side="right") - 1
    top = np.maximum.reduceat(y, first) + _FAR_M
    ring = np.concatenate((ring, np.arange(n), np.arange(n)))
    x = np.concatenate((x, x[last], x[first]))
    y = np.concatenate((y, top, top))
    order = np.argsort(ring, kind="stable")
    ring, x, y = ring[order], x[order], y[order]
    base = lines.origin[ring] + (x + foot[ring])[:, None] * lines.last[ring]
    corners = base + y[:, None] * lines.first[ring]
    return np.asarray(shapely.polygons(shapely.linearrings(corners, indices=ring)))
