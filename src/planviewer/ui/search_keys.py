"""A list is searched by a field above it: the keyboard stays in the field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget
from typing_extensions import override

_MOVES: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchKeys(QObject):
    """Arrow keys in a search field move through a list; lives as long as the field."""

    def __init__(self, search: QLineEdit, found: QListWidget) -> None:
        super().__init__(search)
        self._found = found
        search.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in _MOVES:
                self._found.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
