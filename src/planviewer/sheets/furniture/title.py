"""The head of the sheet: title and subtitle at the left, scale, date and QR code at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planviewer.sheets.fonts import TextStyle
from planviewer.sheets.furniture.qr import MODULE_MM, QUIET, code, side_mm
from planviewer.sheets.look import ACCENT, Look
from planviewer.sheets.marks import Mark, rectangle
from planviewer.sheets.page import Box
from planviewer.sheets.typeset import block, fit, height

_RIGHT_SHARE = 0.26
_BAR = 1.4


@dataclass(frozen=True)
class Head:
    """The texts of the head, set in their lines, from the upper left corner of the head."""

    height: float
    marks: tuple[Mark, ...]


def head(
    title: str,
    subtitle: str,
    right: Sequence[str],
    width: float,
    look: Look,
    *,
    qr: str | None = None,
) -> Head:
    """Return the head for a page whose printable width is ``width`` mm.

    ``right`` holds a strong line and lighter ones below it; ``qr`` is the content of a QR code.
    """
    if qr is None:
        return _texts(title, subtitle, right, width, look)
    module = look.mm(MODULE_MM)
    side = side_mm(qr, module)
    texts = _texts(title, subtitle, right, width - side - QUIET * module, look)
    tall = max(texts.height, side)
    down = (tall - texts.height) / 2
    bar, *marks = texts.marks
    whole = rectangle(Box(0.0, 0.0, bar.box.width, tall), fill=ACCENT)
    picture = code(qr, width - side, (tall - side) / 2, module)
    return Head(tall, (whole, *(mark.moved(0.0, down) for mark in marks), picture))


def _texts(title: str, subtitle: str, right: Sequence[str], width: float, look: Look) -> Head:
    bar = look.mm(_BAR)
    indent = bar + look.mm(3.0)
    side = width * _RIGHT_SHARE
    left = _stack(
        ((title, look.title, 2), (subtitle, look.subtitle, 2)), width - side - indent - look.mm(4.0)
    )
    strong, *light = (*right, "")
    rows = ((strong, look.scale, 1), *((text, look.small_muted, 1) for text in light))
    beside = _stack(rows, side)
    tall = max(left.height, beside.height, look.mm(8.0))
    marks = (
        rectangle(Box(0.0, 0.0, bar, tall), fill=ACCENT),
        *(mark.moved(indent, (tall - left.height) / 2) for mark in left.marks),
        *_right_aligned(beside, width, tall),
    )
    return Head(tall, tuple(marks))


def _stack(rows: Sequence[tuple[str, TextStyle, int]], width: float) -> Head:
    marks: list[Mark] = []
    top = 0.0
    for text, style, most in rows:
        lines, fitted = fit(text, width, style, most)
        if lines:
            top += 0.12 * fitted.em if top else 0.0
            marks += block(lines, 0.0, top, fitted)
            top += height(len(lines), fitted)
    return Head(top, tuple(marks))


def _right_aligned(stack: Head, width: float, tall: float) -> list[Mark]:
    down = (tall - stack.height) / 2
    return [mark.moved(width - mark.box.width - mark.box.x, down) for mark in stack.marks]
