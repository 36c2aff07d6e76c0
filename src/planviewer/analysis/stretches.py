"""Stretches of a line: the part of a zone beside it from one chainage to another.

Neighbouring stretches meet on the perpendicular at the common chainage; at a bend there, the
later stretch gets the bend. Where the line comes near itself, the nearest stretch has the land,
so the areas of consecutive stretches sum to the area of the whole zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from planviewer.analysis.elements import Bools, Elements, Floats

_AT_M: Final = 1e-4
"""A chainage this close to a vertex is at the vertex."""


def with_vertices(coords: Floats, chainages: Iterable[float]) -> Floats:
    """Return the line with further vertices at ``chainages`` (metres from its start)."""
    at = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(coords, axis=0).T))))
    new = np.array([c for c in chainages if np.abs(at - c).min() > _AT_M and 0 < c < at[-1]])
    if not len(new):
        return coords
    new = np.unique(new)
    places = np.column_stack([np.interp(new, at, coords[:, axis]) for axis in (0, 1)])
    return np.insert(coords, np.searchsorted(at, new), places, axis=0)


def on_stretch(elements: Elements, start: float, stop: float) -> Bools:
    """Tell which elements belong to the stretch from ``start`` to ``stop``.

    The lines must have vertices at both (``with_vertices``).
    """
    end = float(elements.chainage.max())
    if start <= 0 and stop >= end:
        return np.ones(len(elements), dtype=bool)
    middle = elements.chainage.mean(axis=1)
    before_stop = (middle < stop - _AT_M) | (stop > end - _AT_M)
    inside: Bools = (middle >= start - _AT_M) & before_stop
    return inside
