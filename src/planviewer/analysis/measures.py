"""Lengths and areas: on the plan's grid, and on the ellipsoid for comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from pyproj import CRS

from planviewer.analysis.lines import in_crs
from planviewer.i18n import Message
from planviewer.model.crs import crs_name, operation, parse_crs, require_metric

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Measures:
    """Length of lines and area of polygons; a polygon's length is its perimeter."""

    length_m: float
    area_m2: float


def measure(geometry: BaseGeometry, crs: str) -> Measures:
    """Measure a geometry on the grid of its metric CRS.

    Raises
    ------
    CrsNotMetric
        If ``crs`` is in degrees, not in metres, or Web Mercator.
    """
    require_metric(crs, str(Message("measures", "Length and area")))
    return Measures(float(shapely.length(geometry)), float(shapely.area(geometry)))


def measure_frame(frame: gpd.GeoDataFrame, plan_crs: str) -> pd.DataFrame:
    """Measure every feature on the grid of the plan CRS.

    Returns
    -------
    Columns ``length_m`` and ``area_m2`` with the index of ``frame``; NaN where there is no
    geometry.

    Raises
    ------
    CrsNotMetric
        If the plan CRS does not measure metres on the ground.
    CrsUnknown, NoTransformation
        If the frame's CRS cannot be taken to the plan CRS.
    """
    import pandas as pd  # noqa: PLC0415  off the start path

    require_metric(plan_crs, str(Message("measures", "Length and area")))
    geometry = in_crs(frame, plan_crs).to_numpy()
    columns = {"length_m": shapely.length(geometry), "area_m2": shapely.area(geometry)}
    return pd.DataFrame(columns, index=frame.index)


def measure_on_ellipsoid(geometry: BaseGeometry, crs: str) -> Measures:
    """Measure a geometry on the ellipsoid of its CRS, edges as geodesics (Karney 2013, by PROJ).

    Grid and ellipsoid differ by the scale of the projection: an edge that is long and straight on
    the grid is drawn a little beside the geodesic between its ends.
    """
    geographic = parse_crs(crs).geodetic_crs
    ellipsoid = CRS(geographic).get_geod() if geographic is not None else None
    if ellipsoid is None or geographic is None:
        require_metric(crs, str(Message("measures", "Length and area")))
        return measure(geometry, crs)
    change = operation(crs, crs_name(geographic))
    degrees = shapely.transform(shapely.force_2d(geometry), change.points)
    area = 0.0
    for part in shapely.get_parts(degrees):
        if part.geom_type == "Polygon":
            area += abs(ellipsoid.geometry_area_perimeter(shapely.orient_polygons(part))[0])
    return Measures(float(ellipsoid.geometry_length(degrees)), area)
