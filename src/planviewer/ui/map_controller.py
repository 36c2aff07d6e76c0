"""Between the session and the map: tiles follow the plan, hover and click find features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planviewer.app.inspect import highlight, hit_title
from planviewer.app.session import Session
from planviewer.drawing.hit import Hit, hit
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.tiles import TilePainter
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.ui.map.map_view import MapView
from planviewer.web.view import ViewState

HIT_PX = 6
"""How near the pointer must come to a line or marker, in CSS pixels."""
EARTH_PX = 156543.03392804097
"""Web Mercator units a CSS pixel at zoom 0 (2π · 6378137 / 256)."""


@dataclass(frozen=True)
class Picked:
    """Features under a click, topmost first, and the place clicked (WGS 84)."""

    hits: tuple[Hit, ...]
    lon: float
    lat: float


class MapController(QObject):
    """Keeps the map showing the session's plan."""

    picked = Signal(object)

    def __init__(self, session: Session, view: MapView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._painter = TilePainter()
        self._layers: list[DrawLayer] = []
        self._hovered: Hit | None = None
        self._zoom = 14.0
        self._place: tuple[float, float] | None = None
        self._asked: tuple[float, float] | None = None
        # Many edits may come in one turn of the event loop: one new picture is enough.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_layers)
        self._hover_later = QTimer(self, singleShot=True, interval=15)
        self._hover_later.timeout.connect(self._find_hovered)
        view.set_painter(self._painter)
        self._connect()

    def _connect(self) -> None:
        self._session.opened.connect(self._opened)
        self._session.plan_changed.connect(self._plan_changed)
        self._session.data_changed.connect(lambda _ids: self._later.start())
        self._view.view_changed.connect(self._view_changed)
        self._view.pointer_moved.connect(self._pointer_moved)
        self._view.pointer_left.connect(self._pointer_left)
        self._view.clicked.connect(self._clicked)

    # --- showing ------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Draw the plan again, soon."""
        self._later.start()

    @property
    def pending(self) -> bool:
        """Whether a new picture is due but not yet asked for."""
        return self._later.isActive()

    def preview_opacity(self, layer_id: str, opacity: float) -> None:
        """Show a layer with another opacity, without an edit of the plan."""
        shown = [
            layer.with_look(opacity=opacity) if layer.layer_id == layer_id else layer
            for layer in self._layers
        ]
        self._painter.set_layers(shown)
        self._view.refresh_tiles()

    def _opened(self) -> None:
        self._clear_marks()
        self._view.fit_bounds(*self._session.plan.home)
        self._show_basemap()
        self._later.start()

    def _plan_changed(self, old: object, new: object) -> None:
        del old, new
        self._clear_marks()
        self._show_basemap()
        self._later.start()

    def _show_basemap(self) -> None:
        plan = self._session.plan
        chosen = next((b for b in plan.basemaps if b.id == plan.basemap), None)
        self._view.set_basemap(chosen)

    def _show_layers(self) -> None:
        session = self._session
        self._layers = session.canvas.layers(session.plan, session.data.store)
        self._painter.set_layers(self._layers)
        self._view.refresh_tiles()

    # --- finding ------------------------------------------------------------------------------
    def _view_changed(self, state: ViewState) -> None:
        self._zoom = state.zoom

    def _hits(self, lon: float, lat: float) -> tuple[Hit, ...]:
        x, y = operation(WGS84, WEB_MERCATOR).point(lon, lat)
        tolerance = HIT_PX * EARTH_PX / 2**self._zoom
        return tuple(hit(self._layers, x, y, tolerance))

    def _pointer_moved(self, lon: float, lat: float) -> None:
        self._place = (lon, lat)
        if not self._hover_later.isActive():
            self._find_hovered()
            self._hover_later.start()  # and at most once more until it runs out

    def _pointer_left(self) -> None:
        self._place = self._asked = None
        self._set_hovered(None)

    def _find_hovered(self) -> None:
        if self._place is None or self._place == self._asked:
            return
        self._asked = self._place
        hits = self._hits(*self._place)
        self._set_hovered(hits[0] if hits else None)

    def _set_hovered(self, found: Hit | None) -> None:
        if found == self._hovered:
            return
        self._hovered = found
        if found is None:
            self._view.show_highlight(None)
            return
        title = hit_title(self._session.plan, self._session.data, found.layer_id, found.row)
        self._view.show_highlight(self._marked([found]), title)

    def _clicked(self, lon: float, lat: float, modifiers: Qt.KeyboardModifier) -> None:
        del modifiers
        self.picked.emit(Picked(self._hits(lon, lat), lon, lat))

    # --- marking ------------------------------------------------------------------------------
    def select(self, layer_id: str, rows: list[int]) -> None:
        """Mark features as selected."""
        self._view.show_selection(self._marked([Hit(layer_id, row) for row in rows]))

    def clear_selection(self) -> None:
        """Mark nothing."""
        self._view.show_selection(None)

    def _marked(self, hits: list[Hit]) -> dict[str, Any] | None:
        frame = self._session.data.store.frame(hits[0].layer_id)
        return None if frame is None else highlight(frame, [found.row for found in hits])

    def _clear_marks(self) -> None:
        self._hovered = self._asked = None
        self._view.show_highlight(None)
        self._view.show_selection(None)

    def zoom_to_layer(self, layer_id: str) -> None:
        """Show all of a layer."""
        frame = self._session.data.store.frame(layer_id)
        if frame is not None:
            self._zoom_to(frame)

    def zoom_to_feature(self, layer_id: str, row: int) -> None:
        """Show all of one feature."""
        frame = self._session.data.store.frame(layer_id)
        if frame is not None:
            self._zoom_to(frame.iloc[[row]])

    def _zoom_to(self, frame: gpd.GeoDataFrame) -> None:
        bounds = wgs84_bounds(frame)
        if bounds is not None:
            self._view.fit_bounds(*bounds)


def wgs84_bounds(frame: gpd.GeoDataFrame) -> tuple[float, float, float, float] | None:
    """Return a frame's bounds in WGS 84, a little margin around; None if it has no geometry."""
    west, south, east, north = frame.total_bounds
    if not (west <= east and south <= north):
        return None
    to_wgs84 = operation(frame.crs, WGS84)
    xs, ys = to_wgs84([west, west, east, east], [south, north, south, north])
    margin = max(max(xs) - min(xs), max(ys) - min(ys), 0.002) * 0.08
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
