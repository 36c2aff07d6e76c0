"""The plan as one self-contained HTML file, for people who have no planviewer.

folium builds the map; Leaflet, styles, words and data lie inside. The page loads nothing, from
nowhere: its policy forbids it, and allows only the very blocks written here, by their hashes.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from datetime import date
from string import Template
from typing import Any, Final

import geopandas as gpd

from planviewer import __version__, assets, i18n
from planviewer.errors import FileMissing
from planviewer.model.crs import crs_name, parse_crs
from planviewer.model.layer import Layer, RasterSource
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.web import folium_page, inline, share_data, share_system
from planviewer.web.share_data import Measures

_MAP: Final = "plan"
_SCRIPTS: Final = (
    "share.geodesy.js",
    "share.text.js",
    "share.dom.js",
    "share.symbols.js",
    "share.facts.js",
    "share.map.js",
    "share.grid.js",
    "share.panels.js",
    "share.js",
)
_STYLES: Final = ("share.css", "share.print.css")


def share_page(
    plan: Plan,
    frames: Mapping[str, gpd.GeoDataFrame],
    sites: Sequence[Site],
    *,
    made_on: date,
    measures: Measures | None = None,
    version: str = __version__,
) -> str:
    """Return the plan as an HTML document; the same arguments give the same text.

    Parameters
    ----------
    plan
        What is shown. Basemaps are left out: the page loads nothing.
    frames
        Features by layer id, each in its own CRS; a layer without a frame is listed empty.
    sites
        The sites of the programme with their present places.
    made_on
        The date in the title block.
    measures
        Length and area of the features in the plan CRS, by layer id, one a row.
    version
        The program's version, as the page names it.

    Raises
    ------
    CrsUnknown, NoTransformation
        If features cannot be brought to WGS 84.
    FileMissing
        If the page's assets are not built.
    """
    data = page_data(plan, frames, sites, made_on=made_on, measures=measures, version=version)
    parts = _map_parts(plan)
    styles = "\n".join([inline.leaflet_styles(), parts.styles, *map(_web, _STYLES)])
    scripts = [
        parts.globals_script + inline.leaflet_script(),
        "\n".join([*map(_web, _SCRIPTS), parts.script, f"planviewerShare.start(map_{_MAP});\n"]),
    ]
    title, subtitle = str(plan.title), str(plan.subtitle or "")
    template = Template(_web("share.html"))
    return template.substitute(
        **_icons(template),
        language=i18n.language(),
        policy=_policy(styles, scripts),
        version=html.escape(version),
        title=html.escape(title),
        subtitle=html.escape(subtitle),
        styles=f"<style>{styles}</style>",
        notice_hidden="" if _is_schematic(plan) else " hidden",
        map=parts.body,
        crs_label=html.escape(_system_label(plan.crs)),
        licences=_licences(),
        data=_data_block(data),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def page_data(
    plan: Plan,
    frames: Mapping[str, gpd.GeoDataFrame],
    sites: Sequence[Site],
    *,
    made_on: date,
    measures: Measures | None = None,
    version: str = __version__,
) -> dict[str, Any]:
    """Return the values of the page's data block (parameters as for :func:`share_page`)."""
    measures = measures or {}
    return {
        "language": i18n.language(),
        "words": json.loads(_web("share.words.json")),
        "plan": _title_block(plan, made_on, version),
        "system": share_system.plan_system(plan.crs),
        "groups": share_data.group_values(plan),
        "layers": [
            _layer(plan, layer_id, frames.get(layer_id), sites, measures.get(layer_id))
            for layer_id in (layer.id for layer in plan.layers if not _is_image(layer))
        ],
        "left_out": [layer.title.model_dump() for layer in plan.layers if _is_image(layer)],
        "sites": [share_data.site_values(site) for site in sites],
    }


def _web(name: str) -> str:
    return assets.resource(f"web/{name}").read_text(encoding="utf-8")


def _data_block(data: Mapping[str, Any]) -> str:
    block = inline.json_block(data)
    return f'<script type="application/json" id="plan-data">{block}</script>'


def _map_parts(plan: Plan) -> folium_page.PageParts:
    page_map = folium_page.build_map(
        _MAP,
        bounds=plan.home,
        limits=(6, 20),
        zoom_snap=0.25,
        zoom_delta=0.75,
        attribution_control=False,
        zoom_control="topright",
    )
    return folium_page.render_parts(page_map)


def _policy(styles: str, scripts: Sequence[str]) -> str:
    allowed = " ".join(inline.csp_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {inline.csp_hash(styles)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _icons(template: Template) -> dict[str, str]:
    """Return the drawings of the icons the page names (``${icon_map_pin}``)."""
    names = [name for name in template.get_identifiers() if name.startswith("icon_")]
    return {name: _icon(name.removeprefix("icon_").replace("_", "-")) for name in names}


def _icon(name: str) -> str:
    text = assets.resource(f"vendor/icons/{name}.svg").read_text(encoding="utf-8")
    drawing = " ".join(text[text.index("<svg") :].split())
    return drawing.replace("<svg", '<svg aria-hidden="true"', 1)


def _licences() -> str:
    """Return Leaflet's licence, which wants to travel with its code, folded away."""
    try:
        text = assets.resource("vendor/leaflet/LICENSE").read_text(encoding="utf-8")
    except FileMissing:  # the notice at the head of leaflet.js is there in any case
        return ""
    return (
        '<details class="licences"><summary lang="en">Leaflet 1.9, BSD-2-Clause</summary>'
        f'<pre lang="en">{html.escape(text)}</pre></details>'
    )


def _is_image(layer: Layer) -> bool:
    """Whether a layer is an image, which would make the page too large to be sent; it says so."""
    return isinstance(layer.source, RasterSource)


def _is_schematic(plan: Plan) -> bool:
    return any(layer.provenance.is_schematic for layer in plan.layers)


def _system_label(plan_crs: str) -> str:
    """Return the short name of the plan's datum beside coordinates ("VN-2000")."""
    return parse_crs(plan_crs).name.split(" / ")[0]


def _title_block(plan: Plan, made_on: date, version: str) -> dict[str, Any]:
    west, south, east, north = plan.home
    return {
        "title": plan.title.model_dump(),
        "subtitle": plan.subtitle.model_dump() if plan.subtitle else None,
        "bounds": [[south, west], [north, east]],
        "made_on": made_on.isoformat(),
        "version": version,
        "crs": crs_name(plan.crs),
        "crs_name": parse_crs(plan.crs).name,
        "transformation": share_system.shift_to_wgs84(plan.crs),
    }


def _layer(
    plan: Plan,
    layer_id: str,
    frame: gpd.GeoDataFrame | None,
    sites: Sequence[Site],
    measures: Sequence[share_data.Measured | None] | None,
) -> dict[str, Any]:
    layer = plan.layer(layer_id)
    if layer_id != plan.sites_layer:
        return share_data.layer_values(layer, frame, measures)
    values = share_data.layer_values(layer, share_data.placed_sites(frame, sites), None)
    for feature in values["features"]:
        feature["site"] = feature["properties"]["id"]
    return values
