import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString

from planviewer.analysis.stations import zone_by_chainage
from planviewer.analysis.zones import compute_zone
from planviewer.errors import ChainageStepInvalid, ZoneRuleInvalid
from planviewer.model.zone import ZoneRule

PLAN_CRS = "EPSG:9210"
E, N = 541_000, 2_515_000
# a hairpin: the land between its legs is near to two stretches
HAIRPIN = LineString([(E, N), (E + 230, N), (E + 260, N + 30), (E + 230, N + 60), (E, N + 60)])


def rule(**more):
    return ZoneRule(line_layer="road", side="left", to_m=50, **more)


def test_areas_by_chainage_sum_to_the_zone():
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    table = zone_by_chainage(frame, rule(), PLAN_CRS).table
    whole = compute_zone(frame, rule(), PLAN_CRS)
    assert table["from_m"].tolist() == [0, 100, 200, 300, 400, 500]
    assert table["to_m"].iloc[-1] == pytest.approx(whole.length_m)
    assert table["area_m2"].sum() == pytest.approx(whole.area_m2, abs=0.01)
    assert table["area_m2"].iloc[0] == pytest.approx(100 * 30, abs=0.01)


def test_a_stretch_is_divided_at_whole_chainages():
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    table = zone_by_chainage(frame, rule(from_chainage_m=50, to_chainage_m=200), PLAN_CRS).table
    assert table[["from_m", "to_m"]].to_numpy().tolist() == [[50, 100], [100, 200]]


def test_several_lines_have_no_common_chainage():
    lines = [HAIRPIN, LineString([(E, N + 900), (E + 100, N + 900)])]
    with pytest.raises(ZoneRuleInvalid, match="one connected line"):
        zone_by_chainage(gpd.GeoDataFrame(geometry=lines, crs=PLAN_CRS), rule(), PLAN_CRS)


@settings(max_examples=40)
@given(
    turns=st.lists(st.floats(-1.3, 1.3), min_size=2, max_size=14),
    side=st.sampled_from(["left", "right", "both"]),
    reach=st.sampled_from([(0, 30), (0, 120), (20, 60)]),
    cap=st.sampled_from(["flat", "round"]),
    step=st.sampled_from([10.0, 25.0, 100.0]),
)
def test_the_parts_make_the_zone_and_overlap_nowhere(turns, side, reach, cap, step):
    directions = np.cumsum(turns)
    steps = 25.0 * np.column_stack((np.cos(directions), np.sin(directions)))
    line = LineString(np.cumsum(steps, axis=0) + np.array([E, N]))
    some = ZoneRule(line_layer="road", side=side, from_m=reach[0], to_m=reach[1], cap=cap)
    frame = gpd.GeoDataFrame(geometry=[line], crs=PLAN_CRS)
    whole = compute_zone(frame, some, PLAN_CRS)
    parts = zone_by_chainage(frame, some, PLAN_CRS, step_m=step, zone=whole)
    assert parts.area_m2.sum() == pytest.approx(whole.area_m2, abs=0.01)
    together = shapely.union_all(parts.geometry)
    assert together.area == pytest.approx(whole.area_m2, abs=0.01)


def test_each_part_is_the_land_nearest_to_its_stretch():
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    both = ZoneRule(line_layer="road", side="both", to_m=40)
    parts = zone_by_chainage(frame, both, PLAN_CRS, step_m=100)
    random = np.random.default_rng(7)
    west, south, east, north = parts.zone.geometry.bounds
    places = shapely.points(random.uniform((west, south), (east, north), (2_000, 2)))
    chainage = shapely.line_locate_point(HAIRPIN, places)
    for number, part in enumerate(parts.geometry):
        here = chainage[shapely.contains(shapely.buffer(part, -0.05), places)]
        assert (here >= parts.limits[number] - 0.1).all()
        assert (here <= parts.limits[number + 1] + 0.1).all()


def test_a_limit_at_a_bend_counts_no_land_twice():
    line = LineString([(E, N), (E + 100, N), (E + 150, N + 80)])
    frame = gpd.GeoDataFrame(geometry=[line], crs=PLAN_CRS)
    parts = zone_by_chainage(frame, rule(), PLAN_CRS)
    assert parts.area_m2.sum() == pytest.approx(parts.zone.area_m2, abs=0.01)
    stretches = [
        compute_zone(frame, rule(from_chainage_m=low, to_chainage_m=high), PLAN_CRS).area_m2
        for low, high in ((None, 100), (100, None))
    ]
    assert stretches == pytest.approx(parts.area_m2.tolist(), abs=0.01)


@pytest.mark.parametrize("step", [0.0, -5.0, 0.01])
def test_a_step_nobody_could_read_is_refused(step):
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    with pytest.raises(ChainageStepInvalid, match="longer step"):
        zone_by_chainage(frame, rule(), PLAN_CRS, step_m=step)
