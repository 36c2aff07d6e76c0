"""The way to the sheet window: what draws sheets is loaded when one is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow
    from planviewer.ui.sheet.controller import SheetController


class SheetOpener(QObject):
    """What the commands of the main window call."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._controller: SheetController | None = None

    @property
    def controller(self) -> SheetController:
        """Who runs the sheet window."""
        if self._controller is None:
            from planviewer.ui.sheet.controller import SheetController  # noqa: PLC0415  off the start path

            self._controller = SheetController(self._window)
        return self._controller

    def open_view(self) -> None:
        """Show the sheet of what the map shows."""
        self.controller.open("view")

    def open_selected(self) -> None:
        """Show the sheet of what is selected: a zone, a site, or features."""
        self.controller.open(self.selected_key() or "view")

    def open_series(self) -> None:
        """Show the series of all sheets."""
        self.controller.open("plan", ("all", None))

    def close(self) -> None:
        """Close the sheet window, if it is open."""
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
