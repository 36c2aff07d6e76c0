"""Shapes of a pixel or two, not drawn one by one but summed up: density stays true.

A shape's paint is spread over the pixels its bounds touch. Fills add up to at most full cover;
outlines, which lie over each other at random, cover 1 - exp(-paint), paint being the sum of
length × width.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from planviewer.drawing.arrays import Floats

DUST_PX: Final = 2.0
"""Shapes smaller than this in both directions are dust."""
_SPAN: Final = int(DUST_PX) + 1

Channels = npt.NDArray[np.float64]


def spread(boxes: Floats, paint: Floats, colours: Floats, width: int, height: int) -> Channels:
    """Return (height, width, 4): red, green, blue (weighted by paint) and paint of every pixel.

    Parameters
    ----------
    boxes
        (n, 4) left, top, right, bottom in device pixels.
    paint
        (n) covered area in px².
    colours
        (n, 3), 0 … 1.
    """
    wide, high = width + 2 * _SPAN, height + 2 * _SPAN
    column, share_x = _shares(boxes[:, 0], boxes[:, 2], width)
    row, share_y = _shares(boxes[:, 1], boxes[:, 3], height)
    weights = [paint * colours[:, 0], paint * colours[:, 1], paint * colours[:, 2], paint]
    total = np.zeros((4, high * wide))
    for dy in range(_SPAN):
        for dx in range(_SPAN):
            share = share_x[dx] * share_y[dy]
            place = (row + dy) * wide + column + dx
            for channel, weight in enumerate(weights):
                total[channel] += np.bincount(place, weight * share, minlength=high * wide)
    picture = total.reshape(4, high, wide)[:, _SPAN:-_SPAN, _SPAN:-_SPAN]
    return np.moveaxis(picture, 0, 2)


def _shares(low: Floats, high: Floats, size: int) -> tuple[npt.NDArray[np.int64], list[Floats]]:
    """Return the first pixel (shifted by the border) and the share of each of the next ones."""
    centre, extent = (low + high) / 2, np.clip(high - low, 1.0, DUST_PX)
    low = np.clip(centre - extent / 2, -_SPAN, size + _SPAN - 1 - 1e-6)
    first = np.floor(low)
    begin = low - first
    end = begin + extent
    shares = [
        np.clip(np.minimum(end, k + 1) - np.maximum(begin, k), 0.0, 1.0) / extent
        for k in range(_SPAN)
    ]
    place = first.astype(np.int64) + _SPAN
    return np.minimum(place, size + _SPAN - 1), shares


def fill_image(channels: Channels) -> QImage:
    """Return the picture of fills: paint up to full cover."""
    paint = channels[:, :, 3]
    return _image(channels, np.minimum(paint, 1.0))


def stroke_image(channels: Channels) -> QImage:
    """Return the picture of outlines lying over each other."""
    return _image(channels, -np.expm1(-channels[:, :, 3]))


def _image(channels: Channels, alpha: Floats) -> QImage:
    """Return a premultiplied picture of the mean colour of each pixel's paint."""
    height, width = alpha.shape
    factor = np.divide(alpha, channels[:, :, 3], out=np.zeros_like(alpha), where=alpha > 0)
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    pixels[:, :, :3] = np.rint(channels[:, :, 2::-1] * (factor * 255)[:, :, None])
    pixels[:, :, 3] = np.rint(alpha * 255)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()


def rgb(colour: str) -> tuple[float, float, float]:
    """Return "#rrggbb" as three numbers 0 … 1."""
    tone = QColor(colour)
    return tone.redF(), tone.greenF(), tone.blueF()
