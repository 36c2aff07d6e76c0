"""Tables of a PostGIS database: what there is, and reading it by bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyproj import CRS

from planviewer.errors import CrsMissing, DatabaseTableUnknown
from planviewer.model.crs import parse_crs
from planviewer.model.features import FeatureSet
from planviewer.reading.files import bounds_of
from planviewer.reading.findings import find_problems
from planviewer.reading.frames import make_frame, make_geometries
from planviewer.reading.postgis_address import TableAddress
from planviewer.reading.postgis_connection import connect
from planviewer.reading.systems import Bounds, as_text, flat, likely_crs

if TYPE_CHECKING:
    from psycopg import Connection

_BATCH: Final = 20_000
_ARROW: Final = {
    "bool": pa.bool_(),
    **dict.fromkeys(("int2", "int4", "int8"), pa.int64()),
    **dict.fromkeys(("float4", "float8", "numeric"), pa.float64()),
    **dict.fromkeys(("text", "varchar", "bpchar"), pa.string()),
    "date": pa.date32(),
}
"""Types of PostgreSQL that come over as they are; others come as text."""
_MOMENTS: Final = {"timestamp", "timestamptz"}
_TABLES: Final = """
SELECT g.f_table_schema, g.f_table_name, g.f_geometry_column, g.type, g.srid,
       greatest(c.reltuples, 0)::int8, c.relkind IN ('r', 'm', 'p')
FROM geometry_columns g
JOIN pg_namespace n ON n.nspname = g.f_table_schema
JOIN pg_class c ON c.relname = g.f_table_name AND c.relnamespace = n.oid
WHERE has_table_privilege(c.oid, 'SELECT')
ORDER BY 1, 2, 3
"""
_COLUMNS: Final = """
SELECT a.attname, t.typname,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary
               AND a.attnum = ANY (i.indkey))
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""


@dataclass(frozen=True)
class TableInfo:
    """A table, view or materialised view with a geometry column.

    ``srid`` is 0 where the column does not say; ``rows`` is the server's estimate; ``is_stored``
    whether its rows are its own (not of a view).
    """

    schema: str
    name: str
    geometry: str
    geometry_type: str
    srid: int
    rows: int
    is_stored: bool


@dataclass(frozen=True)
class OpenTable:
    """A table in an open connection: its columns (name, type), key columns and CRS."""

    connection: Connection[Any]
    address: TableAddress
    info: TableInfo
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    srid: int
    crs: CRS | None

    @property
    def name(self) -> Any:
        """The quoted name, for SQL."""
        from psycopg import sql  # noqa: PLC0415  loaded for databases only

        return sql.Identifier(self.info.schema, self.info.name)

    @property
    def fields(self) -> list[str]:
        """The columns beside the geometry."""
        return [name for name, _ in self.columns if name != self.info.geometry]


def list_tables(address: TableAddress) -> list[TableInfo]:
    """Return the tables with places that the user may read; errors as in ``connect``."""
    with connect(address) as connection:
        return _tables(connection)


def _tables(connection: Connection[Any]) -> list[TableInfo]:
    return [TableInfo(*row) for row in connection.execute(_TABLES)]


@contextmanager
def open_table(address: TableAddress, crs: str | None = None) -> Iterator[OpenTable]:
    """Connect and look a table up.

    Parameters
    ----------
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the table says.

    Raises
    ------
    DatabaseTableUnknown
        If there is no such table with a geometry column; other errors as in ``connect``.
    """
    with connect(address) as connection:
        yield _look_up(connection, address, crs)


def _look_up(connection: Connection[Any], address: TableAddress, crs: str | None) -> OpenTable:
    tables = _tables(connection)
    found = [
        info
        for info in tables
        if (info.schema, info.name) == (address.schema, address.table)
        and info.geometry == (address.geometry or info.geometry)
    ]
    if not found:
        known = ", ".join(f"{info.schema}.{info.name}" for info in tables[:20]) or "–"
        raise DatabaseTableUnknown(server=address.server, table=address.title, known=known)
    info = found[0]
    rows = connection.execute(_COLUMNS, (info.schema, info.name)).fetchall()
    columns = tuple((name, kind) for name, kind, _ in rows)
    key = tuple(name for name, _, is_key in rows if is_key)
    table = OpenTable(connection, address, info, columns, key, info.srid, None)
    srid = info.srid or _srid_of_rows(table)
    stated = parse_crs(crs) if crs is not None else crs_of(connection, srid)
    return OpenTable(connection, address, info, columns, key, srid, stated)


def _srid_of_rows(table: OpenTable) -> int:
    """Return the SRID of the first row with a place, where the column leaves it open."""
    from psycopg import sql  # noqa: PLC0415

    query = sql.SQL("SELECT ST_SRID({0}) FROM {1} WHERE {0} IS NOT NULL LIMIT 1")
    row = table.connection.execute(
        query.format(sql.Identifier(table.info.geometry), table.name)
    ).fetchone()
    return 0 if row is None else int(row[0])


def crs_of(connection: Connection[Any], srid: int) -> CRS | None:
    """Return the CRS the database means by an SRID, None where it does not know it."""
    query = "SELECT auth_name, auth_srid, srtext FROM spatial_ref_sys WHERE srid = %s"
    row = connection.execute(query, (srid,)).fetchone()
    if row is None:
        return None
    authority, code, text = row
    return flat(f"EPSG:{code}" if authority == "EPSG" else text)


def read_table(
    address: TableAddress,
    *,
    bounds: Bounds | None = None,
    crs: str | None = None,
    examine: bool = True,
    report: Callable[[float], None] = lambda _share: None,
) -> FeatureSet:
    """Read the features of a table.

    Parameters
    ----------
    bounds
        Only those whose bounds meet these, in the CRS of the table; None: all.
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the table says.
    examine
        Look for problems of the features as well.
    report
        Told the share done now and then; may raise to stop.

    Raises
    ------
    CrsMissing
        If neither the table nor the user says the coordinate system.
    DatabaseError
        As ``open_table``.
    """
    with open_table(address, crs) as table:
        values = _fetched(table, bounds, report)
    places = pa.chunked_array([pa.array(values[-1], pa.binary())])
    geometries, broken = make_geometries(places, len(values[-1]))
    if table.crs is None:
        candidates = likely_crs(bounds_of(geometries))
        raise CrsMissing(path=address.title, candidates=as_text(candidates), likely=candidates)
    columns = zip(_plain_columns(table), values, strict=False)
    attributes = pa.table({name: pa.array(column, kind) for (name, kind), column in columns})
    moments = frozenset(name for name, kind in table.columns if kind in _MOMENTS)
    frame = make_frame(attributes, geometries, table.crs, moments)
    problems = (*broken, *(find_problems(frame) if examine else ()))
    return FeatureSet(frame, "file" if crs is None else "user", "UTF-8", problems)


def _plain_columns(table: OpenTable) -> list[tuple[str, pa.DataType]]:
    """Return the columns beside the geometry with the types they are read as."""
    kinds = {name: _ARROW.get(kind, pa.string()) for name, kind in table.columns}
    return [(name, kinds[name]) for name in table.fields]


def _fetched(
    table: OpenTable, bounds: Bounds | None, report: Callable[[float], None]
) -> list[list[Any]]:
    """Return the columns, the geometry (WKB) last, read batch by batch."""
    from psycopg import sql  # noqa: PLC0415

    geometry = sql.Identifier(table.info.geometry)
    wanted = [*(column_as_read(*column) for column in table.columns if column[0] in table.fields)]
    wanted.append(sql.SQL("ST_AsBinary({}::geometry)").format(geometry))
    query = sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(wanted), table.name)
    arguments: tuple[Any, ...] = ()
    if bounds is not None:
        query += sql.SQL(" WHERE {} && ST_MakeEnvelope(%s, %s, %s, %s, %s)").format(geometry)
        arguments = (*bounds, table.srid)
    columns: list[list[Any]] = [[] for _ in wanted]
    with table.connection.cursor("planviewer_read", binary=True) as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query, arguments)
        while rows := cursor.fetchmany(_BATCH):
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                column.extend(values)
            report(min(0.99, len(columns[-1]) / max(table.info.rows, len(columns[-1]) + 1)))
    return columns


def column_as_read(name: str, kind: str) -> Any:
    """Return a column in SQL, of a type that comes over as a plain value: numbers, text, moments.

    Moments come as ISO 8601, exact decimals as numbers, everything else as its text.
    """
    from psycopg import sql  # noqa: PLC0415

    column = sql.Identifier(name)
    if kind in _MOMENTS:
        return sql.SQL("to_json({})#>>'{{}}'").format(column)
    if kind == "numeric":
        return sql.SQL("{}::float8").format(column)
    return column if kind in _ARROW else sql.SQL("{}::text").format(column)


def nearest_area(table: OpenTable, bounds: Bounds) -> Bounds | None:
    """Return the bounds of the area of a table nearest to some bounds, None if it has no area.

    Found by the index of the table; both in its CRS.
    """
    from psycopg import sql  # noqa: PLC0415

    query = sql.SQL("""
        SELECT ST_XMin({0}), ST_YMin({0}), ST_XMax({0}), ST_YMax({0}) FROM {1}
        WHERE ST_Dimension({0}) = 2
        ORDER BY {0} <-> ST_MakeEnvelope(%s, %s, %s, %s, %s) LIMIT 1
    """).format(sql.Identifier(table.info.geometry), table.name)
    row = table.connection.execute(query, (*bounds, table.srid)).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3])
