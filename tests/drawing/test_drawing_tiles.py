"""Tiles: joined they are one big picture; what did not change is not drawn again."""

import threading

import geopandas as gpd
import make_parcels as make
import numpy as np
import pytest
import reference
import shapely
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing import tiles as tiles_module
from planviewer.drawing.canvas import DrawingCancelled
from planviewer.drawing.encode import encode, encode_png
from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.tiles import TilePainter, ground_scale
from planviewer.drawing.view import MERCATOR_HALF, View
from planviewer.model.style import SingleStyle, Symbol

CRS = "EPSG:3857"


@pytest.fixture(scope="module")
def district():
    return make.parcels(4_000)


@pytest.fixture(scope="module")
def parcel_layer(district):
    return DrawLayer.build("parcels", district, default_style(district, "polygon"), CRS)


@pytest.fixture
def paint_count(monkeypatch):
    """Count pictures drawn by the painter."""
    drawn = []

    def counting(painter, layers, view, cancelled=None, **options):
        drawn.extend(layer.layer_id for layer in layers)
        return paint(painter, layers, view, cancelled, **options)

    monkeypatch.setattr(tiles_module, "paint", counting)
    return drawn


def corner_tile(layer, zoom):
    """Return the tile whose lower right corner is nearest to the middle of the layer."""
    west, south, east, north = layer.bounds
    side = 2 * MERCATOR_HALF / 2**zoom
    x = round(((west + east) / 2 + MERCATOR_HALF) / side) - 1
    y = round((MERCATOR_HALF - (south + north) / 2) / side) - 1
    return x, y


def joined(tiles, zoom, x, y, ratio=1.0):
    """Return the picture of four tiles."""
    size = round(256 * ratio)
    image = QImage(2 * size, 2 * size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    for dx in (0, 1):
        for dy in (0, 1):
            tile = tiles.image(zoom, x + dx, y + dy, ratio)
            if tile is not None:
                painter.drawImage(dx * size, dy * size, tile)
    painter.end()
    return image


def big_picture(layers, zoom, x, y, ratio=1.0):
    first = View.for_tile(zoom, x, y, ratio=ratio).bounds
    last = View.for_tile(zoom, x + 1, y + 1, ratio=ratio).bounds
    size = round(512 * ratio)
    view = View((first[0], last[1], last[2], first[3]), size, size, 96 / 25.4 * ratio)
    image = reference.blank(view)
    painter = QPainter(image)
    paint(painter, layers, view)
    painter.end()
    return image


def assert_seamless(layers, zoom, ratio=1.0):
    tiles = TilePainter()
    tiles.set_layers(layers)
    x, y = corner_tile(layers[0], zoom)
    ours = reference.pixels(joined(tiles, zoom, x, y, ratio))
    whole = reference.pixels(big_picture(layers, zoom, x, y, ratio))
    difference = np.abs(ours - whole).max(axis=2)
    assert whole.any()
    assert difference.mean() < 0.6
    middle = round(256 * ratio)
    for band in (difference[middle - 2 : middle + 2], difference[:, middle - 2 : middle + 2]):
        assert band.mean() < 3 * difference.mean() + 0.6


@pytest.mark.parametrize("zoom", [12, 14, 15, 15.37, 16, 18, 20])
def test_joined_tiles_of_parcels_are_one_picture(parcel_layer, zoom):
    assert_seamless([parcel_layer], zoom)


def test_joined_tiles_on_a_fine_screen_are_one_picture(parcel_layer):
    assert_seamless([parcel_layer], 16, ratio=2.0)


@pytest.mark.parametrize("hatch", ["diagonal", "back-diagonal", "cross", "horizontal", "dots"])
def test_a_hatch_runs_on_from_tile_to_tile(hatch):
    area = shapely.box(541_000, 2_515_000, 543_000, 2_517_000)
    frame = gpd.GeoDataFrame(geometry=[area], crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(hatch=hatch, stroke="#b3261e", stroke_width_mm=3.0))
    assert_seamless([DrawLayer.build("zone", frame, style, CRS)], 15)


@pytest.mark.parametrize("zoom", [13, 15, 17])
def test_dashes_and_casings_run_on_from_tile_to_tile(zoom):
    symbol = Symbol(
        stroke="#d11f1f", stroke_width_mm=0.9, dash=(3, 1.2), casing="#ffffff", casing_width_mm=0.3
    )
    layer = DrawLayer.build("roads", make.roads(4_000), SingleStyle(symbol=symbol), CRS)
    assert_seamless([layer], zoom)


def test_markers_on_an_edge_are_on_both_tiles():
    frame = make.points(2_000, 4_000)
    style = SingleStyle(symbol=Symbol(fill="#1f6fb2", stroke="#ffffff", marker_size_mm=5))
    assert_seamless([DrawLayer.build("points", frame, style, CRS)], 16)


def test_a_hidden_layer_costs_nothing(parcel_layer, paint_count):
    tiles = TilePainter()
    tiles.set_layers([parcel_layer.with_look(visible=False)])
    assert tiles.image(16, *corner_tile(parcel_layer, 16)) is None
    assert paint_count == []
    assert tiles.used_bytes == 0


def test_showing_fading_and_reordering_draw_nothing_anew(parcel_layer, paint_count):
    roads = DrawLayer.build("roads", make.roads(4_000), SingleStyle(), CRS)
    tiles = TilePainter()
    x, y = corner_tile(parcel_layer, 15)
    tiles.set_layers([parcel_layer, roads])
    first = tiles.image(15, x, y)
    assert sorted(paint_count) == ["parcels", "roads"]
    tiles.set_layers([parcel_layer.with_look(visible=False), roads])
    assert tiles.image(15, x, y) != first
    tiles.set_layers([roads, parcel_layer.with_look(opacity=0.3)])
    assert tiles.image(15, x, y) != first
    tiles.set_layers([parcel_layer, roads])
    assert tiles.image(15, x, y) == first
    assert len(paint_count) == 2


def test_another_style_draws_only_its_layer_anew(district, parcel_layer, paint_count):
    roads = DrawLayer.build("roads", make.roads(4_000), SingleStyle(), CRS)
    tiles = TilePainter()
    x, y = corner_tile(parcel_layer, 15)
    tiles.set_layers([parcel_layer, roads])
    tiles.image(15, x, y)
    paint_count.clear()
    restyled = parcel_layer.with_style(SingleStyle(symbol=Symbol(fill="#00ff00")), district)
    assert restyled.geometry is parcel_layer.geometry
    tiles.set_layers([restyled, roads])
    tiles.image(15, x, y)
    assert paint_count == ["parcels"]


def test_a_layer_is_seen_between_its_scales_only(parcel_layer):
    tiles = TilePainter()
    x, y = corner_tile(parcel_layer, 16)
    scale = ground_scale(16, parcel_layer)
    assert scale == pytest.approx(591_658_711 / 2**16 * 0.9223, rel=0.001)
    tiles.set_layers([parcel_layer.with_look(max_scale=scale * 1.1)])
    assert tiles.image(16, x, y) is None
    tiles.set_layers([parcel_layer.with_look(min_scale=scale * 1.1)])
    assert tiles.image(16, x, y) is not None


def test_a_tile_no_longer_wanted_is_given_up_and_can_be_drawn_later(parcel_layer):
    tiles = TilePainter()
    tiles.set_layers([parcel_layer])
    x, y = corner_tile(parcel_layer, 16)
    with pytest.raises(DrawingCancelled):
        tiles.image(16, x, y, cancelled=lambda: True)
    assert tiles.image(16, x, y) is not None


def test_memory_stays_within_the_limit_over_many_tiles(parcel_layer):
    limit = 20 * 256 * 256 * 4
    tiles = TilePainter(cache_bytes=limit)
    tiles.set_layers([parcel_layer])
    x, y = corner_tile(parcel_layer, 18)
    for step in range(60):
        tiles.image(18, x - 30 + step, y)
        assert tiles.used_bytes <= limit


def test_two_threads_get_the_same_tiles(parcel_layer):
    tiles, alone = TilePainter(), TilePainter()
    tiles.set_layers([parcel_layer])
    alone.set_layers([parcel_layer])
    x, y = corner_tile(parcel_layer, 17)
    wanted = [(17, x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3)]
    results = [[], []]

    def work(result):
        result.extend(tiles.image(*tile) for tile in wanted)

    threads = [threading.Thread(target=work, args=(result,)) for result in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [alone.image(*tile) for tile in wanted]
    assert results[0] == expected
    assert results[1] == expected


@pytest.mark.parametrize("encoding", [encode, encode_png])
def test_encoded_tiles_keep_their_transparency(parcel_layer, encoding):
    tiles = TilePainter()
    tiles.set_layers([parcel_layer.with_look(opacity=0.5)])
    image = tiles.image(16, *corner_tile(parcel_layer, 16))
    data = encoding(image)
    back = QImage.fromData(data).convertToFormat(image.format())
    assert np.abs(reference.pixels(back) - reference.pixels(image)).max() <= 1
