"""Figures of fixed width: our typeface has none, and live coordinates must not jitter."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from planviewer.ui.base import Speaks


class FigureLabel(Speaks, QWidget):
    """One line of text whose digits all take the room of the widest digit.

    ``template`` is the longest text expected; the label always has its width.
    """

    def __init__(self, template: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._template = template
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.speak()

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show ``text``."""
        if text != self._text:
            self._text = text
            self.update()

    def set_template(self, template: str) -> None:
        """Keep room for ``template`` from now on."""
        self._template = template
        self.updateGeometry()

    @override
    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = sum(self._advances(self._template, metrics))
        return QSize(math.ceil(width) + 2, math.ceil(metrics.height()) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _advances(self, text: str, metrics: QFontMetricsF) -> list[float]:
        digit = max(metrics.horizontalAdvance(c) for c in "0123456789")
        return [digit if c.isdecimal() else metrics.horizontalAdvance(c) for c in text]

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        painter.setPen(self.palette().windowText().color())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        x, y = 0.0, (self.height() + metrics.ascent() - metrics.descent()) / 2
        for character, advance in zip(self._text, self._advances(self._text, metrics), strict=True):
            spare = (advance - metrics.horizontalAdvance(character)) / 2
            painter.drawText(QPointF(x + spare, y), character)
            x += advance
        painter.end()
