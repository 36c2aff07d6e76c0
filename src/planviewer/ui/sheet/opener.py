"""The way to the sheet window: what draws sheets is loaded when one is first asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from planviewer.i18n import Message
from planviewer.ui.sheet.rooms import BETWEEN_MS, Rooms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planviewer.ui.main_window import MainWindow
    from planviewer.ui.sheet.controller import SheetController
    from planviewer.ui.sheet.offers import SeriesKey

_CONTROLLER: Final = "planviewer.ui.sheet.controller"
_PARTS: Final = (
    "planviewer.app.sheeting.preview",
    "planviewer.ui.sheet.panel",
    "planviewer.ui.sheet.dialog",
    "planviewer.ui.sheet.giving",
    _CONTROLLER,
)
_MADE: Final = object()


class SheetOpener(QObject):
    """What the commands of the main window call."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._controller: SheetController | None = None
        self._asked: tuple[str, SeriesKey | None] | None = None
        self._steps: Iterator[None] | None = None
        self._rooms = Rooms(self, *_PARTS)
        self._step = QTimer(self, interval=BETWEEN_MS)
        self._step.timeout.connect(self._go_on)

    @property
    def controller(self) -> SheetController:
        """Who runs the sheet window."""
        if self._controller is None:
            from planviewer.ui.sheet.controller import SheetController  # noqa: PLC0415  off the start path

            self._controller = SheetController(self._window)
        return self._controller

    def open_view(self) -> None:
        """Show the sheet of what the map shows."""
        self._open("view")

    def open_selected(self) -> None:
        """Show the sheet of what is selected: a zone, a site, or features."""
        self._open(self.selected_key() or "view")

    def open_series(self) -> None:
        """Show the series of all sheets."""
        self._open("plan", ("all", None))

    def _open(self, subject: str, series: SeriesKey | None = None) -> None:
        """Open the window; the first time its parts are loaded in the background."""
        self._asked = (subject, series)
        if _CONTROLLER in sys.modules:
            self._make()
            return
        title = Message("sheet window", "Preparing the sheet")
        self._rooms.begin()
        task = self._session.tasks.run(title, self._rooms.await_all)
        task.finished.connect(lambda _none: self._make())
        task.failed.connect(self._window.say)

    def _make(self) -> None:
        """Have the window made, a step whenever nothing else is to be done."""
        if self._steps is None and self._asked is not None:
            self._steps = self.controller.making()
            self._step.start()

    def _go_on(self) -> None:
        steps, asked = self._steps, self._asked
        if steps is None or asked is None or next(steps, _MADE) is None:
            return
        self._step.stop()
        self._steps = self._asked = None
        self.controller.open(*asked)

    def close(self) -> None:
        """Close the sheet window, if it is open or about to be."""
        self._step.stop()
        self._steps = self._asked = None
        if self._controller is not None:
            self._controller.close()

    def selected_key(self) -> str | None:
        """Return what is selected as a subject (see `offers`), None if nothing is."""
        zones = {layer.id for layer in self._session.plan.zone_layers}
        ids = self._session.selection.layer_ids
        if len(ids) == 1 and ids[0] in zones:
            return f"zone:{ids[0]}"
        site = self._window.sites.selected_site()
        if site is not None and site.place is not None:
            return f"site:{site.id}"
        return "selection" if self._session.selection else None
