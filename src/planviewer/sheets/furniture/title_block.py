"""The title block (khung tên): who drew, checked and approved the sheet, with room to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planviewer.sheets.flow import Item
from planviewer.sheets.look import INK, RULE, Look
from planviewer.sheets.marks import Mark, ShapeMark, rectangle
from planviewer.sheets.page import Box
from planviewer.sheets.typeset import block, fit, height

_PAD = 1.2
_SIGNING = 5.0
"""Room for a signature below a name, in mm on A4."""


def title_block(
    fields: Sequence[tuple[str, str]], shares: Sequence[float], width: float, look: Look
) -> Item:
    """Return the block as a band of ``width`` mm: a cell for each (label, value).

    ``shares`` say how wide the cells are beside one another.
    """
    pad = look.mm(_PAD)
    tall = (
        2 * pad + height(1, look.small_muted) + height(2, look.row_strong) + look.mm(_SIGNING) / 2
    )
    marks: list[Mark] = [rectangle(Box(0, 0, width, tall), stroke=INK, width=look.mm(0.25))]
    x = 0.0
    for (label, value), share in zip(fields, shares, strict=True):
        room = width * share / sum(shares)
        if x > 0:
            marks.append(ShapeMark(((x, 0.0), (x, tall)), stroke=RULE, width=look.mm(0.2)))
        marks += _cell(label, value, Box(x + pad, pad, room - 2 * pad, tall - 2 * pad), look)
        x += room
    return Item(tall, tuple(marks))


def _cell(label: str, value: str, box: Box, look: Look) -> Iterator[Mark]:
    lines, style = fit(label, box.width, look.small_muted, 1)
    yield from block(lines, box.x, box.y, style)
    below = box.y + height(1, look.small_muted)
    lines, style = fit(value, box.width, look.row_strong, 2)
    yield from block(lines, box.x, below, style)
