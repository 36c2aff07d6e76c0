"""Waiting for a piece of background work before the window goes on."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.app.tasks import Task
from planviewer.i18n import translate
from planviewer.ui.base import Dialog, plain_label

PATIENCE_MS = 400
"""Shorter work is not worth a flicker."""


def wait_for(task: Task, parent: QWidget) -> None:
    """Return when ``task`` has ended; the window is drawn meanwhile and takes no wishes.

    After a moment a dialog says what is going on and offers to stop it.
    """
    ended: list[bool] = []
    loop = QEventLoop()
    task.ended.connect(lambda: ended.append(True))
    task.ended.connect(loop.quit)
    patience = QTimer(singleShot=True, interval=PATIENCE_MS)
    patience.timeout.connect(loop.quit)
    patience.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not ended:
        dialog = WaitingDialog(task, parent)
        dialog.exec()
        dialog.deleteLater()


class WaitingDialog(Dialog):
    """Says what is being done, and closes when it has ended; closing it asks the work to stop."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.words, self.bar, self.stop = plain_label(), QProgressBar(), QPushButton()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(foot)
        self.setMinimumWidth(360)
        self.stop.setAutoDefault(False)  # Return, typed ahead, must not stop it
        self.stop.clicked.connect(self.reject)
        task.progressed.connect(self._show_share)
        task.ended.connect(self.accept)
        self.speak()

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(share * 1000))

    @override
    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        self._task.cancel()
        self.stop.setEnabled(False)

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(translate("waiting", "Please wait"))
        self.words.setText(str(self._task.title))
        self.bar.setAccessibleName(str(self._task.title))
        self.stop.setText(translate("waiting", "Stop"))
