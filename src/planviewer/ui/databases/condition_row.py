"""Which rows of a table are wanted: a column, how it compares, and with what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.database import Comparison, Condition
from planviewer.ui.base import SPACE, Panel

_COMPARISONS: tuple[Comparison, ...] = ("=", "<>", "<", "<=", ">", ">=", "contains", "empty")


class ConditionRow(Panel):
    """One condition, or none while no column is chosen; ``changed`` tells of every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.field = QLabel(), QComboBox()
        self.comparison, self.value = QComboBox(), QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.label)
        row.addWidget(self.field, 2)
        row.addWidget(self.comparison)
        row.addWidget(self.value, 2)
        self.label.setBuddy(self.field)
        for comparison in _COMPARISONS:
            self.comparison.addItem("", comparison)
        self.field.activated.connect(lambda _row: self._judge())
        self.comparison.activated.connect(lambda _row: self._judge())
        self.value.textChanged.connect(lambda _text: self.changed.emit())
        self.speak()
        self.offer(())

    def offer(self, fields: Sequence[str]) -> None:
        """Offer the columns of a table; none: there is no choice."""
        kept = self.field.currentData()
        self.field.clear()
        self.field.addItem(translate("database", "(all rows)"), None)
        for field in fields:
            self.field.addItem(field, field)
        self.field.setCurrentIndex(max(self.field.findData(kept), 0))
        self.setEnabled(bool(fields))
        self._judge()

    def conditions(self) -> tuple[Condition, ...]:
        """Return the condition that was put together, if any."""
        field, comparison = self.field.currentData(), self.comparison.currentData()
        if not field or not self.isEnabled():
            return ()
        return (Condition(field=field, comparison=comparison, value=self.value.text()),)

    @property
    def fields(self) -> Sequence[QWidget]:
        """The controls in the order of Tab."""
        return (self.field, self.comparison, self.value)

    def _judge(self) -> None:
        chosen = self.field.currentData() is not None
        self.comparison.setEnabled(chosen)
        self.value.setEnabled(chosen and self.comparison.currentData() != "empty")
        self.changed.emit()

    @override
    def retranslate(self) -> None:
        self.label.setText(translate("database", "Only rows where"))
        self.field.setAccessibleName(translate("database", "Column"))
        self.comparison.setAccessibleName(translate("database", "How it compares"))
        self.value.setAccessibleName(translate("database", "Value"))
        self.field.setItemText(0, translate("database", "(all rows)"))
        words = {
            "contains": translate("database", "contains"),
            "empty": translate("database", "is empty"),
            "<>": "≠",
            "<=": "≤",
            ">=": "≥",
        }
        for row, comparison in enumerate(_COMPARISONS):
            self.comparison.setItemText(row, words.get(comparison, comparison))
