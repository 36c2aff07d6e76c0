"""In which system a line of any file is measured: never in degrees, never far from its zone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod

from planviewer.errors import CrsNotForPlace, PlanviewerError
from planviewer.model.crs import WGS84, crs_name, operation, require_metric
from planviewer.model.plan import Plan
from planviewer.reading.systems import VIETNAM

ZONES: Final = {102.0: "EPSG:5896", 105.0: "EPSG:5897", 108.0: "EPSG:5898"}
"""VN-2000 / TM-3 zones 481, 482, 491 by central meridian; each serves 1.5° to either side."""
NEAR_PLAN_M: Final = 60_000.0
_ZONE_REACH: Final = 1.75
"""Degrees from the central meridian: a line that lies across the edge of a zone still has one."""

Why = Literal["asked", "file", "plan", "place"]


@dataclass(frozen=True)
class MetricSystem:
    """A system to measure in, and why: asked for, the file's own, the plan's, or by place."""

    crs: str
    why: Why


def metric_system(
    frame: gpd.GeoDataFrame, path: Path, asked: str | None, plan: Plan
) -> MetricSystem:
    """Choose the system.

    Raises
    ------
    CrsNotMetric, CrsUnknown
        If the one asked for does not measure metres on the ground, or is not known.
    CrsNotForPlace
        If the file's is not metric and no VN-2000 zone serves the place.
    """
    if asked is not None:
        require_metric(asked, path.name)
        return MetricSystem(asked, "asked")
    try:
        require_metric(frame.crs, path.name)
    except PlanviewerError:
        return _by_place(_degrees(frame), path, plan)
    return MetricSystem(crs_name(frame.crs), "file")


def _degrees(frame: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return the bounds (WGS 84) of what the frame holds, NaN for nothing."""
    coords = shapely.get_coordinates(frame.geometry.to_numpy())
    lon_lat = operation(frame.crs, WGS84).points(coords)
    lon_lat = lon_lat[np.isfinite(lon_lat).all(axis=1)]
    if not len(lon_lat):
        return np.nan, np.nan, np.nan, np.nan
    (west, south), (east, north) = lon_lat.min(axis=0), lon_lat.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _by_place(bounds: tuple[float, float, float, float], path: Path, plan: Plan) -> MetricSystem:
    west, south, east, north = bounds
    if np.isnan(west) or _is_near(bounds, plan):  # nothing at all: let the zone say so
        return MetricSystem(plan.crs, "plan")
    inside = VIETNAM[0] <= west and VIETNAM[1] <= south and east <= VIETNAM[2]
    meridian = min(ZONES, key=lambda lon: abs(lon - (west + east) / 2))
    reach = max(abs(west - meridian), abs(east - meridian))
    if not (inside and north <= VIETNAM[3] and reach <= _ZONE_REACH):
        raise CrsNotForPlace(path=path)
    return MetricSystem(ZONES[meridian], "place")


def _is_near(bounds: tuple[float, float, float, float], plan: Plan) -> bool:
    """Whether all of it lies near the plan."""
    west, south, east, north = bounds
    lon, lat = (plan.home[0] + plan.home[2]) / 2, (plan.home[1] + plan.home[3]) / 2
    corners_lon, corners_lat = [west, east, east, west], [south, south, north, north]
    _, _, metres = Geod(ellps="WGS84").inv([lon] * 4, [lat] * 4, corners_lon, corners_lat)
    return bool(max(metres) <= NEAR_PLAN_M)
