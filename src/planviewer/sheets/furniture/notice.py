"""The schematic notice: nobody shall take a drawing of an idea for a survey."""

from __future__ import annotations

from planviewer.i18n import translate
from planviewer.sheets.flow import Item
from planviewer.sheets.look import ALERT, ALERT_PAPER, Look
from planviewer.sheets.marks import Mark, line_of_text, rectangle
from planviewer.sheets.page import Box
from planviewer.sheets.typeset import block, fit, height

_TAG_PAD = 3.0
_PAD = 1.3


def notice(width: float, look: Look) -> Item:
    """Return the notice as a band of ``width`` mm."""
    word = translate("sheet", "SCHEMATIC")
    text = translate(
        "sheet", "Positions are neither approved nor surveyed. Not to be used for measuring."
    )
    tag, pad = look.notice_tag, look.mm(_PAD)
    tag_width = tag.width(word) + 2 * look.mm(_TAG_PAD)
    start = tag_width + look.mm(_TAG_PAD)
    lines, style = fit(text, width - start - look.mm(_TAG_PAD), look.notice, 3)
    tall = max(height(1, tag), height(len(lines), style)) + 2 * pad
    marks: tuple[Mark, ...] = (
        rectangle(Box(0, 0, width, tall), fill=ALERT_PAPER, stroke=ALERT, width=look.mm(0.3)),
        rectangle(Box(0, 0, tag_width, tall), fill=ALERT),
        line_of_text(word, tag_width / 2, (tall - height(1, tag)) / 2, tag, "middle"),
        *block(lines, start, (tall - height(len(lines), style)) / 2, style),
    )
    return Item(tall, marks)
