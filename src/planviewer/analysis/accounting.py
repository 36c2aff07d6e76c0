"""Parcels that lose land as figures that add up: counted once, nothing lost.

Whoever computed the areas (this process, a database, a cluster) hands them over here, so that the
figures are made, ordered and held against each other in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from planviewer.analysis.elements import Bools, Floats, Geometries
from planviewer.analysis.parcels import ParcelFields, areas_of, owner_kinds, texts_of
from planviewer.errors import AreaUnaccounted

LEAST_M2: Final = 0.005
"""Less than half a hundredth of a square metre is a shared boundary, not land taken."""

TOLERANCE_M2: Final = 0.01
"""Taken and remaining area make the parcel's area to this."""

_TEXTS: Final = ("sheet", "parcel", "land_type", "owner", "address")


@dataclass(frozen=True, eq=False)
class Affected:
    """The parcels that lose land.

    Attributes
    ----------
    parcels
        One row a parcel, indexed like the parcel layer, in its order: ``sheet``, ``parcel``,
        ``land_type``, ``owner``, ``address`` (text or None), ``owner_kind`` (as the layer says,
        else guessed from the name), ``recorded_m2`` (NaN if not recorded), ``area_m2`` (measured
        on the grid of the plan CRS), ``affected_m2``, ``remaining_m2``, ``share`` (0–1), ``zones``
        (tuple of ids), ``mended_m2`` (by how much mending an invalid boundary for the computation
        changed the area; NaN where nothing was mended).
    by_zone
        Area in each zone (m²), one column a zone, same index; land in two zones is in both.
    net_by_zone
        The same with every square metre counted once, in the zone of the highest priority; a
        parcel's row makes its ``affected_m2``.
    geometry
        The parcels as computed with, in the plan CRS, one for each row.
    zone_area_m2
        Area of all zones together, land in several counted once.
    """

    parcels: pd.DataFrame
    by_zone: pd.DataFrame
    net_by_zone: pd.DataFrame
    geometry: Geometries
    zone_area_m2: float

    @property
    def affected_area_m2(self) -> float:
        """All land taken, counted once."""
        return float(self.parcels["affected_m2"].sum())

    def by_land_type(self) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` of the land taken for each land type ("" if none)."""
        return self.by("land_type")

    def by(self, column: str) -> pd.DataFrame:
        """Return ``count`` and ``area_m2`` of the land taken for each value of a text column."""
        kinds = self.parcels[column].fillna("").astype(object)
        grouped = self.parcels["affected_m2"].groupby(kinds)
        return pd.DataFrame({"count": grouped.size(), "area_m2": grouped.sum()})


@dataclass(frozen=True, eq=False)
class Taken:
    """What was computed of some parcels, one entry a parcel (areas in m²).

    Attributes
    ----------
    geometry, area
        The parcels as computed with, in the plan CRS.
    change
        By how much mending changed each; NaN where nothing was mended.
    by_zone
        Land in each zone, shape (parcels, zones).
    net_by_zone
        The same, but what a zone of higher priority takes is not counted again.
    left
        What is left, cut out on its own and not subtracted.
    """

    geometry: Geometries
    area: Floats
    change: Floats
    by_zone: Floats
    net_by_zone: Floats
    left: Floats

    def take(self, rows: Any) -> Taken:
        """Return some of the parcels."""
        columns = (self.geometry, self.area, self.change, self.by_zone, self.net_by_zone, self.left)
        return Taken(*(column[rows] for column in columns))


def accounted(
    chosen: pd.DataFrame,
    fields: ParcelFields,
    taken: Taken,
    zones: Sequence[str],
    zone_area_m2: float,
) -> Affected:
    """Return the figures of parcels that lose land; who loses none is left out.

    Parameters
    ----------
    chosen
        What the layer says of the parcels, in the order of ``taken``.
    zones
        Their ids, in the order of the columns of ``taken``.

    Raises
    ------
    AreaUnaccounted
        If taken and remaining area of a parcel do not make its area.
    """
    keep = np.flatnonzero(taken.net_by_zone.sum(axis=1) >= LEAST_M2)
    chosen, taken = chosen.iloc[keep], taken.take(keep)
    by_zone = pd.DataFrame(taken.by_zone, index=chosen.index, columns=list(zones))
    net = pd.DataFrame(taken.net_by_zone, index=chosen.index, columns=list(zones))
    table = pd.DataFrame({**_said(chosen, fields), **_figures(taken)}, index=chosen.index)
    table["zones"] = _zones_of(by_zone)
    _account_for(table, taken.left)
    return Affected(table, by_zone, net, taken.geometry, zone_area_m2)


def joined(parts: Sequence[Affected], zone_area_m2: float) -> Affected:
    """Put the results of parts of a layer together, in their order; at least one is given."""
    parts = [part for part in parts if len(part.parcels)] or list(parts[:1])
    return Affected(
        pd.concat([part.parcels for part in parts]),
        pd.concat([part.by_zone for part in parts]),
        pd.concat([part.net_by_zone for part in parts]),
        np.concatenate([part.geometry for part in parts]),
        zone_area_m2,
    )


def _figures(taken: Taken) -> dict[str, Floats]:
    total = np.minimum(taken.net_by_zone.sum(axis=1), taken.area)
    return {
        "area_m2": taken.area,
        "affected_m2": total,
        "remaining_m2": taken.area - total,
        "share": total / taken.area,
        "mended_m2": taken.change,
    }


def _said(chosen: pd.DataFrame, names: ParcelFields) -> dict[str, Any]:
    """Return what the layer says of the parcels."""
    columns: dict[str, Any] = {
        key: texts_of(chosen[name]) if (name := getattr(names, key)) else None for key in _TEXTS
    }
    if names.owner_kind:
        columns["owner_kind"] = texts_of(chosen[names.owner_kind])
    else:
        owners = columns["owner"]
        columns["owner_kind"] = "unknown" if owners is None else owner_kinds(owners)
    columns["recorded_m2"] = areas_of(chosen[names.area]) if names.area else np.nan
    return columns


def _account_for(table: pd.DataFrame, left: Floats) -> None:
    """Refuse figures in which land is lost or counted twice."""
    missing = (table["remaining_m2"] - left).to_numpy()
    wrong: Bools = ~(np.abs(missing) <= TOLERANCE_M2)
    if wrong.any():
        row = int(np.abs(np.nan_to_num(missing, nan=np.inf)).argmax())
        names = [str(name) for name in table.iloc[row][["sheet", "parcel"]] if name]
        name = "/".join(names) or f"#{table.index[row]}"
        raise AreaUnaccounted(parcel=name, missing=float(missing[row]))


def _zones_of(by_zone: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the ids of the zones each parcel is in; the few combinations are made once."""
    takes = np.ascontiguousarray(by_zone.to_numpy() >= LEAST_M2)
    if not takes.size:
        return [()] * len(by_zone)
    keys = np.packbits(takes, axis=1)
    kinds, which = np.unique(keys.view(f"V{keys.shape[1]}").ravel(), return_inverse=True)
    first = np.full(len(kinds), len(takes))
    np.minimum.at(first, which, np.arange(len(takes)))
    ids = np.array(by_zone.columns, dtype=object)
    combinations = [tuple(ids[takes[row]]) for row in first]
    return [combinations[kind] for kind in which]
