"""Labels: none overlaps, none is cut, the same ones everywhere."""

from dataclasses import replace

import geopandas as gpd
import make_parcels as make
import numpy as np
import pytest
import reference
import shapely
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing import label_places
from planviewer.drawing.label_places import place_labels
from planviewer.drawing.labels import LabelTexts
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.tokens import next_token
from planviewer.drawing.view import MERCATOR_HALF, View
from planviewer.model.style import Label, SingleStyle, Symbol

CRS = "EPSG:3857"
X, Y = make.CENTRE
BLACK = Symbol(fill="#cccccc", stroke=None, stroke_width_mm=0)


def labelled(frame, field, symbol=BLACK, crs=CRS, **label):
    style = SingleStyle(symbol=symbol, label=Label(field=field, **label))
    return DrawLayer.build(field, frame, style, crs)


@pytest.fixture(scope="module")
def layers():
    road = Symbol(stroke="#d11f1f", stroke_width_mm=0.8)
    return [
        labelled(make.parcels(4_000), "shthua"),
        labelled(make.roads(4_000), "name", road, priority=5, size_pt=9, bold=True),
        labelled(make.points(400, 4_000), "kind", Symbol(fill="#1f6fb2"), priority=2),
    ]


def centred(layer, zoom, width=900, height=700):
    west, south, east, north = layer.bounds
    px = 2 * MERCATOR_HALF / 2**zoom / 256
    x, y = (west + east) / 2, (south + north) / 2
    box = (x - width / 2 * px, y - height / 2 * px, x + width / 2 * px, y + height / 2 * px)
    return View(box, width, height)


@pytest.mark.parametrize("zoom", [15, 17, 18])
def test_no_label_overlaps_another(layers, zoom):
    placed = place_labels(layers, centred(layers[0], zoom))
    boxes = shapely.box(*np.array([p.box for p in placed]).T)
    one, other = shapely.STRtree(boxes).query(boxes, predicate="intersects")
    assert len(placed) > 30
    assert (one == other).all()


def texts_in(placed, box, shift=(0.0, 0.0)):
    """Return (text, place) of the labels whole inside a box, rounded to a tenth of a pixel."""
    left, top, right, bottom = box
    return {
        ("".join(piece.text for piece in p.pieces), round(p.box[0] - shift[0], 1))
        for p in placed
        if p.box[0] > left and p.box[2] < right and p.box[1] > top and p.box[3] < bottom
    }


@pytest.mark.parametrize("zoom", [16, 17, 18])
def test_every_part_of_the_map_gets_the_labels_of_the_whole(layers, zoom):
    whole = centred(layers[0], zoom)
    everything = place_labels(layers, whole)
    for x, y, width, height in ((200, 120, 256, 256), (311, 257, 300, 200), (450, 340, 256, 256)):
        part = place_labels(layers, whole.part(x, y, width, height))
        ours = texts_in(part, (0, 0, width, height))
        expected = texts_in(everything, (x, y, x + width, y + height), shift=(x, y))
        assert ours == expected
        assert expected


def test_no_label_is_cut_where_blocks_of_tiles_meet(layers):
    """2 × 2 tiles round a corner of four blocks, against one picture of the same place."""
    zoom = 17
    west, south, east, north = layers[0].bounds
    side = 2 * MERCATOR_HALF / 2**zoom
    x = round(((west + east) / 2 + MERCATOR_HALF) / side / 4) * 4
    y = round((MERCATOR_HALF - (south + north) / 2) / side / 4) * 4
    tiles = TilePainter()
    tiles.set_layers(layers)
    joined = QImage(512, 512, QImage.Format.Format_ARGB32_Premultiplied)
    joined.fill(0)
    painter = QPainter(joined)
    for dx in (0, 1):
        for dy in (0, 1):
            tile = tiles.image(zoom, x - 1 + dx, y - 1 + dy)
            painter.drawImage(256 * dx, 256 * dy, tile)
    painter.end()
    first, last = View.for_tile(zoom, x - 1, y - 1).bounds, View.for_tile(zoom, x, y).bounds
    view = View((first[0], last[1], last[2], first[3]), 512, 512)
    whole = reference.blank(view)
    painter = QPainter(whole)
    paint(painter, layers, view)
    painter.end()
    difference = np.abs(reference.pixels(joined) - reference.pixels(whole)).max(axis=2)
    assert difference.mean() < 0.8
    assert difference[250:262].mean() < 2
    assert difference[:, 250:262].mean() < 2


def test_screen_and_paper_have_the_same_labels(layers):
    """Three times the pixels at the same scale."""
    screen = centred(layers[0], 17)
    paper = View(screen.bounds, screen.width * 3, screen.height * 3, screen.px_per_mm * 3)
    on_screen = sorted(p.pieces[0].text for p in place_labels(layers, screen))
    on_paper = sorted(p.pieces[0].text for p in place_labels(layers, paper))
    differing = set(on_screen) ^ set(on_paper)
    assert len(on_screen) > 100
    assert len(differing) < 0.03 * len(on_screen)


def test_a_parcel_number_stands_inside_its_parcel():
    frame = make.parcels(400)
    layer = labelled(frame, "shthua", crs="EPSG:9210")
    view = View((X - 100, Y - 100, X + 100, Y + 100), 1200, 1200)
    parcels = frame.geometry.to_numpy()
    placed = place_labels([layer], view)
    assert len(placed) > 50
    for label in placed:
        x, y = view.world((label.box[0] + label.box[2]) / 2, (label.box[1] + label.box[3]) / 2)
        inside = np.flatnonzero(shapely.contains_xy(parcels, x, y))
        assert [str(frame.shthua[row]) for row in inside] == [label.pieces[0].text]


def test_a_bent_polygon_is_labelled_where_there_is_room():
    bent = shapely.box(X, Y, X + 100, Y + 100) - shapely.box(X + 20, Y + 20, X + 101, Y + 101)
    frame = gpd.GeoDataFrame({"t": ["12"]}, geometry=[bent], crs="EPSG:9210")
    view = View((X - 10, Y - 10, X + 110, Y + 110), 600, 600)
    (label,) = place_labels([labelled(frame, "t", crs="EPSG:9210")], view)
    middle = view.world((label.box[0] + label.box[2]) / 2, (label.box[1] + label.box[3]) / 2)
    assert shapely.distance(shapely.Point(middle), bent.boundary) > 8


def test_a_name_follows_its_line_and_reads_from_left_to_right():
    line = shapely.LineString([(X + 500, Y), (X, Y + 100)])  # digitised from right to left
    frame = gpd.GeoDataFrame({"t": ["Đường tránh Nước Hai"]}, geometry=[line], crs="EPSG:9210")
    view = View((X - 50, Y - 50, X + 550, Y + 150), 450, 150)
    (label,) = place_labels([labelled(frame, "t", crs="EPSG:9210")], view)
    (piece,) = label.pieces
    assert piece.text == "Đường tránh Nước Hai"
    assert piece.degrees == pytest.approx(np.degrees(np.arctan2(100, 500)), abs=0.5)


def test_the_higher_priority_wins():
    frame = gpd.GeoDataFrame({"t": ["one"]}, geometry=[shapely.Point(X, Y)], crs="EPSG:9210")
    low = labelled(frame, "t", crs="EPSG:9210", priority=1)
    high = labelled(frame.assign(t="two"), "t", crs="EPSG:9210", priority=2)
    view = View((X - 100, Y - 100, X + 100, Y + 100), 400, 400)
    for order in ([low, high], [high, low]):
        assert [p.pieces[0].text for p in place_labels(order, view)] == ["two"]


def test_labels_show_from_their_scale_on():
    frame = gpd.GeoDataFrame({"t": ["one"]}, geometry=[shapely.Point(X, Y)], crs="EPSG:9210")
    layer = labelled(frame, "t", crs="EPSG:9210", min_scale=5_000)
    assert layer.lettered_at(5_000).texts
    assert not layer.lettered_at(5_001).texts


def test_texts_are_one_line_of_bounded_length_whatever_the_field_holds():
    values = [None, float("nan"), "a\nb\t c", "x" * 10_000, "<img src=x onerror=alert(1)>", 3.0, ""]
    frame = gpd.GeoDataFrame(
        {"t": np.array(values, dtype=object)},
        geometry=[shapely.Point(X + 90 * k, Y) for k in range(len(values))],
        crs="EPSG:9210",
    )
    layer = labelled(frame, "t", crs="EPSG:9210")
    view = View((X - 50, Y - 50, X + 750, Y + 50), 3200, 400)
    texts = {p.pieces[0].text for p in place_labels([layer], view)}
    assert {"a b c", "3"} <= texts
    assert all(len(text) < 60 for text in texts)
    assert any(text.endswith("…") for text in texts)


def test_a_field_that_is_not_there_gives_no_labels():
    frame = make.parcels(10)
    style = SingleStyle(label=Label(field="nothing"))
    assert LabelTexts.of(style, frame) is None


def test_a_changed_layer_leaves_the_candidates_of_the_others_alone(layers, monkeypatch):
    looked_at = []
    search = label_places._groups

    def watched(layer, view, position):
        looked_at.append(layer.layer_id)
        return search(layer, view, position)

    monkeypatch.setattr(label_places, "_groups", watched)
    view, memory = centred(layers[0], 18), {}
    before = place_labels(layers, view, memory)
    assert place_labels(layers, view, memory) == before
    assert looked_at == [layer.layer_id for layer in layers]
    changed = [replace(layers[0], token=next_token()), *layers[1:]]
    assert [p.box for p in place_labels(changed, view, memory)] == [p.box for p in before]
    assert looked_at[len(layers) :] == [layers[0].layer_id]
