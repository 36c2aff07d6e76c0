"""Parcels that zones take land from, and how much of each.

Land in several zones is counted once. Every square metre is accounted for: taken and remaining
area are measured apart, and must make the parcel's area to 0.01 m².
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.cutting import all_pieces, area_inside, area_left, subdivided
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
    near = _near(geometry, shapes)
    rows, (geometry, change) = rows[near], _mended(geometry[near])
    tree = shapely.STRtree(geometry)
    area = np.asarray(shapely.area(geometry))
    inside = [area_inside(tree, area, zone) for zone in shapes]
    taken = np.column_stack([np.zeros((len(rows), 0)), *(part for part, _ in inside)])
    whole = np.logical_or.reduce([np.zeros(len(rows), dtype=bool), *(all_ for _, all_ in inside)])
    union = shapely.union_all(shapes) if len(shapes) > 1 else None
    total = _total(geometry, area, taken, union)
    keep = total >= LEAST_M2
    table = _table(frame.iloc[rows[keep]], fields)
    left = area_left(geometry[keep], whole[keep], shapes)
    _add_figures(table, area[keep], total[keep], change[keep])
    _account_for(table, left)
    ids = [zone_id for zone_id, _ in zones]
    by_zone = pd.DataFrame(taken[keep], columns=ids, index=table.index)
    table["zones"] = _zones_of(by_zone)
    together = union if union is not None else shapely.union_all(shapes)
    return Affected(table, by_zone, geometry[keep], float(shapely.area(together)))


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


def _near(geometry: Geometries, zones: Sequence[BaseGeometry]) -> Ints:
    """Return the rows whose bounds meet those of a piece of a zone.

    Boundaries are not looked at yet: those of an invalid parcel cannot be trusted.
    """
    tree = shapely.STRtree(geometry)
    rows: Ints = np.unique(tree.query(all_pieces(zones))[1])
    return rows


def _mended(geometry: Geometries) -> tuple[Geometries, Floats]:
    """Return areas that overlay can work on, and by how much (m²) mending changed each.

    What is valid is kept as it is and has NaN for its change.
    """
    collections = shapely.get_type_id(geometry) == GeometryType.GEOMETRYCOLLECTION
    broken = np.flatnonzero(~shapely.is_valid(geometry) | collections)
    geometry, change = geometry.copy(), np.full(len(geometry), np.nan)
    for row in broken:
        before = abs(geometry[row].area)
        geometry[row] = polygonal(shapely.make_valid(geometry[row]))
        if not collections[row]:
            change[row] = geometry[row].area - before
    return geometry, change


def _total(geometry: Geometries, area: Floats, taken: Floats, union: BaseGeometry | None) -> Floats:
    """Return the land taken of each parcel; where several zones take some, by their union."""
    total: Floats = taken.sum(axis=1)
    shared = np.flatnonzero((taken > 0).sum(axis=1) > 1)
    if len(shared) and union is not None:
        total[shared] = area_inside(shapely.STRtree(geometry[shared]), area[shared], union)[0]
    return total


def _table(chosen: gpd.GeoDataFrame, fields: ParcelFields | None) -> pd.DataFrame:
    names = fields or recognised(chosen.columns)
    table = pd.DataFrame(index=chosen.index)
    for column in _TEXTS:
        name = getattr(names, column)
        table[column] = texts_of(chosen[name]) if name else None
    said = texts_of(chosen[names.owner_kind]) if names.owner_kind else None
    table["owner_kind"] = owner_kinds(table["owner"]) if said is None else said
    table["recorded_m2"] = areas_of(chosen[names.area]) if names.area else np.nan
    return table


def _add_figures(table: pd.DataFrame, area: Floats, total: Floats, change: Floats) -> None:
    table["area_m2"] = area
    table["affected_m2"] = total
    table["remaining_m2"] = area - total
    table["share"] = total / area
    table["mended_m2"] = change


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
    ids = np.array(by_zone.columns, dtype=object)
    return [tuple(ids[row]) for row in by_zone.to_numpy() >= LEAST_M2]
