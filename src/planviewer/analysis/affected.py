"""Parcels that zones take land from, and how much of each.

Land in several zones is counted once. Every square metre is accounted for: taken and remaining
area are measured apart, and must make the parcel's area to 0.01 m².
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.accounting import LEAST_M2, TOLERANCE_M2, Affected, Taken, accounted
from planviewer.analysis.cutting import area_left, inside, subdivided
from planviewer.analysis.elements import Floats, Geometries, Ints
from planviewer.analysis.lines import in_crs
from planviewer.analysis.overlay import polygonal
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.i18n import Message
from planviewer.model.crs import operation, require_metric

__all__ = ["LEAST_M2", "TOLERANCE_M2", "Affected", "affected_parcels", "in_turn", "subdivided"]

_AREAL: Final = (
    GeometryType.POLYGON,
    GeometryType.MULTIPOLYGON,
    GeometryType.GEOMETRYCOLLECTION,
)


def affected_parcels(
    frame: gpd.GeoDataFrame,
    zones: Sequence[tuple[str, BaseGeometry]],
    plan_crs: str,
    fields: ParcelFields | None = None,
    priorities: Mapping[str, int] | None = None,
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
    priorities
        Of zones by id (0 where none is given): land in several zones is counted in the one of the
        highest, among the same in the first.

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
    shares = in_turn(shapes, [(priorities or {}).get(zone_id, 0) for zone_id, _ in zones])
    rows = _candidates(frame, shapes, plan_crs)
    geometry = in_crs(frame.geometry.iloc[rows], plan_crs).to_numpy()
    taken, near = _taken(geometry, shapes, shares)
    chosen = frame.iloc[rows[near]]
    names = fields or recognised(chosen.columns)
    union_area = float(shapely.area(shares[-1][1])) if shares else 0.0
    return accounted(chosen, names, taken, [zone_id for zone_id, _ in zones], union_area)


def _taken(
    geometry: Geometries, shapes: Sequence[BaseGeometry], shares: Sequence[tuple[int, BaseGeometry]]
) -> tuple[Taken, Ints]:
    """Return what zones take of the parcels that lose land, and which they are."""
    pieces = [subdivided(zone) for zone in shapes]
    tree, change = _ready(geometry, pieces)
    area = np.asarray(shapely.area(tree.geometries))
    parts = [inside(tree, area, *zone) for zone in zip(shapes, pieces, strict=True)]
    gross = np.column_stack([part.area for part in parts]) if parts else np.empty((len(area), 0))
    near = np.flatnonzero((gross > 0).any(axis=1))
    net = _net(tree, area, gross, shares)
    left = area_left(tree.geometries, area, parts)
    whole = Taken(np.asarray(tree.geometries), area, change, gross, net, left)
    return whole.take(near), near


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


def _net(
    tree: shapely.STRtree, area: Floats, gross: Floats, shares: Sequence[tuple[int, BaseGeometry]]
) -> Floats:
    """Return the land in each zone with what several zones take counted in the first of them."""
    net = gross.copy()
    shared = np.flatnonzero((gross > 0).sum(axis=1) > 1)
    if not len(shared):
        return net
    some, its_area = shapely.STRtree(tree.geometries[shared]), area[shared]
    counted = np.zeros(len(shared))
    for position, (zone, together) in enumerate(shares):
        now = inside(some, its_area, together).area if position else gross[shared, zone]
        net[shared, zone] = np.maximum(now - counted, 0.0)
        counted = np.maximum(now, counted)
    return net


def in_turn(
    shapes: Sequence[BaseGeometry], priorities: Sequence[int]
) -> list[tuple[int, BaseGeometry]]:
    """Return zones in the order in which land is counted, each united with those before it.

    Higher priorities first; the same priority in the order given. Each entry is the place of the
    zone in ``shapes``, and the union of it and all before.
    """
    turns = sorted(range(len(shapes)), key=lambda zone: -priorities[zone])
    together: list[BaseGeometry] = []
    for zone in turns:
        before = together[-1:]
        together.append(shapely.union_all([*before, shapes[zone]]) if before else shapes[zone])
    return list(zip(turns, together, strict=True))
