"""The field package, as the command makes it."""

from __future__ import annotations

import json
import zipfile

import geopandas as gpd
import pytest

from planviewer.cli import main


@pytest.fixture
def run(capsys, qapp):  # noqa: ARG001  sheets need the application

    def call(*words):
        code = main(["pack", *map(str, words), "--lang", "en"])
        return code, capsys.readouterr()

    return call


def test_the_whole_plan_is_packed(run, folder):
    out = folder / "gói.zip"
    code, said = run("--all", "-o", out, "--json")
    answer = json.loads(said.out)
    assert code == 0
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert sorted(answer["files"]) == sorted(names)
        archive.extractall(folder)
    inside = {name.removeprefix("nuoc-hai/") for name in names}
    assert {"README.txt", "map.html", "zones-certificate.json", "plan/nuoc-hai.planview"} <= inside
    assert {"data/nuoc-hai.gpkg", "data/nuoc-hai.kml", "data/sites.gpx"} <= inside
    assert sum(name.startswith("sheets/") for name in inside) >= 6
    readme = (folder / "nuoc-hai" / "README.txt").read_text(encoding="utf-8-sig")
    assert "SƠ ĐỒ, không dùng để đo" in readme
    assert "SCHEMATIC, not for measuring" in readme
    zones = json.loads((folder / "nuoc-hai" / "zones-certificate.json").read_text("utf-8"))
    assert {zone["id"] for zone in zones["zones"]} == {"recovery-50m", "recovery-200m"}
    assert all(source["sha256"] for source in zones["sources"])
    points = gpd.read_file(folder / "nuoc-hai" / "data" / "sites.gpx", layer="waypoints")
    assert len(points) == 5
    assert points["cmt"].str.contains("SCHEMATIC").all()
    assert main(["check", str(folder / "nuoc-hai" / "plan" / "nuoc-hai.planview")]) == 0


def test_one_site_has_its_sheet_and_its_waypoint(run, folder):
    out = folder / "a.zip"
    assert run("--site", "embankment", "-o", out)[0] == 0
    with zipfile.ZipFile(out) as archive:
        sheets = [n for n in archive.namelist() if n.endswith(".pdf")]
        gpx = archive.read("nuoc-hai/data/sites.gpx").decode()
    assert len(sheets) == 2
    assert gpx.count("<wpt") == 1


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--site", "market"), "not known yet"),
        (("--site", "none"), "no site"),
    ],
)
def test_what_cannot_be_packed_is_said_and_nothing_is_left(run, folder, words, what):
    code, said = run(*words, "-o", folder / "a.zip")
    assert code == 1
    assert what in said.err
    assert list(folder.iterdir()) == []


def test_a_package_is_a_zip(run, folder):
    code, said = run("--all", "-o", folder / "a.rar")
    assert code == 1
    assert ".zip" in said.err
