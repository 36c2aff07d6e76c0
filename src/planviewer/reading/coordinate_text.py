"""Coordinates as people write them: decimal commas, thousands, degrees and minutes.

A column is judged as a whole, because "541.100" alone may be 541 or half a million.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

_SPACES: Final = re.compile(r"[\s\u00a0\u202f']+")
_GROUPED_SPACES: Final = re.compile(r"[-+]?\d{1,3}(?:[\s\u00a0\u202f']\d{3})+(?:[.,]\d+)?")
_GROUPED_DOTS: Final = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+")
_GROUPED_COMMAS: Final = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+")
_UNIT: Final = re.compile(r"(?<=\d)\s*m$", re.IGNORECASE)
_ANGLE: Final = re.compile(
    r"(?P<front>[NSEWBĐDT])?\s*(?P<sign>[-+])?(?P<d>\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|˚|d|deg|độ|\s|-|:)\s*"
    r"(?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*(?:'|′|’|m|phút|\s|-|:)?\s*)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|s|giây)?\s*)?"
    r"(?P<back>[NSEWBĐDT])?",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(
    r"(?:(?P<front>[NSEWBĐ])\s*(?P<a>\d+(?:[.,]\d+)?)|(?P<b>\d+(?:[.,]\d+)?)\s*(?P<back>[NSEWBĐ]))",
    re.IGNORECASE,
)
_NEGATIVE: Final = frozenset("SW")
_MOST_DEGREES: Final = 180.0
_LEAST_METRES: Final = 20_000.0
"""No coordinate of a Vietnamese grid is smaller."""


def numbers_of(values: Sequence[Any]) -> Numbers:
    """Read a column of coordinates; NaN where a cell is empty or is none.

    Parameters
    ----------
    values
        Numbers, texts or None.

    Returns
    -------
    ndarray
        Metres or decimal degrees, as many as ``values``; unit as in the column.
    """
    texts = [_clean(value) for value in values]
    filled = [text for text in texts if isinstance(text, str) and text]
    read = _reader(filled)
    return np.array([text if isinstance(text, float) else read(text) for text in texts])


def _clean(value: Any) -> str | float:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return float(value)
    return _UNIT.sub("", str(value).strip())


def _reader(texts: list[str]) -> Any:
    """Return how the texts of a column are read."""
    plain = [_SPACES.sub("", text) for text in texts]
    with_both = [text for text in plain if "." in text and "," in text]
    if with_both:
        comma_last = sum(text.rfind(",") > text.rfind(".") for text in with_both)
        return _comma if 2 * comma_last > len(with_both) else _point
    if any("," in text for text in plain):
        return _grouped_or(_comma, _point, plain, _GROUPED_COMMAS)
    return _grouped_or(_point, _comma, plain, _GROUPED_DOTS)


def _grouped_or(decimal: Any, grouped: Any, plain: list[str], pattern: re.Pattern[str]) -> Any:
    """Choose between a decimal mark and marks of thousands, by what makes coordinates."""
    marked = [text for text in plain if "." in text or "," in text]
    if not marked or not all(pattern.fullmatch(text) for text in marked):
        return decimal
    if any(text.count(".") + text.count(",") > 1 for text in marked):
        return grouped
    sizes = np.abs([decimal(text) for text in marked])
    in_between = bool(np.all((sizes > _MOST_DEGREES) & (sizes < _LEAST_METRES)))
    return grouped if in_between else decimal


def _point(text: str) -> float:
    return _number(text, lambda plain: plain.replace(",", ""))


def _comma(text: str) -> float:
    return _number(text, lambda plain: plain.replace(".", "").replace(",", "."))


def _number(text: str, with_point: Callable[[str], str]) -> float:
    if not text:
        return np.nan
    plain = _SPACES.sub("", text)
    if plain != text and not _GROUPED_SPACES.fullmatch(text):
        return _degrees(text)
    try:
        return float(with_point(plain))
    except ValueError:
        return _degrees(text)


def _degrees(text: str) -> float:
    """Read ``106°09'07.8"E``, ``106 09 07,8``, ``E106.15``; east and north count as plus."""
    lettered = _LETTERED.fullmatch(text.strip())
    if lettered is not None:
        letter = (lettered["front"] or lettered["back"]).upper()
        value = _decimal(lettered["a"] or lettered["b"])
        return -value if letter in _NEGATIVE else value
    found = _ANGLE.fullmatch(text.strip())
    if found is None:
        return np.nan
    degrees, minutes, seconds = (_decimal(found[part] or "0") for part in "dms")
    if minutes >= 60 or seconds >= 60:
        return np.nan
    value = degrees + minutes / 60 + seconds / 3600
    letter = (found["front"] or found["back"] or "").upper()
    return -value if letter in _NEGATIVE or found["sign"] == "-" else value


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
