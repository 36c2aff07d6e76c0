"""Fields that several dialogs share: a text in both languages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.text import Text
from planviewer.ui.base import Panel
from planviewer.ui.dialogs.frame import titled


class TextFields(Panel):
    """A text in Vietnamese and, where it differs, in English; ``changed`` when either is edited."""

    changed = Signal()

    def __init__(self, text: Text | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vi, self.en = QLineEdit(), QLineEdit()
        self.labels = QLabel(), QLabel()
        if text is not None:
            self.vi.setText(text.vi)
            self.en.setText("" if text.en == text.vi else text.en)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field, label in zip((self.vi, self.en), self.labels, strict=True):
            field.textChanged.connect(lambda _text: self.changed.emit())
            row.addLayout(titled(field, label), 1)
        self.speak()

    def text(self) -> Text | None:
        """Return the text, None while nothing is typed; English alone serves for both."""
        vi, en = self.vi.text().strip(), self.en.text().strip()
        return Text(vi=vi or en, en=en or vi) if vi or en else None

    def name(self, vi: str, en: str) -> None:
        """Name both fields."""
        for field, label, words in zip((self.vi, self.en), self.labels, (vi, en), strict=True):
            label.setText(words)
            field.setAccessibleName(words)

    @override
    def retranslate(self) -> None:
        self.en.setPlaceholderText(translate("dialogs", "the same if left empty"))
