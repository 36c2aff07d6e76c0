"""The scale of the map as people write it, to be read and typed."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.ui.base import Speaks, as_tooltip

STANDARD: Final = (200, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000)
"""Denominators of the map scales in use for planning here, and two for orientation."""
_SMALLEST, _LARGEST = 10.0, 1e8
_SCALE = re.compile(r"(?:1\s*[:/]\s*)?(\d{1,3}(?:[.,\s]\d{3})+|\d+)")


def parse_scale(text: str) -> float | None:
    """Return the denominator of "1:5000", "1:5.000", "1/5 000" or "5000"; None if it is none.

    Points, commas and spaces may only stand between groups of three digits.
    """
    match = _SCALE.fullmatch(text.strip().replace("\u00a0", " "))
    if match is None:
        return None
    value = float(re.sub(r"\D", "", match[1]))
    return value if _SMALLEST <= value <= _LARGEST else None


def format_scale(denominator: float) -> str:
    """Return "1:5.000" or "1:5,000" by the language."""
    return f"1:{i18n.number(denominator)}"


def not_a_scale() -> str:
    """Say which scales can be written, where what was written is none of them."""
    words = translate(
        "status bar",
        "The map has scales from {largest} to {smallest}. Write one as 1:5000 or 5000.",
    )
    return words.format(largest=format_scale(_SMALLEST), smallest=format_scale(_LARGEST))


class ScaleBox(Speaks, QComboBox):
    """Signals.

    Signals
    -------
    scale_entered(float)
        A scale was typed or picked: its denominator.
    refused(str)
        What was typed is no scale; why, in words.
    """

    scale_entered = Signal(float)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: float | None = None
        self._edit = QLineEdit()
        self.setLineEdit(self._edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(11)
        # Completion would turn a typed 500 into the 5.000 of the list.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.activated.connect(lambda row: self._enter(float(STANDARD[row])))
        self._edit.returnPressed.connect(self._typed)
        self._edit.editingFinished.connect(self._left)
        self._edit.textEdited.connect(lambda _: self._mark(invalid=False))
        self.speak()

    def show_scale(self, denominator: float | None) -> None:
        """Show the scale of the map, unless one is being typed."""
        self._scale = denominator
        if not (self._edit.hasFocus() and self._edit.isModified()):
            self._write()

    def _write(self) -> None:
        self._mark(invalid=False)
        self.setEditText("" if self._scale is None else format_scale(self._scale))
        self._edit.setModified(False)
        self._edit.setCursorPosition(0)

    def _typed(self) -> None:
        value = parse_scale(self.currentText())
        if value is None:
            self._mark(invalid=True)
            self.refused.emit(not_a_scale())
        else:
            self._enter(value)

    @override
    def event(self, event: QEvent) -> bool:
        """Let Esc take back what is typed, before it ends a tool of the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride and self._edit.isModified():
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._edit.isModified():
                self._write()
                return True
        return super().event(event)

    def _enter(self, value: float) -> None:
        self._scale = value
        self._write()
        self.scale_entered.emit(value)

    def _left(self) -> None:
        if not self._edit.hasFocus():
            self._write()

    def _mark(self, *, invalid: bool) -> None:
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)
        self._say()

    def _say(self) -> None:
        hint = translate("status bar", "Scale of the map: choose one or write it, e.g. 1:5000")
        if self.property("invalid"):
            hint = not_a_scale()
        self.setToolTip(as_tooltip(hint))
        self.setAccessibleDescription(hint)

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(translate("status bar", "Scale"))
        self._edit.setAccessibleName(translate("status bar", "Scale"))
        self.blockSignals(True)
        self.clear()
        self.addItems([format_scale(float(value)) for value in STANDARD])
        self.blockSignals(False)
        self._write()
