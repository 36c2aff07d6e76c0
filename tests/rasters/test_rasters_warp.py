"""Images in their place: to half a pixel, against a slow warp, and one picture in many tiles."""

import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from raster_files import CRS, NORTH, WEST, smooth, sparse, turned, write

from planviewer.drawing.canvas import DrawingCancelled, blank
from planviewer.drawing.hit import hit, hit_images, symbols_within
from planviewer.drawing.painter import paint
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import MERCATOR_HALF, View
from planviewer.model.crs import WEB_MERCATOR, operation
from planviewer.reading.raster.images import open_raster
from planviewer.reading.raster.levels import choose_grid
from planviewer.reading.raster.warp import locate, read_part


def pixels_of(image):
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), np.uint8).copy()
    return flat.reshape(image.height(), image.width(), 4)


def reference(values, affine, bounds, width, height):
    """Warp the slow way: every pixel by the exact operation, bilinear in plain floats."""
    a, b, c, d, e, f = affine
    xs = bounds[0] + (np.arange(width) + 0.5) * (bounds[2] - bounds[0]) / width
    ys = bounds[3] - (np.arange(height) + 0.5) * (bounds[3] - bounds[1]) / height
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    east, north = operation(WEB_MERCATOR, CRS)(x, y)
    u, v = np.linalg.inv([[a, b], [d, e]]) @ np.stack((east - c, north - f))
    high, wide = values.shape[1:]
    inside = (u >= 0) & (u < wide) & (v >= 0) & (v < high)
    left, top = np.floor(u - 0.5).astype(int), np.floor(v - 0.5).astype(int)
    fx, fy = u - 0.5 - left, v - 0.5 - top
    total = 0.0
    for i, wx in ((0, 1 - fx), (1, fx)):
        for j, wy in ((0, 1 - fy), (1, fy)):
            corner = values[:, np.clip(top + j, 0, high - 1), np.clip(left + i, 0, wide - 1)]
            total = total + corner * wx * wy
    return total.T.reshape(height, width, -1), inside.reshape(height, width)


@pytest.mark.parametrize("target", [WEB_MERCATOR, CRS, "EPSG:3405"])
@pytest.mark.parametrize("degrees", [0, 33])
def test_a_marked_pixel_lies_where_it_should(tmp_path, target, degrees):
    values = np.zeros((1, 400, 500), dtype=np.uint8)
    values[:, 137, 211] = 255
    affine = turned(degrees)
    info = open_raster(write(tmp_path / "a.tif", values, transform=affine))
    east, north = affine @ (211.5, 137.5)
    x, y = operation(CRS, target).point(east, north)
    side, size = 30.0, 240
    bounds = (x - side * 0.4, y - side * 0.7, x + side * 0.6, y + side * 0.3)
    seen = read_part(info, target, bounds, size, size)[..., 0].astype(float)
    rows, columns = np.mgrid[:size, :size] + 0.5
    at = [(seen * axis).sum() / seen.sum() for axis in (columns, rows)]
    pixel = 0.5 / side * size
    assert at[0] == pytest.approx(size * 0.4, abs=pixel / 10)
    assert at[1] == pytest.approx(size * 0.3, abs=pixel / 10)


@pytest.mark.parametrize("degrees", [0, 20])
@pytest.mark.parametrize("zoom_out", [0.7, 1.0, 1.9])
def test_the_picture_is_that_of_a_slow_exact_warp(tmp_path, degrees, zoom_out):
    values, affine = smooth(500, 400), turned(degrees)
    info = open_raster(write(tmp_path / "a.tif", values, transform=affine))
    west, south, east, north = RasterDrawLayer.build("a", info, WEB_MERCATOR).bounds
    width = int(500 / zoom_out)
    height = int(width * (north - south) / (east - west))
    seen = read_part(info, WEB_MERCATOR, (west, south, east, north), width, height)
    exact, inside = reference(values, tuple(affine)[:6], (west, south, east, north), width, height)
    differ = inside != (seen[..., 3] > 0)
    assert differ.mean() < 0.002  # along the rim only
    both = inside & (seen[..., 3] > 0)
    # One level of 255 for rounding, one for the hundredth of a pixel the mesh may be off.
    assert np.abs(seen[both][:, :3] - exact[both]).max() < 2.5


@settings(max_examples=40)
@given(
    x=st.floats(-200, 1000),
    y=st.floats(-200, 1000),
    side=st.floats(0.5, 5000),
    size=st.integers(1, 300),
)
def test_the_mesh_is_right_everywhere(info, x, y, side, size):
    west, south = operation(CRS, WEB_MERCATOR).point(WEST + x, NORTH - y)
    bounds = (west, south, west + side, south + side)
    columns, rows, scale = locate(info, WEB_MERCATOR, bounds, size, size)
    step = side / size
    at_x, at_y = np.meshgrid(
        west + (np.arange(size) + 0.5) * step, south + side - (np.arange(size) + 0.5) * step
    )
    east, north = operation(WEB_MERCATOR, CRS)(at_x.ravel(), at_y.ravel())
    off = np.hypot(columns.ravel() - (east - WEST) / 0.5, rows.ravel() - (NORTH - north) / 0.5)
    assert off.max() <= 0.02 * scale + 1e-6


@pytest.fixture(scope="module")
def info(tmp_path_factory):
    path = tmp_path_factory.mktemp("image") / "a.tif"
    return open_raster(write(path, smooth(900, 700), tiled=True, overviews=(2, 4)))


def tiles_over(bounds, zoom):
    side = 2 * MERCATOR_HALF / 2**zoom
    columns = range(
        int((bounds[0] + MERCATOR_HALF) // side), int((bounds[2] + MERCATOR_HALF) // side) + 1
    )
    rows = range(
        int((MERCATOR_HALF - bounds[3]) // side), int((MERCATOR_HALF - bounds[1]) // side) + 1
    )
    return columns, rows, side


@pytest.mark.parametrize("zoom", [15, 16.3, 17, 18])
def test_tiles_joined_are_one_picture(info, zoom):
    layer = RasterDrawLayer.build("a", info, WEB_MERCATOR)
    columns, rows, side = tiles_over(layer.bounds, zoom)
    painter = TilePainter()
    painter.set_layers([layer])
    west, north = columns[0] * side - MERCATOR_HALF, MERCATOR_HALF - rows[0] * side
    size = (256 * len(columns), 256 * len(rows))
    bounds = (west, north - side * len(rows), west + side * len(columns), north)
    whole = blank(*size)
    brush = QPainter(whole)
    paint(brush, [layer], View(bounds, *size))
    brush.end()
    joined = blank(*size)
    brush = QPainter(joined)
    for column in columns:
        for row in rows:
            tile = painter.image(zoom, column, row)
            if tile is not None:
                brush.drawImage(256 * (column - columns[0]), 256 * (row - rows[0]), tile)
    brush.end()
    one, other = pixels_of(whole).astype(int), pixels_of(joined).astype(int)
    assert (one[..., 3] > 0).mean() > 0.05
    differs = np.abs(one - other).max(axis=2)
    assert (differs > 2).mean() < 0.0005  # pixels of the rim, which fall on one side or the other


def test_overviews_and_pixels_put_together_agree(tmp_path):
    values = smooth(1024, 768)
    bare = open_raster(write(tmp_path / "bare.tif", values))
    made = open_raster(write(tmp_path / "made.tif", values, tiled=True, overviews=(2, 4, 8)))
    for size in (300, 150, 100):
        height = size * 3 // 4
        one = read_part(bare, CRS, bare.bounds, size, height)
        other = read_part(made, CRS, made.bounds, size, height)
        assert choose_grid(made, 1024 / size).level.overview is not None
        assert choose_grid(bare, 1024 / size).shift > 0
        assert np.abs(one.astype(int) - other).max() <= 3


def test_nothing_is_drawn_beside_the_image(info):
    layer = RasterDrawLayer.build("a", info, WEB_MERCATOR)
    x, y = layer.bounds[2] + 100, layer.bounds[3] + 100
    assert read_part(info, WEB_MERCATOR, (x, y, x + 50, y + 50), 64, 64) is None
    assert symbols_within(layer, (x, y, x + 50, y + 50)) == frozenset()
    assert symbols_within(layer, layer.bounds) == {0}
    assert hit_images([layer], x, y) == []


def test_a_click_finds_the_pixel_and_a_hover_does_not(info):
    layer = RasterDrawLayer.build("a", info, WEB_MERCATOR)
    x, y = operation(CRS, WEB_MERCATOR).point(WEST + 100.2, NORTH - 50.2)
    assert hit([layer], x, y, 5) == []
    found = hit_images([layer], x, y)[0]
    assert divmod(found.row, info.width) == (100, 200)
    assert hit_images([layer.with_look(visible=False)], x, y) == []


def test_opacity_is_that_of_the_layer(info):
    layer = RasterDrawLayer.build("a", info, CRS).with_look(opacity=0.5)
    image = blank(60, 60)
    painter = QPainter(image)
    assert paint(painter, [layer], View((WEST + 10, NORTH - 40, WEST + 40, NORTH - 10), 60, 60))
    painter.end()
    assert set(np.unique(pixels_of(image)[..., 3]).tolist()) <= {127, 128}


def test_a_cancelled_picture_stops_and_the_next_one_goes_on_from_there(tmp_path):
    info = open_raster(sparse(tmp_path / "a.tif", side=16_384))
    layer = RasterDrawLayer.build("a", info, CRS)
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 6

    view = View(layer.bounds, 200, 200)
    image = blank(200, 200)
    brush = QPainter(image)
    with pytest.raises(DrawingCancelled):
        paint(brush, [layer], view, cancelled)
    brush.end()
    image = blank(200, 200)
    brush = QPainter(image)
    assert paint(brush, [layer], view)
    brush.end()


def test_memory_stays_small_on_a_huge_image(tmp_path):
    info = open_raster(sparse(tmp_path / "a.tif", side=40_000))
    layer = RasterDrawLayer.build("a", info, CRS)
    west, _, _, north = layer.bounds
    tracemalloc.start()
    try:
        for side in (100, 1000, 3000):
            view = View((west, north - side, west + side, north), 1024, 1024)
            image = blank(1024, 1024)
            brush = QPainter(image)
            assert paint(brush, [layer], view)
            brush.end()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200 * 2**20


def test_threads_draw_the_same_picture_at_the_same_time(info):
    layer = RasterDrawLayer.build("a", info, WEB_MERCATOR)
    expected = read_part(info, WEB_MERCATOR, layer.bounds, 300, 300)
    seen = []

    def work():
        for _ in range(5):
            seen.append(read_part(info, WEB_MERCATOR, layer.bounds, 300, 300))  # noqa: PERF401

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20
    assert all(np.array_equal(one, expected) for one in seen)
