"""The files the page may load: a fixed list, read once."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QFile, QIODevice

from planviewer import assets
from planviewer.errors import FileMissing

_SCRIPT: Final = b"text/javascript; charset=utf-8"
_STYLE: Final = b"text/css; charset=utf-8"
_FONT: Final = b"font/ttf"
_FONTS: Final = ("Regular", "Medium", "SemiBold")

_RESOURCES: Final[dict[str, tuple[bytes, str]]] = {
    "/leaflet.js": (_SCRIPT, "vendor/leaflet/leaflet.js"),
    "/leaflet.css": (_STYLE, "vendor/leaflet/leaflet.css"),
    "/picture.js": (_SCRIPT, "web/picture.js"),
    "/overlay.js": (_SCRIPT, "web/overlay.js"),
    "/map.js": (_SCRIPT, "web/map.js"),
    "/map.css": (_STYLE, "web/map.css"),
    **{
        f"/fonts/BeVietnamPro-{weight}.ttf": (_FONT, f"vendor/fonts/BeVietnamPro-{weight}.ttf")
        for weight in _FONTS
    },
}
_CHANNEL_SCRIPT: Final = ":/qtwebchannel/qwebchannel.js"


@cache
def served_file(path: str) -> tuple[bytes, bytes] | None:
    """Return (MIME type, content) of a file of the page, None for everything else.

    Raises
    ------
    FileMissing
        If a file of the list is not installed.
    """
    if path == "/qwebchannel.js":
        return _SCRIPT, _channel_script()
    if path not in _RESOURCES:
        return None
    mime, relative = _RESOURCES[path]
    return mime, assets.resource(relative).read_bytes()


def _channel_script() -> bytes:
    """Return Qt's own web channel client, which is compiled into the library."""
    file = QFile(_CHANNEL_SCRIPT)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileMissing(path=_CHANNEL_SCRIPT)
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()
