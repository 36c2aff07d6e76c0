"""The data of one layer, as it was read or computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt
import shapely

from planviewer.model.problem import Problem

if TYPE_CHECKING:
    import geopandas as gpd

CrsSource = Literal["file", "standard", "user", "computed"]
"""How the CRS is known: written in the file, fixed by the format (GeoJSON), given by the user,
or the result of a computation in the plan CRS."""

EncodingSource = Literal["file", "standard", "bytes", "plain", "supposed", "user"]
"""How the text encoding is known: declared in the file, fixed by the format, told by the bytes; the
text has only letters that are the same in each ("plain"); nobody says it; chosen by the user."""

GeometryKind = Literal["point", "line", "polygon", "mixed"]
_KINDS: Final[dict[int, GeometryKind]] = {
    0: "point", 1: "line", 2: "line", 3: "polygon", 4: "point", 5: "line", 6: "polygon",
}  # fmt: skip
"""By the type numbers of shapely."""


@dataclass(frozen=True)
class Part:
    """Which part of a large table was read: what meets ``bounds`` (WGS 84 degrees).

    ``view``: for which view, inside them; ``complete``: all of it, and not only as many as can be
    shown; ``total``: rows of the table, as the server estimates; ``extent``: where they lie (WGS
    84), None if it does not know.
    """

    bounds: tuple[float, float, float, float]
    view: tuple[float, float, float, float]
    complete: bool
    total: int = 0
    extent: tuple[float, float, float, float] | None = None

    def covers(self, bounds: tuple[float, float, float, float]) -> bool:
        """Whether all there is in ``bounds`` was read."""
        mine = self.bounds
        inside = mine[0] <= bounds[0] and mine[1] <= bounds[1]
        return self.complete and inside and bounds[2] <= mine[2] and bounds[3] <= mine[3]


@dataclass(frozen=True, eq=False)
class FeatureSet:
    """Features of a layer.

    Attributes
    ----------
    frame
        Rows with a RangeIndex; geometry may be None or empty; ``frame.crs`` is always set.
    crs_source, encoding, problems
        How the CRS and the text encoding are known, and what was found wrong on reading.
    known_kind
        The kind of geometry, where reading found it out already.
    part
        Of a table too large to be read whole, what was read; None: these are all features.
    encoding_source, field_encodings
        How the encoding is known, and that of each field with other letters than ASCII (by name).
    read_on
        The day they were read, of a source that changes without a trace (a database).
    keys
        Of a table read by view, what tells each row apart wherever it is read again (as text).
    examined
        Whether its features were looked at one by one: ``problems`` are all there are then, and
        only those found on reading before.
    """

    frame: gpd.GeoDataFrame
    crs_source: CrsSource = "file"
    encoding: str | None = None
    problems: tuple[Problem, ...] = field(default=())
    known_kind: GeometryKind | None = None
    part: Part | None = None
    encoding_source: EncodingSource | None = None
    field_encodings: tuple[tuple[str, str], ...] = ()
    read_on: date | None = None
    keys: npt.NDArray[np.object_] | None = None
    examined: bool = False

    @cached_property
    def kind(self) -> GeometryKind:
        """The kind of geometry: asked for at every look at the layer list, so found once."""
        return self.known_kind or kind_of(self.frame)


def kind_of(frame: gpd.GeoDataFrame) -> GeometryKind:
    """Return the kind of geometry of a frame, "mixed" for several, "point" for none."""
    return kind_of_geometries(np.asarray(frame.geometry.array, dtype=object))


def kind_of_geometries(geometries: npt.NDArray[np.object_]) -> GeometryKind:
    """Return the kind of some geometries, "mixed" for several, "point" for none."""
    types = shapely.get_type_id(geometries)
    present = np.flatnonzero(np.bincount(types[types >= 0]))
    kinds = {_KINDS[number] for number in present.tolist() if number in _KINDS}
    if not kinds:
        return "point"
    return kinds.pop() if len(kinds) == 1 else "mixed"
