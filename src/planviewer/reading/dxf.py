"""What a DXF drawing says of its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from planviewer.errors import EncodingUnknown
from planviewer.reading.text import encoding_name

_HEAD_BYTES: Final = 1 << 20
_VARIABLE: Final = r"\$%s\s*\r?\n\s*\d+\s*\r?\n\s*([^\r\n]*?)\s*\r?\n"
_VERSION: Final = re.compile((_VARIABLE % "ACADVER").encode())
_CODE_PAGE: Final = re.compile((_VARIABLE % "DWGCODEPAGE").encode())
_UNICODE_SINCE: Final = b"AC1021"
"""AutoCAD 2007: from here on all text is UTF-8, whatever code page is named."""
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
