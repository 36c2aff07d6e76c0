"""Our URL scheme: the only place the page can load anything from.

``planviewer://app/…`` serves the page and its files, ``planviewer://tiles/…`` its pictures.
Everything else is not found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from planviewer.ui.map.served import served_file
from planviewer.ui.map.tile_key import TileKey
from planviewer.web.shell import SCHEME, Shell

if TYPE_CHECKING:
    from planviewer.ui.map.tile_service import Picture, TileService

_HTML: Final = b"text/html; charset=utf-8"
_SCRIPT: Final = b"text/javascript; charset=utf-8"


def register_scheme() -> None:
    """Make the scheme known to the engine; call it before the application object exists.

    It is a secure origin with hosts. It is not a local one: a local page may not load the
    pictures of a basemap that was switched on. A second call does nothing.
    """
    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setDefaultPort(QWebEngineUrlScheme.SpecialPort.PortUnspecified.value)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests from the fixed list of files and from the tile service."""

    def __init__(self, shell: Callable[[], Shell], tiles: TileService, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._tiles = tiles
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer ``job``, at once or, for a tile, when it is drawn."""
        url = job.requestUrl()
        if bytes(job.requestMethod().data()) != b"GET" or url.hasQuery():
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif url.host() == "tiles":
            self._start_tile(job, url.path())
        elif url.host() == "app" and (found := self._find(url.path())) is not None:
            _reply(job, *found)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _find(self, path: str) -> tuple[bytes, bytes] | None:
        if path in {"", "/"}:
            return _HTML, self._shell().html.encode()
        if path == "/shell.js":
            return _SCRIPT, self._shell().script.encode()
        return served_file(path)

    def _start_tile(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        key = TileKey.from_path(path)
        if key is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        # The engine deletes the job when the page no longer wants the tile: touch it only through
        # the table of jobs that are still alive.
        ticket = self._tiles.request(key, lambda picture: self._finish_tile(ticket, picture))
        self._jobs[ticket] = job
        job.destroyed.connect(partial(self._forget, ticket))

    def _finish_tile(self, ticket: int, picture: Picture) -> None:
        job = self._jobs.pop(ticket, None)
        if job is not None:
            _reply(job, picture.mime.encode(), picture.content)

    def _forget(self, ticket: int, *_: object) -> None:
        self._jobs.pop(ticket, None)
        self._tiles.cancel(ticket)


def _reply(job: QWebEngineUrlRequestJob, mime: bytes, content: bytes) -> None:
    job.setAdditionalResponseHeaders(_HEADERS)
    buffer = QBuffer(job)  # lives as long as the engine reads from it
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(mime, buffer)


_HEADERS: Final = {
    QByteArray(b"X-Content-Type-Options"): QByteArray(b"nosniff"),
    QByteArray(b"Cache-Control"): QByteArray(b"no-store"),
}
