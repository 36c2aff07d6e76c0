"""Every kind of bad input in every format it can come in: one line that names the file, or data.

By the command line, as a person meets it: ``info`` says what it can, or fails with one sentence.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import stat
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from formats_dataset import ABOUT, DATASETS, EXPECTED, READ, boxes
from formats_files import DRIVERS, foreign
from formats_samples import STEM, coordinate_list, sample, topology

from planviewer.cli import main
from planviewer.reading import archives
from planviewer.reading.recognition import recognise
from planviewer.writing.certified import write_certified_layers
from planviewer.writing.features import write_features

FILES = [ending for ending in READ if not ending.endswith(".gdb")]
"""Those that are one file, or have a main one; a File Geodatabase is a folder."""
NOBODY = 65534


@pytest.fixture
def outcome(capsys):
    """Run ``info`` and return its layers, or its one line of complaint."""

    def run(path):
        code = main(["info", str(path), "--json", "--lang", "en"])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "Something went wrong inside" not in said.err
        if code == 0:
            return json.loads(said.out)["layers"]
        (line,) = said.err.splitlines()
        assert (code, said.out) == (1, "")
        assert Path(path).name in line
        return line

    return run


@pytest.mark.parametrize("content", [b"", b"\0" * 512, b" \r\n\t\n"], ids=["no", "nul", "blank"])
@pytest.mark.parametrize("ending", FILES)
def test_an_empty_file_is_said_to_be_empty(folder, outcome, ending, content):
    path = folder / f"{STEM}{ending}"
    path.write_bytes(content)
    assert "empty" in outcome(path)


def test_an_empty_folder_of_a_geodatabase_is_said_to_be_no_file(folder, outcome):
    (folder / "nền.gdb").mkdir()
    assert "folder" in outcome(folder / "nền.gdb")


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
@pytest.mark.parametrize("ending", FILES)
def test_a_file_cut_short_is_told_or_read_as_far_as_it_goes(folder, outcome, ending, share):
    path = sample(folder, ending)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    found = outcome(path)
    if not isinstance(found, str):
        assert sum(layer["feature_count"] for layer in found) <= 2 * READ[ending].count + 6


@pytest.mark.parametrize("length", range(30, 90))
def test_a_broken_image_in_any_folder_is_told_in_one_line(tmp_path, outcome, length):
    """libtiff cuts its messages after so many bytes: here within a letter of some folder's name."""
    folder = tmp_path / ("x" * length) / "Hồ sơ quy hoạch – Nước Hai"
    folder.mkdir(parents=True)
    path = sample(folder, "-cog.tif")
    path.write_bytes(path.read_bytes()[:300])
    assert "broken or cut short" in outcome(path)


@pytest.mark.parametrize("part", ["a00000001.gdbtable", "a00000004.gdbtable", "*.gdbtablx"])
def test_a_geodatabase_cut_short_is_told(folder, outcome, part):
    path = sample(folder, ".gdb")
    for item in path.glob(part):
        item.write_bytes(item.read_bytes()[:20])
    found = outcome(path)
    assert isinstance(found, str) or found[0]["feature_count"] <= 3


def without_rows(folder, ending):
    """Write the dataset's table with nothing in it."""
    path, nothing = folder / f"{STEM}{ending}", boxes().iloc[:0]
    if ending == "-xy.csv":
        text = coordinate_list(path).read_text(encoding="utf-8")
        path.write_text(text.splitlines()[0], encoding="utf-8")
    elif ending == ".topojson":
        topology(path)
        said = json.loads(path.read_text(encoding="utf-8"))
        said["objects"][STEM]["geometries"] = []
        path.write_text(json.dumps(said), encoding="utf-8")
    elif ending in {*DRIVERS, ".ndjson"} and ending not in {".shp", ".kml", ".dxf", ".gpx"}:
        foreign(path if ending != ".ndjson" else path.with_suffix(".geojsonl"), nothing)
    else:
        write_features(nothing, path)
    return path if ending != ".ndjson" else path.with_suffix(".geojsonl")


@pytest.mark.parametrize(
    "ending",
    [".geojson", ".ndjson", ".topojson", ".gpkg", ".shp", ".fgb", ".parquet", ".kml", ".kmz",
     ".gpx", ".gml", ".tab", ".mif", ".dxf", ".dgn", ".gdb", "-xy.csv", ".xlsx"],
)  # fmt: skip
def test_a_layer_without_features_is_told(folder, outcome, ending):
    path = without_rows(folder, ending)
    found = outcome(path)
    if isinstance(found, str):  # a text of nothing cannot be told from one cut short
        assert ending in {".kml", ".kmz", ".ndjson", ".gpx", ".gml"}
    else:
        assert found[0]["feature_count"] == 0
        assert "no-features" in {problem["code"] for problem in found[0]["problems"]}


NOT_NUMBERS = ["NaN", "inf", "-Infinity", "1e400", "nan"]


def spoilt(folder, ending, value):
    """Put something that is no number in place of a coordinate, as text formats allow it."""
    if ending in {".gml", ".mif", ".dxf"}:
        path = sample(folder, ending)
        known = {".gml": "541120 2515360", ".mif": "541120 2515360", ".dxf": " 10\n541120\n"}
    else:
        path = sample(folder, ending)
        known = {".geojson": "106.1522573", ".ndjson": "106.152257", ".kml": "106.15225734",
                 ".gpx": 'lat="22.73', "-wkt.csv": "541120 ", "-xy.csv": "2515372,75",
                 ".topojson": '"translate": [106.15'}  # fmt: skip
    text = path.read_text(encoding="utf-8-sig")
    old = next((k for k in (known[ending],) if k in text), None)
    assert old is not None, text[:600]
    new = {
        ".gml": f"{value} 2515360", ".mif": f"{value} 2515360", ".dxf": f" 10\n{value}\n",
        ".gpx": f'lat="{value}', "-wkt.csv": f"{value} ", ".topojson": f'"translate": [{value}',
    }  # fmt: skip
    path.write_text(text.replace(old, new.get(ending, value), 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("value", NOT_NUMBERS)
@pytest.mark.parametrize(
    "ending",
    [".geojson", ".ndjson", ".kml", ".gpx", ".gml", ".mif", ".dxf", "-wkt.csv", "-xy.csv"],
)
def test_a_coordinate_that_is_no_number_is_told_and_hides_nothing(folder, outcome, ending, value):
    path = spoilt(folder, ending, value)
    found = outcome(path)
    if isinstance(found, str):
        return
    layer = found[0]
    codes = {problem["code"] for problem in layer["problems"]} - set(READ[ending].problems)
    lost = layer["feature_count"] < READ[ending].count
    assert codes or lost or layer["bounds_wgs84"] is not None
    if layer["bounds_wgs84"] is not None:
        west, south, east, north = layer["bounds_wgs84"]
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


@pytest.mark.parametrize("named", [".geojson", ".shp", ".tif", ""])
@pytest.mark.parametrize("ending", FILES)
def test_a_name_that_misleads_is_told(folder, outcome, ending, named):
    path = sample(folder, ending)
    parts = [item for item in folder.iterdir() if item.stem == path.stem and item != path]
    other = path.rename(folder / f"khác{named}")
    for part in parts:  # the others of a Shapefile or table lie beside it still
        part.rename(folder / f"khác{part.suffix}")
    found = outcome(other)
    if isinstance(found, str):
        return
    kind = recognise(other)[1]
    told = {problem["code"] for layer in found for problem in layer["problems"]}
    wrong = named not in kind.suffixes and kind.role == "features"
    assert ("wrong-extension" in told) == wrong
    assert found[0]["feature_count"] == READ[ending].count


@pytest.mark.parametrize("ending", FILES)
def test_a_file_that_another_program_holds_is_told(folder, outcome, monkeypatch, ending):
    path = sample(folder, ending)
    opened = io.open

    def refuse(file, *options, **named):
        if str(file) == str(path):
            raise PermissionError(errno.EACCES, "held", str(file))
        return opened(file, *options, **named)

    monkeypatch.setattr(io, "open", refuse)
    assert "another program holds it" in outcome(path)


@contextmanager
def somebody_without_rights():
    """Be a person who may not do everything, as root may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that others may enter; those of the tests only their owner may."""
    made = Path(tempfile.mkdtemp(prefix="Hồ sơ "))
    made.chmod(0o755)
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are of another kind there")
@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_read_is_told(open_folder, outcome, ending, what):
    path = sample(open_folder, ending)
    outcome(path)  # what reading imports is imported by somebody who may
    if what == "file":
        for item in path.iterdir() if path.is_dir() else [path]:
            item.chmod(0)
    else:
        open_folder.chmod(stat.S_IWUSR)
    with somebody_without_rights():
        found = outcome(path)
    assert isinstance(found, str)


@pytest.mark.parametrize("name", ["đồ  án (2) 100% #1 & 'bờ'", "a!b;c?d"])
@pytest.mark.parametrize("ending", READ)
def test_any_name_a_person_gives_is_read(folder, outcome, ending, name):
    if os.name == "nt" and set(name) & set('<>:"|?*'):
        pytest.skip("no name there")
    path = sample(folder, ending)
    stem = path.name[: -len(path.suffix)]
    place = folder / name
    place.mkdir()
    for item in list(folder.glob(f"{stem}.*")):
        item.rename(place / f"{name}{item.name[len(stem) :]}")
    found = outcome(place / f"{name}{path.suffix}")
    assert found[0]["feature_count"] == READ[ending].count


@pytest.mark.parametrize("suffix", EXPECTED)
def test_a_layer_is_written_under_any_name(folder, outcome, suffix):
    place = folder / "a!b;c?d"
    place.mkdir()
    path = place / f"thửa! {suffix[1:]}?{suffix}"
    frame = DATASETS[EXPECTED[suffix].kinds[0]]()
    for rows in (3, 2):
        write_features(frame.iloc[:rows], path, about=ABOUT)
    (found, *_) = outcome(path)
    assert found["feature_count"] == (2 if suffix != ".dxf" else 5)
    assert all(item.name.startswith("thửa! ") for item in place.iterdir())


BOMBS = {".zip": "a.geojson", ".kmz": "doc.kml", ".xlsx": "xl/workbook.xml", "-gdb.zip": "a.gdb/a"}


@pytest.mark.parametrize(("ending", "member"), BOMBS.items())
def test_what_unpacks_to_too_much_is_told(folder, outcome, monkeypatch, ending, member):
    monkeypatch.setattr(archives, "_HARMLESS_BYTES", 2**20)
    path = folder / f"{STEM}{ending}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, b" " * (3 * 2**20))
    assert "far more" in outcome(path)


@pytest.mark.parametrize("name", ["../a.kml", "/etc/a.geojson", "C:\\a.shp", "x/../../a.gpkg"])
@pytest.mark.parametrize("ending", [".zip", ".kmz", "-gdb.zip"])
def test_names_in_archives_that_lead_out_are_told(folder, outcome, ending, name):
    path = folder / f"{STEM}{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"{}")
    assert "outside" in outcome(path)
    assert [item.name for item in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", [".zip", ".kmz"])
def test_an_archive_in_an_archive_is_told(folder, outcome, ending):
    inner = sample(folder, ".zip")
    path = folder / f"ngoài{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, inner.name)
    assert "archives and images in it are not opened" in outcome(path)


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_a_certified_result_is_written_under_any_name(folder, outcome, suffix):
    place = folder / "a!b;c?d"
    place.mkdir()
    path = place / f"thửa! bị thu hồi?{suffix}"
    write_certified_layers([("thửa", boxes()[["shthua", "geometry"]])], path, {"a": 1})
    assert outcome(path)[0]["feature_count"] == 3
    assert [item.name for item in place.iterdir()] == [path.name]
