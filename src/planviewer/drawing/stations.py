"""Chainages to be written along lines: places known beforehand, in the CRS of the drawing.

Where they stand is computed in the plan CRS, by those who know it: a metre of the web map is no
metre on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from planviewer.drawing.arrays import Floats
from planviewer.drawing.labels import LabelTexts
from planviewer.model.style import Label


@dataclass(frozen=True, eq=False)
class Stations:
    """Ticks across lines with a text beside them.

    Attributes
    ----------
    texts
        Label and text of each station, in order.
    places, ahead
        (n, 2) in the target CRS: the station, and a point a little further along the line.
    ranks
        (n,): of two that are in each other's way the higher one stays.
    """

    texts: LabelTexts
    places: Floats
    ahead: Floats
    ranks: Floats

    @classmethod
    def of(
        cls, label: Label, texts: Sequence[str], places: Floats, ahead: Floats, ranks: Floats
    ) -> Self:
        """Return stations; arguments as the attributes."""
        written = LabelTexts(label, np.arange(len(texts), dtype=np.int64), tuple(texts))
        return cls(written, places, ahead, ranks)

    @property
    def label(self) -> Label:
        """How they are written."""
        return self.texts.label
