import json
from datetime import date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.model.layer import Layer
from planviewer.model.style import CategoryStyle, GraduatedStyle, SingleStyle, Symbol
from planviewer.web import share_system
from planviewer.web.folium_page import build_map, render_parts
from planviewer.web.inline import json_block, leaflet_styles
from planviewer.web.share_data import layer_values
from planviewer.web.share_symbols import symbol_indices, symbols

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def a_layer(**changes):
    base = {
        "id": "own",
        "title": "Own",
        "source": {"type": "file", "path": "own.gpkg"},
        "provenance": {"source": "somebody"},
    }
    return Layer.model_validate(base | changes)


def categories(*values):
    return CategoryStyle.model_validate(
        {
            "field": "use",
            "categories": [{"value": v, "label": str(v), "symbol": {}} for v in values],
        }
    )


@given(ANY_JSON)
def test_a_data_block_says_the_same_and_cannot_be_left(data):
    block = json_block(data)
    assert json.loads(block) == data
    assert not set("<>&\u2028\u2029") & set(block)
    block.encode("utf-8")


def test_what_is_no_number_in_json_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        json_block({"x": float("nan")})


@pytest.mark.parametrize(
    ("value", "index"),
    [("1", 0), (1, 0), (1.0, 0), ("ODT", 1), (True, 2), (2.5, 2), (None, 2), ("", 2)],
)
def test_categories_compare_as_text(value, index):
    assert symbol_indices(categories("1", "ODT"), [value]) == [index]


def test_a_category_for_everything_else_comes_before_the_style_s_own():
    assert symbol_indices(categories("1", None), ["1", "2", None]) == [0, 1, 1]


def test_classes_hold_their_upper_limit():
    style = GraduatedStyle.model_validate(
        {
            "field": "area",
            "classes": [
                {"upper": 10, "label": "small", "symbol": {}},
                {"upper": None, "label": "large", "symbol": {}},
            ],
        }
    )
    assert symbol_indices(style, [10, 10.01, None, "12", True]) == [0, 1, 2, 2, 2]
    assert len(symbols(style)) == 3


def test_a_single_style_has_one_symbol():
    style = SingleStyle(symbol=Symbol(fill="#ffffff"))
    assert symbols(style) == (style.symbol,)
    assert symbol_indices(style, ["a", None]) == [0, 0]


def test_attributes_of_every_kind_become_json():
    frame = gpd.GeoDataFrame(
        {
            "text": ["LUC"],
            "count": np.array([3], dtype="int32"),
            "share": [np.nan],
            "infinite": [np.inf],
            "day": [date(2021, 6, 10)],
            "moment": [pd.Timestamp(2021, 6, 10, 8, 30)],
            "never": [pd.NaT],
            "flag": [True],
            "parts": [["a", "b"]],
            "raw": [b"x"],
            "geometry": [shapely.Point(106.15, 22.73)],
        },
        crs="EPSG:4326",
    )
    values = layer_values(a_layer(), frame, None)["features"][0]["properties"]
    assert values == {
        "text": "LUC",
        "count": 3,
        "share": None,
        "infinite": "inf",
        "day": "2021-06-10",
        "moment": datetime(2021, 6, 10, 8, 30).isoformat(),  # noqa: DTZ001 -- files have no zone
        "never": None,
        "flag": True,
        "parts": "['a', 'b']",
        "raw": "b'x'",
    }


def test_only_what_can_be_drawn_is_sent():
    point, line = shapely.Point(106.1, 22.7), shapely.LineString([(106.1, 22.7), (106.2, 22.8)])
    shapes = [
        None,
        shapely.Polygon(),
        shapely.GeometryCollection([point, line]),
        shapely.Point(106.1, 22.7, 180.0),
        shapely.Point(np.inf, 1),
    ]
    frame = gpd.GeoDataFrame({"n": range(5)}, geometry=shapes, crs="EPSG:4326")
    sent = layer_values(a_layer(), frame, None)["features"]
    assert [(f["properties"]["n"], f["geometry"]["type"]) for f in sent] == [
        (2, "Point"),
        (2, "LineString"),
        (3, "Point"),
    ]
    assert sent[2]["geometry"]["coordinates"] == (106.1, 22.7)


def test_features_come_from_their_own_system_through_the_pinned_shift():
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(541_109.98, 2_515_367.14)], crs="EPSG:9210")
    sent = layer_values(a_layer(), frame, None)["features"][0]["geometry"]["coordinates"]
    assert sent == pytest.approx((106.15216, 22.73738), abs=2e-7)


def test_the_plan_s_system_is_told_in_figures_of_epsg():
    system = share_system.plan_system("EPSG:9210")
    assert (system["lon0"], system["k0"], system["fe"], system["fn"]) == (105.75, 0.9999, 5e5, 0)
    assert system["helmert"]["translation"]["x"] == pytest.approx(-191.90441429)
    assert system["helmert"]["scale"] == pytest.approx(0.252906278e-6)


def test_a_system_on_wgs84_has_no_shift():
    assert share_system.plan_system("EPSG:32648")["helmert"] is None
    assert share_system.shift_to_wgs84("EPSG:32648") is None


def test_a_system_the_page_cannot_compute_is_left_out():
    assert share_system.plan_system("EPSG:3857") is None
    assert share_system.plan_system("EPSG:2154") is None


def test_folium_s_map_has_a_fixed_name_and_no_link():
    bounds = (106.1, 22.7, 106.2, 22.8)
    first, second = (
        render_parts(build_map("plan", bounds=bounds, limits=(6, 20))) for _ in range(2)
    )
    assert first == second
    assert 'id="map_plan"' in first.body
    assert "http" not in first.styles + first.globals_script + first.body + first.script


def test_leaflet_s_style_sheet_asks_for_no_image():
    assert "url(" not in leaflet_styles()
