"""The map of the window, as folium renders it.

folium is slow to import (about a second), and what it renders for the window never changes, so it
is kept as a file (``python -m planviewer.web.folium_map`` writes it, a test holds it to what folium
renders). When the file is missing or of other options, folium renders on the spot.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from planviewer import assets
from planviewer.errors import FileMissing
from planviewer.model.value import Value
from planviewer.web.view import MAX_ZOOM, MIN_ZOOM

MAP_ID: Final = "planviewer"
KEPT: Final = "web/shell.json"
_BOUNDS: Final = (106.1385, 22.7165, 106.1745, 22.7565)
OPTIONS: Final[dict[str, Any]] = {
    "zoom_control": "topright",
    "attribution_control": False,  # ours writes text, Leaflet's would write HTML
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
LIMITS: Final = (MIN_ZOOM, MAX_ZOOM)


class KeptMap(Value):
    """The element for the body and the script that starts it; ``key``: of which options."""

    key: str
    body: str
    script: str


def folium_map() -> KeptMap:
    """Return the rendered map, from the file where it is of today's options."""
    try:
        kept = KeptMap.model_validate_json(assets.resource(KEPT).read_bytes())
    except (FileMissing, OSError, ValidationError):
        return render()
    return kept if kept.key == _key() else render()


def render() -> KeptMap:
    """Let folium render the map."""
    from planviewer.web.folium_page import (  # noqa: PLC0415 - off the start path, see above
        build_map,
        render_parts,
    )

    parts = render_parts(build_map(MAP_ID, bounds=_BOUNDS, limits=LIMITS, **OPTIONS))
    return KeptMap(key=_key(), body=parts.body, script=parts.script)


def _key() -> str:
    made_of = json.dumps([MAP_ID, _BOUNDS, OPTIONS, LIMITS])
    return hashlib.sha256(made_of.encode()).hexdigest()


def write_kept(resources: Path) -> None:
    """Render and keep the result under ``resources``."""
    text = json.dumps(render().model_dump(), indent=1, ensure_ascii=False)
    (resources / KEPT).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_kept(assets.resource("web").parent)
