"""Distances and crossings seen from the origin."""

from __future__ import annotations

import numpy as np

from planviewer.drawing.arrays import Floats, Ints, reduce_each


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
