"""Horizontal bars: a summary at a glance. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from planviewer.ui import theme_state
from planviewer.ui.base import Speaks

_ROW: Final = 24
_BAR: Final = 14
_GAP: Final = 8


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length as a number and in words, its colour (None: the accent)."""

    name: str
    value: float
    words: str
    colour: str | None = None


class BarChart(Speaks, QWidget):
    """Bars one below the other, as long as their values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show bars, the first on top."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.words}" for bar in self._bars))
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, max(len(self._bars), 1) * _ROW + 8)

    @override
    def restyle(self) -> None:
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        named = max(metrics.horizontalAdvance(bar.name) for bar in self._bars)
        left = min(named, self.width() * 0.4) + _GAP
        said = max(metrics.horizontalAdvance(bar.words) for bar in self._bars)
        room = max(self.width() - left - said - 2 * _GAP, 20.0)
        most = max(bar.value for bar in self._bars) or 1.0
        for number, bar in enumerate(self._bars):
            line = QRectF(0, 4 + number * _ROW, left - _GAP, _ROW)
            self._draw(painter, bar, line, max(bar.value / most * room, 1.0))
        painter.end()

    def _draw(self, painter: QPainter, bar: Bar, line: QRectF, length: float) -> None:
        colors, metrics = theme_state.current(), QFontMetricsF(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, line.width())
        painter.setPen(QColor(colors.text))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, name)
        box = QRectF(line.right() + _GAP, line.center().y() - _BAR / 2, length, _BAR)
        # land-type colours are pale: the edge makes them bars on any ground
        painter.setPen(QPen(QColor(colors.control_border), 1))
        painter.setBrush(QColor(bar.colour or colors.accent))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(colors.text))
        words = QRectF(box.right() + _GAP, line.y(), self.width() - box.right() - _GAP, _ROW)
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, bar.words)
