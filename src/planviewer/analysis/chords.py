"""Where the edge of a zone passes parcels: not at all, straight through, or in some other way.

Most parcels at the edge of a zone are cut by a single straight piece of it. Their share is the
area on one side of a straight line, which takes a few sums; only where a corner of the zone lies
near a parcel are the two outlines laid over each other. Whether the edge passes is judged by the
box round a parcel: within a box that one straight piece crosses from side to side, and no other
meets, the zone is one side of the line through that piece, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.elements import Bools, Floats, Geometries, Ints


@dataclass(frozen=True, eq=False)
class Passing:
    """How the edge of a zone passes parcels.

    Attributes
    ----------
    meets
        Whether the edge meets the box round each parcel.
    parcel
        The parcels, without holes and in one part, that one straight piece crosses.
    start, along
        A point of that piece and its direction, shape (n, 2); the zone is on the left.
    """

    meets: Bools
    parcel: Ints
    start: Floats
    along: Floats


def passing(tree: shapely.STRtree, zone: BaseGeometry) -> Passing:
    """Find how the edge of a zone passes the parcels of a tree."""
    start, stop = _edge(zone)
    segment, parcel = tree.query(shapely.linestrings(np.stack((start, stop), axis=1)))
    bounds = shapely.bounds(np.asarray(tree.geometries)[parcel])
    start, stop = start[segment], stop[segment]
    crosses = _line_meets_box(start, stop - start, bounds)
    start, stop, bounds, parcel = (a[crosses] for a in (start, stop, bounds, parcel))
    count = np.bincount(parcel, minlength=len(tree.geometries))
    alone = (count[parcel] == 1) & _outside(start, bounds) & _outside(stop, bounds)
    alone[alone] = _is_plain(np.asarray(tree.geometries)[parcel[alone]])
    return Passing(count > 0, parcel[alone], start[alone], (stop - start)[alone])


def _edge(zone: BaseGeometry) -> tuple[Floats, Floats]:
    """Return the straight pieces of a zone's edge from start to stop, the zone on their left."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(zone, exterior_cw=False)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    follows = ring[1:] == ring[:-1]
    return points[:-1][follows], points[1:][follows]


def _line_meets_box(start: Floats, along: Floats, bounds: Floats) -> Bools:
    """Tell whether the corners of boxes lie on both sides of lines, or on them.

    Where the boxes round two things meet, this decides whether a straight piece meets a box.
    """
    west, south, east, north = (bounds - np.tile(start, 2)).T
    across, up = along.T
    sides = np.stack([across * y - up * x for x in (west, east) for y in (south, north)])
    meets: Bools = (sides.min(axis=0) <= 0) & (sides.max(axis=0) >= 0)
    return meets


def _outside(points: Floats, bounds: Floats) -> Bools:
    x, y = points.T
    west, south, east, north = bounds.T
    outside: Bools = (x < west) | (x > east) | (y < south) | (y > north)
    return outside


def _is_plain(geometry: Geometries) -> Bools:
    polygons = shapely.get_type_id(geometry) == GeometryType.POLYGON
    plain: Bools = polygons & (shapely.get_num_interior_rings(geometry) == 0)
    return plain


def areas_left_of(geometry: Geometries, start: Floats, along: Floats) -> Floats:
    """Return how much of each polygon lies on the left of a line, m².

    Parameters
    ----------
    geometry
        Valid polygons without holes.
    start, along
        A point of each line and its direction, shape (n, 2).

    Notes
    -----
    The shoelace sum over the parts of the outline on that side. It is taken round a point of the
    line, so that what closes the outline along the line adds nothing.
    """
    points, row = shapely.get_coordinates(geometry, return_index=True)
    points = points - start[row]
    height = along[row, 0] * points[:, 1] - along[row, 1] * points[:, 0]
    follows = np.flatnonzero(row[1:] == row[:-1])
    a, b, ha, hb = points[follows], points[follows + 1], height[follows], height[follows + 1]
    share = np.divide(ha, ha - hb, out=np.zeros_like(ha), where=(ha >= 0) != (hb >= 0))
    crossing = a + share[:, None] * (b - a)
    from_, to = np.where(ha[:, None] >= 0, a, crossing), np.where(hb[:, None] >= 0, b, crossing)
    twice = from_[:, 0] * to[:, 1] - from_[:, 1] * to[:, 0]
    twice[(ha < 0) & (hb < 0)] = 0.0
    return np.abs(np.bincount(row[follows], weights=twice, minlength=len(geometry))) / 2
