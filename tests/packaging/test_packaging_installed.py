"""The wheel, installed outside the checkout, runs the same."""

import json
import struct
from importlib.util import find_spec

import pytest
from packaging_building import ROOT

# The command line is written in a room of its own; without it there is nothing to start.
needs_command = pytest.mark.skipif(
    find_spec("planviewer.cli") is None, reason="this checkout has no command line"
)


def test_is_not_the_checkout(installed):
    done = installed.run("python", "-c", "import planviewer; print(planviewer.__file__)")
    assert done.stdout.startswith(str(installed.folder)), done.stderr
    paths = installed.run("python", "-c", "import sys; print(sys.path)")
    assert str(ROOT / "src") not in paths.stdout


def test_finds_its_own_files(installed):
    code = (
        "from planviewer import assets\n"
        "print(assets.bundled_plan()); print(assets.resource('vendor/leaflet/leaflet.js'))"
    )
    done = installed.run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert line.startswith(str(installed.folder / "env"))


@needs_command
def test_describes_a_file(installed):
    point = {"type": "Point", "coordinates": [106.15216, 22.73738]}
    feature = {"type": "Feature", "properties": {"ten": "Nước Hai"}, "geometry": point}
    file = installed.folder / "thị trấn.geojson"
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    done = installed.run("planviewer", "info", file.name, "--json")
    assert done.returncode == 0, done.stderr
    (layer,) = json.loads(done.stdout)["layers"]
    assert layer["feature_count"] == 1
    assert layer["geometry_types"] == ["Point"]
    assert layer["bounds_wgs84"] == pytest.approx([106.15216, 22.73738] * 2)


@needs_command
@pytest.mark.parametrize("command", [["planviewer"], ["python", "-m", "planviewer"]])
def test_computes_the_zones_of_the_bundled_plan(installed, command):
    done = installed.run(*command, "zones", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["crs"] == "EPSG:9210"
    assert {zone["id"] for zone in answer["zones"]} == {"recovery-50m", "recovery-200m"}
    net = sum(zone["net_area_m2"] for zone in answer["zones"])
    assert answer["total_net_area_m2"] == pytest.approx(net, abs=0.1)
    assert net > 0


@needs_command
def test_says_clearly_that_a_file_is_missing(installed):
    done = installed.run("planviewer", "info", "nowhere.gpkg", "--json")
    assert done.returncode == 1
    assert "nowhere.gpkg" in done.stderr
    assert "Traceback" not in done.stderr


@needs_command
def test_draws_its_window(installed):
    picture = installed.folder / "window.png"
    done = installed.run("planviewer", "--screenshot", str(picture), "--size", "1000x700")
    assert done.returncode == 0, done.stderr
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1000, 700)
