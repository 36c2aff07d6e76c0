"""The frame of our dialogs: a question, the fields, a verdict in words, two buttons."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import Dialog, plain_label


class AskDialog(Dialog):
    """``body`` takes the fields; :meth:`judge` says what is wrong and frees the button."""

    fits_content = True
    """Whether the window opens just as high as its text needs (False: as high as it was made)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.question = plain_label("title")
        self.explanation = plain_label("muted")
        self.verdict = plain_label("muted")
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.question, self.explanation, self.verdict):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.accept_button, self.cancel_button = QPushButton(), QPushButton()
        self.accept_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        column = self.column = QVBoxLayout(self)
        # Qt's own minimum counts wrapped labels at their narrowest, which leaves holes.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.question)
        column.addWidget(self.explanation)
        column.addLayout(self.body, 1)
        column.addWidget(self.verdict)
        column.addSpacing(4)
        column.addLayout(self.buttons)

    def say(self, words: str, role: str, *, acceptable: bool) -> None:
        """Show a verdict ("error", "warning", "muted") and whether it may be accepted."""
        self.verdict.setText(words)
        self.verdict.setVisible(bool(words))
        if self.verdict.property("role") != role:
            self.verdict.setProperty("role", role)
            self.verdict.style().unpolish(self.verdict)
            self.verdict.style().polish(self.verdict)
        self.accept_button.setEnabled(acceptable)
        self.make_room()

    def make_room(self) -> None:
        """Grow, never shrink, so that a longer sentence covers nothing."""
        needed = self._needed_height()
        if self.isVisible():
            self.setMinimumHeight(needed)

    def _needed_height(self) -> int:
        self.column.activate()
        return self.column.totalHeightForWidth(self.width())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.make_room()
        if self.fits_content:
            self.resize(self.width(), self._needed_height())

    def order(self, *fields: QWidget) -> None:
        """Let Tab go through ``fields`` and then the buttons, beginning at the first field."""
        chain = [*fields, self.cancel_button, self.accept_button]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)
        chain[0].setFocus()

    @override
    def retranslate(self) -> None:
        self.cancel_button.setText(translate("dialogs", "Cancel"))


def titled(field: QWidget, label: QLabel) -> QVBoxLayout:
    """Return a field below its label, tied together for keys and for those who listen."""
    label.setBuddy(field)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    return column


def mark_invalid(field: QLineEdit, *, invalid: bool) -> None:
    """Give a field the red frame, or take it away."""
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)
