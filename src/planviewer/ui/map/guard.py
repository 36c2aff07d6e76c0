"""Nothing leaves this machine unless a basemap is switched on, and then only for its tiles."""

from __future__ import annotations

import logging
from fnmatch import fnmatchcase
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from planviewer.web.shell import SCHEME, origin

_log = logging.getLogger(__name__)
_INSIDE: Final = frozenset({SCHEME, "data", "blob"})


class NetworkGuard(QWebEngineUrlRequestInterceptor):
    """Blocks every request outside our scheme but pictures of the one allowed tile source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._origin: str | None = None
        self.blocked: list[str] = []
        """What was refused, for the log and for the tests."""
        self.let_out: list[str] = []
        """What was let out to the network."""

    def allow(self, url_template: str | None) -> None:
        """Allow the origin of an XYZ template, and only this one; None: none at all."""
        self._origin = origin(url_template) if url_template else None

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Decide about one request."""
        url = info.requestUrl()
        if url.scheme() in _INSIDE:
            return
        picture = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if picture and self.allows(url):
            self.let_out.append(url.toString())
            return
        _log.warning("blocked: %s", url.toDisplayString())
        self.blocked.append(url.toString())
        info.block(True)

    def allows(self, url: QUrl) -> bool:
        """Whether ``url`` belongs to the allowed tile source."""
        if self._origin is None or url.userInfo():
            return False
        port = f":{url.port()}" if url.port() != -1 else ""
        return fnmatchcase(f"{url.scheme()}://{url.host()}{port}", self._origin)
