"""What the page must show: the one memory that survives the page.

The page is told of every change as it happens; a page that is new, or new again after its process
died, is told everything at once. Both are the same messages, so recovery needs no code of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planviewer.web.messages import (
    FitBounds,
    SetBasemap,
    SetMode,
    SetTexts,
    SetTheme,
    SetTiles,
    SetView,
    ShowOverlay,
    ToPage,
)

_Slot = tuple[int, str]
_ORDER: Final[tuple[tuple[type, ...], ...]] = (
    (SetTexts,),
    (SetTheme,),
    (SetMode,),
    (SetBasemap,),
    (SetView, FitBounds),  # the view comes before its tiles, or they would be drawn twice
    (SetTiles,),
    (ShowOverlay,),
)


@dataclass(frozen=True)
class MapState:
    """The last message of each kind, in the order in which a new page must hear them."""

    messages: tuple[ToPage, ...] = ()

    def after(self, message: ToPage) -> MapState:
        """Return the state once ``message`` is shown; what passes (a zoom step) leaves none."""
        slot = _slot(message)
        if slot is None:
            return self
        others = [(s, m) for m in self.messages if (s := _slot(m)) not in {None, slot}]
        ordered = sorted([*others, (slot, message)], key=lambda pair: pair[0] or (0, ""))
        return MapState(tuple(m for _, m in ordered))

    @property
    def view(self) -> SetView | FitBounds | None:
        """Where the map shall be, None if nobody said."""
        return next((m for m in self.messages if isinstance(m, (SetView, FitBounds))), None)

    @property
    def version(self) -> int | None:
        """Which version of the picture is to be shown, None for none."""
        return next((m.version for m in self.messages if isinstance(m, SetTiles)), None)


def _slot(message: ToPage) -> _Slot | None:
    """Return which earlier message ``message`` takes the place of: same kind, same overlay."""
    name = message.name if isinstance(message, ShowOverlay) else ""
    return next(
        ((place, name) for place, kinds in enumerate(_ORDER) if isinstance(message, kinds)), None
    )
