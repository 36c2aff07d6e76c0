"""Text broken into lines for delegates, which have no labels to do it for them."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_LONGEST = 400
"""Characters looked at: a title longer than that is a mistake in the data, not a title."""


def lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Break ``text`` at words (within words where it must be) into at most ``most`` lines.

    What does not fit ends in an ellipsis. ``width`` is in logical pixels.
    """
    return _lines(" ".join(text[:_LONGEST].split()), font.toString(), max(width, 1), most)


@lru_cache(maxsize=2048)
def _lines(text: str, font_name: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_name)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts UTF-16 units, Python counts characters.
    units = text.encode("utf-16-le", "surrogatepass")
    found: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid() and len(found) < most:
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(found) == most - 1:
            rest = _decoded(units[2 * start :])
            found.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            found.append(_decoded(units[2 * start : 2 * end]).rstrip())
        line = layout.createLine()
    layout.endLayout()
    return tuple(found)


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


def line_height(font: QFont) -> int:
    """Return the distance of two lines: the marks above and below Vietnamese capitals need room."""
    return math.ceil(QFontMetricsF(font).height() * 1.18)


def text_height(text: str, font: QFont, width: int, most: int) -> int:
    """Return the height of the broken text in logical pixels."""
    return max(1, len(lines(text, font, width, most))) * line_height(font)


def draw_lines(painter: QPainter, rect: QRect, text: str, font: QFont, most: int) -> None:
    """Draw ``text`` from the top of ``rect`` down, in the painter's pen."""
    metrics = QFontMetricsF(font)
    step = line_height(font)
    lead = (step - metrics.height()) / 2
    painter.setFont(font)
    for number, line in enumerate(lines(text, font, rect.width(), most)):
        base = rect.top() + number * step + lead + metrics.ascent()
        painter.drawText(QPointF(rect.left(), base), line)
