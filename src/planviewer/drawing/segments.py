"""Segments of paths: lengths, areas, distances and crossings seen from the origin."""

from __future__ import annotations

from typing import Final

import numpy as np

from planviewer import pace
from planviewer.drawing.arrays import Floats, Ints, reduce_each

_BLOCK: Final = 65_536


def measure_paths(coords: Floats, offsets: Ints) -> tuple[Floats, Floats]:
    """Return the length and the signed area (counter-clockwise positive) of every path.

    Notes
    -----
    Areas by the shoelace formula about each path's first point: far from the origin the products
    would lose digits. Worked through in blocks that stay in the processor's cache.
    """
    count = len(offsets) - 1
    lengths, areas = np.zeros(count), np.zeros(count)
    first = 0
    while first < count:
        last = int(np.searchsorted(offsets, offsets[first] + _BLOCK, side="right")) - 1
        last = min(max(last, first + 1), count)
        block = offsets[first : last + 1]
        part = coords[block[0] : block[-1]]
        if len(part) > 2 * _BLOCK:  # one path, longer than all blocks
            lengths[first], areas[first] = _measure_long(part)
        else:
            lengths[first:last], areas[first:last] = _measure_block(part, block - block[0])
        first = last
    return lengths, areas


def _measure_long(coords: Floats) -> tuple[float, float]:
    """Measure one path in pieces: the areas of its pieces as seen from its first point."""
    length = area = 0.0
    for first in range(0, len(coords) - 1, _BLOCK):
        pace.reached(first / len(coords))
        x, y = (coords[first : first + _BLOCK + 1] - coords[0]).T
        dx, dy = np.diff(x), np.diff(y)
        length += float(np.sqrt(dx * dx + dy * dy).sum())
        area += float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2
    return length, area


def _measure_block(coords: Floats, offsets: Ints) -> tuple[Floats, Floats]:
    if len(coords) < 2:
        return np.zeros(len(offsets) - 1), np.zeros(len(offsets) - 1)
    counts = np.diff(offsets)
    origin = coords[offsets[:-1].clip(max=len(coords) - 1)]
    x, y = (coords[:, axis] - np.repeat(origin[:, axis], counts) for axis in (0, 1))
    cross, steps = np.zeros(len(coords)), np.zeros(len(coords))
    np.subtract(x[:-1] * y[1:], x[1:] * y[:-1], out=cross[:-1])
    dx, dy = np.diff(x), np.diff(y)
    np.sqrt(dx * dx + dy * dy, out=steps[:-1])
    # the step from a path's last point to the next path's first is none
    ends = offsets[1:] - 1
    ends = ends[ends >= 0]
    cross[ends] = 0.0
    steps[ends] = 0.0
    area = reduce_each(np.add, cross, offsets, 0.0) / 2
    # between paths x and y have another origin, but that step does not count
    return reduce_each(np.add, steps, offsets, 0.0), area


def distances(coords: Floats, path_offsets: Ints, shape_offsets: Ints) -> Floats:
    """Return the distance from 0, 0 to the nearest point of every shape's paths.

    ``shape_offsets`` says where each shape begins among the points.
    """
    start, inner = _segments(coords, path_offsets)
    delta = np.zeros_like(coords)
    delta[:-1][inner] = coords[1:][inner] - coords[:-1][inner]
    square = (delta**2).sum(axis=1)
    along = -(start * delta).sum(axis=1)
    share = np.divide(along, square, out=np.zeros_like(along), where=square > 0)
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * delta
    return reduce_each(np.minimum, np.hypot(nearest[:, 0], nearest[:, 1]), shape_offsets, np.inf)


def even_odd(coords: Floats, path_offsets: Ints) -> Ints:
    """Return how often a ray from 0, 0 to the east crosses each path."""
    start, inner = _segments(coords, path_offsets)
    end = np.roll(coords, -1, axis=0)
    straddles = ((start[:, 1] > 0) != (end[:, 1] > 0)) & np.append(inner, False)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
        met = start[:, 0] - start[:, 1] * slope
    crossed = (straddles & (met > 0)).astype(np.int64)
    return reduce_each(np.add, crossed, path_offsets, 0)


def _segments(coords: Floats, path_offsets: Ints) -> tuple[Floats, np.ndarray]:
    """Return the start of every segment, and whether each point but the last begins one."""
    inner = np.ones(max(len(coords) - 1, 0), dtype=bool)
    ends = path_offsets[1:-1] - 1
    inner[ends[(ends >= 0) & (ends < len(inner))]] = False
    return coords, inner
