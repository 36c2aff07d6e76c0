"""The coordinates of placemarks as numbers, all of a block at once."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from planviewer.reading.markup.grammar import Ints, insist
from planviewer.reading.markup.text import characters, pieces
from planviewer.reading.wkt import numbers_between

Floats = npt.NDArray[np.float64]

_COMMA, _BLANK, _END, _OTHER = range(1, 5)
_MARKS: Final = np.full(256, _OTHER, np.uint8)
_MARKS[list(b"0123456789+-.eE")] = 0
_MARKS[ord(",")], _MARKS[ord("<")], _MARKS[list(b" \n\t")] = _COMMA, _END, _BLANK
_LONGEST: Final = 40
"""Characters of a number; the library has only so much room."""


def coordinates_of(block: bytes, starts: Ints, stops: Ints) -> tuple[Floats, Ints]:
    """Return the places that pieces of a block list, each before a ``<``.

    Returns
    -------
    places, counts
        Longitude, latitude and, where given, height (n, 2 or 3), and how many each piece has.

    Raises
    ------
    IrregularError
        If a piece is anything but ``x,y x,y`` or ``x,y,z x,y,z``, with blanks around and between
        them, the same for all.
    ArrowInvalid
        If something is no number.
    """
    text = characters(pieces(block, starts, stops + 1, pa.binary()))
    data = np.frombuffer(text, np.uint8)
    marks = _MARKS.take(data)
    ends = np.flatnonzero(marks)
    kinds = marks[ends]
    insist(kinds != _OTHER)
    begins = np.append(0, ends[:-1] + 1)
    filled, comma = ends > begins, kinds == _COMMA
    insist(filled[comma])
    insist(filled[1:][comma[:-1]])
    begins, more, pieces_ends = begins[filled], comma[filled], ends[kinds == _END]
    ends = ends[filled]
    width = int(np.argmin(more[:4])) + 1 if len(more) else 0
    insist(width in {2, 3} and len(more) % width == 0)
    insist(more.reshape(-1, width) == (np.arange(width) < width - 1))
    insist(ends - begins <= _LONGEST)
    numbers = numbers_between(text, begins, ends)
    insist(np.isfinite(numbers))
    last = ends[width - 1 :: width]
    counts = np.diff(np.searchsorted(last, pieces_ends, side="right"), prepend=0)
    return numbers.reshape(-1, width), counts
