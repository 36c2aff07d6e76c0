"""The certificate of a result: from what it was computed, by what rule, how, and what came out.

It goes with every file of affected parcels, in both languages whatever the interface speaks, and
holds all that is needed to compute the result again. It is not a signature: it shows that plan,
sources and figures belong together, not who made them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, NonNegativeFloat, NonNegativeInt, StringConstraints

from planviewer.model.database import Condition
from planviewer.model.provenance import Status
from planviewer.model.text import Text
from planviewer.model.value import Value
from planviewer.model.zone import ZoneRule

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, StringConstraints(max_length=4096)]

AREA_METHOD: Final = Text(
    vi="Diện tích phẳng trên lưới chiếu của hệ tọa độ đồ án, tính một lần nơi các vùng chồng nhau; "
    "diện tích trên mặt elipxoit (cạnh là đường trắc địa) ghi bên cạnh để so sánh.",
    en="Plane area on the grid of the plan's coordinate system, counted once where zones overlap; "
    "the area on the ellipsoid (edges as geodesics) stands beside it for comparison.",
)


Role = Literal["plan", "line", "exclusion", "parcels", "buildings"]


class Source(Value):
    """A file the result depends on, or a table of a database, or a folder of files.

    ``path`` leads there from the folder of the result ("bundled:" before it: from the program's own
    plans); of a table it is the address, without a password. ``sha256`` is of the file's bytes, for
    a Shapefile of its parts one after the other; of a table or folder, of the parcels in it that
    lose land.
    """

    role: Role
    kind: Literal["file", "table", "dataset"] = "file"
    name: Short
    path: Short
    sha256: Sha256
    layer: Short | None = None
    status: Status | None = None
    """How the geometry came about, of lines and exclusions."""
    provenance: Text | None = None


class Transformation(Value):
    """By what operation coordinates came into the plan CRS; ``accuracy_m`` as EPSG states it."""

    source: Short
    target: Short
    name: Short
    accuracy_m: float


class CertifiedZone(Value):
    """A zone: its rule as data and in words, its size by both methods, how finely it is drawn.

    ``chord_error_m`` is by how much the chords of its arcs may lie off the true curve, ``corners``
    of how many corners its outline is made.
    """

    id: Short
    title: Text
    rule: ZoneRule
    words: Text
    line_status: Status
    length_m: NonNegativeFloat
    area_m2: NonNegativeFloat
    ellipsoid_area_m2: NonNegativeFloat
    chord_error_m: NonNegativeFloat
    corners: NonNegativeInt

    @property
    def difference_m2(self) -> float:
        """Ellipsoidal less grid area."""
        return self.ellipsoid_area_m2 - self.area_m2


class LandTypeFigure(Value):
    """What is taken of one land type ("" where none is recorded)."""

    land_type: Short
    count: NonNegativeInt
    area_m2: NonNegativeFloat


class Outcome(Value):
    """The figures. ``rows_sha256`` is ``rows_digest`` of the listed parcels."""

    parcel_count: NonNegativeInt
    affected_area_m2: NonNegativeFloat
    zone_area_m2: NonNegativeFloat
    by_land_type: tuple[LandTypeFigure, ...]
    rows_sha256: Sha256


class ParcelBasis(Value):
    """How the parcel layer was read."""

    crs: Short
    sublayer: Short | None = None
    chosen_crs: Short | None = None
    encoding: Short | None = None
    swapped: bool | None = None
    """Whether x and y of the file were exchanged (None: no)."""
    fields: dict[Short, Short | None] = Field(max_length=20)
    layer: Short | None = None
    """The plan's layer, where the parcels are one."""
    engine: Literal["local", "postgis", "dask"] = "local"
    computed_by: Short = ""
    """The database or cluster that computed, with versions; empty for planviewer itself."""
    min_remaining_m2: NonNegativeFloat | None = None
    owners: bool = True
    """Whether names of owners may appear."""
    where: tuple[Condition, ...] = Field(default=(), max_length=100)
    """Which rows of a table count: those for which all hold."""


class Certificate(Value):
    """All of it. ``where_listed`` says in which column of which table the figures stand."""

    format: Literal["planviewer-certificate"] = "planviewer-certificate"
    version: Literal[1] = 1
    program_version: Short
    made_on: date
    plan_id: Short
    plan_title: Text
    crs: Short
    crs_name: Short
    transformations: tuple[Transformation, ...]
    sources: tuple[Source, ...]
    zones: tuple[CertifiedZone, ...]
    parcels: ParcelBasis
    area_method: Text = AREA_METHOD
    outcome: Outcome
    where_listed: dict[Short, Short | int] = Field(default_factory=dict, max_length=40)

    @property
    def is_schematic(self) -> bool:
        """Whether a line that decides is only a drawing of the idea."""
        return any(zone.line_status is Status.SCHEMATIC for zone in self.zones)


Row = tuple[str | None, str | None, str | None, float, float, float, Sequence[str]]
"""sheet, parcel, land type, area, affected and remaining area (m²), ids of the zones."""


def rows_digest(rows: Iterable[Row]) -> str:
    """Return a SHA-256 of listed parcels, to 0.01 m², whatever order they stand in."""
    lines = sorted(_line(row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(row: Row) -> str:
    *texts, area, affected, remaining, zones = row
    names = [str(text or "").strip() for text in texts]
    figures = [f"{round(value * 100):d}" for value in (area, affected, remaining)]
    return "\x1f".join([*names, *figures, " ".join(sorted(zones))])
