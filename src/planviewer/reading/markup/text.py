"""Pieces of markup as text by columns, and the letters that references in it stand for."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa

from planviewer.reading.markup.grammar import Bytes, Ints, IrregularError, insist

_NAMED: Final = {b"&amp;": "&", b"&lt;": "<", b"&gt;": ">", b"&quot;": '"', b"&apos;": "'"}
_NUMBERED: Final = re.compile(rb"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_LONGEST: Final = 12
"""Bytes of a reference."""
_MOST_BYTES_OF_LETTER: Final = 4
_RAW: Final = b"<![CDATA["


def pieces(block: bytes, starts: Ints, stops: Ints, kind: pa.DataType) -> pa.Array:
    """Return pieces of a block, in their order, as an array of bytes or text (not looked at).

    The pieces and what lies between them are taken for one array, of which every other value is
    kept: nothing is made of a piece in Python.
    """
    if not len(starts):
        return pa.array([], kind)
    offsets = np.empty(2 * len(starts), np.int32)
    offsets[0::2], offsets[1::2] = starts, stops
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(block)]
    every = pa.Array.from_buffers(kind, len(offsets) - 1, buffers)
    return every.take(pa.array(np.arange(0, len(offsets), 2)))


def texts_at(block: bytes, starts: Ints, stops: Ints) -> pa.Array:
    """Return pieces of a block as text, references in them as the letters they stand for.

    Raises
    ------
    IrregularError
        If a reference is none.
    """
    return unescaped(pieces(block, starts, stops, pa.string()))


def characters(texts: pa.Array) -> bytes:
    """Return the bytes of all texts of an array (one that begins at its first), in their order."""
    if not len(texts):
        return b""
    end = int(np.frombuffer(texts.buffers()[1], np.int32)[len(texts)])
    return bytes(memoryview(texts.buffers()[2] or b"")[:end])


def unescaped(texts: pa.Array) -> pa.Array:
    """Return texts (an array as :func:`pieces` makes it) with the letters of their references.

    Raises
    ------
    IrregularError
        If a reference is none.
    """
    text = characters(texts)
    if b"&" not in text:
        return texts
    data = np.frombuffer(text, np.uint8)
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[: len(texts) + 1].astype(np.int64)
    starts = np.flatnonzero(data == ord("&"))
    stops = _ends(data, starts)
    insist(stops <= offsets[np.searchsorted(offsets, starts, "right")])  # in the same text
    found = pieces(text, starts, stops, pa.binary()).dictionary_encode()
    letters = [_letter(reference) for reference in found.dictionary.to_pylist()]
    moved, written = _replaced(data, starts, stops, letters, found.indices.to_numpy())
    buffers = [None, pa.py_buffer(moved[offsets]), pa.py_buffer(written)]
    return pa.Array.from_buffers(texts.type, len(texts), buffers)


def _ends(data: Bytes, starts: Ints) -> Ints:
    closing = np.flatnonzero(data == ord(";"))
    insist(len(closing) > 0 and starts[-1] < closing[-1])
    stops = closing[np.searchsorted(closing, starts)] + 1
    insist(stops - starts <= _LONGEST)
    return stops


def _letter(reference: bytes) -> bytes:
    named = _NAMED.get(reference)
    if named is not None:
        return named.encode()
    found = _NUMBERED.fullmatch(reference)
    if found is None:
        raise IrregularError
    number = int(found[1], 16) if found[1] else int(found[2])
    plain = number in {9, 10, 13} or 32 <= number < 0xD800
    insist(plain or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000)
    return chr(number).encode()


def _replaced(
    data: Bytes, starts: Ints, stops: Ints, letters: list[bytes], codes: Ints
) -> tuple[np.ndarray, Bytes]:
    """Write letters over references, none of which is shorter, and close the gaps behind them.

    Returns
    -------
    moved, written
        Where each byte (and the end) has come to, and the bytes.
    """
    written, kept = data.copy(), np.ones(len(data), bool)
    lengths = np.array([len(letter) for letter in letters])[codes]
    table = np.array(
        [list(letter.ljust(_MOST_BYTES_OF_LETTER, b"\0")) for letter in letters], np.uint8
    )
    for place in range(_MOST_BYTES_OF_LETTER):
        long = lengths > place
        written[starts[long] + place] = table[codes[long], place]
    for place in range(_LONGEST):
        behind = (lengths <= place) & (starts + place < stops)
        kept[starts[behind] + place] = False
    moved = np.zeros(len(data) + 1, np.int32)
    np.cumsum(kept, out=moved[1:])
    return moved, written[kept]


def without_raw_text(block: bytes) -> bytes:
    """Return a block with raw text (CDATA) written as any other.

    Raises
    ------
    IrregularError
        If one has no end, or stands in a tag.
    """
    if _RAW not in block:
        return block
    first, *others = block.split(_RAW)
    parts, is_text = [first], False
    for part in others:
        before = parts[-1]
        opened, closed = before.rfind(b"<"), before.rfind(b">")
        is_text = closed > opened or (is_text and opened == closed)
        raw, end, rest = part.partition(b"]]>")
        insist(is_text and end)
        parts += (escape(raw.decode("latin-1")).encode("latin-1"), rest)
    return b"".join(parts)
