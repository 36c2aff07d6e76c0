"""News of data for the panels, after the map at the start."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from planviewer.app.session import Session
from planviewer.ui.map.map_view import MapView

PATIENCE_MS: Final = 500
"""How long the panels wait for a map that does not come."""


class DataNews(QObject):
    """Tells the panels that data came; the first time when the map has drawn them.

    Who starts the program waits for the map. Rows, symbols and details that are worked out while
    its page asks for tiles would hold it up by a tenth of a second.

    Signals
    -------
    came()
        The session has other data than before.
    """

    came = Signal()

    def __init__(self, session: Session, view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._map_goes_first = True
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell)
        session.data_changed.connect(lambda _ids: self._follow())
        view.drawn.connect(self._picture_came)

    @property
    def pending(self) -> bool:
        """Whether data came that the panels have not been told of."""
        return self._patience.isActive()

    def _follow(self) -> None:
        if not self._map_goes_first:
            self.came.emit()
        elif not self.pending:
            self._patience.start()

    def _picture_came(self) -> None:
        if self.pending:
            self._tell()
        elif self._session.waits:
            self._view.when_drawn(self._picture_shown)

    def _picture_shown(self) -> None:
        if self._session.map_shown():
            self._map_goes_first = False  # what comes now looks as the map does

    def _tell(self) -> None:
        self._patience.stop()
        self._map_goes_first = False
        self.came.emit()
