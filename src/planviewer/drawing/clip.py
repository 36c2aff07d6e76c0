"""Cutting what reaches far beyond the picture: Qt's integers overflow there, dashing takes ages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planviewer.drawing.arrays import Bounds, Floats, Ints, offsets_of, sequence_of
from planviewer.drawing.shapes import Paths

MARGIN_PX: Final = 256.0
"""Shapes are cut only this far outside the picture, so most crossing its edge stay whole."""


def clip_rings(rings: Paths, box: Bounds) -> Paths:
    """Cut rings by a rectangle, one half plane after the other (Sutherland and Hodgman).

    Where a ring leaves and comes back, it runs along the rectangle's edge: right for filling only.
    """
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        rings = _half_plane(rings, axis, limit, sign)
    return rings


def _half_plane(rings: Paths, axis: int, limit: float, sign: int) -> Paths:
    coords, ring = rings.coords, sequence_of(rings.path_offsets)
    if len(coords) == 0:
        return rings
    edge = np.flatnonzero(ring[:-1] == ring[1:])
    a, b = coords[edge], coords[edge + 1]
    depth_a, depth_b = (a[:, axis] - limit) * sign, (b[:, axis] - limit) * sign
    crossing = (depth_a >= 0) != (depth_b >= 0)
    ends_inside = depth_b >= 0
    emitted = crossing.astype(np.int64) + ends_inside
    place = np.cumsum(emitted) - emitted
    result = np.empty((int(emitted.sum()), 2))
    share = depth_a[crossing] / (depth_a[crossing] - depth_b[crossing])
    met = a[crossing] + share[:, None] * (b[crossing] - a[crossing])
    met[:, axis] = limit
    result[place[crossing]] = met
    result[(place + crossing)[ends_inside]] = b[ends_inside]
    counts = np.bincount(ring[edge], emitted, minlength=len(rings.path_offsets) - 1)
    offsets = offsets_of(counts.astype(np.int64))
    return _reclosed(Paths(result, offsets, rings.shape_offsets))


def _reclosed(rings: Paths) -> Paths:
    """Repeat each ring's first point at its end; cutting emits only the ends of edges."""
    counts = np.diff(rings.path_offsets)
    filled = counts > 0
    first = rings.path_offsets[:-1][filled]
    coords = np.insert(rings.coords, rings.path_offsets[1:][filled], rings.coords[first], axis=0)
    return Paths(coords, offsets_of(counts + filled), rings.shape_offsets)


@dataclass(frozen=True, eq=False)
class Runs:
    """Pieces of lines inside a rectangle.

    ``coords``/``offsets`` as in `Paths`; ``source`` (pieces) is the path each was cut from,
    ``start`` (pieces) the length along that path at which it begins (for dashes).
    """

    coords: Floats
    offsets: Ints
    source: Ints
    start: Floats


def clip_lines(paths: Paths, box: Bounds) -> Runs:
    """Cut lines (or outlines) by a rectangle, segment by segment (Liang and Barsky)."""
    coords, path = paths.coords, sequence_of(paths.path_offsets)
    segment = np.flatnonzero(path[:-1] == path[1:])
    a, delta = coords[segment], coords[segment + 1] - coords[segment]
    enter, leave = _inside_share(a, delta, box)
    kept = enter <= leave
    segment, a, delta = segment[kept], a[kept], delta[kept]
    enter, leave = enter[kept], leave[kept]
    if len(segment) == 0:
        none = np.empty(0, dtype=np.int64)
        return Runs(np.empty((0, 2)), np.zeros(1, dtype=np.int64), none, np.empty(0))
    joined = np.zeros(len(segment), dtype=bool)
    same = (np.diff(segment) == 1) & (path[segment[1:]] == path[segment[:-1]])
    joined[1:] = same & (leave[:-1] == 1.0) & (enter[1:] == 0.0)
    first = np.flatnonzero(~joined)
    counts = np.diff(np.append(first, len(segment)))
    offsets = offsets_of(counts + 1)
    starts_at = offsets[:-1]
    result = np.empty((int(offsets[-1]), 2))
    result[starts_at] = a[first] + enter[first, None] * delta[first]
    ends = np.ones(len(result), dtype=bool)
    ends[starts_at] = False
    result[ends] = a + leave[:, None] * delta
    steps = np.hypot(delta[first, 0], delta[first, 1]) * enter[first]
    start = _along(paths)[segment[first]] + steps
    return Runs(result, offsets, path[segment[first]], start)


def _inside_share(a: Floats, delta: Floats, box: Bounds) -> tuple[Floats, Floats]:
    """Return from which to which share of its length each segment is inside."""
    west, south, east, north = box
    enter, leave = np.zeros(len(a)), np.ones(len(a))
    for axis, low, high in ((0, west, east), (1, south, north)):
        with np.errstate(divide="ignore", invalid="ignore"):
            t = np.array([low - a[:, axis], high - a[:, axis]]) / delta[:, axis]
        near, far = np.minimum(t[0], t[1]), np.maximum(t[0], t[1])
        level = delta[:, axis] == 0
        within = (a[:, axis] >= low) & (a[:, axis] <= high)
        near = np.where(level, np.where(within, -np.inf, np.inf), near)
        far = np.where(level, np.inf, far)
        enter, leave = np.maximum(enter, near), np.minimum(leave, far)
    return enter, leave


def _along(paths: Paths) -> Floats:
    """Return for every point the length of its path up to it."""
    delta = np.diff(paths.coords, axis=0, prepend=paths.coords[:1])
    total = np.cumsum(np.hypot(delta[:, 0], delta[:, 1]))
    starts = paths.path_offsets[:-1]
    counts = np.diff(paths.path_offsets)
    begin = total[starts.clip(max=max(len(total) - 1, 0))] if len(total) else np.zeros(len(starts))
    along: Floats = total - np.repeat(begin, counts)
    return along
