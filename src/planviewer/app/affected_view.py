"""Affected parcels as the window shows them: computed from the open plan, ready for a table.

What is exported is computed again from the files (``app.affected``), so that a certificate speaks
of what lies on the disk and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.accounting import Affected
from planviewer.analysis.affected import affected_parcels
from planviewer.analysis.buildings import count_buildings
from planviewer.analysis.elements import Ints
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.analysis.rounding import settled, settled_net
from planviewer.app.affected import AffectedOrder
from planviewer.app.loading import PlanData
from planviewer.app.tables import parcels_of
from planviewer.errors import DatabaseShownByView, LayerUnknown, ZonesMissing
from planviewer.model.layer import DatabaseSource, FileSource
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
    ``min_remaining_m2``: a smaller remainder is too small to use. ``buildings``: a layer of
    buildings to be counted.
    """

    parcels: str
    zones: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    min_remaining_m2: float | None = None
    buildings: str | None = None


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
        Rows by land type, owner kind, zone (id) and site (id, "" for zones of no site), the largest
        first. Each makes ``affected_area_m2``: land in several zones counts in the first.
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
    DatabaseShownByView
        If only a part of the parcels was read.
    ZonesMissing
        If no zone of the plan could be computed.
    FieldUnknown, CrsError, AreaUnaccounted
        As ``analysis.affected.affected_parcels``.
    """
    features = data.store.entry(request.parcels).features
    if features is None:
        raise LayerUnknown(layer=request.parcels, known=", ".join(data.store))
    if features.part is not None:
        raise DatabaseShownByView(layer=str(plan.layer(request.parcels).title))
    frame = features.frame
    zones = zones_asked(plan, data, request)
    columns = tuple(str(name) for name in frame.columns if name != frame.geometry.name)
    land = plan.cadastre
    kept: dict[str, str] = {}
    kept.update(land.fields if request.parcels == land.parcels else ())
    fields = recognised(columns).corrected({**kept, **request.fields}, columns)
    exact = affected_parcels(frame, zones, plan.crs, fields, plan.priorities)
    table, by_zone = settled(exact.parcels, exact.by_zone)
    net = settled_net(table["affected_m2"], exact.net_by_zone)
    table["too_small"] = _too_small(table, request.min_remaining_m2)
    stand, touched = _buildings(plan, data, request, exact, zones)
    table["buildings"], table["buildings_affected"] = stand, touched
    summaries: dict[By, tuple[SummaryRow, ...]] = {
        "land_type": _by(table, "land_type"),
        "owner_kind": _by(table, "owner_kind"),
        "zone": _by_zone(table, net),
        "site": _by_site(data, table, net),
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


def _by_zone(table: pd.DataFrame, net: pd.DataFrame) -> tuple[SummaryRow, ...]:
    return _rows((zone, *_taken_by(table, net, [zone])) for zone in map(str, net))


def _by_site(data: PlanData, table: pd.DataFrame, net: pd.DataFrame) -> tuple[SummaryRow, ...]:
    """Sum up the zones of each site: those that are its layer."""
    sites = {site.layer: site.id for site in data.sites if site.layer is not None}
    zones: dict[str, list[str]] = {}
    for zone in map(str, net):
        zones.setdefault(sites.get(zone, ""), []).append(zone)
    return _rows((site, *_taken_by(table, net, its)) for site, its in zones.items())


def _taken_by(table: pd.DataFrame, net: pd.DataFrame, zones: list[str]) -> tuple[int, float]:
    """Return how many parcels some zones meet, and the land counted in them."""
    asked = set(zones)
    count = sum(not asked.isdisjoint(its) for its in table["zones"])
    return count, float(net[zones].to_numpy().sum())


def _buildings(
    plan: Plan,
    data: PlanData,
    request: AffectedRequest,
    exact: Affected,
    zones: list[Shape],
) -> tuple[Ints | None, Ints | None]:
    """Count buildings on each parcel, and those the zones touch; None where nobody asked."""
    frame = None if request.buildings is None else data.store.frame(request.buildings)
    if frame is None:
        return None, None
    together = shapely.union_all([shape for _, shape in zones])
    return count_buildings(exact.geometry, frame, together, plan.crs)


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
        If the parcel layer is neither a file nor a table.
    DatabaseNotSaved
        If the person has no connection to the database of the parcels.
    DatabaseConditions
        If the layer holds only some rows of its table.
    """
    layer = plan.layer(request.parcels)
    source = layer.source
    if isinstance(source, FileSource):
        where: dict[str, Any] = {"parcels": data_path(path, source)}
        where |= {"sublayer": source.sublayer, "encoding": source.encoding}
        where["swapped"] = source.swapped
    elif isinstance(source, DatabaseSource):
        where = {"parcels": parcels_of(layer, source)}
    else:
        raise LayerUnknown(layer=layer.id, known="")
    # What an order leaves open, the plan says: 0 is a threshold under which nothing is too small.
    unset = None if plan.cadastre.min_remaining_m2 is None else 0.0
    least = unset if request.min_remaining_m2 is None else request.min_remaining_m2
    return AffectedOrder(
        plan=path,
        made_on=made_on,
        zones=request.zones,
        crs=source.crs,
        fields=request.fields,
        min_remaining_m2=least,
        owners=owners,
        buildings=request.buildings,
        **where,
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
