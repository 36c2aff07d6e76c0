"""A quick start: the map's engine and the libraries for the data are loaded at the same time."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Signal

ROOMS: Final = ("planviewer.app.session", "planviewer.app.inspect", "planviewer.app.outputs")
"""What takes long to import (geopandas and pandas behind it) and needs no widget."""


class _Load(QObject):
    """Imports in a thread; ``done`` carries the error, if any, to the thread that waits."""

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.thread_ = threading.Thread(target=self._run, name="planviewer-load", daemon=True)

    def _run(self) -> None:
        try:
            for room in ROOMS:
                import_module(room)
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            self.done.emit(error)
        else:
            self.done.emit(None)


def load_libraries() -> None:
    """Import the rooms that need time, while the event loop serves the page that is loading."""
    loop = QEventLoop()
    load = _Load()
    outcome: list[BaseException | None] = []

    def finish(error: BaseException | None) -> None:
        outcome.append(error)
        loop.quit()

    load.done.connect(finish)
    load.thread_.start()
    if not outcome:
        loop.exec()
    load.thread_.join()
    if outcome[0] is not None:
        raise outcome[0]
