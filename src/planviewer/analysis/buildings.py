"""Buildings on parcels: how many stand on each, and how many of them the zones touch."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.accounting import LEAST_M2
from planviewer.analysis.elements import Bools, Floats, Geometries, Ints
from planviewer.analysis.lines import in_crs


def count_buildings(
    parcels: Geometries, buildings: gpd.GeoDataFrame, zones: BaseGeometry, plan_crs: str
) -> tuple[Ints, Ints]:
    """Count the buildings on each parcel, and those of them that lie in the zones at least in part.

    A building stands on the parcel that holds a point inside of it, so that one which reaches over
    a boundary is counted once; where parcels overlap, on the first.

    Parameters
    ----------
    parcels
        Valid areas in the plan CRS.
    buildings
        Outlines, or points; lines are passed over. Any CRS.
    zones
        All zones together, in the plan CRS.

    Raises
    ------
    CrsUnknown, NoTransformation
        If the buildings cannot be taken to the plan CRS.
    """
    shapes = _usable(in_crs(buildings, plan_crs).to_numpy())
    inner = shapely.point_on_surface(shapes)
    building, parcel = shapely.STRtree(parcels).query(inner, predicate="intersects")
    building, parcel = _first_each(building, parcel)
    total = np.bincount(parcel, minlength=len(parcels))
    touched = parcel[_touched(shapes[building], zones)]
    return total, np.bincount(touched, minlength=len(parcels))


def _usable(shapes: Geometries) -> Geometries:
    """Return outlines and points, mended where an outline crosses itself."""
    dimension = shapely.get_dimensions(shapes)
    usable: Geometries = shapes[((dimension == 0) | (dimension == 2)) & ~shapely.is_empty(shapes)]
    broken = ~shapely.is_valid(usable)
    usable[broken] = shapely.make_valid(usable[broken])
    return usable


def _first_each(building: Ints, parcel: Ints) -> tuple[Ints, Ints]:
    order = np.lexsort((parcel, building))
    building, parcel = building[order], parcel[order]
    first = np.append(True, np.diff(building) > 0)[: len(building)]
    return building[first], parcel[first]


def _touched(shapes: Geometries, zones: BaseGeometry) -> Bools:
    """Tell which lie in the zones with more than their edge."""
    shapely.prepare(zones)
    meets: Bools = shapely.intersects(zones, shapes)
    outlines = np.flatnonzero(meets & (shapely.get_dimensions(shapes) == 2))
    inside: Floats = shapely.area(shapely.intersection(shapes[outlines], zones))
    meets[outlines] = inside >= LEAST_M2
    return meets
