"""Shapes of a pixel or three, not drawn one by one but summed up: density stays true.

A shape's paint is spread over the pixels its bounds touch. Fills add up to at most full cover;
outlines, which lie over each other at random, cover 1 - exp(-paint), paint being the sum of
length × width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtGui import QColor, QImage

from planviewer.drawing.arrays import Floats, Ints, Mask, distinct
from planviewer.drawing.classes import ClassIndex

DUST_PX: Final = 3.0
"""Shapes smaller than this in both directions are dust."""
_BORDER: Final = int(DUST_PX) + 1

Rgb = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class _Cells:
    """The pixels touched by some boxes, as many for each of them.

    ``numbers`` (n) of the boxes; ``pixels`` (cells, n) counted over the picture with a border
    around it; ``shares`` (cells, n) of each box there.
    """

    numbers: Ints
    pixels: Ints
    shares: Floats


@dataclass(frozen=True, eq=False)
class Footprint:
    """Pixels touched by boxes no larger than `DUST_PX`."""

    width: int
    height: int
    cells: tuple[_Cells, ...]

    @classmethod
    def of(cls, boxes: Floats, width: int, height: int) -> Footprint:
        """Lay boxes (n, 4: left, top, right, bottom in device pixels) over a picture."""
        size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
        spans = ((_of_span(size, span), span) for span in range(2, _BORDER + 1))
        cells = (_cells(boxes, some, span, (width, height)) for some, span in spans if len(some))
        return cls(width, height, tuple(cells))

    def sums(self, paint: Floats) -> Floats:
        """Return (height, width): the paint (n) of all boxes, spread evenly over each box."""
        wide, high = self.width + 2 * _BORDER, self.height + 2 * _BORDER
        total = np.zeros(wide * high)
        for cells in self.cells:
            spread = paint.take(cells.numbers) * cells.shares
            total += np.bincount(cells.pixels.ravel(), spread.ravel(), minlength=wide * high)
        inner = slice(_BORDER, -_BORDER)
        return np.asarray(total.reshape(high, wide)[inner, inner], dtype=np.float64)


def _of_span(size: Floats, span: int) -> Ints:
    """Return the boxes that reach over at most ``span`` pixels each way, and no fewer."""
    low = size > span - 2 if span > 2 else np.ones(len(size), dtype=bool)
    high: Mask = size <= span - 1 if span < _BORDER else np.ones(len(size), dtype=bool)
    return np.flatnonzero(low & high)


def _cells(boxes: Floats, numbers: Ints, span: int, picture: tuple[int, int]) -> _Cells:
    some = boxes.take(numbers, axis=0)
    column, share_x = _shares(some[:, 0], some[:, 2], picture[0], span)
    row, share_y = _shares(some[:, 1], some[:, 3], picture[1], span)
    wide = picture[0] + 2 * _BORDER
    steps = np.arange(span)
    offsets = (steps[:, None] * wide + steps).reshape(-1, 1)
    shares = share_y[:, None, :] * share_x[None, :, :]
    return _Cells(numbers, row * wide + column + offsets, shares.reshape(span * span, -1))


def _shares(low: Floats, high: Floats, size: int, span: int) -> tuple[Ints, Floats]:
    """Return the first pixel (n, counted with the border), and the shares (span, n) from it on."""
    extent = np.clip(high - low, 1.0, span - 1.0)
    begin = np.clip((low + high - extent) / 2, -_BORDER, size + _BORDER - span)
    first = np.floor(begin)
    begin -= first
    end = begin + extent
    steps = np.arange(span)[:, None]
    shares = np.minimum(end, steps + 1) - np.maximum(begin, steps)
    return first.astype(np.int64) + _BORDER, np.maximum(shares, 0.0) / extent


def fill_image(
    footprint: Footprint, paint: Floats, colours: Sequence[Rgb], kind: ClassIndex
) -> QImage:
    """Return the picture of fills: paint (n, px²) in ``colours[kind]``, up to full cover."""
    total, tones = _mixed(footprint, paint, colours, kind)
    return _image(np.minimum(total, 1.0), total, tones)


def stroke_image(
    footprint: Footprint, paint: Floats, colours: Sequence[Rgb], kind: ClassIndex
) -> QImage:
    """Return the picture of outlines lying over each other."""
    total, tones = _mixed(footprint, paint, colours, kind)
    return _image(-np.expm1(-total), total, tones)


def _mixed(
    footprint: Footprint, paint: Floats, colours: Sequence[Rgb], kind: ClassIndex
) -> tuple[Floats, list[Floats]]:
    """Return the paint of every pixel, and of red, green and blue the paint times the tone."""
    total = footprint.sums(paint)
    table = np.array(colours)
    used = table[distinct(kind)]
    if (used == used[0]).all():
        return total, [total * tone for tone in used[0].tolist()]
    return total, [footprint.sums(paint * table[kind, channel]) for channel in range(3)]


def _image(alpha: Floats, total: Floats, tones: Sequence[Floats]) -> QImage:
    """Return a premultiplied picture of the mean colour of each pixel's paint."""
    height, width = alpha.shape
    factor = np.divide(alpha * 255, total, out=np.zeros_like(alpha), where=total > 0)
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    for place, tone in zip((2, 1, 0), tones, strict=True):
        pixels[:, :, place] = np.rint(tone * factor)
    pixels[:, :, 3] = np.rint(alpha * 255)
    size = 4 * width
    image = QImage(pixels.data, width, height, size, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()


def rgb(colour: str) -> Rgb:
    """Return "#rrggbb" as three numbers 0 … 1."""
    tone = QColor(colour)
    return tone.redF(), tone.greenF(), tone.blueF()
