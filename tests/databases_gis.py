"""A database as an office has it: hostile names, a table too large to be read whole."""

from contextlib import contextmanager

import psycopg
from psycopg import sql

from planviewer.model.crs import operation
from planviewer.model.database import SavedConnection

NAME = "gis; DROP"
SECRET = "bí mật ' của thử nghiệm"  # noqa: S105  of a server that lives for seconds
HOSTILE = ("Địa \"chính'; --", 'thửa "đất"; DROP TABLE x; --', "hình %s {0} học")
"""Schema, table and geometry column."""
MANY = 200_400
STEP = 30.0
"""Metres between the areas of the large table."""
ROW = 668
"""So many areas stand in one row of it."""

_FILL = """
INSERT INTO {table}
SELECT (r * {row} + c)::int, 'Thửa ' || c, ST_MakeEnvelope(e, n, e + {size}, n + {size}, 9210)
FROM generate_series(0, {rows} - 1) AS r, generate_series(0, {row} - 1) AS c,
     LATERAL (SELECT {e} + (c - {row} / 2.0) * {step} AS e,
                     {n} + (r - {rows} / 2.0) * {step} AS n) AS place
"""


def connection(server, user="người xem", name="Văn phòng"):
    """Return the connection a person would save."""
    where = {"host": server.host, "port": server.port}
    return SavedConnection(name=name, **where, database=NAME, user=user)


@contextmanager
def office(postgis):
    """Make the database, and take it away again; yields a connection that may do all."""
    names = postgis.administrator
    with psycopg.connect(**names, dbname="postgres", autocommit=True) as server:
        create = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
        server.execute(sql.SQL(create).format(sql.Identifier(NAME)))
    with psycopg.connect(**names, dbname=NAME, autocommit=True) as administrator:
        administrator.execute("CREATE EXTENSION postgis")
        _fill(administrator)
        yield administrator
    with psycopg.connect(**names, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))
        server.execute('DROP ROLE "người xem"')


def _fill(administrator):
    from pyproj import CRS  # noqa: PLC0415

    known = administrator.execute("SELECT count(*) FROM spatial_ref_sys WHERE srid = 9210")
    if not known.fetchone()[0]:  # older than the system
        proj = "+proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m"
        administrator.execute(
            "INSERT INTO spatial_ref_sys VALUES (9210, 'EPSG', 9210, %s, %s)",
            (CRS("EPSG:9210").to_wkt("WKT1_GDAL"), proj),
        )
    schema, table, geometry = HOSTILE
    role = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
    administrator.execute(role.format(sql.Identifier("người xem"), sql.Literal(SECRET)))
    for name in (schema, "dc", "kín"):
        administrator.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    _areas(administrator, (schema, table), geometry, 20, 20)
    _areas(administrator, ("dc", "lớn"), "geom", ROW, MANY // ROW)
    _areas(administrator, ("kín", "không ai xem"), "geom", 2, 2)
    for name in (schema, "dc"):
        for words in ("USAGE ON SCHEMA {}", "SELECT ON ALL TABLES IN SCHEMA {}"):
            grant = sql.SQL("GRANT " + words + ' TO "người xem"')
            administrator.execute(grant.format(sql.Identifier(name)))


def _areas(administrator, names, geometry, row, rows):
    """Make a table of square areas around the town, ``rows`` rows of ``row`` areas."""
    e, n = operation("EPSG:4326", "EPSG:9210").point(106.15216, 22.73738)
    table = sql.Identifier(*names)
    text = 'CREATE TABLE {} (id int PRIMARY KEY, "tên ""thửa""" text, {} geometry(Polygon, 9210))'
    administrator.execute(sql.SQL(text).format(table, sql.Identifier(geometry)))
    values = {"row": row, "rows": rows, "e": e, "n": n, "step": STEP, "size": STEP * 0.8}
    literals = {key: sql.Literal(value) for key, value in values.items()}
    administrator.execute(sql.SQL(_FILL).format(table=table, **literals))
    index = sql.SQL("CREATE INDEX ON {} USING gist ({})")
    administrator.execute(index.format(table, sql.Identifier(geometry)))
    administrator.execute(sql.SQL("ANALYZE {}").format(table))
