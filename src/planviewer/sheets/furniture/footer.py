"""The foot of the sheet: coordinate system, transformation, program, page."""

from __future__ import annotations

from collections.abc import Sequence

from planviewer.sheets.flow import Item
from planviewer.sheets.fonts import TextStyle
from planviewer.sheets.look import RULE, Look
from planviewer.sheets.marks import Anchor, Mark, rule
from planviewer.sheets.typeset import block, fit, height

_RIGHT_SHARE = 0.3


def footer(left: Sequence[str], right: Sequence[str], width: float, look: Look) -> Item:
    """Return the foot as a band of ``width`` mm; each text has a line of its own."""
    style, top = look.small_muted, look.mm(1.0)
    side = width * _RIGHT_SHARE
    rows = max(len(left), len(right))
    marks: list[Mark] = [rule(0.0, width, 0.0, RULE)]
    marks += _lines(left, width - side - look.mm(4.0), style, "left", x=0.0, top=top)
    marks += _lines(right, side, style, "right", x=width, top=top)
    return Item(top + height(rows, style), tuple(marks))


def _lines(
    texts: Sequence[str], room: float, style: TextStyle, anchor: Anchor, *, x: float, top: float
) -> list[Mark]:
    marks: list[Mark] = []
    for number, text in enumerate(texts):
        fitted, smaller = fit(text, room, style, 1)
        marks += block(fitted, x, top + number * style.line, smaller, anchor)
    return marks
