"""Every edit of a plan: functions Plan → Plan. The window and the command line share them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from planviewer.model.cadastre import Cadastre
from planviewer.model.layer import Group, Layer, RasterSource, Source, ZoneSource
from planviewer.model.plan import Basemap, Bounds, Plan, on_earth
from planviewer.model.provenance import Provenance
from planviewer.model.site import Placement, SiteFields
from planviewer.model.style import CategoryStyle, GraduatedStyle, SingleStyle
from planviewer.model.text import Text


def set_head(plan: Plan, title: Text, subtitle: Text | None, crs: str) -> Plan:
    """Name a plan anew, and say in which system it measures ("EPSG:n", metres)."""
    return plan.changed(title=title, subtitle=subtitle, crs=crs)


def set_home(plan: Plan, home: Bounds) -> Plan:
    """Choose the view that shows the whole plan (WGS 84 degrees; what is on the Earth of it)."""
    return plan.changed(home=on_earth(home), home_provisional=False)


def name_layer(plan: Plan, layer_id: str, title: Text) -> Plan:
    """Give a layer another title."""
    return plan.with_layer(layer_id, lambda layer: layer.changed(title=title))


def set_provenance(plan: Plan, layer_id: str, provenance: Provenance) -> Plan:
    """Say where a layer comes from and how far it can be trusted.

    Zones computed from the layer that had its status follow it: they are as good as their line.
    """
    old = plan.layer(layer_id).provenance.status
    plan = plan.with_layer(layer_id, lambda layer: layer.changed(provenance=provenance))
    for zone in plan.zone_layers:
        if not isinstance(zone.source, ZoneSource) or zone.source.rule.line_layer != layer_id:
            continue
        if zone.provenance.status is old:
            followed = zone.provenance.changed(status=provenance.status)
            plan = plan.with_layer(zone.id, partial(Layer.changed, provenance=followed))
    return plan


def name_group(plan: Plan, group_id: str, title: Text) -> Plan:
    """Give a group of layers another title."""
    groups = tuple(x.changed(title=title) if x.id == group_id else x for x in plan.groups)
    return plan.changed(groups=groups)


def put_in_group(plan: Plan, layer_id: str, group: Group | None) -> Plan:
    """Put a layer under a heading (a new one is added), or with None under none.

    A heading that this leaves empty goes.
    """
    left = plan.layer(layer_id).group
    groups = plan.groups
    if group is not None and group.id not in {known.id for known in groups}:
        groups = (*groups, group)
    wanted = None if group is None else group.id
    layers = tuple(
        layer.changed(group=wanted) if layer.id == layer_id else layer for layer in plan.layers
    )
    if left != wanted and left not in {layer.group for layer in layers}:
        groups = tuple(known for known in groups if known.id != left)
    return plan.changed(layers=layers, groups=groups)


def set_visible(plan: Plan, layer_ids: Sequence[str], visible: bool) -> Plan:
    """Show or hide layers."""
    for layer_id in layer_ids:
        plan = plan.with_layer(layer_id, lambda layer: layer.changed(visible=visible))
    return plan


def set_opacity(plan: Plan, layer_id: str, opacity: float) -> Plan:
    """Set the opacity (0–1) of a layer."""
    return plan.with_layer(layer_id, lambda layer: layer.changed(opacity=opacity))


def set_style(
    plan: Plan, layer_id: str, style: SingleStyle | CategoryStyle | GraduatedStyle
) -> Plan:
    """Give a layer another style."""
    return plan.with_layer(layer_id, lambda layer: layer.changed(style=style))


def use_source(
    plan: Plan, layer_id: str, source: Source, provenance: Provenance | None = None
) -> Plan:
    """Have a layer read from elsewhere; it keeps its look, and its origin unless one is given."""

    def change(layer: Layer) -> Layer:
        return layer.changed(source=source, provenance=provenance or layer.provenance)

    return plan.with_layer(layer_id, change)


def set_scale_range(
    plan: Plan, layer_id: str, max_scale: float | None, min_scale: float | None
) -> Plan:
    """Show a layer only between 1:``max_scale`` (closest) and 1:``min_scale`` (farthest)."""
    return plan.with_layer(
        layer_id, lambda layer: layer.changed(max_scale=max_scale, min_scale=min_scale)
    )


def move_layer(plan: Plan, layer_id: str, position: int, group: str | None) -> Plan:
    """Put a layer at ``position`` of the drawing order (0: bottom), into ``group``."""
    moved = plan.layer(layer_id).changed(group=group)
    others = [layer for layer in plan.layers if layer.id != layer_id]
    others.insert(max(0, min(position, len(others))), moved)
    return plan.changed(layers=tuple(others))


def add_layer(plan: Plan, layer: Layer) -> Plan:
    """Add a layer on top."""
    return plan.changed(layers=(*plan.layers, layer))


def add_layer_below(plan: Plan, layer: Layer) -> Plan:
    """Add a layer at the bottom, under everything: an image that would hide the others."""
    return plan.changed(layers=(layer, *plan.layers))


def add_ground(plan: Plan, layer: Layer) -> Plan:
    """Add a layer that covers the land whole: above the images, below all that it would hide."""
    images = 0
    while images < len(plan.layers) and isinstance(plan.layers[images].source, RasterSource):
        images += 1
    return plan.changed(layers=(*plan.layers[:images], layer, *plan.layers[images:]))


def remove_layer(plan: Plan, layer_id: str) -> Plan:
    """Take a layer out of the plan (its file stays)."""
    plan.layer(layer_id)
    layers = tuple(layer for layer in plan.layers if layer.id != layer_id)
    land = plan.cadastre
    gone: dict[str, object] = {"parcels": None, "fields": ()} if land.parcels == layer_id else {}
    gone |= {"buildings": None} if land.buildings == layer_id else {}
    return plan.changed(layers=layers, cadastre=land.changed(**gone))


def set_cadastre(plan: Plan, cadastre: Cadastre) -> Plan:
    """Say which layers are the parcels and buildings, and how they are to be understood."""
    return plan.changed(cadastre=cadastre)


def use_sites(plan: Plan, layer_id: str | None, fields: SiteFields | None = None) -> Plan:
    """Have a layer hold the sites of the plan, with None no layer.

    Places that were given to sites of another layer are forgotten: they would be strangers.
    """
    kept = plan.placements if layer_id == plan.sites_layer else ()
    return plan.changed(sites_layer=layer_id, site_fields=fields, placements=kept)


def place_site(plan: Plan, site: str, lon: float, lat: float, day: date) -> Plan:
    """Give a site its place (WGS 84 degrees); replaces an earlier placement."""
    placement = Placement(site=site, lon=lon, lat=lat, date=day)
    kept = tuple(p for p in plan.placements if p.site != site)
    return plan.changed(placements=(*kept, placement))


def unplace_site(plan: Plan, site: str) -> Plan:
    """Forget the place the user gave to a site."""
    return plan.changed(placements=tuple(p for p in plan.placements if p.site != site))


def add_basemap(plan: Plan, basemap: Basemap) -> Plan:
    """Add (or replace) a basemap; it stays off."""
    kept = tuple(b for b in plan.basemaps if b.id != basemap.id)
    return plan.changed(basemaps=(*kept, basemap))


def use_basemap(plan: Plan, basemap: str | None) -> Plan:
    """Switch a basemap on, or with None go back to plain paper."""
    return plan.changed(basemap=basemap)
