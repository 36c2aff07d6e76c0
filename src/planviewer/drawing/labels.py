"""Labels: what stands at features, and which of them find room.

The choice is the same for every tile, because it is local. Of all candidates that overlap, the one
of the best rank stays and its rivals go; this is repeated a fixed number of times. So a label
depends only on candidates within a known distance, and looking that far beyond the picture gives
every picture that shows it the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from planviewer.drawing.arrays import Bounds, Floats, Ints, Mask, distinct
from planviewer.drawing.classes import AnyStyle, texts_of
from planviewer.drawing.fonts import advance
from planviewer.drawing.view import View
from planviewer.model.style import Label

if TYPE_CHECKING:
    import pandas as pd

ROUNDS: Final = 4
WIDEST_EM: Final = 24.0
"""Longer texts are cut and end with an ellipsis."""
POINT_MM: Final = 25.4 / 72


class Piece(NamedTuple):
    """A text, the device position of the left end of its baseline, its rotation in degrees."""

    text: str
    x: float
    y: float
    degrees: float = 0.0


class Placed(NamedTuple):
    """A label to be drawn: its pieces, and the box they fill (left, top, right, bottom).

    ``tick`` is a stroke (x, y of both ends) in the colour of the label.
    """

    label: Label
    pieces: tuple[Piece, ...]
    box: tuple[float, float, float, float]
    tick: tuple[float, float, float, float] | None = None

    def shifted(self, dx: float, dy: float) -> Placed:
        """Return the label elsewhere."""
        pieces = tuple(p._replace(x=p.x + dx, y=p.y + dy) for p in self.pieces)
        left, top, right, bottom = self.box
        box = (left + dx, top + dy, right + dx, bottom + dy)
        if self.tick is None:
            return Placed(self.label, pieces, box)
        x0, y0, x1, y1 = self.tick
        return Placed(self.label, pieces, box, (x0 + dx, y0 + dy, x1 + dx, y1 + dy))


@dataclass(frozen=True, eq=False)
class Candidates:
    """Labels that might be drawn.

    ``boxes`` (n, 4) in device pixels; ``sizes`` (n) and ``lots`` (n) decide between labels of the
    same ``importance`` (priority, position of the layer): the larger feature, then the lower lot.
    ``pieces(k)`` sets the text of one of them, once it is known to be drawn.
    """

    label: Label
    importance: tuple[float, float]
    boxes: Floats
    sizes: Floats
    lots: Ints
    pieces: Callable[[int], tuple[Piece, ...]]

    def inside(self, size: tuple[float, float]) -> Candidates:
        """Return those whose box lies in a picture of ``size`` (width, height)."""
        boxes = self.boxes
        fits = (boxes[:, 0] >= 0) & (boxes[:, 1] >= 0)
        fits &= (boxes[:, 2] <= size[0]) & (boxes[:, 3] <= size[1])
        kept = np.flatnonzero(fits)
        return Candidates(
            self.label,
            self.importance,
            boxes[kept],
            self.sizes[kept],
            self.lots[kept],
            lambda number: self.pieces(int(kept[number])),
        )

    def placed(self, number: int) -> Placed:
        """Return one of them for drawing."""
        left, top, right, bottom = self.boxes[number].tolist()
        return Placed(self.label, self.pieces(number), (left, top, right, bottom))


@dataclass(frozen=True, eq=False)
class LabelTexts:
    """A layer's labels: ``texts[codes[row]]`` is the text of a row, "" for none."""

    label: Label
    codes: Ints
    texts: tuple[str, ...]

    @classmethod
    def of(cls, style: AnyStyle, frame: pd.DataFrame) -> LabelTexts | None:
        """Return the labels a style asks for, None if it asks for none or the field is missing."""
        label = style.label_of("field")
        if label is None or label.field not in frame.columns:
            return None
        codes, texts = texts_of(frame[label.field])
        return cls(label, codes, tuple(_one_line(text or "") for text in texts))

    def width_em(self, text: str) -> float:
        """Return the length of a text in ems."""
        return advance(text, self.label.bold)

    def widths_em(self, codes: Ints) -> Floats:
        """Return the length in ems of the text of every code; each text is measured once."""
        used = distinct(codes)
        widths = np.array([self.width_em(self.texts[code]) for code in used.tolist()])
        places = np.searchsorted(used, codes)
        return np.minimum(widths, self.widest_em)[places] if len(used) else np.empty(0)

    @cached_property
    def widest_em(self) -> float:
        """Return about how long the longest text is; longer ones are cut."""
        longest = sorted(self.texts, key=len)[-50:]
        widths = [self.width_em(text) for text in longest]
        return min(WIDEST_EM, 1.2 * max(widths, default=0.0) + 1.0)

    def fitted(self, text: str) -> str:
        """Return ``text``, cut where it is too long for a map."""
        if self.width_em(text) <= self.widest_em:
            return text
        short = text
        while short and self.width_em(short + "…") > self.widest_em:
            short = short[:-1]
        return short.rstrip() + "…"


@dataclass(frozen=True)
class Setting:
    """What candidates of one layer have in common: texts, view, (priority, position of layer)."""

    texts: LabelTexts
    view: View
    importance: tuple[float, float]

    @property
    def em(self) -> float:
        """The type size in device pixels."""
        return size_px(self.texts.label, self.view.px_per_mm)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def size_px(label: Label, px_per_mm: float) -> float:
    """Return the type size in device pixels."""
    return label.size_pt * POINT_MM * px_per_mm


def reach_px(texts: Sequence[LabelTexts], px_per_mm: float) -> float:
    """Return how far away a candidate can have a say about another one."""
    widest = max(size_px(t.label, px_per_mm) * (t.widest_em + 2) for t in texts)
    return widest * (2 * ROUNDS + 3)  # one along a line may stand its own length beside


def tie(rows: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return numbers that look drawn by lot: equals are chosen evenly over the map."""
    mixed = rows.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(40)).astype(np.int64)


def with_room(groups: Sequence[Candidates], seen: Bounds) -> list[Placed]:
    """Return the labels that touch ``seen`` and are drawn: none overlaps another.

    ``groups`` must hold everything within `reach_px` around ``seen``.
    """
    owner = np.repeat(np.arange(len(groups)), [len(g.boxes) for g in groups])
    if len(owner) == 0:
        return []
    number = np.concatenate([np.arange(len(g.boxes)) for g in groups])
    boxes = np.concatenate([g.boxes for g in groups])
    order = _by_rank(groups, owner, boxes)
    boxes = boxes[order]
    # in rank order a pair's smaller number is the better one
    shapes = shapely.box(*boxes.T)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = one != other
    kept = _choose(len(order), one[pairs], other[pairs])
    west, north, east, south = seen
    kept &= (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    kept &= (boxes[:, 1] <= south) & (boxes[:, 3] >= north)
    return [groups[owner[n]].placed(int(number[n])) for n in order[kept].tolist()]


def _by_rank(groups: Sequence[Candidates], owner: Ints, boxes: Floats) -> Ints:
    """Return the order of all candidates, the best first; places decide between equals."""
    importance = np.array([g.importance for g in groups])[owner]
    sizes = np.concatenate([g.sizes for g in groups])
    lots = np.concatenate([g.lots for g in groups])
    keys = (boxes[:, 0], boxes[:, 1], lots, -sizes, -importance[:, 1], -importance[:, 0])
    return np.lexsort(keys)


def _choose(count: int, one: Ints, other: Ints) -> Mask:
    """Return who stays; ``one``/``other`` list every overlapping pair both ways."""
    alive, kept = np.ones(count, dtype=bool), np.zeros(count, dtype=bool)
    for _ in range(ROUNDS):
        rivals = alive[one] & alive[other]
        beaten = np.zeros(count, dtype=bool)
        beaten[one[rivals & (other < one)]] = True
        winners = alive & ~beaten
        kept |= winners
        alive &= ~winners
        alive[one[winners[other]]] = False
    return kept
