"""What draws sheets, a third of a second to import: loaded when a sheet is first asked for.

Whatever makes classes of Qt's is imported by the window's thread (`ui.start` says why), a step
whenever nothing else is to be done; the rest in the background.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

from planviewer.app.tasks import Progress

LIBRARIES: Final = ("segno", "pikepdf", "planviewer.app.certifying")
"""What knows nothing of Qt."""
ROOMS: Final = (
    "planviewer.sheets.request",
    "planviewer.app.sheeting.order",
    "planviewer.sheets.pdf_shapes",
    "planviewer.sheets.layout",
    "planviewer.sheets.compose",
    "planviewer.sheets.export",
    "planviewer.app.sheeting.series",
    "planviewer.app.sheeting.series_files",
)
"""What makes classes of Qt's, in steps of some hundredths of a second."""
BETWEEN_MS: Final = 3
"""From one step to the next: with 0 several come in one turn, and the window stands still."""
_LOOK_S: Final = 0.02


class Rooms(QObject):
    """Has them, and ``more``, imported by the window's thread, for work in another one."""

    def __init__(self, parent: QObject, *more: str) -> None:
        super().__init__(parent)
        self._loaded: Future[None] = Future()
        self._left = [*ROOMS, *more]
        self._timer = QTimer(self, interval=BETWEEN_MS)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin to import, if it has not been done."""
        if not self._loaded.done():
            self._timer.start()

    def await_all(self, progress: Progress) -> None:
        """Import in another thread what may be imported there, and wait until all is there.

        Raises
        ------
        Cancelled
            If the person asked to stop; a window that closes does.
        """
        for name in LIBRARIES:
            import_module(name)
        while not wait([self._loaded], timeout=_LOOK_S).done:
            progress.check()
        self._loaded.result()

    def _go_on(self) -> None:
        try:
            import_module(self._left.pop(0))
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            self._timer.stop()
            self._loaded.set_exception(error)
            return
        if not self._left:
            self._timer.stop()
            self._loaded.set_result(None)
