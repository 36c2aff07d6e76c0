"""Shapes of a pixel or three, not drawn one by one but summed up: density stays true.

A shape's paint is spread over the pixels its bounds touch. Fills add up to at most full cover;
outlines, which lie over each other at random, cover 1 - exp(-paint), paint being the sum of
length × width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtGui import QColor, QImage

from planviewer.drawing.arrays import Floats, Ints, Mask
from planviewer.drawing.classes import ClassIndex

DUST_PX: Final = 3.0
"""Shapes smaller than this in both directions are dust."""
_BORDER: Final = int(DUST_PX) + 1

Rgb = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Footprint:
    """Pixels touched by boxes no larger than `DUST_PX`, one element a box and pixel.

    ``numbers`` of the boxes, ``pixels`` counted over the picture with a border around it,
    ``shares`` of each box there.
    """

    width: int
    height: int
    numbers: Ints
    pixels: Ints
    shares: Floats

    @classmethod
    def of(cls, boxes: Floats, width: int, height: int) -> Footprint:
        """Lay boxes (n, 4: left, top, right, bottom in device pixels) over a picture."""
        size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
        cells = [
            cell
            for span in range(2, _BORDER + 1)
            for cell in _cells(boxes, _of_span(size, span), span, (width, height))
        ]
        if not cells:
            none = np.empty(0, dtype=np.int64)
            return cls(width, height, none, none, np.empty(0))
        numbers, pixels, shares = (np.concatenate(part) for part in zip(*cells, strict=True))
        return cls(width, height, numbers, pixels, shares)

    def sums(self, paint: Floats) -> Floats:
        """Return (height, width): the paint (n) of all boxes, spread evenly over each box."""
        wide, high = self.width + 2 * _BORDER, self.height + 2 * _BORDER
        # one sum over everything: a pass over all pixels for each cell would cost far more
        spread = paint.take(self.numbers)
        spread *= self.shares
        total = np.bincount(self.pixels, spread, minlength=wide * high)
        inner = slice(_BORDER, -_BORDER)
        return np.asarray(total.reshape(high, wide)[inner, inner], dtype=np.float64)


def _of_span(size: Floats, span: int) -> Ints:
    """Return the boxes that reach over at most ``span`` pixels each way, and no fewer."""
    low = size > span - 2 if span > 2 else np.ones(len(size), dtype=bool)
    high: Mask = size <= span - 1 if span < _BORDER else np.ones(len(size), dtype=bool)
    return np.flatnonzero(low & high)


def _cells(
    boxes: Floats, numbers: Ints, span: int, picture: tuple[int, int]
) -> Iterator[tuple[Ints, Ints, Floats]]:
    if len(numbers) == 0:
        return
    some = boxes.take(numbers, axis=0)
    column, share_x = _shares(some[:, 0], some[:, 2], picture[0], span)
    row, share_y = _shares(some[:, 1], some[:, 3], picture[1], span)
    wide = picture[0] + 2 * _BORDER
    corner = row * wide + column
    for dy in range(span):
        for dx in range(span):
            yield numbers, corner + (dy * wide + dx), share_x[dx] * share_y[dy]


def _shares(low: Floats, high: Floats, size: int, span: int) -> tuple[Ints, list[Floats]]:
    """Return the first pixel (counted with the border) and the share of it and the next ones."""
    extent = np.clip(high - low, 1.0, span - 1.0)
    begin = np.clip((low + high - extent) / 2, -_BORDER, size + _BORDER - span)
    first = np.floor(begin)
    begin -= first
    end = begin + extent
    shares = [
        np.clip(np.minimum(end, k + 1) - np.maximum(begin, k), 0.0, None) / extent
        for k in range(span)
    ]
    return first.astype(np.int64) + _BORDER, shares


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
    used = table[np.unique(kind)]
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
