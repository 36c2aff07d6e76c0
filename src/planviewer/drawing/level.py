"""Level of detail: no vertex finer than half a pixel, no shape finer than a pixel."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.arrays import Floats, Ints, Mask
from planviewer.drawing.shapes import Paths

CELLS_PER_PX: Final = 2.0
STRAIGHT_PX: Final = 0.2
"""A point this near to the line between its neighbours makes no bend to be seen."""
_DENSE_PX: Final = 8.0
_PASSES: Final = 2


def thin(paths: Paths, step_px: float, *, closed: bool) -> Paths:
    """Leave out points that nobody can see.

    Parameters
    ----------
    paths
        In device pixels.
    step_px
        The usual distance between points of the layer (not of these paths only: all tiles of a
        zoom must leave out the same points). Nothing is done where it is large.
    closed
        Whether the paths are rings, which stay closed.

    Notes
    -----
    Neither step depends on the direction of a path, so neighbours that share an edge stay together.
    """
    if step_px > _DENSE_PX:
        return paths
    paths = merge(paths, closed=closed)
    for _ in range(_PASSES):
        paths = straighten(paths)
    return paths


def merge(paths: Paths, *, closed: bool) -> Paths:
    """Merge consecutive points that share half a pixel into their mean."""
    coords, offsets = paths.coords, paths.path_offsets
    fresh = _fresh(coords, offsets)
    if fresh.all():
        return paths
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(coords)))
    merged = np.add.reduceat(coords, starts, axis=0)
    merged /= counts[:, None]
    kept = _new_offsets(fresh, offsets)
    if closed:
        filled = kept[1:] > kept[:-1]
        merged[kept[1:][filled] - 1] = merged[kept[:-1][filled]]
    return Paths(merged, kept, paths.shape_offsets)


def straighten(paths: Paths) -> Paths:
    """Drop points that lie on the line between their neighbours, if these are dropped later.

    Of consecutive candidates only the one that deviates least goes in one pass.
    """
    coords, offsets = paths.coords, paths.path_offsets
    if len(coords) < 3:
        return paths
    deviation = _deviations(coords, offsets)
    kept = np.ones(len(coords), dtype=bool)
    inner = deviation[1:-1]
    kept[1:-1] = ~((inner < STRAIGHT_PX**2) & (inner < deviation[:-2]) & (inner <= deviation[2:]))
    return Paths(coords[kept], _new_offsets(kept, offsets), paths.shape_offsets)


def _deviations(coords: Floats, offsets: Ints) -> npt.NDArray[np.float64]:
    """Return squared distances of points from the line through their neighbours; inf at ends."""
    x, y = np.ascontiguousarray(coords[:, 0]), np.ascontiguousarray(coords[:, 1])
    dx, dy = np.diff(x), np.diff(y)
    chord_x, chord_y = dx[1:] + dx[:-1], dy[1:] + dy[:-1]
    chord = chord_x * chord_x + chord_y * chord_y
    cross = dx[:-1] * chord_y - dy[:-1] * chord_x
    result = np.full(len(coords), np.inf)
    np.divide(cross * cross, chord, out=result[1:-1], where=chord > 1e-12)
    starts, ends = offsets[:-1], offsets[1:] - 1
    result[starts[starts < len(result)]] = np.inf
    result[ends[ends >= 0]] = np.inf
    return result


def _new_offsets(kept: Mask, offsets: Ints) -> Ints:
    """Return where paths begin among the points kept."""
    before = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(kept, out=before[1:])
    return before[offsets]


def _fresh(coords: Floats, offsets: Ints) -> Mask:
    """Whether a point lies in another cell than the one before it, or begins a path."""
    cells = np.floor(coords * CELLS_PER_PX)
    fresh = np.ones(len(coords), dtype=bool)
    changed = cells[1:] != cells[:-1]
    np.logical_or(changed[:, 0], changed[:, 1], out=fresh[1:])
    starts = offsets[:-1]
    fresh[starts[starts < len(coords)]] = True
    return fresh


def is_large(bounds: Floats, chosen: Ints, smallest: float) -> Mask:
    """Whether chosen shapes are at least ``smallest`` (CRS units) wide or high."""
    part = bounds.take(chosen, axis=0)
    size = np.maximum(part[:, 2] - part[:, 0], part[:, 3] - part[:, 1])
    return np.asarray(size >= smallest)
