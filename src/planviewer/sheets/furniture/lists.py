"""What legend, facts and sources share: headings, and the line for rows left out."""

from __future__ import annotations

from planviewer.i18n import translate
from planviewer.sheets.flow import Item
from planviewer.sheets.look import RULE, Look
from planviewer.sheets.marks import line_of_text, rule
from planviewer.sheets.typeset import elide


def heading(text: str, width: float, look: Look) -> Item:
    """Return the heading of a section with a hairline below."""
    style = look.heading
    line = elide(text, width, style)
    below = style.em * 1.27 + look.list_mm(0.5)
    marks = (line_of_text(line, 0.0, 0.0, style), rule(0.0, width, below, RULE))
    return Item(below + look.list_mm(1.4), marks, keep_with_next=True)


def more(count: int, width: float, look: Look) -> Item:
    """Return the line that stands for rows left out for want of room."""
    text = translate("sheet", "… and {count} more: see the list page").format(count=count)
    style = look.detail
    marks = (line_of_text(elide(text, width, style), 0.0, 0.0, style),)
    return Item(style.line, marks)
