"""A connection to a database: name, server, user, and a trial of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n, pace
from planviewer.app.tables import server_of
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.errors import DatabasePasswordNeeded, PlanviewerError
from planviewer.i18n import translate
from planviewer.model.database import SavedConnection, SslMode
from planviewer.model.text import fold
from planviewer.ui.base import roomy
from planviewer.ui.databases.words import CONNECTING
from planviewer.ui.dialogs.frame import AskDialog, mark_invalid

_MODES: tuple[SslMode, ...] = ("prefer", "require", "verify-ca", "verify-full", "disable")


class ConnectionDialog(AskDialog):
    """Ask for a connection; ``connection()`` is the value, ``password()`` what was typed, or "".

    Parameters
    ----------
    taken
        Names of the other connections.
    given
        What the fields hold at first.
    """

    def __init__(
        self,
        tasks: Tasks,
        taken: Collection[str] = (),
        given: SavedConnection | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._taken = tasks, {fold(name) for name in taken}
        self._task: Task | None = None
        self.name, self.host, self.database = QLineEdit(), QLineEdit(), QLineEdit()
        self.user, self.password_ = QLineEdit(), QLineEdit()
        self.port, self.sslmode, self.test = QSpinBox(), QComboBox(), QPushButton()
        self.labels = [QLabel() for _ in range(7)]
        self._lay_out()
        self._fill(given)
        self._wire()
        self.setMinimumWidth(560)
        self.speak()
        self.order(*self._fields(), self.test)

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.name, self.host, self.port, self.database, self.user, self.password_,
                self.sslmode)  # fmt: skip

    def _lay_out(self) -> None:
        self.port.setRange(1, 65535)
        self.port.setGroupSeparatorShown(False)
        roomy(self.port)
        self.password_.setEchoMode(QLineEdit.EchoMode.Password)
        self.test.setAutoDefault(False)
        for mode in _MODES:
            self.sslmode.addItem("", mode)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        places = {self.port: (1, 2), self.host: (1, 0)}
        for row, (field, label) in enumerate(zip(self._fields(), self.labels, strict=True)):
            at, column = places.get(field, (row if row < 2 else row - 1, 0))
            label.setBuddy(field)
            grid.addWidget(label, at, column)
            grid.addWidget(field, at, column + 1, 1, 1 if field in places else 3)
        self.body.addLayout(grid)
        self.buttons.insertWidget(0, self.test)

    def _fill(self, given: SavedConnection | None) -> None:
        known = given or SavedConnection.model_construct(name="", database="", host="localhost")
        self.name.setText(known.name)
        self.host.setText(known.host)
        self.port.setValue(known.port)
        self.database.setText(known.database)
        self.user.setText(known.user)
        self.sslmode.setCurrentIndex(_MODES.index(known.sslmode))

    def _wire(self) -> None:
        for field in (self.name, self.host, self.database, self.user, self.password_):
            field.textChanged.connect(lambda _text: self._judge())
        self.port.valueChanged.connect(lambda _value: self._judge())
        self.sslmode.currentIndexChanged.connect(lambda _row: self._judge())
        self.test.clicked.connect(self._try)

    def connection(self) -> SavedConnection | None:
        """Return the connection, None while something is missing or too long."""
        try:
            return SavedConnection(
                name=self.name.text().strip(),
                host=self.host.text().strip(),
                port=self.port.value(),
                database=self.database.text().strip(),
                user=self.user.text().strip(),
                sslmode=self.sslmode.currentData(),
            )
        except ValidationError:
            return None

    def password(self) -> str:
        """Return the password that was typed; "" leaves the one that is kept."""
        return self.password_.text()

    # --- trying -------------------------------------------------------------------------------
    def _try(self) -> None:
        """Connect with what the fields say, and tell what is there."""
        connection, password = self.connection(), self.password() or None
        if connection is None:
            return
        self._stop()

        def work(progress: Progress) -> tuple[str, int]:
            from planviewer.reading.postgis.tables import probe  # noqa: PLC0415  off the start path

            with pace.listening(progress):
                return probe(server_of(connection), password)

        self._task = self._tasks.run(CONNECTING, work, lane="database")
        self._task.finished.connect(self._reached)
        self._task.failed.connect(self._failed)
        self._judge()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None

    def _reached(self, found: Any) -> None:
        program, count = found
        self._task = None
        self._judge()
        words = translate("database", "It works: {program}; tables with places: {count}")
        self.say(words.format(program=program, count=i18n.number(count)), "muted", acceptable=True)

    def _failed(self, error: PlanviewerError) -> None:
        self._task = None
        self._judge()
        if isinstance(error, DatabasePasswordNeeded):
            words = translate("database", "The server asks for a password, or for another one.")
        else:
            words = str(error)
        self.say(words, "error", acceptable=True)

    @override
    def done(self, result: int) -> None:
        """Close; a trial still going on is stopped."""
        self._stop()
        super().done(result)

    # --- words --------------------------------------------------------------------------------
    def _judge(self) -> None:
        twice = fold(self.name.text().strip()) in self._taken
        mark_invalid(self.name, invalid=twice)
        known = self.connection()
        self.test.setEnabled(known is not None and self._task is None)
        if self._task is not None:
            self.say(f"{CONNECTING} …", "muted", acceptable=False)
        elif twice:
            words = translate("database", "Another connection has this name.")
            self.say(words, "error", acceptable=False)
        elif known is None:
            words = translate("database", "Enter a name, the server and the database.")
            self.say(words, "muted", acceptable=False)
        else:
            self.say("", "muted", acceptable=True)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        title = translate("database", "Connection to a database")
        self.setWindowTitle(title)
        self.question.setText(title)
        self.explanation.setText(
            translate(
                "database",
                "A PostgreSQL database with PostGIS. The password goes to the keyring of this "
                "system, never into plans or settings; leave it empty to keep the one that is "
                "there.",
            )
        )
        words = (
            translate("database", "Name"),
            translate("database", "Server"),
            translate("database", "Port"),
            translate("database", "Database"),
            translate("database", "User"),
            translate("database", "Password"),
            translate("database", "Encryption"),
        )
        for label, field, word in zip(self.labels, self._fields(), words, strict=True):
            label.setText(word)
            field.setAccessibleName(word)
        for row, mode in enumerate(_MODES):
            self.sslmode.setItemText(row, _mode_words(mode))
        self.test.setText(translate("database", "Test"))
        self.accept_button.setText(translate("database", "Save"))
        self._judge()


def _mode_words(mode: SslMode) -> str:
    return {
        "prefer": translate("database", "if the server can (prefer)"),
        "require": translate("database", "always (require)"),
        "verify-ca": translate("database", "always, certificate checked (verify-ca)"),
        "verify-full": translate("database", "always, certificate and name checked (verify-full)"),
        "disable": translate("database", "never (disable)"),
    }[mode]
