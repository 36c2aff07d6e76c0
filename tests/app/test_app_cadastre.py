"""Buildings on parcels, what the plan says of its cadastre, zones and sites counted once."""

import json
import shutil
from datetime import date

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
import shapely

from planviewer.analysis.lines import in_crs
from planviewer.app.affected.files import to_json, write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.affected.summary import by_site, by_zone
from planviewer.app.certifying import certificate_of
from planviewer.app.rechecking import check_result
from planviewer.assets import bundled_plan
from planviewer.errors import FileMissing, LayerUnknown, ParcelsNotNamed
from planviewer.model.cadastre import Cadastre
from planviewer.model.edits import remove_layer, set_cadastre
from planviewer.reading.plans import load_plan
from planviewer.writing.plans import save_plan

DAY = date(2026, 3, 9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, plan, data):
    """A plan of its own with parcels of 50 × 50 m, buildings, and a zone over another."""
    folder = tmp_path_factory.mktemp("plan") / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    west, south, east, north = np.floor(data.zones["recovery-50m"].geometry.bounds)
    x, y = (a.ravel() for a in np.meshgrid(np.arange(west, east, 50), np.arange(south, north, 50)))
    boxes = shapely.box(x, y, x + 50, y + 50)
    count = np.arange(len(boxes))
    columns = {"to_bd": count // 40, "thua_moi": count.astype(str), "LOAIDAT": "LUC"}
    write(folder / "thua.geojson", boxes, plan.crs, **columns)
    # Two buildings on each parcel: a small one, and one that reaches over to the next parcel.
    small = shapely.box(x + 5, y + 5, x + 10, y + 10)
    large = shapely.box(x + 30, y + 30, x + 52, y + 40)
    write(folder / "nha.geojson", np.concatenate((small, large)), plan.crs)
    return folder


def write(path, shapes, crs, **columns):
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)
    frame = frame.set_geometry(in_crs(frame, "EPSG:4326"))
    frame.to_file(path)


@pytest.fixture
def own(folder, tmp_path):
    """Write a plan that is changed as asked and return its path."""

    def change(edit=lambda plan: plan, rules=None):
        place = tmp_path / "plan"
        shutil.copytree(folder, place, dirs_exist_ok=True)
        path = place / "nuoc-hai.planview"
        values = json.loads(path.read_text(encoding="utf-8"))
        layer = next(x for x in values["layers"] if x["source"]["type"] == "file")
        for name in ("thua", "nha"):
            source = {"type": "file", "path": f"{name}.geojson"}
            values["layers"].append({**layer, "id": name, "title": name, "source": source})
        for zone, rule in (rules or {}).items():
            found = next(x for x in values["layers"] if x["id"] == zone)
            found["source"]["rule"].update(rule)
        path.write_text(json.dumps(values), encoding="utf-8")
        save_plan(edit(load_plan(path)), path)
        return path

    return change


def order(plan, parcels=None, **more):
    return AffectedOrder(**{"plan": plan, "parcels": parcels, "made_on": DAY, **more})


# --- buildings --------------------------------------------------------------------------------
def test_each_building_is_counted_on_one_parcel(own):
    path = own()
    parcels = path.parent / "thua.geojson"
    result = find_affected(order(path, parcels, buildings=path.parent / "nha.geojson"))
    table = result.table
    inside = table["share"] > 0.999
    assert inside.sum() > 20
    assert (table["buildings"] == 2).all()
    assert (table.loc[inside, "buildings_affected"] == 2).all()
    zones = shapely.union_all([zone.geometry for zone in result.zones.values()])
    x, y = shapely.bounds(result.exact.geometry)[:, :2].T
    small = shapely.area(shapely.intersection(shapely.box(x + 5, y + 5, x + 10, y + 10), zones))
    large = shapely.area(shapely.intersection(shapely.box(x + 30, y + 30, x + 52, y + 40), zones))
    touched = (small > 0.01).astype(int) + (large > 0.01)
    sure = ((small > 0.01) | (small == 0)) & ((large > 0.01) | (large == 0))
    assert (table["buildings_affected"].to_numpy()[sure] == touched[sure]).all()
    assert 0 < table["buildings_affected"].sum() < table["buildings"].sum()


def test_without_buildings_none_are_counted(own):
    path = own()
    result = find_affected(order(path, path.parent / "thua.geojson"))
    assert result.table["buildings"].isna().all()
    summary = to_json(result, certificate_of(result, path.parent))["summary"]
    assert (summary["buildings"], summary["buildings_affected"]) == (None, None)


def test_points_are_buildings_too(own, plan):
    path = own()
    frame = gpd.read_file(path.parent / "nha.geojson")
    points = in_crs(frame.set_geometry(frame.geometry.map(lambda g: g.centroid)), plan.crs)
    write(path.parent / "diem.geojson", points.to_numpy(), plan.crs)
    given = {"parcels": path.parent / "thua.geojson"}
    result = find_affected(order(path, buildings=path.parent / "diem.geojson", **given))
    assert (result.table["buildings"] == 2).all()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".gpkg", ".geojson"])
def test_buildings_stand_in_every_file_and_its_certificate(own, suffix):
    path = own()
    out = path.parent / f"out{suffix}"
    result = find_affected(order(path, path.parent / "thua.geojson", buildings="nha"))
    certificate = write_affected(result, out)
    (source,) = [source for source in certificate.sources if source.role == "buildings"]
    assert (source.layer, source.name) == ("nha", "nha.geojson")
    assert [f.code for f in check_result(out)] == ["certificate-holds"]
    if suffix == ".xlsx":
        rows = list(openpyxl.load_workbook(out)["Parcels"].iter_rows(values_only=True))
        assert any("Buildings on the parcel" in row for row in rows)
    frame = gpd.read_file(path.parent / "nha.geojson")
    frame.iloc[1:].to_file(path.parent / "nha.geojson")
    assert check_result(out)[0].code == "source-changed"


def test_buildings_that_are_nowhere_are_named(own):
    path = own()
    parcels = path.parent / "thua.geojson"
    with pytest.raises(LayerUnknown, match="nhà"):
        find_affected(order(path, parcels, buildings="nhà"))
    with pytest.raises(LayerUnknown, match="thom-lom"):
        find_affected(order(path, parcels, buildings="recovery-50m"))
    with pytest.raises(FileMissing, match=r"nha\.gpkg"):
        find_affected(order(path, parcels, buildings="nha.gpkg"))


# --- what the plan says -----------------------------------------------------------------------
KEPT = Cadastre(
    parcels="thua", fields=(("parcel", "thua_moi"),), buildings="nha", min_remaining_m2=300
)


def test_the_plan_keeps_which_layer_and_column_is_what(own):
    path = own(lambda plan: set_cadastre(plan, KEPT))
    result = find_affected(order(path))
    assert result.parcel_layer is not None
    assert result.parcel_layer.id == "thua"
    assert (result.fields.parcel, result.fields.land_type) == ("thua_moi", "LOAIDAT")
    assert result.table["parcel"].notna().all()
    assert (result.table["buildings"] == 2).all()
    small = result.table["remaining_m2"].between(0.001, 299.99)
    assert (result.table["too_small"].astype(bool) == small).all()
    out = path.parent / "out.gpkg"
    write_affected(result, out)
    assert [f.code for f in check_result(out)] == ["certificate-holds"]


def test_what_a_person_says_goes_before_the_plan(own):
    path = own(lambda plan: set_cadastre(plan, KEPT))
    result = find_affected(
        order(path, fields={"parcel": "", "sheet": "to_bd"}, min_remaining_m2=0.0)
    )
    assert (result.fields.parcel, result.fields.sheet) == (None, "to_bd")
    assert not result.table["too_small"].any()


def test_a_plan_without_parcels_is_asked(own):
    with pytest.raises(ParcelsNotNamed, match=r"nuoc-hai\.planview says which layer"):
        find_affected(order(own()))


def test_a_layer_that_goes_is_no_cadastre_any_more(own):
    plan = load_plan(own(lambda plan: set_cadastre(plan, KEPT)))
    without = remove_layer(plan, "thua").cadastre
    assert (without.parcels, without.fields, without.buildings) == (None, (), "nha")
    assert remove_layer(plan, "nha").cadastre == KEPT.changed(buildings=None)


# --- counted once -----------------------------------------------------------------------------
OVER = {"line_layer": "bypass", "where": [], "side": "both", "to_m": 80.0, "priority": 3}


def test_land_in_two_zones_is_counted_in_the_one_of_higher_priority(own):
    path = own(rules={"recovery-200m": OVER})
    result = find_affected(order(path, path.parent / "thua.geojson"))
    figures = by_zone(result)
    over, under = figures["recovery-200m"], figures["recovery-50m"]
    assert over.net_area_m2 == pytest.approx(over.area_m2, abs=0.05)
    assert under.area_m2 > 1000
    assert under.net_area_m2 == pytest.approx(0, abs=0.05)
    assert over.net_area_m2 + under.net_area_m2 == pytest.approx(result.affected_area_m2, abs=1e-6)
    rows = result.net_by_zone.sum(axis=1) - result.table["affected_m2"]
    assert np.abs(rows).max() < 1e-6
    answer = to_json(result, certificate_of(result, path.parent))
    assert answer["summary"]["by_zone"]["recovery-50m"]["net_area_m2"] == under.net_area_m2
    for parcel in answer["parcels"]:
        assert sum(parcel["net_by_zone"].values()) == pytest.approx(parcel["affected_m2"], abs=1e-6)


def test_sites_get_the_land_of_their_zones(own):
    path = own(rules={"recovery-200m": OVER})
    result = find_affected(order(path, path.parent / "thua.geojson"))
    sites = by_site(result)
    assert set(sites) == {"recovery-50m", "recovery-200m"}
    total = sum(site.area_m2 for site in sites.values())
    assert total == pytest.approx(result.affected_area_m2, abs=0.001)
    assert str(sites["recovery-200m"].title)
    assert sites["recovery-200m"].count == len(result.table)


def test_the_summary_of_the_workbook_adds_up(own, tmp_path):
    path = own(rules={"recovery-200m": OVER})
    result = find_affected(order(path, path.parent / "thua.geojson"))
    out = tmp_path / "out.xlsx"
    write_affected(result, out)
    book = openpyxl.load_workbook(out, data_only=True)
    rows = [row for row in book["Summary"].iter_rows(values_only=True) if row[0]]
    totals = [row for row in rows if row[0] == "Total"]
    assert len(totals) == 4
    columns = {0: 2, 1: 3, 2: 2, 3: 2}
    for number, row in enumerate(totals):
        assert row[columns[number]] == pytest.approx(result.affected_area_m2, abs=0.001)
    said = "\n".join(str(row[0]) for row in book["Summary"].iter_rows(values_only=True))
    assert "counted once, in the zone of higher priority" in said
    assert [f.code for f in check_result(out)] == ["certificate-holds"]
