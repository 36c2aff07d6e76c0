"""The legend: a swatch and a label for each row, headings for groups."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from planviewer.i18n import translate
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.furniture.lists import heading, more
from planviewer.sheets.look import Look
from planviewer.sheets.marks import SwatchMark, moved
from planviewer.sheets.page import Box
from planviewer.sheets.request import LegendRow
from planviewer.sheets.typeset import block, clamp, clean, height

_SWATCH_WIDTH = 8.0
_SWATCH_HEIGHT = 3.8
_INDENT = 10.0
_BETWEEN = 2.0
_LEAST = 16
_GAP = 1.1
_MOST_LINES = 3


def section(rows: Iterable[LegendRow], width: float, look: Look) -> Section:
    """Return the legend for columns of ``width`` mm."""
    return Section(
        "legend",
        heading(translate("sheet", "Legend"), width, look),
        tuple(_items(rows, width, look)),
        lambda count: more(count, width, look),
        least=_LEAST,
    )


def _items(rows: Iterable[LegendRow], width: float, look: Look) -> Iterable[Item]:
    for group, members in groupby(rows, key=lambda row: str(row.group or "")):
        if group:
            yield _group(group, width, look)
        yield from _rows(list(members), width, look)


def _group(text: str, width: float, look: Look) -> Item:
    style = look.group
    lines = clamp(text, width, style, 2)
    return Item(
        height(len(lines), style) + look.list_mm(0.7),
        block(lines, 0.0, 0.0, style),
        keep_with_next=True,
    )


def _rows(rows: list[LegendRow], width: float, look: Look) -> Iterable[Item]:
    """Yield rows, two short ones side by side."""
    half = (width - look.list_mm(_BETWEEN)) / 2
    while rows:
        pair, rows = (rows[:2], rows[2:]) if _short(rows[:2], half, look) else (rows[:1], rows[1:])
        first = _row(pair[0], half if len(pair) == 2 else width, look)
        if len(pair) == 1:
            yield first
            continue
        second = _row(pair[1], half, look)
        marks = (*first.marks, *moved(second.marks, width - half, 0.0))
        yield Item(max(first.height, second.height), marks, count=2)


def _short(pair: list[LegendRow], half: float, look: Look) -> bool:
    """Return whether two rows fit side by side, each on one line."""
    room = half - look.list_mm(_INDENT)
    return len(pair) == 2 and all(look.row.width(clean(str(r.label))) <= room for r in pair)


def _row(row: LegendRow, width: float, look: Look) -> Item:
    style, indent = look.row, look.list_mm(_INDENT)
    lines = clamp(str(row.label), width - indent, style, _MOST_LINES)
    text_height, swatch_height = height(len(lines), style), look.list_mm(_SWATCH_HEIGHT)
    tall = max(text_height, swatch_height)
    swatch = Box(0.0, (tall - swatch_height) / 2, look.list_mm(_SWATCH_WIDTH), swatch_height)
    text = block(lines, indent, (tall - text_height) / 2, style)
    return Item(tall + look.list_mm(_GAP), (SwatchMark(swatch, row.symbol, row.kind), *text))
