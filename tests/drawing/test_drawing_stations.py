"""Chainages: beside their ticks, none overlapping, the same on every part of the map."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtGui import QColor, QImage, QPainter

from planviewer.drawing.label_draw import draw_labels
from planviewer.drawing.label_places import place_labels
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.stations import Stations
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import MERCATOR_HALF, View
from planviewer.model.style import Label, SingleStyle, Symbol

CRS = "EPSG:9210"
STYLE = SingleStyle(symbol=Symbol(stroke="#cc0000", stroke_width_mm=0.8))
LABEL = Label(kind="chainage", size_pt=6.5, min_scale=15_000, color="#0000ff")


def stations(places, ahead, label=LABEL):
    texts = [f"Km{n // 10}+{n % 10}00" for n in range(len(places))]
    number = np.arange(len(places))
    return Stations.of(label, texts, places, ahead, 1.0 + (number % 5 == 0) + (number % 10 == 0))


def road(count=60, step=100.0, label=LABEL, crs=CRS, at=(0.0, 0.0)):
    along = np.arange(count) * step
    coords = np.column_stack((at[0] + along, at[1] + 300 * np.sin(along / 700)))
    frame = gpd.GeoDataFrame(geometry=[shapely.LineString(coords)], crs=crs)
    ahead = coords + np.gradient(coords, axis=0) / step
    made = stations(coords, ahead, label)
    return DrawLayer.build("road", frame, STYLE, crs, stations=made)


def view_of(scale, width=900, height=500, middle=(2000.0, 100.0)):
    metres = scale / 1000 / (96 / 25.4)
    x, y = middle
    dx, dy = width / 2 * metres, height / 2 * metres
    return View((x - dx, y - dy, x + dx, y + dy), width, height)


def written(placed):
    return [label for label in placed if label.pieces]


def test_each_text_stands_at_the_right_of_its_own_tick():
    layer, view = road(), view_of(5_000)
    placed = place_labels([layer], view)
    assert len(written(placed)) > 5
    for label in written(placed):
        number = layer.stations.texts.texts.index(label.pieces[0].text)
        x, y = view.device(layer.stations.places[[number]])[0]
        left, top, right, bottom = label.box
        assert top > y  # the road runs to the right: below it is its right side
        assert np.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) < view.px(9)


def test_ticks_stand_even_where_there_is_no_room_for_the_text():
    placed = place_labels([road()], view_of(15_000))
    ticks = [label for label in placed if label.tick]
    assert len(ticks) > len(written(placed)) > 0
    boxes = shapely.box(*np.array([label.box for label in written(placed)]).T)
    one, other = shapely.STRtree(boxes).query(boxes, predicate="intersects")
    assert (one == other).all()


def test_where_room_is_short_the_kilometres_stay():
    placed = place_labels([road()], view_of(15_000))
    inside = {"Km1+000", "Km2+000", "Km3+000"}
    assert inside <= {label.pieces[0].text for label in written(placed)}


@pytest.mark.parametrize(("scale", "seen"), [(14_000, True), (16_000, False)])
def test_chainages_are_written_from_their_scale_on(scale, seen):
    layer = road().lettered_at(scale)
    assert (layer.stations is not None) is seen
    assert bool(place_labels([layer], view_of(scale))) is seen


def test_every_part_of_the_map_gets_the_chainages_of_the_whole():
    layer, whole = road(), view_of(7_000)
    everything = place_labels([layer], whole)
    for x, y, width, height in ((0, 0, 450, 500), (300, 120, 256, 256)):
        part = place_labels([layer], whole.part(x, y, width, height))
        ours = {(p.pieces[0].text, round(p.box[0] + x, 1)) for p in written(part)}
        expected = {
            (p.pieces[0].text, round(p.box[0], 1))
            for p in written(everything)
            if p.box[0] < x + width and p.box[2] > x and p.box[1] < y + height and p.box[3] > y
        }
        assert ours == expected
        assert ours


def test_tiles_show_chainages_at_close_zooms_only():
    layer = road(crs="EPSG:3857", at=(11_816_000.0, 2_600_000.0))
    easting, northing = layer.stations.places[10]
    painter = TilePainter()
    painter.set_layers([layer])

    def blue(z):
        side = 2 * MERCATOR_HALF / 2**z
        place = int((easting + MERCATOR_HALF) / side), int((MERCATOR_HALF - northing) / side)
        image = painter.image(z, *place)
        colours = [image.pixelColor(i, j) for i in range(256) for j in range(256)]
        return any(c.blue() > c.red() + 80 and c.alpha() > 200 for c in colours)

    assert blue(16)
    assert not blue(14)


def test_a_tick_lies_across_the_line():
    layer, view = road(), view_of(2_000, middle=(1000.0, 300 * np.sin(1000 / 700)))
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_labels(painter, place_labels([layer], view), view.px_per_mm)
    painter.end()
    x, y = (round(v) for v in view.device(layer.stations.places[[10]])[0])
    ahead = layer.stations.ahead[10] - layer.stations.places[10]
    ahead = ahead / np.hypot(*ahead) * (1, -1)
    across = np.array((-ahead[1], ahead[0]))

    def is_blue(offset):
        place = np.rint(np.array((x, y)) + offset).astype(int)
        colour = image.pixelColor(*place.tolist())
        return colour.blue() > colour.red() + 80

    assert all(is_blue(across * reach) for reach in (-3, 0, 3))
    assert not any(is_blue(ahead * reach) for reach in (-3, 3))


def test_a_selection_and_another_style_carry_no_old_chainages():
    layer = road()
    assert layer.only("s", [0], Symbol()).stations is None
    frame = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (9, 9)])], crs=CRS)
    assert layer.with_style(STYLE, frame).stations is None
