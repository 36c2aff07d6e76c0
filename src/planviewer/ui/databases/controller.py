"""Databases in the window: tables are added, connected again, read anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planviewer.app.table_words import not_all
from planviewer.app.tables import is_part
from planviewer.app.tasks import Progress
from planviewer.errors import CrsMissing, DatabaseError, DatabasePasswordNeeded, PlanviewerError
from planviewer.i18n import Message
from planviewer.model.database import SavedConnection, known_connection
from planviewer.model.layer import DatabaseSource, Layer

if TYPE_CHECKING:
    from planviewer.app.history import History
    from planviewer.app.new_layers import NewLayer
    from planviewer.model.plan import Plan
    from planviewer.reading.postgis.connection import Kept
    from planviewer.ui.databases.connection_bar import Connections
    from planviewer.ui.databases.connection_dialog import ConnectionDialog
    from planviewer.ui.databases.database_dialog import DatabaseDialog
    from planviewer.ui.databases.password_dialog import PasswordDialog
    from planviewer.ui.main_window import MainWindow


class DatabaseController(QObject):
    """Carries out what the window does with databases."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._cut: set[str] = set()
        """Layers of which it was said that not all is shown."""
        self._session.opened.connect(self._cut.clear)
        self._session.data_changed.connect(self._data_changed)

    @property
    def connections(self) -> Connections:
        """The person's connections, with those that another window has added since."""
        return self._window.look.kept().connections

    def keep(self, connections: Connections) -> None:
        """Keep these connections for this and later sessions."""
        self._window.look.change_settings(connections=connections)

    # --- adding -------------------------------------------------------------------------------
    def ask(self) -> DatabaseDialog:
        """Ask for tables of a database, and add them as layers."""
        from planviewer.ui.databases.database_dialog import DatabaseDialog  # noqa: PLC0415

        dialog = DatabaseDialog(self.connections, self._session.tasks, self._window)
        dialog.bar.changed.connect(self.keep)
        dialog.accepted.connect(lambda: self.add(dialog.sources()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def add(self, sources: Sequence[DatabaseSource]) -> None:
        """Read tables in the background and add them as layers on top."""
        from planviewer.app.adding_tables import read_new_tables  # noqa: PLC0415  off the start path

        history, plan = self._session.history, self._session.plan
        view, taken = self._window.visible_bounds(), frozenset(x.id for x in plan.layers)

        def work(progress: Progress) -> list[NewLayer]:
            return read_new_tables(
                sources, view, number=len(plan.layers), taken=taken, progress=progress
            )

        names = ", ".join(source.table for source in sources)
        title = Message("session", "Opening {name}", {"name": names})
        task = self._session.tasks.run(title, work, lane="database")
        task.finished.connect(lambda added: self._added(added, history, names))
        task.failed.connect(lambda error: self._not_added(error, sources))

    def _added(self, added: list[NewLayer], history: History[Plan], names: str) -> None:
        before = {layer.id for layer in self._session.plan.layers}
        self._session.add_layers(added, history, Path(names))
        new = [x for x in self._session.plan.database_layers if x.id not in before]
        parts = [layer for layer in new if is_part(self._session.data, layer.id)]
        self._window.maps.bring_layers_into_view(x.id for x in new if x not in parts)
        for layer in parts:
            self._tell_if_elsewhere(layer)

    def _tell_if_elsewhere(self, layer: Layer) -> None:
        """Offer to go where a large table lies, if nothing of it is in view."""
        frame = self._session.data.store.frame(layer.id)
        if frame is None or len(frame):
            return
        text = Message("database", "Nothing of {name} lies in view.", {"name": layer.title})
        go = (Message("database", "Go there"), lambda: self._window.maps.zoom_to_layer(layer.id))
        self._window.messages.show_message(text, "info", go)

    def _not_added(self, error: PlanviewerError, sources: Sequence[DatabaseSource]) -> None:
        """Ask for what is missing and begin again, or say what is wrong."""
        if isinstance(error, CrsMissing):
            asked = str(error.values["path"])

            def again(crs: str) -> None:
                self.add([x.changed(crs=crs) if x.title == asked else x for x in sources])

            self._window.files.adding.ask_crs(Path(asked), error, lambda choice: again(choice.code))
        elif isinstance(error, DatabasePasswordNeeded):
            self._ask_password(sources[0].connection).accepted.connect(lambda: self.add(sources))
        else:
            self._window.say(error)

    # --- what the layers say ------------------------------------------------------------------
    def _data_changed(self, layer_ids: Iterable[str]) -> None:
        wanted = set(layer_ids)
        for layer in self._session.plan.database_layers:
            if layer.id in wanted:
                self._look_at(layer)

    def _look_at(self, layer: Layer) -> None:
        entry = self._session.data.store.entry(layer.id)
        if isinstance(entry.error, DatabaseError):
            connect = (Message("database", "Connect…"), lambda: self.connect_layer(layer.id))
            self._window.messages.show_message(entry.error.message, "error", connect)
        features = entry.features
        if features is None or features.part is None or layer.id in self._cut:
            return
        if not features.part.complete:
            self._cut.add(layer.id)  # once: the list of layers goes on saying it
            count = len(features.frame)
            self._window.messages.show_message(not_all(layer.title, count), "info")

    # --- connecting again ---------------------------------------------------------------------
    def current(self) -> Layer | None:
        """Return the chosen layer if it is a table of a database."""
        if not self._session.has_plan:
            return None
        layer = self._window.layer_panel.current_layer()
        return layer if layer is not None and isinstance(layer.source, DatabaseSource) else None

    def has_layer(self) -> bool:
        """Whether a table of a database is chosen."""
        return self.current() is not None

    def read_again(self) -> None:
        """Read the current table anew."""
        layer = self.current()
        if layer is not None:
            self._session.supply.reload([layer.id])

    def connect_current(self) -> None:
        """Ask how the database of the current layer is reached."""
        layer = self.current()
        if layer is not None:
            self.connect_layer(layer.id)

    def connect_layer(self, layer_id: str) -> ConnectionDialog | PasswordDialog | None:
        """Ask for what is missing to reach the database of a layer: connection or password."""
        layer = next((x for x in self._session.plan.layers if x.id == layer_id), None)
        if layer is None or not isinstance(layer.source, DatabaseSource):
            return None
        wanted = layer.source.connection
        known = known_connection(wanted, self.connections)
        error = self._session.data.store.entry(layer_id).error
        if known is not None and isinstance(error, DatabasePasswordNeeded):
            dialog = self._ask_password(known)
            dialog.accepted.connect(lambda: self._read_all_of(wanted))
            return dialog
        return self._ask_connection(wanted, known)

    def _ask_connection(
        self, wanted: SavedConnection, known: SavedConnection | None
    ) -> ConnectionDialog:
        from planviewer.ui.databases.connection_dialog import ConnectionDialog  # noqa: PLC0415

        others = tuple(x for x in self.connections if x != known)
        names = [x.name for x in others]
        dialog = ConnectionDialog(self._session.tasks, names, known or wanted, self._window)
        dialog.accepted.connect(
            lambda: self._connected(dialog.connection(), dialog.password(), others, wanted)
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _connected(
        self,
        made: SavedConnection | None,
        password: str,
        others: Connections,
        wanted: SavedConnection,
    ) -> None:
        if made is None:
            return
        self.keep((*others, made))
        if not password:
            self._read_all_of(wanted)
            return
        from planviewer.app.tables import server_of  # noqa: PLC0415
        from planviewer.reading.postgis.connection import keep_password  # noqa: PLC0415

        address, title = server_of(made), Message("database", "Keeping the password")
        task = self._session.tasks.run(
            title, lambda _progress: keep_password(address, password), lane="database"
        )
        task.finished.connect(self._password_kept)
        task.ended.connect(lambda: self._read_all_of(wanted))

    def _ask_password(self, connection: SavedConnection) -> PasswordDialog:
        from planviewer.ui.databases.password_dialog import PasswordDialog  # noqa: PLC0415

        dialog = PasswordDialog(connection, self._session.tasks, self._window)
        dialog.kept.connect(self._password_kept)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _password_kept(self, kept: Kept) -> None:
        from planviewer.ui.databases.words import NO_KEYRING  # noqa: PLC0415

        if kept == "session":
            self._window.warn(NO_KEYRING)

    def _read_all_of(self, connection: SavedConnection) -> None:
        """Read the layers of a database that can be reached now."""
        self._window.messages.clear()
        self._session.supply.reload(
            layer.id
            for layer in self._session.plan.database_layers
            if isinstance(layer.source, DatabaseSource)
            and layer.source.connection.leads_to(connection)
        )
