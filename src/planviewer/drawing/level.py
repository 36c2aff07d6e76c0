"""Level of detail: no vertex finer than half a pixel, no shape finer than a pixel."""

from __future__ import annotations

from typing import Final

import numpy as np

from planviewer.drawing.arrays import Floats, Ints, Mask
from planviewer.drawing.shapes import Paths

CELLS_PER_PX: Final = 2.0
_WORTH: Final = 0.9


def thin(paths: Paths, *, closed: bool) -> Paths:
    """Merge consecutive points that share half a pixel into their mean.

    Parameters
    ----------
    paths
        In device pixels.
    closed
        Whether the paths are rings, which stay closed.

    Notes
    -----
    The mean does not depend on the direction, so two neighbours that share an edge stay together.
    """
    coords, offsets = paths.coords, paths.path_offsets
    fresh = _fresh(coords, offsets)
    if np.count_nonzero(fresh) > _WORTH * len(coords):
        return paths
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(coords)))
    merged = np.add.reduceat(coords, starts, axis=0)
    merged /= counts[:, None]
    kept = np.concatenate(([0], np.cumsum(fresh)))[offsets]
    if closed:
        filled = kept[1:] > kept[:-1]
        merged[kept[1:][filled] - 1] = merged[kept[:-1][filled]]
    return Paths(merged, kept.astype(np.int64), paths.shape_offsets)


def _fresh(coords: Floats, offsets: Ints) -> Mask:
    """Whether a point lies in another cell than the one before it, or begins a path."""
    cells = np.floor(coords * CELLS_PER_PX)
    fresh = np.ones(len(coords), dtype=bool)
    fresh[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    starts = offsets[:-1]
    fresh[starts[starts < len(coords)]] = True
    return fresh


def is_large(bounds: Floats, chosen: Ints, smallest: float) -> Mask:
    """Whether chosen shapes are at least ``smallest`` (CRS units) wide or high."""
    part = bounds.take(chosen, axis=0)
    size = np.maximum(part[:, 2] - part[:, 0], part[:, 3] - part[:, 1])
    return np.asarray(size >= smallest)
