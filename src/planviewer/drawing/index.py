"""Which features may be seen in a rectangle: a packed tree of bounds over their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from planviewer.drawing.arrays import Bounds, Floats, Ints, Mask, expand

_NODE: Final = 32
_TIGHT: Final = 8.0
"""How much longer than those of a checkerboard the sides of the lowest nodes may be. Rows of
parcels make 3, sheets of 500 parcels in no order 4; Hilbert order makes 1 to 2."""


@dataclass(frozen=True, eq=False)
class BoundsIndex:
    """Bounds of features in their order, and of every 32 of them, and of every 32 of those.

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

    @property
    def is_tight(self) -> bool:
        """Whether features near in the order are near on the map, so that a search is quick."""
        if len(self.levels) == 1:
            return True
        nodes, top = self.levels[1], self.levels[-1]
        sides = float((nodes[:, 2:] - nodes[:, :2]).sum())
        wide, high = (top[:, 2:].max(axis=0) - top[:, :2].min(axis=0)).tolist()
        even = 2 * np.sqrt(wide * high * len(nodes))
        return bool(sides <= _TIGHT * max(even, wide + high))

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
