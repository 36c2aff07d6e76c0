"""A quick start: the map's engine and the libraries for the data are loaded at the same time."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from functools import cache
from importlib import import_module
from typing import Final

from planviewer.app import kept_memory, plain_imports
from planviewer.ui.environment import complete_environment

ROOMS: Final = ("planviewer.app.session", "planviewer.app.inspect", "planviewer.ui.main_window")
"""What takes long to import (geopandas and pandas behind it): meanwhile the page is served."""
SHARED: Final = ("planviewer.model.plan", "planviewer.web.messages", "planviewer.app.settings")
"""What both threads need of pydantic, which loads its parts on demand and in circles: two threads
at it at once are given halves of modules. It is complete before the second thread begins."""


@cache
def begin() -> Future[None]:
    """Begin to import the slow rooms in a thread; the future carries an error of it.

    Imports make many objects and no garbage: the collector, which would look through all of them
    again and again, rests until they are in.
    """
    gc.disable()
    complete_environment()
    plain_imports.restore()
    kept_memory.keep()
    for room in SHARED:
        import_module(room)
    future: Future[None] = Future()
    thread = threading.Thread(target=_import, args=(future,), name="planviewer-load", daemon=True)
    thread.start()
    return future


def _import(future: Future[None]) -> None:
    try:
        for room in ROOMS:
            import_module(room)
    except BaseException as error:  # noqa: BLE001  raised again where it is waited for
        future.set_exception(error)
    else:
        future.set_result(None)


def load_libraries() -> None:
    """Wait for the slow rooms, while the event loop serves the page that is loading."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415  begin() must not wait for Qt

    future = begin()
    loop = QEventLoop()
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if future.done() else None)
    timer.start()
    if not future.done():
        loop.exec()
    gc.freeze()  # what was imported stays: later collections, in the UI thread too, skip it
    gc.enable()
    future.result()
