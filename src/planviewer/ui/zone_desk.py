"""Where zones are worked on: the editor at the right, tables and charts under the map.

Panels are made when they are first asked for: nobody waits for them at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt

from planviewer.i18n import Message, translate
from planviewer.model.layer import ZoneSource
from planviewer.ui.dock import Dock
from planviewer.ui.tab_dock import TabDock

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planviewer.ui.main_window import MainWindow
    from planviewer.ui.zones.affected_controller import AffectedController
    from planviewer.ui.zones.chainage_controller import ChainageController
    from planviewer.ui.zones.compare_controller import CompareController
    from planviewer.ui.zones.zone_controller import ZoneController

Part = Literal["affected", "chainage", "compare"]
EDITOR_WIDTH, FOOT_HEIGHT = 330, 280


class Editor(NamedTuple):
    """The zone editor and where it stands."""

    dock: Dock
    controller: ZoneController


class Foot(NamedTuple):
    """A panel under the map."""

    panel: QWidget
    title: Callable[[], str]
    controller: AffectedController | ChainageController | CompareController


class ZoneDesk(QObject):
    """Opens and closes what the window has for zones."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._editor: Editor | None = None
        self._feet: dict[Part, Foot] = {}
        self.under = TabDock("under-the-map", window)
        self.under.close_wished.connect(self._close_panel)
        self.under.tabs.currentChanged.connect(lambda _at: window.map.show_highlight(None))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.under)
        corner, edge = Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea
        window.setCorner(corner, edge)
        window.layer_panel.zone_edit_requested.connect(self.edit)
        window.layer_panel.zone_new_requested.connect(self.new)
        window.layer_panel.layer_selected.connect(lambda _id: window.actions_.refresh())

    # --- editing ------------------------------------------------------------------------------
    @property
    def editor(self) -> Editor:
        """The zone editor, made when it is first needed."""
        if self._editor is None:
            self._editor = self._make_editor()
        return self._editor

    def can_edit(self) -> bool:
        """Whether there is a zone to edit."""
        return self._session.has_plan and bool(self._session.plan.zone_layers)

    def can_make(self) -> bool:
        """Whether there is a line to make a zone beside."""
        return self._session.has_plan and self._line() is not None

    def edit_current(self) -> None:
        """Edit the current layer if it is a zone, else the first zone of the plan."""
        zones = self._session.plan.zone_layers
        current = self._window.layer_panel.current_layer()
        chosen = next((x for x in zones if current is not None and x.id == current.id), None)
        self.edit((chosen or zones[-1]).id)

    def new_from_current(self) -> None:
        """Make a zone beside the current line layer, else the first there is."""
        line = self._line()
        if line is not None:
            self.new(line)

    def edit(self, layer_id: str) -> None:
        """Edit a zone layer."""
        layer = self._session.plan.layer(layer_id)
        if isinstance(layer.source, ZoneSource):
            self._window.layer_panel.select(layer_id)
            self.editor.controller.edit(layer_id)

    def new(self, line_layer: str) -> None:
        """Make a zone beside a line layer."""
        self.editor.controller.new(line_layer)

    def _line(self) -> str | None:
        plan, data = self._session.plan, self._session.data
        lines = [x.id for x in plan.read_layers if data.kind(x.id) == "line"]
        current = self._window.layer_panel.current_layer()
        if current is not None and current.id in lines:
            return current.id
        return lines[-1] if lines else None

    def _make_editor(self) -> Editor:
        from planviewer.ui.zones.zone_controller import ZoneController  # noqa: PLC0415
        from planviewer.ui.zones.zone_panel import ZonePanel  # noqa: PLC0415

        window, panel = self._window, ZonePanel()
        controller = ZoneController(self._session, panel, window.map)
        dock = Dock("zone-editor", lambda: translate("zone-editor", "Zone"), panel, window)
        dock.close_wished.connect(controller.cancel)
        controller.began.connect(self._show_editor)
        controller.ended.connect(self._hide_editor)
        controller.failed.connect(window.say)
        return Editor(dock, controller)

    def _show_editor(self) -> None:
        self._window.side.show(self.editor.dock, EDITOR_WIDTH)
        self.editor.dock.widget().setFocus()

    def _hide_editor(self) -> None:
        self._window.side.hide(self.editor.dock)

    def retranslate(self) -> None:
        """Name layers and zones in the language of the moment."""
        if self._editor is not None:
            self._editor.controller.retranslate()
        for foot in self._feet.values():
            foot.controller.retranslate()

    # --- under the map ------------------------------------------------------------------------
    def shows(self, part: Part) -> bool:
        """Whether a panel is open."""
        return part in self._feet and self.under.holds(self._feet[part].panel)

    def toggle(self, part: Part) -> None:
        """Open a panel under the map, or close it."""
        if self.shows(part):
            self.close(part)
        else:
            self.open(part)

    def open(self, part: Part) -> Foot:
        """Open a panel under the map."""
        foot, window = self.foot(part), self._window
        first = self.under.isHidden()
        self.under.show_panel(foot.panel, foot.title)
        if first:
            window.resizeDocks([self.under], [FOOT_HEIGHT], Qt.Orientation.Vertical)
        zone = self._window.layer_panel.current_layer()
        chosen = None if zone is None or not isinstance(zone.source, ZoneSource) else zone.id
        foot.controller.use(chosen)
        window.actions_.refresh()
        return foot

    def close(self, part: Part) -> None:
        """Close a panel under the map."""
        foot = self._feet[part]
        foot.controller.stop()
        self.under.hide_panel(foot.panel)
        self._window.actions_.refresh()

    def foot(self, part: Part) -> Foot:
        """Return a panel under the map, made when it is first needed."""
        if part not in self._feet:
            makers = {
                "affected": self._make_affected,
                "chainage": self._make_chainage,
                "compare": self._make_compare,
            }
            self._feet[part] = makers[part]()
        return self._feet[part]

    def _close_panel(self, panel: QWidget) -> None:
        for part, foot in self._feet.items():
            if foot.panel is panel:
                self.close(part)

    def _make_affected(self) -> Foot:
        from planviewer.ui.zones.affected_controller import AffectedController  # noqa: PLC0415
        from planviewer.ui.zones.affected_panel import AffectedPanel  # noqa: PLC0415

        window = self._window
        panel = AffectedPanel(self._name_of)
        controller = AffectedController(
            self._session, panel, lambda: window.settings, window.look.change_settings
        )
        controller.zoom_wished.connect(lambda frame: window.maps.zoom_to_frames([frame]))
        controller.look_wished.connect(lambda frame: window.maps.bring_into_view([frame]))
        controller.exports.failed.connect(window.say)
        controller.exports.written.connect(self._say_written)
        controller.exports.told.connect(window.tell)
        return Foot(panel, lambda: translate("affected-view", "Affected parcels"), controller)

    def _make_chainage(self) -> Foot:
        from planviewer.ui.zones.chainage_controller import ChainageController  # noqa: PLC0415
        from planviewer.ui.zones.chainage_panel import ChainagePanel  # noqa: PLC0415

        panel = ChainagePanel()
        controller = ChainageController(self._session, panel, self._window.map)
        return Foot(panel, lambda: translate("chainage-view", "Zone by chainage"), controller)

    def _make_compare(self) -> Foot:
        from planviewer.ui.zones.compare_controller import CompareController  # noqa: PLC0415
        from planviewer.ui.zones.compare_panel import ComparePanel  # noqa: PLC0415

        panel = ComparePanel()
        controller = CompareController(self._session, panel, self._window.maps)
        return Foot(panel, lambda: translate("compare", "Compare alternatives"), controller)

    def _name_of(self, by: str, key: str) -> str:
        """Return the title of a zone or site."""
        found: dict[str, str] = {}
        if by == "zone":
            found = {layer.id: str(layer.title) for layer in self._session.plan.layers}
        elif by == "site":
            found = {site.id: str(site.title) for site in self._session.data.sites}
        return found.get(key, key)

    def _say_written(self, path: Path) -> None:
        self._window.tell(Message("file", "Saved: {path}", {"path": path}))
