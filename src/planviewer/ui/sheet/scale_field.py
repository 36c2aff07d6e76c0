"""The scale of a sheet: best fit, one of the list, or one that is typed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolTip, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.sheets.scales import STANDARD_SCALES
from planviewer.ui.base import Speaks, as_tooltip, named
from planviewer.ui.scale_box import not_a_scale, parse_scale
from planviewer.ui.sheet.words import scale_words


class ScaleField(Speaks, QComboBox):
    """``chosen(denominator or None)`` when a person chose or typed a scale."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: float | None = None
        self._shown: float | None = None
        self._written = ""
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._edit = QLineEdit()
        self.setLineEdit(self._edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.activated.connect(self._picked)
        self._edit.editingFinished.connect(self.take)
        self.speak()

    def scale(self) -> float | None:
        """Return the denominator, None for best fit."""
        return self._scale

    def set_scale(self, denominator: float | None) -> None:
        """Show a scale without saying so."""
        self._scale = denominator
        self._write()

    def show_fitted(self, denominator: float) -> None:
        """Say which scale best fit found."""
        self._shown = denominator
        self._write()

    def step(self, steps: int) -> None:
        """Go so many steps up (closer) or down in the list."""
        current = self._scale or self._shown or STANDARD_SCALES[-1]
        closer = [scale for scale in reversed(STANDARD_SCALES) if scale < current]
        farther = [scale for scale in STANDARD_SCALES if scale > current]
        way = closer if steps > 0 else farther
        if way:
            self._choose(float(way[min(abs(steps), len(way)) - 1]))

    def _picked(self, row: int) -> None:
        self._choose(None if row == 0 else float(STANDARD_SCALES[row - 1]))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for this field alone: the window's first button is not meant."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def take(self) -> None:
        """Use what was typed; what is no scale gives way to the one in use, and that is said."""
        if self.currentText() == self._written:
            return
        value = parse_scale(self.currentText())
        if value is None:
            self._write()
            self._say(not_a_scale())
        else:
            self._choose(value)

    def _say(self, words: str) -> None:
        if self.isVisible():
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, as_tooltip(words), self)

    def _choose(self, value: float | None) -> None:
        self._scale = value
        self._write()
        self.chosen.emit(value)

    def _write(self) -> None:
        text = self._best() if self._scale is None else scale_words(self._scale)
        self._written = text
        self.setEditText(text)
        self._edit.setCursorPosition(0)

    def _best(self) -> str:
        words = translate("sheet window", "Best fit")
        return words if self._shown is None else f"{words} {scale_words(self._shown)}"

    @override
    def retranslate(self) -> None:
        named(self, translate("sheet window", "Scale: choose one or write it, e.g. 1:5000"))
        self._edit.setAccessibleName(translate("sheet window", "Scale"))
        self.blockSignals(True)
        self.clear()
        self.addItem(translate("sheet window", "Best fit"))
        self.addItems([scale_words(value) for value in STANDARD_SCALES])
        self.blockSignals(False)
        self._write()
