"""Tables of a PostGIS database: what there is, and looking one up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyproj import CRS

from planviewer.errors import DatabaseRightsMissing, DatabaseTableUnknown
from planviewer.model.crs import parse_crs
from planviewer.reading.postgis.address import TableAddress
from planviewer.reading.postgis.connection import connect, versions
from planviewer.reading.systems import flat

if TYPE_CHECKING:
    from psycopg import Connection

ARROW: Final = {
    "bool": pa.bool_(),
    **dict.fromkeys(("int2", "int4", "int8"), pa.int64()),
    **dict.fromkeys(("float4", "float8", "numeric"), pa.float64()),
    **dict.fromkeys(("text", "varchar", "bpchar"), pa.string()),
    "date": pa.date32(),
}
"""Types of PostgreSQL that come over as they are; others come as text."""
MOMENTS: Final = {"timestamp", "timestamptz"}
_TABLES: Final = """
SELECT g.f_table_schema, g.f_table_name, g.f_geometry_column, g.type, g.srid,
       greatest(c.reltuples, 0)::int8, c.relkind IN ('r', 'm', 'p'),
       coalesce((SELECT s.auth_name || ':' || s.auth_srid FROM spatial_ref_sys s
                 WHERE s.srid = g.srid), ''),
       ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a
             ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY a.attnum),
       ARRAY(SELECT a.attname::text FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND t.typname NOT IN ('geometry', 'geography', 'raster', 'bytea') ORDER BY a.attnum)
FROM geometry_columns g
JOIN pg_namespace n ON n.nspname = g.f_table_schema
JOIN pg_class c ON c.relname = g.f_table_name AND c.relnamespace = n.oid
WHERE has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE')
ORDER BY 1, 2, 3
"""
_COLUMNS: Final = """
SELECT a.attname, t.typname,
       a.attnum = ANY ((SELECT i.indkey FROM pg_index i
                        WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid
                          AND i.indpred IS NULL AND i.indexprs IS NULL
                          AND NOT EXISTS (SELECT FROM pg_attribute n WHERE n.attrelid = c.oid
                                          AND n.attnum = ANY (i.indkey) AND NOT n.attnotnull)
                        ORDER BY i.indisprimary DESC, i.indnatts, i.indexrelid LIMIT 1)::int2[])
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""
_MAY_READ: Final = """
SELECT has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relname = %s
"""
_NO_FIELDS: Final = frozenset({"geometry", "geography", "raster", "bytea"})
"""What cannot be shown as a value."""


@dataclass(frozen=True)
class TableInfo:
    """A table, view or materialised view with a geometry column.

    ``srid`` is 0 where the column does not say, ``crs`` its name ("EPSG:n"), "" where the database
    does not know it; ``rows`` is the server's estimate; ``is_stored`` whether its rows are its own
    (not of a view); ``key`` the columns of its primary key, ``fields`` those with values.
    """

    schema: str
    name: str
    geometry: str
    geometry_type: str
    srid: int
    rows: int
    is_stored: bool
    crs: str = ""
    key: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenTable:
    """A table in an open connection: its columns (name, type), key and CRS.

    ``key``: the columns of its primary key, else of a unique index without nulls.
    """

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
        return identifier(self.info.schema, self.info.name)

    @property
    def fields(self) -> list[str]:
        """The columns with values: not the geometry, nor others of its kind."""
        return [name for name, kind in self.columns if kind not in _NO_FIELDS]


def identifier(*names: str) -> Any:
    """Return a quoted name for SQL that is executed with parameters, if only an empty list.

    The driver looks for its placeholders (%s) in names as well, so that theirs are doubled.
    """
    from psycopg import sql  # noqa: PLC0415  loaded for databases only

    return sql.Identifier(*(name.replace("%", "%%") for name in names))


def list_tables(address: TableAddress) -> list[TableInfo]:
    """Return the tables with places that the user may read; errors as in ``connect``."""
    with connect(address) as connection:
        return _tables(connection)


def probe(address: TableAddress, password: str | None = None) -> tuple[str, int]:
    """Try a database: return what computes there, and how many tables could be opened.

    ``password`` as for ``connect``, and errors likewise.
    """
    with connect(address, password) as connection:
        return versions(connection), len(_tables(connection))


def _tables(connection: Connection[Any]) -> list[TableInfo]:
    rows = connection.execute(_TABLES)
    return [_info([tuple(x) if isinstance(x, list) else x for x in row]) for row in rows]


def _info(row: list[Any]) -> TableInfo:
    return TableInfo(*row)


@contextmanager
def open_table(address: TableAddress, crs: str | None = None) -> Iterator[OpenTable]:
    """Connect and look a table up.

    Parameters
    ----------
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the table says.

    Raises
    ------
    DatabaseTableUnknown, DatabaseRightsMissing
        If there is no such table with a geometry column, or the user may not read it; other
        errors as in ``connect``.
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
        _require_rights(connection, address)
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


def _require_rights(connection: Connection[Any], address: TableAddress) -> None:
    """Say of a table that is there and not listed that it may not be read."""
    row = connection.execute(_MAY_READ, (address.schema, address.table)).fetchone()
    if row is not None and not row[0]:
        raise DatabaseRightsMissing(server=address.server, table=address.title)


def _srid_of_rows(table: OpenTable) -> int:
    """Return the SRID of the first row with a place, where the column leaves it open."""
    from psycopg import sql  # noqa: PLC0415

    query = sql.SQL("SELECT ST_SRID({0}) FROM {1} WHERE {0} IS NOT NULL LIMIT 1")
    row = table.connection.execute(
        query.format(identifier(table.info.geometry), table.name), ()
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


def column_as_read(name: str, kind: str) -> Any:
    """Return a column in SQL, of a type that comes over as a plain value: numbers, text, moments.

    Moments come as ISO 8601, exact decimals as numbers, everything else as its text. Days without
    end, and those no calendar of ours has, are left out.
    """
    from psycopg import sql  # noqa: PLC0415

    column = identifier(name)
    if kind in MOMENTS:
        return sql.SQL("to_json({})#>>'{{}}'").format(column)
    if kind == "date":
        known = "CASE WHEN {0} BETWEEN '0001-01-01' AND '9999-12-31' THEN {0} END"
        return sql.SQL(known).format(column)
    if kind == "numeric":
        return sql.SQL("{}::float8").format(column)
    return column if kind in ARROW else sql.SQL("{}::text").format(column)
