"""Layers follow their files: changed on disk, a layer is read again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planviewer.app.session import Session
from planviewer.app.watching import FileWatcher
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.model.layer import DatabaseSource, Layer, StoredSource
from planviewer.reading.plans import data_path


class Reloader(QObject):
    """Watches the files of the open plan.

    ``told(message)`` says that a layer was read again, ``failed(error)`` why it could not be; its
    features from before stay then.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, watcher: FileWatcher | None = None) -> None:
        super().__init__(session)
        self._session = session
        self.watcher = watcher or FileWatcher(self)
        self.watcher.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.plan_changed.connect(lambda _old, _new: self._follow())

    def _opened(self) -> None:
        supply = self._session.supply
        supply.reloaded.connect(self._reloaded)
        supply.reload_failed.connect(lambda _layer, error: self.failed.emit(error))
        self.watcher.watch(())
        self._follow()

    def _follow(self) -> None:
        self.watcher.watch(self._files())

    def _files(self) -> dict[Path, list[str]]:
        """Return the layers by the file they are read from."""
        found: dict[Path, list[str]] = {}
        for layer in self._session.plan.file_layers:
            path = self._path(layer)
            if path is not None:
                found.setdefault(path, []).append(layer.id)
        return found

    def _path(self, layer: Layer) -> Path | None:
        if not isinstance(layer.source, StoredSource):
            return None
        try:
            return data_path(self._session.path, layer.source)
        except PlanviewerError:
            return None

    def _changed(self, path: Path) -> None:
        self._session.supply.reload(self._files().get(path, ()))

    def _reloaded(self, layer_id: str, before: int, now: int) -> None:
        names = {
            "name": self._session.plan.layer(layer_id).title,
            "before": before,
            "now": now,
        }
        if isinstance(self._session.plan.layer(layer_id).source, DatabaseSource):
            self.told.emit(
                Message("reload", "{name} was read again: {now} features, before {before}.", names)
            )
            return
        self.told.emit(
            Message(
                "reload",
                "{name} changed on disk and was read again: {now} features, before {before}.",
                names,
            )
        )
