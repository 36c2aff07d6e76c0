"""The first features of a file that is being read, as the map shows them until it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from planviewer.drawing.arrays import Bounds
from planviewer.drawing.layer import DrawLayer
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.style import SingleStyle, Symbol
from planviewer.reading.beginnings import beginning
from planviewer.reading.sources import Sublayer

_SYMBOL: Final = Symbol(fill="#b9b4a7", stroke="#7d786c", stroke_width_mm=0.2)
"""Grey: what these features are is not known yet."""


@dataclass(frozen=True, eq=False)
class Arriving:
    """What is there of a layer."""

    layer: DrawLayer
    bounds: Bounds
    """Of the whole layer as far as its file says (west, south, east, north in WGS 84)."""


def show_beginning(sublayer: Sublayer, crs: str | None, show: Callable[[Arriving], None]) -> None:
    """Hand over the first features of a large layer; of any other, nothing."""
    first = beginning(sublayer, crs)
    if first is None:
        return
    west, south, east, north = first.bounds
    xs, ys = operation(first.frame.crs, WGS84)(
        [west, west, east, east], [south, north, south, north]
    )
    layer = DrawLayer.build("arriving", first.frame, SingleStyle(symbol=_SYMBOL), WEB_MERCATOR)
    show(Arriving(layer, (min(xs), min(ys), max(xs), max(ys))))
