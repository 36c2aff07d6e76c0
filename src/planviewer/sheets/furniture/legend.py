"""The legend: a swatch and a label for each row, headings for groups."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, zip_longest

from planviewer.i18n import translate
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.fonts import TextStyle
from planviewer.sheets.furniture.lists import heading, more
from planviewer.sheets.look import Look
from planviewer.sheets.marks import Mark, SwatchMark, moved
from planviewer.sheets.page import Box
from planviewer.sheets.request import LegendRow
from planviewer.sheets.typeset import block, clamp, clean, height, is_cut

_SWATCH_HEIGHT = 4.0
_INDENT = 10.0
_POINT_INDENT = 6.4
_AFTER_SWATCH = 1.8
_BETWEEN = 2.0
_LEAST = 16
_GAP = 0.8
_MOST_LINES = 8


def section(rows: Iterable[LegendRow], width: float, look: Look) -> Section:
    """Return the legend for columns of ``width`` mm."""
    return Section(
        "legend",
        heading(translate("sheet", "Legend"), width, look),
        tuple(_items(rows, width, look)),
        lambda count: more(count, width, look),
        least=_LEAST,
        rank=4,
    )


def _items(rows: Iterable[LegendRow], width: float, look: Look) -> Iterable[Item]:
    for group, members in groupby(rows, key=lambda row: str(row.group or "")):
        if group:
            yield _name(group, width, look.group, look)
        for layer, classes in groupby(members, key=lambda row: str(row.layer or "")):
            if layer:
                yield _name(layer, width, look.layer, look)
            yield from _rows(list(classes), width, look)


def _name(text: str, width: float, style: TextStyle, look: Look) -> Item:
    """Return the heading of a group, or the name of a layer above its classes."""
    lines = clamp(text, width, style, _MOST_LINES)
    return Item(
        height(len(lines), style) + look.list_mm(0.7),
        block(lines, 0.0, 0.0, style),
        keep_with_next=True,
        cut=is_cut(text, lines),
    )


def _rows(rows: list[LegendRow], width: float, look: Look) -> Iterable[Item]:
    """Yield rows below one another, or side by side where all labels are short enough."""
    narrow = all(row.kind == "point" for row in rows)
    half = (width - look.list_mm(_BETWEEN)) / 2
    indent = look.list_mm(_POINT_INDENT if narrow else _INDENT)
    if len(rows) > 1 and all(_is_short(row, half - indent, look) for row in rows):
        for pair in zip_longest(rows[::2], rows[1::2]):
            yield _side_by_side(pair, half, width - half, indent, look)
        return
    for row in rows:
        yield _row(row, width, look.list_mm(_INDENT), look)


def _is_short(row: LegendRow, room: float, look: Look) -> bool:
    return look.row.width(clean(str(row.label))) <= room


def _side_by_side(
    pair: tuple[LegendRow | None, ...], half: float, shift: float, indent: float, look: Look
) -> Item:
    items = [_row(row, half, indent, look) for row in pair if row is not None]
    marks = [mark for n, item in enumerate(items) for mark in moved(item.marks, n * shift, 0.0)]
    cut = any(item.cut for item in items)
    return Item(max(item.height for item in items), tuple(marks), count=len(items), cut=cut)


def _row(row: LegendRow, width: float, indent: float, look: Look) -> Item:
    style = look.row
    lines = clamp(str(row.label), width - indent, style, _MOST_LINES)
    text_height, swatch_height = height(len(lines), style), look.list_mm(_SWATCH_HEIGHT)
    tall = max(text_height, swatch_height)
    swatch_width = indent - look.list_mm(_AFTER_SWATCH)
    swatch = Box(0.0, (tall - swatch_height) / 2, swatch_width, swatch_height)
    text = block(lines, indent, (tall - text_height) / 2, style)
    marks: tuple[Mark, ...] = (SwatchMark(swatch, row.symbol, row.kind), *text)
    return Item(tall + look.list_mm(_GAP), marks, cut=is_cut(str(row.label), lines))
