"""Affected parcels as the window shows them: computed from the open plan, ready for a table.

What is exported is computed again from the files (``app.affected.land``), so that a certificate
speaks of what lies on the disk and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.accounting import Affected
from planviewer.analysis.affected import affected_parcels
from planviewer.analysis.buildings import count_buildings
from planviewer.analysis.elements import Geometries, Ints
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.analysis.rounding import settled, settled_net
from planviewer.analysis.zones import ZoneArea
from planviewer.app.affected.land import AffectedOrder
from planviewer.app.affected.order import ZonesAsked
from planviewer.app.loading import PlanData
from planviewer.app.tables import address_of, covering, is_part
from planviewer.errors import LayerUnknown, ZonesMissing
from planviewer.model.crs import WGS84, operation
from planviewer.model.database import Condition
from planviewer.model.layer import DatabaseSource, FileSource
from planviewer.model.plan import Plan
from planviewer.reading.plans import data_path
from planviewer.writing.moment import today

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
        See ``app.affected.land.AffectedResult``; rows are indexed like the parcel layer.
    places
        The parcels as computed with, in the plan CRS, one for each row.
    zone_area_m2
        Area of all zones together, counted once.
    keys
        Of a table computed in its database, where the layer holds only what the map shows: what
        tells each row of ``table`` apart, as ``FeatureSet.keys``. None: all parcels are there, and
        the index is theirs.
    chosen
        Conditions by which the layer takes only some rows of its table.
    summaries
        Rows by land type, owner kind, zone (id) and site (id, "" for zones of no site), the largest
        first. Each makes ``affected_area_m2``: land in several zones counts in the first.
    """

    request: AffectedRequest
    fields: ParcelFields
    columns: tuple[str, ...]
    table: pd.DataFrame
    by_zone: pd.DataFrame
    places: Geometries
    zone_area_m2: float
    keys: npt.NDArray[np.object_] | None
    summaries: dict[By, tuple[SummaryRow, ...]]
    chosen: tuple[Condition, ...] = ()

    @property
    def affected_area_m2(self) -> float:
        """All land taken, the sum of the listed figures."""
        return round(float(self.table["affected_m2"].sum()), 2)


@dataclass(frozen=True)
class Basis:
    """All that an answer of a database rests on, as far as the open plan decides it."""

    request: AffectedRequest
    source: object
    crs: str
    named: tuple[tuple[str, str], ...]
    zones: tuple[tuple[str, int, ZoneArea], ...]
    revisions: tuple[int, ...]

    @classmethod
    def of(cls, plan: Plan, data: PlanData, request: AffectedRequest) -> Basis:
        """Return what the answer to ``request`` would rest on now."""
        wanted = [x.id for x in plan.zone_layers if x.id in data.zones]
        zones = [x for x in wanted if not request.zones or x in request.zones]
        # Of a table shown by view other rows come with every move of the map; the answer stays.
        used = _read_from(request)
        revisions = (0 if is_part(data, x) else data.store.entry(x).revision for x in used)
        return cls(
            request,
            plan.layer(request.parcels).source,
            plan.crs,
            tuple(sorted(_named(plan, request).items())),
            tuple((zone, plan.priorities.get(zone, 0), data.zones[zone]) for zone in zones),
            tuple(revisions),
        )


def view_affected(plan: Plan, data: PlanData, request: AffectedRequest) -> AffectedView:
    """Compute which parcels of a layer lose land, from the data of the open plan.

    Of a table too large to be read whole the map shows a part; there the database computes.

    Raises
    ------
    LayerUnknown
        If the parcel layer has no features.
    ZonesMissing
        If no zone of the plan could be computed.
    FieldUnknown, CrsError, AreaUnaccounted
        As ``analysis.affected.affected_parcels``.
    DatabaseError, ParcelsMissing, ParcelsNotChosen, ParcelsOutside
        As ``app.affected.postgis.compute_in_postgis``.
    """
    zones = zones_asked(plan, data, request)
    exact, fields, columns, keys = _computed(plan, data, request, zones)
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
    places, source = exact.geometry, plan.layer(request.parcels).source
    chosen = source.where if isinstance(source, DatabaseSource) else ()
    return AffectedView(
        request, fields, columns, table, by_zone, places, area, keys, summaries, chosen
    )


def asks_database(data: PlanData, request: AffectedRequest) -> bool:
    """Whether a database is asked: a layer of parcels or buildings holds a part of its table."""
    return any(is_part(data, layer_id) for layer_id in _read_from(request))


def _read_from(request: AffectedRequest) -> tuple[str, ...]:
    """Return the layers that hold what is asked about."""
    return tuple(x for x in (request.parcels, request.buildings) if x is not None)


def _computed(
    plan: Plan, data: PlanData, request: AffectedRequest, zones: list[Shape]
) -> tuple[Affected, ParcelFields, tuple[str, ...], npt.NDArray[np.object_] | None]:
    """Return the exact figures, which column holds what, all columns, and the keys of the rows."""
    features = data.store.entry(request.parcels).features
    if features is None:
        raise LayerUnknown(layer=request.parcels, known=", ".join(data.store))
    frame = features.frame
    columns = tuple(str(name) for name in frame.columns if name != frame.geometry.name)
    named = _named(plan, request)
    if features.part is None:
        fields = recognised(columns).corrected(named, columns)
        exact = affected_parcels(frame, zones, plan.crs, fields, plan.priorities)
        return exact, fields, columns, None
    from planviewer.app.affected.postgis import compute_in_postgis  # noqa: PLC0415  brings psycopg

    asked = replace(request, fields=named)
    order = order_for(plan, Path(), asked, today(), owners=True)
    computed = compute_in_postgis(order, ZonesAsked(zones, plan.priorities, plan.crs))
    return computed.exact, computed.fields, columns, computed.keys


def _named(plan: Plan, request: AffectedRequest) -> dict[str, str]:
    """Return the columns a person named: for this plan, and with this question."""
    land = plan.cadastre
    kept: dict[str, str] = {}
    kept.update(land.fields if request.parcels == land.parcels else ())
    return {**kept, **request.fields}


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
    if request.buildings is None or frame is None:
        return None, None
    if is_part(data, request.buildings) and len(exact.geometry):
        around = shapely.box(*shapely.total_bounds(exact.geometry))
        there = shapely.transform(around, operation(plan.crs, WGS84).points).bounds
        frame = covering(plan, data, request.buildings, there).store.frame(request.buildings)
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
    """
    layer = plan.layer(request.parcels)
    source = layer.source
    if isinstance(source, FileSource):
        where: dict[str, Any] = {"parcels": data_path(path, source)}
        where |= {"sublayer": source.sublayer, "encoding": source.encoding}
        where["swapped"] = source.swapped
    elif isinstance(source, DatabaseSource):
        where = {"parcels": address_of(source), "where": source.where}
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
