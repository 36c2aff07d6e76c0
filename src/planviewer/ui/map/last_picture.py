"""A picture that lies over the map while there is none; in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class LastPicture(QWidget):
    """Covers a widget with the picture there is for its size, if any.

    Signals
    -------
    painted()
        The picture is seen, for the first time.
    """

    painted = Signal()

    def __init__(self, over: QWidget, find: Callable[[QSize], QImage | None]) -> None:
        super().__init__(over)
        self._find = find
        self._image: QImage | None = None
        self._looked_for: QSize | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.resize(over.size())
        over.installEventFilter(self)
        self.show()
        self.raise_()

    @property
    def has_picture(self) -> bool:
        """Whether anything is seen."""
        return self._image is not None

    def pixels(self) -> QSize:
        """Return the size in pixels of the screen."""
        return (self.size().toSizeF() * self.devicePixelRatioF()).toSize()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._looked_for != self.pixels():  # only now the window has its size
            self._looked_for = self.pixels()
            self._image = self._find(self._looked_for)
            if self._image is not None:
                self._image.setDevicePixelRatio(self.devicePixelRatioF())
                QTimer.singleShot(0, self, self.painted.emit)
        if self._image is not None:
            QPainter(self).drawImage(0, 0, self._image)
