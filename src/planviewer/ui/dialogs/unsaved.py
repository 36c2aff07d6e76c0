"""Asking what shall become of unsaved edits."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.dialogs.frame import AskDialog

Answer = Literal["save", "discard", "stay"]


class UnsavedDialog(AskDialog):
    """Asks before a plan with unsaved edits is left; Esc stays."""

    def __init__(self, plan_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan_title = plan_title
        self._discarded = False
        self.discard_button = QPushButton()
        self.discard_button.setAutoDefault(False)
        self.discard_button.clicked.connect(self._discard)
        self.buttons.insertWidget(0, self.discard_button)
        self.verdict.hide()
        self.setMinimumWidth(440)
        self.speak()
        self.order(self.discard_button)
        self.accept_button.setFocus()

    def answer(self) -> Answer:
        """Return what was chosen, once the dialog is closed."""
        if self._discarded:
            return "discard"
        return "save" if self.result() == self.DialogCode.Accepted else "stay"

    def _discard(self) -> None:
        self._discarded = True
        self.reject()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("window", "Unsaved changes"))
        question = translate("window", "Save the changes to “{plan}”?")
        self.question.setText(question.format(plan=self._plan_title))
        self.explanation.setText(translate("window", "Changes that are not saved are lost."))
        self.accept_button.setText(translate("window", "Save"))
        self.discard_button.setText(translate("window", "Don’t save"))


def ask_unsaved(plan_title: str, parent: QWidget) -> Answer:
    """Ask before a plan with unsaved edits is left."""
    dialog = UnsavedDialog(plan_title, parent)
    dialog.exec()
    answer = dialog.answer()
    dialog.deleteLater()
    return answer
