"""The one place where folium builds the map of the window.

folium is slow to import (about a second), so what it renders is kept as a small file made at build
time (``python -m planviewer.web.folium_map``). The file carries a key of everything that went into
it; when the key is not today's, folium renders again and the file is left alone.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from planviewer import assets
from planviewer.errors import FileMissing
from planviewer.model.value import Value
from planviewer.web.view import MAX_ZOOM, MIN_ZOOM

MAP_ID: Final = "planviewer"
BUILT: Final = "vendor/shell/folium.json"
OPTIONS: Final[dict[str, Any]] = {
    "location": [22.73738, 106.15216],
    "zoom_start": 14,
    "tiles": None,
    "zoom_control": "topright",
    "attribution_control": False,  # ours writes text, Leaflet's would write HTML
    "min_zoom": MIN_ZOOM,
    "max_zoom": MAX_ZOOM,
    "zoom_snap": 0,  # any zoom is a place to rest: a typed scale must hold
    "zoom_delta": 1,
    "wheel_px_per_zoom_level": 110,
    "zoom_animation": False,  # each rest is drawn sharp by Python; animating would show it twice
    "fade_animation": False,
    "marker_zoom_animation": False,
    "track_resize": False,  # the page watches its own size and keeps a fitted view fitted
    "keyboard": True,
    "bounce_at_zoom_limits": False,
}
"""Arguments of ``folium.Map``."""


class FoliumMap(Value):
    """folium's map rendered apart: the element for the body, the script that starts it."""

    key: str
    body: str
    script: str


def folium_map() -> FoliumMap:
    """Return the rendered map, from the file made at build time when it is of today."""
    try:
        built = FoliumMap.model_validate_json(assets.resource(BUILT).read_bytes())
    except (FileMissing, OSError, ValidationError):
        return render()
    return built if built.key == _key() else render()


def render() -> FoliumMap:
    """Let folium render the map. Its header is left out: it links to ten remote files."""
    import folium  # noqa: PLC0415 - a second of import, off the start path

    options = dict(OPTIONS)
    limits = {"minZoom": options.pop("min_zoom"), "maxZoom": options.pop("max_zoom")}
    page = folium.Map(**options)
    page.options.update(limits)  # folium keeps these two for its own tile layer
    page._id = MAP_ID  # noqa: SLF001 - folium has no other way to a fixed id
    page.default_js, page.default_css = [], []  # on the instance: the class-level lists are shared
    figure: Any = page.get_root()
    figure.render()
    return FoliumMap(key=_key(), body=figure.html.render(), script=figure.script.render())


def _key() -> str:
    made_of = json.dumps([OPTIONS, MAP_ID, version("folium"), version("branca")])
    return hashlib.sha256(made_of.encode()).hexdigest()


def write_built(resources: Path) -> Path:
    """Render and keep the result under ``resources``; return the file written."""
    path = resources / BUILT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render().model_dump_json(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_built(assets.resource("web").parent)
