"""A result changed by hand: the check says exactly what no longer holds."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
import shapely

from planviewer import i18n
from planviewer.analysis.lines import in_crs
from planviewer.app.affected.files import write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.rechecking import check_result
from planviewer.assets import bundled_plan
from planviewer.errors import PlanviewerError

DAY = date(2026, 3, 9)
KEY = "planviewer_certificate"


@pytest.fixture(scope="module")
def result(tmp_path_factory, plan, data):
    zone = data.zones["recovery-50m"].geometry
    west, south, east, north = np.floor(zone.bounds)
    x, y = (a.ravel() for a in np.meshgrid(np.arange(west, east, 80), np.arange(south, north, 80)))
    columns = {"so_to": 1, "so_thua": np.arange(len(x)), "loaidat": "LUC", "tenchu": "Nông Văn A"}
    path = tmp_path_factory.mktemp("thua") / "thua.geojson"
    boxes = gpd.GeoDataFrame(columns, geometry=shapely.box(x, y, x + 80, y + 80), crs=plan.crs)
    boxes.set_geometry(in_crs(boxes, "EPSG:4326")).to_file(path)
    order = AffectedOrder(plan=bundled_plan(), parcels=path, made_on=DAY, zones=("recovery-50m",))
    return find_affected(order)


@pytest.fixture(scope="module")
def files(result, tmp_path_factory):
    """The result in every format, with its parcels beside it."""
    folder = tmp_path_factory.mktemp("kq")
    for suffix in (".xlsx", ".csv", ".gpkg", ".geojson"):
        write_affected(result, folder / f"kq{suffix}")
    shutil.copy(result.order.parcels, folder / "thua.geojson")
    return folder


@pytest.fixture
def copy(files, tmp_path):
    shutil.copytree(files, tmp_path / "kq")

    def of(suffix):
        return tmp_path / "kq" / f"kq{suffix}"

    return of


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".gpkg", ".geojson"])
def test_untouched_it_holds(copy, suffix):
    assert [finding.code for finding in check_result(copy(suffix))] == ["certificate-holds"]


def differing(path):
    """Return the sentences about what differs; the last finding must be that it fails."""
    found = check_result(path)
    assert found[-1].code == "certificate-fails"
    return [(f.code, f.message) for f in found[:-1]]


def change_certificate(path, change):
    """Change the certificate of a CSV, which lies beside it."""
    beside = path.with_name(f"{path.name}.certificate.json")
    values = json.loads(beside.read_text(encoding="utf-8"))
    change(values[KEY])
    beside.write_text(json.dumps(values), encoding="utf-8")


def zone_of(certificate):
    return certificate["zones"][0]


def line_of(certificate):
    return next(source for source in certificate["sources"] if source["role"] == "line")


STATEMENTS = {
    "status": (
        lambda c: zone_of(c).update(line_status="approved"),
        "zones.recovery-50m.line_status: approved; it is schematic",
    ),
    "status of the source": (
        lambda c: line_of(c).update(status="surveyed"),
        "sources.line bypass.status: surveyed; it is schematic",
    ),
    "words": (
        lambda c: zone_of(c)["words"].update(en="0 to 5 m."),
        "zones.recovery-50m.words.en: 0 to 5 m.; it is 0 to 50 m on each side of",
    ),
    "Vietnamese words": (
        lambda c: zone_of(c)["words"].update(vi="Từ 0 đến 5 m."),
        "zones.recovery-50m.words.vi: Từ 0 đến 5 m.; it is Từ 0 đến 50 m về mỗi bên",
    ),
    "distance": (
        lambda c: zone_of(c)["rule"].update(to_m=55.0),
        "zones.recovery-50m.rule.to_m: 55.0; it is 50.0",
    ),
    "area": (
        lambda c: zone_of(c).update(area_m2=1.0),
        "zones.recovery-50m.area_m2: 1.0; it is ",
    ),
    "area on the ellipsoid": (
        lambda c: zone_of(c).update(ellipsoid_area_m2=1.0),
        "zones.recovery-50m.ellipsoid_area_m2: 1.0; it is ",
    ),
    "segments": (
        lambda c: zone_of(c).update(chord_error_m=0.5),
        "zones.recovery-50m.chord_error_m: 0.5; it is 0.001",
    ),
    "system": (lambda c: c.update(crs="EPSG:3405"), "says crs: EPSG:3405; it is EPSG:9210"),
    "transformation": (
        lambda c: c["transformations"][0].update(accuracy_m=0.1),
        "transformations.EPSG:4326.accuracy_m: 0.1; it is 1.0",
    ),
    "method": (lambda c: c["area_method"].update(en="By hand."), "says area_method.en: By hand.;"),
    "plan": (lambda c: c["plan_title"].update(en="X"), "says plan_title.en: X;"),
    "system of the parcels": (
        lambda c: c["parcels"].update(crs="EPSG:9210"),
        "says parcels.crs: EPSG:9210; it is EPSG:4326",
    ),
}


@pytest.mark.parametrize(("change", "said"), STATEMENTS.values(), ids=STATEMENTS)
def test_every_statement_of_a_certificate_is_held_against_what_is_so(copy, change, said):
    path = copy(".csv")
    change_certificate(path, change)
    ((code, message),) = differing(path)
    assert code == "statement-differs"
    assert said in message


def test_a_result_that_was_changed_with_its_digest_is_computed_again(copy):
    path = copy(".csv")
    change_certificate(path, lambda c: c["outcome"].update(affected_area_m2=5.0, parcel_count=1))
    ((code, message),) = differing(path)
    assert code == "result-differs"
    assert "the certificate says 1 and 5.0 m²" in message


def test_another_version_and_day_are_no_fault(copy):
    path = copy(".csv")
    change_certificate(path, lambda c: c.update(program_version="0.0.1", made_on="2026-03-10"))
    assert [f.code for f in check_result(path)] == ["program-differs", "certificate-holds"]


def test_a_hash_that_was_changed_is_a_source_that_differs(copy):
    path = copy(".csv")
    change_certificate(path, lambda c: line_of(c).update(sha256="0" * 64))
    ((code, message),) = differing(path)
    assert (code, "bypass.geojson" in message) == ("source-changed", True)


def test_a_name_in_a_table_is_held_against_the_parcels(copy):
    path = copy(".csv")
    text = path.read_text(encoding="utf-8-sig").replace("Nông Văn A", "Nông Văn B", 1)
    path.write_text(text, encoding="utf-8-sig")
    ((code, message),) = differing(path)
    assert code == "content-differs"
    assert message == "At owner, 1 stands Nông Văn B; computed again it is Nông Văn A."


def edit_base(path, *statements):
    """Change a GeoPackage by SQL, without the triggers that other programs keep its index by."""
    with closing(sqlite3.connect(path)) as base, base:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        triggers = base.execute(query).fetchall()
        for (name,) in triggers:
            base.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            base.execute(*statement)


def test_a_figure_in_a_layer_is_held_against_what_is_computed(copy, result):
    path = copy(".gpkg")
    edit_base(path, ("UPDATE affected SET share = 0.5 WHERE fid = 2",))
    share = f"{result.table['share'].iloc[1]:.4f}"
    expected = f"At affected: share, 2 stands 0.5000; computed again it is {share}."
    assert differing(path) == [("content-differs", expected)]


def test_an_outline_in_a_layer_is_held_against_the_parcel(copy):
    path = copy(".gpkg")
    moved = gpd.read_file(path, layer="parcels").geometry.translate(0.5, 0).iloc[3]
    with closing(sqlite3.connect(path)) as base, base:
        (blob,) = base.execute("SELECT geom FROM parcels WHERE fid = 4").fetchone()
    changed = blob[:40] + shapely.to_wkb(moved)  # flags, SRS and bounds stand before
    edit_base(path, ("UPDATE parcels SET geom = ? WHERE fid = 4", (changed,)))
    expected = "At parcels: geometry, 4 stands …; computed again it is 0.50 m."
    assert differing(path) == [("content-differs", expected)]


def test_an_outline_in_degrees_is_held_against_the_land_taken(copy):
    path = copy(".geojson")
    values = json.loads(path.read_text(encoding="utf-8"))
    ring = values["features"][0]["geometry"]["coordinates"]
    while isinstance(ring[0][0], list):
        ring = ring[0]
    ring[1][1] += 1e-5  # a metre
    path.write_text(json.dumps(values), encoding="utf-8")
    ((code, message),) = differing(path)
    assert code == "content-differs"
    assert message.startswith("At geometry, 1 stands …; computed again it is 1.")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_cell_of_any_sheet_is_held_against_the_workbook(result, tmp_path, language):
    i18n.install(language)
    path = tmp_path / "kq.xlsx"
    write_affected(result, path)
    i18n.install("en")  # who checks may speak another language
    assert [finding.code for finding in check_result(path)] == ["certificate-holds"]
    book = openpyxl.load_workbook(path)
    summary, zone, certificate = (book.worksheets[n] for n in (0, 2, 3))
    cell = next(c for row in certificate.iter_rows() for c in row if "SHA-256" in str(c.value))
    cell.value = "khác"
    warning = next(
        c
        for row in summary.iter_rows()
        for c in row
        if "SƠ ĐỒ" in str(c.value) or "SCHEMATIC" in str(c.value)
    )
    warning.value = None
    total = next(row for row in zone.iter_rows() if row[0].value in {"Total", "Tổng cộng"})
    formula = next(c for c in total if str(c.value).startswith("=SUM"))
    formula.value = 12.5
    book.save(path)
    said = [message for code, message in differing(path) if code == "content-differs"]
    assert len(said) == 3
    places = [f"{c.parent.title}!{c.coordinate}" for c in (warning, formula, cell)]
    for place, message in zip(places, said, strict=True):
        assert message.startswith(f"At {place} stands ")


def test_who_signs_changes_nothing(copy):
    path = copy(".xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    place = next(c for row in sheet.iter_rows() for c in row if "Place and date" in str(c.value))
    place.value = "Cao Bằng, 10/03/2026"
    sheet.cell(place.row + 4, place.column).value = "Nông Thị C"
    book.save(path)
    assert [finding.code for finding in check_result(path)] == ["certificate-holds"]


def test_a_row_that_is_gone_is_missed(copy):
    path = copy(".csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8-sig", newline="")
    codes = [code for code, _ in differing(path)]
    assert codes == ["figures-edited", "content-differs"]


def test_only_the_first_few_differences_are_named(copy):
    path = copy(".csv")
    text = path.read_text(encoding="utf-8-sig").replace("Nông Văn A", "X")
    path.write_text(text, encoding="utf-8-sig")
    said = differing(path)
    assert len(said) == 6
    assert said[-1][1].startswith("And ")


def test_a_certificate_can_lead_to_no_server(copy):
    path = copy(".csv")

    def to_a_server(certificate):
        source = next(s for s in certificate["sources"] if s["role"] == "parcels")
        source.update(kind="table", path="postgresql://evil.example/x?table=a.b")

    change_certificate(path, to_a_server)
    found = check_result(path)
    assert [f.code for f in found] == ["source-elsewhere", "certificate-fails"]
    assert "--parcels" in (found[0].hint or "")


def test_what_cannot_be_read_again_is_said(copy):
    path = copy(".csv")
    (path.parent / "thua.geojson").write_text("{}", encoding="utf-8")
    change_certificate(
        path,
        lambda c: [s.update(path="thua.geojson") for s in c["sources"] if s["role"] == "parcels"],
    )
    codes = [code for code, _ in differing(path)]
    assert codes == ["source-changed", "not-computed"]
    with pytest.raises(PlanviewerError):
        find_affected(AffectedOrder(bundled_plan(), path.parent / "thua.geojson", DAY))
