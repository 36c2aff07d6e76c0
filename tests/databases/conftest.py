"""A cadastre in a database, and the same as files."""

import json
import shutil

import geopandas as gpd
import numpy as np
import psycopg
import pytest
import shapely
from databases_words import OWNERS, PROJ_9210, SECRET
from psycopg import sql

from planviewer.app.loading import load_plan_data
from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan
from planviewer.reading.postgis import connection as postgis_connection
from planviewer.reading.postgis.address import parse_address


@pytest.fixture(scope="session")
def plan():
    return load_plan(bundled_plan())


@pytest.fixture(scope="session")
def zones(plan):
    data = load_plan_data(plan, bundled_plan())
    return {zone_id: zone.geometry for zone_id, zone in data.zones.items()}


@pytest.fixture(scope="session")
def cadastre(plan, zones):
    """Parcels of uneven shape all over both zones; some cross themselves, some are no areas."""
    rng = np.random.default_rng(11)
    west, south, east, north = shapely.union_all(list(zones.values())).bounds
    columns, rows = 70, 70
    x, y = np.meshgrid(np.linspace(west - 90, east + 90, columns), np.linspace(south, north, rows))
    x, y = x + rng.uniform(-15, 15, x.shape), y + rng.uniform(-15, 15, y.shape)
    corners = np.stack((x, y), axis=-1)
    rings = np.stack(
        (corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]), axis=2
    )
    rings = rings.reshape(-1, 4, 2)
    rings[::97] = rings[::97, [0, 2, 1, 3]]  # crosses itself
    shapes = shapely.polygons(rings)
    shapes[5::211] = shapely.boundary(shapes[5::211])
    shapes[7::311] = None
    number = np.arange(len(shapes))
    values = {
        "id": number + 1,
        "SoTo": number // 100,
        "Số thửa": number.astype(str),
        "khloaidat": np.resize(["LUC", "ONT", None, "BHK"], len(shapes)),
        "dientich": np.resize([412.5, np.nan], len(shapes)),
        "tenchu": np.resize(OWNERS, len(shapes)),
    }
    return gpd.GeoDataFrame(values, geometry=shapes, crs=plan.crs)


@pytest.fixture(scope="session")
def database(postgis, cadastre):
    """The address of a database that holds the cadastre in several ways, for a user who may read.

    ``dc.thua`` is in the plan CRS, ``dc.thua_utm`` in another, ``dc.thua_wgs`` in degrees, each
    with an index; ``dc.xem`` is a view.
    """
    with psycopg.connect(**postgis.administrator, autocommit=True) as connection:
        connection.execute("CREATE DATABASE \"Địa chính\" TEMPLATE template0 ENCODING 'UTF8'")
    names = {**postgis.administrator, "dbname": "Địa chính"}
    with psycopg.connect(**names, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION postgis")
        connection.execute("CREATE SCHEMA dc")
        known = connection.execute("SELECT count(*) FROM spatial_ref_sys WHERE srid = 9210")
        if not known.fetchone()[0]:  # older than the system
            connection.execute(
                "INSERT INTO spatial_ref_sys VALUES (9210, 'EPSG', 9210, %s, %s)",
                (cadastre.crs.to_wkt("WKT1_GDAL"), PROJ_9210),
            )
        for name, srid in (("thua", 9210), ("thua_utm", 3405), ("thua_wgs", 4326)):
            _fill(connection, name, cadastre, srid)
        connection.execute("CREATE VIEW dc.xem AS SELECT * FROM dc.thua")
        connection.execute(
            sql.SQL("CREATE ROLE viewer LOGIN PASSWORD {}").format(sql.Literal(SECRET))
        )
        connection.execute("GRANT USAGE ON SCHEMA dc TO viewer")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA dc TO viewer")
    return f"postgresql://viewer@{postgis.host}:{postgis.port}/Địa chính?sslmode=prefer"


def _fill(connection, name, cadastre, srid):
    from planviewer.analysis.lines import in_crs  # noqa: PLC0415

    moved = in_crs(cadastre, f"EPSG:{srid}")
    table = sql.Identifier("dc", name)
    connection.execute(
        sql.SQL(
            'CREATE TABLE {} (id int PRIMARY KEY, "SoTo" int, "Số thửa" text, khloaidat varchar(9),'
            " dientich numeric(12,2), tenchu text, hình geometry(Geometry, {}))"
        ).format(table, sql.Literal(srid))
    )
    rows = zip(
        *(
            cadastre[c].astype(object).where(cadastre[c].notna(), None)
            for c in cadastre.columns[:6]
        ),
        shapely.to_wkb(moved.to_numpy(), hex=True, include_srid=False),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            sql.SQL(
                "INSERT INTO {} VALUES (%s, %s, %s, %s, %s, %s, ST_GeomFromWKB(%s::bytea, %s))"
            ).format(table),
            [(*row[:6], None if row[6] is None else bytes.fromhex(row[6]), srid) for row in rows],
        )
    connection.execute(sql.SQL("CREATE INDEX ON {} USING gist (hình)").format(table))
    connection.execute(sql.SQL("ANALYZE {}").format(table))


@pytest.fixture
def keyring_of_tests(monkeypatch):
    """What the keyring keeps, by (service, name), instead of the system's own."""
    import keyring  # noqa: PLC0415

    kept = {}
    monkeypatch.setattr(keyring, "get_password", lambda *names: kept.get(names))
    monkeypatch.setattr(keyring, "set_password", lambda *words: kept.update({words[:2]: words[2]}))
    monkeypatch.setattr(keyring, "delete_password", lambda *names: kept.pop(names))
    monkeypatch.setattr(postgis_connection, "_session", {})
    return kept


@pytest.fixture
def password(database, keyring_of_tests, monkeypatch, tmp_path):
    """The keyring knows the password, as after a person gave it."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    server = parse_address(database, table=False).server
    keyring_of_tests["planviewer", server] = SECRET


@pytest.fixture(scope="session")
def overlapping(tmp_path_factory):
    """The bundled plan with a third zone over the first, of higher priority."""
    folder = tmp_path_factory.mktemp("plan") / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    path = folder / "nuoc-hai.planview"
    values = json.loads(path.read_text(encoding="utf-8"))
    first = next(x for x in values["layers"] if x["id"] == "recovery-50m")
    rule = {**first["source"]["rule"], "to_m": 80, "side": "left", "priority": 5}
    both = {**first, "id": "wide", "source": {"type": "zone", "rule": rule}}
    third = {**rule, "to_m": 65, "side": "both", "priority": 0, "join": "mitre"}
    again = {**first, "id": "third", "source": {"type": "zone", "rule": third}}
    values["layers"] += [both, again]
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
