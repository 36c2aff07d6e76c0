"""The middle of the window, and how the three columns stand beside each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planviewer.ui.base import SPACE
from planviewer.ui.empty_hint import WIDTH as HINT_WIDTH
from planviewer.ui.empty_hint import EmptyHint
from planviewer.ui.map.map_view import MapView
from planviewer.ui.messages import MessageBar

LEFT_WIDTH, RIGHT_WIDTH = 310, 290
LEAST_LEFT, LEAST_RIGHT = 260, 250
MESSAGE_WIDTH = 560
"""Longer lines are hard to read."""
BUTTONS_WIDTH = 56
"""What the map's own buttons take at its right."""
_ANOTHER_SIZE = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Show})


class MapColumn(QWidget):
    """The map, and the messages floating over it.

    The map keeps its size whatever is said: another size would fit the view anew. Its buttons, at
    the top right, stay free.
    """

    def __init__(self, map_view: MapView, messages: MessageBar) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(map_view)
        self._messages = messages
        messages.setParent(self)
        messages.installEventFilter(self)
        self.hint = EmptyHint(self)
        self.hint.installEventFilter(self)
        messages.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the messages in their place."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for a message that came, went or has another text."""
        if watched in (self._messages, self.hint) and event.type() in _ANOTHER_SIZE:
            self._place()
        return super().eventFilter(watched, event)

    def show_hint(self, *, shown: bool) -> None:
        """Say in the middle of the map what to do next, or no longer."""
        self.hint.setVisible(shown)
        self._place()

    def _place(self) -> None:
        wide = min(self.width() - 2 * SPACE, HINT_WIDTH)
        high = self.hint.height_for(wide)
        self.hint.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)
        free = self.width() - SPACE - BUTTONS_WIDTH
        width = max(min(free, MESSAGE_WIDTH), 0)
        height = min(self._messages.height_for(width), self.height() - 2 * SPACE)
        self._messages.setGeometry(SPACE + (free - width) // 2, SPACE, width, max(height, 0))


def beside(left: QWidget, middle: QWidget, right: QWidget) -> QSplitter:
    """Return the three columns side by side; only the middle one grows with the window."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget, stretch in ((left, 0), (middle, 1), (right, 0)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(splitter.count() - 1, stretch)
    left.setMinimumWidth(LEAST_LEFT)
    right.setMinimumWidth(LEAST_RIGHT)
    splitter.setSizes([LEFT_WIDTH, 700, RIGHT_WIDTH])
    return splitter
