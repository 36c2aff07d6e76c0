"""Facts about what is shown, and notes."""

from __future__ import annotations

from collections.abc import Iterable

from planviewer.i18n import translate
from planviewer.model.text import Text
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.fonts import ASCENT_EM
from planviewer.sheets.furniture.lists import heading, more
from planviewer.sheets.look import Look
from planviewer.sheets.request import Fact
from planviewer.sheets.typeset import block, clamp, height

_LEAST = 3
_GAP = 0.7
_NAME_SHARE = 0.34
_BETWEEN = 1.5
_MOST_LINES = 3
_MOST_NOTE_LINES = 6


def section(facts: Iterable[Fact], notes: Iterable[Text], width: float, look: Look) -> Section:
    """Return facts, then notes, for columns of ``width`` mm."""
    rows = [_fact(fact, width, look) for fact in facts]
    rows += [_note(str(note), width, look) for note in notes]
    return Section(
        "facts",
        heading(translate("sheet", "Facts"), width, look),
        tuple(rows),
        lambda count: more(count, width, look),
        least=_LEAST,
    )


def _fact(fact: Fact, width: float, look: Look) -> Item:
    """Return name and value beside each other, on one line where they fit."""
    start = width * _NAME_SHARE
    names = clamp(str(fact.name), start - look.list_mm(_BETWEEN), look.detail, 2)
    values = clamp(str(fact.value), width - start, look.row_strong, _MOST_LINES)
    # Both begin on the same baseline, though the value is set larger.
    lower = (look.row_strong.em - look.detail.em) * ASCENT_EM
    marks = (
        *block(names, 0.0, lower, look.detail),
        *block(values, start, 0.0, look.row_strong),
    )
    tall = max(lower + height(len(names), look.detail), height(len(values), look.row_strong))
    return Item(tall + look.list_mm(_GAP), marks)


def _note(text: str, width: float, look: Look) -> Item:
    lines = clamp(text, width, look.detail, _MOST_NOTE_LINES)
    tall = height(len(lines), look.detail) + look.list_mm(_GAP)
    return Item(tall, block(lines, 0.0, 0.0, look.detail))
