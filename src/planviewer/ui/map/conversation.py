"""What is said to the page and heard from it, across reloads and deaths of its process."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal

from planviewer import i18n
from planviewer.ui.map.host import MapHost
from planviewer.ui.map.state import MapState
from planviewer.web import messages
from planviewer.web.view import ViewState, share_of_world

_Gridded = tuple[tuple[str | None, str, float], tuple[float, float, float, float]]
"""What a grid was made for: system, language and zoom, and the bounds of the view."""


class Conversation(QObject):
    """Keeps the page told, and itself informed of what the page shows.

    Signals
    -------
    ready()
        A page listens and has been told everything.
    rested(ViewState)
        The map came to rest.
    heard(FromPage)
        The person did something: pointer, click, key; or the page reports an error.
    drawn()
        Everything that was said is drawn; the next frame or two bring it to the widget.
    """

    ready = Signal()
    rested = Signal(object)
    heard = Signal(object)
    drawn = Signal()

    def __init__(self, host: MapHost, state: MapState, grid_crs: str | None) -> None:
        super().__init__(host)
        self.state = state
        self.view: ViewState | None = None
        self._host = host
        self._grid_crs = grid_crs
        self._listens = False
        self._page_view = 0
        self._drawn_serial = -1
        self._moved_serial = 0
        self._mark = 0
        self._gridded: _Gridded | None = None
        host.gone.connect(self._forget_page)
        host.bridge.received.connect(self._hear)

    def show(self, message: messages.ToPage) -> None:
        """Show something that lasts: a page that comes later is told as well."""
        self.remember(message)
        self.say(message)

    def remember(self, message: messages.ToPage) -> None:
        """Keep something for the next page only."""
        self.state = self.state.after(message)

    def say(self, message: messages.ToPage) -> None:
        """Say something that passes; without a page it is lost."""
        if self._listens:
            self._host.bridge.send(message)
            if isinstance(message, (messages.SetView, messages.FitBounds)):
                self._moved_serial = self._host.bridge.serial

    def use_grid(self, crs: str | None) -> None:
        """Draw the grid of another coordinate system, None for none."""
        self._grid_crs = crs
        self.furnish()

    def furnish(self) -> None:
        """Send grid and scale bar for what the page shows, in the language of the moment."""
        if self.view is None:
            return
        from planviewer.web import furniture  # noqa: PLC0415  PROJ comes while the page loads

        wanted = (self._grid_crs, i18n.language(), self.view.zoom)
        lines: tuple[messages.GridLine, ...] | None = None
        if self._gridded is None or wanted != self._gridded[0] or not self._covered():
            lines = furniture.grid(self.view, self._grid_crs) if self._grid_crs else ()
            self._gridded = (wanted, self.view.bounds) if self._listens else None
        bar = furniture.scale_bar(self.view)
        self.say(messages.ShowFurniture(view=self._page_view, grid=lines, scale_bar=bar))

    def _covered(self) -> bool:
        """Whether the grid sent last reaches over the view: half a view around its own."""
        if self.view is None or self._gridded is None:
            return False
        west, south, east, north = self._gridded[1]
        dx, dy = (east - west) * 0.45, (north - south) * 0.45
        now = self.view.bounds
        low = now[0] >= west - dx and now[1] >= south - dy
        return low and now[2] <= east + dx and now[3] <= north + dy

    @property
    def is_drawn(self) -> bool:
        """Whether everything said is on the screen, in the widget's present size."""
        if self.view is None or not self._listens:
            return False
        size = self._host.view.size()
        off = max(abs(size.width() - self.view.width), abs(size.height() - self.view.height))
        return self._drawn_serial == self._host.bridge.serial and off <= 1

    @property
    def is_presented(self) -> bool:
        """Whether the widget's picture is that of the last ``drawn``, to be asked when drawn."""
        view = self._host.view
        corner = view.grab(QRect(view.width() - 1, view.height() - 1, 1, 1)).toImage()
        last = corner.pixelColor(corner.width() - 1, corner.height() - 1)
        return last.blue() % messages.MARKS == self._mark

    def _forget_page(self) -> None:
        self._listens = False
        self._host.bridge.forget()
        self._drawn_serial = -1
        self._gridded = None

    def _hear(self, message: messages.FromPage) -> None:
        if isinstance(message, messages.Ready):
            self._tell_everything()
        elif isinstance(message, messages.ViewChanged):
            self._follow(message)
        elif isinstance(message, messages.Drawn):
            self._drawn_serial, self._mark = message.serial, message.mark
            if self.is_drawn:
                self.drawn.emit()
        else:
            self.heard.emit(message)

    def _tell_everything(self) -> None:
        self._listens = True
        for message in self.state.messages:
            self.say(message)
        self.ready.emit()

    def _follow(self, message: messages.ViewChanged) -> None:
        bounds = (message.west, message.south, message.east, message.north)
        size = (message.width, message.height)
        self.view = ViewState(message.lon, message.lat, message.zoom, bounds, *size)
        self._page_view = message.view
        if not message.fitted and message.serial >= self._moved_serial:
            self.remember(messages.SetView(lon=message.lon, lat=message.lat, zoom=message.zoom))
        version = self.state.version
        self._host.tiles.set_centre(
            *share_of_world(message.lon, message.lat),
            half=self.view.half_of_world,
            picture=None if version is None else (version, message.zoom),
        )
        self.furnish()
        self.rested.emit(self.view)
