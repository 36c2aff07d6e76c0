"""Which letters the bytes of a file are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.errors import EncodingUnknown
from planviewer.i18n import Message
from planviewer.model.features import EncodingSource
from planviewer.model.problem import Problem
from planviewer.reading import letters
from planviewer.reading.legacy_text import TCVN3, VNI
from planviewer.reading.shapefile import part

UTF8: Final = letters.UTF8
UNDECLARED: Final = "cp1252"
"""What a Shapefile is taken for that declares nothing and is not UTF-8, as other programs do."""

_DBF_LANGUAGES: Final = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x7A: "gbk", 0xC8: "cp1250"}
_BYTES: Final = re.compile(r"[\x00-\xff]+")
_BEYOND: Final = re.compile(r"[^\x00-\xff]")
_HINT: Final = Message(
    "reading", "Give the right encoding with --encoding, for example TCVN3, VNI, cp1258 or UTF-8."
)


@dataclass(frozen=True, eq=False)
class Decoded:
    """Attributes with text in order.

    Attributes
    ----------
    encoding
        What the text was read as; of several, what most fields were.
    fields
        The encoding of each field that holds other letters than ASCII, by its name.
    source
        How the encoding is known.
    """

    attributes: pa.Table
    encoding: str
    problems: tuple[Problem, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    source: EncodingSource = "user"


def encoding_name(text: str) -> str:
    """Return the name of an encoding as Python knows it, UTF-8 spelled "UTF-8".

    Raises
    ------
    EncodingUnknown
        If there is no such encoding (or it is not one of letters).
    """
    plain = text.strip().replace("ANSI", "").strip()
    legacy = {"TCVN3": TCVN3, "TCVN": TCVN3, "ABC": TCVN3, "VNI": VNI, "VNIWINDOWS": VNI}
    if (known := legacy.get(re.sub(r"[^A-Z0-9]", "", plain.upper()))) is not None:
        return known
    latin = re.fullmatch(r"(?:iso)?[- ]?8859[- ]?(\d{1,2})", plain, re.IGNORECASE)
    page = re.fullmatch(r"(?:cp|windows[- ]?)?(\d{3,5})", plain, re.IGNORECASE)
    if latin:
        plain = f"iso-8859-{latin[1]}"
    elif page:
        plain = "utf-8" if page[1] == "65001" else f"cp{page[1]}"
    try:
        name = codecs.lookup(plain).name
        b"A".decode(name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise EncodingUnknown(encoding=text) from error
    return UTF8 if name == "utf-8" else name


def declared_encoding(path: Path) -> str | None:
    """Return the encoding a Shapefile declares in its ``.cpg`` or the header of its ``.dbf``."""
    code_page = part(path, ".cpg")
    if code_page is not None:
        try:
            return encoding_name(code_page.read_bytes()[:64].decode("ascii", "replace"))
        except EncodingUnknown:
            return None
    table = part(path, ".dbf")
    if table is None:
        return None
    with table.open("rb") as file:
        return _DBF_LANGUAGES.get(int.from_bytes(file.read(30)[29:30], "big"))


def is_utf8(attributes: pa.Table) -> bool:
    """Whether all text of a table is UTF-8 (Arrow itself does not look)."""
    return all(column_is_utf8(attributes.column(i)) for i in text_columns(attributes))


def decode(
    attributes: pa.Table, encoding: str, *, lossless: bool, standing: bool = False
) -> Decoded:
    """Decode the text of a table as a person chose.

    Bytes that are no letters become "�", and are counted.

    Parameters
    ----------
    encoding
        As from ``encoding_name``.
    lossless
        Whether the text holds one character for each byte (see ``gdal.LOSSLESS``).
    standing
        Whether the format is Unicode: there a text in an older encoding stands as letters, each of
        which is one of its bytes.
    """
    bad_rows: set[int] = set()
    names = [name_of(n, encoding) if lossless else n for n in attributes.schema.names]
    for number in text_columns(attributes):
        column = attributes.column(number)
        if not lossless and encoding == UTF8 and column_is_utf8(column):
            continue
        texts = mapped(column, _reader(encoding, lossless=lossless, standing=standing))
        bad_rows |= rows_with_marks(texts)
        attributes = attributes.set_column(number, attributes.schema.names[number], texts)
    problems = (unreadable(bad_rows, encoding),) if bad_rows else ()
    return Decoded(attributes.rename_columns(names), encoding, problems)


def undeclared(count: int) -> Problem:
    """Say that the encoding of a file is only supposed."""
    message = Message(
        "reading",
        "The file does not say in which encoding its text is; it was read as {encoding}.",
        {"encoding": UNDECLARED},
    )
    return Problem("encoding-unknown", message, hint=_HINT, count=count)


def text_columns(attributes: pa.Table) -> list[int]:
    """Return the numbers of the columns that hold text."""
    types = attributes.schema.types
    return [i for i, t in enumerate(types) if pa.types.is_string(t) or pa.types.is_large_string(t)]


def column_is_utf8(column: pa.ChunkedArray) -> bool:
    """Whether all text of a column is UTF-8."""
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


_LAST_LATIN: Final = 0xC6
_VIETNAMESE: Final = (0xE1, (0xBA, 0xBB))
"""The first bytes of U+1E80-1EFF in UTF-8; those of U+0080-01BF begin with 0xC2 to 0xC6."""


def is_composed(column: pa.ChunkedArray) -> bool:
    """Whether text in UTF-8 is surely in the normal form NFC: True for nearly all Vietnamese.

    Every letter of U+0000-01BF and U+1E80-1EFF stands for itself under NFC whatever its neighbours
    are (Unicode 16, DerivedNormalizationProps: NFC_QC = Yes, and no combining class). To look for
    the bytes of others takes a tenth of the time of normalizing.
    """
    return all(_chunk_is_composed(chunk) for chunk in column.chunks)


def _chunk_is_composed(chunk: Any) -> bool:
    data = np.frombuffer(chunk.buffers()[2] or b"", dtype=np.uint8)
    first, seconds = _VIETNAMESE
    leads = np.flatnonzero(data > _LAST_LATIN)
    if not (data[leads] == first).all():
        return False
    return bool(np.isin(data[np.minimum(leads + 1, len(data) - 1)], seconds).all())


def mapped(column: pa.ChunkedArray, read: Callable[[bytes], str]) -> pa.ChunkedArray:
    """Return a column with each text read anew, each different one once."""
    raw = dictionary_of(column)
    texts = [None if value is None else read(value) for value in raw.dictionary.to_pylist()]
    taken = pa.array(texts, pa.string()).take(raw.indices)
    return pa.chunked_array([taken])


def dictionary_of(column: pa.ChunkedArray) -> Any:
    """Return a column of text as bytes, each different text once (an Arrow dictionary array)."""
    raw = column.cast(pa.large_binary()).combine_chunks().dictionary_encode()
    return raw.combine_chunks() if isinstance(raw, pa.ChunkedArray) else raw


def _reader(encoding: str, *, lossless: bool, standing: bool) -> Callable[[bytes], str]:
    if lossless:
        return lambda value: in_runs(value, lambda data: letters.decoded(data, encoding))
    if standing:
        return lambda value: read_standing(value, encoding)
    return lambda value: letters.decoded(value, encoding)


def read_standing(value: bytes, encoding: str) -> str:
    """Read a text that is Unicode, or says so: its letters may be bytes of an older encoding."""
    if encoding == UTF8 or not letters.is_utf8(value):
        return letters.decoded(value, encoding)
    text = value.decode("utf-8")
    carried = letters.carried_bytes(text)
    return letters.decoded(value, UTF8) if carried is None else letters.decoded(carried, encoding)


def in_runs(value: bytes, read: Callable[[bytes], str]) -> str:
    """Read a text that holds one letter for each byte.

    A letter beyond a byte was put there by the library, in place of a way to write it by number.
    """
    return _BYTES.sub(lambda run: read(run[0].encode("latin-1")), value.decode("utf-8", "replace"))


def is_numbered(value: bytes) -> bool:
    """Whether a text that holds one letter for each byte has letters beyond a byte as well."""
    return _BEYOND.search(value.decode("utf-8", "replace")) is not None


def bytes_of(value: bytes) -> bytes:
    """Return the bytes that stand in the file, of a text that holds one letter for each."""
    return value.decode("utf-8", "replace").encode("latin-1", "ignore")


def name_of(name: str, encoding: str) -> str:
    """Return the name of a field that came byte by byte."""
    return letters.decoded(name.encode("latin-1", "replace"), encoding)


def rows_with_marks(texts: pa.ChunkedArray) -> set[int]:
    """Return the rows in which something could not be read."""
    return set(pc.indices_nonzero(pc.match_substring(texts, "�")).to_pylist())


def unreadable(rows: set[int], encoding: str) -> Problem:
    """Say that some text is no letters under its encoding."""
    message = Message(
        "reading",
        "Some text is not {encoding}; what could not be read is shown as “�”.",
        {"encoding": encoding},
    )
    return Problem("text-unreadable", message, hint=_HINT, feature=min(rows), count=len(rows))
