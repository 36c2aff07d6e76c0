"""What is here? Details of features and sites, as plain values for panels, popups and sheets."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import shapely

from planviewer import i18n
from planviewer.analysis.measures import measure
from planviewer.analysis.rule_words import rule_in_words
from planviewer.analysis.zones import net_areas
from planviewer.app.coordinate_words import coordinate_rows, system_words
from planviewer.app.details import Badge, Details, Row, Section
from planviewer.app.images import PixelFound, image_rows, pixel_rows, place_of, read_pixel
from planviewer.app.loading import PlanData
from planviewer.app.provenance_words import provenance_section, status_badge
from planviewer.app.table_words import by_view_rows, table_rows
from planviewer.i18n import translate
from planviewer.model.crs import (
    WGS84,
    crs_name,
    operation,
)
from planviewer.model.layer import Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.reading.raster.images import RasterInfo

if TYPE_CHECKING:
    import geopandas as gpd

PixelReader = Callable[[RasterInfo, int], PixelFound | None]


def feature_details(
    plan: Plan, data: PlanData, layer_id: str, row: int, *, pixel: PixelReader = read_pixel
) -> Details:
    """Return everything known about one feature.

    Parameters
    ----------
    layer_id, row
        The layer and the 0-based row in its frame; of an image, the number of the pixel.
    pixel
        Gives the values of a pixel, or None while they are being read.
    """
    layer = plan.layer(layer_id)
    frame, image = data.store.frame(layer_id), data.store.raster(layer_id)
    if image is not None:
        return _pixel_details(plan, layer, image, row, pixel(image, row))
    if frame is None or not 0 <= row < len(frame):
        return Details(title=str(layer.title), subtitle="", badges=(), sections=())
    if layer_id == plan.sites_layer:
        site = _site_of_row(data, frame, row)
        if site is not None:
            return site_details(plan, data, site)
    record = frame.iloc[row]
    # A zone's attributes are its rule and its figures, which are said in words below.
    told = _zone(plan, data, layer) or (_attributes(layer, record),)
    sections = (
        *told,
        _measured(plan, frame, row),
        provenance_section(layer.provenance),
    )
    title, of_layer = feature_title(layer, record), str(layer.title)
    return Details(
        title=title,
        subtitle="" if title == of_layer else of_layer,
        badges=(status_badge(layer.provenance),),
        sections=tuple(section for section in sections if section.rows),
    )


def hit_title(plan: Plan, data: PlanData, layer_id: str, row: int) -> str:
    """Return a short name for a feature, for hovers and for choosing among several."""
    layer, frame = plan.layer(layer_id), data.store.frame(layer_id)
    if frame is None:
        return str(layer.title)
    return feature_title(layer, frame.iloc[row])


def site_of(plan: Plan, data: PlanData, layer_id: str, row: int) -> str | None:
    """Return the id of the site a feature stands for: a row of the sites, or a site's layer."""
    frame = data.store.frame(layer_id)
    if layer_id == plan.sites_layer and frame is not None:
        site = _site_of_row(data, frame, row)
        return None if site is None else site.id
    return next((site.id for site in data.sites if site.layer == layer_id), None)


def rows_of_site(plan: Plan, data: PlanData, site: Site) -> tuple[str | None, list[int]]:
    """Return the layer and the rows that show a site; (None, []) while it has no place.

    A site that has a layer of its own is shown by all of that layer's features.
    """
    if site.located_by == "layer" and site.layer is not None:
        frame = data.store.frame(site.layer)
        return (site.layer, list(range(len(frame)))) if frame is not None else (None, [])
    frame = None if plan.sites_layer is None else data.store.frame(plan.sites_layer)
    if frame is None or site.place is None:
        return None, []
    return plan.sites_layer, [int(row) for row in (frame["id"] == site.id).to_numpy().nonzero()[0]]


def layer_details(plan: Plan, data: PlanData, layer_id: str) -> Details:
    """Return what is known about a layer: how much it holds, and how good it is."""
    layer, entry = plan.layer(layer_id), data.store.entry(layer_id)
    rows = []
    if entry.error is not None:
        rows.append(Row(translate("details", "Problem"), str(entry.error)))
    if entry.features is not None:
        features = entry.features
        rows.append(Row(translate("details", "Features"), i18n.number(len(features.frame))))
        rows += by_view_rows(features)
        rows.append(Row(translate("details", "Coordinate system"), crs_name(features.frame.crs)))
        if features.encoding:
            rows.append(Row(translate("details", "Encoding"), features.encoding))
        rows += [Row(translate("details", "Problem"), str(p.message)) for p in features.problems]
    if entry.raster is not None:
        rows += image_rows(entry.raster)
    rows += table_rows(layer)
    data_section = Section(translate("details", "Data"), tuple(rows))
    return Details(
        title=str(layer.title),
        subtitle=translate("details", "Layer"),
        badges=(status_badge(layer.provenance),),
        sections=(data_section, *_zone(plan, data, layer), provenance_section(layer.provenance)),
    )


def plan_details(plan: Plan, data: PlanData) -> Details:
    """Return the plan at a glance: its zones with areas, its sites, its coordinate system."""
    zones = [
        Row(str(layer.title), i18n.area(data.zones[layer.id].area_m2))
        for layer in plan.zone_layers
        if layer.id in data.zones
    ]
    if len(zones) > 1:
        shapes = [(zone_id, zone.geometry) for zone_id, zone in data.zones.items()]
        net = net_areas(shapes, plan.priorities)
        text = translate("details", "Total, overlaps counted once")
        zones.append(Row(text, i18n.area(sum(net.values()))))
    located = sum(site.place is not None for site in data.sites)
    count = translate("details", "{located} of {all} located")
    general = [Row(translate("details", "Coordinate system"), system_words(plan.crs))]
    if plan.sites_layer is not None and data.store.entry(plan.sites_layer).known:
        words = count.format(located=located, all=len(data.sites))
        general.append(Row(translate("details", "Sites"), words))
    return Details(
        title=str(plan.title),
        subtitle="" if plan.subtitle is None else str(plan.subtitle),
        badges=(),
        sections=tuple(
            section
            for section in (
                Section(translate("details", "Land-recovery zones"), tuple(zones)),
                Section(translate("details", "Plan"), tuple(general)),
            )
            if section.rows
        ),
    )


def feature_title(layer: Layer, record: Any) -> str:
    """Return a feature's name: its name field in the language of the moment, or the layer's."""
    if layer.name_field is None:
        return str(layer.title)
    for field in (f"{layer.name_field}_{i18n.language()}", layer.name_field):
        value = record.get(field)
        if field in record.index and _is_known(value):
            return str(value)
    return str(layer.title)


def site_details(plan: Plan, data: PlanData, site: Site) -> Details:
    """Return everything known about a site of the programme, and the zone it stands for."""
    rows = [Row(translate("details", "Group"), str(site.group))]
    if site.funding is not None:
        rows.append(Row(translate("details", "Funding"), str(site.funding)))
    if site.visit_order is not None:
        rows.append(Row(translate("details", "Order of visit"), str(site.visit_order)))
    if site.note is not None:
        rows.append(Row(translate("details", "Note"), str(site.note)))
    rows.append(Row(translate("details", "Source"), str(site.source)))
    rows.append(Row(translate("details", "Id"), site.id))
    place = Section(translate("details", "Place"), tuple(_place_rows(plan, site)))
    return Details(
        title=str(site.title),
        subtitle=str(site.group),
        badges=(_located_badge(plan, site),),
        sections=(
            Section(translate("details", "Site"), tuple(rows)),
            *_zone_of_site(plan, data, site),
            place,
        ),
    )


def _zone_of_site(plan: Plan, data: PlanData, site: Site) -> tuple[Section, ...]:
    zone = data.zones.get(site.layer or "")
    if zone is None or site.layer is None:
        return ()
    area = Row(translate("details", "Area"), i18n.area(zone.area_m2))
    (made,) = _zone(plan, data, plan.layer(site.layer))
    return (Section(made.title, (area, *made.rows)),)


def highlight(frame: gpd.GeoDataFrame, rows: list[int]) -> dict[str, Any]:
    """Return features as a GeoJSON geometry collection in WGS 84, without any attribute."""
    wanted = frame.geometry.iloc[rows]
    shapes = [shape for shape in wanted if shape is not None and not shape.is_empty]
    to_wgs84 = operation(frame.crs, WGS84)
    moved = shapely.transform(shapes, to_wgs84.points)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)}
            for shape in moved
        ],
    }


def _pixel_details(
    plan: Plan, layer: Layer, image: RasterInfo, pixel: int, found: PixelFound | None
) -> Details:
    place = coordinate_rows(plan, *place_of(image, pixel))
    return Details(
        title=str(layer.title),
        subtitle=translate("details", "Image"),
        badges=(status_badge(layer.provenance),),
        sections=(
            Section(translate("details", "Here"), (*pixel_rows(image, pixel, found), *place)),
            Section(translate("details", "Data"), image_rows(image)),
            provenance_section(layer.provenance),
        ),
    )


def _site_of_row(data: PlanData, frame: gpd.GeoDataFrame, row: int) -> Site | None:
    site_id = str(frame.iloc[row].get("id"))
    return next((site for site in data.sites if site.id == site_id), None)


def _attributes(layer: Layer, record: Any) -> Section:
    written = layer.style.label_of("field")
    label = None if written is None else written.field
    told = {layer.name_field, label, f"{layer.name_field}_en", f"{label}_en", "geometry"}
    shown = _fields_of_language([str(name) for name in record.index if name not in told])
    rows = tuple(Row(field, value_text(record[field])) for field in shown)
    return Section(translate("details", "Attributes"), rows)


def _fields_of_language(fields: list[str]) -> list[str]:
    """Of ``name``/``name_en`` pairs keep the one of the current language."""
    known = set(fields)
    english = i18n.language() == "en"
    kept = []
    for field in fields:
        if field.endswith("_en") and field[:-3] in known:
            if english:
                kept.append(field)
        elif not (english and f"{field}_en" in known):
            kept.append(field)
    return kept


def value_text(value: Any) -> str:
    """Return an attribute value as text for people."""
    if not _is_known(value):
        return "–"
    if isinstance(value, (datetime, date)):
        return i18n.day(value)
    if isinstance(value, float):
        return i18n.number(value, 0 if value.is_integer() else 2)
    return str(value)


def _is_known(value: Any) -> bool:
    if value is None or str(value) in {"<NA>", "NaT"}:
        return False
    return not (isinstance(value, float) and math.isnan(value))


def _measured(plan: Plan, frame: gpd.GeoDataFrame, row: int) -> Section:
    geometry = frame.geometry.iloc[row]
    if geometry is None or geometry.is_empty:
        return Section(translate("details", "Measures"), ())
    moved = shapely.transform(geometry, operation(frame.crs, plan.crs).points)
    found = measure(moved, plan.crs)
    rows = []
    if found.area_m2 > 0:
        rows.append(Row(translate("details", "Area"), i18n.area(found.area_m2)))
        rows.append(Row(translate("details", "Perimeter"), i18n.length(found.length_m)))
    elif found.length_m > 0:
        rows.append(Row(translate("details", "Length"), i18n.length(found.length_m)))
    point = _place_on(moved, is_area=found.area_m2 > 0)
    lon, lat = operation(plan.crs, WGS84).point(point.x, point.y)
    return Section(translate("details", "Measures"), (*rows, *coordinate_rows(plan, lon, lat)))


def _place_on(geometry: Any, *, is_area: bool) -> Any:
    """Return a place on a feature: within an area, half-way along a line (its longest part)."""
    if is_area:
        return geometry.representative_point()
    parts = shapely.get_parts(geometry)
    lengths = shapely.length(parts)
    if lengths.max() > 0:
        return shapely.line_interpolate_point(parts[lengths.argmax()], 0.5, normalized=True)
    return geometry.centroid


def _zone(plan: Plan, data: PlanData, layer: Layer) -> tuple[Section, ...]:
    if not isinstance(layer.source, ZoneSource):
        return ()
    line = plan.layer(layer.source.rule.line_layer)
    rows = [
        Row(translate("details", "Rule"), str(rule_in_words(layer.source.rule, line, plan.titles))),
        Row(translate("details", "Status of the line"), line.provenance.status.short_word),
    ]
    zone = data.zones.get(layer.id)
    if zone is not None:
        rows.append(Row(translate("details", "Length of the line"), i18n.length(zone.length_m)))
    return (Section(translate("details", "How the zone is made"), tuple(rows)),)


def _place_rows(plan: Plan, site: Site) -> list[Row]:
    if site.place is None:
        text = translate("details", "Not located yet. Place it with a click or by coordinates.")
        return [Row(translate("details", "Place"), text)]
    how = {
        "file": translate("details", "from the file"),
        "placed": translate("details", "placed by the user"),
        "layer": translate("details", "a point of its layer"),
    }[site.located_by or "file"]
    if site.located_by == "layer" and site.layer is not None:
        words = translate("details", "{how} ({status})")
        how = words.format(how=how, status=status_badge(plan.layer(site.layer).provenance).text)
    return [Row(translate("details", "Known"), how), *coordinate_rows(plan, *site.place)]


def _located_badge(plan: Plan, site: Site) -> Badge:
    if site.place is None:
        return Badge(translate("details", "not located yet"), "unknown")
    if site.located_by == "layer" and site.layer is not None:
        return status_badge(plan.layer(site.layer).provenance)
    return Badge(translate("details", "located"), "approved")
