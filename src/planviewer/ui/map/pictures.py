"""Telling when the widget's picture of the map is complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from planviewer.ui.map.conversation import Conversation

_LOOK_MS: Final = 4


class Pictures(QObject):
    """Calls back once what was said is drawn by the page and has reached the widget."""

    def __init__(self, page: Conversation) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: list[Callable[[], None]] = []
        page.drawn.connect(self._deliver)

    def when_drawn(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` once, as soon as the picture is complete."""
        self._waiting.append(callback)
        QTimer.singleShot(0, self, self._deliver)

    def stop(self) -> None:
        """Call nobody any more."""
        self._waiting.clear()

    def _deliver(self) -> None:
        if not self._waiting or not self._page.is_drawn:
            return  # the next "drawn" comes back here
        if self._page.is_presented:
            waiting, self._waiting = self._waiting, []
            for callback in waiting:
                callback()
        else:
            QTimer.singleShot(_LOOK_MS, self, self._deliver)
