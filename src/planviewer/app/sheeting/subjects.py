"""What a sheet is about: where it is on the ground, what it is called, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import shapely

from planviewer.app import inspect, selected
from planviewer.app.details import Details, Section
from planviewer.app.loading import PlanData
from planviewer.app.provenance_words import provenance_section
from planviewer.app.selection import Selection
from planviewer.app.sheeting.order import Subject
from planviewer.errors import NothingToShow, SiteNotLocated, SiteUnknown, ZoneUnknown
from planviewer.i18n import translate
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Bounds, Plan
from planviewer.model.site import Site
from planviewer.model.text import Text

SITE_SCALE = 2000
"""Scale of a sheet around a single point, unless another is asked for."""
MARGIN = 0.06
"""Room left around what a sheet is about, as a share of its extent."""


@dataclass(frozen=True)
class Found:
    """A subject, found: ``bounds`` in the plan CRS, ``place`` (lon, lat) where it has one point."""

    title: Text
    subtitle: Text
    bounds: Bounds
    details: Details | None = None
    zone: str | None = None
    place: tuple[float, float] | None = None


def find(plan: Plan, data: PlanData, subject: Subject, scale: float | None) -> Found:
    """Return what a sheet shall show.

    Raises
    ------
    SiteUnknown, SiteNotLocated, ZoneUnknown, NothingToShow
        If it is not there.
    """
    if subject.site is not None:
        return _site(plan, data, subject.site, scale)
    if subject.zone is not None:
        return _zone(plan, data, subject.zone)
    if subject.selection is not None:
        return _selection(plan, data, subject.selection)
    bounds = subject.ground
    if bounds is None:
        bounds = projected(subject.bounds or plan.home, plan.crs)
    return Found(plan.title, plan.subtitle or Text(vi="", en=""), bounds)


def find_site(data: PlanData, site_id: str) -> Site:
    """Return a site by id.

    Raises
    ------
    SiteUnknown
        If there is none.
    """
    for site in data.sites:
        if site.id == site_id:
            return site
    raise SiteUnknown(site=site_id, known=", ".join(site.id for site in data.sites))


def _site(plan: Plan, data: PlanData, site_id: str, scale: float | None) -> Found:
    site = find_site(data, site_id)
    if site.place is None:
        raise SiteNotLocated(site=str(site.title))
    details = inspect.site_details(plan, data, site)
    drawn = site.layer if site.located_by == "layer" else None
    if drawn is not None:
        bounds = _extent([_frame(plan, data, drawn)], plan.crs)
        if drawn not in data.zones:
            details = _with_measures(details, inspect.feature_details(plan, data, drawn, 0))
    else:
        easting, northing = operation(WGS84, plan.crs).point(*site.place)
        # A square that any A4 frame shows at this scale: 80 mm of paper.
        half = 0.04 * (scale or SITE_SCALE)
        bounds = (easting - half, northing - half, easting + half, northing + half)
    zone = drawn if drawn in data.zones else None
    return Found(site.title, plan.title, bounds, details, zone, site.place)


def _with_measures(site: Details, drawn: Details) -> Details:
    """Return the details of a site with the measures of what draws it."""
    title = translate("details", "Measures")
    measured = tuple(
        Section(section.title, tuple(row for row in section.rows if " m" in row.value))
        for section in drawn.sections
        if section.title == title
    )
    # of the measures the first rows are sizes; where it lies the site says itself
    sizes = tuple(Section(item.title, item.rows[:2]) for item in measured)
    return replace(site, sections=(*sizes, *site.sections))


def _zone(plan: Plan, data: PlanData, zone_id: str) -> Found:
    if zone_id not in {layer.id for layer in plan.zone_layers}:
        known = ", ".join(layer.id for layer in plan.zone_layers)
        raise ZoneUnknown(zone=zone_id, known=known)
    frame = _frame(plan, data, zone_id)
    details = inspect.feature_details(plan, data, zone_id, 0)
    bounds = _extent([frame], plan.crs)
    return Found(plan.layer(zone_id).title, plan.title, bounds, details, zone_id)


def _selection(plan: Plan, data: PlanData, selection: Selection) -> Found:
    frames = [
        _frame(plan, data, layer_id).iloc[selection.rows(layer_id)]
        for layer_id in selection.layer_ids
    ]
    if not frames:
        raise NothingToShow(what=translate("sheet", "The selection"))
    bounds = _extent(frames, plan.crs)
    if selection.count == 1:
        ((layer_id, row),) = selection.first(1)
        details = inspect.feature_details(plan, data, layer_id, row)
        return Found(both(details.title), plan.title, bounds, details)
    totals = selected.totals(selected.frames_of(data, selection), plan.crs)
    details = selected.selection_details(plan, data, selection, totals)
    return Found(both(details.title), plan.title, bounds, details)


def both(text: str) -> Text:
    """Wrap a text that is in the language of the moment already."""
    return Text(vi=text, en=text)


def sections_of(plan: Plan, found: Found, *, with_rule: bool = True) -> list[Section]:
    """Return what a sheet says of its subject; what the list of sources says is left out.

    Without ``with_rule`` how a zone is made is left out, too.
    """
    if found.details is None:
        return []
    told = [provenance_section(layer.provenance) for layer in plan.layers]
    rule = "" if with_rule else translate("details", "How the zone is made")
    return [
        section
        for section in found.details.sections
        if section not in told and (not rule or section.title != rule)
    ]


def _frame(plan: Plan, data: PlanData, layer_id: str) -> gpd.GeoDataFrame:
    entry = data.store.entry(layer_id)
    if entry.error is not None:
        raise entry.error
    if entry.features is None:
        raise NothingToShow(what=str(plan.layer(layer_id).title))
    return entry.features.frame


def _extent(frames: list[gpd.GeoDataFrame], crs: str) -> Bounds:
    """Return the bounds of features in the plan CRS, with a margin."""
    shapes = [
        shapely.transform(frame.geometry.dropna().to_numpy(), operation(frame.crs, crs).points)
        for frame in frames
    ]
    west, south, east, north = (float(v) for v in shapely.total_bounds(np.concatenate(shapes)))
    if not west <= east:
        raise NothingToShow(what=translate("sheet", "The layer"))
    margin = max(max(east - west, north - south) * MARGIN, 5.0)
    return west - margin, south - margin, east + margin, north + margin


def projected(bounds: Bounds, crs: str) -> Bounds:
    """Return the box in the plan CRS that holds a box of degrees; its sides are curved there."""
    return _boxed(bounds, WGS84, crs)


def unprojected(bounds: Bounds, crs: str) -> Bounds:
    """Return the box of degrees that holds a box in the plan CRS."""
    return _boxed(bounds, crs, WGS84)


def _boxed(bounds: Bounds, source: str, target: str) -> Bounds:
    west, south, east, north = bounds
    edge = np.linspace(0.0, 1.0, 11)
    lon = np.concatenate([west + edge * (east - west)] * 2 + [np.full(11, west), np.full(11, east)])
    lat_side = south + edge * (north - south)
    lat = np.concatenate([np.full(11, south), np.full(11, north), lat_side, lat_side])
    x, y = operation(source, target)(lon, lat)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())
