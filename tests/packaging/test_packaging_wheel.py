"""The wheel and the source archive hold what the program needs, and nothing else."""

import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging_building import ROOT, build


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_is_for_every_platform(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")


def test_is_small(wheel):
    assert wheel.stat().st_size < 2_000_000


@pytest.mark.parametrize(
    "name",
    [
        "leaflet/leaflet.js",
        "leaflet/leaflet.css",
        "leaflet/images/layers.png",
        "fonts/BeVietnamPro-Regular.ttf",
        "fonts/BeVietnamPro-Medium.ttf",
        "fonts/BeVietnamPro-SemiBold.ttf",
        "fonts/BeVietnamPro-Bold.ttf",
        "fonts/BeVietnamPro-Italic.ttf",
    ],
)
def test_holds_third_party_file(names, name):
    assert f"planviewer/_resources/vendor/{name}" in names


@pytest.mark.parametrize("name", ["leaflet/LICENSE", "fonts/OFL.txt", "icons/LICENSE"])
def test_holds_the_licence_of_each_third_party(wheel, name):
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"planviewer/_resources/vendor/{name}").decode()
    assert re.search(r"(?i)copyright", text)


def test_holds_every_listed_icon(names):
    lines = (ROOT / "resources" / "icons.txt").read_text(encoding="utf-8").splitlines()
    listed = {line for line in lines if line and not line.startswith("#")}
    assert listed
    assert {f"planviewer/_resources/vendor/icons/{name}.svg" for name in listed} <= names


@pytest.mark.parametrize("language", ["vi", "en"])
def test_holds_the_translations(names, language):
    assert f"planviewer/_resources/i18n/planviewer_{language}.qm" in names


def test_holds_every_bundled_layer(names):
    layers = {path.name for path in (ROOT / "layers").iterdir() if path.name[0] != "."}
    assert "nuoc-hai.planview" in layers
    assert {f"planviewer/_layers/{name}" for name in layers} <= names


def test_holds_every_tracked_resource_that_is_in_a_folder(names):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, check=True
    )
    tracked = [name for name in listed.stdout.decode().split("\0") if name.count("/") > 1]
    shown = {name for name in tracked if not name.endswith((".ts", ".md"))}
    assert "resources/schemas/planview.schema.json" in shown
    assert {f"planviewer/_{name}" for name in shown} <= names


def test_holds_no_source_of_assets_and_no_stamp(names):
    unwanted = r"node_modules|package(-lock)?\.json|\.npmrc|icons\.txt|\.ts$|\.stamp$|^tests/"
    assert not [name for name in names if re.search(unwanted, name)]


def test_has_only_our_package_at_its_top(names):
    tops = {Path(name).parts[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"planviewer"}


def test_source_archive_builds_the_same_wheel_without_npm(wheel, sdist, tmp_path):
    # Debian 12's Python 3.11.2 does not know the filter, 3.12 warns when it is not given.
    options = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, **options)  # noqa: S202  our own archive
    (unpacked,) = tmp_path.iterdir()
    again = build("wheel", unpacked, tmp_path / "out", PATH="")
    assert _content(again) == _content(wheel)


def _content(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
