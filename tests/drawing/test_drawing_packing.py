"""A layer that went through a file is drawn as before."""

import io

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.packing import looks_like, pack, unpack
from planviewer.drawing.stations import Stations
from planviewer.model.style import Category, CategoryStyle, Label, SingleStyle, Symbol
from planviewer.model.text import Text

SHAPES = {
    "polygons": [
        shapely.box(0, 0, 9, 9) - shapely.box(2, 2, 5, 5),
        shapely.box(9, 0, 12, 4),
    ],
    "parts": [shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 5, 5)]), None],
    "lines": [shapely.LineString([(0, 0), (5, 1), (9, 9)]), shapely.LineString()],
    "points": [shapely.Point(1, 2), shapely.MultiPoint([(3, 4), (5, 6)])],
    "mixed": [shapely.Point(1, 2), shapely.box(0, 0, 3, 3), shapely.LineString([(0, 0), (1, 1)])],
    "nothing": [],
}
RED, BLUE = Symbol(fill="#ff0000"), Symbol(fill="#0000ff", stroke_width_mm=0.7)
BY_KIND = CategoryStyle(
    field="kind",
    categories=(Category(value="đất ở", label=Text(vi="Đất ở", en="Homes"), symbol=RED),),
    other=BLUE,
    label=Label(kind="field", field="kind"),
)


def layer_of(shapes, style=BY_KIND, stations=None):
    kinds = ["đất ở" if row % 2 == 0 else f"n{row}" for row in range(len(shapes))]
    frame = gpd.GeoDataFrame({"kind": kinds}, geometry=shapes, crs="EPSG:3857")
    return DrawLayer.build("parcels", frame, style, "EPSG:3857", stations=stations)


def through_a_file(layer):
    file = io.BytesIO()
    np.savez(file, **pack(layer))
    file.seek(0)
    with np.load(file, allow_pickle=False) as packed:
        return unpack({name: packed[name] for name in packed})


@pytest.mark.parametrize("shapes", SHAPES.values(), ids=SHAPES.keys())
def test_a_layer_that_went_through_a_file_looks_as_before(shapes):
    layer = layer_of(shapes)
    again = through_a_file(layer)
    assert looks_like(layer, again)
    assert again.layer_id == "parcels"
    assert again.bounds == layer.bounds
    assert again.kinds == layer.kinds
    assert again.feature_count == len(shapes)
    assert [t.texts for t in again.texts] == [t.texts for t in layer.texts]
    assert again.token != layer.token


def test_chainages_go_through_a_file():
    marks = np.array([[1.0, 1.0], [5.0, 1.0]])
    label = Label(kind="chainage")
    stations = Stations.of(label, ["Km0+000", "Km0+100"], marks, marks + 1, np.array([2.0, 1.0]))
    layer = layer_of(SHAPES["lines"], stations=stations)
    again = through_a_file(layer)
    assert looks_like(layer, again)
    assert again.stations.texts.texts == ("Km0+000", "Km0+100")
    assert again.stations.places.tolist() == marks.tolist()


@given(st.lists(st.tuples(*[st.integers(-1000, 1000)] * 2), min_size=1, max_size=40, unique=True))
def test_points_anywhere_go_through_a_file(places):
    layer = layer_of([shapely.Point(place) for place in places])
    assert looks_like(layer, through_a_file(layer))


def test_what_is_seen_to_differ_does_not_look_alike():
    shapes = SHAPES["polygons"]
    layer = layer_of(shapes)
    assert looks_like(layer, layer_of(shapes))
    assert not looks_like(layer, layer_of([shapes[0], shapely.box(9, 0, 12, 5)]))
    assert not looks_like(layer, layer_of(shapes[:1]))
    assert not looks_like(layer, layer_of(shapes, SingleStyle(symbol=RED)))
    assert not looks_like(layer, layer_of(shapes, BY_KIND.changed(other=RED)))
    smaller = Label(kind="field", field="kind", size_pt=5)
    assert not looks_like(layer, layer_of(shapes, BY_KIND.changed(label=smaller)))
    other_kinds = layer_of(shapes[::-1])
    assert not looks_like(layer, other_kinds)


@pytest.mark.parametrize("missing", ["words", "classes", "polygons.coords", "label codes"])
def test_half_a_layer_is_refused(missing):
    packed = pack(layer_of(SHAPES["mixed"]))
    del packed[missing]
    with pytest.raises(KeyError):
        unpack(packed)


def test_words_that_are_none_are_refused():
    packed = pack(layer_of(SHAPES["mixed"])) | {"words": np.frombuffer(b"\xff{", np.uint8)}
    with pytest.raises(ValueError, match="decode"):
        unpack(packed)
