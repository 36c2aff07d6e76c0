"""Affected parcels inside PostGIS against the same on files, to the last square centimetre."""

import itertools
import json
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import psycopg
import pytest
import shapely
from databases_words import SECRET

from planviewer import pace
from planviewer.analysis.lines import in_crs
from planviewer.app.affected.certificate_page import certificate_rows
from planviewer.app.affected.files import to_json, write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.certifying import certificate_of
from planviewer.app.rechecking import check_result
from planviewer.app.table_words import conditions_words
from planviewer.assets import bundled_plan
from planviewer.cli import main
from planviewer.errors import (
    Cancelled,
    DatabaseColumnUnknown,
    DatabaseKeyMissing,
    DatabaseRowsAlike,
    DatabaseTransformDiffers,
    FieldUnknown,
    ParcelsMissing,
    ParcelsNotChosen,
    ParcelsOutside,
)
from planviewer.model.database import Condition
from planviewer.reading.postgis import overlay as postgis_overlay
from planviewer.reading.postgis import places as postgis_places
from planviewer.reading.postgis.address import parse_address
from waiting import until

DAY = date(2026, 3, 9)
FIGURES = ["area_m2", "affected_m2", "remaining_m2", "recorded_m2", "mended_m2"]
TEXTS = ["sheet", "parcel", "land_type", "owner", "owner_kind", "zones"]

pytestmark = pytest.mark.usefixtures("password")


def order(parcels, **more):
    return AffectedOrder(**{"plan": bundled_plan(), "parcels": parcels, "made_on": DAY, **more})


def table(database, name):
    return parse_address(f"{database}&table=dc.{name}")


def assert_same(here, there):
    """Hold two results against each other, parcel by parcel."""
    one, other = here.exact, there.exact
    assert len(one.parcels) == len(other.parcels) > 500
    for name in FIGURES:
        columns = (r.parcels[name].to_numpy(dtype=float) for r in (one, other))
        assert np.allclose(*columns, rtol=0, atol=1e-5, equal_nan=True), name
    texts = [r.parcels[TEXTS].reset_index(drop=True).astype(object) for r in (one, other)]
    pd.testing.assert_frame_equal(*(part.where(part.notna(), None) for part in texts))
    for name in ("by_zone", "net_by_zone"):
        assert np.allclose(getattr(one, name), getattr(other, name), rtol=0, atol=1e-5)
    assert shapely.hausdorff_distance(one.geometry, other.geometry).max() < 1e-6
    assert here.affected_area_m2 == there.affected_area_m2


@pytest.mark.parametrize(
    ("name", "srid"),
    [("thua", 9210), ("thua_utm", 3405), ("thua_wgs", 4326), ("xem&key=id", 9210)],
)
def test_the_database_gives_what_this_process_gives(database, cadastre, tmp_path, name, srid):
    path = tmp_path / "thua.gpkg"
    cadastre.set_geometry(in_crs(cadastre, f"EPSG:{srid}")).to_file(path)
    here, there = find_affected(order(path)), find_affected(order(table(database, name)))
    assert_same(here, there)
    assert there.program.startswith("PostGIS 3.")
    assert list(there.exact.parcels.index) == list(here.exact.parcels.index + 1)  # by key
    mended = there.exact.parcels["mended_m2"].notna().sum()
    assert mended > 3


SOME_ROWS = [
    ((("khloaidat", "=", "LUC"),), lambda f: f["khloaidat"] == "LUC"),
    ((("khloaidat", "empty", ""),), lambda f: f["khloaidat"].isna()),
    (
        (("SoTo", ">=", "11"), ("Số thửa", "contains", "7")),
        lambda f: (f["SoTo"] >= 11) & f["Số thửa"].str.contains("7"),
    ),
]


FORGED = {"field": "id", "comparison": "=", "value": "1"}


def conditions(*triples):
    names = ("field", "comparison", "value")
    return tuple(Condition(**dict(zip(names, triple, strict=True))) for triple in triples)


@pytest.mark.parametrize("asked", list(itertools.product(["thua_utm", "xem&key=id"], SOME_ROWS)))
def test_only_the_rows_that_a_layer_takes_count(database, cadastre, overlapping, tmp_path, asked):
    name, (triples, chosen) = asked
    path = tmp_path / "thua.gpkg"
    some = cadastre[chosen(cadastre)]
    some.to_file(path)
    here = find_affected(order(path, plan=overlapping))
    where = conditions(*triples)
    there = find_affected(order(table(database, name), plan=overlapping, where=where))
    assert 20 < len(here.table) == len(there.table) < 1500
    assert here.affected_area_m2 == there.affected_area_m2
    assert set(there.table.index) <= set(some["id"])
    (note,) = [problem for problem in there.problems if problem.code == "rows-chosen"]
    assert triples[0][0] in str(note.message)


def test_no_value_of_a_condition_is_ever_sql(database):
    """Also beside the placeholders and the steps of the computation itself."""
    for value in ("' OR true; --", "%(part)s", "{areal}", "LUC') OR (true", "\\' OR 1=1 --", "%"):
        where = conditions(("khloaidat", "=", value))
        with pytest.raises(ParcelsNotChosen, match="khloaidat ="):
            find_affected(order(table(database, "thua"), where=where))


@pytest.mark.parametrize("field", ["row_to_json", "box", "number", "ctid", "p", 'id" OR true --'])
def test_a_condition_speaks_of_columns_of_the_table_only(database, field):
    """Neither of functions that take a row, nor of what the computation joins to the table."""
    where = conditions((field, "=", "1"))
    with pytest.raises(DatabaseColumnUnknown, match=r"dc\.thua.*It has: id, SoTo"):
        find_affected(order(table(database, "thua"), where=where))


def test_a_long_condition_is_cut_where_it_stands_in_a_line():
    where = conditions(("a", "contains", "x" * 5000), ("b", "empty", ""))
    assert str(conditions_words(where)) == f"a contains “{'x' * 39}…”; b is empty"


def test_where_no_row_is_taken_that_is_said(database):
    where = conditions(("khloaidat", "=", "SON"))
    with pytest.raises(ParcelsNotChosen, match="rows that the layer takes: khloaidat = SON"):
        find_affected(order(table(database, "thua"), where=where))


@pytest.mark.parametrize("suffix", [".xlsx", ".geojson"])
def test_a_certificate_says_which_rows_count_and_is_held_to_it(database, tmp_path, suffix):
    address = table(database, "thua")
    where = conditions(("khloaidat", "<>", "ONT"), ("tenchu", "contains", "a"))
    path = tmp_path / f"out{suffix}"
    certificate = write_affected(find_affected(order(address, where=where)), path)
    assert certificate.parcels.where == where
    rows = dict(map(tuple, certificate_rows(certificate)))
    assert rows["Only rows with"] == "khloaidat ≠ ONT; tenchu contains “a”"
    assert [f.code for f in check_result(path, parcels=address)] == ["certificate-holds"]


def test_conditions_that_were_not_applied_are_not_certified(cadastre, tmp_path):
    """Somebody writes into the certificate of all parcels that it is of some only."""
    parcels, out = tmp_path / "thua.gpkg", tmp_path / "out.geojson"
    cadastre.to_file(parcels)
    result = find_affected(order(parcels))
    forged = replace(result, order=replace(result.order, where=conditions(("id", "=", "1"))))
    assert certificate_of(forged, tmp_path).parcels.where == ()
    write_affected(result, out)
    text = out.read_text(encoding="utf-8")
    before, after = ('"owners": true, "where": [' + x + "]" for x in ("", json.dumps(FORGED)))
    assert text.count(before) == 1
    out.write_text(text.replace(before, after), encoding="utf-8")
    codes = [finding.code for finding in check_result(out)]
    assert codes == ["statement-differs", "certificate-fails"]


def test_zones_that_overlap_are_counted_alike(database, cadastre, overlapping, tmp_path):
    path = tmp_path / "thua.gpkg"
    cadastre.to_file(path)
    here = find_affected(order(path, plan=overlapping))
    there = find_affected(order(table(database, "thua"), plan=overlapping))
    assert (here.by_zone > 0).sum(axis=1).max() == 3
    assert_same(here, there)
    for result in (here, there):
        exact = result.exact
        sums = exact.net_by_zone.sum(axis=1) - exact.parcels["affected_m2"]
        assert np.abs(sums).max() < 1e-6
        assert np.abs(exact.net_by_zone["wide"] - exact.by_zone["wide"]).max() < 1e-6
        rounded = result.net_by_zone.sum(axis=1) - result.table["affected_m2"]
        assert np.abs(rounded).max() < 1e-6


def test_parcels_are_cut_lot_by_lot_with_the_same_result(database, overlapping, monkeypatch):
    address = table(database, "thua_utm")
    whole = find_affected(order(address, plan=overlapping))
    monkeypatch.setattr(postgis_overlay, "_LOT", 190)
    shares = []
    with pace.listening(shares.append):
        lots = find_affected(order(address, plan=overlapping))
    assert_same(whole, lots)
    assert list(lots.exact.parcels.index) == list(whole.exact.parcels.index)
    cutting = [share for share in shares if share >= 0.2]
    assert len(set(cutting)) > 4
    assert cutting == sorted(cutting)


def test_a_computation_that_is_stopped_stops_on_the_server(postgis, database, monkeypatch):
    """Whoever waits no longer must leave nothing running in somebody's database."""
    slow = postgis_overlay._QUERY.replace("SELECT {answers}", "SELECT pg_sleep(20), {answers}")
    monkeypatch.setattr(postgis_overlay, "_QUERY", slow)
    looks = itertools.count()
    running = (
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'viewer' AND wait_event = 'PgSleep'"
    )
    names = {**postgis.administrator, "dbname": "Địa chính"}
    with psycopg.connect(**names, autocommit=True) as administrator:

        def heard(_share):
            if administrator.execute(running).fetchone()[0] and next(looks) > 2:
                raise Cancelled

        with pace.listening(heard), pytest.raises(Cancelled):
            find_affected(order(table(database, "thua")))
        until(lambda: administrator.execute(running).fetchone()[0] == 0)
    assert next(looks) > 2


def test_rows_without_a_key_and_in_parts_are_found(postgis, database, cadastre, tmp_path):
    path = tmp_path / "thua.gpkg"
    cadastre.to_file(path)
    with psycopg.connect(
        **postgis.administrator, dbname="Địa chính", autocommit=True
    ) as connection:
        connection.execute(
            "CREATE TABLE dc.phan (LIKE dc.thua) PARTITION BY RANGE (id);"
            "CREATE TABLE dc.phan_1 PARTITION OF dc.phan FOR VALUES FROM (0) TO (2000);"
            "CREATE TABLE dc.phan_2 PARTITION OF dc.phan FOR VALUES FROM (2000) TO (90000);"
            "INSERT INTO dc.phan SELECT * FROM dc.thua; GRANT SELECT ON dc.phan TO viewer;"
            "CREATE INDEX ON dc.phan USING gist (hình)"
        )
        try:
            there = find_affected(order(table(database, "phan")))
        finally:
            connection.execute("DROP TABLE dc.phan")
    here = find_affected(order(path))
    assert len(here.table) == len(there.table)
    assert here.affected_area_m2 == there.affected_area_m2
    assert list(there.table.index) == list(range(len(there.table)))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".gpkg", ".geojson"])
def test_a_certificate_names_the_table_and_never_the_password(database, tmp_path, suffix):
    address = table(database, "thua")
    result = find_affected(order(address, owners=False, min_remaining_m2=50.0))
    path = tmp_path / f"out{suffix}"
    certificate = write_affected(result, path)
    (source,) = [source for source in certificate.sources if source.role == "parcels"]
    assert (source.kind, parse_address(source.path)) == ("table", address)
    assert certificate.parcels.engine == "postgis"
    assert certificate.parcels.computed_by.startswith("PostGIS 3.")
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert SECRET.encode() not in written
    assert SECRET not in json.dumps(to_json(result, certificate), ensure_ascii=False)
    # A stranger's certificate does not make this machine call a server.
    codes = [finding.code for finding in check_result(path)]
    assert codes == ["source-elsewhere", "certificate-fails"]
    assert [f.code for f in check_result(path, parcels=address)] == ["certificate-holds"]


def test_a_certificate_fails_when_the_table_has_changed(postgis, database, tmp_path):
    address = table(database, "thua_utm")
    path = tmp_path / "out.csv"
    result = find_affected(order(address))
    write_affected(result, path)
    number = int(result.table.index[3])
    with psycopg.connect(
        **postgis.administrator, dbname="Địa chính", autocommit=True
    ) as connection:
        connection.execute("UPDATE dc.thua_utm SET khloaidat = 'X' WHERE id = %s", (number,))
        try:
            found = check_result(path, parcels=address)
        finally:
            kind = result.table["land_type"].iloc[3]
            connection.execute(
                "UPDATE dc.thua_utm SET khloaidat = %s WHERE id = %s", (kind, number)
            )
    codes = [finding.code for finding in found]
    assert codes == ["source-changed", "result-differs", "certificate-fails"]


def test_only_parcels_at_the_edge_are_cut(database, zones):
    """What lies wholly inside has its own area to the last bit, as it was never cut."""
    result = find_affected(order(table(database, "thua"))).exact
    union = shapely.union_all(list(zones.values()))
    inside = shapely.contains(union, result.geometry)
    assert inside.sum() > 50
    taken, area = (result.parcels[name].to_numpy() for name in ("affected_m2", "area_m2"))
    assert (taken[inside] == area[inside]).all()


def test_rows_of_a_view_need_no_key(database, cadastre, tmp_path):
    path = tmp_path / "thua.gpkg"
    cadastre.to_file(path)
    here, there = find_affected(order(path)), find_affected(order(table(database, "xem")))
    assert len(here.table) == len(there.table)
    assert here.affected_area_m2 == there.affected_area_m2
    listed = [sorted(r.table["parcel"]) for r in (here, there)]
    assert listed[0] == listed[1]


@pytest.mark.parametrize(
    ("says", "key", "error"),
    [
        ("SELECT * FROM dc.thua UNION ALL SELECT * FROM dc.thua", "", DatabaseRowsAlike),
        ("SELECT * FROM dc.thua", "&key=khloaidat", DatabaseRowsAlike),
        ("SELECT random() AS r, * FROM dc.thua", "", DatabaseKeyMissing),
        ("SELECT * FROM dc.thua", "&key=row_to_json", DatabaseColumnUnknown),
    ],
)
def test_rows_of_a_view_that_cannot_be_told_apart_are_refused(postgis, database, says, key, error):
    """None may be counted once for two, or be left out without a word."""
    names = {**postgis.administrator, "dbname": "Địa chính"}
    with psycopg.connect(**names, autocommit=True) as administrator:
        administrator.execute(f"CREATE VIEW dc.lap AS {says}; GRANT SELECT ON dc.lap TO viewer")
        try:
            with pytest.raises(error, match=r"dc\.lap"):
                find_affected(order(table(database, f"lap{key}")))
        finally:
            administrator.execute("DROP VIEW dc.lap")


def test_what_cannot_be_computed_is_said(postgis, database, monkeypatch):
    with pytest.raises(FieldUnknown, match="SoTo"):
        find_affected(order(table(database, "thua"), fields={"sheet": "none"}))
    shift = {"from_crs": "+proj=longlat +ellps=WGS84", "to_crs": "+proj=utm +zone=48"}
    monkeypatch.setattr(postgis_places, "_definitions", lambda *_: shift)
    with pytest.raises(DatabaseTransformDiffers, match="from EPSG:4326 to EPSG:9210 to places"):
        find_affected(order(table(database, "thua_wgs")))
    with psycopg.connect(
        **postgis.administrator, dbname="Địa chính", autocommit=True
    ) as connection:
        connection.execute(
            "CREATE TABLE dc.xa AS SELECT id,"
            " ST_Translate(hình, 0, 90000)::geometry(Geometry, 9210) AS hình FROM dc.thua LIMIT 50;"
            "CREATE TABLE dc.tuyen AS SELECT id,"
            " ST_Boundary(hình)::geometry(Geometry, 9210) AS hình FROM dc.thua LIMIT 5;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA dc TO viewer"
        )
        try:
            with pytest.raises(ParcelsOutside, match=r"table=dc\.xa\S* lie 8\d\.\d\d km"):
                find_affected(order(table(database, "xa")))
            with pytest.raises(ParcelsMissing, match=r"dc\.tuyen\S* holds no parcels"):
                find_affected(order(table(database, "tuyen")))
        finally:
            connection.execute("DROP TABLE dc.xa; DROP TABLE dc.tuyen")


def test_from_the_command_line(database, tmp_path, capsys):
    address = f"{database}&table=dc.thua"
    out = tmp_path / "out.gpkg"
    assert main(["affected", "--parcels", address, "--no-owners", "-o", str(out), "--json"]) == 0
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert answer["summary"]["parcel_count"] == len(gpd.read_file(out, layer="affected")) > 500
    assert SECRET not in printed.out + printed.err
    assert main(["check", str(out), "--parcels", address]) == 0
    capsys.readouterr()
    secret = address.replace("viewer@", "viewer:tiet-lo@")
    assert main(["--lang", "en", "affected", "--parcels", secret]) == 1
    said = capsys.readouterr().err
    assert "must not hold the password" in said
    assert "tiet-lo" not in said


def test_a_certificate_made_for_a_folder_is_the_same(database, tmp_path):
    result = find_affected(order(table(database, "thua")))
    one, two = (certificate_of(result, tmp_path / name) for name in ("a", "b"))
    assert replace(result, program="x").program == "x"
    assert one.outcome == two.outcome
