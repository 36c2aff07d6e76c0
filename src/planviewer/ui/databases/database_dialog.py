"""Open tables from a database: choose a connection, look through its tables, add some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n, pace
from planviewer.app.adding_tables import source_of
from planviewer.app.tables import server_of
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.errors import DatabasePasswordNeeded, PlanviewerError
from planviewer.i18n import translate
from planviewer.model.layer import DatabaseSource
from planviewer.ui.base import SPACE
from planviewer.ui.databases.condition_row import ConditionRow
from planviewer.ui.databases.connection_bar import ConnectionBar, Connections
from planviewer.ui.databases.password_dialog import PasswordDialog
from planviewer.ui.databases.table_model import FilteredTables, TableModel
from planviewer.ui.databases.words import CONNECTING, where_kept
from planviewer.ui.dialogs.frame import AskDialog


class DatabaseDialog(AskDialog):
    """Ask which tables of which database; ``sources()`` are they once accepted."""

    fits_content = False

    def __init__(
        self, connections: Connections, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._needs_password = False
        self._state: tuple[str, str] = ("", "muted")
        self.bar = ConnectionBar(connections, tasks, self)
        self.search, self.table = QLineEdit(), QTableView()
        self.model = TableModel(self)
        self.shown = FilteredTables(self.model, self)
        self.conditions = ConditionRow(self)
        self.progress, self.stop, self.enter = QProgressBar(), QPushButton(), QPushButton()
        self._lay_out()
        self._wire()
        self.resize(880, 600)
        self.speak()
        self.order(
            *self.bar.fields,
            self.search,
            self.table,
            *self.conditions.fields,
            self.stop,
            self.enter,
        )
        self.refresh()

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.table.setModel(self.shown)
        self.table.setProperty("framed", "true")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setSortingEnabled(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        for button in (self.stop, self.enter):
            button.setAutoDefault(False)
        waiting = QHBoxLayout()
        waiting.setSpacing(SPACE)
        waiting.addWidget(self.progress, 1)
        waiting.addWidget(self.stop)
        for part in (self.bar, self.search):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.conditions)
        self.body.addLayout(waiting)
        self.buttons.insertWidget(0, self.enter)

    def _wire(self) -> None:
        self.bar.chosen.connect(self.refresh)
        self.bar.password_kept.connect(self._password_kept)
        self.search.textChanged.connect(self.shown.want)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())
        self.table.doubleClicked.connect(lambda _index: self._add_now())
        self.conditions.changed.connect(self._judge)
        self.stop.clicked.connect(self._stop)
        self.enter.clicked.connect(self.ask_password)
        self.shown.modelReset.connect(self._chosen_changed)

    # --- listing ------------------------------------------------------------------------------
    def refresh(self) -> None:
        """List the tables of the chosen connection anew, in the background."""
        self._forget()
        self.model.show_tables(())
        connection = self.bar.current
        if connection is None:
            words = translate("database", "No connection is saved yet. Make one with “New…”.")
            self._tell(words, "muted")
            return
        address = server_of(connection)

        def work(progress: Progress) -> Any:
            from planviewer.reading.postgis.tables import list_tables  # noqa: PLC0415  off the start path

            with pace.listening(progress):
                return list_tables(address)

        self._task = self._tasks.run(CONNECTING, work, lane="database")
        self._task.finished.connect(self._listed)
        self._task.failed.connect(self._failed)
        self._tell(f"{CONNECTING} …", "muted")

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._needs_password = None, False

    def _stop(self) -> None:
        self._forget()
        self._tell(translate("database", "Stopped."), "muted")

    def _listed(self, tables: Any) -> None:
        self._task = None
        self.model.show_tables(tables)
        self.table.resizeColumnsToContents()
        if tables:
            self.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
            self.table.selectRow(0)
            self._tell("", "muted")
        else:
            words = translate(
                "database",
                "There are no tables with places that “{user}” may read. Ask whoever keeps the "
                "database for the right to read them.",
            )
            current = self.bar.current
            self._tell(words.format(user=current.user if current else ""), "warning")

    def _failed(self, error: PlanviewerError) -> None:
        self._task = None
        self._needs_password = isinstance(error, DatabasePasswordNeeded)
        words = str(error)
        if self._needs_password:
            words = translate(
                "database", "The server asks for a password, and there is none or a wrong one."
            )
        self._tell(words, "error")

    # --- passwords ----------------------------------------------------------------------------
    def ask_password(self) -> None:
        """Ask for the password of the chosen connection, and go on when the server takes it."""
        if self.bar.current is None:
            return
        dialog = PasswordDialog(self.bar.current, self._tasks, self)
        dialog.kept.connect(self._password_kept)
        dialog.accepted.connect(self.refresh)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _password_kept(self, kept: Any) -> None:
        self.explanation.setText(where_kept(kept))
        self.make_room()

    # --- choosing -----------------------------------------------------------------------------
    def sources(self) -> tuple[DatabaseSource, ...]:
        """Return the tables that are chosen."""
        connection, where = self.bar.current, self.conditions.conditions()
        if connection is None:
            return ()
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        chosen = [source_of(connection, self.shown.table_at(row)) for row in rows]
        return tuple(source.changed(where=where) for source in chosen)

    def _chosen_changed(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        one: Sequence[str] = self.shown.table_at(rows[0].row()).fields if len(rows) == 1 else ()
        self.conditions.offer(one)
        self._judge()

    def _add_now(self) -> None:
        if self.accept_button.isEnabled():
            self.accept()

    def _tell(self, words: str, role: str) -> None:
        """Say how the listing stands."""
        self._state = (words, role)
        waiting = self._task is not None
        self.progress.setVisible(waiting)
        self.stop.setVisible(waiting)
        self.enter.setVisible(self._needs_password)
        self._judge()

    def _judge(self) -> None:
        words, role = self._state
        count = len(self.sources())
        if not words:
            words = translate("database", "Chosen: {count} of {total} tables").format(
                count=i18n.number(count), total=i18n.number(len(self.model.tables))
            )
        self.say(words, role, acceptable=count > 0)

    @override
    def done(self, result: int) -> None:
        """Close; a listing still going on is stopped."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        title = translate("database", "Open from a database")
        self.setWindowTitle(title)
        self.question.setText(title)
        self.explanation.setText(
            translate(
                "database",
                "Tables and views of PostGIS with places. Large ones are read by view: only what "
                "the map shows.",
            )
        )
        hint = translate("database", "Part of a name")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.table.setAccessibleName(translate("database", "Tables of the database"))
        self.progress.setAccessibleName(str(CONNECTING))
        self.stop.setText(translate("database", "Stop"))
        self.enter.setText(translate("database", "Enter the password…"))
        self.accept_button.setText(translate("database", "Add as layers"))
        self.model.retranslate()
        self.table.resizeColumnsToContents()
        self._judge()
