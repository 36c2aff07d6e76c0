"""Fields under each other, each named by the label ahead of it and for screen readers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from planviewer.ui.base import SPACE, named
from planviewer.ui.style.fields import Amount, ColourField


class NamedForm(QFormLayout):
    """A form whose rows are known by keys; :meth:`name` gives them words."""

    def __init__(self, parent: QWidget, fields: Mapping[str, QWidget]) -> None:
        super().__init__(parent)
        self._fields = fields
        self._labels = {key: QLabel() for key in fields}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE)
        for key, field in fields.items():
            self._labels[key].setBuddy(field)
            self.addRow(self._labels[key], field)

    def name(self, words: Mapping[str, str]) -> None:
        """Name every field, in the language of the moment."""
        for key, field in self._fields.items():
            self._labels[key].setText(words[key])
            if isinstance(field, ColourField):
                field.name(words[key])
            else:
                named(field, words[key])
            if isinstance(field, Amount):
                field.speak_numbers()
