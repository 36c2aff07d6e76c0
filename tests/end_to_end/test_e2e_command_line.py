"""The command line as a contract: names, keys, exit codes, one clear line when something fails."""

import json
import shutil
from pathlib import Path

import pytest

from planviewer.assets import bundled_plan

LAYERS = Path(bundled_plan()).parent
CONTRACT = {
    "name",
    "path",
    "geometry_types",
    "feature_count",
    "crs",
    "crs_source",
    "bounds_wgs84",
    "encoding",
    "fields",
    "problems",
}


def test_info_says_what_is_in_a_file(run):
    ran = run("info", LAYERS / "bypass.geojson", "--json")
    assert ran.code == 0, ran.err
    (layer,) = ran.json["layers"]
    assert set(layer) >= CONTRACT
    assert layer["feature_count"] == 2
    assert layer["crs"] == "EPSG:4326"
    assert layer["geometry_types"] == ["LineString"]
    west, south, east, north = layer["bounds_wgs84"]
    assert 106.14 < west < east < 106.17
    assert 22.72 < south < north < 22.76
    assert {"name": "phase", "type": layer["fields"][2]["type"]} in layer["fields"]


def test_zones_have_the_areas_of_their_rules(run):
    ran = run("zones", "--json")
    assert ran.code == 0, ran.err
    table = ran.json
    assert table["crs"] == "EPSG:9210"
    zones = {zone["id"]: zone for zone in table["zones"]}
    assert set(zones) == {"recovery-50m", "recovery-200m"}
    by_50, by_200 = zones["recovery-50m"], zones["recovery-200m"]
    assert (by_50["side"], by_50["from_m"], by_50["to_m"]) == ("both", 0, 50)
    assert (by_200["side"], by_200["from_m"], by_200["to_m"]) == ("right", 0, 200)
    # A strip along a line of gentle bends: length × width, to a few per cent.
    assert by_50["area_m2"] == pytest.approx(by_50["length_m"] * 100, rel=0.02)
    assert by_200["area_m2"] == pytest.approx(by_200["length_m"] * 200, rel=0.08)
    assert table["total_net_area_m2"] == pytest.approx(
        sum(z["net_area_m2"] for z in zones.values())
    )


def test_check_of_the_bundled_plan_finds_no_error(run):
    ran = run("check", "--json")
    assert ran.code == 0, ran.out
    codes = {problem["code"] for problem in ran.json["problems"]}
    assert codes == {"site-not-located"}
    for problem in ran.json["problems"]:
        assert set(problem) >= {"path", "layer", "feature", "code", "message", "hint"}


def test_check_names_a_broken_layer_and_fails(run):
    folder = run.folder / "plan"
    shutil.copytree(LAYERS, folder)
    (folder / "bypass.geojson").write_text("not json", encoding="utf-8")
    ran = run("check", folder / "nuoc-hai.planview", "--json")
    assert ran.code == 1
    layers = {
        problem["layer"] for problem in ran.json["problems"] if problem["severity"] == "error"
    }
    assert layers == {"bypass", "recovery-50m"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("info", "does-not-exist.shp"),
        ("zones", "does-not-exist.planview"),
        ("sheet", "--site", "market", "-o", "x.png"),
        ("sheet", "--site", "no-such-site", "-o", "x.png"),
        ("sheet", "--zone", "no-such-zone", "-o", "x.png"),
        ("sheet", "-o", "no/such/folder/x.png"),
        ("share", "-o", "no/such/folder/x.html"),
        ("zone", str(LAYERS / "bypass.geojson"), "--side", "left", "--to", "-5", "-o", "z.geojson"),
        ("does-not-exist.planview",),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_fails_says_so_in_one_line_and_leaves_nothing(run, call, arguments, lang):
    ran = call(*arguments, lang=lang)
    assert ran.code == 1
    assert ran.err.startswith("planviewer: ")
    assert len(ran.err.strip().splitlines()) == 1
    assert list(run.folder.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("sheet",),
        ("sheet", "--bounds", "1,2,3", "-o", "x.png"),
        ("info", "--no-such-option", "x"),
        ("zone", "x.geojson", "--side", "up", "--to", "5", "-o", "y.geojson"),
    ],
)
def test_wrong_usage_ends_with_2(call, arguments):
    assert call(*arguments).code == 2


def test_the_process_ends_with_the_codes(run):
    assert run("info").code == 2
    failed = run("sheet", "--zone", "no-such-zone", "-o", "x.png")
    assert failed.code == 1
    assert failed.err.startswith("planviewer: ")
    assert len(failed.err.strip().splitlines()) == 1


def test_errors_are_in_the_language_asked_for(run):
    vietnamese = run("info", "x.shp", lang="vi").err
    english = run("info", "x.shp", lang="en").err
    assert "does not exist" in english
    assert "không tồn tại" in vietnamese


def test_zone_computes_one_zone_along_any_line(run):
    out = run.folder / "zone.geojson"
    ran = run(
        "zone", LAYERS / "embankment.geojson", "--side", "right", "--to", 200, "-o", out, "--json"
    )
    assert ran.code == 0, ran.err
    zones = {zone["id"]: zone for zone in run("zones", "--json").json["zones"]}
    assert ran.json["area_m2"] == pytest.approx(zones["recovery-200m"]["area_m2"], abs=0.01)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert len(written["features"]) == 1


def test_zone_far_from_the_plan_says_where_it_measures_or_refuses(run, call):
    def line(name, *coordinates):
        feature = {"type": "Feature", "properties": {}, "geometry": None}
        feature["geometry"] = {"type": "LineString", "coordinates": coordinates}
        path = run.folder / name
        path.write_text(json.dumps(feature), encoding="utf-8")
        return path

    saigon = line("saigon.geojson", (106.70, 10.77), (106.71, 10.77))
    out = run.folder / "z.geojson"
    ran = call("zone", saigon, "--side", "left", "--to", 50, "-o", out, "--json")
    assert (ran.json["crs"], ran.json["crs_chosen_by"]) == ("EPSG:5898", "place")
    assert ran.json["area_m2"] == pytest.approx(ran.json["length_m"] * 50, rel=1e-3)
    out.unlink()
    paris = line("paris.geojson", (2.30, 48.80), (2.31, 48.80))
    point = line("dot.geojson", (106.15, 22.73), (106.15, 22.73))
    for path, more, words in (
        (paris, (), "--plan-crs EPSG:n"),
        (point, (), "dot.geojson"),
        (saigon, ("--to-chainage", "Km9+000"), "beyond the end of the line, Km1+09"),
        (saigon, ("--from-chainage", "nine"), "not a chainage"),
        (saigon, ("--road-width", 0), "--road-width must be greater than 0"),
        (saigon, ("--to", "nan"), "--to must be greater"),
    ):
        ran = call("zone", path, "--side", "left", "--to", 50, *more, "-o", out)
        assert ran.code == 1
        assert words in ran.err
        assert not out.exists()


def test_sheet_writes_a_page_at_the_scale_asked_for(run):
    out = run.folder / "zone.png"
    ran = run("sheet", "--zone", "recovery-50m", "--scale", 25000, "-o", out, "--json", lang="vi")
    assert ran.code == 0, ran.err
    (sheet,) = ran.json["sheets"]
    assert set(sheet) >= {"path", "scale", "crs", "paper", "dpi", "frame_bounds", "frame_mm"}
    assert sheet["scale"] == 25000
    assert sheet["crs"] == "EPSG:9210"
    e0, n0, e1, n1 = sheet["frame_bounds"]
    _x, _y, width, height = sheet["frame_mm"]
    assert (e1 - e0) / width * 1000 == pytest.approx(25000, rel=1e-6)
    assert (n1 - n0) / height * 1000 == pytest.approx(25000, rel=1e-6)
    assert out.read_bytes().startswith(b"\x89PNG")


def test_all_sheets_go_into_a_folder(run):
    ran = run("sheet", "--all", "-o", run.folder / "pages", "--json")
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in (run.folder / "pages").iterdir())
    assert len(names) == len(ran.json["sheets"])
    assert {"01-nuoc-hai.pdf", "02-recovery-200m.pdf", "03-recovery-50m.pdf"} <= set(names)


def test_share_writes_one_file_without_remote_links(run):
    out = run.folder / "plan.html"
    assert run("share", "-o", out).code == 0
    text = out.read_text(encoding="utf-8")
    assert len(text.encode()) <= 1_000_000
    assert "Thôm Lốm" in text
    for remote in ('src="http', "src='http", "<link", "url(http", "@import"):
        assert remote not in text


@pytest.mark.parametrize("before", [("--lang", "vi"), ("--lang=vi",)])
def test_the_language_may_stand_before_the_command(run, before):
    ran = run(*before, "info", "x.shp", lang="vi")
    assert "x.shp" in ran.err
    assert "không tồn tại" in ran.err


@pytest.mark.parametrize("far", ["inf", "nan", "1e9"])
def test_a_zone_of_senseless_width_is_refused(run, call, far):
    ran = call("zone", LAYERS / "bypass.geojson", "--side", "left", "--to", far, "-o", "z.geojson")
    assert ran.code == 1
    assert "20,000" in ran.err
    assert list(run.folder.iterdir()) == []


def test_a_zone_never_replaces_the_line_it_is_made_of(run, call):
    line = run.folder / "line.geojson"
    shutil.copy(LAYERS / "bypass.geojson", line)
    ran = call("zone", line, "--side", "left", "--to", "5", "-o", "line.geojson")
    assert ran.code == 1
    assert line.read_bytes() == (LAYERS / "bypass.geojson").read_bytes()


def test_a_file_without_lines_is_named_when_it_gives_no_zone(call):
    ran = call("zone", LAYERS / "thom-lom.geojson", "--side", "left", "--to", "5", "-o", "z.gpkg")
    assert ran.code == 1
    assert "thom-lom.geojson" in ran.err


def test_formats_that_are_not_written_are_said_to_be_such(run):
    zone = ("zone", LAYERS / "bypass.geojson", "--side", "left", "--to", "5", "-o", "z.xyz")
    for arguments in (zone, ("share", "-o", "x.txt"), ("--screenshot", "x.docx")):
        ran = run(*arguments)
        assert ran.code == 1
        assert "writes. Write one of" in ran.err
    assert list(run.folder.iterdir()) == []


def test_a_sheet_of_a_whole_province_takes_the_scale_it_needs(call):
    bounds = "105.6,22.3,106.9,23.1"
    ran = call("sheet", "--bounds", bounds, "--dpi", "50", "-o", "province.png", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["sheets"][0]["scale"] > 50_000


def test_a_profile_that_cannot_be_made_does_not_stop_the_work(run):
    blocked = run.folder / "file"
    blocked.write_text("", encoding="utf-8")
    ran = run("zones", "--json", PLANVIEWER_PROFILE=str(blocked / "profile"))
    assert ran.code == 0, ran.err


def test_check_goes_on_after_a_file_it_cannot_read(run):
    (run.folder / "cut.geojson").write_text('{"type":"Feat', encoding="utf-8")
    (run.folder / "bad.planview").write_text("{}", encoding="utf-8")
    ran = run("check", "cut.geojson", "gone.shp", "bad.planview", "--json")
    assert ran.code == 1
    assert [problem["path"] for problem in ran.json["problems"]] == [
        "cut.geojson",
        "gone.shp",
        "bad.planview",
    ]
    assert len(ran.err.strip().splitlines()) == 1
    assert ran.err.startswith("planviewer: ")
