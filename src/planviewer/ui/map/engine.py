"""Starting the engine, whose processes take a while to come up."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
from PySide6.QtWebEngineWidgets import QWebEngineView


@cache
def start_engine() -> None:
    """Start the engine's processes, while other threads of Python's go on.

    The first profile starts them and waits until they are there. A call from here would have every
    other thread wait as well, those that import libraries among them; what Qt delivers does not:
    any slot of a view makes a page, and with it a profile (one that keeps nothing on disk).
    """
    view = QWebEngineView()
    QMetaObject.invokeMethod(view, "stop", Qt.ConnectionType.QueuedConnection)
    QCoreApplication.sendPostedEvents(view, 0)
