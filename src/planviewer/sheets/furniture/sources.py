"""Sources: where each layer comes from, when, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.provenance import Provenance, Status
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.furniture.lists import heading, more
from planviewer.sheets.look import ALERT, MUTED, Look
from planviewer.sheets.marks import Mark, ShapeMark
from planviewer.sheets.request import SourceRow
from planviewer.sheets.typeset import block, clamp, height, is_cut

_LEAST = 8
_MOST_LINES = 16
_GAP = 0.9
_INDENT = 2.6
_SEPARATOR = " · "


def section(rows: Iterable[SourceRow], width: float, look: Look) -> Section:
    """Return the sources for columns of ``width`` mm."""
    return Section(
        "sources",
        heading(translate("sheet", "Sources and status of the layers"), width, look),
        tuple(_row(row, width, look) for row in rows),
        lambda count: more(count, width, look),
        least=_LEAST,
        rank=1,
    )


def _row(row: SourceRow, width: float, look: Look) -> Item:
    indent = look.list_mm(_INDENT)
    names = clamp(str(row.title), width - indent, look.row_strong, _MOST_LINES)
    below = len(names) * look.row_strong.line
    remarks = describe(row.provenance)
    details = clamp(remarks, width - indent, look.detail, _MOST_LINES)
    marks: tuple[Mark, ...] = (
        _bullet(row.provenance, look),
        *block(names, indent, 0.0, look.row_strong),
        *block(details, indent, below, look.detail),
    )
    tall = below + height(len(details), look.detail) + look.list_mm(_GAP)
    cut = is_cut(str(row.title), names) or is_cut(remarks, details)
    return Item(tall, marks, cut=cut)


def _bullet(provenance: Provenance, look: Look) -> ShapeMark:
    """Return a small square: hollow and red where the layer is only schematic."""
    size, top = look.list_mm(1.25), look.row_strong.em * 0.42
    corners = ((0.3, top), (0.3 + size, top), (0.3 + size, top + size), (0.3, top + size))
    if provenance.status is Status.SCHEMATIC:
        return ShapeMark(corners, stroke=ALERT, width=0.3, closed=True)
    return ShapeMark(corners, fill=MUTED, closed=True)


def describe(provenance: Provenance) -> str:
    """Return status, accuracy, source and date in one line: "schematic · ±300 m · …"."""
    source = str(provenance.source).rstrip(".")
    day = i18n.day(provenance.date) if provenance.date is not None else ""
    said = day in source  # many sources are named by their date
    parts = [provenance.status.word, _accuracy(provenance), source, "" if said else day]
    return _SEPARATOR.join(part for part in parts if part)


def _accuracy(provenance: Provenance) -> str:
    return provenance.accuracy_words or translate("sheet", "accuracy unknown")
