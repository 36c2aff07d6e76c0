"""KML by hand: regular, irregular and broken, and whether columns say of a file what it holds."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from planviewer.reading import gdal
from planviewer.reading.formats import KML
from planviewer.reading.kml import columns as kml_columns


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
