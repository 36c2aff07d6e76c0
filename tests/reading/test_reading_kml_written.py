"""KML that programs write, and what violence makes of it: both ways to read it agree."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import warnings
from xml.sax.saxutils import escape

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kml_texts import POINT, REGULAR, a_file, is_same, line, mark, simple

from planviewer.errors import FileUnreadable
from planviewer.reading import apart
from planviewer.reading.files import read_features
from planviewer.reading.kml import columns as kml_columns
from planviewer.reading.markup import text as markup_text
from planviewer.reading.markup.grammar import IrregularError
from planviewer.reading.sources import opened
from planviewer.writing.features import write_features

in_folder = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _large_at_once(monkeypatch):
    monkeypatch.setattr(kml_columns, "_LARGE_BYTES", 0)


# --- what programs write ----------------------------------------------------------------------
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
words = st.none() | text | st.sampled_from(["", " a ", "<b>&</b>", "Thị Mừng", "]]>", "it's", "1"])
values = {
    "ten": words,
    "số": st.none() | st.integers(-(2**31) + 1, 2**31 - 1),
    "lon": st.none() | st.integers(-(2**62), 2**62),
    "dt": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "co": st.booleans(),
    "Name": words,
    "description": words,
    "id": words,
}
whole = st.integers(-179, 179) | st.floats(-179, 179, allow_nan=False)
half = st.integers(-89, 89) | st.floats(-89, 89, allow_nan=False)
place = st.tuples(whole, half)


def a_box(at):
    return shapely.box(at[0], at[1] / 2, at[0] + 0.5, at[1] / 2 + 0.25)


def with_hole(at):
    hole = shapely.affinity.scale(a_box(at), 0.5, 0.5)
    return shapely.Polygon(a_box(at).exterior, [hole.exterior])


def shifted(made):
    return lambda at: [made(at), shapely.affinity.translate(made(at), -1, 1)]


shape = st.one_of(
    place.map(shapely.Point),
    st.tuples(whole, half, st.integers(0, 900)).map(shapely.Point),
    st.lists(place, min_size=2, max_size=5, unique=True).map(shapely.LineString),
    place.map(a_box),
    place.map(with_hole),
    place.map(shifted(shapely.Point)).map(shapely.MultiPoint),
    place.map(shifted(with_hole)).map(shapely.MultiPolygon),
    st.none(),
)  # fmt: skip


@st.composite
def frames(draw):
    names = draw(st.lists(st.sampled_from(sorted(values)), unique=True))
    count = draw(st.integers(1, 6))
    rows = st.lists(st.tuples(shape, *(values[name] for name in names)), min_size=count,
                    max_size=count)  # fmt: skip
    columns = list(zip(*draw(rows), strict=True))
    data = {name: list(column) for name, column in zip(names, columns[1:], strict=True)}
    for name, kind in {"số": "Int32", "lon": "Int64"}.items():
        if name in data:
            data[name] = pd.array(data[name], dtype=kind)
    return gpd.GeoDataFrame(data, geometry=list(columns[0]), crs="EPSG:4326")


def by_us(frame, path):
    write_features(frame, path, layer="thửa đất")


def by_libkml(frame, path, driver="LIBKML"):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, path, driver=driver, layer="thửa đất")


@pytest.mark.parametrize("written", [by_us, by_libkml])
@in_folder
@given(frame=frames())
def test_what_programs_write_is_read_the_same(folder, written, frame):
    path = folder / "thửa.kml"
    try:
        written(frame, path)
    except pyogrio.errors.FeatureError:
        return  # not what this program writes
    is_same(path)


def parcels(count=30):
    chosen = random.Random(1)  # noqa: S311  the same at every run
    corners = [(106 + chosen.random(), 22 + chosen.random()) for _ in range(count)]
    return gpd.GeoDataFrame(
        {
            "ten": [None if n % 7 == 3 else f"Bế Văn <{n}> & \"'" for n in range(count)],
            "so": pd.array([None if n % 5 == 2 else n for n in range(count)], dtype="Int32"),
            "dt": [n / 7 for n in range(count)],
        },
        geometry=[with_hole(at) if n % 3 else a_box(at) for n, at in enumerate(corners)],
        crs="EPSG:4326",
    )


def of_kind(kind):
    frame = parcels()
    shapes = frame.geometry
    made = {
        "areas": lambda: shapes,
        "lines": lambda: shapes.exterior.map(lambda ring: shapely.LineString(ring.coords)),
        "points": shapes.representative_point,
        "heights": lambda: shapes.map(lambda shape: shapely.force_3d(shape, 12.5)),
        "several": lambda: shapes.map(
            lambda shape: shapely.MultiPolygon([shape, shapely.affinity.translate(shape, 3)])
        ),
        "gaps": lambda: shapes.where(np.arange(len(frame)) % 4 > 0),
    }
    return frame.set_geometry(gpd.GeoSeries(made[kind](), crs=frame.crs))


KINDS = ["areas", "lines", "points", "heights", "several", "gaps"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("written", [by_us, by_libkml])
def test_ordinary_files_are_read_by_columns(folder, written, kind):
    path = folder / "thửa.kml"
    written(of_kind(kind), path)
    assert is_same(path)
    with opened(path) as source:
        assert [(layer.name, layer.layer) for layer in source.layers] == [("thửa đất", None)]


OTHERS_ONLY = {
    name: value for name, value in os.environ.items() if not name.startswith(("GDAL", "OGR"))
}
"""What this program sets for itself takes the simpler of the two drivers away."""


def test_what_the_simpler_driver_writes_is_read_by_columns(folder):
    for kind in KINDS:
        by_libkml(of_kind(kind), folder / f"{kind}.gpkg", "GPKG")
    code = (
        "import pyogrio, sys\n"
        "for name in sys.argv[1:]:\n"
        "    frame = pyogrio.read_dataframe(name)\n"
        "    pyogrio.write_dataframe(frame, name.replace('.gpkg', '.kml'), driver='KML')\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, *(str(x) for x in folder.glob("*.gpkg"))]
    subprocess.run(command, check=True, env=OTHERS_ONLY)
    for kind in KINDS:
        assert is_same(folder / f"{kind}.kml"), kind


@pytest.mark.skipif(not shutil.which("ogr2ogr"), reason="the command is not installed")
@pytest.mark.parametrize("driver", ["KML", "LIBKML"])
def test_what_the_command_writes_is_read_by_columns(folder, driver):
    source, path = folder / "a.gpkg", folder / "b.kml"
    by_libkml(of_kind("several"), source, "GPKG")
    command = ["ogr2ogr", "-f", driver, str(path), str(source)]
    subprocess.run(command, check=True, capture_output=True, env=OTHERS_ONLY)
    assert is_same(path)


def test_what_is_packed_is_read_by_columns_too(folder, monkeypatch):
    frame, path = of_kind("several"), folder / "thửa.kmz"
    write_features(frame, path, layer="thửa đất")
    monkeypatch.setattr(apart, "read_table", lambda *_: pytest.fail("the library was asked"))
    found = read_features(path, examine=False).frame
    assert found["ten"].tolist() == frame["ten"].tolist()
    assert shapely.equals_exact(found.geometry, frame.geometry, 1e-7).all()


# --- whatever is done to a file ---------------------------------------------------------------
MARKUP = [
    *'<>/"=&; \n\'x1A\r,.-+e', "&amp;", "&#65;", "<name>", "</name>", "<Placemark>",
    "</Placemark>", "<Point>", "</Point>", "<coordinates>", "</coordinates>", "1,2", "1,2,3 ",
    "<MultiGeometry>", "</MultiGeometry>", "<![CDATA[", "]]>", "<!--", "-->", "</Folder>",
    "<Folder>", "<Document>", "</Document>", "<ExtendedData>", "</ExtendedData>", "<value/>",
    '<Data name="a">', "</Data>", "<value>", "</value>", "</SimpleData>", ' id="a"', ' name="so"',
    "<SimpleData name='ten'>", '<SimpleData name="so">', "</SchemaData>", "é", "\ufffe",
    "0x", "9" * 20, "nan",
    "<Style>", "</Style>", "<when>", "</LinearRing>", "<LinearRing>", "<innerBoundaryIs>", POINT,
    "<snippet>", "</snippet>", "<Snippet>", "</Snippet>", "<MultiPoint>", "<LookAt>", "</LookAt>",
]  # fmt: skip
WOUNDS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 4), st.sampled_from(["", *MARKUP])),
    min_size=1,
    max_size=3,
)


def wounded(whole, wounds):
    for at, removed, put in wounds:
        place = at % (len(whole) + 1)
        whole = whole[:place] + put + whole[place + removed :]
    return whole


def agrees(path):
    """See to it that nothing is read that the library does not read, or reads in another way."""
    try:
        is_same(path)
    except FileUnreadable:
        pytest.fail("columns read what the library does not")


@settings(in_folder, max_examples=200)
@given(regular=st.sampled_from([*REGULAR.values()]), wounds=WOUNDS)
@example(regular=REGULAR["all kinds of values"], wounds=[(9, 0, " ")])
def test_whatever_is_done_to_placemarks_both_ways_agree(folder, regular, wounds):
    agrees(a_file(folder, wounded(regular, wounds)))


@settings(in_folder, max_examples=100)
@given(wounds=WOUNDS)
def test_whatever_is_done_to_a_file_both_ways_agree(folder, wounds):
    path = a_file(folder, REGULAR["all kinds of values"])
    path.write_text(wounded(path.read_text(encoding="utf-8"), wounds), encoding="utf-8", newline="")
    agrees(path)


number = st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?", fullmatch=True)
blank = st.text(" \n\t", min_size=1, max_size=4)


@in_folder
@given(places=st.lists(st.tuples(number, number, number, blank), min_size=2, max_size=8),
       high=st.booleans(), before=st.text(" \n\t", max_size=3))  # fmt: skip
def test_figures_are_the_same_to_the_last_bit(folder, places, high, before):
    listed = [",".join(place[: 2 + high]) + place[3] for place in places]
    assert is_same(a_file(folder, mark(line(before + "".join(listed)))))


@in_folder
@given(st.lists(st.tuples(number, number), min_size=1, max_size=8))
def test_numbers_are_the_same_to_the_last_bit(folder, rows):
    assert is_same(a_file(folder, "".join(mark(simple(dt=a, ten=b)) for a, b in rows)))


@given(st.lists(st.text("<>[]!CDAT&a]]>", max_size=40)))
def test_raw_text_is_the_text_it_stands_for(texts):
    texts = [text.replace("]]>", "") for text in texts]
    block = b"".join(b"<a><![CDATA[%s]]></a>" % text.encode() for text in texts)
    expected = "".join(f"<a>{escape(text)}</a>" for text in texts)
    assert markup_text.without_raw_text(block).decode() == expected


def test_raw_text_over_and_over_does_not_take_long():
    with pytest.raises(IrregularError):
        markup_text.without_raw_text(b"<a>" + b"<![CDATA[" * 200_000)
