"""Colours and sizes of the furniture: one place, so that every sheet is of one hand.

Sizes are those of A4; every one is multiplied by the paper's ``type_factor``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Self

from planviewer.sheets.fonts import TextStyle

INK: Final = "#18242c"
MUTED: Final = "#55646e"
RULE: Final = "#b9c4ca"
ACCENT: Final = "#0b5563"
ALERT: Final = "#b3261e"
ALERT_PAPER: Final = "#fdeeec"
GRID: Final = "#8fa3ad"
PAPER: Final = "#ffffff"
MAP_PAPER: Final = "#fdfdfb"

MARGIN: Final = 9.0
"""White edge of the page in mm; office printers leave up to 5 mm blank."""


@dataclass(frozen=True)
class Look:
    """Type sizes in points and distances in mm for one paper size and degree of shrinking.

    ``shrink`` (≤ 1) is applied to the lists only (legend, facts, sources), where many rows have
    to fit; titles, scale and notice keep their size.
    """

    factor: float = 1.0
    shrink: float = 1.0

    def tighter(self, shrink: float) -> Self:
        """Return the same look with smaller lists."""
        return replace(self, shrink=shrink)

    def mm(self, size: float) -> float:
        """Return a distance for this paper."""
        return size * self.factor

    def list_mm(self, size: float) -> float:
        """Return a distance inside lists."""
        return size * self.factor * self.shrink

    def _style(self, size: float, weight: str, color: str) -> TextStyle:
        return TextStyle(size * self.factor, weight, color)

    @property
    def title(self) -> TextStyle:
        """Title of the sheet."""
        return self._style(17.0, "bold", INK)

    @property
    def subtitle(self) -> TextStyle:
        """Line below the title."""
        return self._style(10.0, "regular", MUTED)

    @property
    def scale(self) -> TextStyle:
        """The numeric scale."""
        return self._style(13.0, "semibold", INK)

    @property
    def small(self) -> TextStyle:
        """Date, scale bar figures, coordinates beside the frame."""
        return self._style(7.0, "regular", INK)

    @property
    def small_muted(self) -> TextStyle:
        """Remarks."""
        return self._style(6.6, "regular", MUTED)

    @property
    def notice_tag(self) -> TextStyle:
        """The one word of the notice."""
        return self._style(10.5, "bold", PAPER)

    @property
    def notice(self) -> TextStyle:
        """The sentence of the notice."""
        return self._style(8.6, "medium", ALERT)

    @property
    def heading(self) -> TextStyle:
        """Headings of the lists."""
        return self._style(8.0 * max(self.shrink, 0.9), "bold", ACCENT)

    @property
    def group(self) -> TextStyle:
        """Headings within the legend."""
        return self._style(7.2 * self.shrink, "semibold", MUTED)

    @property
    def layer(self) -> TextStyle:
        """The name of a layer above its classes in the legend."""
        return self._style(7.2 * self.shrink, "medium", INK)

    @property
    def row(self) -> TextStyle:
        """Rows of legend and facts."""
        return self._style(7.8 * self.shrink, "regular", INK)

    @property
    def row_strong(self) -> TextStyle:
        """Names in the source list and values of facts."""
        return self._style(7.2 * self.shrink, "semibold", INK)

    @property
    def detail(self) -> TextStyle:
        """Second lines in the source list."""
        return self._style(6.6 * self.shrink, "regular", MUTED)
