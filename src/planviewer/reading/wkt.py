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
from pyarrow import csv

from planviewer import pace

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BLOCK: Final = 8_192
"""Rows read at a time, between two reports of how far it is."""
_LINES: Final = bytes.maketrans(b",)", b"\n\n")
_OF_FIGURES: Final = b"0123456789+-.e, "
_COLUMNS: Final = ("", "x", "y")
"""What a line holds when only the places are left: a blank stands before each of them."""


@dataclass(frozen=True)
class _Form:
    """How a shape is written: as text before and after its places, as bytes before them."""

    opening: str
    closing: str
    head: bytes
    shortest: int
    counts: bool = True


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
    data = _characters(given)
    if not begins or not ends or not _holds_only(data, form, len(given)):
        return None
    counts = pc.count_substring(given, ",").to_numpy().astype(np.int64) + 1
    coords = _figures(data, form)
    whole = coords is not None and len(coords) == counts.sum() and bool(np.isfinite(coords).all())
    if coords is None or not whole or int(counts.min()) < form.shortest:
        return None
    if not form.counts and int(counts.max()) > 1:
        return None
    return (coords, counts) if _is_closed(coords, counts, form) else None


def _characters(given: pa.Array) -> bytes:
    """Return the text of all rows, one after the other."""
    offsets = np.frombuffer(given.buffers()[1], dtype=np.int32)
    mine = offsets[given.offset : given.offset + len(given) + 1]
    return bytes(given.buffers()[2][int(mine[0]) : int(mine[-1])])


def _holds_only(data: bytes, form: _Form, rows: int) -> bool:
    """Whether nothing but figures stands between the words before and after the places."""
    words = (form.opening + form.closing).replace(" ", "")
    return data.translate(None, _OF_FIGURES) == words.encode() * rows


def _figures(data: bytes, form: _Form) -> Floats | None:
    """Return the places (n, 2) in a text that holds nothing else than the words of a form."""
    words = form.opening.replace(" ", "").encode()
    lines = pa.py_buffer(data.translate(_LINES, words))
    try:
        read = csv.read_csv(
            pa.BufferReader(lines),
            csv.ReadOptions(column_names=list(_COLUMNS), use_threads=False),
            csv.ParseOptions(delimiter=" ", quote_char=False),
            csv.ConvertOptions(
                column_types={"": pa.null(), "x": pa.float64(), "y": pa.float64()},
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        return None
    if any(read.column(name).null_count for name in ("x", "y")):
        return None
    return np.column_stack([read.column(name).to_numpy() for name in ("x", "y")])


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
