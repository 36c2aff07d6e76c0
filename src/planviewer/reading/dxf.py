"""What a DXF drawing says of its text, and which of its entities are curved."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from planviewer import pace
from planviewer.errors import EncodingUnknown
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading.text import encoding_name

_HEAD_BYTES: Final = 1 << 20
_VARIABLE: Final = r"\$%s\s*\r?\n\s*\d+\s*\r?\n\s*([^\r\n]*?)\s*\r?\n"
_VERSION: Final = re.compile((_VARIABLE % "ACADVER").encode())
_CODE_PAGE: Final = re.compile((_VARIABLE % "DWGCODEPAGE").encode())
_UNICODE_SINCE: Final = b"AC1021"
"""AutoCAD 2007: from here on all text is UTF-8, whatever code page is named."""
_CURVED_CLASSES: Final = r"AcDb(?:Circle|Arc|Ellipse|Spline)\b"
_BULGE: Final = re.compile(rb"42[ \t]*\r?\n[ \t]*[-+]?[0.]*[1-9]")
_OTHER_ENTITY: Final = re.compile(rb"\n[ \t]*0[ \t]*\r?\n(?!VERTEX|SEQEND)[A-Z]")
_NEAR: Final = 1 << 16
_CHUNK: Final = 1 << 20
_BLANK: Final = 32
_ESCAPE: Final = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_PERCENT: Final = {"%%d": "°", "%%c": "⌀", "%%p": "±", "%%%": "%"}
_PERCENT_CODE: Final = re.compile(r"%%[dcp%]", re.IGNORECASE)


def declared_encoding(path: Path) -> str | None:
    """Return the encoding a drawing declares, None if it does not say or it is none we know."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    version = _VERSION.search(head)
    if version is not None and version[1] >= _UNICODE_SINCE:
        return "UTF-8"
    page = _CODE_PAGE.search(head)
    number = re.search(rb"(\d{3,5})$", page[1]) if page is not None else None
    try:
        return encoding_name(number[1].decode()) if number is not None else None
    except EncodingUnknown:
        return None


def curves_noted(path: Path, attributes: pa.Table) -> tuple[Problem, ...]:
    """Say how many entities were curved, and by how much straight pieces miss them.

    The library makes a piece of each degree of an arc (and eight for each control point of a
    spline), so that none is farther from the arc than 1 - cos 0.5° of its radius.
    """
    rows: tuple[int, ...] = ()
    if "SubClasses" in attributes.schema.names:
        classes = attributes.column("SubClasses")
        known = pc.fill_null(pc.unique(classes), "")
        wanted = known.filter(pc.match_substring_regex(known, _CURVED_CLASSES))
        rows = tuple(pc.is_in(classes, wanted).to_numpy().nonzero()[0].tolist())
    count = len(rows) + _bulged(path)
    if not count:
        return ()
    message = Message(
        "reading",
        "Arcs, circles, ellipses and splines were replaced by straight pieces; those of an arc "
        "miss it by at most 0.004 % of its radius (4 mm at 100 m).",
    )
    first = rows[0] if rows else None
    return (Problem("curves-straightened", message, "note", None, first, count, rows),)


def _bulged(path: Path) -> int:
    """Return how many polylines have arcs between their points (group 42, not 0)."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        begins = set()
        for place in _codes(data, b"42"):
            line = data.rfind(b"\n", max(0, place - _NEAR), place)
            if line < 0 or data[line:place].strip() or not _BULGE.match(data, place):
                continue
            begin = data.rfind(b"POLYLINE", max(0, place - _NEAR), place)
            if begin >= 0 and not _OTHER_ENTITY.search(data, begin, place):
                begins.add(begin)
    return len(begins)


def _codes(data: mmap.mmap, code: bytes) -> Iterator[int]:
    """Give where a group code may stand: two figures with nothing but blanks around them.

    A drawing has millions of lines: a pattern would begin at each, which takes three times as long.
    """
    first, second = code
    for begin in range(1, len(data), _CHUNK):
        pace.reached(begin / len(data))
        near = np.frombuffer(data[begin - 1 : begin + _CHUNK + 2], dtype=np.uint8)
        alone = (near[:-3] <= _BLANK) & (near[3:] <= _BLANK)
        places = np.flatnonzero(alone & (near[1:-2] == first) & (near[2:-1] == second))
        yield from (begin + places).tolist()


def unescaped(attributes: pa.Table) -> pa.Table:
    """Return a table with AutoCAD's ways to write a letter (by its number, ``%%d``) undone."""
    for number, kind in enumerate(attributes.schema.types):
        column = attributes.column(number)
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            continue
        if pc.any(pc.match_substring_regex(column, r"\\U\+|%%")).as_py():
            texts = [None if text is None else _letters(text) for text in column.to_pylist()]
            name = attributes.schema.names[number]
            attributes = attributes.set_column(number, name, pa.array(texts, pa.string()))
    return attributes


def _letters(text: str) -> str:
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return _PERCENT_CODE.sub(lambda found: _PERCENT[found[0].lower()], plain)
