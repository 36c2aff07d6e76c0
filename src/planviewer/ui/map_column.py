"""The middle of the window, and how the three columns stand beside each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planviewer.ui.map.map_view import MapView
from planviewer.ui.messages import MessageBar

LEFT_WIDTH, RIGHT_WIDTH = 310, 290
LEAST_LEFT, LEAST_RIGHT = 260, 250


class MapColumn(QWidget):
    """The map with the messages to it."""

    def __init__(self, map_view: MapView, messages: MessageBar) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(messages)
        column.addWidget(map_view, 1)


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
