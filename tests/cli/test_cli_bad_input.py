"""Zones and affected land from input that cannot give any: one clear line each, nothing written."""

import json
import shutil

import geopandas as gpd
import pytest
import shapely

from planviewer.assets import bundled_plan
from planviewer.cli import main

HERE = (542_000.0, 2_515_000.0)


@pytest.fixture
def complaint(capsys):
    """Run a command that must fail, and return its one line."""

    def run(*words):
        assert main([*map(str, words), "--lang", "en"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        (line,) = said.err.splitlines()
        return line

    return run


def at(x, y):
    return HERE[0] + x, HERE[1] + y


def write(path, *shapes, crs="EPSG:9210", **columns):
    gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs).to_file(path)
    return path


def bare(path):
    """Take the coordinate system away from a Shapefile."""
    path.with_suffix(".prj").unlink()
    return path


@pytest.fixture
def line(tmp_path):
    return write(tmp_path / "tuyen.gpkg", shapely.LineString([at(0, 0), at(1000, 0)]))


@pytest.fixture
def zone(tmp_path, complaint):
    """Ask for a zone that cannot be; return what is said."""

    def ask(path, *more, side="left", to="50"):
        out = tmp_path / "out.gpkg"
        given = {"--side": side, "--to": to}
        words = [word for pair in given.items() for word in pair]
        said = complaint("zone", path, *words, *more, "-o", out)
        assert not out.exists()
        return said

    return ask


def test_a_line_without_length(tmp_path, zone):
    point = shapely.LineString([at(0, 0), at(0, 0)])
    said = zone(write(tmp_path / "diem.gpkg", point))
    assert "“out” has no line to start from" in said
    assert "diem.gpkg" in said


@pytest.mark.parametrize("far", ["0", "-5"])
def test_a_distance_of_nothing_or_less(line, zone, far):
    assert "--to must be greater than --from" in zone(line, to=far)


def test_a_beginning_beyond_the_end(line, zone):
    assert "--to must be greater than --from" in zone(line, "--from", "60")


def test_degrees_without_a_system(tmp_path, zone, complaint):
    degrees = shapely.LineString([(106.15, 22.73), (106.16, 22.73)])
    said = zone(bare(write(tmp_path / "do.shp", degrees)))
    assert "do.shp does not say its coordinate system. Give it with --crs EPSG:n." in said
    assert "EPSG:4326 (WGS 84" in said
    box = shapely.box(106.15, 22.73, 106.16, 22.74)
    parcels = bare(write(tmp_path / "thua.shp", box, so_to=[1]))
    said = complaint("affected", "--parcels", parcels)
    assert "thua.shp does not say its coordinate system" in said


def test_a_plan_in_degrees(line, zone):
    assert "EPSG:4326, whose unit is not the metre" in zone(line, "--plan-crs", "EPSG:4326")


def test_parcels_elsewhere(tmp_path, complaint):
    parcels = write(
        tmp_path / "thua.gpkg", shapely.box(*at(90_000, 0), *at(90_100, 100)), so_to=[1]
    )
    said = complaint("affected", "--parcels", parcels)
    assert "The parcels of" in said
    assert "thua.gpkg lie 8" in said
    assert "km from the zones, so none can be affected" in said


def test_a_chainage_beyond_the_end(line, zone):
    said = zone(line, "--from-chainage", "Km1+001")
    assert "its chainage lies beyond the end of the line, Km1+000" in said
    assert "beyond the end" in zone(line, "--to-chainage", "Km2+000")
    assert "--to-chainage must lie beyond" in zone(
        line, "--from-chainage", "Km0+500", "--to-chainage", "Km0+400"
    )
    assert "is not a chainage" in zone(line, "--from-chainage", "half way")


@pytest.fixture
def plan(tmp_path):
    """A copy of the bundled plan whose first zone rule is changed as asked."""
    folder = tmp_path / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    path = folder / "nuoc-hai.planview"

    def change(others=(), **more):
        values = json.loads(bundled_plan().read_text(encoding="utf-8"))
        zones = [x for x in values["layers"] if x["source"]["type"] == "zone"]
        zones[0]["source"]["rule"].update(more)
        for layer, rule in others:
            next(x for x in zones if x["id"] == layer)["source"]["rule"].update(rule)
        path.write_text(json.dumps(values), encoding="utf-8")
        return path, zones[0]["id"], zones[1]["id"]

    return change


def test_zones_taken_out_of_each_other(plan, complaint):
    _, first, second = plan()
    path, *_ = plan(exclude=[second], others=[(second, {"exclude": [first]})])
    assert "it is taken out of a zone that is taken out of it" in complaint("zones", path)


def test_a_river_drawn_as_a_line_is_not_taken_out_unsaid(plan, complaint):
    path, *_ = plan(exclude=["bypass"])
    assert "bypass, which it leaves out, holds lines without width" in complaint("zones", path)


def test_a_layer_that_is_not_there_cannot_be_taken_out(plan, complaint):
    path, *_ = plan(exclude_roads=[{"layer": "duong", "width_m": 7}])
    assert "duong" in complaint("zones", path)


def test_a_road_without_width_is_no_plan(plan, complaint):
    path, *_ = plan(exclude_roads=[{"layer": "bypass", "width_m": 0}])
    assert "exclude_roads[0].width_m: the number must be greater than 0" in complaint("zones", path)


def test_a_zone_is_taken_out_of_another(plan, capsys):
    path, first, second = plan()
    assert main(["zones", str(path), "--json"]) == 0
    before = {z["id"]: z for z in json.loads(capsys.readouterr().out)["zones"]}
    wide = {"line_layer": "bypass", "side": "both", "to_m": 90.0, "where": []}
    path, *_ = plan(others=[(second, {**wide, "exclude": [first]})], **{**wide, "to_m": 40.0})
    assert main(["zones", str(path), "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    zones = {z["id"]: z for z in table["zones"]}
    assert set(zones[first]) == set(before[first])
    assert zones[second]["area_m2"] == pytest.approx(zones[second]["net_area_m2"], abs=0.01)
    total = zones[first]["area_m2"] + zones[second]["area_m2"]
    assert table["total_net_area_m2"] == pytest.approx(total, abs=0.01)


def test_priority_decides_where_zones_overlap(plan, capsys):
    wide = {"line_layer": "bypass", "side": "both", "to_m": 90.0, "where": []}
    _, first, second = plan()
    for priority, before in ((0, first), (7, second)):
        rule = {**wide, "to_m": 60.0, "priority": priority}
        path, *_ = plan(others=[(second, rule)], **wide)
        assert main(["zones", str(path), "--json"]) == 0
        zones = {z["id"]: z for z in json.loads(capsys.readouterr().out)["zones"]}
        assert zones[before]["net_area_m2"] == pytest.approx(zones[before]["area_m2"], abs=0.01)
        other = second if before == first else first
        assert zones[other]["net_area_m2"] < zones[other]["area_m2"] - 1


def test_neither_command_nor_plan_names_parcels(capsys):
    assert main(["affected", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "says which layer holds the parcels. Name it with --parcels FILE." in said
