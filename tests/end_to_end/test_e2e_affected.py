"""``planviewer affected`` and ``planviewer check`` of its results, as a user runs them."""

import geopandas as gpd
import numpy as np
import openpyxl
import pytest
import shapely

KEYS = {
    *("sheet", "parcel", "land_type", "area_m2", "affected_m2", "remaining_m2", "share", "zones"),
}


@pytest.fixture
def cadastre(run):
    """Parcels of 40 × 40 m around the bypass of the bundled plan, in degrees."""
    x, y = np.meshgrid(np.arange(542_200, 543_200, 40.0), np.arange(2_514_000, 2_516_000, 40.0))
    boxes = shapely.box(x.ravel(), y.ravel(), x.ravel() + 40, y.ravel() + 40)
    count = np.arange(len(boxes))
    columns = {"so_to": count // 50 + 1, "so_thua": count % 50 + 1, "loaidat": "LUC"}
    path = run.folder / "thua.geojson"
    gpd.GeoDataFrame(columns, geometry=boxes, crs="EPSG:9210").to_crs(4326).to_file(path)
    return path


def test_affected_answers_writes_and_is_checked(run, cadastre):
    out = run.folder / "kq.xlsx"
    ran = run("affected", "--parcels", cadastre, "--zone", "recovery-50m", "-o", out, "--json")
    assert ran.code == 0, ran.err
    answer = ran.json
    assert set(answer) >= {"crs", "summary", "parcels"}
    assert set(answer["summary"]) >= {"parcel_count", "affected_area_m2", "by_land_type"}
    assert answer["summary"]["parcel_count"] == len(answer["parcels"]) > 50
    assert list(answer["summary"]["by_land_type"]) == ["LUC"]
    for parcel in answer["parcels"]:
        assert set(parcel) >= KEYS
        total = parcel["affected_m2"] + parcel["remaining_m2"]
        assert total == pytest.approx(parcel["area_m2"], abs=0.001)
        assert parcel["zones"] == ["recovery-50m"]
    assert openpyxl.load_workbook(out).sheetnames[0] == "Summary"
    checked = run("check", out, "--json")
    assert checked.code == 0, checked.out
    assert [p["code"] for p in checked.json["problems"]] == ["certificate-holds"]
    text = cadastre.read_text(encoding="utf-8").replace('"LUC"', '"ONT"', 1)
    cadastre.write_text(text, encoding="utf-8")
    failed = run("check", out)
    assert failed.code == 1
    assert "thua.geojson" in failed.out


def test_affected_says_in_one_line_what_is_wrong_and_leaves_nothing(run, call, cadastre):
    cases = {
        ("--parcels", "no.gpkg"): "does not exist",
        ("--parcels", cadastre, "--zone", "nowhere"): "recovery-50m",
        ("--parcels", cadastre, "--field", "sheet=abc"): "so_thua",
        ("--parcels", cadastre, "-o", "x.docx"): ".xlsx",
    }
    for arguments, words in cases.items():
        ran = call("affected", *arguments)
        assert ran.code == 1
        assert len(ran.err.strip().splitlines()) == 1
        assert words in ran.err
    assert run("affected").code == 2
    assert call("affected", "--parcels", cadastre, "--field", "colour=abc").code == 2
    assert list(run.folder.iterdir()) == [cadastre]
