"""Tables of a real PostGIS as layers: hostile names, large tables by view, work that is stopped."""

import socket
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

import databases_gis as office
from planviewer import pace
from planviewer.app.tables import server_of
from planviewer.errors import (
    Cancelled,
    DatabaseColumnUnknown,
    DatabaseError,
    DatabasePasswordNeeded,
    DatabaseRightsMissing,
)
from planviewer.model.database import Condition
from planviewer.reading.postgis import connection as postgis_connection
from planviewer.reading.postgis.connection import connect, keep_password, try_password
from planviewer.reading.postgis.rows import MOST_IN_VIEW, read_for_view, read_table
from planviewer.reading.postgis.tables import list_tables, probe
from waiting import until

TOWN = (106.148, 22.734, 106.156, 22.741)
COUNTRY = (102.0, 8.0, 110.0, 24.0)


@pytest.fixture
def server(gis, keyring_of_tests):
    address = server_of(office.connection(gis[1]))
    keyring_of_tests["planviewer", address.server] = office.SECRET
    return address


@pytest.fixture
def large(server):
    return replace(server, schema="dc", table="lớn")


@pytest.fixture
def hostile(server):
    return replace(server, schema=office.HOSTILE[0], table=office.HOSTILE[1])


class Stop:
    """Listens to the work, and ends it at the ``after``-th word."""

    def __init__(self, after):
        self.after = after

    def __call__(self, _share):
        self.after -= 1
        if self.after <= 0:
            raise Cancelled


def test_tables_are_listed_with_what_a_person_chooses_by(server):
    tables = {(x.schema, x.name): x for x in list_tables(server)}
    assert tables.keys() == {("dc", "lớn"), office.HOSTILE[:2]}
    found = tables[office.HOSTILE[:2]]
    assert (found.geometry, found.geometry_type, found.crs) == (
        office.HOSTILE[2], "POLYGON", "EPSG:9210")  # fmt: skip
    assert (found.key, found.fields, found.rows) == (("id",), ("id", 'tên "thửa"'), 400)
    program, count = probe(server)
    assert program.startswith("PostGIS 3.")
    assert count == 2


def test_names_that_look_like_sql_are_names(gis, hostile):
    features = read_table(hostile)
    assert len(features.frame) == 400
    assert features.kind == "polygon"
    view = read_for_view(hostile, TOWN, whole=100)
    assert view.part is not None
    assert view.part.complete
    assert 0 < len(view.frame) <= 400
    assert gis[0].execute("SELECT to_regclass('dc.\"lớn\"')").fetchone()[0] is not None


def test_another_geometry_or_bytes_are_no_values(gis, server):
    administrator = gis[0]
    administrator.execute(
        "CREATE TABLE dc.hai (a geometry(Point, 4326), b geometry(Point, 4326), c bytea, t text)"
    )
    try:
        administrator.execute(
            "INSERT INTO dc.hai VALUES (ST_Point(106, 22, 4326), ST_Point(107, 23, 4326), '\\x00',"
            " 'có')"
        )
        administrator.execute('GRANT SELECT ON dc.hai TO "người xem"')
        address = replace(server, schema="dc", table="hai", geometry="b")
        frame = read_table(address).frame
    finally:
        administrator.execute("DROP TABLE dc.hai")
    assert list(frame.columns) == ["t", "geometry"]
    assert frame.geometry.iloc[0].x == 107


# --- conditions -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("field", "comparison", "value", "count"),
    [
        ("id", "<", "7", 7),
        ("id", "<>", "7", 399),
        ('tên "thửa"', "contains", "THỬA 7", 20),
        ('tên "thửa"', "=", "Thửa 7", 20),
        ('tên "thửa"', "empty", "", 0),
        ('tên "thửa"', "contains", "%", 0),
        ('tên "thửa"', "=", "' OR true; --", 0),
    ],
)
def test_conditions_choose_rows(hostile, field, comparison, value, count):
    where = (Condition(field=field, comparison=comparison, value=value),)
    assert len(read_table(hostile, where=where).frame) == count


def test_a_condition_that_makes_no_sense_is_said(hostile):
    with pytest.raises(DatabaseError, match="integer"):
        read_table(hostile, where=(Condition(field="id", value="bảy"),))
    for field in ("1=1) --", "row_to_json", "ctid"):
        with pytest.raises(DatabaseColumnUnknown, match=r"has no column .* It has: id, tên"):
            read_table(hostile, where=(Condition(field=field, value="7"),))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_no_value_is_ever_sql(hostile, value):
    """A text is equal to itself only, whatever stands in it."""
    where = (Condition(field='tên "thửa"', value=value),)
    assert len(read_table(hostile, where=where, examine=False).frame) == 0


# --- by view ----------------------------------------------------------------------------------
def test_a_table_of_moderate_size_is_read_whole(hostile, large):
    assert read_for_view(hostile, TOWN).part is None
    few = (Condition(field="id", comparison="<", value="1000"),)
    assert read_for_view(large, TOWN, where=few).part is None


def test_a_large_table_is_read_where_the_view_is(large):
    found = read_for_view(large, TOWN)
    assert found.part is not None
    assert found.part.complete
    assert found.part.covers(TOWN)
    west, south, east, north = found.frame.to_crs(4326).total_bounds
    assert west <= TOWN[0]
    assert south <= TOWN[1]
    assert east >= TOWN[2]
    assert north >= TOWN[3]
    assert 100 < len(found.frame) < 5_000
    assert found.part.total == pytest.approx(office.MANY, rel=0.05)


def test_what_is_too_much_for_a_view_is_a_sample_of_all_of_it(large):
    found = read_for_view(large, COUNTRY)
    assert found.part is not None
    assert not found.part.complete
    assert not found.part.covers(TOWN)
    assert MOST_IN_VIEW / 2 < len(found.frame) <= MOST_IN_VIEW
    all_of_it = np.array(found.part.extent)
    seen = found.frame.to_crs(4326).total_bounds
    size = all_of_it[2:] - all_of_it[:2]
    assert np.abs(seen - all_of_it).max() < 0.1 * size.max()  # not one corner of it


def test_elsewhere_there_is_nothing(large):
    for view in ((-100.0, 20.0, -90.0, 25.0), (105.0, 20.0, 105.1, 20.1)):
        found = read_for_view(large, view)
        assert len(found.frame) == 0
        assert found.kind == "polygon"
        assert found.part is not None
        assert found.part.covers(view)


# --- stopping ---------------------------------------------------------------------------------
def _busy(administrator):
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'planviewer'"
    return administrator.execute(query).fetchone()[0]


def test_what_is_stopped_here_is_stopped_on_the_server(gis, large):
    with pytest.raises(Cancelled), pace.listening(Stop(8)), connect(large) as connection:
        connection.execute("SELECT pg_sleep(600)")
    until(lambda: _busy(gis[0]) == 0)


def test_reading_can_be_stopped_half_way(gis, large):
    with pytest.raises(Cancelled), pace.listening(Stop(40)):
        read_table(large)
    until(lambda: _busy(gis[0]) == 0)


def test_a_server_that_never_answers_can_be_given_up(server):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = replace(server, host="127.0.0.1", port=str(silent.getsockname()[1]))
        with pytest.raises(Cancelled), pace.listening(Stop(3)):
            list_tables(address)


# --- rights and passwords ---------------------------------------------------------------------
def test_a_table_one_may_not_read_is_not_offered_and_said(server):
    assert "kín" not in {table.schema for table in list_tables(server)}
    with pytest.raises(DatabaseRightsMissing, match=r"kín\.không ai xem"):
        read_table(replace(server, schema="kín", table="không ai xem"))


def test_a_password_is_kept_once_the_server_takes_it(gis, keyring_of_tests, monkeypatch):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    address = server_of(office.connection(gis[1]))
    with pytest.raises(DatabasePasswordNeeded):
        try_password(address, "sai")
    assert keyring_of_tests == {}
    assert try_password(address, office.SECRET) == "keyring"
    assert keyring_of_tests == {("planviewer", address.server): office.SECRET}
    assert list_tables(address)
    postgis_connection.forget_password(address)
    assert keyring_of_tests == {}
    with pytest.raises(DatabasePasswordNeeded):
        list_tables(address)


def test_without_a_keyring_a_password_lives_as_long_as_the_program(
    gis, keyring_of_tests, monkeypatch
):
    import keyring  # noqa: PLC0415

    def refuse(*_words):
        raise keyring.errors.NoKeyringError

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, refuse)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    address = server_of(office.connection(gis[1]))
    assert try_password(address, office.SECRET) == "session"
    assert list_tables(address)
    postgis_connection.forget_password(address)
    with pytest.raises(DatabasePasswordNeeded):
        list_tables(address)
    assert keyring_of_tests == {}


def test_a_keyring_that_forgets_at_once_is_none(server, keyring_of_tests, monkeypatch):
    import keyring  # noqa: PLC0415

    monkeypatch.setattr(keyring, "set_password", lambda *_words: None)
    keyring_of_tests.clear()
    assert keep_password(server, "một") == "session"
    assert keyring_of_tests == {}


def test_a_name_with_placeholders_serves_for_affected_parcels_too(gis, server):
    """The driver's placeholders in a column's name are letters of the name."""
    administrator = gis[0]
    name = sql.Identifier("dc", "100%s")
    create = 'CREATE TABLE {} ("tờ %(x)s" int, g geometry(Polygon, 9210))'
    administrator.execute(sql.SQL(create).format(name))
    try:
        administrator.execute(sql.SQL('GRANT SELECT ON {} TO "người xem"').format(name))
        frame = read_table(replace(server, schema="dc", table="100%s")).frame
    finally:
        administrator.execute(sql.SQL("DROP TABLE {}").format(name))
    assert list(frame.columns) == ["tờ %(x)s", "geometry"]


def test_days_without_end_hinder_nobody(gis, server):
    administrator = gis[0]
    administrator.execute(
        "CREATE TABLE dc.ngày (d date, t timestamp, n numeric, g geometry(Point, 9210))"
    )
    try:
        administrator.execute(
            "INSERT INTO dc.ngày SELECT d::date, d::timestamp, 'NaN', ST_Point(1, 2, 9210) FROM"
            " unnest(ARRAY['infinity', '-infinity', '4000-01-01 BC', '20000-01-01', '2024-02-29',"
            " '9999-12-31', NULL]) AS d"
        )
        administrator.execute('GRANT SELECT ON dc.ngày TO "người xem"')
        frame = read_table(replace(server, schema="dc", table="ngày")).frame
    finally:
        administrator.execute("DROP TABLE dc.ngày")
    assert frame["d"].isna().tolist() == [True] * 4 + [False] * 2 + [True]
    assert frame["d"].dropna().astype(str).tolist() == ["2024-02-29", "9999-12-31"]
    assert len(frame["t"]) == 7
    assert str(frame["t"].iloc[4])[:10] == "2024-02-29"


def test_half_a_letter_in_a_condition_is_said(hostile):
    with pytest.raises(DatabaseError, match="surrogates"):
        read_table(hostile, where=(Condition(field="id", value="\udc80"),))


def test_a_server_that_goes_while_it_is_read_is_said(gis, large):
    ended = []

    def end(share):
        if share > 0 and not ended:
            ended.append(
                gis[0].execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE usename = 'người xem'"
                )
            )

    with pytest.raises(DatabaseError, match="terminat"), pace.listening(end):
        read_table(large, examine=False)
    assert ended
