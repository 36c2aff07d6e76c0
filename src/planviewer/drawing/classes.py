"""Which symbol each row gets: styles applied to whole columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.arrays import Ints
from planviewer.model.style import CategoryStyle, GraduatedStyle, SingleStyle, Symbol

if TYPE_CHECKING:
    import pandas as pd

AnyStyle = SingleStyle | CategoryStyle | GraduatedStyle
ClassIndex = npt.NDArray[np.int16]

UNDRAWN: Final = -1
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")


def symbols_of(style: AnyStyle) -> tuple[Symbol, ...]:
    """Return the symbols of a style in drawing order; the last one is for all other features."""
    if isinstance(style, SingleStyle):
        return (style.symbol,)
    if isinstance(style, CategoryStyle):
        return (*(c.symbol for c in style.categories), style.other)
    return (*(c.symbol for c in style.classes), style.other)


def classify(style: AnyStyle, frame: pd.DataFrame) -> ClassIndex:
    """Return the number of the symbol (see `symbols_of`) for every row of ``frame``.

    A field the frame does not have leaves all rows to the last symbol.
    """
    if isinstance(style, SingleStyle):
        return np.zeros(len(frame), dtype=np.int16)
    if style.field not in frame.columns:
        return np.full(len(frame), len(symbols_of(style)) - 1, dtype=np.int16)
    column = frame[style.field]
    if isinstance(style, CategoryStyle):
        return _by_category(style, column)
    return _by_interval(style, column)


def as_text(value: Any) -> str | None:
    """Return an attribute as styles compare it: 1, 1.0 and "1" alike; missing is None."""
    import pandas as pd  # noqa: PLC0415  off the start path

    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float | np.floating):
        if np.isnan(value):
            return None
        return str(int(value)) if np.isfinite(value) and value == int(value) else str(value)
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    return str(value)


def texts_of(column: pd.Series[Any]) -> tuple[Ints, list[str | None]]:
    """Return for every row the number of its text, and the texts (None for missing)."""
    import pandas as pd  # noqa: PLC0415  off the start path

    try:
        codes, values = pd.factorize(column, use_na_sentinel=False)
    except TypeError:  # values that cannot be hashed, such as lists
        codes, values = pd.factorize(column.map(str), use_na_sentinel=False)
    return np.asarray(codes, dtype=np.int64), [as_text(v) for v in values.tolist()]


def _by_category(style: CategoryStyle, column: pd.Series[Any]) -> ClassIndex:
    codes, texts = texts_of(column)
    other = len(style.categories)
    numbers: dict[str | None, int] = {}
    for number, category in enumerate(style.categories):
        value = category.value
        numbers.setdefault(value if value is None else _canonical(value), number)
    rest = numbers.pop(None, other)
    table = [other if t is None else numbers.get(_canonical(t), rest) for t in texts]
    return np.array(table or [other], dtype=np.int16)[codes]


def _canonical(text: str) -> str:
    """Return a whole number written with a fraction of zero ("1.0") without it."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def _by_interval(style: GraduatedStyle, column: pd.Series[Any]) -> ClassIndex:
    import pandas as pd  # noqa: PLC0415  off the start path

    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    uppers = np.array([np.inf if c.upper is None else c.upper for c in style.classes])
    order: Sequence[int] = np.argsort(uppers, kind="stable").tolist()
    place = np.searchsorted(uppers[list(order)], values, side="left")
    table = np.array([*order, len(order)], dtype=np.int16)
    return np.where(np.isnan(values), np.int16(len(order)), table[place.clip(max=len(order))])
