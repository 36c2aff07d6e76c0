"""A plan with tables of a database: opened, drawn on paper, given away, computed with."""

import json
import shutil
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import psycopg
import pytest
import shapely

import databases_gis as office
from planviewer.analysis.lines import in_crs
from planviewer.app import outputs, packing_words, saving
from planviewer.app.affected.files import write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.affected.rows import features_of, places_of, rows_of, same_features
from planviewer.app.affected.table import AffectedTable, Filter
from planviewer.app.affected.view import (
    AffectedRequest,
    Basis,
    asks_database,
    order_for,
    view_affected,
)
from planviewer.app.comparing import alternatives as comparing
from planviewer.app.inspect import layer_details
from planviewer.app.layers_out import export_layer
from planviewer.app.loading import load_plan_data
from planviewer.app.rechecking import check_result
from planviewer.app.settings import Settings, save_settings
from planviewer.app.sheeting.making import SheetMaker, write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.table_words import note_of
from planviewer.app.tables import address_of, left_out, read_source, server_of
from planviewer.app.zone_editing import ZoneWorkshop, draft_of
from planviewer.assets import bundled_plan
from planviewer.cli import main
from planviewer.errors import (
    DatabaseFrameTooFull,
    DatabaseNotSaved,
    DatabaseShownByView,
)
from planviewer.model import edits
from planviewer.model.cadastre import Cadastre
from planviewer.model.database import Condition, SavedConnection
from planviewer.model.layer import DatabaseSource, Layer
from planviewer.model.provenance import Provenance
from planviewer.model.text import Text
from planviewer.reading.plans import load_plan
from planviewer.reading.postgis.rows import read_for_view
from planviewer.sheets.result import SheetResult
from planviewer.writing.plans import plan_text, save_plan

DAY = date(2026, 3, 9)
pytestmark = pytest.mark.usefixtures("qapp")  # sheets are painted
EAST = (106.210, 22.735, 106.214, 22.740)
"""Outside of what is read when the plan opens."""
ALL = (106.06, 22.70, 106.24, 22.775)
SMALL = (106.150, 22.735, 106.154, 22.740)


def layer_of(source, layer_id="bang"):
    text = Text(vi="Bảng", en="Table")
    return Layer(id=layer_id, title=text, source=source, provenance=Provenance(source=text))


def source_of(connection, schema, table, **more):
    return DatabaseSource(connection=connection, schema_name=schema, table=table, **more)


@pytest.fixture
def saved(gis, keyring_of_tests):
    """The person's connection to the office's database, which may be asked."""
    connection = office.connection(gis[1])
    save_settings(Settings(connections=(connection,)))
    keyring_of_tests["planviewer", server_of(connection).server] = office.SECRET
    return connection


@pytest.fixture
def large(plan, saved):
    return edits.add_layer(plan, layer_of(source_of(saved, "dc", "lớn")))


@pytest.fixture
def own(tmp_path):
    """Return how a plan is saved beside its files."""

    def save(other):
        path = tmp_path / "đồ án" / "plan.planview"
        saving.save_with_files(other, bundled_plan(), path)
        return path

    return save


# --- opening ----------------------------------------------------------------------------------
def test_a_plan_keeps_its_tables_and_no_password(large, tmp_path):
    path = tmp_path / "p.planview"
    save_plan(large, path)
    text = path.read_text(encoding="utf-8")
    assert "lớn" in text
    assert office.SECRET not in text
    assert "password" not in text


def test_a_database_nobody_chose_is_not_asked(large):
    """A plan may come from anybody: it must not make the program call strangers."""
    save_settings(Settings())
    data = load_plan_data(large, bundled_plan())
    error = data.store.entry("bang").error
    assert isinstance(error, DatabaseNotSaved)
    assert "Connect to the database" in str(error)
    assert data.zones.keys() == {"recovery-50m", "recovery-200m"}
    assert all(data.store.entry(x.id).error is None for x in large.layers if x.id != "bang")


def test_the_plan_names_a_database_and_the_person_how_to_reach_it(saved):
    """A plan from a colleague has their user, and cannot choose how safely one connects."""
    theirs = saved.changed(name="của An", user="an", sslmode="disable")
    mine = saved.changed(sslmode="require")
    save_settings(Settings(connections=(mine,)))
    address = address_of(source_of(theirs, "dc", "lớn"))
    assert (address.user, address.sslmode, address.title) == ("người xem", "require", "dc.lớn")
    for other in ({"host": "evil.example"}, {"port": 5433}, {"database": "khác"}):
        with pytest.raises(DatabaseNotSaved):
            address_of(source_of(theirs.changed(**other), "dc", "lớn"))


def test_a_table_of_moderate_size_is_a_layer_like_any(plan, saved):
    small = edits.add_layer(plan, layer_of(source_of(saved, *office.HOSTILE[:2])))
    data = load_plan_data(small, bundled_plan())
    features = data.store.entry("bang").features
    assert len(features.frame) == 400
    assert features.part is None
    assert note_of(features) is None
    told = layer_details(small, data, "bang").as_text()
    assert office.HOSTILE[1] in told
    assert "Văn phòng" in told


def test_the_details_say_that_a_large_table_is_shown_by_view(large):
    data = load_plan_data(large, bundled_plan())
    told = layer_details(large, data, "bang").as_text()
    assert "by view" in told
    assert "zoom in" not in told
    data = load_plan_data(large.changed(home=ALL), bundled_plan())
    told = layer_details(large, data, "bang").as_text()
    assert "zoom in" in told  # that is more than can be shown
    assert "zoom in" in note_of(data.store.entry("bang").features)


# --- giving away ------------------------------------------------------------------------------
def test_a_sheet_shows_all_that_is_in_its_frame(large, tmp_path):
    data = load_plan_data(large, bundled_plan())
    before = data.store.entry("bang").features
    order = SheetOrder(subject=Subject(bounds=EAST), plan_path=bundled_plan())
    maker = SheetMaker(large, data)
    made = maker.make(order)
    shown = next(x.drawn for x in maker.shown if x.layer.id == "bang")
    west, south, east, north = made.sheet.ground.bounds
    expected = ((east - west) / office.STEP - 2) * ((north - south) / office.STEP - 2)
    bounds = shown.bounds
    assert bounds[0] <= west
    assert bounds[2] >= east
    assert expected > 100
    assert data.store.entry("bang").features is before  # the window's own are left alone
    assert any(str(row.title) == "Table" for row in made.sheet.request.sources)
    result = write_sheet(large, data, order, tmp_path / "s.pdf")
    assert isinstance(result, SheetResult)
    assert (tmp_path / "s.pdf").stat().st_size > 10_000


def test_a_sheet_of_too_much_is_refused(large, monkeypatch):
    monkeypatch.setattr("planviewer.app.tables.MOST_ON_PAPER", 1_000)
    data = load_plan_data(large, bundled_plan())
    with pytest.raises(DatabaseFrameTooFull, match=r"more than 1,000 features of “Table”"):
        SheetMaker(large, data).make(SheetOrder(subject=Subject(bounds=ALL)))


def test_the_command_line_draws_a_table(plan, saved, own, tmp_path, capsys):
    path = own(edits.add_layer(plan, layer_of(source_of(saved, *office.HOSTILE[:2]))))
    out = tmp_path / "s.pdf"
    bounds = ",".join(map(str, SMALL))
    assert main(["sheet", str(path), "--bounds", bounds, "-o", str(out)]) == 0
    assert out.stat().st_size > 10_000
    save_settings(Settings())
    asked = ["--lang", "en", "sheet", str(path), "--bounds", bounds, "-o", str(out)]
    assert main(asked) == 1
    assert "No saved connection" in capsys.readouterr().err


def test_an_export_holds_the_whole_table(large, tmp_path):
    data = load_plan_data(large, bundled_plan())
    assert len(data.store.frame("bang")) < office.MANY
    path = tmp_path / "all.fgb"
    export_layer(large, data, "bang", path)
    written = gpd.read_file(path, use_arrow=True, columns=[])
    assert len(written) == office.MANY


def test_what_is_shown_by_view_is_left_out_of_pages_and_packages(large, tmp_path):
    hidden = edits.set_visible(large, ["bang"], False)
    data = load_plan_data(hidden, bundled_plan())
    assert left_out(hidden, data) == (Text(vi="Bảng", en="Table"),)
    outputs.write_share(large, data, tmp_path / "p.html", DAY)
    assert "Thửa 12" not in (tmp_path / "p.html").read_text(encoding="utf-8")
    text = packing_words.readme(hidden, [], DAY, left_out(hidden, data))
    assert "Bảng quá lớn, không có trong gói: Bảng\n" in text
    assert "Tables too large for the package: Table\n" in text


def test_the_day_of_reading_goes_along(plan, saved, tmp_path):
    old = layer_of(source_of(saved, *office.HOSTILE[:2]))
    old = old.changed(provenance=old.provenance.changed(date=date(2001, 1, 1)))
    small = edits.add_layer(plan, old)
    data = load_plan_data(small, bundled_plan())
    today = data.store.entry("bang").features.read_on
    maker = SheetMaker(small, data)
    made = maker.make(SheetOrder(subject=Subject(bounds=SMALL)))
    (row,) = [x for x in made.sheet.request.sources if str(x.title) == "Table"]
    assert row.provenance.date == today
    export_layer(small, data, "bang", tmp_path / "t.csv")
    beside = json.loads((tmp_path / "t.csv.planviewer.json").read_text(encoding="utf-8"))
    assert today.isoformat() in json.dumps(beside)


# --- computing --------------------------------------------------------------------------------
@pytest.fixture
def office_of_parcels(postgis, database, password):  # noqa: ARG001  they make it reachable
    """The person's connection to the database of the cadastre."""
    connection = SavedConnection(
        name="Địa chính",
        host=postgis.host,
        port=postgis.port,
        database="Địa chính",
        user="viewer",
    )
    save_settings(Settings(connections=(connection,)))
    return connection


@pytest.fixture
def with_parcels(plan, office_of_parcels):
    """A plan whose parcels are a table."""
    source = source_of(office_of_parcels, "dc", "thua_utm")
    with_layer = edits.add_layer(plan, layer_of(source, "thua"))
    return with_layer.changed(cadastre=Cadastre(parcels="thua"))


def test_parcels_of_the_plan_are_computed_in_their_database(with_parcels, cadastre, own, tmp_path):
    path = own(with_parcels)
    result = find_affected(AffectedOrder(plan=path, parcels=None, made_on=DAY))
    assert result.program.startswith("PostGIS")
    assert result.parcel_layer.id == "thua"
    file = tmp_path / "thua.gpkg"
    cadastre.set_geometry(in_crs(cadastre, "EPSG:3405")).to_file(file)
    here = find_affected(AffectedOrder(plan=bundled_plan(), parcels=file, made_on=DAY))
    assert result.affected_area_m2 == here.affected_area_m2
    assert len(result.table) == len(here.table) > 500


def test_the_window_computes_with_a_table_and_exports_from_the_database(with_parcels, own):
    path = own(with_parcels)
    data = load_plan_data(with_parcels, bundled_plan())
    request = AffectedRequest("thua")
    seen = view_affected(with_parcels, data, request)
    order = order_for(with_parcels, path, request, DAY, owners=True)
    assert find_affected(order).affected_area_m2 == pytest.approx(seen.affected_area_m2, abs=0.01)


def test_of_a_table_shown_by_view_the_database_computes_as_on_the_command_line(large, own):
    data = load_plan_data(large, bundled_plan())
    assert data.store.entry("bang").features.part is not None
    request = AffectedRequest("bang", min_remaining_m2=100.0)
    seen = view_affected(large, data, request)
    result = find_affected(order_for(large, own(large), request, DAY, owners=True))
    assert len(seen.table) == len(result.table) > 400
    assert seen.affected_area_m2 == result.affected_area_m2
    assert seen.zone_area_m2 == result.zone_area_m2
    assert list(seen.table.index) == list(result.table.index)
    assert list(seen.keys) == [f"({key})" for key in seen.table.index]
    assert seen.table["too_small"].sum() == (result.table["too_small"] == True).sum() > 0  # noqa: E712
    assert AffectedTable.of(seen).rows(Filter()).tolist() == list(range(len(seen.table)))


@pytest.mark.parametrize(
    "asked", [AffectedRequest("bang"), AffectedRequest("sample-parcels", buildings="bang")]
)
def test_a_move_of_the_map_asks_no_database_anew(large, asked):
    data = load_plan_data(large, bundled_plan())
    few = data.with_features("bang", read_source(large.layer("bang").source, SMALL))
    assert asks_database(data, asked)
    assert Basis.of(large, data, asked) == Basis.of(large, few, asked)
    assert not asks_database(data, AffectedRequest("sample-parcels"))


def test_what_is_affected_is_found_among_the_rows_that_are_there(large):
    data = load_plan_data(large, bundled_plan())
    seen = view_affected(large, data, AffectedRequest("bang"))
    few = data.with_features("bang", read_source(large.layer("bang").source, SMALL))
    features = seen.table.index.to_numpy()
    rows = rows_of(seen, few, features)
    assert 0 < len(rows) < len(features)
    there = few.store.frame("bang")
    names = there["id"].iloc[rows]
    assert set(names) == set(features_of(seen, few, rows)) < set(features)
    one = places_of(seen, large.crs, np.array([names.iloc[0]]))
    assert one.geometry.iloc[0].intersects(in_crs(there, large.crs).iloc[rows[0]])
    outside = np.setdiff1d(np.arange(len(there)), rows)
    assert len(features_of(seen, few, outside)) == 0


KEYS = {
    "text": "ALTER TABLE dc.khóa ADD PRIMARY KEY (mã)",
    "uuid": "ALTER TABLE dc.khóa ALTER mã TYPE uuid USING mã::uuid, ADD PRIMARY KEY (mã)",
    "two columns": "ALTER TABLE dc.khóa ADD PRIMARY KEY (tờ, mã)",
    "a unique index": "ALTER TABLE dc.khóa ALTER mã SET NOT NULL, ADD UNIQUE (mã)",
    "nulls in the key": "CREATE UNIQUE INDEX ON dc.khóa (mã); UPDATE dc.khóa SET mã = NULL",
    "no key": "SELECT",
    "a view": "ALTER TABLE dc.khóa ADD PRIMARY KEY (mã)",
}


@pytest.fixture(params=KEYS)
def keyed(request, gis, plan, saved, monkeypatch):
    """The plan with a table of areas, shown by view, whose rows are told apart in some way."""
    monkeypatch.setitem(read_for_view.__kwdefaults__, "whole", 1_000)
    administrator = gis[0]
    administrator.execute(
        "CREATE TABLE dc.khóa AS SELECT md5(id::text) AS mã, id % 7 AS tờ, geom FROM dc.lớn"
        " WHERE geom && ST_Expand(ST_Transform(ST_Point(106.152, 22.737, 4326), 9210), 2500)"
    )
    administrator.execute(KEYS[request.param])
    administrator.execute("CREATE VIEW dc.khóa_xem AS SELECT tờ, geom FROM dc.khóa")
    administrator.execute("CREATE INDEX ON dc.khóa USING gist (geom); ANALYZE dc.khóa")
    administrator.execute('GRANT SELECT ON dc.khóa, dc.khóa_xem TO "người xem"')
    name = "khóa_xem" if request.param == "a view" else "khóa"
    yield edits.add_layer(plan, layer_of(source_of(saved, "dc", name)))
    administrator.execute("DROP TABLE dc.khóa CASCADE")


def test_rows_are_found_again_whatever_tells_them_apart(keyed):
    data = load_plan_data(keyed, bundled_plan())
    few = data.with_features("bang", read_source(keyed.layer("bang").source, SMALL))
    seen = view_affected(keyed, data, AffectedRequest("bang"))
    features = seen.table.index.to_numpy()
    rows = rows_of(seen, few, features)
    assert 0 < len(rows) < len(features)
    there = in_crs(few.store.frame("bang"), keyed.crs)
    for row in rows[:10]:
        (feature,) = features_of(seen, few, np.array([row]))
        place = places_of(seen, keyed.crs, np.array([feature])).geometry.iloc[0]
        assert shapely.hausdorff_distance(place, there.geometry.iloc[row]) < 1e-3
        assert rows_of(seen, few, np.array([feature])).tolist() == [row]
    fewer = view_affected(keyed, data, AffectedRequest("bang", zones=("recovery-50m",)))
    both = same_features(seen, fewer, features)
    assert sorted(both) == sorted(fewer.table.index)
    same = places_of(seen, keyed.crs, same_features(fewer, seen, both[:1])).geometry.iloc[0]
    assert same.equals(places_of(fewer, keyed.crs, both[:1]).geometry.iloc[0])


def test_rows_that_a_layer_shown_by_view_leaves_out_do_not_count(large, own):
    source = large.layer("bang").source
    everything = view_affected(
        large, load_plan_data(large, bundled_plan()), AffectedRequest("bang")
    )
    left = everything.table.index[::2]
    out = [Condition(field="id", comparison="<>", value=str(key)) for key in left[:40]]
    fewer = edits.use_source(large, "bang", source.changed(where=tuple(out)))
    data = load_plan_data(fewer, bundled_plan())
    assert data.store.entry("bang").features.part is not None
    request = AffectedRequest("bang")
    seen = view_affected(fewer, data, request)
    assert set(seen.table.index) == set(everything.table.index) - set(left[:40])
    result = find_affected(order_for(fewer, own(fewer), request, DAY, owners=True))
    assert result.affected_area_m2 == seen.affected_area_m2 < everything.affected_area_m2
    assert result.parcel_layer.id == "bang"


def test_a_zone_that_is_edited_counts_no_parcels_that_were_not_read(large):
    data = load_plan_data(large, bundled_plan())
    draft = draft_of(large, "recovery-50m", parcels="bang")
    all_there = ZoneWorkshop(data).preview(large, draft).taken
    assert all_there.count > 100
    few = data.with_features("bang", read_source(large.layer("bang").source, SMALL))
    assert ZoneWorkshop(few).preview(large, draft).taken is None
    lines = draft.rule.changed(line_layer="bang")
    with pytest.raises(DatabaseShownByView, match="“Table”"):
        ZoneWorkshop(data).preview(large, replace(draft, rule=lines))


def test_alternatives_are_not_compared_by_a_part_of_the_parcels(large):
    data = load_plan_data(large, bundled_plan())
    zone = data.zones["recovery-50m"]
    assert len(comparing.parcels_for(large, data, "bang", zone)) > 1_000
    few = data.with_features("bang", read_source(large.layer("bang").source, SMALL))
    with pytest.raises(DatabaseShownByView, match="Table"):
        comparing.parcels_for(large, few, "bang", zone)


def test_rows_that_the_parcel_layer_leaves_out_do_not_count(with_parcels, own):
    source = with_parcels.layer("thua").source
    some = source.changed(where=(Condition(field="id", comparison="<", value="2000"),))
    fewer = edits.use_source(with_parcels, "thua", some)
    result = find_affected(AffectedOrder(plan=own(fewer), parcels=None, made_on=DAY))
    seen = view_affected(fewer, load_plan_data(fewer, bundled_plan()), AffectedRequest("thua"))
    assert 100 < len(result.table) == len(seen.table)
    assert max(result.table.index) < 2000
    assert result.affected_area_m2 == pytest.approx(seen.affected_area_m2, abs=0.01)


def test_a_zone_beside_a_line_of_a_table_is_certified_and_checked(
    plan, office_of_parcels, cadastre, own, postgis
):
    names = {**postgis.administrator, "dbname": "Địa chính"}
    lines = gpd.read_file(bundled_plan().with_name("bypass.geojson")).to_crs(plan.crs)
    with psycopg.connect(**names, autocommit=True) as administrator:
        administrator.execute(
            "CREATE TABLE dc.tuyen (id int PRIMARY KEY, phase text, g geometry(Geometry, 9210))"
        )
        try:
            for number, (phase, line) in enumerate(
                zip(lines["phase"].astype(str), lines.geometry, strict=True)
            ):
                values = (number, phase, shapely.to_wkb(line))
                administrator.execute(
                    "INSERT INTO dc.tuyen VALUES (%s, %s, ST_GeomFromWKB(%s, 9210))", values
                )
            administrator.execute("GRANT SELECT ON dc.tuyen TO viewer")
            source = source_of(office_of_parcels, "dc", "tuyen")
            path = own(edits.use_source(plan, "bypass", source))
            parcels = path.parent / "thua.gpkg"
            cadastre.to_file(parcels)
            order = AffectedOrder(plan=path, parcels=parcels, made_on=DAY)
            order = replace(order, zones=("recovery-50m",))
            out = path.parent / "kq.geojson"
            write_affected(find_affected(order), out)
            assert [x.code for x in check_result(out)] == ["certificate-holds"]
            administrator.execute("UPDATE dc.tuyen SET g = ST_Translate(g, 5, 0)")
            codes = {x.code for x in check_result(out)}
        finally:
            administrator.execute("DROP TABLE dc.tuyen")
    assert {"source-changed", "result-differs", "certificate-fails"} <= codes


def test_a_zone_is_not_made_from_a_part_of_a_table(large):
    rule = large.layer("recovery-50m").source.rule.changed(line_layer="bang")
    zone = large.layer("recovery-50m").source.changed(rule=rule)
    data = load_plan_data(edits.use_source(large, "recovery-50m", zone), bundled_plan())
    assert isinstance(data.store.entry("recovery-50m").error, DatabaseShownByView)
    assert "recovery-200m" in data.zones


def test_a_plan_with_tables_is_read_back_as_it_was(large, tmp_path):
    path = tmp_path / "a" / "p.planview"
    shutil.copytree(bundled_plan().parent, path.parent)
    path.write_text(plan_text(large), encoding="utf-8")
    assert load_plan(path) == large
