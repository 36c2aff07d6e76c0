"""Tables of a real PostGIS: what there is, reading by bounds, who may."""

import psycopg
import pytest
import shapely
from databases_words import SECRET

from planviewer import pace
from planviewer.analysis.lines import in_crs
from planviewer.errors import (
    CrsMissing,
    DatabaseError,
    DatabasePasswordNeeded,
    DatabaseTableUnknown,
    DatabaseUnreachable,
)
from planviewer.reading.postgis import connection as reading
from planviewer.reading.postgis.address import parse_address
from planviewer.reading.postgis.connection import connect, keep_password
from planviewer.reading.postgis.rows import read_table
from planviewer.reading.postgis.tables import list_tables


def same(one, other):
    """Whether geometries are the same to the last bit, none being like none."""
    return list(shapely.to_wkb(one.to_numpy())) == list(shapely.to_wkb(other.to_numpy()))


@pytest.fixture
def thua(database):
    return parse_address(f"{database}&table=dc.thua")


@pytest.fixture
def administrator(postgis):
    with psycopg.connect(
        **postgis.administrator, dbname="Địa chính", autocommit=True
    ) as connection:
        yield connection


@pytest.mark.usefixtures("password")
def test_tables_are_listed(thua):
    tables = {info.name: info for info in list_tables(thua)}
    assert set(tables) >= {"thua", "thua_utm", "thua_wgs", "xem"}
    assert (tables["thua_utm"].srid, tables["thua_utm"].geometry) == (3405, "hình")
    assert tables["thua"].rows > 4000
    assert (tables["thua"].is_stored, tables["xem"].is_stored) == (True, False)


@pytest.mark.usefixtures("password")
def test_a_table_is_read_as_it_is(thua, cadastre):
    features = read_table(thua)
    frame = features.frame.sort_values("id").reset_index(drop=True)
    assert frame.crs.to_epsg() == 9210
    assert same(frame.geometry, cadastre.geometry)
    assert frame["SoTo"].tolist() == cadastre["SoTo"].tolist()
    assert frame["tenchu"].dropna().tolist() == cadastre["tenchu"].dropna().tolist()
    assert frame["dientich"].dropna().unique().tolist() == [412.5]
    assert features.problems


@pytest.mark.usefixtures("password")
def test_a_part_is_read_by_its_bounds(thua, cadastre):
    bounds = tuple(cadastre.geometry.iloc[2000].bounds)
    told = []
    with pace.listening(told.append):
        frame = read_table(thua, bounds=bounds, examine=False).frame
    meets = cadastre[cadastre.intersects(shapely.box(*bounds).envelope)]
    assert 2001 in set(frame["id"])
    assert set(meets["id"]) <= set(frame["id"])
    assert len(frame) < 40
    assert told
    nowhere = read_table(thua, bounds=(0.0, 0.0, 1.0, 1.0)).frame
    assert len(nowhere) == 0
    assert nowhere.crs.to_epsg() == 9210


@pytest.mark.usefixtures("password")
def test_every_type_of_a_column_comes_over(administrator, database):
    administrator.execute(
        "CREATE TABLE dc.loai (n numeric, b bool, d date, t timestamptz, u uuid, j jsonb, a int[],"
        " r real, g geometry(Point, 4326))"
    )
    try:
        administrator.execute(
            "INSERT INTO dc.loai VALUES (1.5, true, '2026-03-09', '2026-03-09 07:00+07',"
            " '00000000-0000-0000-0000-000000000001', '{\"a\": 1}', '{1,2}', 2.5,"
            " ST_SetSRID(ST_Point(106, 22), 4326)), (NULL, NULL, NULL, NULL,"
            " NULL, NULL, NULL, NULL, NULL)"
        )
        administrator.execute("GRANT SELECT ON dc.loai TO viewer")
        frame = read_table(parse_address(f"{database}&table=dc.loai")).frame
    finally:
        administrator.execute("DROP TABLE dc.loai")
    row = frame.iloc[0]
    assert (row["n"], bool(row["b"]), str(row["d"]), row["r"]) == (1.5, True, "2026-03-09", 2.5)
    assert row["t"].isoformat() == "2026-03-09T00:00:00+00:00"
    assert (row["u"][-1], row["j"], row["a"]) == ("1", '{"a": 1}', "{1,2}")
    assert frame.iloc[1].drop("geometry").isna().all()
    assert frame.geometry.iloc[1] is None


@pytest.mark.usefixtures("password")
def test_a_system_the_table_does_not_say_is_asked_for(administrator, database, cadastre):
    administrator.execute("CREATE TABLE dc.khong (id int PRIMARY KEY, g geometry)")
    try:
        wkb = shapely.to_wkb(cadastre.geometry.iloc[1])
        administrator.execute("INSERT INTO dc.khong VALUES (1, ST_GeomFromWKB(%s))", (wkb,))
        administrator.execute("GRANT SELECT ON dc.khong TO viewer")
        address = parse_address(f"{database}&table=dc.khong")
        with pytest.raises(CrsMissing, match=r"dc\.khong.*EPSG:9210"):
            read_table(address)
        features = read_table(address, crs="EPSG:9210")
    finally:
        administrator.execute("DROP TABLE dc.khong")
    assert features.crs_source == "user"
    assert features.frame.crs.to_epsg() == 9210


@pytest.mark.usefixtures("password")
def test_what_is_not_there_is_said(database):
    with pytest.raises(DatabaseTableUnknown, match=r"no table “dc\.thu”.*dc\.thua"):
        read_table(parse_address(f"{database}&table=dc.thu"))
    with pytest.raises(DatabaseUnreachable, match="does not answer"):
        list_tables(parse_address("postgresql://x@127.0.0.1:9/x", table=False))
    other = parse_address(database.replace("Địa chính", "postgres"), table=False)
    keep_password(other, SECRET)
    with pytest.raises(DatabaseError, match="no PostGIS"):
        list_tables(other)


@pytest.mark.usefixtures("password")
def test_nothing_can_be_written(thua):
    with pytest.raises(DatabaseError, match="read-only"), connect(thua) as connection:
        connection.execute("DELETE FROM dc.thua")


def test_a_password_is_asked_for_once_nobody_keeps_it(thua, monkeypatch, tmp_path):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setattr(reading, "stored_password", lambda _address: None)
    with pytest.raises(DatabasePasswordNeeded, match=r"PGPASSFILE.*viewer@"):
        list_tables(thua)
    monkeypatch.setattr(reading, "stored_password", lambda _address: "sai")
    with pytest.raises(DatabasePasswordNeeded):
        list_tables(thua)
    monkeypatch.setattr(reading, "stored_password", lambda _address: SECRET)
    assert list_tables(thua)


def test_a_password_file_is_used(thua, monkeypatch, tmp_path):
    kept = tmp_path / "pgpass"
    kept.write_text(f"*:*:*:viewer:{SECRET}\n", encoding="utf-8")
    kept.chmod(0o600)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert list_tables(thua)


def test_the_keyring_is_asked_by_server_and_user(thua, monkeypatch):
    keyring = pytest.importorskip("keyring")
    asked = {}
    monkeypatch.setattr(keyring, "get_password", lambda *names: asked.get(names))
    monkeypatch.setattr(keyring, "set_password", lambda *words: asked.update({words[:2]: words[2]}))
    assert reading.stored_password(thua) is None
    assert reading.store_password(thua, "một")
    assert reading.stored_password(thua) == "một"
    assert list(asked) == [("planviewer", thua.server)]


@pytest.mark.usefixtures("password")
def test_other_systems_are_read_in_their_own(database, cadastre):
    frame = read_table(parse_address(f"{database}&table=dc.thua_wgs")).frame
    here = in_crs(cadastre, "EPSG:4326")
    frame = frame.sort_values("id").reset_index(drop=True)
    assert same(frame.geometry, here)


def test_the_server_listens_on_loopback_and_wants_a_password_by_scram(database, postgis):
    """As an office's does: what these tests show holds for a person with host, port, password."""
    address = parse_address(database, table=False)
    assert (address.host, address.port) == ("127.0.0.1", str(postgis.port))
    with psycopg.connect(**postgis.administrator, dbname="postgres") as administrator:
        (kept,) = administrator.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = 'viewer'"
        ).fetchone()
        rules = administrator.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert kept.startswith("SCRAM-SHA-256$")
    assert rules == [("local", "trust"), ("host", "scram-sha-256")]
