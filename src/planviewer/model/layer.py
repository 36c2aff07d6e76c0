"""A layer of the plan: what it shows, from where, how it looks. Its data are not in here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveFloat

from planviewer.model.database import Condition, SavedConnection
from planviewer.model.provenance import Provenance
from planviewer.model.style import Share, SingleStyle, Style
from planviewer.model.text import Text
from planviewer.model.value import Identifier, Value
from planviewer.model.zone import ZoneRule


class FileSource(Value):
    """Features of a file.

    ``path`` is relative to the plan's folder and stays inside it; only a layer the user opened in
    this session has an absolute one (``attached``), which saving copies into the folder.
    """

    type: Literal["file"] = "file"
    path: str
    sublayer: str | None = None
    crs: str | None = None
    """Coordinate system as chosen by the user, where the file does not say it, or says a wrong one
    ("EPSG:n", or WKT of a system that a mistake made)."""
    swapped: bool = False
    """Whether x and y are exchanged in the file, as the user found."""
    encoding: str | None = None
    attached: bool = False


class ZoneSource(Value):
    """A zone computed from a rule whenever its line changes."""

    type: Literal["zone"] = "zone"
    rule: ZoneRule


class RasterSource(Value):
    """A georeferenced image: an orthophoto or a scanned plan.

    ``path`` and ``attached`` as for :class:`FileSource`; ``crs`` as chosen by the user, where the
    file does not say ("EPSG:n").
    """

    type: Literal["raster"] = "raster"
    path: str
    crs: str | None = None
    attached: bool = False


class DatabaseSource(Value):
    """Rows of a table or view of a PostGIS database.

    ``connection`` says which database is meant; whoever opens the plan reaches it by a connection
    of their own. ``geometry`` and ``key`` name columns where they are not plain; ``where`` are
    conditions that all hold; ``crs`` as for :class:`FileSource`.
    """

    type: Literal["database"] = "database"
    connection: SavedConnection
    schema_name: str = "public"
    table: str = Field(min_length=1)
    geometry: str = ""
    key: str = ""
    where: tuple[Condition, ...] = ()
    crs: str | None = None

    @property
    def title(self) -> str:
        """``schema.table``."""
        return f"{self.schema_name}.{self.table}"


StoredSource = FileSource | RasterSource
"""A source that is a file in the plan's folder (or attached to be copied there)."""
ReadSource = StoredSource | DatabaseSource
"""A source that is read, not computed."""

Source = Annotated[
    FileSource | ZoneSource | RasterSource | DatabaseSource, Field(discriminator="type")
]


class Group(Value):
    """A heading in the layer tree."""

    id: Identifier
    title: Text
    expanded: bool = True


class Layer(Value):
    """One entry of the layer tree.

    ``max_scale``/``min_scale`` are denominators: shown only between 1:``max_scale`` (closest) and
    1:``min_scale`` (farthest); None means no limit.
    """

    id: Identifier
    title: Text
    group: Identifier | None = None
    source: Source
    style: Style = SingleStyle()
    visible: bool = True
    opacity: Share = 1.0
    max_scale: PositiveFloat | None = None
    min_scale: PositiveFloat | None = None
    name_field: str | None = None
    """Field that names a feature in hovers and details; None: the layer's title serves."""
    provenance: Provenance
