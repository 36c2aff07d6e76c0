"""From–to in metres: a slider to play with and two fields to type in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from planviewer.analysis.chainage import format_chainage, parse_chainage
from planviewer.errors import ChainageInvalid
from planviewer.ui.base import Speaks, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin
from planviewer.ui.zones.range_slider import RangeSlider


class ChainageSpin(FigureSpin):
    """Metres along a road, written and typed as Km0+100 (a plain number of metres will do)."""

    @override
    def textFromValue(self, value: float) -> str:
        return format_chainage(value)

    @override
    def valueFromText(self, text: str) -> float:
        try:
            return parse_chainage(text)
        except ChainageInvalid:
            return super().valueFromText(text)

    @override
    def validate(self, text: str, pos: int) -> Any:
        state = QValidator.State.Acceptable if text.strip() else QValidator.State.Intermediate
        return state, text, pos


class RangeRow(Speaks, QWidget):
    """Two ordered values; ``changed(low, high)`` comes from people only."""

    changed = Signal(float, float)

    def __init__(self, *, chainage: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = 0.1
        self.slider = RangeSlider(self)
        kind = ChainageSpin if chainage else FigureSpin
        self.low, self.high = kind(self), kind(self)
        self.low_label, self.high_label = plain_label("small"), plain_label("small")
        for spin in (self.low, self.high):
            spin.setDecimals(1)
            roomy(spin)
            spin.setKeyboardTracking(False)
            if not chainage:
                spin.setSuffix(" m")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.slider, 0, 0, 1, 2)
        for column, (label, spin) in enumerate(
            ((self.low_label, self.low), (self.high_label, self.high))
        ):
            grid.addWidget(label, 1, column)
            grid.addWidget(spin, 2, column)
            label.setBuddy(spin)
        self.slider.moved.connect(self._slid)
        self.low.valueChanged.connect(lambda _value: self._typed(0))
        self.high.valueChanged.connect(lambda _value: self._typed(1))
        self.setTabOrder(self.slider, self.low)
        self.setTabOrder(self.low, self.high)
        self.speak()

    def set_limits(self, slider: float, typed: float, step: float = 1.0) -> None:
        """Let the slider reach to one limit, and what is typed to another."""
        self.slider.set_limit(slider, step)
        for spin in (self.low, self.high):
            spin.blockSignals(True)
            spin.setRange(0.0, typed)
            spin.setSingleStep(step)
            spin.blockSignals(False)

    @property
    def slider_limit(self) -> float:
        """How far the slider reaches."""
        return self.slider.limit

    def values(self) -> tuple[float, float]:
        """Return both values as typed."""
        return self.low.value(), self.high.value()

    def set_values(self, low: float, high: float) -> None:
        """Show values, without saying so."""
        for spin, value in ((self.low, low), (self.high, high)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.slider.set_values(low, high)

    def say(self, what: str, low: str, high: str) -> None:
        """Name the slider and the fields."""
        self.slider.setAccessibleName(what)
        for label, spin, text in (
            (self.low_label, self.low, low),
            (self.high_label, self.high, high),
        ):
            label.setText(text)
            spin.setAccessibleName(f"{what}: {text}")

    @override
    def retranslate(self) -> None:
        speak_figures(self.low, self.high)

    def _slid(self, low: float, high: float) -> None:
        self.set_values(low, high)
        self.changed.emit(low, high)

    def _typed(self, which: int) -> None:
        low, high = self.values()
        if high - low < self._least:  # the value that was typed stays, the other gives way
            low, high = (low, low + 1.0) if which == 0 else (max(high - 1.0, 0.0), high)
            high = max(high, low + self._least)
        self.set_values(low, high)
        self.changed.emit(*self.values())
