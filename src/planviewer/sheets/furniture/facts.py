"""Lists of names and values: facts about what is shown, the certificate, the sheets of a series."""

from __future__ import annotations

from collections.abc import Iterable

from planviewer.i18n import translate
from planviewer.model.text import Text
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.fonts import ASCENT_EM
from planviewer.sheets.furniture.lists import heading, more
from planviewer.sheets.look import Look
from planviewer.sheets.request import Fact
from planviewer.sheets.typeset import block, clamp, height, is_cut

_LEAST = 3
_RANKS = {"certificate": 0, "index": 2, "facts": 3}
_GAP = 0.7
_NAME_SHARE = 0.34
_NUMBER_SHARE = 0.16
_BETWEEN = 1.5
_MOST_LINES = 16


def section(facts: Iterable[Fact], notes: Iterable[Text], width: float, look: Look) -> Section:
    """Return facts, then notes, for columns of ``width`` mm."""
    rows = [_fact(fact, width, look) for fact in facts]
    rows += [_note(str(note), width, look) for note in notes]
    return _section("facts", translate("sheet", "Facts"), rows, width, look)


def certificate(facts: Iterable[Fact], width: float, look: Look) -> Section:
    """Return how the zone was computed, and from what."""
    rows = [_fact(fact, width, look) for fact in facts]
    return _section("certificate", translate("sheet", "How it was computed"), rows, width, look)


def index(facts: Iterable[Fact], width: float, look: Look) -> Section:
    """Return the sheets of a series."""
    rows = [_fact(fact, width, look, _NUMBER_SHARE) for fact in facts]
    return _section("index", translate("sheet", "Sheets"), rows, width, look)


def _section(name: str, title: str, rows: list[Item], width: float, look: Look) -> Section:
    return Section(
        name,
        heading(title, width, look),
        tuple(rows),
        lambda count: more(count, width, look),
        least=_LEAST,
        rank=_RANKS[name],
    )


def _fact(fact: Fact, width: float, look: Look, share: float = _NAME_SHARE) -> Item:
    """Return name and value beside each other, on one line where they fit."""
    start = width * share
    names = clamp(str(fact.name), start - look.list_mm(_BETWEEN), look.detail, _MOST_LINES)
    values = clamp(str(fact.value), width - start, look.row_strong, _MOST_LINES)
    # Both begin on the same baseline, though the value is set larger.
    lower = (look.row_strong.em - look.detail.em) * ASCENT_EM
    marks = (
        *block(names, 0.0, lower, look.detail),
        *block(values, start, 0.0, look.row_strong),
    )
    tall = max(lower + height(len(names), look.detail), height(len(values), look.row_strong))
    cut = is_cut(str(fact.name), names) or is_cut(str(fact.value), values)
    return Item(tall + look.list_mm(_GAP), marks, cut=cut)


def _note(text: str, width: float, look: Look) -> Item:
    lines = clamp(text, width, look.detail, _MOST_LINES)
    tall = height(len(lines), look.detail) + look.list_mm(_GAP)
    return Item(tall, block(lines, 0.0, 0.0, look.detail), cut=is_cut(text, lines))
