"""Small fields of the style dialog: a colour or none, a choice, a number with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.ui.base import SPACE
from planviewer.ui.figure_spin import FigureSpin

_FIRST = "#3b6fb6"


class Choice(QComboBox):
    """A list of values with their words; ``chosen`` comes from people only."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda _index: self.chosen.emit())

    def fill(self, items: Iterable[tuple[object, str]], icons: Iterable[QIcon] = ()) -> None:
        """List values with their words anew; the value chosen stays chosen."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        for value, text in items:
            self.addItem(text, value)
        for index, icon in enumerate(icons):
            self.setItemIcon(index, icon)
        self.blockSignals(False)
        self.choose(before)

    def value(self) -> Any:
        """Return the value chosen."""
        return self.currentData()

    def choose(self, value: object) -> None:
        """Choose a value, without saying so; the first one if it is not in the list."""
        self.blockSignals(True)
        found = (n for n in range(self.count()) if self.itemData(n) == value)
        self.setCurrentIndex(next(found, 0))
        self.blockSignals(False)


class Amount(FigureSpin):
    """A number with a unit, written as the language of the moment writes it."""

    def __init__(
        self, unit: str, low: float, high: float, step: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(0 if step >= 1 else 1 if step >= 0.5 else 2)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}")
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setMinimumWidth(104)
        self.speak_numbers()

    def speak_numbers(self) -> None:
        """Use the decimal sign of the language."""
        vietnamese = i18n.language() == "vi"
        self.setLocale(QLocale("vi_VN" if vietnamese else "en_GB"))

    def show_value(self, value: float) -> None:
        """Show a value without saying so."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)


class ColourField(QWidget):
    """A colour, or none where ``optional``."""

    changed = Signal()

    def __init__(self, *, optional: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour: str = _FIRST
        self._name = ""
        self.on = QCheckBox()
        self.on.setChecked(True)
        self.on.setVisible(optional)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.setIconSize(QSize(36, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.on)
        row.addWidget(self.button, 1)
        self.setFocusProxy(self.on if optional else self.button)
        self.on.toggled.connect(self._switched)
        self.button.clicked.connect(self._ask)
        self._show()

    def colour(self) -> str | None:
        """Return the colour as "#rrggbb", None for none."""
        return self._colour if self.on.isChecked() else None

    def show_colour(self, colour: str | None) -> None:
        """Show a colour, or with None that there is none, without saying so."""
        self.on.blockSignals(True)
        self.on.setChecked(colour is not None)
        self.on.blockSignals(False)
        self._colour = colour or self._colour
        self._show()

    def name(self, text: str) -> None:
        """Name the field for those who listen."""
        self._name = text
        self.on.setAccessibleName(translate("style", "{name}: used").format(name=text))
        self._show()

    def _switched(self) -> None:
        self._show()
        self.changed.emit()

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._colour), self, self._name)
        if chosen.isValid():
            self._colour = chosen.name()
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        on = self.on.isChecked()
        self.button.setEnabled(on)
        self.button.setIcon(colours_icon([self._colour]) if on else QIcon())
        self.button.setText(self._colour if on else translate("style", "none"))
        self.button.setAccessibleName(f"{self._name} {self.button.text()}".strip())


def colours_icon(colours: Iterable[str]) -> QIcon:
    """Return a bar of colours, side by side."""
    parts = list(colours)
    picture = QPixmap(72, 32)
    painter = QPainter(picture)
    for number, colour in enumerate(parts):
        left = round(72 * number / len(parts))
        painter.fillRect(left, 0, 73 - left, 32, QColor(colour))
    painter.setPen(QColor(128, 128, 128))
    painter.drawRect(0, 0, 71, 31)
    painter.end()
    return QIcon(picture)
