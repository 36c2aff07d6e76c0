"""Making layers of tables a person chooses in a database: read, named, styled sensibly at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planviewer import pace
from planviewer.app.adding import name_field
from planviewer.app.loading import drawn_kind
from planviewer.app.new_layers import NewLayer, free_id
from planviewer.app.tables import read_source
from planviewer.app.tasks import Progress
from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.database import SavedConnection
from planviewer.model.layer import DatabaseSource, Layer
from planviewer.model.plan import Bounds
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text

if TYPE_CHECKING:
    from planviewer.reading.postgis.tables import TableInfo


def source_of(
    connection: SavedConnection, table: TableInfo, crs: str | None = None
) -> DatabaseSource:
    """Return a table of a connection as the source of a layer."""
    return DatabaseSource(
        connection=connection,
        schema_name=table.schema,
        table=table.name,
        geometry=table.geometry,
        crs=crs,
    )


def read_new_tables(
    sources: Sequence[DatabaseSource],
    view: Bounds,
    *,
    number: int,
    taken: frozenset[str],
    progress: Progress,
) -> list[NewLayer]:
    """Read tables as new layers, large ones where ``view`` (WGS 84) is.

    Parameters
    ----------
    number
        How many layers the plan has: chooses the next colour.
    taken
        Layer ids in use.

    Raises
    ------
    DatabaseError, CrsMissing
        As :func:`planviewer.reading.postgis.rows.read_for_view`.
    """
    made: list[NewLayer] = []
    for index, source in enumerate(sources):
        begin, end = index / len(sources), (index + 1) / len(sources)
        with pace.listening(progress), pace.part(begin, end):
            ids = taken | {new.layer.id for new in made}
            made.append(_new_layer(source, view, number + index, ids))
    return made


def _new_layer(
    source: DatabaseSource, view: Bounds, number: int, taken: frozenset[str]
) -> NewLayer:
    with pace.part(0.0, 0.7):
        features = read_source(source, view)
    kind, fields = drawn_kind(features), [str(name) for name in features.frame.columns]
    layer = Layer(
        id=free_id(source.table, taken),
        title=Text(vi=source.table, en=source.table),
        source=source,
        style=default_style(features.frame, kind, number),
        name_field=name_field(fields),
        provenance=provenance_of(source, features.read_on),
    )
    with pace.part(0.7, 1.0):
        drawn = DrawLayer.build(layer.id, features.frame, layer.style, WEB_MERCATOR)
    return NewLayer(layer, features, drawn)


def provenance_of(source: DatabaseSource, read_on: date | None) -> Provenance:
    """Return where a table comes from: database and table, and the day it was read."""
    there = source.connection
    words = f"PostGIS {there.host}:{there.port}/{there.database}, {source.title}"
    return Provenance(source=Text(vi=words, en=words), date=read_on, status=Status.UNKNOWN)
