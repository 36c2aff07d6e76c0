"""Features brought from one coordinate system to another, by the pinned operation."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from planviewer.model.crs import WGS84, operation


def moved(frame: gpd.GeoDataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return the frame in ``crs``; heights stay as they are.

    Raises
    ------
    NoTransformation, CrsUnknown
        If no sure operation leads there.
    """
    if frame.crs == crs:
        return frame
    way = operation(frame.crs, crs)
    geometries = np.array(frame.geometry.array, dtype=object)
    for high in (False, True):
        rows = shapely.has_z(geometries) == high
        geometries[rows] = shapely.transform(
            geometries[rows],
            lambda points: np.column_stack((way.points(points), points[:, 2:])),
            include_z=high,
        )
    return frame.set_geometry(gpd.GeoSeries(geometries, index=frame.index, crs=crs))


def in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame in WGS 84, longitude first."""
    return moved(frame, WGS84)
