"""Regular KML by columns: what the library reads, or nothing at all."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import warnings
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading import apart, gdal, kml_columns, kml_sample, markup_text
from planviewer.reading.files import read_features
from planviewer.reading.formats import KML
from planviewer.reading.markup import IrregularError
from planviewer.reading.sources import opened
from planviewer.writing.features import write_features

in_folder = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _large_at_once(monkeypatch):
    monkeypatch.setattr(kml_columns, "_LARGE_BYTES", 0)


def told(table):
    """Return all that a table says."""
    attributes = table.attributes
    return (
        [(field.name, str(field.type), field.metadata) for field in attributes.schema],
        [repr(column.to_pylist()) for column in attributes.columns],
        table.geometry.to_pylist(), str(table.geometry.type), table.crs, table.notes,
        table.lossless, table.datetimes,
    )  # fmt: skip


def is_same(path, sublayer=None):
    """See to it that columns say what the library says; return whether they say anything."""
    table, share = kml_columns.read_table(path, sublayer)
    assert 0 <= share <= 1
    if table is None:
        return False
    assert told(table) == told(gdal.read_table(path, KML, sublayer, lossless=False))
    return True


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


# --- by hand ----------------------------------------------------------------------------------
SCHEMA = (
    '<Schema name="s" id="s"><SimpleField name="ten" type="string"/>'
    '<SimpleField name="so" type="int"/><SimpleField name="dt" type="double"/>'
    '<SimpleField name="co" type="bool"/><SimpleField name="lon" type="uint"/></Schema>'
)
POINT = "<Point><coordinates>106.1,22.5</coordinates></Point>"
BEFORE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
    "<Document><name>d</name>"
)


def mark(*parts):
    return f"<Placemark>{''.join(parts)}</Placemark>"


def simple(**given):
    cells = "".join(
        f"<SimpleData name={quoteattr(k)}>{escape(v)}</SimpleData>" for k, v in given.items()
    )
    return f'<ExtendedData><SchemaData schemaUrl="#s">{cells}</SchemaData></ExtendedData>'


def data(**given):
    cells = "".join(
        f"<Data name={quoteattr(k)}><value>{escape(v)}</value></Data>" for k, v in given.items()
    )
    return f"<ExtendedData>{cells}</ExtendedData>"


def area(outer, *inner):
    def ring(which, listed):
        return (
            f"<{which}BoundaryIs><LinearRing><coordinates>{listed}</coordinates></LinearRing>"
            f"</{which}BoundaryIs>"
        )

    return f"<Polygon>{ring('outer', outer)}{''.join(ring('inner', x) for x in inner)}</Polygon>"


def line(listed, more=""):
    return f"<LineString>{more}<coordinates>{listed}</coordinates></LineString>"


def several(*parts):
    return f"<MultiGeometry>{''.join(parts)}</MultiGeometry>"


SQUARE, HOLE = "0,0 5,0 5,5 0,5 0,0", "1,1 2,1 2,2 1,1"
NOTHING = mark(POINT)
REGULAR = {
    "nothing but points": NOTHING * 3,
    "all kinds of values": mark(simple(ten="Bế", so="-7", dt="1.50", co="1", lon="99999999999"),
                                POINT)
    + mark(simple(dt="-1e-7", co="false"), POINT) + mark(simple(so="007", co="true"), POINT),
    "blanks in values": mark(simple(ten="\n   a b ", so=" 5 ", dt="\n 2"), POINT)
    + mark("<name>  a\n </name>", simple(ten=" ", so="5"), POINT),
    "letters by number": mark("<name>&#272;&#xe9;&amp;&#32;</name>", simple(ten="a"), POINT)
    + mark(simple(ten="").replace("></SimpleData>", ">&#32;x&#10;&#32;</SimpleData>"), POINT),
    "raw text": mark('<description><![CDATA[<a href="x">&amp; </Placemark></Folder>]]>'
                     "</description>", POINT).replace("</Placemark></Folder>", "", 1)
    + mark("<name>a<![CDATA[ & ]]>b<![CDATA[]]></name>", POINT),
    "values without a schema": mark(data(a="1", **{"số thửa": " x "}), POINT)
    + mark(data(b="2", a="&3"), POINT) + NOTHING,
    "empty elements": mark("<name/><description></description>", data(a=""), POINT)
    + mark('<ExtendedData><Data name="a"><displayName>A</displayName><value/></Data>'
           "</ExtendedData>", POINT),
    "empty values of a schema": mark(
        '<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="ten"/></SchemaData>'
        "</ExtendedData>", POINT) + mark(simple(ten=""), POINT),
    "identifiers": f'<Placemark id="a.1"><name>a.1</name>{POINT}</Placemark>' + NOTHING,
    "short texts": mark('<Snippet maxLines="0"> a </Snippet>', data(a="1"), POINT)
    + mark(data(b="1"), "<Snippet></Snippet>", POINT) + NOTHING + mark("<Snippet/>", POINT),
    "short texts in small letters": mark("<snippet></snippet>", data(a="1"), POINT) * 2
    + mark("<snippet> a </snippet>", POINT) + NOTHING,
    "views": mark("<LookAt><longitude>1</longitude><latitude>2</latitude><altitude>0</altitude>"
                  "<altitudeMode>absolute</altitudeMode></LookAt>", POINT) + NOTHING,
    "times": mark("<TimeStamp><when>2021-06-10T08:30:00Z</when></TimeStamp>", POINT)
    + mark("<TimeSpan><begin>2021-06-10</begin><end>2021-06-11T23:59:59+07:00</end></TimeSpan>")
    + mark("<TimeSpan><end>2021-06-11T23:59:59</end></TimeSpan>", POINT),
    "looks": mark("<visibility>0</visibility><open>1</open><styleUrl>#a</styleUrl><Style>"
                  "<IconStyle><color>ff00ff00</color><scale>1</scale><Icon><href>a.png</href></Icon>"
                  "</IconStyle><LineStyle><width>2</width></LineStyle></Style>", POINT) + NOTHING,
    "no geometry": mark("<name>a</name>") + NOTHING,
    "no geometry at all": mark("<name>a</name>") * 2,
    "areas": mark(area(SQUARE)) + mark(area(SQUARE, HOLE, HOLE)),
    "many of one kind": mark(several(area(SQUARE, HOLE), area(SQUARE)))
    + mark(several(line("0,0 1,1"), line("1,1 2,2 3,3"))) + mark(several(POINT)),
    "kinds by turns": NOTHING + mark(line("1,2 3,4")) + mark(area(SQUARE)),
    "heights": mark(area("0,0,1 5,0,2 5,5,3 0,0,1")) + mark(several(line("1,2,3 4,5,6"))),
    "what geometries say": mark(line("1,2 3,4", "<extrude>1</extrude><tessellate>1</tessellate>"
                                     "<altitudeMode>absolute</altitudeMode>"))
    + mark(area(SQUARE).replace("<outer", "<tessellate>0</tessellate><outer"))
    + mark(area(SQUARE).replace("<coor", "<tessellate>1</tessellate><coor")) + mark("")
    + mark(several(line("1,2 3,4"), line("1,2 3,4", "<tessellate>1</tessellate>"),
                   line("1,2 3,4", "<tessellate>0</tessellate>"))),
    "blanks among places": mark(line("\n\t\t1,2\n\t\t3,4\n")) + mark(line(" 1,2  3,4 \n 5,6 ")),
    "odd figures": mark(line("1.,2 -.5,0003")) + mark(line("1e1,-2E-1 0.1234567890123456789,4")),
    "blanks between elements": "\n  " + mark("\n\t<name>a</name>\n\t", POINT, "\n ") + "\n" * 9,
    "a value of no schema": mark(simple(ten="a", other="b"), POINT) + mark(simple(more="7"), POINT),
    "elements in another order": mark(POINT, simple(ten="a"), "<name>n</name>"),
}  # fmt: skip
IRREGULAR = {
    "a comment": mark("<!-- a -->", POINT),
    "a processing instruction": mark("<?a b?>", POINT),
    "an unknown element": mark("<phone>1</phone>", POINT),
    "another namespace": mark("<gx:balloonVisibility>1</gx:balloonVisibility>", POINT),
    "a track": mark("<gx:Track><when>2021-06-10</when><gx:coord>1 2 3</gx:coord></gx:Track>"),
    "a model": mark("<Model><Location><latitude>1</latitude></Location></Model>"),
    "a camera": mark("<Camera><longitude>1</longitude><latitude>2</latitude></Camera>"),
    "a short text later": NOTHING + mark("<Snippet>a</Snippet>", POINT),
    "two short texts": mark("<Snippet>a</Snippet><snippet>b</snippet>", POINT),
    "a name twice": mark("<name>a</name><name>b</name>", POINT),
    "two geometries": mark(POINT, POINT),
    "a value twice": mark(simple(ten="a").replace("</Sch", '<SimpleData name="ten">b</SimpleData>'
                                                  "</Sch"), POINT),
    "two schemas": mark(simple(ten="a"), POINT) + mark(simple(ten="b").replace("#s", "#t"), POINT),
    "values of both kinds": mark(simple(ten="a"), POINT) + mark(data(ten="a"), POINT),
    "values of both kinds, later": mark(data(ten="a"), POINT) + mark(simple(ten="a"), POINT),
    "a value in other letters": mark(simple(Ten="a"), POINT),
    "a value without a name": mark("<ExtendedData><Data><value>1</value></Data></ExtendedData>"),
    "a value that is none": mark('<ExtendedData><Data name="a"></Data></ExtendedData>', POINT),
    "a column of the library's": mark(data(timestamp="1"), POINT),
    "no whole number": mark(simple(so="5a"), POINT),
    "a part of a number": mark(simple(so="5.0"), POINT),
    "too large": mark(simple(so="2147483648"), POINT),
    "no number": mark(simple(dt="1,5"), POINT),
    "beyond numbers": mark(simple(dt="1e999"), POINT) + mark(simple(dt="nan"), POINT),
    "neither yes nor no": mark(simple(co="2"), POINT),
    "an empty number": mark(simple(so=""), POINT),
    "an odd time": mark("<TimeStamp><when>2021-06</when></TimeStamp>", POINT),
    "parts of a second": mark("<TimeStamp><when>2021-06-10T08:30:00.5Z</when></TimeStamp>", POINT),
    "mixed kinds": mark(several(POINT, line("1,2 3,4"))),
    "many in many": mark(several(several(POINT))),
    "nothing in many": mark(several()),
    "mixed heights": mark(line("1,2 3,4,5")),
    "an open ring": mark(area("0,0 5,0 5,5 0,5")),
    "a short ring": mark(area("0,0 5,0 0,0")),
    "a short line": mark(line("1,2")),
    "no places": mark(line("")),
    "many places of a point": mark(POINT.replace("22.5", "22.5 1,2")),
    "a blank behind a comma": mark(line("1, 2 3,4")),
    "a lone number": mark(line("1,2 3,4 5")),
    "a hole first": mark(area(SQUARE, HOLE).replace("outer", "x").replace("inner", "outer")
                         .replace("x", "inner")),
    "no number of places": mark(line("nan,2 3,4")),
    "hexadecimal": mark(line("0x10,2 3,4")),
    "line ends of Windows": mark("\r\n", POINT),
    "an odd mode": mark(line("1,2 3,4", "<altitudeMode>high</altitudeMode>")),
    "an odd sign": mark("<visibility>true</visibility>", POINT),
    "a style between": NOTHING + '<Style id="a"></Style>' + NOTHING,
    "short texts by turns": mark("<snippet>a</snippet>", POINT)
    + mark("<Snippet>a</Snippet>", POINT),
    **{
        f"raw text with {tag}": mark(f"<description><![CDATA[{tag}\na]]></description>", POINT)
        + NOTHING
        for tag in ("<snippet>", "<coordinates>", "<MultiPoint>")
    },
    "blanks in a tag": mark(POINT.replace("<coordinates", "<coordinates ")),
    "an overlay": NOTHING + "<GroundOverlay><name>a</name></GroundOverlay>",
    "text between": NOTHING + "a" + NOTHING,
    "a sign in text": mark("<name>a > b</name>", POINT),
    "many tags": "".join(mark(data(**{f"a{n}": "1"}), POINT) for n in range(300)),
}  # fmt: skip
BROKEN = {
    "not closed": mark("<name>a", POINT),
    "closed by another": mark("<name>a</description>", POINT),
    "crossed": mark("<Point><coordinates>1,2</Point></coordinates>"),
    "a half tag": mark("<name", POINT),
    "an unknown reference": mark("<name>&boo;</name>", POINT),
    "a reference nobody reads": mark("<styleUrl>&boo;</styleUrl>", POINT),
    "a half reference": mark("<name>&amp</name><description>;</description>", POINT),
    "a letter that is none": mark("<name>&#0;</name>", POINT),
    "an attribute twice": f'<Placemark id="a" id="b">{POINT}</Placemark>',
    "an attribute without quotes": f"<Placemark id=a>{POINT}</Placemark>",
    "a sign in an attribute": mark(data(a="1").replace('"a"', '"a<"'), POINT),
    "raw text in a tag": mark(data(a="1").replace('"a"', '"<![CDATA[a]]>"'), POINT),
    "raw text without end": mark("<name><![CDATA[a</name>", POINT),
    "the end of raw text": mark("<name>a]]></name>", POINT),
    "a control character": mark("<name>\x01</name>", POINT),
    "no letter": mark("<name>\ufffe</name>", POINT),
}


def a_file(folder, body, *, before=BEFORE + SCHEMA, behind="</Document></kml>"):
    path = folder / "a.kml"
    path.write_text(f"{before}<Folder><name>f</name>{body}</Folder>{behind}", encoding="utf-8",
                    newline="")  # fmt: skip
    return path


@pytest.mark.parametrize("case", REGULAR)
def test_what_is_regular_is_read_by_columns(folder, case):
    assert is_same(a_file(folder, REGULAR[case]))


@pytest.mark.parametrize("case", IRREGULAR)
def test_what_is_not_is_left_to_the_library(folder, case):
    path = a_file(folder, IRREGULAR[case])
    assert kml_columns.read_table(path, None)[0] is None
    assert gdal.read_table(path, KML, None, lossless=False).attributes.num_rows


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_by_the_library(folder, case):
    path = a_file(folder, BROKEN[case])
    assert kml_columns.read_table(path, None)[0] is None
    with pytest.raises(FileUnreadable):
        gdal.read_table(path, KML, None, lossless=False)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (BEFORE.replace("UTF-8", "ISO-8859-1"), "</Document></kml>"),
        (BEFORE.replace("<kml", "<!DOCTYPE kml><kml"), "</Document></kml>"),
        (BEFORE.replace("<kml ", "<a:kml xmlns:a='b' "), "</Document></a:kml>"),
        (BEFORE + "<!-- a -->", "</Document></kml>"),
        (BEFORE + "<!-- <Folder>", "</Folder> --></Document></kml>"),
        (BEFORE + "<name><![CDATA[ <Folder>", "</Folder> ]]></name></Document></kml>"),
        (BEFORE + "<Folder></Folder>", "</Document></kml>"),
        (BEFORE + "<description><![CDATA[<coordinates>\n]]></description>", "</Document></kml>"),
        (BEFORE, "<description><![CDATA[<coordinates>\n]]></description></Document></kml>"),
        (BEFORE + "<NetworkLink><name>a</name></NetworkLink>", "</Document></kml>"),
        (BEFORE, "<GroundOverlay><name>a</name></GroundOverlay></Document></kml>"),
        (BEFORE, f"{NOTHING}</Document></kml>"),
        (BEFORE, f"<Folder><name>g</name>{NOTHING}</Folder></Document></kml>"),
        (BEFORE, "<Folder><name>g</name></Folder></Document></kml>"),
        (BEFORE, "</Document></kml><a/>"),
        (BEFORE, "</Document>"),
        (BEFORE, ""),
        ("<kml><Other>", "</Other></kml>"),
        ("", ""),
        ('<?xml version="1.0"?>\n<kml><Document>', "</Document></kml>"),
        ("\ufeff" + BEFORE + SCHEMA, "</Document></kml>\n"),
        (BEFORE + "<description><![CDATA[<b>]]></description>", f"{SCHEMA}</Document></kml>"),
        (BEFORE + SCHEMA + SCHEMA.replace("so", "mo"), "<!-- Placemark --></Document></kml>"),
    ],
)
def test_what_stands_around_is_judged_too(folder, before, behind):
    for body in (REGULAR["all kinds of values"], REGULAR["values without a schema"]):
        path = a_file(folder, body, before=before, behind=behind)
        try:
            is_same(path)
        except FileUnreadable:
            pytest.fail("columns read what the library does not")


@pytest.mark.parametrize(
    "around", [BEFORE + SCHEMA, BEFORE + "<description><![CDATA[<b>]]></description>" + SCHEMA]
)
def test_a_head_may_say_much(folder, around):
    assert is_same(a_file(folder, REGULAR["all kinds of values"], before=around))
    assert is_same(a_file(folder, REGULAR["areas"], before=around), "f")


def test_only_what_the_library_knows_by_its_name_is_read(folder):
    path = a_file(folder, NOTHING)
    other = path.rename(path.with_suffix(".xml"))
    assert kml_columns.read_table(other, None) == (None, 0.0)


def test_a_document_in_a_document_is_one_layer(folder):
    path = folder / "a.kml"
    nested = f"<Document><name>t</name>{NOTHING}</Document>"
    for text, name in (
        (f"{BEFORE}{nested}</Document></kml>", "t"),
        (f"{BEFORE}{nested}{NOTHING}</Document></kml>", None),
        (f"{BEFORE}{NOTHING}{nested}</Document></kml>", None),
        (f"{BEFORE}{nested}{nested}</Document></kml>", None),
        (f"{BEFORE}{nested.replace('<name>t</name>', '')}</Document></kml>", None),
    ):
        path.write_text(text, encoding="utf-8")
        with opened(path) as source:
            layers = source.layers
        assert name is None or [(layer.name, layer.layer) for layer in layers] == [(name, None)]
        library = [layer for layer, _ in gdal.sublayers(path, KML)]
        assert [layer.name for layer in layers] == library
        is_same(path, layers[0].layer)


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


# --- large ------------------------------------------------------------------------------------
def large(folder, more=""):
    rows = [
        mark(f"<name>Thửa {n}</name>", simple(ten=f"Bế {n % 90}", so=str(n)) if n % 4 else "",
             area(SQUARE.replace("5", f"{n / 1000}")))
        for n in range(1, 12_000)
    ]  # fmt: skip
    return a_file(folder, "".join(rows) + more)


def test_a_large_file_is_read_by_columns_block_by_block(folder, monkeypatch):
    monkeypatch.undo()
    path = large(folder)
    assert path.stat().st_size > 3 * kml_columns._LARGE_BYTES
    assert is_same(path)


def test_a_large_file_needs_no_other_process(folder, monkeypatch):
    path, shares = large(folder), []
    plain = read_features(path, examine=False)
    monkeypatch.setattr(apart, "LONG_S", -1.0)
    monkeypatch.setattr(apart, "_asked", lambda *_: pytest.fail("another process was asked"))
    with pace.listening(shares.append):
        heard = read_features(path, examine=False)
    assert heard.frame.equals(plain.frame)
    assert len(set(shares)) > 4
    assert shares == sorted(shares)


def test_what_is_packed_is_read_by_columns_too(folder, monkeypatch):
    frame, path = of_kind("several"), folder / "thửa.kmz"
    write_features(frame, path, layer="thửa đất")
    monkeypatch.setattr(apart, "read_table", lambda *_: pytest.fail("the library was asked"))
    found = read_features(path, examine=False).frame
    assert found["ten"].tolist() == frame["ten"].tolist()
    assert shapely.equals_exact(found.geometry, frame.geometry, 1e-7).all()


def test_a_file_that_is_not_regular_after_all_never_goes_back(folder):
    path, shares = large(folder, mark("<phone>1</phone>")), []
    with pace.listening(shares.append):
        found = read_features(path, examine=False)
    assert len(found.frame) == 12_000
    assert len(set(shares)) > 4
    assert shares == sorted(shares)


def test_reading_by_columns_stops_between_two_blocks(folder):
    path, shares = large(folder), []

    def stop(share):
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        kml_columns.read_table(path, None)
    assert 0.5 < shares[-1] < 1


def test_the_library_is_asked_about_little_only(folder, monkeypatch):
    path = a_file(folder, mark(area(" ".join(f"{n},0" for n in range(400)) + " 0,0")))
    assert is_same(path)
    monkeypatch.setattr(kml_sample, "_LARGEST", 2_000)
    assert not is_same(path)


def test_what_stands_around_does_not_fill_the_memory(folder, monkeypatch):
    monkeypatch.setattr(kml_columns, "_MOST_AROUND", 2_000)
    assert is_same(a_file(folder, NOTHING))
    style = '<Style id="a"></Style>' * 100
    assert not is_same(a_file(folder, NOTHING, before=BEFORE + style))
    assert not is_same(a_file(folder, NOTHING, behind=style + "</Document></kml>"))
