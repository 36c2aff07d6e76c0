"""Tiles for the page: drawn one after the other in a thread, the nearest first.

Requests are numbered. A request that left the view is cancelled: not started any more, or told to
stop while it is being drawn. Every answer comes back in the thread of the service.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from planviewer.drawing.canvas import DrawingCancelled, blank
from planviewer.drawing.encode import MIME, encode, encode_png
from planviewer.errors import MapPictureFailed
from planviewer.ui.map.ahead import Ahead
from planviewer.ui.map.served_tiles import ServedTiles
from planviewer.ui.map.tile_key import TileKey

_log = logging.getLogger(__name__)
_REST_S: Final = 0.01
_STILL_S: Final = 0.3
_SHOWING_S: Final = 0.1
"""After a view that stood still for the one time has moved, nothing is drawn ahead for the other:
the engine has both cores to show the move. Who moves on without a rest is better served with tiles.
"""
_NOBODY: Final = 0
"""The ticket of a tile that nobody has asked for yet."""


class Picture(NamedTuple):
    """An encoded tile and its media type."""

    mime: str
    content: bytes


@cache
def _empty() -> Picture:
    """Return a transparent pixel, which the page stretches over a tile.

    It is a PNG: a bitmap must have some alpha somewhere, or the engine shows it black.
    """
    return Picture("image/png", encode_png(blank(1, 1)))


@cache
def _same() -> Picture:
    """Return two transparent pixels, by which the page knows that a tile looks as before."""
    return Picture("image/png", encode_png(blank(1, 2)))


class TilePainterLike(Protocol):
    """What draws tiles, see ``drawing.tiles.TilePainter``; called from the service's thread."""

    def image(
        self, z: float, x: int, y: int, ratio: float, cancelled: Callable[[], bool]
    ) -> QImage | None:
        """Return the tile, None when there is nothing on it or it was cancelled.

        ``z`` may lie between whole zooms: the world is then 256·2ᶻ CSS pixels wide, and tile
        (x, y) covers pixels 256·x to 256·(x+1) of it, as for whole zooms.
        """


Answer = Callable[[Picture], None]


@dataclass
class _Request:
    ticket: int
    key: TileKey
    answer: Answer
    stop: threading.Event = field(default_factory=threading.Event)


class TileService(QObject):
    """Draws tiles in its own thread.

    Signals
    -------
    failed(PlanviewerError)
        A tile could not be drawn; it is answered as an empty one.
    """

    failed = Signal(object)
    _drawn = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter: TilePainterLike | None = None
        self._ahead = Ahead()
        self._early: _Request | None = None
        self._served = ServedTiles()
        self._tickets = 0
        self._ratio: float | None = None
        self._moved = self._ahead_from = 0.0
        self._open: dict[int, _Request] = {}
        self._waiting: list[_Request] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._drawn.connect(self._answer)

    def set_painter(self, painter: TilePainterLike | None) -> None:
        """Draw with ``painter`` from the next tile on; None: tiles are empty."""
        with self._changed:
            self._painter = painter
            self._ahead.forget()

    def set_centre(
        self,
        x: float,
        y: float,
        half: tuple[float, float] = (0.0, 0.0),
        picture: tuple[int, float] | None = None,
    ) -> None:
        """Say where the view's centre is, in shares of the Mercator world (0–1, y down).

        ``half`` is half the view's width and height: with it, tiles a little around the view are
        drawn ahead when there is nothing else to do, so that the next pan finds them done. Those of
        ``picture`` (version and zoom) are drawn before the page, which will, has asked for them.
        """
        with self._changed:
            self._ahead.look((x, y), half)
            self._note_move()
            if picture is not None and self._ratio is not None:
                self._ahead.expect(TileKey(*picture, x=0, y=0, ratio=self._ratio))
            self._stop_needless()
            self._changed.notify()

    def _note_move(self) -> None:
        now = monotonic()
        self._ahead_from = now + _SHOWING_S if now - self._moved > _STILL_S else 0.0
        self._moved = now

    def request(self, key: TileKey, answer: Answer) -> int:
        """Have a tile drawn; ``answer`` is called with the picture. Return a ticket."""
        with self._changed:
            self._tickets += 1
            request = _Request(self._tickets, key, answer)
            self._open[request.ticket] = request
            self._waiting.append(request)
            self._ratio = key.ratio
            if self._early is not None and self._early.key != key:
                self._stop_needless()
            self._changed.notify()
        self._start()
        return request.ticket

    def _stop_needless(self) -> None:
        """Give up a tile that is drawn ahead, unless the view shows it: somebody waits now."""
        if self._early is not None and not self._ahead.in_view(self._early.key):
            self._early.stop.set()

    def cancel(self, ticket: int) -> None:
        """Drop a request: its answer is never called."""
        with self._changed:
            request = self._open.pop(ticket, None)
            if request is None:
                return
            request.stop.set()
            if request in self._waiting:
                self._waiting.remove(request)

    @property
    def pending(self) -> int:
        """How many requests have no answer yet."""
        return len(self._open)

    def close(self) -> None:
        """Drop everything and end the thread."""
        with self._changed:
            self._closed = True
            for request in self._open.values():
                request.stop.set()
            if self._early is not None:
                self._early.stop.set()
            self._open.clear()
            self._waiting.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="tiles", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            request, painter = job
            picture = self._draw(request, painter)
            if request is self._early:
                self._end_early(request)
            elif not request.stop.is_set() and not self._closed:
                self._drawn.emit(request.ticket, picture)

    def _end_early(self, request: _Request) -> None:
        with self._changed:
            self._early = None
            if request.stop.is_set():
                self._ahead.give_up(request.key)

    def _next(self) -> tuple[_Request, TilePainterLike | None] | None:
        """Wait for work; the newest picture comes first, in it the tile nearest to the centre."""
        with self._changed:
            while not self._closed and not self._waiting:
                self._changed.wait(self._rest(self._next_ahead()))
                ahead = None if self._closed or self._waiting else self._next_ahead()
                if ahead is not None and self._is_time_for(ahead):
                    self._ahead.note(ahead)
                    self._early = _Request(_NOBODY, ahead, lambda _picture: None)
                    return self._early, self._painter
            if self._closed:
                return None
            newest = self._waiting[-1].key
            request = min(
                self._waiting,
                key=lambda r: (
                    (r.key.version, r.key.z) != (newest.version, newest.z),
                    r.key.distance(self._ahead.centre),
                ),
            )
            self._waiting.remove(request)
            self._ahead.note(request.key)
            return request, self._painter

    def _rest(self, ahead: TileKey | None) -> float | None:
        """Return for how long there is nothing to do, None until somebody asks."""
        if ahead is None:
            return None
        still = 0.0 if self._is_time_for(ahead) else self._ahead_from - monotonic()
        return max(_REST_S, still)

    def _is_time_for(self, ahead: TileKey) -> bool:
        """Whether a tile that nobody asked for may be drawn: those in view, always."""
        return monotonic() >= self._ahead_from or self._ahead.in_view(ahead)

    def _next_ahead(self) -> TileKey | None:
        """Return a tile to be drawn before it is asked for."""
        return None if self._painter is None else self._ahead.next()

    def _draw(self, request: _Request, painter: TilePainterLike | None) -> Picture:
        if painter is None:
            return _empty()
        key = request.key
        try:
            image = painter.image(key.z, key.x, key.y, key.ratio, request.stop.is_set)
            return _empty() if request.ticket == _NOBODY else self._picture(key, image)
        except DrawingCancelled:
            return _empty()
        except Exception as error:  # noqa: BLE001 - the thread must live on, whatever one tile does
            _log.exception("tile %s", key)
            self.failed.emit(MapPictureFailed(reason=str(error)))
            return _empty()

    def _picture(self, key: TileKey, image: QImage | None) -> Picture:
        """Return what the page is told of a tile that was drawn."""
        if image is not None and image.isNull():
            image = None
        if self._served.is_known(key, image):
            return _same()
        return _empty() if image is None else Picture(MIME, encode(image))

    def _answer(self, ticket: int, picture: Picture) -> None:
        with self._changed:
            request = self._open.pop(ticket, None)
        if request is not None:
            request.answer(picture)
