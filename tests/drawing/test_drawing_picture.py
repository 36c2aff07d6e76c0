"""Pictures against the slow reference drawing.

Stated tolerance, in levels of 0 … 255: from 4 px a parcel on, 3 on average and 12 for any block of
8 × 8 pixels; below, where shapes are summed up, 4 on average over blocks and 16 for any block.
"""

import geopandas as gpd
import numpy as np
import pytest
import reference
import shapely
from make_parcels import parcels, points, roads
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import MERCATOR_HALF, View
from planviewer.model.style import Category, CategoryStyle, SingleStyle, Symbol
from planviewer.model.text import Text

CRS = "EPSG:3857"


def painted(layers, view):
    image = reference.blank(view)
    painter = QPainter(image)
    paint(painter, layers, view)
    painter.end()
    return image


def view_at(bounds, zoom, width=320, height=224, ratio=1.0):
    west, south, east, north = bounds
    px = 2 * MERCATOR_HALF / 2**zoom / 256
    x, y = round((west + east) / 2 / px) * px, round((south + north) / 2 / px) * px
    box = (x - width / 2 * px, y - height / 2 * px, x + width / 2 * px, y + height / 2 * px)
    return View(box, round(width * ratio), round(height * ratio), 96 / 25.4 * ratio)


def differences(frame, style, view):
    """Return mean difference, and mean and largest difference of 8 × 8 blocks."""
    ours = reference.pixels(painted([DrawLayer.build("a", frame, style, CRS)], view))
    theirs = reference.pixels(reference.draw(frame, style, view, CRS))
    assert theirs.any(), "an empty reference proves nothing"
    blocks = np.abs(reference.blurred(ours, 8) - reference.blurred(theirs, 8))
    return np.abs(ours - theirs).mean(), blocks.mean(), blocks.max()


@pytest.fixture(scope="module")
def district():
    return parcels(4_000)


@pytest.mark.parametrize("zoom", [15, 16, 17, 19, 21])
def test_parcels_are_drawn_as_one_by_one(district, zoom):
    style = default_style(district, "polygon")
    bounds = DrawLayer.build("a", district, style, CRS).bounds
    mean, _, worst = differences(district, style, view_at(bounds, zoom))
    assert mean < 3
    assert worst < 12


@pytest.mark.parametrize("zoom", [11, 12, 13, 14])
def test_parcels_too_small_to_see_keep_their_tone(district, zoom):
    style = default_style(district, "polygon")
    bounds = DrawLayer.build("a", district, style, CRS).bounds
    _, mean, worst = differences(district, style, view_at(bounds, zoom))
    assert mean < 4
    assert worst < 16


def test_scattered_specks_keep_their_density(district):
    some = district.iloc[::37].reset_index(drop=True)
    style = SingleStyle(symbol=Symbol(fill="#800000", stroke=None))
    view = view_at(DrawLayer.build("a", some, style, CRS).bounds, 13)
    ours = reference.pixels(painted([DrawLayer.build("a", some, style, CRS)], view))
    theirs = reference.pixels(reference.draw(some, style, view, CRS))
    assert ours[..., 3].sum() == pytest.approx(theirs[..., 3].sum(), rel=0.1)


STYLES = {
    "translucent": Symbol(fill="#3366cc", fill_opacity=0.3, stroke="#001144", stroke_width_mm=0.6),
    "hatched": Symbol(fill=None, hatch="cross", hatch_color="#cc0000", stroke="#cc0000"),
    "dashed": Symbol(fill="#ffee99", stroke="#333333", stroke_width_mm=0.5, dash=(2.0, 1.0)),
    "cased": Symbol(stroke="#cc2222", stroke_width_mm=0.8, casing="#ffffff", casing_width_mm=0.4),
    "fill only": Symbol(fill="#88aa44", stroke=None),
}


@pytest.mark.parametrize("symbol", STYLES.values(), ids=STYLES.keys())
def test_polygon_symbols_are_drawn_as_one_by_one(district, symbol):
    some = district.iloc[::7].reset_index(drop=True)
    style = SingleStyle(symbol=symbol)
    bounds = DrawLayer.build("a", some, style, CRS).bounds
    mean, _, worst = differences(some, style, view_at(bounds, 18))
    assert mean < 3
    assert worst < 12


@pytest.mark.parametrize(
    ("name", "zoom"), [("cased", 13), ("cased", 15), ("cased", 17), ("dashed", 17)]
)
def test_long_roads_are_drawn_as_one_by_one(name, zoom):
    frame, style = roads(4_000), SingleStyle(symbol=STYLES[name])
    bounds = DrawLayer.build("a", frame, style, CRS).bounds
    mean, _, worst = differences(frame, style, view_at(bounds, zoom))
    assert mean < 3
    assert worst < 25  # a dash may begin half a pixel sooner


def test_a_simplified_road_has_as_many_dashes():
    """A line without its finest windings is shorter, so dashes move along it; the ink stays."""
    frame, style = roads(4_000), SingleStyle(symbol=STYLES["dashed"])
    layer = DrawLayer.build("a", frame, style, CRS)
    view = view_at(layer.bounds, 14)
    ours = reference.pixels(painted([layer], view))[..., 3].sum()
    theirs = reference.pixels(reference.draw(frame, style, view, CRS))[..., 3].sum()
    assert ours == pytest.approx(theirs, rel=0.05)


def test_markers_of_every_shape_are_drawn_as_one_by_one():
    frame = points(60, 4_000)
    shapes = ["circle", "square", "diamond", "triangle", "star", "cross"]
    frame["shape"] = [shapes[row % 6] for row in range(len(frame))]
    categories = tuple(
        Category(value=s, label=Text(vi=s, en=s), symbol=Symbol(fill="#1f6fb2", marker=s))
        for s in shapes
    )
    style = CategoryStyle(field="shape", categories=categories)
    bounds = DrawLayer.build("a", frame, style, CRS).bounds
    mean, _, worst = differences(frame, style, view_at(bounds, 15))
    assert mean < 1
    assert worst < 12


def test_holes_stay_open_and_overlaps_are_united():
    ring = shapely.Point(541_110, 2_515_367).buffer(60) - shapely.Point(541_110, 2_515_367).buffer(
        30
    )
    frame = gpd.GeoDataFrame(
        geometry=[ring, shapely.affinity.translate(ring, 40), None], crs="EPSG:9210"
    )
    style = SingleStyle(symbol=Symbol(fill="#3366cc", fill_opacity=0.5, stroke=None))
    bounds = DrawLayer.build("a", frame, style, CRS).bounds
    mean, _, worst = differences(frame, style, view_at(bounds, 18))
    assert mean < 1
    assert worst < 6


def test_twice_the_pixels_show_the_same_picture_sharper(district):
    style = default_style(district, "polygon")
    layer = DrawLayer.build("a", district, style, CRS)
    single = painted([layer], view_at(layer.bounds, 17))
    double = painted([layer], view_at(layer.bounds, 17, ratio=2.0))
    assert (double.width(), double.height()) == (2 * single.width(), 2 * single.height())
    halved = reference.blurred(reference.pixels(double), 2)
    difference = np.abs(
        reference.blurred(halved, 4) - reference.blurred(reference.pixels(single), 4)
    )
    assert difference.mean() < 4


def test_a_layer_is_faded_as_a_whole(district):
    style = SingleStyle(symbol=Symbol(fill="#3366cc", stroke="#001144", stroke_width_mm=1.0))
    layer = DrawLayer.build("a", district, style, CRS)
    view = view_at(layer.bounds, 18)
    full = reference.pixels(painted([layer], view))
    faded = reference.pixels(painted([layer.with_look(opacity=0.5)], view))
    assert np.abs(faded - full * 0.5).max() <= 2


def test_paper_and_screen_agree_but_for_fineness(district):
    """300 dpi: pens are as wide in millimetres as on screen."""
    style = default_style(district, "polygon")
    layer = DrawLayer.build("a", district, style, CRS)
    screen = view_at(layer.bounds, 18)
    factor = 3
    paper = View(screen.bounds, 320 * factor, 224 * factor, screen.px_per_mm * factor)
    fine = reference.blurred(reference.pixels(painted([layer], paper)), 8 * factor)
    coarse = reference.blurred(reference.pixels(painted([layer], screen)), 8)
    assert np.abs(fine - coarse).mean() < 4


def test_the_painter_is_given_back_as_it_was(district):
    layer = DrawLayer.build("a", district, default_style(district, "polygon"), CRS)
    view = view_at(layer.bounds, 16)
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setOpacity(0.25)
    pen = painter.pen()
    paint(painter, [layer.with_look(opacity=0.5)], view)
    assert painter.opacity() == 0.25
    assert painter.pen() == pen
    painter.end()
