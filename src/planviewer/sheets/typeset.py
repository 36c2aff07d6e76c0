"""Text into boxes: wrap first, then shrink, then elide.

The rule is the same everywhere: a text is wrapped at its full size; if it needs more lines than
allowed it is set smaller, down to a stated share of its size; if it still does not fit, the
last line ends with an ellipsis. A word wider than the line is broken between characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from planviewer.sheets.fonts import ASCENT_EM, DESCENT_EM, TextStyle
from planviewer.sheets.marks import Anchor, TextMark, line_of_text

ELLIPSIS: Final = "…"
SHRINK_STEPS: Final = (1.0, 0.92, 0.85, 0.78, 0.72)
"""Sizes tried before text is elided: never below 72 %."""


_UNITS: Final = frozenset({"m", "m²", "ha", "km", "mm", "%", "(E", "(N", "(Đ", "(B"})
_CLOSING: Final = ".,;:)"

_INTO_FONT: Final = str.maketrans({"′": "'", "″": '"'})
"""Signs the font lacks, so that no other font gets into the file for them."""


@lru_cache(maxsize=8_192)
def clean(text: str) -> str:
    """Return ``text`` on one line, without control characters (attribute texts may hold any)."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.translate(_INTO_FONT).split())


@lru_cache(maxsize=32_768)
def wrap(text: str, width: float, style: TextStyle) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``width`` mm; a unit stays with its figure."""
    lines: list[str] = []
    current = ""
    for word in _words(clean(text), width, style):
        candidate = f"{current} {word}" if current else word
        if style.width(candidate) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, width, style)
        lines.extend(full)
    return (*lines, current) if current else tuple(lines)


def _words(text: str, width: float, style: TextStyle) -> Iterator[str]:
    """Yield what may stand at the end of a line."""
    held = ""
    for word in text.split(" "):
        both = f"{held} {word}"
        is_unit = held[-1:].isdigit() and word.rstrip(_CLOSING) in _UNITS
        if is_unit and style.width(both) <= width:
            held = both
            continue
        if held:
            yield held
        held = word
    yield held


def _broken(word: str, width: float, style: TextStyle) -> list[str]:
    pieces, current = [], ""
    for character in word:
        if current and style.width(current + character) > width:
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current]


def elide(text: str, width: float, style: TextStyle) -> str:
    """Return ``text``, shortened with an ellipsis if it is wider than ``width`` mm."""
    if style.width(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(text[:middle].rstrip() + ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def clamp(text: str, width: float, style: TextStyle, most: int) -> tuple[str, ...]:
    """Wrap ``text`` and keep at most ``most`` lines, the last one elided."""
    lines = wrap(text, width, style)
    if len(lines) <= most:
        return lines
    last = elide(f"{lines[most - 1]} {lines[most]}{ELLIPSIS}", width, style)
    return (*lines[: most - 1], last)


def is_cut(text: str, lines: Sequence[str]) -> bool:
    """Whether ``lines`` of a text end with the ellipsis that `clamp` sets."""
    return bool(lines) and lines[-1].endswith(ELLIPSIS) and not clean(text).endswith(ELLIPSIS)


def fit(
    text: str, width: float, style: TextStyle, most: int = 1
) -> tuple[tuple[str, ...], TextStyle]:
    """Return lines and style that put ``text`` into ``most`` lines of ``width`` mm."""
    for factor in SHRINK_STEPS:
        smaller = style.scaled(factor)
        lines = wrap(text, width, smaller)
        if len(lines) <= most:
            return lines, smaller
    return clamp(text, width, smaller, most), smaller


def height(count: int, style: TextStyle) -> float:
    """Return the height of ``count`` lines in mm."""
    return (count - 1) * style.line + (ASCENT_EM + DESCENT_EM) * style.em if count else 0.0


def block(
    lines: Sequence[str], x: float, top: float, style: TextStyle, anchor: Anchor = "left"
) -> tuple[TextMark, ...]:
    """Return lines below one another, the first box beginning at ``top``."""
    return tuple(
        line_of_text(line, x, top + number * style.line, style, anchor)
        for number, line in enumerate(lines)
    )
