"""Days and times in workbooks: numbers that only their format tells apart from others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from xml.etree import ElementTree as ET

Kind = Literal["moment", "duration"]

_BUILT_IN: Final[Mapping[int, Kind]] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "moment"),
    46: "duration",
}
"""Formats that are dates by their number (ECMA-376 part 1, 18.8.30)."""
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DURATION: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_MOMENT: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_LEAP_DAY_THAT_NEVER_WAS: Final = 60


class Dates:
    """Knows which styles of a workbook are dates, and what a number means in one.

    Parameters
    ----------
    styles
        Index of a style, as cells write it, to what it makes of a number.
    since_1904
        Whether days are counted from 1904 on, as old programs for the Mac did.
    """

    def __init__(self, styles: Mapping[str, Kind], *, since_1904: bool) -> None:
        self.styles = styles
        self._epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  sheets know no zones
        self._since_1904 = since_1904

    def value(self, days: float, style: str) -> date | datetime | time | float | str:
        """Return what a number of days is; the number itself where there is no such day."""
        with suppress(OverflowError, ValueError):
            if self.styles[style] == "duration":
                return str(timedelta(days=days))
            if 0 <= days < 1:
                return (self._epoch + _rounded(days)).time()
            if not self._since_1904 and days < _LEAP_DAY_THAT_NEVER_WAS:
                days += 1
            return _plain(self._epoch + _rounded(days))
        return days

    def written(self, text: str) -> date | datetime | str:
        """Return a moment that is written out, the text itself where it is none."""
        with suppress(ValueError):
            return _plain(datetime.fromisoformat(text))
        return text


def _plain(moment: datetime) -> date | datetime:
    return moment.date() if moment.time() == time() else moment


def _rounded(days: float) -> timedelta:
    """Round to milliseconds: a number of days has no more digits."""
    return timedelta(milliseconds=round(days * 86_400_000))


def styles_of(tree: ET.Element | None) -> dict[str, Kind]:
    """Return which styles make dates of numbers, by the index that cells give."""
    if tree is None:
        return {}
    formats = {
        int(item.get("numFmtId", "-1")): item.get("formatCode", "")
        for item in tree.iter()
        if item.tag.endswith("}numFmt")
    }
    cells = next((item for item in tree if item.tag.endswith("}cellXfs")), ())
    kinds = (_kind(int(item.get("numFmtId", "0")), formats) for item in cells)
    return {str(index): kind for index, kind in enumerate(kinds) if kind is not None}


def _kind(number: int, formats: Mapping[int, str]) -> Kind | None:
    code = formats.get(number)
    if code is None:
        return _BUILT_IN.get(number)
    plain = _NOT_LETTERS.sub("", code.partition(";")[0])
    if _DURATION.search(plain):
        return "duration"
    return "moment" if _MOMENT.search(plain) else None
