"""Plain outlines written as text (WKT), by the column: into bytes (WKB) without an object for each.

Nine in ten tables hold one kind of shape, each of one path in two dimensions, as programs write
them. Their figures are read all at once. Any other column is left to shapely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from planviewer import pace

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BLOCK: Final = 8_192
"""Rows read at a time, between two reports of how far it is."""


@dataclass(frozen=True)
class _Form:
    """How a shape is written: as text before and after its places, as bytes before them."""

    opening: str
    closing: str
    head: bytes
    shortest: int
    counts: bool = True

    def allows(self, least: int, most: int) -> bool:
        """Whether shapes may have so few places, and so many."""
        return least >= self.shortest and (self.counts or most == 1)


_FORMS: Final = (
    _Form("POLYGON ((", "))", b"\x01\x03\x00\x00\x00\x01\x00\x00\x00", 4),
    _Form("LINESTRING (", ")", b"\x01\x02\x00\x00\x00", 2),
    _Form("POINT (", ")", b"\x01\x01\x00\x00\x00", 1, counts=False),
)


def plain_wkb(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Return shapes written as text in well-known binary, None unless all of them are plain.

    Plain is ``POLYGON ((x y, x y, …))`` with one closed ring, ``LINESTRING`` or ``POINT``, the same
    for all rows, with blanks where they stand here; rows without text stay without.
    """
    parts: list[pa.Array] = []
    form, done = None, 0
    for chunk in texts.chunks:
        for first in range(0, len(chunk), _BLOCK):
            block = chunk.slice(first, _BLOCK)
            pace.reached(done / len(texts))
            done += len(block)
            given = block.drop_null()
            form = form or _form_of(given)
            made = _shapes(given, form) if form is not None else None
            if form is None or made is None:
                return None
            parts.append(_as_bytes(*made, form, block))
    return pa.chunked_array(parts, pa.binary()) if parts else None


def _form_of(given: pa.Array) -> _Form | None:
    first = given[0].as_py() if len(given) else ""
    return next((form for form in _FORMS if first.startswith(form.opening)), None)


def _shapes(given: pa.Array, form: _Form) -> tuple[Floats, Ints] | None:
    """Return all places (n, 2) and how many of them each shape has, None if one is not plain."""
    if not len(given):
        return np.empty((0, 2)), np.zeros(0, dtype=np.int64)
    begins = pc.all(pc.starts_with(given, form.opening)).as_py()
    ends = pc.all(pc.ends_with(given, form.closing)).as_py()
    if not begins or not ends:
        return None
    text, row_ends = _characters(given)
    blanks = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(" "))
    of_rows = np.diff(np.searchsorted(blanks, row_ends), prepend=0)
    counts = of_rows // 2
    if (of_rows % 2).any() or not form.allows(int(counts.min()), int(counts.max())):
        return None
    coords = _figures(text, row_ends, blanks, counts, form)
    if coords is None or not np.isfinite(coords).all() or not _is_closed(coords, counts, form):
        return None
    return coords, counts


def _characters(given: pa.Array) -> tuple[bytes, Ints]:
    """Return the text of all rows, one after the other, and where each ends."""
    offsets = np.frombuffer(given.buffers()[1], dtype=np.int32)
    mine = offsets[given.offset : given.offset + len(given) + 1].astype(np.int64)
    return bytes(memoryview(given.buffers()[2])[int(mine[0]) : int(mine[-1])]), mine[1:] - mine[0]


def _figures(text: bytes, row_ends: Ints, blanks: Ints, counts: Ints, form: _Form) -> Floats | None:
    """Return the places (n, 2) in the text of rows that are of a form, None if one is not.

    In the words before the places there is one blank, and then one before every number but the
    first: what lies between two of them is a number, or one with the comma behind a place.
    """
    data = np.frombuffer(text, np.uint8)
    last = np.cumsum(2 * counts) - 1  # of the numbers, or blanks, of each row
    first = last + 1 - 2 * counts
    word = form.opening.index(" ") + 1
    starts, ends = blanks + 1, np.append(blanks[1:], 0)
    if (starts[first] != row_ends - np.diff(row_ends, prepend=0) + word).any():
        return None
    starts[first] += len(form.opening) - word
    ends[1::2] -= 1
    ends[last] = row_ends - len(form.closing)
    behind = np.full(len(ends) // 2, ord(","), np.uint8)
    behind[last // 2] = ord(")")
    if (data[ends[1::2]] != behind).any() or (starts >= ends).any():
        return None
    return _as_floats(text, starts, ends)


def _as_floats(text: bytes, starts: Ints, ends: Ints) -> Floats | None:
    """Return pairs of numbers that stand in a text, None if a piece of it is no number."""
    try:
        return numbers_between(text, starts, ends).reshape(-1, 2)
    except pa.ArrowInvalid:
        return None


def numbers_between(text: bytes, starts: Ints, ends: Ints) -> Floats:
    """Return the numbers that stand in a text, from each of ``starts`` to its of ``ends``.

    The numbers and what lies between them are taken for one array, in which every other value is
    missing.

    Raises
    ------
    ArrowInvalid
        If a piece is no number.
    """
    offsets = np.empty(2 * len(starts), np.int32)
    offsets[0::2], offsets[1::2] = starts, ends
    count = len(offsets) - 1
    every_other = pa.py_buffer(b"\x55" * (count // 8 + 1))
    buffers = [every_other, pa.py_buffer(offsets), pa.py_buffer(text)]
    read = pa.Array.from_buffers(pa.string(), count, buffers).cast(pa.float64())
    return np.ascontiguousarray(np.frombuffer(read.buffers()[1], np.float64)[:count:2])


def _is_closed(coords: Floats, counts: Ints, form: _Form) -> bool:
    ends = np.cumsum(counts)
    return form.shortest < 4 or bool((coords[ends - counts] == coords[ends - 1]).all())


def _as_bytes(coords: Floats, counts: Ints, form: _Form, rows: pa.Array) -> pa.Array:
    """Put a head before the places of each shape; rows without one get none."""
    head = len(form.head) + (4 if form.counts else 0)
    sizes = 16 * counts + head
    starts = np.cumsum(sizes) - sizes
    data = np.empty(int(sizes.sum()), dtype=np.uint8)
    own = np.ones(len(data), dtype=bool)
    heads = np.empty((len(counts), head), dtype=np.uint8)
    heads[:, : len(form.head)] = np.frombuffer(form.head, dtype=np.uint8)
    if form.counts:
        heads[:, len(form.head) :] = counts.astype("<u4").view(np.uint8).reshape(-1, 4)
    for place in range(head):
        data[starts + place] = heads[:, place]
        own[starts + place] = False
    data[own] = coords.astype("<f8").view(np.uint8).ravel()
    present = rows.is_valid().to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(rows) + 1, dtype=np.int32)
    offsets[1:][present] = sizes
    valid = None if present.all() else pa.array(present).buffers()[1]
    buffers = [valid, pa.py_buffer(np.cumsum(offsets, dtype=np.int32)), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.binary(), len(rows), buffers)
