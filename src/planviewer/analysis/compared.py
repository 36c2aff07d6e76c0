"""Two alternatives of a zone: the land both take, the land only one takes, and whose it is.

What is shared and what is lost or gained is cut out and measured on its own, then held against the
two wholes, so that no square metre is invented or forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.affected import LEAST_M2, Affected
from planviewer.analysis.overlay import GRID_M, polygonal
from planviewer.errors import ComparisonUnaccounted

TOLERANCE_M2: Final = 0.01

_SAID: Final = ("sheet", "parcel", "land_type", "owner", "owner_kind", "area_m2")


@dataclass(frozen=True, eq=False)
class Difference:
    """How the second of two areas differs from the first, in their CRS.

    Attributes
    ----------
    common, lost, gained
        What both have; what only the first has; what only the second has.
    first_m2, second_m2
        The wholes. ``common_m2 + lost_m2 = first_m2`` and ``common_m2 + gained_m2 = second_m2``,
        each to 0.01 m².
    """

    common: BaseGeometry
    lost: BaseGeometry
    gained: BaseGeometry
    first_m2: float
    second_m2: float

    @property
    def common_m2(self) -> float:
        """Area of ``common``, m²."""
        return float(self.common.area)

    @property
    def lost_m2(self) -> float:
        """Area of ``lost``, m²."""
        return float(self.lost.area)

    @property
    def gained_m2(self) -> float:
        """Area of ``gained``, m²."""
        return float(self.gained.area)

    @property
    def net_m2(self) -> float:
        """By how much the second is larger, m²."""
        return self.gained_m2 - self.lost_m2


def difference(first: BaseGeometry, second: BaseGeometry) -> Difference:
    """Compare two valid areas.

    Raises
    ------
    ComparisonUnaccounted
        If land was lost or counted twice in the computation.
    """
    common = polygonal(shapely.intersection(first, second, grid_size=GRID_M))
    lost = polygonal(shapely.difference(first, second, grid_size=GRID_M))
    gained = polygonal(shapely.difference(second, first, grid_size=GRID_M))
    found = Difference(common, lost, gained, float(first.area), float(second.area))
    for whole, only in ((found.first_m2, found.lost_m2), (found.second_m2, found.gained_m2)):
        missing = whole - found.common_m2 - only
        if not abs(missing) <= TOLERANCE_M2:
            raise ComparisonUnaccounted(missing=missing)
    return found


def parcel_changes(first: Affected, second: Affected) -> pd.DataFrame:
    """Return what the second alternative changes for each parcel that either touches.

    Parameters
    ----------
    first, second
        Of the same parcel layer.

    Returns
    -------
    One row a parcel, indexed like the parcel layer, in its order: ``sheet``, ``parcel``,
    ``land_type``, ``owner``, ``owner_kind``, ``area_m2``, then ``first_m2``, ``second_m2``,
    ``change_m2`` and ``kind``: "gained" or "lost" if only one takes land of it, "more" or "less" if
    both do and differ, "same".
    """
    index = first.parcels.index.union(second.parcels.index)
    said = second.parcels.reindex(index)[list(_SAID)].astype(object)
    table = said.where(said.notna(), first.parcels.reindex(index)[list(_SAID)].astype(object))
    table = table.where(table.notna(), None)
    table["area_m2"] = table["area_m2"].astype("float64")
    for name, side in (("first_m2", first), ("second_m2", second)):
        table[name] = side.parcels["affected_m2"].reindex(index).fillna(0.0)
    table["change_m2"] = table["second_m2"] - table["first_m2"]
    table["kind"] = _kinds(table)
    return table


def _kinds(table: pd.DataFrame) -> np.ndarray:
    before, after = table["first_m2"].to_numpy() > 0, table["second_m2"].to_numpy() > 0
    change = table["change_m2"].to_numpy()
    cases = [after & ~before, before & ~after, change >= LEAST_M2, change <= -LEAST_M2]
    return np.select(cases, ["gained", "lost", "more", "less"], "same")
