"""The map as it looked last, seen from the first moment of a window until its page has drawn it.

The page comes up in processes of its own and asks for its tiles: a fifth of a start. The picture is
the one it will draw: nothing the map is made from has changed since. Whatever is done to plan, map
or window before takes it away, and what is under it takes every click.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from planviewer.app.session import Session
from planviewer.app.tasks import Progress
from planviewer.i18n import Message
from planviewer.ui import kept_picture, theme_state
from planviewer.ui.map.last_picture import LastPicture
from planviewer.ui.map.map_view import MapView

PATIENCE_MS: Final = 10_000
"""A page that has not come by then may never come."""
STILL_MS: Final = 1_000
"""So long after the first drawing nothing fades in any more, and the picture can be kept."""


class FirstSight(QObject):
    """Shows the picture of last time of a window's first plan, and keeps one for the next time.

    Signals
    -------
    shown()
        The picture is seen.
    """

    shown = Signal()

    def __init__(self, session: Session, view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._mark = ""
        self._is_first = True
        self._cover: LastPicture | None = None
        session.opened.connect(self._opened)
        session.plan_changed.connect(lambda _old, _new: self.end())
        view.view_changed.connect(lambda _state: self._follow())
        view.drawn.connect(self._picture_came)
        view.failed.connect(lambda _error: self.end())

    @property
    def is_shown(self) -> bool:
        """Whether the picture of last time is seen."""
        return self._cover is not None and self._cover.has_picture

    def _opened(self) -> None:
        self.end()
        plan = self._session.plan
        if self._is_first and plan.basemap is None:  # tiles of others are not kept
            self._mark = self._session.supply.kept_mark
        self._is_first = False
        if self._mark:
            self._cover = LastPicture(self._view, self._find)
            self._cover.painted.connect(self.shown)
            QTimer.singleShot(PATIENCE_MS, self, self.end)

    def end(self) -> None:
        """Take the picture away, if there is one: the map is drawn, or will be another one."""
        self._mark = ""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    def _picture_came(self) -> None:
        if self._mark and self._view.version:
            self._view.when_drawn(self._map_shown)

    def _map_shown(self) -> None:
        """Make way for the map, which is drawn; keep its picture if there was none."""
        mark, had = self._mark, self.is_shown
        self.end()
        if mark and not had:
            drawn = (mark, self._view.version)
            QTimer.singleShot(
                STILL_MS, self, lambda: self._view.when_drawn(lambda: self._keep(drawn))
            )

    def _follow(self) -> None:
        """Take the picture away when the map shows another place."""
        if self._cover is not None and self._view.fitted != self._session.plan.home:
            self.end()

    def _look(self, mark: str, size: QSize) -> str:
        paper = "dark" if theme_state.current().dark else "light"
        return f"{mark} {paper} {size.width()}x{size.height()} {self._view.devicePixelRatioF():g}"

    def _find(self, size: QSize) -> QImage | None:
        if not self._mark or size.isEmpty():
            return None
        return kept_picture.find(self._session.path, self._look(self._mark, size), size)

    def _keep(self, drawn: tuple[str, int]) -> None:
        session, view = self._session, self._view
        mark, version = drawn
        plain = view.version == version and view.fitted == session.plan.home and not view.is_marked
        if session.supply.kept_mark != mark or not plain:
            return
        image = view.grab().toImage()
        keep = partial(kept_picture.keep, session.path, self._look(mark, image.size()), image)

        def work(_progress: Progress) -> None:
            keep()

        session.tasks.run(Message("session", "Keeping the map"), work, lane="keeping")
