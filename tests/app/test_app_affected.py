import json
import shutil
from datetime import date

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from planviewer import i18n
from planviewer.app.affected.files import to_json, write_affected
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.app.certifying import certificate_of
from planviewer.app.rechecking import check_result, is_result
from planviewer.assets import bundled_plan
from planviewer.errors import (
    CrsMissing,
    FieldUnknown,
    FormatUnknown,
    ParcelsMissing,
    ParcelsOutside,
    ZonesMissing,
    ZoneUnknown,
)

DAY = date(2026, 3, 9)
OWNERS = ["Nông Văn Bí Mật", "=Công ty Ẩn", "HTX Nước Hai", "UBND xã", None]


@pytest.fixture(scope="module")
def cadastre(tmp_path_factory, plan, data):
    """Parcels of 60 × 60 m around both zones, one of them crossing itself."""
    west, south, east, north = (
        f(bound)
        for f, bound in zip(
            (np.floor, np.floor, np.ceil, np.ceil),
            shapely.union_all([z.geometry for z in data.zones.values()]).bounds,
            strict=True,
        )
    )
    x, y = (
        side.ravel() for side in np.meshgrid(np.arange(west, east, 60), np.arange(south, north, 60))
    )
    boxes = shapely.box(x, y, x + 60, y + 60)
    inside = data.zones["recovery-200m"].geometry.representative_point()
    tie = int(np.flatnonzero(shapely.contains(boxes, inside))[0])
    w, s, e, n = boxes[tie].bounds
    boxes[tie] = shapely.Polygon([(w, s), (e, n), (e, s), (w, n)])
    count = np.arange(len(boxes))
    frame = gpd.GeoDataFrame(
        {
            "SHBANDO": count // 100,
            "SHTHUA": count.astype(str),
            "KHLOAIDAT": np.resize(["LUC", "ONT", None], len(boxes)),
            "DIENTICH": np.resize(["3600", "3.600,5"], len(boxes)),
            "TENCHU": np.resize(OWNERS, len(boxes)),
        },
        geometry=boxes,
        crs=plan.crs,
    )
    path = tmp_path_factory.mktemp("cadastre") / "thua.gpkg"
    frame.to_file(path)
    return path


def order(parcels, **more):
    return AffectedOrder(**{"plan": bundled_plan(), "parcels": parcels, "made_on": DAY, **more})


@pytest.fixture(scope="module")
def result(cadastre):
    return find_affected(order(cadastre, min_remaining_m2=100.0))


def test_every_square_metre_is_accounted_for(result, data):
    table = result.table
    sums = table["affected_m2"] + table["remaining_m2"] - table["area_m2"]
    assert np.abs(sums).max() < 0.001
    union = shapely.union_all([zone.geometry for zone in data.zones.values()])
    broken = shapely.area(result.exact.geometry[table["mended_m2"].notna()]).sum()
    # the parcels cover the zones but for half of the parcel that crosses itself
    assert result.zone_area_m2 - result.affected_area_m2 == pytest.approx(3600 - broken, abs=1)
    plain = gpd.GeoSeries(result.exact.geometry).intersection(union).area.to_numpy()
    assert np.abs(plain - table["affected_m2"].to_numpy()).max() < 0.0151


def test_the_answer_has_the_keys_of_the_contract(result, tmp_path):
    answer = json.loads(
        json.dumps(to_json(result, certificate_of(result, tmp_path)), allow_nan=False)
    )
    summary = answer["summary"]
    assert answer["crs"] == "EPSG:9210"
    assert summary["parcel_count"] == len(answer["parcels"]) > 100
    assert set(summary["by_land_type"]) == {"LUC", "ONT", ""}
    for key in ("by_land_type", "by_owner_kind"):
        assert sum(kind["count"] for kind in summary[key].values()) == summary["parcel_count"]
        areas = sum(kind["area_m2"] for kind in summary[key].values())
        assert areas == pytest.approx(summary["affected_area_m2"], abs=0.001)
    assert set(summary["by_owner_kind"]) == {"public", "organisation", "household", "unknown"}
    for parcel in answer["parcels"]:
        assert set(parcel) >= {
            *("sheet", "parcel", "land_type", "area_m2", "affected_m2", "remaining_m2"),
            *("share", "zones", "by_zone", "owner", "recorded_m2", "too_small", "mended_m2"),
        }
        assert parcel["zones"]
        assert parcel["too_small"] == (0 < parcel["remaining_m2"] < 100)
    total = sum(parcel["affected_m2"] for parcel in answer["parcels"])
    assert total == pytest.approx(summary["affected_area_m2"], abs=0.001)
    (mended,) = [p for p in answer["problems"] if p["code"] == "parcel-mended"]
    assert mended["count"] == summary["mended_count"] == 1
    assert "1,800.00 m²" in mended["message"]


def test_one_zone_can_be_asked_for(cadastre, result):
    one = find_affected(order(cadastre, zones=("recovery-50m",)))
    assert list(one.zones) == ["recovery-50m"]
    both = result.by_zone["recovery-50m"]
    assert one.affected_area_m2 == pytest.approx(both.sum(), abs=0.1)
    with pytest.raises(ZoneUnknown, match="recovery-50m"):
        find_affected(order(cadastre, zones=("recovery-51m",)))


def test_fields_can_be_named(cadastre):
    named = find_affected(order(cadastre, fields={"sheet": "shthua", "owner": ""}))
    assert named.fields.sheet == "SHTHUA"
    assert named.table["owner"].isna().all()
    with pytest.raises(FieldUnknown, match=r"“so”.*SHBANDO"):
        find_affected(order(cadastre, fields={"sheet": "so"}))


def write(frame, path):
    frame.to_file(path)
    return path


def test_what_cannot_be_parcels_is_said(cadastre, tmp_path):
    frame = gpd.read_file(cadastre).head(20)
    lines = write(frame.set_geometry(frame.boundary), tmp_path / "lines.gpkg")
    with pytest.raises(ParcelsMissing, match=r"lines\.gpkg holds no parcels"):
        find_affected(order(lines))
    far = write(frame.set_geometry(frame.translate(0, 90_000)), tmp_path / "far.gpkg")
    with pytest.raises(ParcelsOutside, match=r"far\.gpkg lie 8\d\.\d\d km.*EPSG:9210 is not"):
        find_affected(order(far))
    write(frame, tmp_path / "bare.shp")
    (tmp_path / "bare.prj").unlink()
    with pytest.raises(CrsMissing, match=r"--crs EPSG:n.*EPSG:9210"):
        find_affected(order(tmp_path / "bare.shp"))


def test_without_a_recognised_number_the_report_says_so(cadastre, tmp_path):
    frame = gpd.read_file(cadastre).rename(columns={"SHTHUA": "lo"})
    bare = find_affected(order(write(frame, tmp_path / "bare.gpkg")))
    (problem,) = [p for p in bare.problems if p.code == "field-missing"]
    assert "parcel" in str(problem.message)
    assert bare.table["parcel"].isna().all()


def test_a_plan_without_zones_is_refused(cadastre, tmp_path):
    values = json.loads(bundled_plan().read_text(encoding="utf-8"))
    values["layers"] = [x for x in values["layers"] if x["source"]["type"] == "file"]
    shutil.copytree(bundled_plan().parent, tmp_path / "plan")
    path = tmp_path / "plan" / "bare.planview"
    path.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(ZonesMissing, match=r"bare\.planview has no zones"):
        find_affected(order(cadastre, plan=path))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".gpkg", ".geojson"])
def test_a_certificate_holds_until_a_source_or_a_figure_changes(cadastre, tmp_path, suffix):
    folder = tmp_path / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    parcels = shutil.copy(cadastre, folder / "thua.gpkg")
    plan = folder / "nuoc-hai.planview"
    path = tmp_path / f"out{suffix}"
    write_affected(find_affected(order(parcels, plan=plan)), path)
    assert is_result(path)
    assert [finding.code for finding in check_result(path)] == ["certificate-holds"]

    line = folder / "bypass.geojson"
    moved = line.read_text(encoding="utf-8").replace("106.166, 22.727", "106.167, 22.727")
    line.write_text(moved, encoding="utf-8")
    found = check_result(path)
    codes = list(dict.fromkeys(finding.code for finding in found))
    expected = ["source-changed", "statement-differs", "result-differs", "certificate-fails"]
    assert codes == expected
    said = "\n".join(finding.message for finding in found)
    assert "bypass.geojson has changed since" in said
    assert "zones.recovery-50m.length_m: " in said

    line.unlink()
    codes = [finding.code for finding in check_result(path)]
    assert codes == ["source-missing", "certificate-fails"]


def test_a_figure_changed_by_hand_is_noticed(result, tmp_path):
    path = tmp_path / "out.xlsx"
    write_affected(result, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "No.")
    column = [cell.value for cell in heading].index("Affected area (m²)")
    sheet.cell(heading[0].row + 3, column + 1).value = 1.23
    book.save(path)
    found = check_result(path)
    codes = ["figures-edited", "content-differs", "certificate-fails"]
    assert [finding.code for finding in found] == codes
    place = f"Parcels!{sheet.cell(1, column + 1).column_letter}{heading[0].row + 3}"
    assert f"At {place} stands 1.2300; computed again it is " in found[1].message


def test_a_certificate_from_a_stranger_leads_nowhere_else(result, tmp_path):
    path = tmp_path / "out.csv"
    write_affected(result, path)
    beside = tmp_path / "out.csv.certificate.json"
    values = json.loads(beside.read_text(encoding="utf-8"))
    for source in values["planviewer_certificate"]["sources"]:
        source["path"] = r"\\evil\share\x" if source["role"] == "line" else "/etc/passwd"
    beside.write_text(json.dumps(values), encoding="utf-8")
    codes = {finding.code for finding in check_result(path)}
    assert codes == {"source-missing", "certificate-fails"}
    values["planviewer_certificate"]["zones"] = 5
    beside.write_text(json.dumps(values), encoding="utf-8")
    assert [finding.code for finding in check_result(path)] == ["certificate-invalid"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".gpkg", ".geojson"])
def test_owners_can_be_left_out_of_every_file(cadastre, tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    with_owners = tmp_path / f"with{suffix}"
    write_affected(find_affected(order(cadastre, owners=False)), path)
    write_affected(find_affected(order(cadastre)), with_owners)
    assert "Bí Mật" in _all_text(with_owners)
    assert "Bí Mật" not in _all_text(path)


def _all_text(path):
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(
            str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
        )
    return path.read_bytes().decode("utf-8", errors="replace")


def test_the_workbook_is_vietnamese_and_its_totals_are_formulas(cadastre, tmp_path):
    path = tmp_path / "out.xlsx"
    i18n.install("vi")
    write_affected(find_affected(order(cadastre)), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        *("Tổng hợp", "Thửa đất", "recovery-200m", "recovery-50m", "Chứng nhận số liệu")
    ]
    rows = list(book["Thửa đất"].iter_rows())
    heading = next(row for row in rows if row[0].value == "STT")
    names = [cell.value for cell in heading]
    assert names[1:4] == ["Tờ bản đồ số", "Thửa đất số", "Loại đất"]
    total = next(row for row in rows if row[0].value == "Tổng cộng")
    cell = total[names.index("Diện tích bị ảnh hưởng (m²)")]
    first, last = heading[0].row + 1, total[0].row - 1
    assert cell.value == f"=SUM({cell.column_letter}{first}:{cell.column_letter}{last})"
    warning = [c.value for row in rows[:8] for c in row if c.value and "SƠ ĐỒ" in str(c.value)]
    assert warning
    owner = [row[4].value for row in rows[heading[0].row :]]
    assert "=Công ty Ẩn" in owner
    assert all(row[4].data_type == "s" for row in rows if row[4].value == "=Công ty Ẩn")
    said = "\n".join(str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row)
    assert "Từ 0 đến 50 m về mỗi bên" in said
    assert "0 to 50 m on each side" in said
    assert "VN-2000 to WGS 84 (2)" in said


def test_a_geopackage_holds_the_land_taken_and_the_parcels(result, tmp_path):
    path = tmp_path / "out.gpkg"
    write_affected(result, path)
    taken, whole = (gpd.read_file(path, layer=name) for name in ("affected", "parcels"))
    assert np.abs(taken.area - taken["affected_m2"]).max() < 0.0151
    assert np.abs(whole.area - whole["area_m2"]).max() < 0.0051
    assert taken.geometry.is_valid.all()
    assert taken.crs == "EPSG:9210"


def test_a_csv_is_for_spreadsheets(result, tmp_path):
    path = tmp_path / "out.csv"
    write_affected(result, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfsheet,parcel,")
    table = pd.read_csv(path, dtype={"owner": str})
    assert table["affected_m2"].sum() == pytest.approx(result.affected_area_m2, abs=0.001)
    assert "'=Công ty Ẩn" in set(table["owner"])


def test_an_unknown_format_is_refused(result, tmp_path):
    with pytest.raises(FormatUnknown, match=r"\.xlsx"):
        write_affected(result, tmp_path / "out.doc")
    assert list(tmp_path.iterdir()) == []
