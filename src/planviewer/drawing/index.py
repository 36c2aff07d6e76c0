"""Which features may be seen in a rectangle: a packed tree of bounds over Hilbert order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from planviewer.drawing.arrays import Bounds, Floats, Ints, Mask, expand

_NODE: Final = 32


@dataclass(frozen=True, eq=False)
class BoundsIndex:
    """Bounds of features in Hilbert order, and of every 32 of them, and of every 32 of those.

    ``levels[0]`` holds the bounds (n, 4) of the features themselves (not copied).
    """

    levels: tuple[Floats, ...]

    @classmethod
    def build(cls, bounds: Floats) -> Self:
        """Pack bounds (n, 4); near features should be neighbours in the array."""
        levels = [bounds]
        while len(levels[-1]) > _NODE:
            below = levels[-1]
            starts = np.arange(0, len(below), _NODE)
            low = np.minimum.reduceat(below[:, :2], starts)
            high = np.maximum.reduceat(below[:, 2:], starts)
            levels.append(np.hstack((low, high)))
        return cls(tuple(levels))

    def query(self, bounds: Bounds) -> Ints:
        """Return the positions of the features whose bounds touch ``bounds``, ascending."""
        found: Ints = np.arange(len(self.levels[-1]), dtype=np.int64)
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            found = found[_touching(level[found], bounds)]
            if depth:
                starts = found * _NODE
                size = len(self.levels[depth - 1])
                found = expand(starts, np.minimum(size - starts, _NODE))
        return found


def _touching(level: Floats, bounds: Bounds) -> Mask:
    west, south, east, north = bounds
    return (
        (level[:, 0] <= east)
        & (level[:, 2] >= west)
        & (level[:, 1] <= north)
        & (level[:, 3] >= south)
    )
