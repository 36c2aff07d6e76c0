"""One dataset through every format we write, and back."""

from __future__ import annotations

import zipfile

import numpy as np
import pandas as pd
import pytest
import shapely
from formats_dataset import ABOUT, DATASETS, EXPECTED, boxes

from planviewer.model.crs import crs_name
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.writing.features import LayerOut, writable_suffixes, write_features, write_layers
from planviewer.writing.moving import moved

CASES = [(suffix, kind) for suffix, expected in EXPECTED.items() for kind in expected.kinds]


def test_every_format_we_write_is_tried():
    assert {*EXPECTED, ".json"} == set(writable_suffixes())


def text(value: object) -> str | None:
    if pd.isna(value):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("suffix", "kind"), CASES)
def test_values_gaps_letters_places_and_system_come_back(folder, suffix, kind):
    expected, frame = EXPECTED[suffix], DATASETS[kind]()
    path = folder / f"thửa đất{suffix}"
    write_features(frame, path, layer="Thửa đất", about=ABOUT)
    read = read_features(path)
    assert read.frame.crs.to_epsg() == (4326 if expected.crs == "WGS 84" else 9210)
    assert read.crs_source in {"file", "standard"}
    back = read.frame.to_crs(9210)
    if suffix == ".dxf":  # each outline is a line of its own, names are points
        back = back[back["Text"].isna()]
        rings = sum(shapely.get_num_interior_rings(frame.geometry.array))
        assert len(back) == len(frame) + (rings if kind == "polygon" else 0)
        assert {"LUC", "ONT"} == set(back["Layer"])
        return
    assert len(back) == len(frame)
    back = back.iloc[np.argsort(back.geometry.bounds["minx"])]  # an index may reorder the rows
    for name in expected.fields:
        got, wanted = back[name].tolist(), frame[name].tolist()
        if name in expected.as_text:
            got, wanted = [text(v) for v in got], [text(v) for v in wanted]
            if name == "co_so":
                wanted = [None if v is None else v.lower() for v in wanted]
        else:
            got = [None if pd.isna(v) else v for v in got]
            if name in expected.as_moment:
                got = [None if v is None else v.date() for v in got]
            wanted = [None if pd.isna(v) else v for v in wanted]
        assert got == wanted, name
    near = [
        shapely.hausdorff_distance(a, b) < expected.decimals_m
        for a, b in zip(back.geometry, frame.geometry, strict=True)
    ]
    assert all(near)


@pytest.mark.parametrize("suffix", [s for s, e in EXPECTED.items() if e.layers == "several"])
def test_several_layers_share_a_file_and_keep_their_names(folder, suffix):
    path = folder / f"đồ án{suffix}"
    kinds = ("point", "line") if suffix == ".gpx" else ("polygon", "point")
    write_layers([LayerOut(f"lớp {k}", DATASETS[k](), ABOUT) for k in kinds], path)
    reports = [r for r in describe(path) if r.geometry_types]
    if suffix == ".dxf":  # one drawing; layers are named by the values of the style
        frame = read_features(path).frame
        assert set(frame["Layer"]) == {"LUC", "ONT"}
    elif suffix == ".gpx":
        assert [r.name for r in reports] == ["waypoints", "tracks"]
    else:
        assert [r.name for r in reports] == [f"lớp {k}" for k in kinds]
        assert [r.feature_count for r in reports] == [3, 3]


@pytest.mark.parametrize(("suffix", "expected"), EXPECTED.items())
def test_where_the_data_are_from_goes_with_them(folder, suffix, expected):
    path = folder / f"a{suffix}"
    frame = DATASETS[expected.kinds[0]]()
    write_features(frame, path, about=ABOUT)
    beside = path.with_name(f"a{suffix}.planviewer.json")
    if expected.provenance == "beside":
        assert "Dữ liệu kiểm thử" in beside.read_text(encoding="utf-8")
        return
    assert not beside.exists()
    content = unpacked(path)
    assert any(word.encode() in content for word in ("Test data", "Dữ liệu kiểm thử"))


def unpacked(path):
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("suffix", EXPECTED)
def test_writing_twice_replaces_the_first(folder, suffix):
    path = folder / f"a{suffix}"
    frame = DATASETS[EXPECTED[suffix].kinds[0]]()
    for rows in (3, 2):
        write_features(frame.iloc[:rows], path, about=ABOUT)
    kept = read_features(path).frame
    if suffix == ".dxf":
        kept = kept[kept["Text"].notna()]
    assert len(kept) == 2
    assert not [item.name for item in folder.iterdir() if item.name.startswith(".")]


def test_long_field_names_of_a_shapefile_are_told(folder):
    frame = boxes().rename(columns={"dientich": "diện tích sổ đỏ"})
    problems = write_features(frame, folder / "a.shp", about=ABOUT)
    assert [p.code for p in problems if "diện tích" in str(p.message)]


@pytest.mark.parametrize("crs", ["EPSG:3405", "EPSG:5897", "EPSG:32648", "EPSG:4756"])
@pytest.mark.parametrize("suffix", EXPECTED)
def test_every_system_comes_back_or_goes_to_wgs84_by_the_pinned_way(folder, suffix, crs):
    kind = EXPECTED[suffix].kinds[-1]
    frame = moved(DATASETS[kind](), crs)
    path = folder / f"a{suffix}"
    write_features(frame, path)
    read = read_features(path).frame
    expected = "EPSG:4326" if EXPECTED[suffix].crs == "WGS 84" else crs
    assert crs_name(read.crs) == expected
    back = moved(read, "EPSG:9210")
    wanted = shapely.union_all(DATASETS[kind]().geometry.array)
    got = shapely.union_all(back[back.geom_type == "Point"].geometry.array)
    assert shapely.hausdorff_distance(got, wanted) < 0.02
