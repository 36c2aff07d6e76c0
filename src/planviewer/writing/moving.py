"""Features brought from one coordinate system to another, by the pinned operation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from planviewer import pace
from planviewer.model.crs import WGS84, Operation, operation

_BLOCK: Final = 8_192
_MOST_POINTS: Final = 1 << 18


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
        for part in _blocks(np.flatnonzero(rows)):
            geometries[part] = shapely.transform(
                geometries[part], partial(_transformed, way), include_z=high
            )
    return frame.set_geometry(gpd.GeoSeries(geometries, index=frame.index, crs=crs))


def _transformed(way: Operation, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Move points, heights as they are; of a giant outline many, saying how far it is."""
    parts = []
    for first in range(0, max(len(points), 1), _MOST_POINTS):
        pace.reached(first / max(len(points), 1))
        some = points[first : first + _MOST_POINTS]
        parts.append(np.column_stack((way.points(some), some[:, 2:])))
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _blocks(rows: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    """Give a part of the rows at a time, saying how far it is."""
    for first in range(0, len(rows), _BLOCK):
        last = min(first + _BLOCK, len(rows))
        with pace.part(first / len(rows), last / len(rows)):
            yield rows[first:last]


def in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame in WGS 84, longitude first."""
    return moved(frame, WGS84)
