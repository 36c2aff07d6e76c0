"""A quick start: the map's engine and the libraries for the data are loaded at the same time."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from importlib import import_module
from typing import Final

from planviewer.app import kept_memory, plain_imports
from planviewer.ui.environment import complete_environment

ROOMS: Final = ("planviewer.app.session", "planviewer.app.inspect", "planviewer.ui.main_window")
"""What takes long to import: meanwhile the page is served."""
SHARED: Final = ("planviewer.model.plan", "planviewer.web.messages", "planviewer.app.settings")
"""What both threads need of pydantic, which loads its parts on demand and in circles: two threads
at it at once are given halves of modules. It is complete before the second thread begins."""


_begun: Final[list[Future[None]]] = []


def begin(*, map_first: bool = True) -> Future[None]:
    """Begin to import the slow rooms in a thread; the future carries an error of it.

    What reads the data is imported by that thread as well; with ``map_first`` and a map from
    another time that is left to who reads, after the first picture.
    """
    if _begun:
        return _begun[0]
    gc.disable()  # imports make many objects and no garbage: the collector rests until they are in
    complete_environment()
    plain_imports.restore()
    kept_memory.keep()
    for room in SHARED:
        import_module(room)
    future: Future[None] = Future()
    _begun.append(future)
    threading.Thread(
        target=_import, args=(future, map_first), name="planviewer-load", daemon=True
    ).start()
    return future


def _import(future: Future[None], map_first: bool) -> None:
    try:
        for room in ROOMS:
            import_module(room)
    except BaseException as error:  # noqa: BLE001  raised again where it is waited for
        future.set_exception(error)
        return
    future.set_result(None)
    try:
        from planviewer.app import data_rooms, kept_map  # noqa: PLC0415  not before what it needs

        if not (map_first and kept_map.are_there()):
            data_rooms.load()
    finally:
        gc.freeze()  # what was imported stays: later collections, in the UI thread too, skip it
        gc.enable()


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
    future.result()
