"""The features of one kind as arrays, near ones together, ready to be searched and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np

from planviewer.drawing.arrays import Bounds, Floats, Ints, corners, expand, offsets_of, reduce_each
from planviewer.drawing.hilbert import hilbert_order
from planviewer.drawing.index import BoundsIndex

_BLOCK: Final = 8_192
NOWHERE: Bounds = (np.inf, np.inf, -np.inf, -np.inf)


@dataclass(frozen=True, eq=False)
class Paths:
    """Shapes made of paths made of points: a polygon's rings, a line, a point.

    Attributes
    ----------
    coords
        (n, 2); rings are closed, the first is the shell, counter-clockwise in the world, and holes
        run the other way (so that a winding fill unites overlapping shapes).
    path_offsets
        (paths + 1): where each path begins in ``coords``.
    shape_offsets
        (shapes + 1): where each shape begins among the paths.
    """

    coords: Floats
    path_offsets: Ints
    shape_offsets: Ints

    def __len__(self) -> int:
        return len(self.shape_offsets) - 1

    @property
    def single(self) -> bool:
        """Whether every shape is one path."""
        return len(self.path_offsets) == len(self.shape_offsets)

    @cached_property
    def point_offsets(self) -> Ints:
        """(shapes + 1): where each shape begins in ``coords``."""
        return self.path_offsets if self.single else self.path_offsets[self.shape_offsets]

    def take(self, chosen: Ints) -> Paths:
        """Return the chosen shapes, in the order given."""
        if _is_run(chosen):
            return self._slice(int(chosen[0]), int(chosen[-1]) + 1)
        path_counts = np.diff(self.shape_offsets)[chosen]
        paths = chosen if self.single else expand(self.shape_offsets[chosen], path_counts)
        starts = self.path_offsets[paths]
        point_counts = self.path_offsets[paths + 1] - starts
        offsets = offsets_of(point_counts)
        coords = _gather(self.coords, starts, point_counts, offsets)
        return Paths(coords, offsets, offsets_of(path_counts))

    def _slice(self, first: int, last: int) -> Paths:
        a, b = self.shape_offsets[first], self.shape_offsets[last]
        c, d = self.path_offsets[a], self.path_offsets[b]
        return Paths(
            self.coords[c:d],
            self.path_offsets[a : b + 1] - c,
            self.shape_offsets[first : last + 1] - a,
        )


def _gather(coords: Floats, starts: Ints, counts: Ints, offsets: Ints) -> Floats:
    """Return the points of paths, some paths at a time: positions of all would not fit a cache."""
    result = np.empty((int(offsets[-1]), coords.shape[1]))
    for first in range(0, len(starts), _BLOCK):
        last = min(first + _BLOCK, len(starts))
        points = expand(starts[first:last], counts[first:last])
        # take() gathers rows twice as fast as fancy indexing does; "raise" would copy once more
        coords.take(points, axis=0, out=result[offsets[first] : offsets[last]], mode="clip")
    return result


def _is_run(chosen: Ints) -> bool:
    count = len(chosen)
    return (
        count > 0
        and int(chosen[-1]) - int(chosen[0]) == count - 1
        and bool((np.diff(chosen) == 1).all())
    )


@dataclass(frozen=True, eq=False)
class Shapes:
    """All shapes of one kind of a layer.

    A multi-part feature has one shape a part; ``rows`` (shapes) gives the frame's row of each.
    ``bounds`` (shapes, 4), ``lengths`` (of the outline or line) and ``areas`` are in CRS units.
    """

    paths: Paths
    rows: Ints
    bounds: Floats
    lengths: Floats
    areas: Floats
    index: BoundsIndex

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def build(cls, paths: Paths, rows: Ints, areas: Floats, lengths: Floats) -> Self:
        """Index shapes, near ones together; those without points are dropped.

        Most files hold neighbours one after the other: they stay as they are. Others are sorted
        along the Hilbert curve, which costs a copy of all points.
        """
        bounds = _bounds(paths)
        kept = np.flatnonzero(np.diff(paths.point_offsets) > 0)
        if len(kept) < len(paths):
            paths, bounds = paths.take(kept), bounds[kept]
            rows, lengths, areas = rows[kept], lengths[kept], areas[kept]
        index = BoundsIndex.build(bounds)
        if not index.is_tight:
            order = hilbert_order((bounds[:, :2] + bounds[:, 2:]) / 2)
            paths, bounds = paths.take(order), bounds[order]
            rows, lengths, areas = rows[order], lengths[order], areas[order]
            index = BoundsIndex.build(bounds)
        return cls(paths, rows, bounds, lengths, areas, index)

    @cached_property
    def step(self) -> float:
        """The usual distance between consecutive points (median of a sample)."""
        counts = np.diff(self.paths.point_offsets)
        several = np.flatnonzero(counts > 1)
        sample = several[:: max(1, len(several) // 1_000)]
        means = np.sort(self.lengths[sample] / (counts[sample] - 1))
        # np.median would import numpy.ma, before the first picture
        middle = means[(len(means) - 1) // 2 : len(means) // 2 + 1]
        return float(middle.mean()) if len(middle) else 0.0

    @cached_property
    def roomiest(self) -> dict[int, tuple[float, float]]:
        """What labels found out: by shape, the middle of the largest circle inside a polygon."""
        return {}

    @cached_property
    def extent(self) -> Bounds:
        """Bounds of everything (``NOWHERE`` when empty)."""
        if len(self) == 0:
            return NOWHERE
        top = self.index.levels[-1]  # a few boxes that hold all the others
        west, south = corners(top[:, :2])[0]
        east, north = corners(top[:, 2:])[1]
        return float(west), float(south), float(east), float(north)


def _bounds(paths: Paths) -> Floats:
    """Return the bounds of every shape, some at a time: meanwhile no other thread can run."""
    result = np.empty((len(paths), 4))
    offsets = paths.point_offsets
    for first in range(0, len(paths), _BLOCK):
        part = slice(first, first + _BLOCK)
        some = offsets[first : first + _BLOCK + 1]
        coords = paths.coords[some[0] : some[-1]]
        result[part, :2] = reduce_each(np.minimum, coords, some - some[0], np.inf)
        result[part, 2:] = reduce_each(np.maximum, coords, some - some[0], -np.inf)
    return result
