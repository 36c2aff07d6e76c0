"""Parcels that zones take land from, and how much of each.

Land in several zones is counted once. Every square metre is accounted for: taken and remaining
area are measured apart, and must make the parcel's area to 0.01 m².
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.cutting import Inside, area_left, inside, subdivided
from planviewer.analysis.elements import Bools, Floats, Geometries, Ints
from planviewer.analysis.lines import in_crs
from planviewer.analysis.overlay import polygonal
from planviewer.analysis.parcels import (
    ParcelFields,
    areas_of,
    owner_kinds,
    recognised,
    texts_of,
)
from planviewer.errors import AreaUnaccounted
from planviewer.i18n import Message
from planviewer.model.crs import operation, require_metric

__all__ = ["LEAST_M2", "TOLERANCE_M2", "Affected", "affected_parcels", "subdivided"]

LEAST_M2: Final = 0.005
"""Less than half a hundredth of a square metre is a shared boundary, not land taken."""

TOLERANCE_M2: Final = 0.01
"""Taken and remaining area make the parcel's area to this."""

_TEXTS: Final = ("sheet", "parcel", "land_type", "owner", "address")
_AREAL: Final = (
    GeometryType.POLYGON,
    GeometryType.MULTIPOLYGON,
    GeometryType.GEOMETRYCOLLECTION,
)


@dataclass(frozen=True, eq=False)
class Affected:
    """The parcels that lose land.

    Attributes
    ----------
    parcels
        One row a parcel, indexed like the parcel layer, in its order: ``sheet``, ``parcel``,
        ``land_type``, ``owner``, ``address`` (text or None), ``owner_kind`` (as the layer says,
        else guessed from the name), ``recorded_m2`` (NaN if not recorded), ``area_m2`` (measured
        on the grid of the plan CRS), ``affected_m2``, ``remaining_m2``, ``share`` (0–1), ``zones``
        (tuple of ids), ``mended_m2`` (by how much mending an invalid boundary for the computation
        changed the area; NaN where nothing was mended).
    by_zone
        Area in each zone (m²), one column a zone, same index; land in two zones is in both.
    geometry
        The parcels as computed with, in the plan CRS, one for each row.
    zone_area_m2
        Area of all zones together, land in several counted once.
    """

    parcels: pd.DataFrame
    by_zone: pd.DataFrame
    geometry: Geometries
    zone_area_m2: float

    @property
    def affected_area_m2(self) -> float:
        """All land taken, counted once."""
        return float(self.parcels["affected_m2"].sum())

    def by_land_type(self) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` of the land taken for each land type ("" if none)."""
        return self.by("land_type")

    def by(self, column: str) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` of the land taken for each value of a text column."""
        kinds = self.parcels[column].fillna("").astype(object)
        grouped = self.parcels["affected_m2"].groupby(kinds)
        return pd.DataFrame({"count": grouped.size(), "area_m2": grouped.sum()})


def affected_parcels(
    frame: gpd.GeoDataFrame,
    zones: Sequence[tuple[str, BaseGeometry]],
    plan_crs: str,
    fields: ParcelFields | None = None,
) -> Affected:
    """Find the parcels that lose land to ``zones``.

    Parameters
    ----------
    frame
        Parcels in any CRS; what is not an area is passed over.
    zones
        (id, valid polygon in the plan CRS).
    plan_crs
        A metric CRS, "EPSG:n".
    fields
        Which column holds what; None: recognised by name.

    Raises
    ------
    CrsNotMetric
        If the plan CRS does not measure metres on the ground.
    CrsUnknown, NoTransformation
        If the parcels cannot be taken to the plan CRS.
    AreaUnaccounted
        If taken and remaining area of a parcel do not make its area.
    """
    require_metric(plan_crs, str(Message("affected", "Affected land")))
    shapes = [zone for _, zone in zones]
    rows = _candidates(frame, shapes, plan_crs)
    geometry = in_crs(frame.geometry.iloc[rows], plan_crs).to_numpy()
    pieces = [subdivided(zone) for zone in shapes]
    tree, change = _ready(geometry, pieces)
    area = np.asarray(shapely.area(tree.geometries))
    parts = [inside(tree, area, *zone) for zone in zip(shapes, pieces, strict=True)]
    union = shapely.union_all(shapes) if len(shapes) != 1 else shapes[0]
    total = _total(tree.geometries, area, parts, union)
    left = area_left(tree.geometries, area, parts)
    keep = np.flatnonzero(total >= LEAST_M2)
    chosen = frame.iloc[rows[keep]]
    columns = {zone_id: part.area[keep] for (zone_id, _), part in zip(zones, parts, strict=True)}
    by_zone = pd.DataFrame(columns, index=chosen.index)
    figures = _figures(area[keep], total[keep], change[keep])
    said = _said(chosen, fields or recognised(chosen.columns))
    table = pd.DataFrame({**said, **figures}, index=chosen.index)
    table["zones"] = _zones_of(by_zone)
    _account_for(table, left[keep])
    return Affected(table, by_zone, tree.geometries[keep], float(shapely.area(union)))


def _candidates(frame: gpd.GeoDataFrame, zones: Sequence[BaseGeometry], plan_crs: str) -> Ints:
    """Return the areal rows whose bounds meet those of a zone, in the CRS of the frame.

    The zone's bounds are taken there with a margin; a parcel that meets only the margin is found
    to lose nothing later.
    """
    geometry = np.asarray(frame.geometry.array, dtype=object)
    bounds = shapely.bounds(geometry)
    meets = np.zeros(len(frame), dtype=bool)
    to_frame = operation(plan_crs, frame.crs)
    for zone in zones:
        if zone.is_empty:
            continue
        box = shapely.segmentize(shapely.box(*shapely.buffer(zone.envelope, 10.0).bounds), 100.0)
        west, south, east, north = shapely.transform(box, to_frame.points).bounds
        meets |= (
            (bounds[:, 0] <= east)
            & (bounds[:, 2] >= west)
            & (bounds[:, 1] <= north)
            & (bounds[:, 3] >= south)
        )
    rows = np.flatnonzero(meets)
    return rows[np.isin(shapely.get_type_id(geometry[rows]), _AREAL)]


def _ready(geometry: Geometries, pieces: Sequence[Geometries]) -> tuple[shapely.STRtree, Floats]:
    """Return parcels that overlay can work on, and by how much (m²) mending changed each.

    What is valid is kept as it is and has NaN for its change. Only parcels whose bounds meet those
    of a piece of a zone are looked at; their boundaries are not used to choose them, since those
    of an invalid one cannot be trusted.
    """
    tree, near = shapely.STRtree(geometry), np.zeros(len(geometry), dtype=bool)
    for some in pieces:
        near[tree.query(some)[1]] = True
    rows = np.flatnonzero(near)
    collections = shapely.get_type_id(geometry) == GeometryType.GEOMETRYCOLLECTION
    broken = rows[~shapely.is_valid(geometry[rows]) | collections[rows]]
    mended, change = geometry.copy(), np.full(len(geometry), np.nan)
    for row in broken:
        mended[row] = polygonal(shapely.make_valid(geometry[row]))
        if not collections[row]:
            change[row] = mended[row].area - abs(geometry[row].area)
    return (shapely.STRtree(mended) if len(broken) else tree), change


def _total(
    geometry: Geometries, area: Floats, parts: Sequence[Inside], union: BaseGeometry
) -> Floats:
    """Return the land taken of each parcel; where several zones take some, by their union."""
    total = np.zeros(len(area))
    zones = np.zeros(len(area), dtype=np.int64)
    for part in parts:
        total += part.area
        zones += part.area > 0
    shared = np.flatnonzero(zones > 1)
    if len(shared):
        total[shared] = inside(shapely.STRtree(geometry[shared]), area[shared], union).area
    return total


def _said(chosen: gpd.GeoDataFrame, names: ParcelFields) -> dict[str, Any]:
    """Return what the layer says of the parcels."""
    columns: dict[str, Any] = {
        key: texts_of(chosen[name]) if (name := getattr(names, key)) else None for key in _TEXTS
    }
    if names.owner_kind:
        columns["owner_kind"] = texts_of(chosen[names.owner_kind])
    else:
        owners = columns["owner"]
        columns["owner_kind"] = "unknown" if owners is None else owner_kinds(owners)
    columns["recorded_m2"] = areas_of(chosen[names.area]) if names.area else np.nan
    return columns


def _figures(area: Floats, total: Floats, change: Floats) -> dict[str, Floats]:
    return {
        "area_m2": area,
        "affected_m2": total,
        "remaining_m2": area - total,
        "share": total / area,
        "mended_m2": change,
    }


def _account_for(table: pd.DataFrame, left: Floats) -> None:
    """Refuse figures in which land is lost or counted twice."""
    missing = (table["remaining_m2"] - left).to_numpy()
    wrong: Bools = ~(np.abs(missing) <= TOLERANCE_M2)
    if wrong.any():
        row = int(np.abs(np.nan_to_num(missing, nan=np.inf)).argmax())
        names = [str(name) for name in table.iloc[row][["sheet", "parcel"]] if name]
        name = "/".join(names) or f"#{table.index[row]}"
        raise AreaUnaccounted(parcel=name, missing=float(missing[row]))


def _zones_of(by_zone: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the ids of the zones each parcel is in; the few combinations are made once."""
    takes = np.ascontiguousarray(by_zone.to_numpy() >= LEAST_M2)
    if not takes.size:
        return [()] * len(by_zone)
    keys = np.packbits(takes, axis=1)
    kinds, which = np.unique(keys.view(f"V{keys.shape[1]}").ravel(), return_inverse=True)
    first = np.full(len(kinds), len(takes))
    np.minimum.at(first, which, np.arange(len(takes)))
    ids = np.array(by_zone.columns, dtype=object)
    combinations = [tuple(ids[takes[row]]) for row in first]
    return [combinations[kind] for kind in which]
