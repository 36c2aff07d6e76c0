"""Columns of cells as values: whole numbers, numbers, yes and no, dates, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

import pyarrow as pa

_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_POINT: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
_COMMA: Final = re.compile(r"-?(?:0|[1-9]\d*),\d+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_BOOLEANS: Final = {"true": True, "false": False}
_SAMPLE: Final = 200


def column(values: Sequence[Any], *, comma: bool = False) -> pa.ChunkedArray:
    """Return a column of the plainest kind that holds all its values; "" counts as missing.

    Parameters
    ----------
    values
        Texts (CSV), or numbers, texts, dates and booleans (XLSX).
    comma
        Whether ``1,5`` is a number.
    """
    # each value is looked at once, however often it stands there
    empty = {value for value in set(values) if _is_empty(value)}
    cells = [None if value in empty else value for value in values]
    given = [cell for cell in cells if cell is not None]
    made = _typed(cells, given) if given and not isinstance(given[0], str) else None
    if made is None:
        plain = set(map(type, given)) <= {str}
        texts = cells if plain else [None if cell is None else _text(cell) for cell in cells]
        made = _of_texts(texts, comma=comma)
    return pa.chunked_array([made])


def uses_decimal_comma(columns: Sequence[Sequence[Any]]) -> bool:
    """Return whether numbers of a table are written with a decimal comma throughout."""
    with_comma = with_point = 0
    for values in columns:
        for value in values[:_SAMPLE]:
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


def _of_texts(texts: list[str | None], *, comma: bool) -> pa.Array:
    given = [text for text in texts if text is not None]
    if not given:
        return pa.array(texts, pa.string())
    if all(_WHOLE.fullmatch(text) for text in given):
        return pa.array([None if t is None else int(t) for t in texts], pa.int64())
    number = _COMMA if comma else _POINT
    if all(number.fullmatch(text) or _WHOLE.fullmatch(text) for text in given):
        return pa.array([None if t is None else float(t.replace(",", ".")) for t in texts])
    if all(text.lower() in _BOOLEANS for text in given):
        return pa.array([None if t is None else _BOOLEANS[t.lower()] for t in texts], pa.bool_())
    if all(_DAY.fullmatch(text) for text in given):
        days = _days(texts)
        if days is not None:
            return days
    return pa.array(texts, pa.string())


def _days(texts: list[str | None]) -> pa.Array | None:
    try:
        return pa.array([None if t is None else date.fromisoformat(t) for t in texts], pa.date32())
    except ValueError:
        return None


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
