"""The map as a widget: say what to show, hear what the person does. Degrees are WGS 84."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.ui.map.conversation import Conversation
from planviewer.ui.map.hearing import pass_on
from planviewer.ui.map.host import MapHost
from planviewer.ui.map.pictures import Pictures
from planviewer.ui.map.state import MapState
from planviewer.ui.map.tile_service import TilePainterLike
from planviewer.web import messages
from planviewer.web.view import ViewState, zoom_for_scale

if TYPE_CHECKING:
    from planviewer.model.plan import Basemap, Bounds

PLAN_CRS: Final = "EPSG:9210"
_HOME: Final = messages.SetView(lon=106.15216, lat=22.73738, zoom=14)


class MapView(QWidget):
    """The embedded map.

    Signals
    -------
    ready()
        The page listens; it is emitted again after its process died and came back.
    view_changed(ViewState)
        The map came to rest somewhere else or in another size.
    pointer_moved(float, float), pointer_left()
        Longitude and latitude under the pointer.
    clicked(float, float, Qt.KeyboardModifier), double_clicked(…), menu_requested(…)
        Longitude, latitude, modifiers.
    pressed(float, float), released(float, float, bool)
        In mode "rectangle" only: the left button went down, and up (with Shift or not).
    key_pressed(str)
        "Escape", "Enter", "Backspace" or "Delete".
    drawn()
        All that was asked for is drawn; for a picture use :meth:`when_drawn`.
    failed(PlanviewerError)
        For the person: what does not work and what to do.
    page_error(str)
        For the log and the tests: the page's console.
    """

    ready = Signal()
    view_changed = Signal(object)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()
    clicked = Signal(float, float, object)
    double_clicked = Signal(float, float, object)
    menu_requested = Signal(float, float, object)
    pressed = Signal(float, float)
    released = Signal(float, float, bool)
    key_pressed = Signal(str)
    drawn = Signal()
    failed = Signal(object)
    page_error = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, grid_crs: str | None = PLAN_CRS) -> None:
        super().__init__(parent)
        self._version = 0
        self._notice = ""
        self._language = i18n.language()
        self._is_named = False
        self._host = MapHost(self)
        self._page = Conversation(
            self._host, MapState().after(self._texts()).after(_HOME), grid_crs
        )
        self._pictures = Pictures(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._host.view)
        self.setFocusProxy(self._host.view)
        self._connect()
        self._host.load()

    def _connect(self) -> None:
        self._page.ready.connect(self._rename_page)
        self._page.drawn.connect(self._name_page)
        self._page.ready.connect(self.ready)
        self._page.rested.connect(self.view_changed)
        self._page.heard.connect(self._hear)
        self._page.drawn.connect(self.drawn)
        self._host.page_error.connect(self.page_error)
        self._host.failed.connect(self.failed)

    def _hear(self, message: messages.FromPage) -> None:
        pass_on(message, self)

    # --- what is drawn ------------------------------------------------------------------------
    def set_painter(self, painter: TilePainterLike | None, *, at_once: bool = True) -> None:
        """Draw tiles with ``painter`` (in a thread of the map's own) and show them.

        Not ``at_once``: from the next refresh on, when there will be something to draw.
        """
        self._host.tiles.set_painter(painter)
        if at_once:
            self.refresh_tiles()

    def refresh_tiles(self) -> None:
        """Have the tiles drawn anew; the old picture stays until the new one is complete."""
        self._version += 1
        self._page.show(messages.SetTiles(version=self._version))

    def set_basemap(self, basemap: Basemap | None) -> None:
        """Switch one remote tile source on, or all off (plain paper)."""
        message = messages.SetBasemap()
        if basemap is not None:
            message = messages.SetBasemap(
                url=basemap.url, attribution=basemap.attribution, max_zoom=basemap.max_zoom
            )
        if self._host.use_basemap(message.url):
            self._page.remember(message)
            self._host.load()
        else:
            self._page.show(message)

    def set_grid(self, crs: str | None) -> None:
        """Choose the coordinate system whose grid is drawn, None for no grid."""
        self._page.use_grid(crs)

    def show_highlight(self, geojson: messages.GeoJson | None, label: str | None = None) -> None:
        """Show what is under the pointer; ``label`` is plain text beside the pointer."""
        self._page.show(messages.ShowOverlay(name="highlight", geojson=geojson, label=label))

    def show_selection(self, geojson: messages.GeoJson | None) -> None:
        """Show what is selected."""
        self._page.show(messages.ShowOverlay(name="selection", geojson=geojson))

    def show_sketch(self, geojson: messages.GeoJson | None) -> None:
        """Show what is being drawn or measured."""
        self._page.show(messages.ShowOverlay(name="sketch", geojson=geojson))

    def show_preview(self, geojson: messages.GeoJson | None) -> None:
        """Show what is being made (a zone), before it is part of the plan."""
        self._page.show(messages.ShowOverlay(name="preview", geojson=geojson))

    @property
    def version(self) -> int:
        """Which picture is shown: another number whenever tiles were drawn anew."""
        return self._version

    @property
    def is_marked(self) -> bool:
        """Whether anything is marked or sketched on the map."""
        overlays = [m for m in self._page.state.messages if isinstance(m, messages.ShowOverlay)]
        return any(m.geojson or m.label for m in overlays)

    # --- where --------------------------------------------------------------------------------
    def view_state(self) -> ViewState:
        """Return what the map shows; before the page is there, what it will show about."""
        if self._page.view is not None:
            return self._page.view
        size = (self.width(), self.height())
        return ViewState.around(*self._centre(), zoom=_HOME.zoom, size=size)

    def set_view(self, lon: float, lat: float, zoom: float | None = None) -> None:
        """Centre a place; without ``zoom`` the map keeps its own."""
        if zoom is None:
            zoom = self.view_state().zoom
        self._page.show(messages.SetView(lon=lon, lat=lat, zoom=zoom))

    def fit_bounds(self, west: float, south: float, east: float, north: float) -> None:
        """Show these bounds whole, also while the window changes its size."""
        self._page.show(messages.FitBounds(west=west, south=south, east=east, north=north))

    @property
    def fitted(self) -> Bounds | None:
        """The bounds the map shows whole, None since somebody moved it."""
        wanted = self._page.state.view
        if not isinstance(wanted, messages.FitBounds):
            return None
        return wanted.west, wanted.south, wanted.east, wanted.north

    def current_scale(self) -> float:
        """Return N of the scale 1:N at the centre."""
        return self.view_state().scale

    def set_scale(self, denominator: float) -> None:
        """Show 1:``denominator`` at the centre (the nearest scale the map can show)."""
        lon, lat = self._centre()
        self._page.show(messages.SetView(lon=lon, lat=lat, zoom=zoom_for_scale(lat, denominator)))

    def zoom_in(self) -> None:
        """Zoom in by a factor of two."""
        self._page.say(messages.ZoomBy(levels=1))

    def zoom_out(self) -> None:
        """Zoom out by a factor of two."""
        self._page.say(messages.ZoomBy(levels=-1))

    def _centre(self) -> tuple[float, float]:
        wanted, seen = self._page.state.view, self._page.view
        if isinstance(wanted, messages.FitBounds):
            if seen is not None:
                return seen.lon, seen.lat
            return (wanted.west + wanted.east) / 2, (wanted.south + wanted.north) / 2
        return (_HOME.lon, _HOME.lat) if wanted is None else (wanted.lon, wanted.lat)

    # --- look and language --------------------------------------------------------------------
    def set_theme(self, theme: messages.Theme) -> None:
        """Use light or dark paper."""
        self._host.use_theme(theme)
        self._page.show(messages.SetTheme(theme=theme))

    def set_mode(self, mode: messages.Mode) -> None:
        """Say what clicks are for; the cursor shows it."""
        self._page.show(messages.SetMode(mode=mode))

    def set_notice(self, notice: str) -> None:
        """Write a notice along the foot of the map ("Schematic – not …"), "" for none."""
        self._notice = notice
        self._page.show(self._texts())

    def set_language(self, language: i18n.Language) -> None:
        """Use a language, which is the current one, for the page's own texts and figures."""
        self._language = language
        self._page.show(self._texts())
        self._page.furnish()
        self._rename_page()

    def _rename_page(self) -> None:
        self._is_named = False

    def _name_page(self) -> None:
        """Name what has the keyboard inside the engine's view; it is another one at times.

        To ask for it costs Qt for Python a 50th of a second the first time: the map goes first.
        """
        inner = None if self._is_named else self._host.focus_widget
        if inner is not None:
            self._is_named = True
            inner.setAccessibleName(translate("map", "Map"))

    def _texts(self) -> messages.SetTexts:
        return messages.SetTexts(
            language=self._language,
            map=translate("map", "Map"),
            zoom_in=translate("map", "Zoom in"),
            zoom_out=translate("map", "Zoom out"),
            scale=translate("map", "Scale bar:"),
            notice=self._notice,
        )

    # --- pictures -----------------------------------------------------------------------------
    def when_drawn(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` once, as soon as the widget's picture is complete.

        Grab the widget, or the window around it, there and nowhere else.
        """
        self._pictures.when_drawn(callback)

    def is_drawn(self) -> bool:
        """Whether the widget's picture is complete, in its present size; not for tight loops."""
        return self._page.is_drawn and self._page.is_presented

    def shut_down(self) -> None:
        """End everything behind the map; it shows nothing after this, and calls do nothing."""
        self._pictures.stop()
        self._host.shut_down()
