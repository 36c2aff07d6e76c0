"""A GeoPackage of ours as QGIS opens it (where it is installed)."""

from __future__ import annotations

import json
import os
import subprocess
import warnings
from pathlib import Path

import pytest
from formats_dataset import ABOUT, STYLE, boxes, lines, points

from planviewer.model.style import Class, GraduatedStyle, SingleStyle, Symbol
from planviewer.model.text import Text
from planviewer.writing.about import About
from planviewer.writing.features import LayerOut, write_layers
from planviewer.writing.qml import qml

PYTHON = "/usr/bin/python3"
LOOK = """
import json, os, sys
from qgis.core import QgsApplication, QgsRenderContext, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
found = {}
for name in sys.argv[2:]:
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    renderer = layer.renderer()
    categories = getattr(renderer, "categories", lambda: [])()
    ranges = getattr(renderer, "ranges", lambda: [])()
    symbols = [item.symbol() for item in (*categories, *ranges)]
    symbols = symbols or renderer.symbols(QgsRenderContext())
    drawing, context = renderer.clone(), QgsRenderContext()
    drawing.startRender(context, layer.fields())
    drawn = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        found_symbols = drawing.symbolsForFeature(feature, context)
        drawn.append([item.symbolLayer(0).color().name() for item in found_symbols])
    drawing.stopRender(context)
    found[name] = {
        "count": layer.featureCount(),
        "crs": layer.crs().authid(),
        "type": renderer.type(),
        "values": [item.value() for item in categories],
        "uppers": [item.upperValue() for item in ranges],
        "layers": [[part.layerType() for part in symbol.symbolLayers()] for symbol in symbols],
        "colors": [symbol.symbolLayer(0).color().name() for symbol in symbols],
        "label": layer.labeling().settings().fieldName if layer.labelsEnabled() else None,
        "opacity": layer.opacity(),
        "drawn": drawn,
    }
print(json.dumps(found), flush=True)
os._exit(0)
"""


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GDAL", "VIRTUAL"))}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="module")
def qgis():
    if not Path(PYTHON).exists():
        pytest.skip("there is no Python of the system")
    asked = [PYTHON, "-c", "import qgis.core"]
    if subprocess.run(asked, capture_output=True, env=environment(), check=False).returncode:
        pytest.skip("QGIS is not installed")

    def look(path, *names):
        done = subprocess.run(
            [PYTHON, "-c", LOOK, str(path), *names],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        assert done.stdout, done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    return look


HATCHED = Symbol(fill="#8e6bbf", fill_opacity=0.3, hatch="cross", stroke="#5a3d8a", dash=(1.5, 1.0))
CASED = Symbol(stroke="#c81e1e", stroke_width_mm=0.8, casing="#ffffff", casing_width_mm=0.3)
INTERVALS = GraduatedStyle(
    field="dientich",
    classes=(
        Class(upper=510.0, label=Text(vi="nhỏ", en="small"), symbol=Symbol(fill="#00ff00")),
        Class(upper=None, label=Text(vi="lớn", en="large"), symbol=Symbol(fill="#0000ff")),
    ),
)


def test_layers_look_the_same_in_qgis(qgis, folder):
    path = folder / "đồ án.gpkg"
    layers = [
        LayerOut("theo loại", boxes(), ABOUT),
        LayerOut("gạch chéo", boxes(), About(style=SingleStyle(symbol=HATCHED), opacity=0.5)),
        LayerOut("đường", lines(), About(style=SingleStyle(symbol=CASED))),
        LayerOut("khoảng", points(), About(style=INTERVALS)),
        LayerOut("khoảng, mọi thửa", points().dropna(subset="dientich"), About(style=INTERVALS)),
    ]
    write_layers(layers, path)
    seen = qgis(path, *(layer.name for layer in layers))
    by_kind = seen["theo loại"]
    assert (by_kind["count"], by_kind["crs"]) == (3, "EPSG:9210")
    assert (by_kind["type"], by_kind["label"]) == ("categorizedSymbol", "tenchu")
    assert by_kind["values"] == ["LUC", "ONT", ""]
    assert by_kind["colors"][:2] == [c.symbol.fill for c in STYLE.categories]
    hatched = seen["gạch chéo"]
    assert hatched["opacity"] == 0.5
    assert hatched["layers"] == [["SimpleFill", "LinePatternFill", "LinePatternFill", "SimpleLine"]]
    assert seen["đường"]["layers"] == [["SimpleLine", "SimpleLine"]]
    assert seen["đường"]["colors"] == ["#ffffff"]
    assert by_kind["drawn"] == [["#fffc8c"], ["#ffd0ff"], ["#fffc8c"]]
    whole = seen["khoảng, mọi thửa"]
    assert (whole["type"], whole["uppers"][0]) == ("graduatedSymbol", 510.0)
    assert whole["drawn"] == [["#00ff00"], ["#0000ff"]]
    # QGIS leaves out what lies in no interval; we do not.
    assert seen["khoảng"]["drawn"] == [["#00ff00"], ["#d9d9d9"], ["#0000ff"]]


@pytest.mark.parametrize("kind", ["point", "line", "polygon"])
@pytest.mark.parametrize(
    "hatch", ["none", "diagonal", "back-diagonal", "cross", "horizontal", "vertical", "dots"]
)
def test_every_symbol_has_a_counterpart(kind, hatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = qml(SingleStyle(symbol=Symbol(fill="#123456", hatch=hatch)), kind)
    assert text.count("<layer ") >= 1
    assert "None" not in text
