"""Chainage (lý trình): places along a road, counted in metres from the start of its line."""

from __future__ import annotations

import re
from typing import Final

from planviewer.errors import ChainageInvalid
from planviewer.i18n import language

_CHAINAGE: Final = re.compile(
    r"\s*km\s*(\d{1,6})\s*\+\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*", re.IGNORECASE
)


def format_chainage(metres: float, decimals: int | None = None) -> str:
    """Write a chainage as on road papers: ``Km1+234.5``, ``Km0+100``.

    Parameters
    ----------
    metres
        Metres from the start, not negative.
    decimals
        Digits after the separator; None: one, or none for whole metres.
    """
    if decimals is None:
        decimals = 0 if round(metres, 1) == round(metres) else 1
    kilometres, rest = divmod(round(max(metres, 0.0), decimals), 1000)
    width = 3 + (decimals + 1 if decimals else 0)
    text = f"{rest:0{width}.{decimals}f}"
    if language() == "vi":
        text = text.replace(".", ",")
    return f"Km{int(kilometres)}+{text}"


def parse_chainage(text: str) -> float:
    """Read ``Km0+100`` or ``Km 1+234,5`` (point or comma, either case) as metres.

    Raises
    ------
    ChainageInvalid
        If the text is not a chainage.
    """
    match = _CHAINAGE.fullmatch(text)
    if match is None:
        raise ChainageInvalid(text=text)
    return int(match[1]) * 1000 + float(match[2].replace(",", "."))
