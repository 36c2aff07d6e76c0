"""What moves when a layer is replaced by another drawing of the same things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from planviewer import pace
from planviewer.model.crs import operation, require_metric

STEP_M: Final = 5.0
"""Lines and outlines are compared at points so far apart."""
_BLOCK: Final = 1_024
_MOST_POINTS: Final = 100_000


@dataclass(frozen=True, eq=False)
class Moved:
    """A layer before and after, measured in one system in metres.

    Attributes
    ----------
    mean_m, max_m
        Distance of the new lines (outlines, points) from the old ones; ``max_m`` also the other
        way, so that a part that is missing counts.
    worst
        Where the largest distance is: two points (E, N).
    length_before_m, length_after_m, area_before_m2, area_after_m2
        Lengths of all lines, areas of all polygons.
    before, after
        All shapes, in metres.
    """

    mean_m: float
    max_m: float
    worst: tuple[tuple[float, float], tuple[float, float]] | None
    length_before_m: float
    length_after_m: float
    area_before_m2: float
    area_after_m2: float
    before: npt.NDArray[np.object_]
    after: npt.NDArray[np.object_]


def compare(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, crs: str) -> Moved:
    """Measure how far a layer moves.

    Parameters
    ----------
    before, after
        Layers in any systems.
    crs
        The system in metres to measure in.

    Raises
    ------
    CrsNotMetric, NoTransformation
        If ``crs`` is not in metres, or cannot be reached.
    """
    require_metric(crs, "offset")
    old, new = _in_metres(before, crs), _in_metres(after, crs)
    with pace.part(0.1, 0.6):
        there, mean_there = _farthest(new, old)
    with pace.part(0.6, 1.0):
        back, _ = _farthest(old, new)
    worst = max((x for x in (there, back) if x is not None), key=lambda x: x[0], default=None)
    return Moved(
        mean_m=mean_there,
        max_m=worst[0] if worst else float("nan"),
        worst=(worst[1], worst[2]) if worst else None,
        length_before_m=_length(old),
        length_after_m=_length(new),
        area_before_m2=float(shapely.area(old).sum()),
        area_after_m2=float(shapely.area(new).sum()),
        before=old,
        after=new,
    )


def _in_metres(frame: gpd.GeoDataFrame, crs: str) -> npt.NDArray[np.object_]:
    shapes = np.asarray(frame.geometry.array, dtype=object)
    shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    return np.asarray(shapely.transform(shapely.force_2d(shapes), operation(frame.crs, crs).points))


def _farthest(
    shapes: npt.NDArray[np.object_], others: npt.NDArray[np.object_]
) -> tuple[tuple[float, tuple[float, float], tuple[float, float]] | None, float]:
    """Return the largest distance with its two ends, and the mean, of shapes from others."""
    points, lines = _points(shapes), _lines(others)
    if not len(points) or not len(lines):
        return None, float("nan")
    tree = shapely.STRtree(lines)
    found = []
    for first in range(0, len(points), _BLOCK):
        pace.reached(first / len(points))
        part = points[first : first + _BLOCK]
        (at, near), away = tree.query_nearest(part, return_distance=True, all_matches=False)
        found.append((at + first, near, away))
    from_point, to_line, distances = (np.concatenate(x) for x in zip(*found, strict=True))
    worst = int(distances.argmax())
    between = shapely.shortest_line(points[from_point[worst]], lines[to_line[worst]])
    ends = [(float(x), float(y)) for x, y in shapely.get_coordinates(between)]
    return (float(distances[worst]), ends[0], ends[1]), float(distances.mean())


def _lines(shapes: npt.NDArray[np.object_]) -> npt.NDArray[Any]:
    lines = shapes.copy()
    areas = shapely.get_dimensions(lines) == 2
    lines[areas] = shapely.boundary(lines[areas])
    return lines


def _points(shapes: npt.NDArray[np.object_]) -> npt.NDArray[Any]:
    """Return points along lines and outlines, ``STEP_M`` apart (farther on very long ones)."""
    lines = _lines(shapes)
    step = max(STEP_M, float(shapely.length(lines).sum()) / _MOST_POINTS)
    dense = shapely.segmentize(lines, step) if len(lines) else lines
    return np.asarray(shapely.points(shapely.get_coordinates(dense)))


def _length(shapes: npt.NDArray[np.object_]) -> float:
    return float(shapely.length(shapes[shapely.get_dimensions(shapes) == 1]).sum())
