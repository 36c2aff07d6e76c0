"""Coordinates as people type them, read without guessing: metres of VN-2000, degrees of WGS 84."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from planviewer.app.coordinate_words import Axis

_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")
_ANGLE = re.compile(
    r"""([+-])?\s*
    (\d{1,3}(?:[.,]\d+)?)\s*[°º˚d]?\s*
    (?:(\d{1,2}(?:[.,]\d+)?)\s*['’′m]?\s*
    (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″s]|'')?)?)?""",
    re.VERBOSE,
)
_LABEL = re.compile(r"[XYNEBĐ]\s*[:=]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;/|\s]\s*")
_LETTERS: Final[dict[str, tuple[Axis, int]]] = {
    "N": ("lat", 1),
    "S": ("lat", -1),
    "E": ("lon", 1),
    "W": ("lon", -1),
    "B": ("lat", 1),  # Bắc
    "Đ": ("lon", 1),  # Đông
}


@dataclass(frozen=True)
class Angle:
    """Decimal degrees, and the axis where a letter names it."""

    degrees: float
    axis: Axis | None = None


def parse_metres(text: str) -> float | None:
    """Read "2515367.14", "2.515.367,14", "2 515 367,14 m" or "X = 2,515,367.14" as metres.

    One separator followed by three digits counts as grouping where at most three digits stand
    before it: no coordinate of the national grid is below 1000 m.
    """
    bare = re.sub(r"[\s\u00a0\u202f']", "", _unlabelled(text)).removesuffix("m")
    if _GROUPED.fullmatch(bare):
        return float(re.sub(r"[.,]", "", bare))
    if _PLAIN.fullmatch(bare):
        return float(bare.replace(",", "."))
    if _BOTH.fullmatch(bare):
        whole, decimals = re.split(r"[.,](?=\d+$)", bare)
        return float(re.sub(r"[.,]", "", whole) + "." + decimals)
    return None


def _unlabelled(text: str) -> str:
    """Leave out the letter of the axis; which axis it is shows in the figure."""
    return _LABEL.sub("", text.strip(), count=1) if _LABEL.match(text.strip()) else text.strip()


def split_pair(text: str, fits: Callable[[str, str], bool]) -> tuple[str, str] | None:
    """Part two coordinates copied together, as "22.73738, 106.15216" or "2 515 367 541 110".

    Marks and spaces part figures as well as their digits, so every place where the text can be
    parted is tried; ``fits(first, second)`` knows what is a place. None unless just one fits.
    """
    ends = [(found.start(), found.end()) for found in _BETWEEN.finditer(text.strip())]
    parted = {(text.strip()[:end], text.strip()[begin:]) for end, begin in ends}
    fitting = [pair for pair in parted if all(pair) and fits(*pair)]
    return fitting[0] if len(fitting) == 1 else None


def parse_angle(text: str) -> Angle | None:
    r"""Read "22.73738", "22,73738°", "22°44'14.6\"N" or "N 22 44 14,6" as degrees."""
    bare = text.strip().upper().replace("\u00a0", " ")
    axis, sign = None, 1
    for letter, (named_axis, named_sign) in _LETTERS.items():
        if bare.startswith(letter) or bare.endswith(letter):
            axis, sign = named_axis, named_sign
            bare = bare.removeprefix(letter).removesuffix(letter).strip()
            break
    match = _ANGLE.fullmatch(bare.lower())
    if match is None or (match[1] and axis is not None):
        return None
    degrees = _sum_up([part for part in match.groups()[1:] if part is not None])
    if degrees is None:
        return None
    return Angle(-degrees if match[1] == "-" else sign * degrees, axis)


def _sum_up(parts: list[str]) -> float | None:
    """Add degrees, minutes, seconds; only the last may have decimals, minutes stay below 60."""
    values = [float(part.replace(",", ".")) for part in parts]
    if any(not value.is_integer() for value in values[:-1]):
        return None
    if any(value >= 60 for value in values[1:]):
        return None
    return sum((value / float(60**power) for power, value in enumerate(values)), 0.0)
