"""Affected parcels as the window shows them: computed from the open plan, ready for a table.

What is exported is computed again from the files (``app.affected``), so that a certificate speaks
of what lies on the disk and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.affected import LEAST_M2, Affected, affected_parcels
from planviewer.analysis.cutting import inside
from planviewer.analysis.elements import Geometries
from planviewer.analysis.lines import in_crs
from planviewer.analysis.overlay import polygonal, polygonal_each
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.analysis.rounding import settled
from planviewer.app.affected import AffectedOrder
from planviewer.app.loading import PlanData
from planviewer.errors import LayerUnknown, ZonesMissing
from planviewer.model.layer import FileSource
from planviewer.model.plan import Plan
from planviewer.reading.plans import data_path

Shape = tuple[str, BaseGeometry]
"""A zone's id, and its area in the plan CRS."""
By = Literal["land_type", "owner_kind", "zone", "site"]
BYS: Final[tuple[By, ...]] = ("land_type", "owner_kind", "zone", "site")


@dataclass(frozen=True)
class AffectedRequest:
    """What is asked of the open plan.

    ``zones`` empty: all. ``fields``: columns a person named, by ``ParcelFields`` key, "" for none.
    ``min_remaining_m2``: a smaller remainder is too small to use.
    """

    parcels: str
    zones: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    min_remaining_m2: float | None = None


@dataclass(frozen=True)
class SummaryRow:
    """Land taken of one kind; ``key`` is what the layer says, "" for nothing."""

    key: str
    count: int
    area_m2: float


@dataclass(frozen=True, eq=False)
class AffectedView:
    """Affected parcels and their summaries.

    Attributes
    ----------
    table, by_zone
        See ``app.affected.AffectedResult``; rows are indexed like the parcel layer.
    zone_area_m2
        Area of all zones together, counted once.
    summaries
        Rows by land type, owner kind, zone (id) and site (id), the largest first. Land in several
        zones or sites is in each of them.
    """

    request: AffectedRequest
    fields: ParcelFields
    columns: tuple[str, ...]
    table: pd.DataFrame
    by_zone: pd.DataFrame
    zone_area_m2: float
    summaries: dict[By, tuple[SummaryRow, ...]]

    @property
    def affected_area_m2(self) -> float:
        """All land taken, the sum of the listed figures."""
        return round(float(self.table["affected_m2"].sum()), 2)


def view_affected(plan: Plan, data: PlanData, request: AffectedRequest) -> AffectedView:
    """Compute which parcels of a layer lose land, from the data of the open plan.

    Raises
    ------
    LayerUnknown
        If the parcel layer has no features.
    ZonesMissing
        If no zone of the plan could be computed.
    FieldUnknown, CrsError, AreaUnaccounted
        As ``analysis.affected.affected_parcels``.
    """
    frame = data.store.frame(request.parcels)
    if frame is None:
        raise LayerUnknown(layer=request.parcels, known=", ".join(data.store))
    zones = zones_asked(plan, data, request)
    columns = tuple(str(name) for name in frame.columns if name != frame.geometry.name)
    land = plan.cadastre
    kept: dict[str, str] = {}
    kept.update(land.fields if request.parcels == land.parcels else ())
    fields = recognised(columns).corrected({**kept, **request.fields}, columns)
    exact = affected_parcels(frame, zones, plan.crs, fields, plan.priorities)
    table, by_zone = settled(exact.parcels, exact.by_zone)
    table["too_small"] = _too_small(table, request.min_remaining_m2)
    summaries: dict[By, tuple[SummaryRow, ...]] = {
        "land_type": _by(table, "land_type"),
        "owner_kind": _by(table, "owner_kind"),
        "zone": _by_zone(by_zone),
        "site": _by_site(plan, data, exact, zones, by_zone),
    }
    area = round(exact.zone_area_m2, 2)
    return AffectedView(request, fields, columns, table, by_zone, area, summaries)


def zones_asked(plan: Plan, data: PlanData, request: AffectedRequest) -> list[Shape]:
    """Return (id, geometry) of the zones that are asked for and could be computed."""
    found = [
        (layer.id, data.zones[layer.id].geometry)
        for layer in plan.zone_layers
        if layer.id in data.zones and (not request.zones or layer.id in request.zones)
    ]
    if not found:
        raise ZonesMissing(plan=str(plan.title))
    return found


def _too_small(table: pd.DataFrame, least: float | None) -> np.ndarray:
    remains = table["remaining_m2"].to_numpy()
    return np.zeros(len(table), bool) if least is None else (remains > 0) & (remains < least)


# --- summaries --------------------------------------------------------------------------------
def _by(table: pd.DataFrame, column: str) -> tuple[SummaryRow, ...]:
    keys = table[column].fillna("").astype(str)
    grouped = table["affected_m2"].groupby(keys).agg(["size", "sum"])
    return _rows((str(k), int(n), float(a)) for k, n, a in grouped.itertuples())


def _by_zone(by_zone: pd.DataFrame) -> tuple[SummaryRow, ...]:
    return _rows(
        (str(zone), int((by_zone[zone] > 0).sum()), float(by_zone[zone].sum())) for zone in by_zone
    )


def _by_site(
    plan: Plan, data: PlanData, exact: Affected, zones: list[Shape], by_zone: pd.DataFrame
) -> tuple[SummaryRow, ...]:
    """Return the land taken that lies in each site: in the zone or layer that draws it."""
    known = {row.key: row for row in _by_zone(by_zone)}
    taken = _taken(exact, shapely.union_all([shape for _, shape in zones]))
    tree, area = shapely.STRtree(taken), np.asarray(shapely.area(taken))
    rows = []
    for site in data.sites:
        if site.layer is None:
            continue
        if site.layer in known:
            rows.append((site.id, known[site.layer].count, known[site.layer].area_m2))
        elif (land := _land_of(plan, data, site.layer)) is not None:
            found = inside(tree, area, land).area
            rows.append((site.id, int((found >= LEAST_M2).sum()), float(found.sum())))
    return _rows(row for row in rows if row[1])


def _taken(exact: Affected, zones: BaseGeometry) -> Geometries:
    taken = exact.geometry.copy()
    cut = (exact.parcels["share"] < 1).to_numpy()
    taken[cut] = polygonal_each(shapely.intersection(taken[cut], zones))
    return taken


def _land_of(plan: Plan, data: PlanData, layer_id: str) -> BaseGeometry | None:
    frame: gpd.GeoDataFrame | None = data.store.frame(layer_id)
    if frame is None:
        return None
    shapes = in_crs(frame, plan.crs).to_numpy()
    shapes = shapely.make_valid(shapes[shapely.area(shapes) > 0])
    return polygonal(shapely.union_all(shapes)) if len(shapes) else None


def _rows(found: Iterable[tuple[str, int, float]]) -> tuple[SummaryRow, ...]:
    rows = [SummaryRow(key, count, round(area, 2)) for key, count, area in found]
    return tuple(sorted(rows, key=lambda row: -row.area_m2))


# --- exporting --------------------------------------------------------------------------------
def order_for(
    plan: Plan, path: Path, request: AffectedRequest, made_on: date, *, owners: bool
) -> AffectedOrder:
    """Return what is to be computed from the files for an export.

    Raises
    ------
    LayerUnknown
        If the parcel layer is no file.
    """
    layer = plan.layer(request.parcels)
    source = layer.source
    if not isinstance(source, FileSource):
        raise LayerUnknown(layer=layer.id, known="")
    return AffectedOrder(
        plan=path,
        parcels=data_path(path, source),
        made_on=made_on,
        zones=request.zones,
        sublayer=source.sublayer,
        crs=source.crs,
        encoding=source.encoding,
        fields=request.fields,
        min_remaining_m2=request.min_remaining_m2,
        owners=owners,
    )


def is_decided_by(plan: Plan, saved: Plan, request: AffectedRequest) -> bool:
    """Whether the saved plan gives the same affected land as the plan that is open."""
    zones = [x.id for x in plan.zone_layers if not request.zones or x.id in request.zones]
    before = [x.id for x in saved.zone_layers if not request.zones or x.id in request.zones]
    same = {x.id: x.source for x in saved.layers}
    needed = {name for zone in zones for name in (zone, *plan.needed_by(zone))}
    return (
        plan.crs == saved.crs
        and zones == before
        and all(same.get(name) == plan.layer(name).source for name in needed)
    )
