"""The person's connections: one is chosen, others are added, changed, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from planviewer.app.tables import server_of
from planviewer.app.tasks import Tasks
from planviewer.i18n import Message, translate
from planviewer.model.database import SavedConnection
from planviewer.ui.base import SPACE, Panel
from planviewer.ui.databases.connection_dialog import ConnectionDialog

Connections = tuple[SavedConnection, ...]


class ConnectionBar(Panel):
    """A row to choose from.

    Signals
    -------
    chosen()
        Another connection is chosen, or the same one leads elsewhere now.
    changed(connections)
        These are to be kept.
    password_kept(where)
        A password was typed along, and is kept in "keyring" or "session" now.
    """

    chosen = Signal()
    changed = Signal(object)
    password_kept = Signal(str)

    def __init__(self, connections: Connections, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.connections = connections
        self.label, self.combo = QLabel(), QComboBox()
        self.add, self.change, self.remove = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.label)
        row.addWidget(self.combo, 1)
        for button in (self.add, self.change, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.label.setBuddy(self.combo)
        self.combo.activated.connect(lambda _row: self.chosen.emit())
        self.add.clicked.connect(lambda _checked: self.ask_new())
        self.change.clicked.connect(lambda _checked: self._ask_change())
        self.remove.clicked.connect(lambda _checked: self._remove())
        self._show(0)
        self.speak()

    @property
    def current(self) -> SavedConnection | None:
        """The connection that is chosen."""
        row = self.combo.currentIndex()
        return self.connections[row] if 0 <= row < len(self.connections) else None

    def choose(self, connection: SavedConnection) -> None:
        """Choose a connection, as a person would."""
        self.combo.setCurrentIndex(self.connections.index(connection))
        self.chosen.emit()

    # --- changing -----------------------------------------------------------------------------
    def ask_new(self, given: SavedConnection | None = None) -> ConnectionDialog:
        """Ask for another connection; ``given`` is what it may be."""
        return self._ask(self.connections, given, lambda made: (*self.connections, made))

    def _ask_change(self) -> None:
        old = self.current
        if old is not None:
            others = tuple(x for x in self.connections if x is not old)
            self._ask(
                others, old, lambda made: tuple(made if x is old else x for x in self.connections)
            )

    def _ask(
        self,
        others: Connections,
        given: SavedConnection | None,
        put: Callable[[SavedConnection], Connections],
    ) -> ConnectionDialog:
        names = [other.name for other in others]
        dialog = ConnectionDialog(self._tasks, names, given, self)
        dialog.accepted.connect(lambda: self._take(dialog.connection(), dialog.password(), put))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _take(
        self,
        made: SavedConnection | None,
        password: str,
        put: Callable[[SavedConnection], Connections],
    ) -> None:
        if made is None:
            return
        self._keep(put(made))
        self.combo.setCurrentIndex(self.connections.index(made))
        if not password:
            self.chosen.emit()
            return
        from planviewer.reading.postgis.connection import keep_password  # noqa: PLC0415

        address = server_of(made)
        title = Message("database", "Keeping the password")
        task = self._tasks.run(title, lambda _p: keep_password(address, password), lane="database")
        task.finished.connect(self.password_kept)
        task.ended.connect(self.chosen)

    def _remove(self) -> None:
        gone = self.current
        if gone is not None:
            self._keep(tuple(x for x in self.connections if x is not gone))
            self.chosen.emit()

    def _keep(self, connections: Connections) -> None:
        """Use these connections; passwords of servers that none leads to are forgotten."""
        before = {server_of(x) for x in self.connections}
        lost = before - {server_of(x) for x in connections}
        self.connections = connections
        self._show(self.combo.currentIndex())
        self.changed.emit(connections)
        if lost:
            from planviewer.reading.postgis.connection import forget_password  # noqa: PLC0415

            def work(_progress: object) -> None:
                for address in lost:
                    forget_password(address)

            self._tasks.run(Message("database", "Keeping the password"), work, lane="database")

    def _show(self, row: int) -> None:
        self.combo.clear()
        self.combo.addItems([f"{x.name} – {x.place}" for x in self.connections])
        self.combo.setCurrentIndex(min(max(row, 0), len(self.connections) - 1))
        for widget in (self.combo, self.change, self.remove):
            widget.setEnabled(bool(self.connections))

    @property
    def fields(self) -> Sequence[QWidget]:
        """The controls in the order of Tab."""
        return (self.combo, self.add, self.change, self.remove)

    @override
    def retranslate(self) -> None:
        self.label.setText(translate("database", "Connection"))
        self.combo.setAccessibleName(self.label.text())
        self.add.setText(translate("database", "New…"))
        self.change.setText(translate("database", "Change…"))
        self.remove.setText(translate("database", "Remove"))
