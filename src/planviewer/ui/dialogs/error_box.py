"""Say what failed: one clear sentence, what to do, and the rest for those who help."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.icons import icon


class ErrorDialog(AskDialog):
    """Show an error.

    Parameters
    ----------
    problem
        The sentence; an error of our tree or a :class:`Message` follows the language.
    advice
        What to do, where the sentence does not say it already.
    details
        Text for whoever is asked for help; folded away until asked for.
    """

    def __init__(
        self,
        problem: PlanviewerError | Message | str,
        advice: Message | str = "",
        details: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._problem, self._advice, self._details = problem, advice, details
        self.mark = QLabel()
        self.unfold = QPushButton()
        self.unfold.setCheckable(True)
        self.unfold.setProperty("kind", "link")
        self.unfold.setAutoDefault(False)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(140)
        self.copy_button = QPushButton()
        self.copy_button.setAutoDefault(False)
        self._lay_out()
        self.unfold.toggled.connect(self._unfold)
        self.copy_button.clicked.connect(self._copy)
        self.setMinimumWidth(480)
        self.speak()
        self._unfold(False)
        self.order(self.unfold, self.details, self.copy_button)
        self.accept_button.setFocus()

    def _lay_out(self) -> None:
        self.question.setProperty("role", "heading")
        self.question.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.question, 1, Qt.AlignmentFlag.AlignTop)
        self.mark.setFixedSize(24, 24)
        self.column.insertLayout(0, head)
        self.body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.details, 1)
        self.verdict.hide()
        self.cancel_button.hide()
        self.buttons.insertWidget(0, self.copy_button)
        self.unfold.setVisible(bool(self._details))

    def _unfold(self, on: bool) -> None:
        self.details.setVisible(on)
        self.copy_button.setVisible(on)
        self._say_unfold()
        self.make_room()
        if self.isVisible():
            self.resize(self.width(), self._needed_height())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._problem}\n\n{self._details}")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("dialogs", "Something did not work"))
        self.question.setText(str(self._problem))
        self.explanation.setText(str(self._advice))
        self.explanation.setVisible(bool(str(self._advice)))
        self.accept_button.setText(translate("dialogs", "Close"))
        self.copy_button.setText(translate("dialogs", "Copy the details"))
        self.details.setAccessibleName(translate("dialogs", "Details"))
        self.setAccessibleDescription(str(self._problem))
        self._say_unfold()
        self.restyle()

    def _say_unfold(self) -> None:
        shown = self.unfold.isChecked()
        self.unfold.setText(
            translate("dialogs", "Hide the details")
            if shown
            else translate("dialogs", "Show the details")
        )

    @override
    def restyle(self) -> None:
        self.mark.setPixmap(
            icon("circle-alert", "danger").pixmap(QSize(24, 24), self.devicePixelRatioF())
        )
