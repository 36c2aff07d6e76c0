"""Which land the zones of a plan take: from the files to figures with a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planviewer import i18n
from planviewer.analysis.affected import Affected, affected_parcels
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.analysis.rounding import settled
from planviewer.analysis.zones import ZoneArea
from planviewer.app.loading import PlanData, compute_layer_zone
from planviewer.errors import (
    FieldUnknown,
    ParcelsMissing,
    ParcelsOutside,
    ZonesMissing,
    ZoneUnknown,
)
from planviewer.i18n import Message
from planviewer.model.crs import crs_name, operation
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.problem import Problem
from planviewer.reading.files import read_features
from planviewer.reading.plans import data_path, load_plan


@dataclass(frozen=True)
class AffectedOrder:
    """What is asked.

    ``zones`` empty: all of the plan. ``fields``: columns a person named, by ``ParcelFields`` key.
    ``min_remaining_m2``: a smaller remainder is too small to use. ``owners``: whether names of
    owners and their addresses may appear.
    """

    plan: Path
    parcels: Path
    made_on: date
    zones: tuple[str, ...] = ()
    sublayer: str | None = None
    crs: str | None = None
    encoding: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    min_remaining_m2: float | None = None
    owners: bool = True


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
        The parcel layer as read; ``parcel_layer`` is the plan's layer of the same file, if any.
    fields
        Which column was taken for what.
    exact
        As computed.
    table, by_zone
        As documents give them (see ``analysis.rounding.settled``), ``table`` with ``too_small``.
    """

    order: AffectedOrder
    plan: Plan
    data: PlanData
    zones: dict[str, ZoneArea]
    parcels: FeatureSet
    parcel_layer: Layer | None
    fields: ParcelFields
    exact: Affected
    table: pd.DataFrame
    by_zone: pd.DataFrame
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
    def deciding_layers(self) -> list[Layer]:
        """The plan's layers that decide the result: lines, exclusions."""
        names = dict.fromkeys(name for zone in self.zones for name in _needs(self.plan.layer(zone)))
        return [self.plan.layer(name) for name in names]


def find_affected(order: AffectedOrder) -> AffectedResult:
    """Compute which parcels lose land.

    Raises
    ------
    FileError, CrsError, PlanError
        If the plan or the parcels cannot be read or put in their place.
    ZonesMissing, ZoneUnknown, LineMissing, ZoneRuleInvalid
        If there is no such zone, or it cannot be computed.
    ParcelsMissing, ParcelsOutside, FieldUnknown
        If the file holds no areas, none near a zone, or not the column that was named.
    AreaUnaccounted
        If land was lost in the computation.
    """
    plan = load_plan(order.plan)
    chosen = _chosen(plan, order)
    data = PlanData()
    zones = _zones(plan, order, chosen, data)
    parcels = read_features(
        order.parcels, sublayer=order.sublayer, crs=order.crs, encoding=order.encoding
    )
    _require_parcels(parcels.frame, order.parcels)
    _require_near(parcels.frame, zones, plan.crs, order.parcels)
    fields = _fields(parcels.frame, order)
    shapes = [(zone_id, zone.geometry) for zone_id, zone in zones.items()]
    exact = affected_parcels(parcels.frame, shapes, plan.crs, fields)
    table, by_zone = settled(exact.parcels, exact.by_zone)
    _judge_remainder(table, order.min_remaining_m2)
    if not order.owners:
        table[["owner", "address"]] = None
    return AffectedResult(
        order,
        plan,
        data,
        zones,
        parcels,
        _layer_of(plan, order),
        fields,
        exact,
        table,
        by_zone,
        _problems(parcels, table, fields, order),
    )


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
    """Read only the layers the zones need, and compute them (and zones they exclude)."""
    needed = {name for layer in chosen for name in _needs(layer)}
    data.read_files(plan, order.plan, [plan.layer(name) for name in needed], lambda _share: None)
    for layer in plan.zone_layers:
        if layer in chosen or layer.id in needed:
            _raise_of(_needs(layer), data)
            data.take_zone(plan, layer, compute_layer_zone(plan, layer, data.store))
    _raise_of([layer.id for layer in chosen], data)
    return {layer.id: data.zones[layer.id] for layer in chosen}


def _raise_of(names: Iterable[str], data: PlanData) -> None:
    """Say why a layer that decides the result is not there."""
    for name in names:
        error = data.store.entry(name).error
        if error is not None:
            raise error


def _needs(layer: Layer) -> tuple[str, ...]:
    if not isinstance(layer.source, ZoneSource):
        return ()
    return (layer.source.rule.line_layer, *layer.source.rule.exclude)


def _require_parcels(frame: gpd.GeoDataFrame, path: Path) -> None:
    if not (shapely.get_dimensions(frame.geometry.to_numpy()) == 2).any():
        raise ParcelsMissing(path=path)


def _require_near(
    frame: gpd.GeoDataFrame, zones: Mapping[str, ZoneArea], plan_crs: str, path: Path
) -> None:
    """Refuse parcels that all lie elsewhere: their coordinate system is likely wrong."""
    bounds = shapely.bounds(frame.geometry.to_numpy())
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    extent = shapely.box(*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
    outline = shapely.segmentize(extent, max(extent.length / 200, 1e-9))
    here = shapely.transform(outline, operation(frame.crs, plan_crs).points)
    around = shapely.union_all([zone.geometry for zone in zones.values()]).envelope
    distance = shapely.distance(here.envelope, around)
    if not distance <= 0:
        far = i18n.length(float(distance)) if np.isfinite(distance) else "∞"
        raise ParcelsOutside(path=path, distance=far, crs=crs_name(frame.crs))


def _fields(frame: gpd.GeoDataFrame, order: AffectedOrder) -> ParcelFields:
    columns = [str(name) for name in frame.columns if name != frame.geometry.name]
    unknown = set(order.fields) - set(ParcelFields.__dataclass_fields__)
    if unknown:
        known = ", ".join(ParcelFields.__dataclass_fields__)
        raise FieldUnknown(field=unknown.pop(), known=known)
    return recognised(columns).corrected(order.fields, columns)


def _judge_remainder(table: pd.DataFrame, least: float | None) -> None:
    """Say of each parcel whether what remains is too small to use; None without a threshold."""
    remains = table["remaining_m2"]
    small = None if least is None else ((remains > 0) & (remains < least)).astype(object)
    table["too_small"] = small


def _layer_of(plan: Plan, order: AffectedOrder) -> Layer | None:
    """Return the layer of the plan that shows the parcel file: it says how good the parcels are."""
    for layer in plan.file_layers:
        if isinstance(layer.source, FileSource):
            path = data_path(order.plan, layer.source)
            if path.exists() and path.resolve() == order.parcels.resolve():
                return layer
    return None


def _problems(
    parcels: FeatureSet, table: pd.DataFrame, fields: ParcelFields, order: AffectedOrder
) -> tuple[Problem, ...]:
    found = list(parcels.problems)
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
            {"path": order.parcels.name, "fields": ", ".join(missing)},
        )
        hint = Message("affected", "Name it with --field, e.g. --field sheet=COLUMN.")
        found.append(Problem("field-missing", message, "warning", hint))
    return tuple(found)
