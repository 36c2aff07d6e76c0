"""What folium renders, in parts that a page with a strict Content-Security-Policy can hold.

folium's own document links ten remote files and carries inline blocks. Here its map is rendered
without any link, and styles, body and script come back apart, so that a page may hash or serve
them as it likes. Nothing in here depends on chance: the same map gives the same text.
"""

from __future__ import annotations

import re
from typing import Any, Final

import folium
from branca.element import Figure

from planviewer.model.value import Value

_BLOCK: Final = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)


class PageParts(Value):
    """The texts of a folium map.

    ``globals_script`` must run before Leaflet, ``script`` after it and after ``body`` is parsed.
    """

    styles: str
    globals_script: str
    body: str
    script: str


def build_map(
    name: str,
    *,
    bounds: tuple[float, float, float, float],
    limits: tuple[float, float],
    **options: Any,
) -> folium.Map:
    """Return a folium map with a fixed id and no remote link.

    Parameters
    ----------
    name
        The map is the JavaScript variable and the element ``map_<name>``.
    bounds
        west, south, east, north in WGS 84 degrees, shown at the start.
    limits
        Least and greatest zoom.
    options
        Options of ``folium.Map`` and of Leaflet's map, in Python's spelling.
    """
    west, south, east, north = bounds
    page_map = folium.Map(location=((south + north) / 2, (west + east) / 2), tiles=None, **options)
    page_map._id = name  # noqa: SLF001 -- folium offers no other way to an id that is not random
    # On the instance: add_js_link would change the lists of the class for every later map.
    page_map.default_js = []
    page_map.default_css = []
    # folium keeps limits of the zoom for a tile layer of its own.
    page_map.options.update(minZoom=limits[0], maxZoom=limits[1])
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
