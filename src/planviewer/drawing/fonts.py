"""The typeface of labels, measured once and the same on every device.

Widths are taken at one large size without hinting and scaled, so a label has the same extent in
millimetres on screen and on paper, and the same labels find room on both.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainterPath

from planviewer import assets
from planviewer.errors import FileMissing

REFERENCE_PX: Final = 100
ASCENT_EM: Final = 1.0
DESCENT_EM: Final = 0.27
MIDDLE_EM: Final = 0.27
"""How far the middle of small letters lies above the baseline."""
PAD_EM: Final = 0.2
"""Least distance between two labels is twice this."""
_FILES: Final = ("BeVietnamPro-Regular.ttf", "BeVietnamPro-Bold.ttf")


@cache
def _family() -> str:
    """Return Be Vietnam Pro, or what Qt takes for a font where it is not installed."""
    name = QFont().family()
    for file in _FILES:
        try:
            number = QFontDatabase.addApplicationFont(str(assets.resource(f"vendor/fonts/{file}")))
        except FileMissing:
            continue
        if number >= 0:
            name = QFontDatabase.applicationFontFamilies(number)[0]
    return name


@cache
def reference_font(bold: bool) -> QFont:
    """Return the typeface at `REFERENCE_PX` pixels, unhinted."""
    font = QFont(_family())
    font.setPixelSize(REFERENCE_PX)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _metrics(bold: bool) -> QFontMetricsF:
    return QFontMetricsF(reference_font(bold))


@lru_cache(maxsize=32_768)
def advance(text: str, bold: bool) -> float:
    """Return the length of ``text`` in ems."""
    return _metrics(bold).horizontalAdvance(text) / REFERENCE_PX


@lru_cache(maxsize=8_192)
def text_path(text: str, bold: bool) -> QPainterPath:
    """Return the outlines of ``text`` at `REFERENCE_PX`, beginning at 0, 0 on the baseline."""
    path = QPainterPath()
    path.addText(0, 0, reference_font(bold), text)
    return path
