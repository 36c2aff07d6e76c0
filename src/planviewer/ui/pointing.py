"""What clicks, keys and tools on the map lead to: reading, selecting, placing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planviewer.app import inspect
from planviewer.app.selection import Selection
from planviewer.drawing.hit import Hit
from planviewer.model.crs import WGS84, operation
from planviewer.model.site import Site
from planviewer.ui.map_controller import Picked
from planviewer.ui.site_controller import placing_hint

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


class PointingController(QObject):
    """Leads what the person points at to the controller that answers it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._map, self._maps, self._status = window.map, window.maps, window.status
        self._sites, self._tools = window.sites, window.tools
        self._selection, self._reader = window.selection, window.reader
        self._connect()

    def _connect(self) -> None:
        self._map.pointer_moved.connect(self._show_position)
        self._map.pointer_left.connect(self._status.clear_position)
        self._map.key_pressed.connect(self.key)
        self._maps.picked.connect(self._picked)
        self._sites.chosen.connect(self._show_site)
        self._sites.placing.connect(self._show_placing)
        self._tools.changed.connect(self.show_tool)
        self._tools.area_ready.connect(self._selection.select_in)
        self._tools.path_ready.connect(self._reader.read_measured)
        self._selection.shown.connect(self._reader.read_selection)
        self._reader.hit_shown.connect(self._mark_hit)

    # --- clicks and the pointer ---------------------------------------------------------------
    def _show_position(self, lon: float, lat: float) -> None:
        if self._session.has_plan:
            easting, northing = operation(WGS84, self._session.plan.crs).point(lon, lat)
            self._status.show_position(easting, northing, lon, lat)

    def _picked(self, picked: Picked) -> None:
        if self._sites.take_click(picked.lon, picked.lat):
            return
        if picked.adds:
            if picked.hits:
                self._selection.toggle(picked.hits[0])
        elif picked.hits:
            self._reader.read_hits(picked.hits)
        else:
            self._selection.clear()

    def _mark_hit(self, chosen: Hit) -> None:
        plan, data = self._session.plan, self._session.data
        is_image = data.store.raster(chosen.layer_id) is not None
        marked = {} if is_image else {chosen.layer_id: [chosen.row]}
        self._session.select(Selection.of(marked))
        self._window.layer_panel.select(chosen.layer_id)
        self._sites.select(inspect.site_of(plan, data, chosen.layer_id, chosen.row))
        self._window.actions_.refresh()

    def _show_site(self, site: Site, zoom: bool) -> None:
        self._reader.read_site(site.id)
        layer_id, rows = inspect.rows_of_site(self._session.plan, self._session.data, site)
        self._session.select(Selection() if layer_id is None else Selection.of({layer_id: rows}))
        if layer_id is not None and zoom:
            self._maps.zoom_to_feature(layer_id, rows[0])
        self._window.actions_.refresh()

    # --- tools and keys -----------------------------------------------------------------------
    def key(self, name: str) -> None:
        """Give a key to the tool in hand; Esc leaves placing too."""
        if not self._tools.key(name) and name == "Escape":
            self._sites.stop_placing()

    def show_tool(self) -> None:
        """Say what the next click will do, in the language of the moment."""
        if self._tools.active:
            self._sites.stop_placing()
        self._maps.look(looking=not self._tools.active)
        self._status.clear_message()
        if self._tools.hint:
            self._status.show_message(self._tools.hint, 0)
            self._map.setFocus()
        elif self._sites.awaited is not None:
            self._status.show_message(placing_hint(self._sites.awaited), 0)
        self._window.actions_.refresh()

    def _show_placing(self, site: Site | None) -> None:
        if site is not None:
            self._tools.stop()
        self._map.set_mode("pan" if site is None else "place")
        self._status.clear_message()
        if site is not None:
            self._status.show_message(placing_hint(site), 0)
