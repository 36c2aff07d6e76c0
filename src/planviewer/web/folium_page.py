"""What folium renders, in parts that a page with a strict Content-Security-Policy can hold.

folium's own document links ten remote files and carries inline blocks. Here its map is rendered
without any link, and styles, body and script come back apart, so that a page may hash or serve
them as it likes. Nothing in here depends on chance: the same map gives the same text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final

import folium
from branca.element import Figure

from planviewer import assets

_BLOCK: Final = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)
_IMAGE: Final = re.compile(r"url\(images/[^)]*\)")
_SOURCE_MAP: Final = re.compile(r"//# sourceMappingURL=.*\s*$")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_VML: Final = re.compile(r"behavior:\s*url\(#default#VML\);")
# What could end a script element, or a line of a script in older engines.
_UNSAFE_IN_SCRIPT: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class PageParts:
    """The texts of a folium map.

    ``globals_script`` must run before Leaflet, ``script`` after it and after ``body`` is parsed.
    """

    styles: str
    globals_script: str
    body: str
    script: str


def build_map(
    name: str, *, bounds: tuple[float, float, float, float], **options: Any
) -> folium.Map:
    """Return a folium map with a fixed id and no remote link.

    Parameters
    ----------
    name
        The map is the JavaScript variable and the element ``map_<name>``.
    bounds
        west, south, east, north in WGS 84 degrees, shown at the start.
    options
        Options of ``folium.Map`` and of Leaflet's map, in Python's spelling.
    """
    west, south, east, north = bounds
    page_map = folium.Map(location=((south + north) / 2, (west + east) / 2), tiles=None, **options)
    page_map._id = name  # noqa: SLF001 -- folium offers no other way to an id that is not random
    # On the instance: add_js_link would change the lists of the class for every later map.
    page_map.default_js = []
    page_map.default_css = []
    page_map.fit_bounds([[south, west], [north, east]])
    return page_map


def render_parts(page_map: folium.Map) -> PageParts:
    """Render a map of :func:`build_map`; ``<meta>`` and links are left out."""
    figure = page_map.get_root()
    assert isinstance(figure, Figure)  # noqa: S101 -- folium puts every map in one
    figure.render()
    blocks = _BLOCK.findall(figure.header.render())
    return PageParts(
        styles="\n".join(text for tag, text in blocks if tag == "style"),
        globals_script="\n".join(text for tag, text in blocks if tag == "script"),
        body=figure.html.render().strip(),
        script=figure.script.render(),
    )


def leaflet_script() -> str:
    """Return Leaflet's code without the pointer to its source map."""
    text = assets.resource("vendor/leaflet/leaflet.js").read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", text)


def leaflet_styles() -> str:
    """Return Leaflet's style sheet without comments and images (of controls not used here)."""
    text = assets.resource("vendor/leaflet/leaflet.css").read_text(encoding="utf-8")
    for pattern, instead in ((_COMMENT, ""), (_IMAGE, "none"), (_VML, "")):
        text = pattern.sub(instead, text)
    return text


def json_block(data: Any) -> str:
    """Return ``data`` as JSON that can stand inside ``<script type="application/json">``.

    ``<``, ``>``, ``&``, the two line separators and lone surrogates are written as escapes, so no
    value can end the block or break the encoding of the page.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def csp_hash(text: str) -> str:
    """Return the source expression that allows exactly this inline block ("'sha256-…'")."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
