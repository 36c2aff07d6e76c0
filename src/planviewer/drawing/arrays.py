"""Ragged arrays: many sequences of different length in one flat array, with their offsets."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Bounds = tuple[float, float, float, float]


def expand(starts: Ints, counts: Ints) -> Ints:
    """Return the positions ``start, start + 1 … start + count - 1`` of every range, in order."""
    total = int(counts.sum())
    if total == 0:
        return np.empty(0, dtype=np.int64)
    first = np.cumsum(counts) - counts
    return np.repeat(starts - first, counts) + np.arange(total, dtype=np.int64)


def corners(coords: Floats) -> tuple[Floats, Floats]:
    """Return the lowest and the highest x and y of points (n, 2), n > 0.

    Column by column: along rows of two numpy needs ten times as long.
    """
    columns = (coords[:, 0], coords[:, 1])
    return np.array([c.min() for c in columns]), np.array([c.max() for c in columns])


def offsets_of(counts: npt.NDArray[Any]) -> Ints:
    """Return offsets (n + 1) for sequences of the given lengths (n)."""
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def distinct(numbers: npt.NDArray[Any]) -> Ints:
    """Return the different ones of small whole numbers, none negative, in order.

    The quicker for it, and numpy's own way would import numpy.ma before the first picture.
    """
    return np.flatnonzero(np.bincount(numbers))


def reduce_each(
    ufunc: np.ufunc, values: npt.NDArray[Any], offsets: Ints, empty: float
) -> npt.NDArray[Any]:
    """Reduce every sequence of ``values`` with ``ufunc``; an empty sequence gives ``empty``.

    ``values`` has shape (n,) or (n, k) and is reduced along its first axis.
    """
    counts = np.diff(offsets)
    shape = (len(counts), *values.shape[1:])
    result = np.full(shape, empty, dtype=values.dtype)
    filled = counts > 0
    if filled.any():
        result[filled] = ufunc.reduceat(values, offsets[:-1][filled], axis=0)
    return result


def sequence_of(offsets: Ints) -> Ints:
    """Return, for every element, the number of the sequence it belongs to."""
    return np.repeat(np.arange(len(offsets) - 1, dtype=np.int64), np.diff(offsets))
