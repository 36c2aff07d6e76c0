"""Bars along a road: land beside each stretch, the chainage below."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from planviewer import i18n
from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.stations import ZoneByChainage
from planviewer.ui import theme_state
from planviewer.ui.base import Speaks

NONE: Final = -1
_TOP, _BOTTOM, _RIGHT = 10.0, 24.0, 12.0
_TICK_GAP = 14.0


class StripChart(Speaks, QWidget):
    """One bar a stretch, as wide as the stretch is long, as high as its area.

    Signals
    -------
    marked(int)
        The person points at a stretch (number), or at none (-1); the arrow keys do so too.
    """

    marked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: ZoneByChainage | None = None
        self._mark = NONE
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.speak()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 150)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 90)

    def show_parts(self, parts: ZoneByChainage | None) -> None:
        """Show another zone."""
        self._parts, self._mark = parts, NONE
        self.update()

    def show_mark(self, number: int) -> None:
        """Mark a stretch, without saying so."""
        if number != self._mark:
            self._mark = number
            self.setAccessibleDescription(self.words(number))
            self.update()

    @property
    def mark(self) -> int:
        """The stretch that is marked, -1 for none."""
        return self._mark

    def words(self, number: int) -> str:
        """Return what a bar says."""
        parts = self._parts
        if parts is None or not 0 <= number < len(parts.area_m2):
            return ""
        low, high = parts.limits[number], parts.limits[number + 1]
        area = i18n.area(float(parts.area_m2[number]))
        return f"{format_chainage(float(low))} – {format_chainage(float(high))}: {area}"

    # --- where things are ---------------------------------------------------------------------
    def _heights(self) -> np.ndarray:
        return np.empty(0) if self._parts is None else self._parts.area_m2

    def _left(self) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance(i18n.number(88_888) + " m²") + 14

    def _field(self) -> QRectF:
        left = self._left()
        width, height = self.width() - left - _RIGHT, self.height() - _TOP - _BOTTOM
        return QRectF(left, _TOP, max(width, 1.0), max(height, 1.0))

    def _x(self, chainage: float) -> float:
        parts, field = self._parts, self._field()
        if parts is None:
            return field.x()
        start, stop = parts.limits[0], parts.limits[-1]
        return float(field.x() + (chainage - start) / (stop - start) * field.width())

    def number_at(self, x: float) -> int:
        """Return the stretch under a place of the chart, -1 for none."""
        parts, field = self._parts, self._field()
        if parts is None or not field.left() <= x <= field.right():
            return NONE
        start, stop = parts.limits[0], parts.limits[-1]
        chainage = start + (x - field.x()) / field.width() * (stop - start)
        number = int(np.searchsorted(parts.limits, chainage, side="right")) - 1
        return min(max(number, 0), len(parts.area_m2) - 1)

    # --- what the person does -----------------------------------------------------------------
    def _point_at(self, number: int) -> None:
        if number != self._mark:
            self.show_mark(number)
            self.marked.emit(number)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.number_at(event.position().x()))

    @override
    def leaveEvent(self, event: object) -> None:
        self._point_at(NONE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._parts is None else len(self._parts.area_m2)
        moves = {
            Qt.Key.Key_Right: self._mark + 1,
            Qt.Key.Key_Left: self._mark - 1 if self._mark > 0 else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        if event.key() in moves and count:
            self._point_at(min(moves[Qt.Key(event.key())], count - 1))
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- look ---------------------------------------------------------------------------------
    @override
    def restyle(self) -> None:
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        parts = self._parts
        if parts is None or not len(parts.area_m2):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heights = self._heights()
        most, step = _scale(float(heights.max()))
        self._draw_rules(painter, most, step)
        self._draw_bars(painter, heights / most)
        self._draw_axis(painter)
        if self._mark >= 0:
            self._draw_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme_state.current().focus), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_rules(self, painter: QPainter, most: float, step: float) -> None:
        colors, field = theme_state.current(), self._field()
        for level in np.arange(0, most + step / 2, step).tolist():
            y = field.bottom() - level / most * field.height()
            painter.setPen(QPen(QColor(colors.border), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(colors.muted))
            box = QRectF(0, y - 8, field.left() - 6, 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{i18n.number(level)} m²")

    def _draw_bars(self, painter: QPainter, shares: np.ndarray) -> None:
        colors, field, parts = theme_state.current(), self._field(), self._parts
        if parts is None:
            return
        places = [self._x(limit) for limit in parts.limits.tolist()]
        painter.setPen(Qt.PenStyle.NoPen)
        for number, share in enumerate(shares.tolist()):
            low, high = places[number], places[number + 1]
            gap = 1.0 if high - low > 4 else 0.0
            box = QRectF(low, field.bottom(), max(high - low - gap, 0.5), -share * field.height())
            chosen = number == self._mark
            painter.setBrush(QColor(colors.warning if chosen else colors.accent))
            painter.drawRect(box.normalized())

    def _draw_axis(self, painter: QPainter) -> None:
        colors, field, parts = theme_state.current(), self._field(), self._parts
        if parts is None:
            return
        metrics = QFontMetricsF(self.font())
        painter.setPen(QPen(QColor(colors.control_border), 1))
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        free_from = 0.0
        for limit in parts.limits.tolist():
            x, text = self._x(limit), format_chainage(limit)
            half = metrics.horizontalAdvance(text) / 2
            place = min(max(x - half, 0.0), self.width() - 2 * half - 2)
            if place < free_from:
                continue
            painter.setPen(QPen(QColor(colors.control_border), 1))
            painter.drawLine(QPointF(x, field.bottom()), QPointF(x, field.bottom() + 4))
            painter.setPen(QColor(colors.muted))
            painter.drawText(QPointF(place, field.bottom() + 6 + metrics.ascent()), text)
            free_from = place + 2 * half + _TICK_GAP

    def _draw_words(self, painter: QPainter) -> None:
        """Say what the marked bar is, in a corner away from it."""
        colors, field, metrics = theme_state.current(), self._field(), QFontMetricsF(self.font())
        text = self.words(self._mark)
        width = metrics.horizontalAdvance(text) + 16
        middle = self._x(self._parts.limits[self._mark]) if self._parts is not None else 0.0
        left = field.right() - width if middle < field.center().x() else field.left() + 4
        box = QRectF(left, field.top(), width, metrics.height() + 6)
        painter.setPen(QPen(QColor(colors.control_border), 1))
        painter.setBrush(QColor(colors.raised))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colors.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _scale(most: float) -> tuple[float, float]:
    """Return where the axis ends and the step of its rules: 1, 2 or 5 times a power of ten."""
    if not most > 0:
        return 1.0, 1.0
    rough = most / 3
    power = 10.0 ** np.floor(np.log10(rough))
    step = float(next(power * k for k in (1, 2, 5, 10) if power * k >= rough))
    return float(np.ceil(most / step) * step), step
