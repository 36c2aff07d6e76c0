"""A replacement at work: before and after lie on the map, the panel beside it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planviewer.i18n import Message, translate
from planviewer.ui.dock import Dock
from planviewer.ui.replace_panel import ReplacePanel

if TYPE_CHECKING:
    from planviewer.app.history import History
    from planviewer.app.replacing import Replacement
    from planviewer.model.plan import Plan
    from planviewer.model.text import Text
    from planviewer.ui.main_window import MainWindow

WIDTH = 340


class ReplaceController(QObject):
    """Shows one replacement at a time, until it is decided."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.dock: Dock | None = None
        self._session.opened.connect(self.end)

    def show(self, layer_id: str, found: Replacement) -> None:
        """Show before and after, and ask where the new data are from."""
        layer = next((x for x in self._session.plan.layers if x.id == layer_id), None)
        if layer is None:
            return
        self.end()
        history, title = self._session.history, layer.title
        crs = self._session.plan.crs  # what moves was measured in it, whatever the plan is in later
        panel = ReplacePanel(title, found)
        dock = Dock(
            "replacing", lambda: translate("replace", "Replace a layer"), panel, self._window
        )
        dock.close_wished.connect(self.end)
        panel.rejected.connect(self.end)
        panel.accepted.connect(lambda: self._replace(history, title, found, panel))
        panel.seen_wished.connect(lambda whole: self._see(found, crs, whole=whole))
        self.dock = dock
        self._window.side.show(dock, WIDTH)
        panel.setFocus()
        self._window.maps.show_extra(found.overlay)
        self._see(found, crs, whole=not found.is_fine(crs))

    def _see(self, found: Replacement, crs: str, *, whole: bool) -> None:
        """Have the map show all of both, or where they differ most."""
        frames = found.frames(crs) if whole else found.worst_frames(crs)
        self._window.maps.zoom_to_frames(frames)

    def end(self) -> None:
        """Take before and after from the map, and the panel away."""
        if self.dock is not None:
            dock, self.dock = self.dock, None
            self._window.side.hide(dock)
            dock.deleteLater()
            self._window.maps.show_extra(())

    def _replace(
        self, history: History[Plan], title: Text, found: Replacement, panel: ReplacePanel
    ) -> None:
        provenance = panel.provenance()
        self.end()
        here = history is self._session.history
        if here and any(x.id == found.layer_id for x in self._session.plan.layers):
            label = Message("session", "replace {name}", {"name": title})
            self._session.edit(label, lambda plan: found.edited(plan, provenance))
