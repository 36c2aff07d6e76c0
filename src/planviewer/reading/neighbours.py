"""What lies on the map already, to hold the place of another file against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from planviewer.errors import NoTransformation
from planviewer.model.crs import WGS84, operation

_ON_IT_M: Final = 1.5
"""A point so near to a known line counts as lying on it."""
_MANY_POINTS: Final = 500_000
_MOST: Final = 30_000
"""So many features of a layer are held."""
_FAR_M: Final = 30_000.0
"""Beyond that the distance from the box of everything will do."""


class Neighbours:
    """Lines, points and outlines of the layers on the map, in metres of one system.

    Parameters
    ----------
    frames
        Layers in their own systems; what cannot be put into ``crs`` is left out.
    crs
        A system in metres.
    """

    def __init__(self, frames: Iterable[gpd.GeoDataFrame], crs: str) -> None:
        parts = [part for frame in frames if len(part := _lines(frame, crs))]
        self.crs = crs
        self.shapes = np.concatenate(parts) if parts else np.empty(0, dtype=object)
        self._tree = shapely.STRtree(self.shapes)
        self._to_metres = operation(WGS84, crs)

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return not len(self.shapes)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Min E, min N, max E, max N of everything, metres."""
        low_high = shapely.total_bounds(self.shapes)
        return tuple(float(x) for x in low_high)  # type: ignore[return-value]  # four of them

    def nearness(self, lon_lat: npt.NDArray[np.float64]) -> tuple[float, float]:
        """Return the median distance (m) of points from what is known, and the share on it."""
        points = self._to_metres.points(lon_lat)
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points) or self.empty:
            return float("inf"), 0.0
        outside = self._outside(points)
        if np.median(outside) > _FAR_M:
            return float(np.median(outside)), 0.0
        _, distances = self._tree.query_nearest(
            shapely.points(points), return_distance=True, all_matches=False
        )
        return float(np.median(distances)), float((distances <= _ON_IT_M).mean())

    def _outside(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        low, high = np.split(np.array(self.bounds), 2)
        beyond = np.maximum(np.maximum(low - points, points - high), 0)
        return np.asarray(np.hypot(beyond[:, 0], beyond[:, 1]))


def _lines(frame: gpd.GeoDataFrame, crs: str) -> npt.NDArray[np.object_]:
    """Return lines and points of a layer in metres: areas are known by their outlines."""
    shapes = np.asarray(frame.geometry.array, dtype=object)
    shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    if len(shapes) > _MOST:
        shapes = shapes[np.linspace(0, len(shapes) - 1, _MOST).astype(int)]
    try:
        to_metres = operation(frame.crs, crs)
    except NoTransformation:
        return np.empty(0, dtype=object)
    areas = shapely.get_dimensions(shapes) == 2
    shapes[areas] = shapely.boundary(shapes[areas])
    moved = shapely.transform(shapely.force_2d(shapes), to_metres.points)
    finite = np.isfinite(shapely.bounds(moved)).all(axis=1)
    return np.asarray(moved[finite])


def _some_points(shapes: npt.NDArray[np.object_], most: int) -> npt.NDArray[np.object_]:
    """Return points of the outlines and lines inside, without the coordinates of all: few, huge."""
    parts = shapely.get_parts(shapes)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)
    if len(parts) > most:
        parts = parts[np.linspace(0, len(parts) - 1, most).astype(int)]
    areas = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    lines = np.concatenate((parts[~areas], shapely.get_exterior_ring(parts[areas])))
    points = [line for line in lines if line.geom_type == "Point"]
    for line in [line for line in lines if line.geom_type != "Point"]:
        count = int(shapely.get_num_points(line))
        where = np.linspace(0, count - 1, min(count, most)).astype(int)
        points.extend(shapely.get_point(line, where))
    return np.array(points, dtype=object)


def sample_points(shapes: npt.NDArray[np.object_], most: int = 300) -> npt.NDArray[np.float64]:
    """Return at most ``most`` vertices, shape (n, 2), evenly from all features."""
    shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    if len(shapes) > most:
        shapes = shapes[np.linspace(0, len(shapes) - 1, most).astype(int)]
    if shapely.get_num_coordinates(shapes).sum() > _MANY_POINTS:
        shapes = _some_points(shapes, most)
    points = shapely.get_coordinates(shapes)
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) > most:
        points = points[np.linspace(0, len(points) - 1, most).astype(int)]
    return points
