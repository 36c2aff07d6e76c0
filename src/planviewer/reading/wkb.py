"""Well-known binary as coordinate arrays, without an object for each feature.

Only plain shapes are understood: polygons, lines and points of one part, two dimensions, without
holes. They are nearly all of what large files hold; the others are left to shapely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from planviewer import pace

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

POINT, LINE, POLYGON = 0, 1, 3
"""The type numbers of shapely."""
_NONE: Final = -1
_POINT_BYTES: Final = 16


@dataclass(frozen=True)
class _Form:
    """One kind of shape in bytes: what stands where before the coordinates."""

    kind: int
    header: int
    count_at: int | None
    fixed: tuple[tuple[int, int], ...] = ()
    shortest: int = 1


_FORMS: Final = {
    1: _Form(POINT, 5, None),
    2: _Form(LINE, 9, 5, shortest=2),
    3: _Form(POLYGON, 13, 9, ((5, 1),), shortest=4),
    5: _Form(LINE, 18, 14, ((5, 1), (10, 2)), shortest=2),
    6: _Form(POLYGON, 22, 18, ((5, 1), (10, 3), (14, 1)), shortest=4),
}
"""By the type number in the bytes; ``fixed`` are words that must stand somewhere."""


@dataclass(frozen=True, eq=False)
class PlainShapes:
    """Shapes of one kind, one path each; ``rows`` (n) says which rows of the file they are.

    ``coords`` (points, 2) and ``lengths`` (n) in points; rings are closed.
    """

    kind: int
    coords: Floats
    lengths: Ints
    rows: Ints

    def others(self, count: int) -> Ints:
        """Return the rows, of ``count``, that are not among these."""
        missing = np.ones(count, dtype=bool)
        missing[self.rows] = False
        return np.flatnonzero(missing)


def plain_shapes(column: pa.ChunkedArray) -> PlainShapes | None:
    """Return the plain shapes of a column of well-known binary, None if they differ in kind.

    Rows that are not plain are left out. Nothing is judged but the form: coordinates may be
    anything, numbers or not. None as well where a row is missing or a ring is open.
    """
    if column.null_count or not len(column):
        return None
    chunks = [_storage(chunk) for chunk in column.chunks if len(chunk)]
    # Room for all there can be: what stays empty costs nothing, to join parts would cost a copy.
    room: Floats = np.empty((sum(_bytes_of(chunk) for chunk in chunks) // _POINT_BYTES, 2))
    shapes, first, filled = [], 0, 0
    for chunk in chunks:
        pace.reached(first / len(column))
        part = _read(*_data_and_offsets(chunk), first, room[filled:])
        if part is None:
            return None
        filled, first = filled + len(part.coords), first + len(chunk)
        if len(part.rows):
            shapes.append((part.kind, part.lengths, part.rows))
    if len({kind for kind, _, _ in shapes}) != 1:
        return None
    kinds, lengths, rows = zip(*shapes, strict=True)
    return PlainShapes(kinds[0], room[:filled], np.concatenate(lengths), np.concatenate(rows))


def _storage(chunk: Any) -> Any:
    return chunk.storage if isinstance(chunk, pa.ExtensionArray) else chunk


def _bytes_of(storage: Any) -> int:
    offsets = _offsets(storage)
    return int(offsets[-1] - offsets[0])


def _data_and_offsets(storage: Any) -> tuple[Bytes, Ints]:
    data = np.frombuffer(storage.buffers()[2] or b"", dtype=np.uint8)
    return data, _offsets(storage)


def _offsets(storage: Any) -> Ints:
    wide = pa.types.is_large_binary(storage.type)
    stored = np.frombuffer(storage.buffers()[1], dtype=np.int64 if wide else np.int32)
    mine = stored[storage.offset : storage.offset + len(storage) + 1]
    return np.asarray(mine, dtype=np.int64)


def _read(data: Bytes, offsets: Ints, first: int, room: Floats) -> PlainShapes | None:
    """Return the plain shapes of the commonest kind; None if there are plain ones of another.

    Their points are put at the beginning of ``room``.
    """
    starts, sizes = offsets[:-1], np.diff(offsets)
    tall = sizes >= 5
    if not tall.all():
        return None
    types = np.where(data[starts] == 1, _words(data, starts + 1), 0)
    numbers = np.unique(types)
    kinds = {_FORMS[n].kind for n in numbers.tolist() if n in _FORMS}
    if len(kinds) > 1:
        return None
    kind = kinds.pop() if kinds else _NONE
    lengths = np.zeros(len(starts), dtype=np.int64)
    headers = np.zeros(len(starts), dtype=np.int64)
    for number in numbers.tolist():
        if number in _FORMS:
            rows = np.flatnonzero(types == number)
            lengths[rows] = _lengths(data, starts[rows], sizes[rows], _FORMS[number])
            headers[rows] = _FORMS[number].header
    rows = np.flatnonzero(lengths)
    coords = room[: int(lengths.sum())]
    _put_coordinates(data, starts[rows] + headers[rows], lengths[rows], coords)
    if kind == POLYGON and not _closed(coords, lengths[rows]):
        return None
    return PlainShapes(kind, coords, lengths[rows], rows + first)


def _words(data: Bytes, places: Ints) -> Ints:
    """Return the little-endian words (32 bits) that begin at ``places``."""
    # one word at every byte, overlapping: numpy reads those that are not aligned as well
    words: npt.NDArray[np.uint32] = np.ndarray(
        (len(data) - 3,), dtype="<u4", buffer=data, strides=(1,)
    )
    return words[places].astype(np.int64)


def _lengths(data: Bytes, starts: Ints, sizes: Ints, form: _Form) -> Ints:
    """Return how many points each shape has, 0 for one that is not plain after all."""
    plain = sizes >= form.header
    if not plain.any():
        return np.zeros(len(starts), dtype=np.int64)
    # what is too short is looked at elsewhere, lest we look beyond the end
    starts = np.where(plain, starts, starts[np.argmax(plain)])
    for place, word in form.fixed:
        plain &= _words(data, starts + place) == word
    if form.header > 13:  # a part inside has a byte order of its own
        plain &= data[starts + 9] == 1
    count = np.ones(len(starts), dtype=np.int64)
    if form.count_at is not None:
        count = _words(data, starts + form.count_at)
    plain &= (sizes == form.header + 16 * count) & (count >= form.shortest)
    return np.where(plain, count, 0)


def _put_coordinates(data: Bytes, starts: Ints, lengths: Ints, room: Floats) -> None:
    """Copy the points of shapes whose coordinates begin at ``starts`` into ``room`` (n, 2)."""
    if len(starts) == 0:
        return
    steps = np.diff(starts)
    if len(steps) == 0 or (bool((steps == steps[0]).all()) and bool((lengths == lengths[0]).all())):
        _put_of_one_size(data, starts, int(lengths[0]), room)
        return
    begin, end = int(starts[0]), int(starts[-1] + 16 * lengths[-1])
    # +1 where coordinates begin, -1 where they end: the sum says which bytes are theirs
    edges = np.zeros(end - begin + 1, dtype=np.int8)
    edges[starts - begin] += 1
    np.subtract.at(edges, starts + 16 * lengths - begin, 1)
    mine = np.cumsum(edges[:-1], dtype=np.int8).view(np.bool_)
    room[:] = data[begin:end][mine].view("<f8").reshape(-1, 2)


def _put_of_one_size(data: Bytes, starts: Ints, length: int, room: Floats) -> None:
    step = int(starts[1] - starts[0]) if len(starts) > 1 else 16 * length
    begin = int(starts[0])
    end = begin + step * (len(starts) - 1) + 16 * length
    # numpy reads numbers that are not aligned as well
    rows: Floats = np.ndarray(
        (len(starts), 2 * length), dtype="<f8", buffer=data[begin:end], strides=(step, 8)
    )
    room.reshape(len(starts), 2 * length)[:] = rows


def _closed(coords: Floats, lengths: Ints) -> bool:
    ends = np.cumsum(lengths)
    return bool((coords[ends - lengths] == coords[ends - 1]).all())
