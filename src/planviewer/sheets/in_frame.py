"""Legend and sources of what the frame really shows, no more and no less.

How much the frame shows depends on its size, its size on the room the legend takes, and the
legend on what the frame shows. The three are brought together by composing again until nothing
changes; on the way the lists only grow, so it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planviewer.drawing.drawable import Drawable
from planviewer.drawing.hit import symbols_within
from planviewer.drawing.layer import DrawLayer
from planviewer.i18n import translate
from planviewer.model.layer import Layer
from planviewer.model.style import legend_entries
from planviewer.model.text import Text
from planviewer.sheets.compose import Sheet, compose
from planviewer.sheets.marks import Kind
from planviewer.sheets.request import LegendRow, SheetRequest, SourceRow
from planviewer.sheets.scales import Bounds

Present = dict[str, frozenset[int]]
"""The symbols (by number) seen of each layer; layers of which nothing is seen are left out."""


@dataclass(frozen=True)
class Shown:
    """A layer of the sheet: what the plan says of it, what is drawn, how its samples look."""

    layer: Layer
    drawn: Drawable
    kind: Kind
    group: Text | None = None


def compose_in_frame(request: SheetRequest, shown: Sequence[Shown]) -> Sheet:
    """Compose ``request`` with the legend and sources of ``shown`` that its frame shows.

    Parameters
    ----------
    request
        Its own legend and sources are replaced; its notice stands if a layer in the frame is
        schematic.
    shown
        Built in the sheet's CRS, the first one at the bottom.

    Raises
    ------
    SheetError, CrsError
        As ``compose``.
    """
    sheet = compose(_filled(request, shown, {}))
    listed: Present = {}
    while (found := _joined(listed, present_in(shown, sheet.bounds))) != listed:
        listed = found
        sheet = compose(_filled(request, shown, listed))
    # All that is seen is listed. What was seen only on the way is taken out again, unless the
    # room that gives the frame would show more than is listed then.
    exact = present_in(shown, sheet.bounds)
    smaller = compose(_filled(request, shown, exact))
    return smaller if _joined(exact, present_in(shown, smaller.bounds)) == exact else sheet


def present_in(shown: Sequence[Shown], bounds: Bounds) -> Present:
    """Return which symbols of which layers have features in ``bounds``."""
    seen = {
        item.layer.id: symbols_within(item.drawn, bounds)
        for item in shown
        if item.drawn.visible and item.drawn.opacity > 0
    }
    return {layer: symbols for layer, symbols in seen.items() if symbols}


def _joined(one: Present, other: Present) -> Present:
    empty: frozenset[int] = frozenset()
    return {key: one.get(key, empty) | other.get(key, empty) for key in {**one, **other}}


def _filled(request: SheetRequest, shown: Sequence[Shown], present: Present) -> SheetRequest:
    top_first = [item for item in reversed(shown) if item.layer.id in present]
    rows = [row for item in top_first for row in _rows(item, present[item.layer.id])]
    groups = list(dict.fromkeys(row.group for row in rows))
    return request.changed(
        legend=tuple(sorted(rows, key=lambda row: groups.index(row.group))),
        sources=tuple(SourceRow.of(item.layer) for item in top_first),
    )


def _rows(item: Shown, symbols: frozenset[int]) -> Iterator[LegendRow]:
    """Yield a row for each symbol seen; what no class of the style takes is "other"."""
    entries = legend_entries(item.layer.style, item.layer.title)
    for number in sorted(symbols):
        if number < len(entries) or not isinstance(item.drawn, DrawLayer):
            label, symbol = entries[min(number, len(entries) - 1)]
        else:
            words = f"{item.layer.title}: {translate('sheet', 'other')}"
            label, symbol = Text(vi=words, en=words), item.drawn.symbols[number]
        yield LegendRow(label=label, symbol=symbol, kind=item.kind, group=item.group)
