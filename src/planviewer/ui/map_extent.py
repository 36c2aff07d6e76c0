"""What part of the world the map shows for something, and in which system its grid is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.drawing.arrays import Bounds
from planviewer.drawing.view import MERCATOR_HALF
from planviewer.errors import CrsError
from planviewer.model.crs import WEB_MERCATOR, WGS84, Operation, operation, require_metric
from planviewer.model.plan import Plan

if TYPE_CHECKING:
    import geopandas as gpd


def wgs84_bounds(frame: gpd.GeoDataFrame) -> Bounds | None:
    """Return a frame's bounds in WGS 84, a little margin around; None if it has no geometry."""
    west, south, east, north = frame.total_bounds
    if not (west <= east and south <= north):
        return None
    return _roomy((west, south, east, north), operation(frame.crs, WGS84))


def mercator_box(bounds: Bounds) -> Bounds:
    """Return bounds in EPSG:3857 as a box in WGS 84, roomy. Of a large frame they are known."""
    west, south, east, north = (min(max(x, -MERCATOR_HALF), MERCATOR_HALF) for x in bounds)
    return _roomy((west, south, east, north), operation(WEB_MERCATOR, WGS84))


def _roomy(bounds: Bounds, to_wgs84: Operation) -> Bounds:
    """Return bounds in WGS 84 with a little margin around."""
    west, south, east, north = bounds
    xs, ys = to_wgs84([west, west, east, east], [south, north, south, north])
    margin = max(max(xs) - min(xs), max(ys) - min(ys), 0.002) * 0.08
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def grid_crs(plan: Plan) -> str | None:
    """Return the system whose grid the map shows: the plan's, if lengths in it are metres."""
    try:
        require_metric(plan.crs, plan.crs)
    except CrsError:
        return None
    return plan.crs
