"""PNG of our own making: every reader gets the same pixels back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from planviewer.sheets.png_file import BAND, png_bytes

RANDOM = np.random.default_rng(5)
WIDE = 97


def flat(height):
    pixels = np.full((height, WIDE, 3), 250, dtype=np.uint8)
    pixels[height // 3 :, 20:40] = (200, 30, 60)
    return pixels


def photograph(height):
    along, down = np.meshgrid(np.arange(WIDE), np.arange(height))
    tones = 128 + 60 * np.sin(along / 9)[..., None] + 60 * np.cos(down / 23)[..., None]
    return (tones + RANDOM.integers(-3, 4, (height, WIDE, 3))).clip(0, 255).astype(np.uint8)


def noise(height):
    return RANDOM.integers(0, 256, (height, WIDE, 3), dtype=np.uint8)


def both(height):
    """A picture of which one band needs a filter and the next does not."""
    return np.concatenate((photograph(BAND), flat(height)))


@pytest.mark.parametrize("make", [flat, photograph, noise, both])
@pytest.mark.parametrize("height", [1, BAND, BAND + 1, 3 * BAND - 1])
def test_the_picture_comes_back_as_it_was(make, height):
    pixels = make(height)
    image = QImage(
        pixels.tobytes(), WIDE, len(pixels), 3 * WIDE, QImage.Format.Format_RGB888
    ).convertToFormat(QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(11811)
    image.setDotsPerMeterY(11811)
    back = QImage.fromData(png_bytes(image, {"Title": "Nước Hai – khu vực"}), "png")
    assert back.convertToFormat(QImage.Format.Format_RGB32) == image
    assert back.dotsPerMeterX() == back.dotsPerMeterY() == 11811
    assert back.text("Title") == "Nước Hai – khu vực"


def test_a_filter_makes_a_photograph_smaller():
    pixels = photograph(4 * BAND)
    image = QImage(pixels.tobytes(), WIDE, len(pixels), 3 * WIDE, QImage.Format.Format_RGB888)
    assert len(png_bytes(image, {})) < 0.8 * pixels.size
