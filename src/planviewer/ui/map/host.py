"""The engine behind the map: page, profile, scheme, guard and bridge, and its restarts."""

from __future__ import annotations

import logging
import time
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from planviewer import i18n
from planviewer.errors import MapPageFailed
from planviewer.i18n import Message
from planviewer.ui.map.bridge import Bridge
from planviewer.ui.map.guard import NetworkGuard
from planviewer.ui.map.page import PAGE_URL, MapPage, make_profile
from planviewer.ui.map.scheme import SchemeHandler
from planviewer.ui.map.tile_service import TileService
from planviewer.web.messages import Theme
from planviewer.web.shell import SCHEME, Shell, build_shell

_log = logging.getLogger(__name__)
_PAPER: Final[dict[Theme, str]] = {"light": "#fbfaf6", "dark": "#1d242a"}
_RESTARTS: Final = 3
_WITHIN_S: Final = 60.0


class MapHost(QObject):
    """The engine's ``view`` with the page in it, which comes back when its process dies.

    Signals
    -------
    gone()
        There is no page for the moment: it loads, or its process died.
    page_error(str)
        The page's console reported an error or a warning.
    failed(PlanviewerError)
        The page cannot be loaded, or keeps dying.
    """

    gone = Signal()
    page_error = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        # The view, and the page with it, must be gone before the profile: children are deleted in
        # the order in which they came, and the profile comes with this object.
        self.view = QWebEngineView(parent)
        super().__init__(parent)
        self._theme: Theme = "light"
        self._basemap_url: str | None = None
        self._shell: Shell | None = None
        self._loading = False
        self._shut = False
        self._deaths: list[float] = []
        self.tiles = TileService(self)
        self._profile = make_profile(self)
        self._handler = SchemeHandler(self._current_shell, self.tiles, self._profile)
        self.guard = NetworkGuard(self._profile)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._handler)
        self._profile.setUrlRequestInterceptor(self.guard)
        self.page = MapPage(self._profile, self.view)
        self.bridge = Bridge(self.page)
        self._connect()
        self._set_up_view()

    def _connect(self) -> None:
        self.page.script_message.connect(self.page_error)
        self.page.renderProcessTerminated.connect(self._revive)
        self.page.loadFinished.connect(self._check_loaded)
        self.tiles.failed.connect(self.failed)
        self.bridge.invalid.connect(self.failed)
        self.destroyed.connect(self.tiles.close)

    def _set_up_view(self) -> None:
        self.view.setPage(self.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setAcceptDrops(False)  # the window takes dropped files
        self.page.setBackgroundColor(QColor(_PAPER[self._theme]))

    def shut_down(self) -> None:
        """End the page and the thread that draws, while the profile they hang on is still there.

        At the end of the program things are deleted in any order, and an engine page that outlives
        its profile takes the process down with it.
        """
        self.gone.emit()
        self.tiles.close()
        if not self._shut:
            self._shut = True
            shiboken6.delete(self.view)  # the page goes with it

    def load(self) -> None:
        """Load the page, again if it is already there."""
        if self._shut:
            return
        self.gone.emit()
        self._shell = None
        self._loading = True
        self.page.load(PAGE_URL)

    @property
    def focus_widget(self) -> QWidget | None:
        """What takes the keyboard inside the view; None while there is none."""
        return None if self._shut else self.view.focusProxy()

    def use_theme(self, theme: Theme) -> None:
        """Colour what shows before the page does."""
        self._theme = theme
        if self._shut:
            return
        self.page.setBackgroundColor(QColor(_PAPER[theme]))

    def use_basemap(self, url: str | None) -> bool:
        """Let pictures of one tile source through; return whether the page must be loaded again.

        The page's policy is fixed when it loads, so another source means another page.
        """
        changed = url != self._basemap_url
        self._basemap_url = url
        self.guard.allow(url)
        return changed

    def _current_shell(self) -> Shell:
        if self._shell is None:
            self._shell = build_shell(i18n.language(), self._theme, self._basemap_url)
        return self._shell

    def _check_loaded(self, loaded: bool) -> None:
        expected, self._loading = self._loading, False
        if expected and not loaded:  # a navigation that was refused "fails" as well, and harms not
            self.failed.emit(MapPageFailed(reason=Message("map", "its page did not load")))

    def _revive(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        self.gone.emit()
        now = time.monotonic()
        self._deaths = [t for t in self._deaths if now - t < _WITHIN_S] + [now]
        _log.warning("the map's process ended (%s, %s)", status.name, code)
        if len(self._deaths) > _RESTARTS:
            self.failed.emit(
                MapPageFailed(reason=Message("map", "its process ended several times"))
            )
            return
        QTimer.singleShot(0, self.load)
