"""A slider with two handles, for what goes from here to there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from planviewer.ui import theme_state
from planviewer.ui.base import Speaks

_RADIUS = 7.0
_GROOVE = 4.0
_STEPS = 100


class RangeSlider(Speaks, QWidget):
    """Two values between 0 and a limit; ``moved`` comes from people only.

    The arrow keys move the upper handle, with Shift the lower one. Beside it stand fields in which
    the same two values are typed.
    """

    moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = 100.0
        self._step = 1.0
        self._values = [0.0, 100.0]
        self._held: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 24)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def set_limit(self, limit: float, step: float = 1.0) -> None:
        """Let the values go up to ``limit``, in steps."""
        self._limit, self._step = max(limit, step), step
        self.update()

    @property
    def limit(self) -> float:
        """The largest value."""
        return self._limit

    def values(self) -> tuple[float, float]:
        """Return both values."""
        return self._values[0], self._values[1]

    def set_values(self, low: float, high: float) -> None:
        """Show values, without saying so; what lies beyond the limit is shown at the limit."""
        self._values = [low, high]
        self.update()

    # --- where things are ---------------------------------------------------------------------
    def _x(self, value: float) -> float:
        share = min(max(value / self._limit, 0.0), 1.0)
        return _RADIUS + 1 + share * (self.width() - 2 * _RADIUS - 2)

    def _value(self, x: float) -> float:
        share = (x - _RADIUS - 1) / max(self.width() - 2 * _RADIUS - 2, 1)
        value = round(min(max(share, 0.0), 1.0) * self._limit / self._step) * self._step
        return min(value, self._limit)

    def _move(self, handle: int, value: float) -> None:
        low, high = self._values
        if handle == 0:
            value = min(max(value, 0.0), min(high, self._limit) - self._step)
        else:
            value = min(max(value, low + self._step), self._limit)
        if value != self._values[handle]:
            self._values[handle] = max(value, 0.0)
            self.update()
            self.moved.emit(*self._values)

    # --- what the person does -----------------------------------------------------------------
    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        gaps = [abs(x - self._x(value)) for value in self._values]
        # where both are at one place, the side of the click decides which one is meant
        self._held = (
            int(x > self._x(self._values[1])) if gaps[0] == gaps[1] else gaps.index(min(gaps))
        )
        self._move(self._held, self._value(x))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._move(self._held, self._value(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_Home: -_STEPS * 1000, Qt.Key.Key_End: _STEPS * 1000,
        }  # fmt: skip
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        handle = 0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        move = steps[Qt.Key(event.key())] * self._step
        self._move(handle, self._values[handle] + move)
        event.accept()

    # --- look ---------------------------------------------------------------------------------
    @override
    def restyle(self) -> None:
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colors, enabled = theme_state.current(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        groove = QRectF(_RADIUS, middle - _GROOVE / 2, self.width() - 2 * _RADIUS, _GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.border))
        painter.drawRoundedRect(groove, 2, 2)
        low, high = (self._x(value) for value in self._values)
        painter.setBrush(QColor(colors.accent if enabled else colors.disabled))
        painter.drawRoundedRect(QRectF(low, groove.y(), high - low, _GROOVE), 2, 2)
        edge = colors.focus if self.hasFocus() else colors.accent
        painter.setPen(QPen(QColor(edge if enabled else colors.disabled), 2))
        painter.setBrush(QColor(colors.focus if self.hasFocus() else colors.surface))
        for x in (low, high):
            painter.drawEllipse(QPointF(x, middle), _RADIUS - 1, _RADIUS - 1)
        painter.end()
