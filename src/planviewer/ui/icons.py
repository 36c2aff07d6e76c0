"""Icons: lucide line drawings in the colours of the current theme.

The colour is chosen when the icon is painted, so nothing has to be set again when the theme
changes, and every size and pixel ratio is drawn from the vector file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from planviewer import assets
from planviewer.errors import FileMissing
from planviewer.ui import theme_state

# A plain ring: a missing file must not take a button, or the program, away.
_FALLBACK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="7"/></svg>'
)


def icon(name: str, tone: str = "icon") -> QIcon:
    """Return the icon ``name`` (a lucide name); ``tone`` names a colour of the palette."""
    return QIcon(_TintedEngine(name, tone))


def app_icon() -> QIcon:
    """Return the icon of the application, in its own colours."""
    try:
        return QIcon(str(assets.resource("icons/planviewer.svg")))
    except FileMissing:
        return icon("map", "accent")


def icon_image(name: str, color: str, size: int, ratio: float = 1.0) -> QImage:
    """Return the icon in ``color`` (``#rrggbb``), ``size`` logical pixels wide and high."""
    pixels = max(1, round(size * ratio))
    image = _rendered(name, color, pixels).copy()
    image.setDevicePixelRatio(ratio)
    return image


def tinted_svg(name: str, color: str) -> str:
    """Return the drawing with its line colour set."""
    return _source(name).replace("currentColor", color)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    try:
        path: Path = assets.resource(f"vendor/icons/{name}.svg")
        return path.read_text(encoding="utf-8")
    except (FileMissing, OSError):
        return _FALLBACK


@lru_cache(maxsize=1024)
def _rendered(name: str, color: str, pixels: int) -> QImage:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(tinted_svg(name, color).encode("utf-8")))
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


class _TintedEngine(QIconEngine):
    """Draws one lucide icon at any size in the colours of the moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        image = icon_image(
            self._name, self._color(mode), side, painter.device().devicePixelRatioF()
        )
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawImage(corner, image)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        side = min(size.width(), size.height())
        return QPixmap.fromImage(icon_image(self._name, self._color(mode), side, scale))

    def _color(self, mode: QIcon.Mode) -> str:
        colors = theme_state.current()
        return colors.disabled if mode == QIcon.Mode.Disabled else getattr(colors, self._tone)
