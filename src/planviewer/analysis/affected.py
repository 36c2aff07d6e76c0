"""Parcels that zones take land from, and how much of each.

A parcel wholly inside a zone is taken whole, without computing an intersection; only the parcels
at the edge are cut, and against the piece of the zone near them. Land in several zones is counted
once. Every square metre is accounted for: taken and remaining area make the parcel's area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.elements import Floats, Geometries, Ints
from planviewer.analysis.lines import as_text, in_crs
from planviewer.analysis.overlay import polygonal
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.i18n import Message
from planviewer.model.crs import operation, require_metric

LEAST_M2: Final = 1e-4
"""Less than a square centimetre is a shared boundary, not land taken."""

_PIECE_CORNERS: Final = 64


@dataclass(frozen=True, eq=False)
class Affected:
    """The parcels that lose land.

    Attributes
    ----------
    parcels
        One row a parcel, indexed like the parcel layer, in its order: ``sheet``, ``parcel``,
        ``land_type`` (text or None), ``area_m2`` (measured on the grid of the plan CRS),
        ``affected_m2``, ``remaining_m2``, ``share`` (0–1), ``zones`` (tuple of ids).
    by_zone
        Area in each zone (m²), one column a zone, same index; land in two zones is in both.
    """

    parcels: pd.DataFrame
    by_zone: pd.DataFrame

    @property
    def affected_area_m2(self) -> float:
        """All land taken, counted once."""
        return float(self.parcels["affected_m2"].sum())

    def by_land_type(self) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` of the land taken for each land type ("" if none)."""
        kinds = self.parcels["land_type"].fillna("")
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
        Parcels in any CRS.
    zones
        (id, polygon in the plan CRS).
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
    """
    require_metric(plan_crs, str(Message("affected", "Affected land")))
    rows = _candidates(frame, zones, plan_crs)
    geometry = in_crs(frame.iloc[rows], plan_crs).to_numpy()
    touched = _touched(geometry, [zone for _, zone in zones])
    rows, geometry = rows[touched], _valid(geometry[touched])
    tree = shapely.STRtree(geometry)
    area = np.asarray(shapely.area(geometry))
    taken = np.column_stack(
        [np.zeros((len(rows), 0)), *(_taken(tree, area, zone) for _, zone in zones)]
    )
    total = taken.sum(axis=1)
    shared = np.flatnonzero((taken > 0).sum(axis=1) > 1)
    if len(shared):
        union = shapely.union_all([zone for _, zone in zones])
        total[shared] = _taken(shapely.STRtree(geometry[shared]), area[shared], union)
    keep = total >= LEAST_M2
    ids = [zone_id for zone_id, _ in zones]
    by_zone = pd.DataFrame(taken[keep], columns=ids, index=frame.index[rows[keep]])
    chosen = frame.iloc[rows[keep]]
    return Affected(_table(chosen, area[keep], total[keep], by_zone, fields), by_zone)


def _candidates(
    frame: gpd.GeoDataFrame, zones: Sequence[tuple[str, BaseGeometry]], plan_crs: str
) -> Ints:
    """Return the rows whose bounds meet those of a zone, in the CRS of the frame.

    The zone's bounds are taken there with a margin; a parcel that meets only the margin is found
    to lose nothing later.
    """
    bounds = frame.geometry.bounds.to_numpy()
    meets = np.zeros(len(frame), dtype=bool)
    to_frame = operation(plan_crs, frame.crs)
    for _, zone in zones:
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
    return np.flatnonzero(meets)


def _touched(geometry: Geometries, zones: Sequence[BaseGeometry]) -> Ints:
    """Return the rows that have a point in common with a zone."""
    tree = shapely.STRtree(geometry)
    rows = [tree.query(zone, predicate="intersects") for zone in zones if not zone.is_empty]
    return np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)


def _valid(geometry: Geometries) -> Geometries:
    """Return areas that overlay can work on: what crosses itself is mended, the rest kept."""
    broken = np.flatnonzero(~shapely.is_valid(geometry))
    geometry = geometry.copy()
    for row in broken:
        geometry[row] = polygonal(shapely.make_valid(geometry[row]))
    return geometry


def _taken(tree: shapely.STRtree, area: Floats, zone: BaseGeometry) -> Floats:
    """Return how much of each parcel of ``tree`` lies in ``zone``, m²."""
    taken = np.zeros(len(area))
    if zone.is_empty:
        return taken
    inside = tree.query(zone, predicate="contains")
    taken[inside] = area[inside]
    pieces = subdivided(zone)
    piece, parcel = tree.query(pieces, predicate="intersects")
    at_edge = ~np.isin(parcel, inside)
    piece, parcel = piece[at_edge], parcel[at_edge]
    cut = shapely.area(shapely.intersection(tree.geometries[parcel], pieces[piece]))
    np.add.at(taken, parcel, cut)
    return np.minimum(taken, area)


def subdivided(geometry: BaseGeometry, corners: int = _PIECE_CORNERS) -> Geometries:
    """Cut an area into pieces of at most ``corners`` corners, halving the longer side each time."""
    done: list[BaseGeometry] = []
    waiting = list(shapely.get_parts(geometry))
    while waiting:
        piece = waiting.pop()
        if shapely.get_num_coordinates(piece) <= corners:
            done.append(piece)
            continue
        for half in _halves(piece.bounds):
            part = polygonal(shapely.intersection(piece, half))
            waiting += [p for p in shapely.get_parts(part) if not p.is_empty]
    return np.array([piece for piece in done if not piece.is_empty], dtype=object)


def _halves(bounds: tuple[float, float, float, float]) -> tuple[BaseGeometry, BaseGeometry]:
    west, south, east, north = bounds
    if east - west >= north - south:
        middle = (west + east) / 2
        return shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)
    middle = (south + north) / 2
    return shapely.box(west, south, east, middle), shapely.box(west, middle, east, north)


def _table(
    chosen: gpd.GeoDataFrame,
    area: Floats,
    total: Floats,
    by_zone: pd.DataFrame,
    fields: ParcelFields | None,
) -> pd.DataFrame:
    names = fields or recognised(chosen.columns)
    ids = np.array(by_zone.columns, dtype=object)
    table = pd.DataFrame(index=chosen.index)
    for column in ("sheet", "parcel", "land_type"):
        name = getattr(names, column)
        table[column] = chosen[name].map(as_text) if name else None
    table["area_m2"] = area
    table["affected_m2"] = total
    table["remaining_m2"] = area - total
    table["share"] = total / area
    in_zone = by_zone.to_numpy() >= LEAST_M2
    table["zones"] = [tuple(ids[row]) for row in in_zone]
    return table
