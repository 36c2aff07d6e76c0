"""Where a file would lie under each system it may be in, beside what the map shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from pyproj import CRS

from planviewer.app.store import LayerStore
from planviewer.errors import PlanviewerError
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Plan
from planviewer.reading.neighbours import Neighbours
from planviewer.reading.place_doctor import Diagnosis, Known, diagnose

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Consultation:
    """Candidates for the place of a file, and what the map shows (metres of ``crs``)."""

    crs: str
    points: Points
    candidates: tuple[Diagnosis, ...]
    neighbours: Neighbours

    def placed(self, crs: str, *, swapped: bool = False) -> Points:
        """Return the file's points if they are in a system, in metres of the plan's."""
        points = self.points[:, ::-1] if swapped else self.points
        try:
            lon_lat = operation(crs, WGS84).points(points)
        except PlanviewerError:
            return np.empty((0, 2))
        moved = operation(WGS84, self.crs).points(lon_lat)
        return moved[np.isfinite(moved).all(axis=1)]


def consult(
    plan: Plan,
    frames: Iterable[gpd.GeoDataFrame],
    points: Points,
    *,
    stated: CRS | None = None,
    province: str | None = None,
) -> Consultation:
    """Ask the doctor about points of a file, with the layers on the map as neighbours.

    Parameters
    ----------
    points
        Coordinates as they stand in the file, shape (n, 2).
    stated
        What the file says.
    province
        System of the province the person chose; of a map that shows nothing yet it is the plan's.
    """
    neighbours = Neighbours(frames, plan.crs)
    if neighbours.empty:
        province = province or plan.crs
    known = Known(
        stated=stated,
        expected=plan.crs,
        province=province,
        neighbours=None if neighbours.empty else neighbours,
    )
    return Consultation(plan.crs, points, tuple(diagnose(points, known)), neighbours)


def frames_on_map(plan: Plan, store: LayerStore, *, without: str = "") -> list[gpd.GeoDataFrame]:
    """Return the layers read from files that may tell where things are."""
    found = [
        store.frame(layer.id)
        for layer in plan.layers
        if layer.id not in {without, plan.sites_layer}
    ]
    return [frame for frame in found if frame is not None and len(frame)]
