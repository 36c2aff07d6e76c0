"""The zones beside the bundled plan, kept for other programs, are what the rules say."""

import importlib.util
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from planviewer.assets import bundled_plan
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Plan

GENERATOR = Path(__file__).parents[2] / "installers" / "make_zone_files.py"
ZONES = ["recovery-50m", "recovery-200m"]


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location("make_zone_files", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plan():
    return Plan.model_validate_json(bundled_plan().read_text(encoding="utf-8"))


def in_plan_crs(geometry, plan):
    return shapely.transform(geometry, operation(WGS84, plan.crs).points)


def stored(zone_id):
    path = bundled_plan().parent / f"{zone_id}.geojson"
    feature = json.loads(path.read_text(encoding="utf-8"))["features"][0]
    return shapely.geometry.shape(feature["geometry"]), feature["properties"]


@pytest.mark.parametrize("zone_id", ZONES)
def test_file_and_rule_are_equal(zone_id, generator, plan):
    zone = generator.zone_of(plan, plan.layer(zone_id), bundled_plan().parent)
    geometry, properties = stored(zone_id)
    rounded = generator.in_degrees(zone.geometry, plan.crs)
    differing = shapely.symmetric_difference(
        in_plan_crs(geometry, plan), in_plan_crs(rounded, plan)
    )
    assert differing.area < 1
    moved = shapely.symmetric_difference(in_plan_crs(geometry, plan), zone.geometry)
    assert moved.area < 0.01 * zone.geometry.length
    assert properties["area_m2"] == pytest.approx(zone.area_m2, abs=0.06)
    assert properties["status"] == "schematic"


@pytest.mark.parametrize("zone_id", ZONES)
def test_files_follow_rfc_7946(zone_id):
    geometry, _ = stored(zone_id)
    assert geometry.is_valid
    assert geometry.exterior.is_ccw
    coords = shapely.get_coordinates(geometry)
    assert np.abs(coords - coords.round(7)).max() == 0


def test_the_200_m_zone_lies_on_the_right_bank_only(plan):
    folder = bundled_plan().parent
    zone = in_plan_crs(stored("recovery-200m")[0], plan)
    river = gpd.read_file(folder / "bang-river.geojson").geometry.iloc[0]
    bank = in_plan_crs(river, plan)
    assert not zone.intersects(bank)
    along = shapely.line_locate_point(bank, shapely.points(shapely.get_coordinates(zone)))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(bank, along + 1.0))
    at = shapely.get_coordinates(shapely.line_interpolate_point(bank, along))
    off = shapely.get_coordinates(zone) - at
    flow = ahead - at
    assert (flow[:, 0] * off[:, 1] - flow[:, 1] * off[:, 0] < 0).all()
