"""Between the session and the map: tiles follow the plan, hover and click find features.

What is selected is drawn by the page while it is little, and by the painter of the tiles, as a
layer on top, when it is much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planviewer.app.by_view import View
from planviewer.app.inspect import highlight, hit_title
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.drawing.arrays import Bounds
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.hit import Hit, hit, hit_images
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.tiles import TilePainter, ground_scale
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.style import Symbol
from planviewer.ui import theme_state
from planviewer.ui.map.map_view import MapView
from planviewer.ui.map_extent import grid_crs, mercator_box, wgs84_bounds
from planviewer.web.view import ViewState

if TYPE_CHECKING:
    import geopandas as gpd

    from planviewer.app.arriving import Arriving

HIT_PX = 6
"""How near the pointer must come to a line or marker, in CSS pixels."""
FEW = 200
"""Up to so many selected features are drawn by the page; more as tiles."""
_SEEN = 16
"""What is smaller than this part of the view is not seen well."""
_SELECTED = {"light": "#0b6bcb", "dark": "#5ab0ff"}
"""As the page marks what is selected (map.css)."""
EARTH_PX = 156543.03392804097
"""Web Mercator units a CSS pixel at zoom 0 (2π · 6378137 / 256)."""


@dataclass(frozen=True)
class Picked:
    """Features under a click, topmost first, then images, and the place clicked (WGS 84)."""

    hits: tuple[Hit, ...]
    lon: float
    lat: float
    adds: bool = False
    """Whether Shift was held: the feature joins the selection."""


class MapController(QObject):
    """Keeps the map showing the session's plan."""

    picked = Signal(object)

    def __init__(self, session: Session, view: MapView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._painter = TilePainter()
        self._layers: list[Drawable] = []
        self._hovered: Hit | None = None
        self._selected: tuple[DrawLayer, ...] = ()
        self._extra: tuple[Drawable, ...] = ()
        self._arriving: tuple[DrawLayer, ...] = ()
        self._painted: tuple[Drawable, ...] | None = None
        self.looking = True
        self._zoom = 14.0
        self._place: tuple[float, float] | None = None
        self._asked: tuple[float, float] | None = None
        # Many edits may come in one turn of the event loop: one new picture is enough.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_layers)
        self._hover_later = QTimer(self, singleShot=True, interval=15)
        self._hover_later.timeout.connect(self._find_hovered)
        view.set_painter(self._painter, at_once=False)
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
        waits = self._session.has_plan and self._session.supply.waits
        return waits or self._later.isActive()

    def preview_opacity(self, layer_id: str, opacity: float) -> None:
        """Show a layer with another opacity, without an edit of the plan."""
        shown = [
            layer.with_look(opacity=opacity) if layer.layer_id == layer_id else layer
            for layer in self._layers
        ]
        self._show([*shown, *self._arriving, *self._extra, *self._selected])

    def show_arriving(self, part: Arriving | None) -> None:
        """Draw what is there of a file that is being read; None: it is a layer now, or nothing."""
        if part is None and not self._arriving:
            return
        self._arriving = () if part is None else (part.layer,)
        self._later.start()  # when it has become a layer, both in one step
        if part is not None:
            self._bring([part.bounds])

    def show_extra(self, layers: Iterable[Drawable]) -> None:
        """Draw on top what is no part of the plan: the land two alternatives differ by."""
        self._extra = tuple(layers)
        self._paint()

    def _opened(self) -> None:
        self._clear_marks()
        self._view.set_grid(grid_crs(self._session.plan))
        self._view.fit_bounds(*self._session.plan.home)
        self._show_basemap()
        # At the start there is nothing to draw until data come, which brings us to _show_layers.
        session = self._session
        if self._layers or session.canvas.is_kept or not session.plan.read_layers:
            self._later.start()

    def _plan_changed(self, old: object, new: object) -> None:
        del old, new
        self._set_hovered(None)
        self._show_basemap()
        self._later.start()

    def _show_basemap(self) -> None:
        plan = self._session.plan
        chosen = next((b for b in plan.basemaps if b.id == plan.basemap), None)
        self._view.set_basemap(chosen)

    def _show_layers(self) -> None:
        session = self._session
        self._layers = session.canvas.layers(session.plan, session.data.store)
        self._mark(session.selection)
        self._paint()

    def _paint(self) -> None:
        self._show([*self._layers, *self._arriving, *self._extra, *self._selected])

    def _show(self, layers: list[Drawable]) -> None:
        """Have these layers drawn, unless they are what the map shows: a hidden one came."""
        if self._painted is None or not _look_alike(layers, self._painted):
            self._painted = tuple(layers)
            self._painter.set_layers(layers)
            self._view.refresh_tiles()

    # --- finding ------------------------------------------------------------------------------
    def _view_changed(self, state: ViewState) -> None:
        self._zoom = state.zoom
        if self._session.has_plan:
            self._session.supply.by_view.look_at(View(state.bounds, state.scale))

    def _hits(self, lon: float, lat: float) -> tuple[Hit, ...]:
        x, y = operation(WGS84, WEB_MERCATOR).point(lon, lat)
        tolerance = HIT_PX * EARTH_PX / 2**self._zoom
        return tuple(hit(self.seen_layers(), x, y, tolerance))

    def seen_layers(self) -> list[DrawLayer]:
        """Return the features shown at the scale of the moment, in EPSG:3857, the last on top."""
        return [item for item in self._seen() if isinstance(item, DrawLayer)]

    def _seen(self) -> list[Drawable]:
        known = self._session.data.store.entry  # a map of another time has nothing to say
        return [
            item
            for item in self._layers
            if known(item.layer_id).known and item.shown_at(ground_scale(self._zoom, item))
        ]

    def _images_at(self, lon: float, lat: float) -> tuple[Hit, ...]:
        return tuple(hit_images(self._seen(), *operation(WGS84, WEB_MERCATOR).point(lon, lat)))

    def _pointer_moved(self, lon: float, lat: float) -> None:
        self._place = (lon, lat)
        if not self._hover_later.isActive():
            self._find_hovered()
            self._hover_later.start()  # and at most once more until it runs out

    def _pointer_left(self) -> None:
        self._place = self._asked = None
        self._set_hovered(None)

    def _find_hovered(self) -> None:
        if self._place is None or self._place == self._asked or not self.looking:
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
        if self.looking:
            adds = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            # An image lies below everything: it answers after the features, and is not selected.
            images = () if adds else self._images_at(lon, lat)
            self.picked.emit(Picked((*self._hits(lon, lat), *images), lon, lat, adds))

    def look(self, *, looking: bool) -> None:
        """Let the pointer find features, or not while a tool needs it."""
        self.looking = looking
        self._hovered = None

    # --- marking ------------------------------------------------------------------------------
    def show_selection(self, selection: Selection) -> None:
        """Mark these features as selected."""
        before = self._selected
        self._mark(selection)
        if before or self._selected:
            self._paint()

    def _mark(self, selection: Selection) -> None:
        few = selection.count <= FEW
        self._view.show_selection(self._features(selection) if few and selection else None)
        self._selected = () if few else self._drawn(selection)

    def _features(self, selection: Selection) -> dict[str, Any]:
        """Return few features as GeoJSON."""
        found: list[Any] = []
        for layer_id, rows in selection.parts:
            frame = self._session.data.store.frame(layer_id)
            if frame is not None:
                found += highlight(frame, rows.tolist())["features"]
        return {"type": "FeatureCollection", "features": found}

    def _drawn(self, selection: Selection) -> tuple[DrawLayer, ...]:
        """Return many features as layers to be painted on top."""
        colour = _SELECTED["dark" if theme_state.current().dark else "light"]
        return tuple(
            layer.only(f"{layer.layer_id} selected", rows, _selected_symbol(layer, colour))
            for layer in self._layers
            if isinstance(layer, DrawLayer) and len(rows := selection.rows(layer.layer_id))
        )

    def _marked(self, hits: list[Hit]) -> dict[str, Any] | None:
        frame = self._session.data.store.frame(hits[0].layer_id)
        return None if frame is None else highlight(frame, [found.row for found in hits])

    def _clear_marks(self) -> None:
        self._hovered = self._asked = None
        self._view.show_highlight(None)

    def zoom_to_layer(self, layer_id: str) -> None:
        """Show all of a layer."""
        session = self._session
        features = session.data.store.entry(layer_id).features
        if features is not None and features.part is not None and features.part.extent is not None:
            self._view.fit_bounds(*features.part.extent)  # of all, and not of what was read
            return
        drawn = session.canvas.layer(session.plan.layer(layer_id), session.data.store)
        if drawn is not None and drawn.bounds is not None:
            self._fit([mercator_box(drawn.bounds)])

    def bring_layers_into_view(self, layer_ids: Iterable[str]) -> None:
        """Show layers whole that are out of view or too small to be seen."""
        plan, store, canvas = self._session.plan, self._session.data.store, self._session.canvas
        wanted = set(layer_ids)
        drawn = [canvas.layer(item, store) for item in plan.layers if item.id in wanted]
        self._bring(
            [mercator_box(item.bounds) for item in drawn if item is not None and item.bounds]
        )

    def zoom_to_feature(self, layer_id: str, row: int) -> None:
        """Show all of one feature."""
        frame = self._session.data.store.frame(layer_id)
        if frame is not None:
            self._zoom_to(frame.iloc[[row]])

    def _zoom_to(self, frame: gpd.GeoDataFrame) -> None:
        self.zoom_to_frames([frame])

    def bring_into_view(self, frames: Iterable[gpd.GeoDataFrame]) -> None:
        """Show what lies in some frames, if it is out of view or too small to be seen."""
        self._bring([box for frame in frames if (box := wgs84_bounds(frame)) is not None])

    def _bring(self, boxes: Sequence[Bounds]) -> None:
        west, south, east, north = self._view.view_state().bounds
        small = all(b[2] - b[0] < (east - west) / _SEEN and b[3] - b[1] < (north - south) / _SEEN
                    for b in boxes)  # fmt: skip
        away = any(b[0] < west or b[1] < south or b[2] > east or b[3] > north for b in boxes)
        if small or away:
            self._fit(boxes)

    def zoom_to_frames(self, frames: Iterable[gpd.GeoDataFrame]) -> None:
        """Show all that lies in some frames."""
        self._fit([box for frame in frames if (box := wgs84_bounds(frame)) is not None])

    def _fit(self, boxes: Sequence[Bounds]) -> None:
        """Show all of some boxes (WGS 84 degrees)."""
        if not boxes:
            return
        if self.pending:
            self._later.stop()
            self._show_layers()  # told together with the new view, nothing is drawn for the old one
        wests, souths, easts, norths = zip(*boxes, strict=True)
        self._view.fit_bounds(min(wests), min(souths), max(easts), max(norths))


def _selected_symbol(layer: DrawLayer, colour: str) -> Symbol:
    """Return how many selected features look: lines strong, areas with the thinnest outline.

    Pens one pixel wide are several times faster than wider ones, and of many areas enough is seen.
    """
    width = 0.26 if "polygon" in layer.kinds else 1.2
    marker = max(symbol.marker_size_mm for symbol in layer.symbols)
    return Symbol(
        fill=colour,
        fill_opacity=0.45,
        stroke=colour,
        stroke_width_mm=width,
        marker_size_mm=marker,
    )


def _look_alike(some: Sequence[Drawable], others: Sequence[Drawable]) -> bool:
    """Whether layers make the same picture."""
    return list(map(_look, some)) == list(map(_look, others))


def _look(item: Drawable) -> tuple[object, ...]:
    return item.token, item.layer_id, item.opacity, item.max_scale, item.min_scale
