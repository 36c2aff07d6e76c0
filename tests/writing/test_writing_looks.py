"""Styles in the files that carry them: what stands there is what the map shows."""

from __future__ import annotations

import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing

import geopandas as gpd
import numpy as np
import pytest
import shapely

from planviewer.model.style import (
    Category,
    CategoryStyle,
    Class,
    GraduatedStyle,
    Label,
    SingleStyle,
    Symbol,
)
from planviewer.model.text import Text
from planviewer.reading.files import read_features
from planviewer.writing.about import About
from planviewer.writing.features import LayerOut, write_features, write_layers

RICE = Symbol(fill="#fffc8c", fill_opacity=0.5, stroke="#404040", stroke_width_mm=0.3)
HOME = Symbol(fill="#ffd0ff", stroke="#c00000", stroke_width_mm=0.6, dash=(2.0, 1.0))
REST = Symbol(fill="#102030", stroke="#00aa55", stroke_width_mm=0.2)
STYLES = {
    "single": SingleStyle(symbol=RICE, label=Label(field="ten", size_pt=9.0, color="#000080")),
    "category": CategoryStyle(
        field="loaidat",
        categories=(
            Category(value="LUC", label=Text(vi="Lúa", en="Rice"), symbol=RICE),
            Category(value="ONT", label=Text(vi="Ở", en="Home"), symbol=HOME),
        ),
        other=REST,
    ),
    "graduated": GraduatedStyle(
        field="dientich",
        classes=(
            Class(upper=100.0, label=Text(vi="nhỏ", en="small"), symbol=RICE),
            Class(upper=None, label=Text(vi="lớn", en="large"), symbol=HOME),
        ),
        other=REST,
    ),
}
SYMBOLS = {
    "single": [RICE, RICE, RICE, RICE],
    "category": [RICE, HOME, REST, REST],
    "graduated": [RICE, HOME, HOME, REST],
}
"""Of each row; the last has neither a land type nor an area."""
NO_AREA = '"dientich" IS NULL'
KINDS = ("polygon", "line", "point")
CASES = pytest.mark.parametrize("name", STYLES)


def frame(kind="polygon"):
    boxes = [shapely.box(x, 2515360, x + 20, 2515380) for x in range(541100, 541220, 30)]
    shapes = {
        "polygon": boxes,
        "line": [box.exterior.segmentize(7) for box in boxes],
        "point": [box.centroid for box in boxes],
    }[kind]
    values = {
        "ten": ["Nguyễn Văn Ướm", "Đường tránh", None, "d"],
        "loaidat": ["LUC", "ONT", "CLN", None],
        "dientich": [50.0, 100.5, 1e9, np.nan],
    }
    return gpd.GeoDataFrame(values, geometry=shapes, crs="EPSG:9210")


# --- KML --------------------------------------------------------------------------------------
SPACE = "{http://www.opengis.net/kml/2.2}"


def abgr(colour, opacity=1.0):
    return f"{round(255 * opacity):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def kml_of(path):
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path) as archive:
            return ET.fromstring(archive.read("doc.kml"))  # noqa: S314  our own
    return ET.parse(path).getroot()  # noqa: S314  our own


@CASES
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_each_placemark_has_the_symbol_of_its_feature(tmp_path, suffix, kind, name):
    path = tmp_path / f"a{suffix}"
    write_features(frame(kind), path, about=About(style=STYLES[name]))
    root = kml_of(path)
    styles = {item.get("id"): item for item in root.iter(f"{SPACE}Style")}
    marks = list(root.iter(f"{SPACE}Placemark"))
    for mark, symbol in zip(marks, SYMBOLS[name], strict=True):
        style = styles[mark.findtext(f"{SPACE}styleUrl").removeprefix("#")]
        said = {item.tag.removeprefix(SPACE): item for item in style}
        line, area = said["LineStyle"], said["PolyStyle"]
        assert line.findtext(f"{SPACE}color") == abgr(symbol.stroke)
        width_px = float(line.findtext(f"{SPACE}width"))
        assert width_px == pytest.approx(symbol.stroke_width_mm * 96 / 25.4, rel=0.05)
        assert area.findtext(f"{SPACE}color") == abgr(symbol.fill, symbol.fill_opacity)
        assert (area.findtext(f"{SPACE}fill"), area.findtext(f"{SPACE}outline")) == ("1", "1")
        assert ("IconStyle" in said) == (kind == "point")
        if kind == "point":
            assert said["IconStyle"].findtext(f"{SPACE}color") == abgr(symbol.fill)


def test_what_is_not_filled_is_not_filled_in_kml(tmp_path):
    style = SingleStyle(symbol=Symbol(fill=None, stroke="#c00000"))
    write_features(frame(), tmp_path / "a.kml", about=About(style=style))
    area = next(kml_of(tmp_path / "a.kml").iter(f"{SPACE}PolyStyle"))
    assert area.findtext(f"{SPACE}fill") == "0"


def test_a_layer_without_style_says_nothing_of_looks(tmp_path):
    write_features(frame(), tmp_path / "a.kml", about=About())
    root = kml_of(tmp_path / "a.kml")
    assert not list(root.iter(f"{SPACE}Style"))
    assert not list(root.iter(f"{SPACE}styleUrl"))


# --- DXF --------------------------------------------------------------------------------------
def entities(path):
    """Return the entities of a drawing, each as its groups: code → first value."""
    lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
    pairs = list(zip(lines[0::2], lines[1::2], strict=True))
    pairs = pairs[pairs.index(("2", "ENTITIES")) + 1 :]
    found = []
    for code, value in pairs[: pairs.index(("0", "ENDSEC"))]:
        if code == "0":
            found.append({})
        found[-1].setdefault(code, value)
    return found


@CASES
@pytest.mark.parametrize("kind", KINDS)
def test_each_entity_has_the_colour_and_layer_of_its_feature(tmp_path, kind, name):
    style = STYLES[name].model_copy(update={"label": None})
    write_layers([LayerOut("Thửa", frame(kind), About(style=style))], tmp_path / "a.dxf")
    drawn = entities(tmp_path / "a.dxf")
    colours = [f"#{int(item['420']):06x}" for item in drawn]
    assert colours == [symbol.stroke for symbol in SYMBOLS[name]]
    layers = [item["8"] for item in drawn]
    own = "Th\\U+1EEDa"
    assert layers == (["LUC", "ONT", "CLN", own] if name == "category" else [own] * 4)


def test_names_are_written_in_letters_every_drawing_program_reads(tmp_path):
    write_features(frame(), tmp_path / "a.dxf", about=About(style=STYLES["single"]))
    texts = [item for item in entities(tmp_path / "a.dxf") if item["0"] == "MTEXT"]
    assert [item["1"] for item in texts] == [
        "Nguy\\U+1ec5n\\~V\\U+0103n\\~\\U+01af\\U+1edbm",
        "\\U+0110\\U+01b0\\U+1eddng\\~tr\\U+00E1nh",
        "d",
    ]
    back = read_features(tmp_path / "a.dxf").frame
    assert back["Text"].dropna().tolist() == frame()["ten"].dropna().tolist()


def test_layers_of_a_drawing_have_their_vietnamese_names(tmp_path):
    layers = [LayerOut(name, frame(), About()) for name in ("Thửa đất", "planviewer 0", "Kè/bờ")]
    write_layers(layers, tmp_path / "a.dxf")
    back = read_features(tmp_path / "a.dxf").frame
    assert set(back["Layer"]) == {"Thửa đất", "planviewer 0", "Kè_bờ"}


# --- GeoPackage -------------------------------------------------------------------------------
def styles_in(path):
    with closing(sqlite3.connect(path)) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute("SELECT * FROM layer_styles ORDER BY id")]


def qml_of(row):
    return ET.fromstring(row["styleQML"].split("\n", 1)[1])  # noqa: S314  our own


def colour_of(symbol):
    """Return the colours of a QML symbol's layers, without opacity: fill, then lines."""
    found = []
    for layer in symbol.iter("layer"):
        said = {item.get("name"): item.get("value") for item in layer.iter("Option")}
        text = said.get("color") if layer.get("class") != "SimpleLine" else said["line_color"]
        found.append("#" + "".join(f"{int(part):02x}" for part in text.split(",")[:3]))
    return found


@CASES
@pytest.mark.parametrize("kind", KINDS)
def test_the_style_of_a_layer_is_the_default_of_its_table(tmp_path, kind, name):
    path = tmp_path / "đồ án.gpkg"
    about = About(title="Thửa đất", style=STYLES[name], opacity=0.75)
    write_layers([LayerOut("thửa", frame(kind), about), LayerOut("khác", frame(), About())], path)
    (row,) = styles_in(path)
    assert (row["f_table_name"], row["styleName"], row["useAsDefault"]) == ("thửa", "Thửa đất", 1)
    with closing(sqlite3.connect(path)) as base:
        (column,) = base.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'thửa'"
        ).fetchone()
        listed = base.execute(
            "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"
        ).fetchone()
    assert (row["f_geometry_column"], listed) == (column, ("attributes",))
    root = qml_of(row)
    assert root.findtext("layerOpacity") == "0.75"
    renderer = root.find("renderer-v2")
    kinds = {"single": "singleSymbol", "category": "categorizedSymbol"}
    assert renderer.get("type") == kinds.get(name, "RuleRenderer")
    symbols = {item.get("name"): item for item in renderer.find("symbols")}
    assert {x.get("type") for x in symbols.values()} == {
        {"polygon": "fill", "line": "line", "point": "marker"}[kind]
    }
    for number, symbol in zip(shown(renderer, name), SYMBOLS[name], strict=True):
        wanted = {"line": [symbol.stroke], "point": [symbol.fill]}
        assert colour_of(symbols[number]) == wanted.get(kind, [symbol.fill, symbol.stroke])


def shown(renderer, name):
    """Return the symbol QGIS gives each row, by its rules: "" is everything else."""
    rows = frame().itertuples()
    if name == "single":
        return ["0"] * 4
    if name == "category":
        by_value = {c.get("value"): c.get("symbol") for c in renderer.find("categories")}
        return [by_value.get(row.loaidat, by_value[""]) for row in rows]
    rules = {r.get("filter"): r.get("symbol") for r in renderer.find("rules")}
    small, large, other = (
        '"dientich" <= 100',
        '"dientich" > 100 AND "dientich" IS NOT NULL',
        NO_AREA,
    )
    assert list(rules) == [small, large, other]
    return [rules[small], rules[large], rules[large], rules[other]]


def test_intervals_stay_intervals_where_every_feature_lies_in_one(tmp_path):
    write_features(frame().iloc[:3], tmp_path / "a.gpkg", about=About(style=STYLES["graduated"]))
    renderer = qml_of(styles_in(tmp_path / "a.gpkg")[0]).find("renderer-v2")
    assert renderer.get("type") == "graduatedSymbol"
    ends = [(float(r.get("lower")), float(r.get("upper"))) for r in renderer.find("ranges")]
    assert ends == [(-1e300, 100.0), (100.0, 1e300)]


def test_a_label_of_a_style_stands_in_the_document(tmp_path):
    write_features(frame(), tmp_path / "a.gpkg", about=About(style=STYLES["single"]))
    root = qml_of(styles_in(tmp_path / "a.gpkg")[0])
    text = root.find(".//text-style")
    assert (text.get("fieldName"), text.get("fontSize")) == ("ten", "9")
    assert text.get("textColor") == "0,0,128,255"
    assert root.get("labelsEnabled") == "1"


def test_a_geopackage_without_styles_has_no_table_of_them(tmp_path):
    write_features(frame(), tmp_path / "a.gpkg", about=About())
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as base:
        assert not base.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'layer_styles'"
        ).fetchall()
