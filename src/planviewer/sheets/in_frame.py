"""Legend and sources of what the frame really shows, no more and no less.

How much the frame shows depends on its size, its size on the room the legend takes, and the
legend on what the frame shows. The three are brought together by composing again until nothing
changes; on the way the lists only grow, so it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planviewer.drawing.drawable import Drawable
from planviewer.drawing.hit import select, symbols_within
from planviewer.drawing.layer import DrawLayer
from planviewer.i18n import translate
from planviewer.model.layer import Layer
from planviewer.model.style import SingleStyle, legend_entries
from planviewer.model.text import Text
from planviewer.sheets.compose import Sheet, compose
from planviewer.sheets.marks import Kind
from planviewer.sheets.place import Place
from planviewer.sheets.request import LegendRow, SheetRequest, SourceRow

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
    seen = _Seen(shown)
    sheet = compose(_filled(request, shown, {}))
    listed: Present = {}
    while (found := _joined(listed, seen(sheet.ground))) != listed:
        listed = found
        sheet = compose(_filled(request, shown, listed))
    # All that is seen is listed. What was seen only on the way is taken out again, unless the
    # room that gives the frame would show more than is listed then.
    exact = seen(sheet.ground)
    if exact == listed:
        return sheet
    smaller = compose(_filled(request, shown, exact))
    return smaller if _joined(exact, seen(smaller.ground)) == exact else sheet


class _Seen:
    """What is seen where; the lists often leave the frame as it was, and looking takes time."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self._shown = shown
        self._known: dict[Place, Present] = {}

    def __call__(self, place: Place) -> Present:
        if place not in self._known:
            self._known[place] = present_in(self._shown, place)
        return self._known[place]


def with_all(request: SheetRequest, shown: Sequence[Shown]) -> SheetRequest:
    """Return the request with the legend and sources of all layers, seen or not."""
    every = {item.layer.id: frozenset(range(_count(item))) for item in shown}
    return _filled(request, shown, every)


def _count(item: Shown) -> int:
    return len(legend_entries(item.layer.style, item.layer.title))


def present_in(shown: Sequence[Shown], place: Place) -> Present:
    """Return which symbols of which layers have features in a frame."""
    seen = {
        item.layer.id: _symbols_in(item.drawn, place)
        for item in shown
        if item.drawn.shown_at(place.scale)
    }
    return {layer: symbols for layer, symbols in seen.items() if symbols}


def _symbols_in(drawn: Drawable, place: Place) -> frozenset[int]:
    if place.turn == 0 or not isinstance(drawn, DrawLayer):
        return symbols_within(drawn, place.bounds)
    return frozenset(np.unique(drawn.classes[select(drawn, place.area)]).tolist())


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
    layer = None if isinstance(item.layer.style, SingleStyle) else item.layer.title
    for number in sorted(symbols):
        if number < len(entries) or not isinstance(item.drawn, DrawLayer):
            label, symbol = entries[min(number, len(entries) - 1)]
        else:
            words = translate("sheet", "other")
            label, symbol = Text(vi=words, en=words), item.drawn.symbols[number]
        yield LegendRow(label=label, symbol=symbol, kind=item.kind, group=item.group, layer=layer)
