"""The sample parcels are clean, invented, and say so wherever they are shown."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan

FILE = bundled_plan().parent / "sample-parcels.geojson"


@pytest.fixture(scope="module")
def frame():
    return gpd.read_file(FILE)


def test_there_are_some_two_thousand_in_a_file_that_is_not_large(frame):
    assert 1_800 <= len(frame) <= 2_200
    assert FILE.stat().st_size < 1_200_000


def test_parcels_share_their_edges_without_gaps_or_overlaps(frame):
    assert frame.is_valid.all()
    areas = frame.to_crs("EPSG:9210").area
    together = frame.to_crs("EPSG:9210").union_all().area
    assert areas.sum() == pytest.approx(together, abs=0.01)
    edges = shapely.get_parts(shapely.node(shapely.MultiLineString(list(frame.boundary.explode()))))
    coords = {tuple(point) for point in shapely.get_coordinates(frame.geometry.to_numpy())}
    noded = {tuple(np.round(point, 7)) for point in shapely.get_coordinates(edges)}
    assert noded == {tuple(np.round(point, 7)) for point in coords}


def test_numbers_are_given_once(frame):
    assert not frame.duplicated(["shbando", "shthua"]).any()


def test_everything_says_that_it_is_invented(frame):
    assert "SYNTHETIC" in json.loads(FILE.read_text(encoding="utf-8"))["description"]
    assert frame["tenchu"].str.contains("giả định").all()
    assert (frame["ghichu"] == "số liệu giả định").all()
    layer = load_plan(bundled_plan()).layer("sample-parcels")
    assert not layer.visible
    assert layer.provenance.is_schematic
    assert "giả định" in layer.title.vi
    assert "synthetic" in layer.title.en
    assert "Synthetic" in layer.provenance.source.en
    assert load_plan(bundled_plan()).layers[0].id == "sample-parcels"


def test_land_types_have_their_colours(frame):
    style = load_plan(bundled_plan()).layer("sample-parcels").style
    colours = {category.value: category.symbol.fill for category in style.categories}
    assert set(frame["khloaidat"]) == set(colours)
    assert (colours["LUC"], colours["ODT"]) == ("#fffc8c", "#ffa0ff")
