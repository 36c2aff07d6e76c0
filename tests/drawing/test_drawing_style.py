"""Symbols for rows, default looks, swatches."""

import geopandas as gpd
import make_parcels as make
import numpy as np
import pandas as pd
import pytest
import reference
import shapely
from PySide6.QtGui import QColor

from planviewer.drawing.classes import classify, symbols_of
from planviewer.drawing.landuse import LAND_TYPE_COLOURS, PALETTE, default_style
from planviewer.drawing.swatch import swatch
from planviewer.model.style import (
    Category,
    CategoryStyle,
    Class,
    GraduatedStyle,
    SingleStyle,
    Symbol,
)
from planviewer.model.text import Text


def category(value, fill="#000000"):
    label = Text(vi=str(value), en=str(value))
    return Category(value=value, label=label, symbol=Symbol(fill=fill))


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1, 2, 3, 9]),
        pd.Series([1.0, 2.0, 3.0, 9.5]),
        pd.Series(["1", "2", "3", "9"]),
        pd.Series(["1.0", "2.0", "3", "x"], dtype=object),
        pd.Series([1, 2, 3, None], dtype="Int64"),
        pd.Series([1, "2", 3.0, None], dtype=object),
        pd.Series(["1", "2", "3", np.nan], dtype="category"),
    ],
    ids=["int", "float", "text", "decimals", "nullable", "mixed", "categorical"],
)
def test_categories_compare_as_text_whatever_the_column_holds(column):
    style = CategoryStyle(field="f", categories=(category("3"), category("1.0"), category("2")))
    assert classify(style, pd.DataFrame({"f": column})).tolist() == [1, 2, 0, 3]


def test_the_rest_goes_to_the_category_without_value_and_nulls_to_other():
    style = CategoryStyle(field="f", categories=(category("a"), category(None)))
    frame = pd.DataFrame({"f": ["a", "b", None]})
    assert classify(style, frame).tolist() == [0, 1, 2]
    assert symbols_of(style)[2] == style.other


def test_intervals_include_their_upper_limit():
    classes = tuple(
        Class(upper=u, label=Text(vi="x", en="x"), symbol=Symbol()) for u in (10.0, 20.0, None)
    )
    style = GraduatedStyle(field="f", classes=classes)
    frame = pd.DataFrame({"f": [-5, 10, 10.001, 20, 1e9, None, "12", "many"]}, dtype=object)
    assert classify(style, frame).tolist() == [0, 0, 1, 1, 2, 3, 1, 3]


def test_numbers_above_the_last_limit_are_other():
    classes = (Class(upper=10, label=Text(vi="x", en="x"), symbol=Symbol()),)
    frame = pd.DataFrame({"f": [5, 11]})
    assert classify(GraduatedStyle(field="f", classes=classes), frame).tolist() == [0, 1]


@pytest.mark.parametrize("style", [CategoryStyle, GraduatedStyle])
def test_a_field_that_is_not_there_leaves_all_rows_to_other(style):
    arguments = {"categories": ()} if style is CategoryStyle else {"classes": ()}
    frame = pd.DataFrame({"g": [1, 2]})
    assert classify(style(field="f", **arguments), frame).tolist() == [0, 0]


def test_values_that_cannot_be_compared_are_taken_as_text():
    frame = pd.DataFrame({"f": [[1, 2], {"a": 1}, "x"]})
    style = CategoryStyle(field="f", categories=(category("x"),))
    assert classify(style, frame).tolist() == [1, 1, 0]


def test_land_types_get_the_colours_of_land_use_maps():
    frame = make.parcels(400).rename(columns={"khloaidat": "KHLoaiDat"})
    frame.loc[0, "KHLoaiDat"] = "ONT+CLN"
    style = default_style(frame, "polygon")
    colours = {c.value: c.symbol.fill for c in style.categories}
    assert colours["LUC"] == "#fffc8c" == LAND_TYPE_COLOURS["LUC"]
    assert colours["ONT+CLN"] == LAND_TYPE_COLOURS["ONT"]
    drawn = classify(style, frame)
    assert (drawn < len(style.categories)).all()


def test_layers_without_land_types_get_different_colours():
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(0, 0)], crs="EPSG:9210")
    styles = [default_style(frame, "point", k) for k in range(len(PALETTE))]
    assert len({s.symbol.fill for s in styles}) == len(PALETTE)
    assert isinstance(default_style(frame, "line", 99), SingleStyle)


@pytest.mark.parametrize("kind", ["point", "line", "polygon"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_swatch_shows_its_colour_and_leaves_the_rest_open(kind, ratio):
    symbol = Symbol(fill="#1f6fb2", stroke="#1f6fb2", stroke_width_mm=1.0, marker_size_mm=20)
    image = swatch(symbol, kind, 24, 16, ratio)
    assert (image.width(), image.height()) == (24 * ratio, 16 * ratio)
    assert image.devicePixelRatio() == ratio
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle == QColor("#1f6fb2")
    assert reference.pixels(image)[0, :, 3].max() == 0
