"""Parcels made ready once, so that a zone that moves is answered while it moves.

For a picture that follows the hand: count and area only. What is signed comes from
``affected.affected_parcels``, which also accounts for what remains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import geopandas as gpd
import numpy as np
import shapely
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.affected import LEAST_M2
from planviewer.analysis.cutting import inside
from planviewer.analysis.elements import Floats, Ints
from planviewer.analysis.lines import in_crs
from planviewer.analysis.overlay import polygonal
from planviewer.model.crs import require_metric


@dataclass(frozen=True, eq=False)
class Taken:
    """What an area takes: rows of the parcel layer, and m² of each."""

    rows: Ints
    area_m2: Floats

    @property
    def count(self) -> int:
        """How many parcels lose land."""
        return len(self.rows)

    @property
    def total_m2(self) -> float:
        """The land they lose, m²."""
        return float(self.area_m2.sum())


@dataclass(frozen=True, eq=False)
class ReadyParcels:
    """Valid parcels in a metric CRS with their index and areas; ``rows`` are those of the layer."""

    tree: shapely.STRtree
    area_m2: Floats
    rows: Ints

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame, plan_crs: str) -> Self:
        """Prepare a layer; not for the window's thread.

        Raises
        ------
        CrsNotMetric, CrsUnknown, NoTransformation
            If the parcels cannot be measured in ``plan_crs``.
        """
        require_metric(plan_crs, "")
        geometry = in_crs(frame, plan_crs).to_numpy().copy()
        geometry[shapely.is_missing(geometry)] = shapely.Polygon()
        collections = shapely.get_type_id(geometry) == GeometryType.GEOMETRYCOLLECTION
        for row in np.flatnonzero(~shapely.is_valid(geometry) | collections):
            geometry[row] = polygonal(shapely.make_valid(geometry[row]))
        rows = np.flatnonzero(shapely.get_dimensions(geometry) == 2)
        tree = shapely.STRtree(geometry[rows])
        return cls(tree, np.asarray(shapely.area(geometry[rows])), rows)

    def taken_by(self, zone: BaseGeometry) -> Taken:
        """Return what a valid area in the plan CRS takes of the parcels, by index query."""
        found = inside(self.tree, self.area_m2, zone).area
        hit = np.flatnonzero(found >= LEAST_M2)
        return Taken(self.rows[hit], found[hit])
