"""Columns of cells as values: whole numbers, numbers, yes and no, dates, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Column: TypeAlias = "Sequence[Any] | pa.ChunkedArray"

_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_POINT: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
_COMMA: Final = re.compile(r"-?(?:0|[1-9]\d*),\d+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_YES_OR_NO: Final = re.compile(r"(?i:true|false)")
_MISSING: Final = pa.scalar(None, pa.string())
_SAMPLE: Final = 200


def column(values: Column, *, comma: bool = False) -> pa.ChunkedArray:
    """Return a column of the plainest kind that holds all its values; "" counts as missing.

    Parameters
    ----------
    values
        Texts (CSV), or numbers, texts, dates and booleans (XLSX), of which each is looked at unless
        they come as an array of texts or numbers.
    comma
        Whether ``1,5`` is a number.
    """
    if isinstance(values, pa.ChunkedArray) and pa.types.is_floating(values.type):
        return _of_numbers(values)
    if isinstance(values, pa.ChunkedArray) or set(map(type, values)) <= {str, type(None)}:
        return _of_texts(texts_of(values), comma=comma)
    # each value is looked at once, however often it stands there
    empty = {value for value in set(values) if _is_empty(value)}
    cells = [None if value in empty else value for value in values]
    given = [cell for cell in cells if cell is not None]
    made = _typed(cells, given) if given and not isinstance(given[0], str) else None
    if made is not None:
        return pa.chunked_array([made])
    texts = [None if cell is None else _text(cell) for cell in cells]
    return _of_texts(texts_of(texts), comma=comma)


def texts_of(values: Column) -> pa.ChunkedArray:
    """Return texts, those of nothing but blanks as missing.

    Raises
    ------
    pyarrow.ArrowInvalid, pyarrow.ArrowTypeError
        If there are other things than texts among them.
    """
    whole = values
    if not isinstance(values, pa.ChunkedArray):
        whole = pa.chunked_array([pa.array(values, pa.string())])
    blank = pc.or_(pc.equal(whole, ""), pc.utf8_is_space(whole))
    return pc.if_else(blank, _MISSING, whole) if pc.any(blank).as_py() else whole


def uses_decimal_comma(columns: Sequence[Column]) -> bool:
    """Return whether numbers of a table are written with a decimal comma throughout."""
    with_comma = with_point = 0
    for values in columns:
        first = values[:_SAMPLE]
        for value in first.to_pylist() if isinstance(first, pa.ChunkedArray) else first:
            if isinstance(value, str):
                with_comma += _COMMA.fullmatch(value) is not None
                with_point += "." in value and _POINT.fullmatch(value) is not None
    return with_comma > 0 and with_point == 0


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _typed(cells: list[Any], given: list[Any]) -> pa.Array | None:
    """Make a column of values that are typed already; None for a mixture."""
    kinds = {type(cell) for cell in given}
    if kinds == {bool}:
        return pa.array(cells, pa.bool_())
    if kinds <= {int, float}:
        whole = all(isinstance(cell, int) or cell.is_integer() for cell in given)
        small = whole and all(abs(cell) < 2**53 for cell in given)
        if small:
            return pa.array([None if c is None else int(c) for c in cells], pa.int64())
        return pa.array([None if c is None else float(c) for c in cells], pa.float64())
    if kinds == {datetime}:
        if all(cell.time() == time() for cell in given):
            return pa.array([None if c is None else c.date() for c in cells], pa.date32())
        return pa.array(cells, pa.timestamp("us"))
    return pa.array(cells, pa.date32()) if kinds == {date} else None


def _of_numbers(numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return numbers as whole ones where all are, and small enough to be sure of it."""
    whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), 2.0**53))
    return numbers.cast(pa.int64()) if pc.all(whole).as_py() else numbers


def _of_texts(texts: pa.ChunkedArray, *, comma: bool) -> pa.ChunkedArray:
    number = _COMMA if comma else _POINT
    if texts.null_count == len(texts):
        return texts
    if _all_are(texts, _WHOLE):
        return texts.cast(pa.int64())
    if _all_are(texts, number, _WHOLE):
        return _as_numbers(texts)
    if _all_are(texts, _YES_OR_NO):
        return pc.equal(pc.utf8_lower(texts), "true")
    return _as_days(texts) if _all_are(texts, _DAY) else texts


def _all_are(texts: pa.ChunkedArray, *patterns: re.Pattern[str]) -> bool:
    """Whether each text is wholly of one of some patterns; the first shows most that are not."""
    first = texts[pc.index(texts.is_valid(), True).as_py()].as_py()
    if not any(pattern.fullmatch(first) for pattern in patterns):
        return False
    either = "|".join(pattern.pattern for pattern in patterns)
    return bool(pc.all(pc.match_substring_regex(texts, f"^(?:{either})$")).as_py())


def _as_numbers(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    with_points = pc.replace_substring(texts, ",", ".")
    try:
        return with_points.cast(pa.float64())
    except pa.ArrowInvalid:  # beyond all figures
        numbers = [None if text is None else float(text) for text in with_points.to_pylist()]
        return pa.chunked_array([pa.array(numbers, pa.float64())])


def _as_days(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return days; if one of them is not in the calendar, all stay text."""
    try:
        return texts.cast(pa.date32())
    except pa.ArrowInvalid:
        return texts


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
