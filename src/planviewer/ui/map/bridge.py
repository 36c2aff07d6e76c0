"""The channel to the page: the only module that talks to its script."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage

from planviewer.errors import MapMessageInvalid
from planviewer.web.messages import FitBounds, FromPage, SetView, ToPage, parse

_log = logging.getLogger(__name__)


class _Port(QObject):
    """What the page sees: one signal to hear, one slot to speak."""

    sent = Signal(int, list)
    heard = Signal(str)

    @Slot(str)
    def receive(self, text: str) -> None:
        self.heard.emit(text)


class Bridge(QObject):
    """Sends and receives typed messages.

    Messages are numbered; the page reports the number of the last one it has put on the screen.
    What is said in one turn of the event loop arrives together: a picture that changes and a view
    that moves are one new picture then, and nothing is drawn for the moment between them. A view
    that moves goes out before widgets are painted, with all that was said until then.

    Signals
    -------
    received(FromPage)
        A message of the page.
    invalid(PlanviewerError)
        The page sent something that is none.
    """

    received = Signal(object)
    invalid = Signal(object)
    _moves = Signal()

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
        self.serial = 0
        self._port = _Port(self)
        self._waiting: list[str] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._deliver)
        self._moves.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._port.heard.connect(self._hear)
        channel = QWebChannel(self)
        channel.registerObject("bridge", self._port)
        page.setWebChannel(channel)

    def send(self, message: ToPage) -> None:
        """Send a message to the page, which must be ready, at the end of this turn."""
        self.serial += 1
        self._waiting.append(message.model_dump_json())
        if isinstance(message, (SetView, FitBounds)):
            self._moves.emit()  # before the widgets are painted: the page works meanwhile
        elif not self._soon.isActive():
            self._soon.start()

    def forget(self) -> None:
        """Drop what waits: the page it was meant for is gone."""
        self._soon.stop()
        self._waiting = []

    def _deliver(self) -> None:
        self._soon.stop()
        texts, self._waiting = self._waiting, []
        if not texts:
            return
        self._port.sent.emit(self.serial, texts)

    def _hear(self, text: str) -> None:
        try:
            message: FromPage = parse(text)
        except MapMessageInvalid as error:
            _log.error("%s", error)
            self.invalid.emit(error)
            return
        self.received.emit(message)
