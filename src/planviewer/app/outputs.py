"""What leaves the program: sheets and the shared page, made from the plan and its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from planviewer.analysis.measures import Measures, measure_frame
from planviewer.app import inspect
from planviewer.app.canvas import Canvas
from planviewer.app.details import Details
from planviewer.app.loading import PlanData
from planviewer.drawing.drawable import Drawable
from planviewer.errors import (
    FileNotWritten,
    NothingToShow,
    SiteNotLocated,
    SiteUnknown,
    ZoneUnknown,
)
from planviewer.i18n import translate
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Bounds, Plan
from planviewer.model.site import Site
from planviewer.model.text import Text
from planviewer.sheets.export import write
from planviewer.sheets.in_frame import Shown, compose_in_frame
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.request import Fact, PageNumber, SheetRequest, today
from planviewer.sheets.result import SheetResult
from planviewer.writing.atomic import replacing

SITE_SCALE = 2000
"""Scale of a sheet around a single point, unless another is asked for."""
MARGIN = 0.06
"""Room left around what a sheet is about, as a share of its extent."""


@dataclass(frozen=True)
class SheetOrder:
    """Which sheet is wanted. Without site, zone or bounds: the whole plan.

    ``bounds`` are west, south, east, north in WGS 84 degrees.
    """

    bounds: Bounds | None = None
    site: str | None = None
    zone: str | None = None
    scale: float | None = None
    paper: str = "A4"
    orientation: str = "landscape"
    dpi: int = 200
    made_on: date = field(default_factory=today)
    page: PageNumber = field(default_factory=PageNumber)


@dataclass(frozen=True)
class _Subject:
    """What a sheet is about: where it is (plan CRS), what it is called, what is known of it."""

    title: str
    subtitle: str
    bounds: Bounds
    details: Details | None = None


def write_share(plan: Plan, data: PlanData, path: Path, made_on: date) -> None:
    """Write the plan as one self-contained web page; images are left out, and it says so.

    Layers that are hidden are listed there, but their features are left out: the page is to be
    sent, and a cadastre would make it a hundred times larger.

    Raises
    ------
    FileNotWritten
        If it cannot be written; nothing is left half written.
    """
    from planviewer.web.share import share_page  # noqa: PLC0415  folium is slow to load

    frames = {
        layer.id: frame
        for layer in plan.layers
        if layer.visible and (frame := data.store.frame(layer.id)) is not None
    }
    measures = {
        layer_id: [Measures(*row) for row in measure_frame(frame, plan.crs).itertuples(index=False)]
        for layer_id, frame in frames.items()
    }
    page = share_page(plan, frames, data.sites, made_on=made_on, measures=measures)
    with replacing(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")


# --- sheets -----------------------------------------------------------------------------------
def write_sheet(plan: Plan, data: PlanData, order: SheetOrder, path: Path) -> SheetResult:
    """Write one sheet; its format is chosen by the ending of ``path``.

    Raises
    ------
    SiteUnknown, SiteNotLocated, ZoneUnknown
        If what is asked for is not there.
    SheetError, FileNotWritten
        If it does not fit or cannot be written.
    """
    layers = Canvas(plan.crs, plan.crs).layers(plan, data.store)
    return _write(plan, data, layers, order, path)


def write_all_sheets(
    plan: Plan, data: PlanData, order: SheetOrder, folder: Path
) -> list[SheetResult]:
    """Write a sheet for the whole plan, every zone, and every site whose place is known."""
    if folder.exists() and not folder.is_dir():
        reason = translate("errors", "It is a file; --all needs the name of a folder.")
        raise FileNotWritten(path=folder, reason=reason)
    folder.mkdir(parents=True, exist_ok=True)
    orders = _all_orders(plan, data, order)
    layers = Canvas(plan.crs, plan.crs).layers(plan, data.store)
    return [
        _write(
            plan,
            data,
            layers,
            replace(one, page=PageNumber(number=number, total=len(orders))),
            folder / f"{number:02d}-{name}.pdf",
        )
        for number, (name, one) in enumerate(orders, start=1)
    ]


def _all_orders(plan: Plan, data: PlanData, order: SheetOrder) -> list[tuple[str, SheetOrder]]:
    zones = [(layer.id, replace(order, zone=layer.id)) for layer in plan.zone_layers]
    shown = {layer.id for layer in plan.zone_layers}
    sites = [
        (site.id, replace(order, site=site.id))
        for site in data.sites
        if site.place is not None and site.layer not in shown
    ]
    return [(plan.id, order), *zones, *sites]


def _write(
    plan: Plan, data: PlanData, layers: list[Drawable], order: SheetOrder, path: Path
) -> SheetResult:
    subject = _subject(plan, data, order)
    request = SheetRequest(
        title=_both(subject.title),
        subtitle=_both(subject.subtitle),
        crs=plan.crs,
        bounds=subject.bounds,
        scale=None if order.scale is None else round(order.scale),
        paper=Paper(order.paper),
        orientation=Orientation(order.orientation),
        dpi=order.dpi,
        made_on=order.made_on,
        facts=_facts(subject.details),
        page=order.page,
    )
    sheet = compose_in_frame(request, _shown(plan, data, layers))
    return write(sheet, layers, path)


def _subject(plan: Plan, data: PlanData, order: SheetOrder) -> _Subject:
    name = str(plan.title)
    if order.site is not None:
        site = _site(data, order.site)
        bounds = _site_bounds(plan, data, site, order.scale or SITE_SCALE)
        return _Subject(str(site.title), name, bounds, inspect.site_details(plan, data, site))
    if order.zone is not None:
        if order.zone not in {layer.id for layer in plan.zone_layers}:
            known = ", ".join(layer.id for layer in plan.zone_layers)
            raise ZoneUnknown(zone=order.zone, known=known)
        frame = _frame(plan, data, order.zone)
        details = inspect.feature_details(plan, data, order.zone, 0)
        return _Subject(str(plan.layer(order.zone).title), name, _bounds(frame, plan.crs), details)
    subtitle = "" if plan.subtitle is None else str(plan.subtitle)
    return _Subject(name, subtitle, _projected(order.bounds or plan.home, plan.crs))


def _site(data: PlanData, site_id: str) -> Site:
    for site in data.sites:
        if site.id == site_id:
            return site
    raise SiteUnknown(site=site_id, known=", ".join(site.id for site in data.sites))


def _frame(plan: Plan, data: PlanData, layer_id: str) -> gpd.GeoDataFrame:
    entry = data.store.entry(layer_id)
    if entry.error is not None:
        raise entry.error
    if entry.features is None:
        raise NothingToShow(what=str(plan.layer(layer_id).title))
    return entry.features.frame


def _site_bounds(plan: Plan, data: PlanData, site: Site, scale: float) -> Bounds:
    """Return what the sheet of a site must show: its layer, or the ground around its point."""
    if site.place is None:
        raise SiteNotLocated(site=str(site.title))
    if site.located_by == "layer" and site.layer is not None:
        return _bounds(_frame(plan, data, site.layer), plan.crs)
    easting, northing = operation(WGS84, plan.crs).point(*site.place)
    # A square that any A4 frame shows at this scale: 100 mm of paper.
    half = 0.05 * scale
    return easting - half, northing - half, easting + half, northing + half


def _bounds(frame: gpd.GeoDataFrame, crs: str) -> Bounds:
    shapes = frame.geometry.dropna()
    moved = shapely.transform(shapes.to_numpy(), operation(frame.crs, crs).points)
    west, south, east, north = (float(value) for value in shapely.total_bounds(moved))
    if not west <= east:
        raise NothingToShow(what=translate("sheet", "The layer"))
    margin = max(east - west, north - south) * MARGIN
    return west - margin, south - margin, east + margin, north + margin


def _projected(bounds: Bounds, crs: str) -> Bounds:
    """Return the box in the plan CRS that holds a box of degrees; its sides are curved there."""
    west, south, east, north = bounds
    edge = np.linspace(0.0, 1.0, 11)
    lon = np.concatenate([west + edge * (east - west)] * 2 + [np.full(11, west), np.full(11, east)])
    lat_side = south + edge * (north - south)
    lat = np.concatenate([np.full(11, south), np.full(11, north), lat_side, lat_side])
    x, y = operation(WGS84, crs)(lon, lat)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _shown(plan: Plan, data: PlanData, layers: Sequence[Drawable]) -> list[Shown]:
    groups = {group.id: group.title for group in plan.groups}
    pairs = [(plan.layer(drawn.layer_id), drawn) for drawn in layers]
    return [
        Shown(layer, drawn, data.kind(layer.id), groups.get(layer.group or ""))
        for layer, drawn in pairs
    ]


def _facts(details: Details | None) -> tuple[Fact, ...]:
    if details is None:
        return ()
    rows = [row for section in details.sections[:3] for row in section.rows if row.label]
    return tuple(Fact(name=_both(row.label), value=_both(row.value)) for row in rows)


def _both(text: str) -> Text:
    """Wrap a text that is in the language of the moment already."""
    return Text(vi=text, en=text)
