"""Which land the zones of a plan take: from the files to figures with a certificate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from planviewer import pace
from planviewer.analysis.accounting import Affected
from planviewer.analysis.affected import affected_parcels
from planviewer.analysis.parcels import ParcelFields
from planviewer.analysis.rounding import settled, settled_net
from planviewer.analysis.zones import ZoneArea
from planviewer.app.affected.buildings import count_into
from planviewer.app.affected.order import (
    AffectedOrder,
    Computed,
    ZonesAsked,
    around,
    chosen_fields,
    require_near,
)
from planviewer.app.loading import PlanData, compute_layer_zone
from planviewer.app.table_words import conditions_words
from planviewer.app.tables import address_of
from planviewer.errors import (
    ParcelsMissing,
    ParcelsNotNamed,
    SchedulerMissing,
    ZonesMissing,
    ZoneUnknown,
)
from planviewer.i18n import Message
from planviewer.model.crs import operation
from planviewer.model.features import FeatureSet
from planviewer.model.layer import DatabaseSource, FileSource, Layer
from planviewer.model.plan import Plan
from planviewer.model.problem import Problem
from planviewer.reading.files import read_features
from planviewer.reading.plans import data_path, load_plan
from planviewer.reading.postgis.address import TableAddress

__all__ = ["AffectedOrder", "AffectedResult", "find_affected"]


@dataclass(frozen=True, eq=False)
class AffectedResult:
    """What came out.

    Attributes
    ----------
    zones
        The computed zones, by layer id, in the order of the plan.
    data
        The features of the line and exclusion layers.
    parcels
        The parcel layer as read (of a table or cluster only the parcels that lose land), kept in
        ``parcels_crs``; ``parcel_layer`` is the plan's layer of the same file, if any.
    fields
        Which column was taken for what.
    exact
        As computed; ``program`` says by whom ("" for planviewer itself).
    table, by_zone, net_by_zone
        As documents give them (see ``analysis.rounding``), ``table`` with ``too_small``,
        ``buildings`` and ``buildings_affected`` (None where nobody asked).
    """

    order: AffectedOrder
    plan: Plan
    data: PlanData
    zones: dict[str, ZoneArea]
    parcels: FeatureSet
    parcels_crs: CRS
    parcel_layer: Layer | None
    fields: ParcelFields
    exact: Affected
    program: str
    table: pd.DataFrame
    by_zone: pd.DataFrame
    net_by_zone: pd.DataFrame
    problems: tuple[Problem, ...]

    @property
    def affected_area_m2(self) -> float:
        """All land taken, the sum of the listed figures."""
        return round(float(self.table["affected_m2"].sum()), 2)

    @property
    def zone_area_m2(self) -> float:
        """Area of the zones, counted once."""
        return round(self.exact.zone_area_m2, 2)

    def by(self, column: str) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` for each value of a text column, largest first."""
        grouped = self.table.assign(**{column: self.table[column].fillna("")}).groupby(column)
        figures = grouped["affected_m2"].agg(["size", "sum"]).round(2)
        figures.columns = pd.Index(["count", "area_m2"])
        return figures.sort_values("area_m2", ascending=False, kind="stable")

    @property
    def guesses_owner_kind(self) -> bool:
        """Whether the kind of owner is guessed from names, because the layer does not say it."""
        return self.fields.owner_kind is None

    @property
    def deciding_layers(self) -> list[Layer]:
        """The plan's layers that decide the result: lines, and what is taken out."""
        names = dict.fromkeys(name for zone in self.zones for name in self.plan.needed_by(zone))
        return [self.plan.layer(name) for name in names]


def find_affected(order: AffectedOrder) -> AffectedResult:
    """Compute which parcels lose land.

    Raises
    ------
    FileError, CrsError, PlanError, DatabaseError, ClusterError
        If the plan or the parcels cannot be read or put in their place.
    ZonesMissing, ZoneUnknown, LineMissing, ZoneRuleInvalid
        If there is no such zone, or it cannot be computed.
    ParcelsMissing, ParcelsOutside, FieldUnknown
        If there are no areas, none near a zone, or not the column that was named.
    AreaUnaccounted
        If land was lost in the computation.
    """
    plan = load_plan(order.plan)
    order = as_the_plan_says(plan, order)
    chosen = _chosen(plan, order)
    data = PlanData()
    with pace.part(0.0, 0.2):
        zones = _zones(plan, order, chosen, data)
    shapes = [(zone_id, zone.geometry) for zone_id, zone in zones.items()]
    with pace.part(0.2, 1.0):
        computed = _compute(order, ZonesAsked(shapes, plan.priorities, plan.crs))
    exact = computed.exact
    table, by_zone = settled(exact.parcels, exact.by_zone)
    _judge_remainder(table, order.min_remaining_m2)
    found = count_into(table, plan, order, exact.geometry, zones)
    if not order.owners:
        table[["owner", "address"]] = None
    return AffectedResult(
        order=order,
        plan=plan,
        data=data,
        zones=zones,
        parcels=computed.parcels,
        parcels_crs=computed.parcels_crs,
        parcel_layer=_layer_of(plan, order),
        fields=computed.fields,
        exact=exact,
        program=computed.program,
        table=table,
        by_zone=by_zone,
        net_by_zone=settled_net(table["affected_m2"], exact.net_by_zone),
        problems=(*computed.problems, *found, *_problems(table, computed.fields, order)),
    )


def as_the_plan_says(plan: Plan, order: AffectedOrder) -> AffectedOrder:
    """Return the order with what it leaves open as the plan's cadastre says.

    Raises
    ------
    ParcelsNotNamed
        If neither says which parcels.
    """
    land = plan.cadastre
    if order.parcels is None:
        if land.parcels is None:
            raise ParcelsNotNamed(plan=order.plan)
        named = plan.layer(land.parcels)
        source = named.source
        if isinstance(source, FileSource):
            order = replace(order, parcels=data_path(order.plan, source))
        elif isinstance(source, DatabaseSource):
            order = replace(order, parcels=address_of(source), where=source.where)
            order = replace(order, crs=order.crs or source.crs)
    least = land.min_remaining_m2 if order.min_remaining_m2 is None else order.min_remaining_m2
    order = replace(order, min_remaining_m2=least, buildings=order.buildings or land.buildings)
    layer = _layer_of(plan, order)
    if layer is None:
        return order
    source = layer.source
    fields: dict[str, str] = {}
    fields.update(land.fields if layer.id == land.parcels else ())
    fields.update(order.fields)
    if not isinstance(source, FileSource):
        return replace(order, fields=fields)
    return replace(
        order,
        sublayer=order.sublayer or source.sublayer,
        crs=order.crs or source.crs,
        encoding=order.encoding or source.encoding,
        swapped=order.swapped or source.swapped,
        fields=fields,
    )


def _compute(order: AffectedOrder, zones: ZonesAsked) -> Computed:
    """Have the engine compute that was asked for; its library is loaded only then."""
    if isinstance(order.parcels, TableAddress):
        from planviewer.app.affected.postgis import compute_in_postgis  # noqa: PLC0415

        return compute_in_postgis(order, zones)
    if order.engine == "dask":
        if not order.scheduler:
            raise SchedulerMissing
        from planviewer.app.affected.dask import compute_on_dask  # noqa: PLC0415

        return compute_on_dask(order, zones)
    return _compute_here(order, zones)


def _compute_here(order: AffectedOrder, zones: ZonesAsked) -> Computed:
    if not isinstance(order.parcels, Path):
        raise TypeError(order.parcels)
    parcels = read_features(
        order.parcels,
        sublayer=order.sublayer,
        crs=order.crs,
        encoding=order.encoding,
        swapped=order.swapped,
    )
    frame = parcels.frame
    if not (shapely.get_dimensions(frame.geometry.to_numpy()) == 2).any():
        raise ParcelsMissing(path=order.parcels)
    require_near(_distance(frame, zones), order, frame.crs)
    columns = [str(name) for name in frame.columns if name != frame.geometry.name]
    fields = chosen_fields(columns, order.fields)
    exact = affected_parcels(frame, zones.shapes, zones.crs, fields, zones.priorities)
    return Computed(exact, fields, parcels, frame.crs, problems=parcels.problems)


def _chosen(plan: Plan, order: AffectedOrder) -> list[Layer]:
    known = {layer.id: layer for layer in plan.zone_layers}
    if not known:
        raise ZonesMissing(plan=order.plan)
    for zone in order.zones:
        if zone not in known:
            raise ZoneUnknown(zone=zone, known=", ".join(known))
    return [layer for zone, layer in known.items() if not order.zones or zone in order.zones]


def _zones(
    plan: Plan, order: AffectedOrder, chosen: list[Layer], data: PlanData
) -> dict[str, ZoneArea]:
    """Read only the layers the zones need (and the sites), and compute them."""
    needed = dict.fromkeys(name for layer in chosen for name in plan.needed_by(layer.id))
    sites = [plan.sites_layer] if plan.sites_layer is not None else []
    layers = [layer for layer in plan.layers if layer.id in {*needed, *sites}]
    data.read_files(plan, order.plan, layers, lambda _share: None)
    _raise_of(needed, data)
    for layer in chosen:
        data.take_zone(plan, layer, compute_layer_zone(plan, layer, data.store))
    _raise_of([layer.id for layer in chosen], data)
    data.derive_sites(plan)
    return {layer.id: data.zones[layer.id] for layer in chosen}


def _raise_of(names: Iterable[str], data: PlanData) -> None:
    """Say why a layer that decides the result is not there."""
    for name in names:
        error = data.store.entry(name).error
        if error is not None:
            raise error


def _distance(frame: gpd.GeoDataFrame, zones: ZonesAsked) -> float:
    """Return how far the box round all parcels lies from that round the zones, metres."""
    bounds = shapely.bounds(frame.geometry.to_numpy())
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    extent = shapely.box(*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
    outline = shapely.segmentize(extent, max(extent.length / 200, 1e-9))
    here = shapely.transform(outline, operation(frame.crs, zones.crs).points)
    return float(shapely.distance(here.envelope, around(zones)))


def _judge_remainder(table: pd.DataFrame, least: float | None) -> None:
    """Say of each parcel whether what remains is too small to use; None without a threshold."""
    remains = table["remaining_m2"]
    small = None if least is None else ((remains > 0) & (remains < least)).astype(object)
    table["too_small"] = small


def _layer_of(plan: Plan, order: AffectedOrder) -> Layer | None:
    """Return the layer of the plan that shows the parcels: it says how good they are."""
    if isinstance(order.parcels, TableAddress):
        same = [x for x in plan.database_layers if _is_table(x, order.parcels)]
        alike = (x for x in same if getattr(x.source, "where", ()) == order.where)
        return next(alike, same[0] if same else None)
    if not isinstance(order.parcels, Path):
        return None
    for layer in plan.file_layers:
        if isinstance(layer.source, FileSource):
            path = data_path(order.plan, layer.source)
            if path.exists() and path.resolve() == order.parcels.resolve():
                return layer
    return None


def _is_table(layer: Layer, address: TableAddress) -> bool:
    """Whether a layer shows that table: by its own names, the person's connection need not be."""
    source = layer.source
    if not isinstance(source, DatabaseSource):
        return False
    there = source.connection
    mine = (there.host.lower(), str(there.port), there.database, source.schema_name, source.table)
    host, port = address.host.lower() or "localhost", address.port or "5432"
    return mine == (host, port, address.dbname, address.schema, address.table)


def _problems(
    table: pd.DataFrame, fields: ParcelFields, order: AffectedOrder
) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if order.where:
        rows: dict[str, Any] = {"conditions": conditions_words(order.where)}
        message = Message("affected", "Only rows of the table with {conditions} count.", rows)
        found.append(Problem("rows-chosen", message, "note"))
    mended = table["mended_m2"].dropna()
    if len(mended):
        values: dict[str, Any] = {"area": float(mended.abs().sum())}
        message = Message(
            "affected",
            "Boundaries that cross themselves were mended for the computation only; that changed "
            "areas by {area} m² together.",
            values,
        )
        hint = Message("affected", "Look at the parcels marked as mended, and mend the source.")
        row = int(mended.index[0])
        found.append(Problem("parcel-mended", message, "warning", hint, row, len(mended)))
    missing = [key for key in ("sheet", "parcel", "land_type") if getattr(fields, key) is None]
    if missing:
        message = Message(
            "affected",
            "No column of {path} was recognised for: {fields}.",
            {"path": order.parcels_name, "fields": ", ".join(missing)},
        )
        hint = Message("affected", "Name it with --field, e.g. --field sheet=COLUMN.")
        found.append(Problem("field-missing", message, "warning", hint))
    return tuple(found)
