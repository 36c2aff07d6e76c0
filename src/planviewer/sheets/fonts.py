"""Be Vietnam Pro, measured once and the same for every device.

Qt measures text in the pixels of a device, so a line that fits on screen may not fit on paper.
Here every width is taken at one large size without hinting and scaled: text has the same
extent in millimetres in the preview, in PDF and in PNG. Qt needs a ``QGuiApplication`` for fonts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final, Self

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from planviewer import assets
from planviewer.errors import FileMissing, SheetFontMissing
from planviewer.sheets.page import MM_PER_POINT

REFERENCE_PX: Final = 100
"""Size at which text is measured and laid out before it is scaled to the page."""

ASCENT_EM: Final = 1.0
DESCENT_EM: Final = 0.27
LINE_EM: Final = 1.32
"""Distance of baselines: capitals of Vietnamese carry two marks above."""

_FILES: Final = {
    "regular": ("BeVietnamPro-Regular.ttf", QFont.Weight.Normal),
    "medium": ("BeVietnamPro-Medium.ttf", QFont.Weight.Medium),
    "semibold": ("BeVietnamPro-SemiBold.ttf", QFont.Weight.DemiBold),
    "bold": ("BeVietnamPro-Bold.ttf", QFont.Weight.Bold),
}


@dataclass(frozen=True)
class TextStyle:
    """Size in points on the paper, weight (regular, medium, semibold, bold) and ``#rrggbb``."""

    size_pt: float
    weight: str = "regular"
    color: str = "#000000"

    @property
    def em(self) -> float:
        """The size in millimetres."""
        return self.size_pt * MM_PER_POINT

    @property
    def line(self) -> float:
        """Distance of baselines in millimetres."""
        return self.em * LINE_EM

    def width(self, text: str) -> float:
        """Return the length of ``text`` in millimetres."""
        return _advance(text, self.weight) * self.em

    def scaled(self, factor: float) -> Self:
        """Return the style in another size."""
        return replace(self, size_pt=self.size_pt * factor)

    def colored(self, color: str) -> Self:
        """Return the style in another colour."""
        return replace(self, color=color)


def load() -> str:
    """Make the family known to Qt and return its name.

    Raises
    ------
    SheetFontMissing
        If a font file is not installed or Qt cannot read it.
    """
    return _load()


@cache
def _load() -> str:
    families = [_register(name) for name, _ in _FILES.values()]
    return families[0]


def _register(name: str) -> str:
    try:
        path = assets.resource(f"vendor/fonts/{name}")
    except FileMissing as error:
        raise SheetFontMissing(path=error.values["path"]) from error
    number = QFontDatabase.addApplicationFont(str(path))
    if number < 0:
        raise SheetFontMissing(path=path)
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def reference_font(weight: str) -> QFont:
    """Return the font at ``REFERENCE_PX`` pixels, unhinted."""
    font = QFont(load())
    font.setPixelSize(REFERENCE_PX)
    font.setWeight(_FILES[weight][1])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _metrics(weight: str) -> QFontMetricsF:
    return QFontMetricsF(reference_font(weight))


@lru_cache(maxsize=16384)
def _advance(text: str, weight: str) -> float:
    """Return the length of ``text`` in ems."""
    return _metrics(weight).horizontalAdvance(text) / REFERENCE_PX
