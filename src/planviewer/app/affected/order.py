"""What is asked about affected land, and what whoever computes it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from planviewer import i18n
from planviewer.analysis.accounting import Affected
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.errors import FieldUnknown, ParcelsOutside
from planviewer.model.crs import crs_name
from planviewer.model.database import Condition
from planviewer.model.features import FeatureSet
from planviewer.model.problem import Problem
from planviewer.reading.postgis.address import TableAddress

Engine = Literal["local", "postgis", "dask"]
Parcels = Path | TableAddress
"""A file (a folder of GeoParquet for Dask), or a table of a database."""


@dataclass(frozen=True)
class AffectedOrder:
    """What is asked.

    ``parcels`` None: the plan says which. ``zones`` empty: all of the plan. ``swapped``: the
    parcels' x and y are exchanged. ``fields``: columns a
    person named, by ``ParcelFields`` key. ``min_remaining_m2``: a smaller remainder is too small to
    use. ``owners``: whether names of owners and their addresses may appear. ``buildings``: a file
    of buildings to be counted, or the id of a layer of the plan. ``engine``: who computes; a table
    is always computed in its database, and ``where`` says which of its rows count: those for which
    all conditions hold. ``scheduler``: the address of the Dask cluster.
    """

    plan: Path
    parcels: Parcels | None
    made_on: date
    where: tuple[Condition, ...] = ()
    zones: tuple[str, ...] = ()
    sublayer: str | None = None
    crs: str | None = None
    encoding: str | None = None
    swapped: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    min_remaining_m2: float | None = None
    owners: bool = True
    buildings: Path | str | None = None
    engine: Engine = "local"
    scheduler: str | None = None

    @property
    def parcels_name(self) -> str:
        """The parcels for messages and certificates: a file's name, a table's address."""
        return self.parcels.name if isinstance(self.parcels, Path) else str(self.parcels)


@dataclass(frozen=True, eq=False)
class ZonesAsked:
    """The zones to compute with, in the plan CRS, in the order of the plan."""

    shapes: list[tuple[str, BaseGeometry]]
    priorities: Mapping[str, int]
    crs: str


@dataclass(frozen=True, eq=False)
class Computed:
    """What an engine answers.

    Attributes
    ----------
    parcels
        The parcel layer as read; of a table or cluster only the parcels that lose land.
    parcels_crs
        The coordinate system the parcels are kept in.
    program
        Who computed, with versions ("" for planviewer itself).
    keys
        Of a table, what tells each row of ``exact.parcels`` apart wherever it is read (as text).
    """

    exact: Affected
    fields: ParcelFields
    parcels: FeatureSet
    parcels_crs: CRS
    program: str = ""
    problems: tuple[Problem, ...] = ()
    keys: npt.NDArray[np.object_] | None = None


def chosen_fields(columns: list[str], asked: Mapping[str, str]) -> ParcelFields:
    """Return which column holds what: recognised by name, and as a person said.

    Raises
    ------
    FieldUnknown
        If somebody named what is no column, or a key that is none.
    """
    unknown = set(asked) - set(ParcelFields.__dataclass_fields__)
    if unknown:
        known = ", ".join(ParcelFields.__dataclass_fields__)
        raise FieldUnknown(field=min(unknown), known=known)
    return recognised(columns).corrected(asked, columns)


def require_near(distance_m: float, order: AffectedOrder, crs: CRS, *, near_m: float = 0.0) -> None:
    """Refuse parcels that all lie elsewhere: their coordinate system is likely wrong.

    Raises
    ------
    ParcelsOutside
        If they are farther than ``near_m`` from the zones.
    """
    if not distance_m <= near_m:
        finite = distance_m < float("inf")
        far = i18n.Figure(i18n.length, distance_m) if finite else "∞"
        raise ParcelsOutside(path=order.parcels_name, distance=far, crs=crs_name(crs))


def around(zones: ZonesAsked) -> BaseGeometry:
    """Return the box round all zones."""
    return shapely.union_all([shape.envelope for _, shape in zones.shapes]).envelope
