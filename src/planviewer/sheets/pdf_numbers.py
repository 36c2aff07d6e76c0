"""Paths as PDF path operators (ISO 32000-2, 8.5), all numbers with the same count of digits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.arrays import Floats, Ints, Mask, sequence_of
from planviewer.drawing.shapes import Paths

LEVEL: Final = 2
"""Of zlib: 6 takes five times as long for a file that is 15 % smaller."""
_AT_ONCE: Final = 100_000
_OPERATOR: Final = 3
_ZERO, _SPACE, _NEWLINE = b"0 \n"

Bytes = npt.NDArray[np.uint8]


class Ending(Enum):
    """What is done with paths: shapes filled, rings stroked, lines stroked."""

    FILL = "fill"
    RING = "ring"
    LINE = "line"


class Operators:
    """A stream that grows: words, and paths in units, moved by ``shift`` so that none is negative.

    ``digits`` is how many every number gets.
    """

    def __init__(self, shift: int, digits: int) -> None:
        self._shift, self._digits = shift, digits
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, 9)
        self._parts: list[bytes] = []

    def say(self, words: str) -> None:
        """Write operators as they are."""
        self._parts.append(self._packer.compress(f"{words}\n".encode("ascii")))

    @staticmethod
    def chunks(paths: Paths, first: int, last: int) -> Iterator[Paths]:
        """Yield shapes ``first`` to ``last``, some at a time."""
        points = paths.point_offsets
        while first < last:
            enough = int(np.searchsorted(points, points[first] + _AT_ONCE, side="right")) - 1
            stop = min(max(enough, first + 1), last)
            yield paths.take(np.arange(first, stop))
            first = stop

    def draw(self, paths: Paths, ending: Ending) -> None:
        """Write shapes and what is done with them."""
        if len(paths.coords):
            lines = _lines(paths.coords, self._shift, self._digits)
            _end(lines, paths, ending)
            self._parts.append(self._packer.compress(lines.tobytes()))

    def packed(self) -> bytes:
        """Return the whole stream, deflated; nothing can be written after it."""
        return b"".join((*self._parts, self._packer.flush()))


def lone_paths(coords: Floats, offsets: Ints) -> Paths:
    """Return paths each of which is a shape of its own."""
    return Paths(coords, offsets, np.arange(len(offsets), dtype=np.int64))


def _lines(coords: Floats, shift: int, digits: int) -> Bytes:
    """Return a line of text for every point (n, characters), "x y l" until now."""
    lines = np.full((len(coords), 2 * digits + 2 + _OPERATOR + 1), _SPACE, dtype=np.uint8)
    for axis in (0, 1):
        value = np.rint(coords[:, axis]).astype(np.int32) + shift
        for place in range(digits - 1, -1, -1):
            rest = value // 10
            lines[:, axis * (digits + 1) + place] = value - rest * 10 + _ZERO
            value = rest
    lines[:, -_OPERATOR - 1] = ord("l")
    lines[:, -1] = _NEWLINE
    return lines


def _end(lines: Bytes, paths: Paths, ending: Ending) -> None:
    """Make the first line of every path "x y m", and give the last what is done with it."""
    offsets = paths.path_offsets
    counts = np.diff(offsets)
    lines[offsets[:-1][counts == 1], :-1] = _SPACE  # a point is no path
    filled = np.flatnonzero(counts > 1)
    lines[offsets[filled], -_OPERATOR - 1] = ord("m")
    ends = offsets[filled + 1] - 1
    if ending is Ending.LINE:
        lines[ends, -2] = ord("S")  # "x y l S"
        return
    # a ring's last point is its first one; closing goes there by itself
    lines[ends, :-1] = _SPACE
    if ending is Ending.RING:
        lines[ends, 0] = ord("s")
        return
    lines[ends, 0] = ord("h")
    lines[ends[_last_of_shape(paths, filled)], 0] = ord("f")


def _last_of_shape(paths: Paths, filled: Ints) -> Mask:
    """Return which of the paths that have points is the last one of its shape."""
    shape = sequence_of(paths.shape_offsets)[filled]
    return np.append(shape[1:] != shape[:-1], np.ones(min(len(shape), 1), dtype=bool))
