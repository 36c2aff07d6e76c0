"""A quick start: libraries are loaded while the map's engine starts, the page while modules are.

Whatever makes classes of Qt's is imported by the window's thread. PySide keeps what it knows of its
classes in a table (of Python before 3.12) in which Qt looks without Python's lock, and a class that
another thread adds in that moment can end the process.
"""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from planviewer.app import kept_memory, plain_imports
from planviewer.ui.environment import complete_environment

FOR_THE_PAGE: Final = ("planviewer.web.messages", "planviewer.app.settings")
"""What the map's page is told with: pydantic stands behind it."""
LIBRARIES: Final = (
    "planviewer.model.plan",
    "planviewer.web.furniture",
    "shapely",
)
"""What else knows nothing of Qt: numpy, PROJ and GEOS stand behind it."""
ROOMS: Final = (
    "planviewer.app.session",
    "planviewer.app.inspect",
    "planviewer.ui.map_controller",
    "planviewer.ui.layer_controller",
    "planviewer.ui.details_panel",
    "planviewer.ui.sites_panel",
    "planviewer.ui.file_controller",
    "planviewer.ui.databases.controller",
    "planviewer.ui.main_window",
)
"""What the window is made of, in steps between which the page is served."""


@dataclass
class _Start:
    """How far the start has come."""

    for_the_page: Future[None] = field(default_factory=Future)
    libraries: Future[None] = field(default_factory=Future)
    rooms: threading.Event = field(default_factory=threading.Event)


_begun: Final[list[_Start]] = []


def begin(*, map_first: bool = True) -> None:
    """Begin to load libraries in a thread, and after the window what reads the data.

    With ``map_first`` and a map from another time the latter is left to who reads, after the first
    picture. A second call does nothing.
    """
    if _begun:
        return
    gc.disable()  # imports make many objects and no garbage: the collector rests until they are in
    complete_environment()
    plain_imports.restore()
    kept_memory.keep()
    begun = _Start()
    _begun.append(begun)
    threading.Thread(
        target=_import, args=(begun, map_first), name="planviewer-load", daemon=True
    ).start()


def _import(begun: _Start, map_first: bool) -> None:
    for names, future in ((FOR_THE_PAGE, begun.for_the_page), (LIBRARIES, begun.libraries)):
        try:
            for name in names:
                import_module(name)
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            future.set_exception(error)
        else:
            future.set_result(None)
    begun.rooms.wait()
    try:
        from planviewer.app import data_rooms, kept_map  # noqa: PLC0415  not before what it needs

        if not (map_first and kept_map.are_there()):
            data_rooms.load()
    finally:
        gc.freeze()  # what was imported stays: later collections, in the UI thread too, skip it
        gc.enable()


def wait_for_the_page() -> None:
    """Wait for what the page needs. Until it is in, nobody else may import anything with pydantic.

    pydantic loads its parts on demand and in circles: two threads at it get halves of modules.
    """
    begin()
    _begun[0].for_the_page.result()


def load_rooms() -> None:
    """Wait for the libraries and import what the window is made of, while the page is served."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer  # noqa: PLC0415

    wait_for_the_page()
    libraries = _begun[0].libraries
    loop = QEventLoop()
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if libraries.done() else None)
    timer.start()
    if not libraries.done():
        loop.exec()
    timer.stop()
    libraries.result()
    for name in ROOMS:
        import_module(name)
        QCoreApplication.processEvents()
    _begun[0].rooms.set()
