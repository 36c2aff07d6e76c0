"""Text put in order field by field, as its bytes say; a wrong declaration does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from planviewer.i18n import Message
from planviewer.model.features import EncodingSource
from planviewer.model.problem import Problem
from planviewer.reading import letters, text
from planviewer.reading.letters import TWICE, UTF8, Verdict
from planviewer.reading.text import Decoded

_SAMPLE: Final = 5_000
"""So many different texts of a field are looked at."""
_FEW: Final = 1_000
"""Up to so many texts are quicker looked through one by one."""
_ENOUGH: Final = 2
"""So many Vietnamese words overrule an encoding that the file declares and that fits too."""


@dataclass(frozen=True)
class _Field:
    """A column of text with other letters than ASCII, and what its bytes say."""

    number: int
    name: str
    verdict: Verdict
    is_utf8: bool


def decode_as_found(attributes: pa.Table, declared: str | None, *, lossless: bool) -> Decoded:
    """Decode each field of a table as its bytes say.

    Parameters
    ----------
    attributes
        Text byte by byte (``lossless``, see ``gdal.LOSSLESS``), or as Unicode; even there letters
        may stand that are only the bytes of an older encoding.
    declared
        What the file (or its format) says, None where it says nothing. It is taken for fields whose
        bytes are no Vietnamese under any encoding.

    Returns
    -------
    Decoded
        Text in NFC. Problems tell which fields were read otherwise than declared.
    """
    look = _carried if lossless else _standing
    fields = [
        _Field(number, attributes.schema.names[number], *found)
        for number in text.text_columns(attributes)
        if (found := look(attributes.column(number))) is not None
    ]
    usual = _usual(fields, declared)
    chosen = {field.number: _choice(field, usual, declared) for field in fields}
    return _apply(attributes, fields, chosen, usual, declared, lossless=lossless)


def _carried(column: pa.ChunkedArray) -> tuple[Verdict, bool] | None:
    """Judge a field that came byte by byte.

    Texts with letters by number say nothing: who wrote them knew which letters they are.
    """
    different = _different(column)
    if not different:
        return None
    sample = [text.bytes_of(value) for value in different if not text.is_numbered(value)]
    return letters.recognise(sample), bool(sample) and all(map(letters.is_utf8, sample))


def _standing(column: pa.ChunkedArray) -> tuple[Verdict, bool] | None:
    """Judge a field that is Unicode, or at least says so."""
    sample = _different(column)
    if not sample:
        return None
    if not all(map(letters.is_utf8, sample)):
        return letters.recognise(sample), False
    verdict = letters.recognise_letters(value.decode("utf-8") for value in sample)
    return verdict, verdict.encoding is None


def _different(column: pa.ChunkedArray) -> list[bytes]:
    """Return different texts of a column with other letters than ASCII."""
    if len(column) <= _FEW and pa.types.is_string(column.type):
        few = column.cast(pa.binary()).to_pylist()
        return [*dict.fromkeys(value for value in few if value and not value.isascii())]
    if pc.all(pc.string_is_ascii(column), min_count=0).as_py():
        return []
    values = text.dictionary_of(column).dictionary
    other = values.filter(pc.invert(pc.string_is_ascii(values.cast(pa.large_string(), safe=False))))
    return [bytes(value) for value in other[:_SAMPLE].to_pylist()]


def _usual(fields: list[_Field], declared: str | None) -> str | None:
    """Return the encoding that most words of the table are in, None if they tell nothing."""
    words: Counter[str] = Counter()
    for field in fields:
        if field.verdict.encoding is not None and not field.is_utf8:
            words[field.verdict.encoding] += field.verdict.words
    if not words:
        return None
    encoding, count = words.most_common(1)[0]
    return encoding if count >= _ENOUGH or declared in {None, UTF8} else None


def _choice(field: _Field, usual: str | None, declared: str | None) -> str:
    """Return the encoding of one field: its own, else the table's, else what is declared."""
    if field.is_utf8:
        return UTF8
    own = field.verdict
    if own.encoding is not None and (own.words >= _ENOUGH or own.encoding == usual):
        return own.encoding
    if usual is not None and usual not in {UTF8, TWICE}:
        return usual
    if own.encoding is not None and declared in {None, UTF8}:
        return own.encoding
    return declared or text.UNDECLARED


def _apply(
    attributes: pa.Table,
    fields: list[_Field],
    chosen: dict[int, str],
    usual: str | None,
    declared: str | None,
    *,
    lossless: bool,
) -> Decoded:
    main = _main(chosen, declared)
    names = [text.name_of(name, main) if lossless else name for name in attributes.schema.names]
    bad_rows: set[int] = set()
    for field in fields:
        reader = _reader(chosen[field.number], declared, lossless=lossless)
        column, bad = _read(
            attributes.column(field.number), chosen[field.number], reader, lossless=lossless
        )
        bad_rows |= bad
        attributes = attributes.set_column(field.number, field.name, column)
    encodings = tuple((names[field.number], chosen[field.number]) for field in fields)
    problems = [*_overruled(encodings, declared, attributes.num_rows)]
    if usual is None and not _all_sure(fields, declared):
        problems.append(text.undeclared(attributes.num_rows))
    if bad_rows:
        problems.append(text.unreadable(bad_rows, main))
    source = _source(fields, chosen, usual, declared)
    return Decoded(attributes.rename_columns(names), main, tuple(problems), encodings, source)


def _source(
    fields: list[_Field], chosen: dict[int, str], usual: str | None, declared: str | None
) -> EncodingSource:
    if not fields:
        return "plain"
    if usual is None and not _all_sure(fields, declared):
        return "supposed"
    return "file" if all(encoding == declared for encoding in chosen.values()) else "bytes"


def _all_sure(fields: list[_Field], declared: str | None) -> bool:
    """Whether somebody says what each field is: its bytes, or the file."""
    return declared is not None or all(
        field.is_utf8 or field.verdict.encoding is not None for field in fields
    )


def _main(chosen: dict[int, str], declared: str | None) -> str:
    if not chosen:
        return declared or UTF8
    return Counter(chosen.values()).most_common(1)[0][0]


def _read(
    column: pa.ChunkedArray, encoding: str, reader: Callable[[bytes], str], *, lossless: bool
) -> tuple[pa.ChunkedArray, set[int]]:
    """Return a column in order, and the rows in which something could not be read."""
    if encoding != UTF8 or lossless or not text.column_is_utf8(column):
        column = text.mapped(column, reader)
    elif text.is_composed(column):
        return column, set()  # no mark is among the letters that say so
    else:
        column = pc.utf8_normalize(column, "NFC")
    return column, text.rows_with_marks(column)


def _reader(encoding: str, declared: str | None, *, lossless: bool) -> Callable[[bytes], str]:
    """Return how a text of a field is read: one that is UTF-8 as such, whatever the others are.

    Of a text with letters by number the other letters are what is declared; by number or by a
    byte, they come alike.
    """
    said = text.UNDECLARED if declared is None or declared == UTF8 else declared

    def read_carried(value: bytes) -> str:
        own = said if text.is_numbered(value) else encoding
        return text.in_runs(
            value, lambda data: letters.decoded(data, UTF8 if letters.is_utf8(data) else own)
        )

    if lossless:
        return read_carried
    return lambda value: text.read_standing(value, encoding)


def _overruled(
    encodings: tuple[tuple[str, str], ...], declared: str | None, count: int
) -> list[Problem]:
    """Tell which fields are in another encoding than the file says."""
    found: dict[str, list[str]] = {}
    for name, encoding in encodings:
        if encoding not in {declared, UTF8} and encoding != text.UNDECLARED:
            found.setdefault(encoding, []).append(name)
    return [_recognised(names, encoding, declared, count) for encoding, names in found.items()]


def _recognised(names: list[str], encoding: str, declared: str | None, count: int) -> Problem:
    values: dict[str, Any] = {"fields": ", ".join(names), "encoding": encoding}
    if declared is None:
        message = Message(
            "reading", "The text of {fields} was recognised as {encoding} by its bytes.", values
        )
    else:
        message = Message(
            "reading",
            "The file says {declared}, but the text of {fields} is {encoding}; it was read so.",
            values | {"declared": declared},
        )
    hint = Message("reading", "If letters are wrong, give another encoding with --encoding.")
    return Problem("encoding-recognised", message, "note", hint, count=count)
