"""What stands in placemarks as values of a kind, as the library takes them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.reading.markup.grammar import insist
from planviewer.reading.markup.text import characters

_DIGITS: Final = b"0123456789+-"
_FIGURES: Final = _DIGITS + b".eE"
_DAY: Final = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[1-9]|1[0-3]):00)?"
_MOMENT: Final = f"^{_DAY}(?:T{_TIME})?$"
_MIDNIGHT: Final = "T00:00:00"
_DAY_LONG: Final = len("2021-06-10")
_TRUE, _FALSE = ("1", "true"), ("0", "false")
MODES: Final = ("clampToGround", "relativeToGround", "absolute")


def trimmed(texts: pa.Array) -> pa.Array:
    """Return texts without the blanks that the library takes off values of a schema."""
    texts = pc.ascii_rtrim(texts, " ")
    broken = pc.starts_with(texts, "\n")
    if pc.any(broken, min_count=0).as_py():
        texts = pc.if_else(broken, pc.utf8_slice_codeunits(texts, 1), texts)
    return pc.ascii_ltrim(texts, " ")


def typed(texts: pa.Array, kind: pa.DataType) -> pa.Array:
    """Return texts as values of a kind.

    Raises
    ------
    IrregularError, ArrowInvalid
        If there is one of which the library would make something else, or say something.
    """
    if pa.types.is_string(kind):
        return texts
    given = texts.drop_null()
    if pa.types.is_boolean(kind):
        yes = pc.is_in(texts, pa.array(_TRUE))
        insist(pc.all(pc.or_(yes, pc.is_in(texts, pa.array([*_FALSE, None]))), min_count=0).as_py())
        return pc.if_else(pc.is_valid(texts), yes, pa.scalar(None, pa.bool_()))
    insist(pa.types.is_integer(kind) or pa.types.is_float64(kind))
    allowed = _FIGURES if pa.types.is_float64(kind) else _DIGITS
    insist(not characters(_afresh(given)).translate(None, allowed))
    numbers = texts.cast(kind)
    if pa.types.is_float64(kind):
        insist(np.isfinite(numbers.drop_null().to_numpy()))
    return numbers


def _afresh(texts: pa.Array) -> pa.Array:
    """Return texts as an array that begins at its first byte."""
    return texts if not texts.offset else pa.concat_arrays([texts])


def moments(texts: pa.Array) -> pa.Array:
    """Return moments as the library writes them.

    Raises
    ------
    IrregularError
        If one is written otherwise than as a day or to the second.
    """
    insist(pc.all(pc.match_substring_regex(texts, _MOMENT), min_count=0).as_py())
    days = pc.equal(pc.binary_length(texts), _DAY_LONG)
    return pc.if_else(days, pc.binary_join_element_wise(texts, _MIDNIGHT, ""), texts)


def one_of(texts: pa.Array, words: tuple[str, ...]) -> pa.Array:
    """Return texts that are all among some words.

    Raises
    ------
    IrregularError
        If one is not.
    """
    insist(pc.all(pc.is_in(texts, pa.array(words)), min_count=0).as_py())
    return texts


def spread(values: pa.Array, rows: Any, count: int) -> pa.Array:
    """Put values into their rows, of which there are so many; the others are null.

    Raises
    ------
    IrregularError
        If two are of the same row.
    """
    insist(np.diff(rows, prepend=-1) > 0)
    if len(values) == count:
        return values
    index = np.full(count, -1)
    index[rows] = np.arange(len(rows))
    return values.take(pa.array(index, mask=index < 0))
