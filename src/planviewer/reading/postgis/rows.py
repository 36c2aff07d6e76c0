"""Rows of a PostGIS table as features: all of them, or of a large table what a view shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

import numpy as np
import pyarrow as pa
import shapely

from planviewer import pace
from planviewer.errors import CrsMissing
from planviewer.model.crs import WGS84, operation
from planviewer.model.database import Condition
from planviewer.model.features import CrsSource, FeatureSet, GeometryKind, Part
from planviewer.model.problem import Problem
from planviewer.reading.deferred import Bytes
from planviewer.reading.files import bounds_of
from planviewer.reading.findings import find_problems
from planviewer.reading.frames import (
    Geometries,
    defer_geometries,
    make_frame,
    make_geometries,
)
from planviewer.reading.postgis.address import TableAddress
from planviewer.reading.postgis.key import ALIAS, row_key
from planviewer.reading.postgis.tables import (
    ARROW,
    MOMENTS,
    OpenTable,
    column_as_read,
    identifier,
    open_table,
)
from planviewer.reading.postgis.where import where_all
from planviewer.reading.systems import Bounds, as_text, likely_crs

WHOLE: Final = 200_000
"""Tables of up to so many rows are read whole."""
MOST_IN_VIEW: Final = 50_000
"""So many features of a larger table are shown at one time."""
_BATCH: Final = 1_000
"""Rows that come over together: while they are made values, the window waits."""
_MARGIN: Final = 0.3
"""Of the view's width and height, on each side: a short move needs no reading."""
_FAR_MORE: Final = 1.5
_ALL: Final = 100.0
_FAR: Final = 8.0
"""Degrees around the area a system is made for; what lies farther off is not looked for."""
_KINDS: Final[dict[str, GeometryKind]] = {"POINT": "point", "LINESTRING": "line",
                                          "POLYGON": "polygon"}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """Which rows are wanted.

    ``bounds`` in the CRS of the table; ``most``: how many at most; ``percent``: so many of a
    hundred, picked by chance all over the table. ``keyed``: with what tells them apart.
    """

    where: tuple[Condition, ...] = ()
    bounds: Bounds | None = None
    most: int | None = None
    percent: float = _ALL
    keyed: bool = False


def read_table(
    address: TableAddress,
    *,
    where: tuple[Condition, ...] = (),
    bounds: Bounds | None = None,
    crs: str | None = None,
    examine: bool = True,
) -> FeatureSet:
    """Read the features of a table; ``pace`` is told how far it is, and may stop it.

    Parameters
    ----------
    where
        Conditions that must all hold.
    bounds
        Only those whose bounds meet these, in the CRS of the table; None: all.
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the table says.
    examine
        Look for problems of the features as well.

    Raises
    ------
    CrsMissing
        If neither the table nor the user says the coordinate system.
    DatabaseError
        As ``open_table``.
    """
    with open_table(address, crs) as table:
        return _read(table, Rows(where, bounds), chosen=crs is not None, examine=examine)


def read_for_view(
    address: TableAddress,
    view: Bounds,
    *,
    where: tuple[Condition, ...] = (),
    crs: str | None = None,
    examine: bool = False,
    whole: int = WHOLE,
    most: int = MOST_IN_VIEW,
) -> FeatureSet:
    """Read a table whole, or what a view needs of it if it has more than ``whole`` rows.

    Parameters
    ----------
    view
        West, south, east, north in WGS 84 degrees; some more is read around it.
    most
        So many features are read of a large table; ``part`` of the answer says if there are more.

    Raises
    ------
    CrsMissing, DatabaseError
        As ``read_table``.
    """
    chosen = crs is not None
    with open_table(address, crs) as table:
        if not _is_large(table, where, whole) or table.crs is None:
            return _read(table, Rows(where), chosen=chosen, examine=examine)
        wanted = _grown(view)
        rows = Rows(where, _box_in_table(table, wanted), most, keyed=True)
        rows = _in_view(table, rows, most)
        features = _read(table, rows, chosen=chosen, examine=False)
        complete = len(features.frame) < most and rows.percent == _ALL
        total = table.info.rows
        return replace(features, part=Part(wanted, view, complete, total, _extent(table)))


# --- how much ---------------------------------------------------------------------------------
def _is_large(table: OpenTable, where: tuple[Condition, ...], whole: int) -> bool:
    """Whether there are more rows than can be read whole: as estimated, else counted so far."""
    from psycopg import sql  # noqa: PLC0415  loaded for databases only

    if table.info.is_stored and not where and table.info.rows > 2 * whole:
        return True
    condition, values = _conditions(table, Rows(where))
    query = sql.SQL("SELECT count(*) FROM (SELECT FROM {}{} LIMIT {}) AS counted").format(
        table.name, condition, sql.Literal(whole + 1)
    )
    row = table.connection.execute(query, values).fetchone()
    return row is not None and row[0] > whole


def _in_view(table: OpenTable, rows: Rows, most: int) -> Rows:
    """Return the rows to read of those in a view.

    Where the server expects far more than can be shown, some are picked by chance: the first ones
    it finds would all lie in one corner, as if there were nothing elsewhere.
    """
    from psycopg import sql  # noqa: PLC0415

    if not table.info.is_stored:
        return rows
    condition, values = _conditions(table, rows)
    query = sql.SQL("EXPLAIN (FORMAT JSON) SELECT FROM {}{}").format(table.name, condition)
    found = table.connection.execute(query, values).fetchone()
    expected = 0.0 if found is None else float(found[0][0]["Plan"]["Plan Rows"])
    if expected < _FAR_MORE * most:
        return rows
    return replace(rows, percent=_ALL * most / expected)


def _extent(table: OpenTable) -> Bounds | None:
    """Return where a table lies (WGS 84), as the server remembers; None where it does not."""
    import psycopg  # noqa: PLC0415

    query = """
        SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)
        FROM ST_EstimatedExtent(%s, %s, %s) AS e
    """
    names = (table.info.schema, table.info.name, table.info.geometry)
    row = None
    with suppress(psycopg.Error), table.connection.transaction():
        row = table.connection.execute(query, names).fetchone()
    if row is None or row[0] is None or table.crs is None:
        return None
    return _moved((row[0], row[1], row[2], row[3]), operation(table.crs, WGS84).points)


# --- where ------------------------------------------------------------------------------------
def _grown(view: Bounds) -> Bounds:
    west, south, east, north = view
    across, up = (east - west) * _MARGIN, (north - south) * _MARGIN
    return west - across, max(south - up, -90.0), east + across, min(north + up, 90.0)


def _box_in_table(table: OpenTable, wanted: Bounds) -> Bounds | None:
    """Return bounds (WGS 84) in the CRS of a table; None: wherever, since it cannot be said."""
    crs = table.crs
    if crs is None:
        return None
    area = crs.area_of_use
    if area is not None:
        west, south, east, north = wanted
        wanted = (
            max(west, area.west - _FAR),
            max(south, area.south - _FAR),
            min(east, area.east + _FAR),
            min(north, area.north + _FAR),
        )
        if wanted[0] >= wanted[2] or wanted[1] >= wanted[3]:
            return np.nan, np.nan, np.nan, np.nan  # nothing can lie there
    return _moved(wanted, operation(WGS84, crs).points)


def _moved(bounds: Bounds, points: Any) -> Bounds | None:
    """Return the bounds of what some bounds become; None if they become nothing that is finite."""
    box = shapely.box(*bounds)
    outline = shapely.segmentize(box, max(box.length / 80, 1e-9))
    corners = points(shapely.get_coordinates(outline))
    if not np.isfinite(corners).all():
        return None
    (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return west, south, east, north


def _conditions(table: OpenTable, rows: Rows) -> tuple[Any, dict[str, Any]]:
    """Return the WHERE of some rows with its values; names are quoted, values never in the text."""
    from psycopg import sql  # noqa: PLC0415

    parts, values = where_all(table, rows.where)
    if rows.bounds is not None and not np.isfinite(rows.bounds).all():
        parts.append(sql.SQL("false"))
    elif rows.bounds is not None:
        geometry = identifier(table.info.geometry)
        box = "{} && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, %(srid)s)"
        parts.append(sql.SQL(box).format(geometry))
        bounds = zip(("west", "south", "east", "north"), rows.bounds, strict=True)
        return _where(parts), {**values, **dict(bounds), "srid": table.srid}
    return _where(parts), values


def _where(parts: list[Any]) -> Any:
    from psycopg import sql  # noqa: PLC0415

    return sql.SQL(" WHERE ") + sql.SQL(" AND ").join(parts) if parts else sql.SQL("")


# --- reading ----------------------------------------------------------------------------------
def _read(table: OpenTable, rows: Rows, *, chosen: bool, examine: bool) -> FeatureSet:
    kinds = _plain_columns(table)
    with pace.part(0.0, 0.7):
        keyed = [pa.string()] if rows.keyed else []
        columns = _fetched(table, rows, [*(kind for _, kind in kinds), *keyed, pa.binary()])
    places = columns.pop()
    keys = columns.pop().to_numpy(zero_copy_only=False) if rows.keyed else None
    with pace.part(0.7, 1.0):
        made, broken = _geometries(places, defer=not examine)
    if table.crs is None:
        known = made.made() if isinstance(made, Bytes) else made
        candidates = likely_crs(bounds_of(known))
        name = table.address.title
        raise CrsMissing(path=name, candidates=as_text(candidates), likely=candidates)
    names = [name for name, _ in kinds]
    attributes = pa.table(columns, names) if names else pa.table({"": pa.nulls(len(places))})
    attributes = attributes if names else attributes.select([])
    moments = frozenset(name for name, kind in table.columns if kind in MOMENTS)
    frame = make_frame(attributes, made, table.crs, moments)
    problems = (*broken, *(find_problems(frame) if examine else ()))
    today = date.today()  # noqa: DTZ011  the person's own calendar day
    source: CrsSource = "user" if chosen else "file"
    kind = _kind(table)
    return FeatureSet(
        frame, source, "UTF-8", problems, kind, read_on=today, keys=keys, examined=examine
    )


def _geometries(
    places: pa.ChunkedArray, *, defer: bool
) -> tuple[Geometries | Bytes, tuple[Problem, ...]]:
    deferred = defer_geometries(places) if defer else None
    return (deferred, ()) if deferred is not None else make_geometries(places, len(places))


def _kind(table: OpenTable) -> GeometryKind | None:
    """Return what a table holds, as its column says; None where it may hold anything."""
    return _KINDS.get(table.info.geometry_type.upper().removeprefix("MULTI").rstrip("ZM"))


def _plain_columns(table: OpenTable) -> list[tuple[str, pa.DataType]]:
    """Return the columns beside the geometry with the types they are read as."""
    kinds = {name: ARROW.get(kind, pa.string()) for name, kind in table.columns}
    return [(name, kinds[name]) for name in table.fields]


def _fetched(table: OpenTable, rows: Rows, kinds: list[pa.DataType]) -> list[pa.ChunkedArray]:
    """Return the columns, then the key if asked, the geometry (WKB) last, read batch by batch."""
    from psycopg import sql  # noqa: PLC0415

    known = dict(table.columns)
    geometry = identifier(table.info.geometry)
    wanted = [column_as_read(name, known[name]) for name in table.fields]
    wanted += [row_key(table)] if rows.keyed else []
    wanted.append(sql.SQL("ST_AsBinary({}::geometry)").format(geometry))
    condition, values = _conditions(table, rows)
    sample: Any = sql.SQL("")
    if rows.percent < _ALL:
        sample = sql.SQL(" TABLESAMPLE SYSTEM ({})").format(sql.Literal(rows.percent))
    query = sql.SQL("SELECT {} FROM {} AS {}{}{}").format(
        sql.SQL(", ").join(wanted), table.name, sql.Identifier(ALIAS), sample, condition
    )
    if rows.most is not None:
        query += sql.SQL(" LIMIT {}").format(sql.Literal(rows.most))
    found: list[list[pa.Array]] = [[] for _ in wanted]
    done, expected = 0, max(min(table.info.rows, rows.most or table.info.rows), 1)
    for batch in _batches(table, query, values):
        for chunks, column, kind in zip(found, zip(*batch, strict=True), kinds, strict=True):
            chunks.append(pa.array(column, kind))
        done += len(batch)
        table.connection.share = min(0.99, done / expected)  # type: ignore[attr-defined]  # ours
        pace.reached(min(0.99, done / expected))
    return [pa.chunked_array(x, kind) for x, kind in zip(found, kinds, strict=True)]


def _batches(
    table: OpenTable, query: Any, values: dict[str, Any]
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the answer some rows at a time, while it comes."""
    from psycopg import capabilities  # noqa: PLC0415

    size = _BATCH if capabilities.has_stream_chunked() else 1
    with table.connection.cursor() as cursor:
        rows = cursor.stream(query, values, binary=True, size=size)
        while batch := list(islice(rows, _BATCH)):
            yield batch
