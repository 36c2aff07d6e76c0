"""Ask for the password of a database, and try it at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from planviewer import pace
from planviewer.app.tables import server_of
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.errors import DatabasePasswordNeeded, PlanviewerError
from planviewer.i18n import translate
from planviewer.model.database import SavedConnection
from planviewer.reading.postgis.connection import Kept
from planviewer.ui.databases.words import CONNECTING
from planviewer.ui.dialogs.frame import AskDialog, titled


class PasswordDialog(AskDialog):
    """Closes when the server has taken the password; ``kept(where)`` says where it is kept now."""

    kept = Signal(str)

    def __init__(
        self, connection: SavedConnection, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._connection, self._tasks = connection, tasks
        self._task: Task | None = None
        self.password, self.label = QLineEdit(), QLabel()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.textChanged.connect(lambda _text: self._judge())
        self.body.addLayout(titled(self.password, self.label))
        self.setMinimumWidth(460)
        self.speak()
        self.order(self.password)

    @override
    def accept(self) -> None:
        """Try the password; the dialog closes once the server has taken it."""
        if self._task is not None or not self.password.text():
            return
        from planviewer.reading.postgis.connection import try_password  # noqa: PLC0415

        address, password = server_of(self._connection), self.password.text()

        def work(progress: Progress) -> Kept:
            with pace.listening(progress):
                return try_password(address, password)

        self._task = self._tasks.run(CONNECTING, work, lane="database")
        self._task.finished.connect(self._taken)
        self._task.failed.connect(self._refused)
        self._judge()

    @override
    def reject(self) -> None:
        """Ask no more; what is being tried is stopped."""
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def _taken(self, kept: Kept) -> None:
        self._task = None
        self.kept.emit(kept)
        super().accept()

    def _refused(self, error: PlanviewerError) -> None:
        self._task = None
        self.password.setEnabled(True)
        wrong = translate("database", "The server does not take this password for “{user}”.")
        is_wrong = isinstance(error, DatabasePasswordNeeded)
        self.say(
            wrong.format(user=self._connection.user) if is_wrong else str(error),
            "error",
            acceptable=True,
        )
        self.password.selectAll()
        self.password.setFocus()

    def _judge(self) -> None:
        busy = self._task is not None
        self.password.setEnabled(not busy)
        words = f"{CONNECTING} …" if busy else ""
        self.say(words, "muted", acceptable=bool(self.password.text()) and not busy)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("database", "Password"))
        question = translate("database", "Password for {server}")
        self.question.setText(question.format(server=self._connection.place))
        self.explanation.setText(
            translate(
                "database",
                "It is kept in the keyring of this system, or, where there is none, until "
                "planviewer closes. It is never part of a plan.",
            )
        )
        self.label.setText(translate("database", "Password"))
        self.password.setAccessibleName(self.label.text())
        self.accept_button.setText(translate("database", "Connect"))
        self._judge()
