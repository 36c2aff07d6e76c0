"""The page of the map window: built once, served by our own scheme, allowed nothing else.

Head, body and script are apart, so that the page's Content-Security-Policy can forbid inline
script, remote script and every connection. Data never come with the page: they arrive as typed
messages (:mod:`planviewer.web.messages`) and as pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlsplit

from planviewer.i18n import Language

SCHEME: Final = "planviewer"
ORIGIN: Final = f"{SCHEME}://app"
TILES: Final = f"{SCHEME}://tiles"

_STYLES: Final = ("leaflet.css", "map.css")
_SCRIPTS: Final = (
    "leaflet.js",
    "qwebchannel.js",
    "shell.js",
    "picture.js",
    "overlay.js",
    "map.js",
)


@dataclass(frozen=True)
class Shell:
    """The page: ``html`` for ``/``, ``script`` (folium's) for ``/shell.js``."""

    html: str
    script: str


def build_shell(language: Language, theme: str = "light", basemap_url: str | None = None) -> Shell:
    """Build the page.

    Parameters
    ----------
    language
        The page's language, for screen readers and hyphenation.
    theme
        "light" or "dark": the paper before the first message arrives.
    basemap_url
        The one remote tile source switched on, whose origin alone may then deliver pictures.
    """
    from planviewer.web.folium_map import folium_map  # noqa: PLC0415  the engine starts before pydantic

    rendered = folium_map()
    html = _PAGE.format(
        policy=escape(content_security_policy(basemap_url), quote=True),
        language=escape(language, quote=True),
        theme=escape(theme, quote=True),
        body=rendered.body.strip(),
        styles="\n".join(f'<link rel="stylesheet" href="{ORIGIN}/{name}">' for name in _STYLES),
        scripts="\n".join(f'<script defer src="{ORIGIN}/{name}"></script>' for name in _SCRIPTS),
    )
    return Shell(html, rendered.script)


def content_security_policy(basemap_url: str | None = None) -> str:
    """Return the page's policy: our own files, our own tiles, one basemap's pictures if asked."""
    pictures = [f"{SCHEME}:", "data:", *([origin(basemap_url)] if basemap_url else [])]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {ORIGIN}",
            f"style-src {ORIGIN}",
            f"font-src {ORIGIN}",
            f"img-src {' '.join(pictures)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def origin(url_template: str) -> str:
    """Return the https origin of an XYZ template; ``{s}`` becomes a wildcard for sub-domains.

    Raises
    ------
    ValueError
        If the template is not https or its host is not a plain host name.
    """
    parts = urlsplit(url_template)
    host = parts.netloc.replace("{s}", "*")
    if parts.scheme != "https" or not _HOST.fullmatch(host):
        raise ValueError(f"not an https tile source: {url_template}")
    return f"https://{host}"


_HOST: Final = re.compile(r"(\*\.)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(:\d{1,5})?")

_PAGE: Final = """<!doctype html>
<html lang="{language}" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>planviewer</title>
{styles}
{scripts}
</head>
<body>
{body}
</body>
</html>
"""
