"""``info``, ``check`` and ``convert`` of one dataset in every format that is read.

What is asserted here is declared in ``formats_dataset.READ``, of which docs/formats.md is made.
"""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest
import shapely
from formats_dataset import READ, boxes
from formats_samples import sample

from planviewer.cli import main
from planviewer.reading.files import read_features
from planviewer.reading.formats import FORMATS

INFO = {
    "name", "path", "format", "geometry_types", "feature_count", "crs", "crs_source",
    "bounds_wgs84", "encoding", "fields", "problems",
}  # fmt: skip
CHECK = {"path", "layer", "feature", "code", "message", "hint"}
CASES = pytest.mark.parametrize("ending", READ)
FEATURES = pytest.mark.parametrize("ending", [e for e, r in READ.items() if not r.is_image])


@pytest.fixture
def run(capsys):
    """Run a command with ``--json``: its exit code, what it says, and what it complains of."""

    def call(*words):
        code = main([*map(str, words), "--json", "--lang", "en"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return call


def told(wanted, ending):
    """The format as ``info`` names it: of an archive, that of its member."""
    inside = {".zip": "Shapefile", "-gdb.zip": "File Geodatabase", ".kmz": "KML"}
    cog = " (COG)" if "cog" in ending else ""
    return inside.get(ending, wanted.format) + cog


def asked(ending, option):
    """What has to be given with a file that does not say its system."""
    return (option, "EPSG:9210") if "crs-missing" in READ[ending].problems else ()


def test_every_format_that_is_read_is_in_the_table():
    assert {r.format for r in READ.values()} == {kind.name for kind in FORMATS}


@CASES
def test_info_says_what_is_in_the_file(folder, run, ending):
    wanted, path = READ[ending], sample(folder, ending)
    code, said, _ = run("info", path)
    assert code == 0
    layer, *others = said["layers"]
    assert all(other["geometry_types"] == [] for other in others)
    assert set(layer) >= INFO
    assert layer["path"] == str(path)
    assert layer["format"] == told(wanted, ending)
    assert layer["name"] == (wanted.layer or path.stem)
    assert layer["geometry_types"] == list(wanted.kinds)
    assert layer["feature_count"] == wanted.count
    fields = {item["name"]: item["type"] for item in layer["fields"]}
    assert {k: v for k, v in fields.items() if k != "gml_id"} == dict(wanted.fields or fields)
    assert wanted.letters is None or wanted.letters in fields
    assert (layer["encoding"] is None) == wanted.is_image
    assert {problem["code"] for problem in layer["problems"]} == set(wanted.problems)
    unknown = "crs-missing" in wanted.problems
    if unknown:
        assert (layer["crs"], layer["crs_source"], layer["bounds_wgs84"]) == (None, None, None)
        _, said, _ = run("info", path, "--crs", "EPSG:9210")
        layer = said["layers"][0]
    assert layer["crs"] == f"EPSG:{wanted.epsg}"
    fixed = "user" if unknown else "standard" if wanted.epsg == 4326 else "file"
    assert layer["crs_source"] == fixed
    near = 1e-5 if wanted.kinds != ("Point",) else 2e-4
    bounds = boxes().to_crs(4326).total_bounds
    assert layer["bounds_wgs84"] == pytest.approx(bounds.tolist(), abs=near)


@CASES
def test_check_tells_the_problems_and_nothing_else(folder, run, ending):
    wanted, path = READ[ending], sample(folder, ending)
    code, said, complaint = run("check", path)
    found = [item for item in said["problems"] if item["code"] != "no-geometry"]
    assert {item["code"] for item in found} == set(wanted.problems)
    for item in found:
        assert set(item) >= CHECK
        assert item["path"] == str(path)
        assert item["layer"] == (wanted.layer or path.stem)
        assert item["message"]
    assert code == int("crs-missing" in wanted.problems)
    assert (str(path) in complaint) == bool(code)
    if code:  # with what it asks for, it finds nothing to complain of
        code, said, _ = run("check", path, "--crs", "EPSG:9210")
        assert code == 0
        assert {p["code"] for p in said["problems"]} == set(wanted.problems) - {"crs-missing"}


@FEATURES
def test_convert_carries_everything_over(folder, run, ending):
    wanted, path = READ[ending], sample(folder, ending)
    out = folder / "out.gpkg"
    if "crs-missing" in wanted.problems:
        code, said, complaint = run("convert", path, out)
        assert (code, said, out.exists()) == (1, None, False)
        assert "EPSG:9210" in complaint
        assert "--from-crs" in complaint or "--crs" in complaint
    code, said, _ = run("convert", path, out, *asked(ending, "--from-crs"))
    assert code == 0
    (layer,) = said["layers"]
    assert layer["feature_count"] == wanted.count
    assert layer["to_crs"] == f"EPSG:{wanted.epsg}"
    assert_arrived(read_features(out).frame, wanted)


@pytest.mark.parametrize("ending", [e for e, r in READ.items() if r.is_image])
def test_an_image_is_not_converted_and_that_is_said(folder, run, ending):
    path = sample(folder, ending)
    code, said, complaint = run("convert", path, folder / "out.gpkg")
    assert (code, said) == (1, None)
    assert path.name in complaint
    assert "image" in complaint
    assert not (folder / "out.gpkg").exists()


@FEATURES
def test_values_gaps_letters_places_and_system_arrive(folder, ending):
    chosen = dict(zip(("crs",), asked(ending, "crs")[1:], strict=False))
    assert_arrived(read_features(sample(folder, ending), **chosen).frame, READ[ending])


def assert_arrived(frame, wanted):
    """Compare what was read with the dataset, as the format can hold it."""
    assert frame.crs.to_epsg() == wanted.epsg
    back = frame.to_crs(9210)
    if wanted.letters is not None:  # a drawing: outlines, and names as points
        names = back.loc[back.geom_type == "Point", wanted.letters]
        assert set(names) == set(boxes()["tenchu"].dropna())
        back = back[back.geom_type != "Point"]
    whole = boxes().geometry.array if wanted.kinds != ("Point",) else None
    whole = shapely.centroid(boxes().geometry.array) if whole is None else whole
    if wanted.letters is not None:
        whole = shapely.boundary(whole)
        back = back.set_geometry([g.boundary if g.area else g for g in back.geometry])
    one, other = shapely.union_all(back.geometry.array), shapely.union_all(whole)
    assert shapely.hausdorff_distance(one, other) < wanted.decimals_m
    back = back.iloc[np.argsort(back.geometry.bounds["minx"], kind="stable")]
    for name, kind in wanted.fields.items():
        field = "tenchu" if name == "name" else name
        said = [as_kind(v, kind, wanted.gaps) for v in boxes()[field]]
        got = [None if pd.isna(v) else plain(v, kind) for v in back[name]]
        assert list(dict.fromkeys(got)) == list(dict.fromkeys(said)), name


def as_kind(value, kind, gaps):
    """Return a value of the dataset as a format without its type holds it."""
    if pd.isna(value):
        return None if gaps or kind == "date" else {"text": "", "boolean": False}.get(kind, 0)
    return plain(value, kind)


def plain(value, kind):
    if kind == "text" and re.fullmatch(r"[\d/-]{10}", str(value)):
        parts = re.split(r"\D", str(value))  # a day: the year may stand last
        return "-".join(parts if len(parts[0]) == 4 else parts[::-1])
    if kind == "datetime":
        return pd.Timestamp(value).tz_localize(None)
    return {"integer": int, "real": float, "boolean": bool, "text": str}.get(kind, str)(value)
