"""Docks that stand in the place of the details: both do not fit a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from planviewer.ui.dock import Dock
    from planviewer.ui.main_window import MainWindow


class SideDocks(QObject):
    """Shows docks at the right; the details come back when the last one is gone."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[Dock] = []
        self._details_shown = True

    def show(self, dock: Dock, width: int) -> None:
        """Show a dock, of several as tabs."""
        window = self._window
        if dock not in self._shown:
            if not self._shown:
                self._details_shown = window.right.isVisible()
                window.right.hide()
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            if self._shown:
                window.tabifyDockWidget(self._shown[-1], dock)
            self._shown.append(dock)
            dock.show()
            window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        dock.raise_()
        window.actions_.refresh()

    def hide(self, dock: Dock) -> None:
        """Hide a dock."""
        dock.hide()
        if dock in self._shown:
            self._shown.remove(dock)
            self._window.removeDockWidget(dock)
            if not self._shown:
                self._window.right.setVisible(self._details_shown)
        self._window.actions_.refresh()
