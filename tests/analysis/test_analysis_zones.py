import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon

from planviewer.analysis.zones import compute_zone, net_areas, zone_area
from planviewer.errors import CrsNotMetric, LineMissing, ZoneRuleInvalid
from planviewer.model.zone import ZoneRule

PLAN_CRS = "EPSG:9210"
EAST, NORTH = 541_000.0, 2_515_000.0
ORIGIN = np.array([EAST, NORTH])
STRAIGHT = LineString([(0, 0), (300, 0)])


def rule(side="left", to_m=50.0, **more):
    return ZoneRule(line_layer="road", side=side, to_m=to_m, **more)


def frame(geometries, **columns):
    moved = [g and shapely.transform(g, lambda xy: xy + ORIGIN) for g in geometries]
    return gpd.GeoDataFrame(columns, geometry=moved, crs=PLAN_CRS)


def test_a_straight_line_gives_a_rectangle_on_the_asked_side():
    left = zone_area(STRAIGHT, rule("left"))
    assert left.geometry.normalize() == shapely.box(0, 0, 300, 50).normalize()
    assert (left.length_m, left.area_m2, left.part_count) == (300, 15_000, 1)
    assert zone_area(STRAIGHT, rule("right")).geometry.bounds == (0, -50, 300, 0)
    assert zone_area(STRAIGHT, rule("both")).area_m2 == 30_000


def test_a_round_end_adds_quarter_discs_on_the_asked_side_only():
    zone = zone_area(STRAIGHT, rule("left", cap="round"))
    assert zone.area_m2 == pytest.approx(15_000 + np.pi * 50**2 / 2, rel=1e-4)
    assert zone.geometry.bounds == pytest.approx((-50, 0, 350, 50), abs=1e-6)


def test_a_convex_bend_adds_a_sector_and_a_concave_one_counts_land_once():
    bend = LineString([(0, 0), (100, 0), (100, 100)])
    right, left = (zone_area(bend, rule(side)).area_m2 for side in ("right", "left"))
    assert right == pytest.approx(2 * 100 * 50 + np.pi * 50**2 / 4, rel=1e-5)
    assert left == pytest.approx(2 * 100 * 50 - 50 * 50, rel=1e-9)


def test_arcs_are_drawn_within_a_millimetre():
    zone = zone_area(LineString([(0, 0), (100, 0), (100, 100)]), rule("right", 200)).geometry
    angles = np.linspace(-np.pi / 2, 0, 5001)
    arc = shapely.points(100 + 200 * np.cos(angles), 200 * np.sin(angles))
    assert shapely.distance(arc, zone.boundary).max() < 0.001


def test_vertices_on_a_straight_and_duplicate_vertices_change_nothing():
    coords = [(0, 0), (0, 0), (100, 0), (100, 0), (100, 0.00001), (170, 0), (300, 0), (300, 0)]
    zone = zone_area(LineString(coords), rule("left"))
    assert zone.area_m2 == pytest.approx(15_000, abs=0.01)
    assert zone.part_count == 1
    assert shapely.get_num_interior_rings(zone.geometry) == 0


def test_a_closed_line_has_no_ends():
    angles = np.linspace(0, 2 * np.pi, 721)
    circle = LineString(np.column_stack((100 * np.cos(angles), 100 * np.sin(angles))))
    inside, outside = (zone_area(circle, rule(side)).area_m2 for side in ("left", "right"))
    assert inside == pytest.approx(np.pi * (100**2 - 50**2), rel=1e-4)
    assert outside == pytest.approx(np.pi * (150**2 - 100**2), rel=1e-4)
    assert zone_area(circle, rule("left", 150)).area_m2 == pytest.approx(np.pi * 100**2, rel=1e-4)


def test_land_between_the_legs_of_a_hairpin_belongs_to_the_nearer_leg():
    hairpin = LineString([(0, 0), (200, 0), (200, 40), (0, 40)])
    left = zone_area(hairpin, rule("left")).geometry
    right = zone_area(hairpin, rule("right")).geometry
    assert left.bounds == (0, 0, 200, 40)
    assert left.area == pytest.approx(200 * 40, abs=0.01)
    assert not right.contains(Point(100, 20))


def test_the_nearest_of_two_lines_decides_the_side():
    lines = MultiLineString([[(0, 0), (200, 0)], [(0, 60), (200, 60)]])
    zone = zone_area(lines, rule("left", 50)).geometry
    assert zone.area == pytest.approx(200 * (30 + 50), abs=0.01)
    assert zone.contains(Point(100, 29))
    assert not zone.contains(Point(100, 31))


def test_a_self_crossing_line_keeps_its_sides():
    crossing = LineString([(0, 0), (200, 0), (200, 100), (100, 100), (100, -100)])
    left = zone_area(crossing, rule("left", 30)).geometry
    inside = [(110, 5), (105, 10), (105, -10), (90, 5)]
    outside = [(110, -5), (95, -10), (96, 5), (90, -5)]
    assert shapely.contains_xy(left, inside).all()
    assert not shapely.contains_xy(left, outside).any()


def test_phases_that_meet_are_one_line_without_a_gap_at_the_joint():
    phases = [LineString([(100, 0), (100, 100)]), LineString([(0, 0), (100, 0.004)])]
    whole = zone_area(LineString([(0, 0), (100, 0), (100, 100)]), rule("right"))
    joined = zone_area(phases, rule("right"))
    assert joined.area_m2 == pytest.approx(whole.area_m2, abs=1)
    assert joined.part_count == 1


@pytest.mark.parametrize("stored", [1, 1.0, "1", np.int64(1), np.float32(1)])
@pytest.mark.parametrize("asked", ["1", "1.0"])
def test_a_filter_compares_as_text_however_the_file_stores_the_number(stored, asked):
    lines = frame([STRAIGHT, LineString([(0, 500), (300, 500)])], phase=[stored, None])
    zone = compute_zone(lines, rule(where=(("phase", asked),)), PLAN_CRS)
    assert zone.area_m2 == pytest.approx(15_000, abs=0.01)


def test_text_that_only_resembles_a_number_stays_text():
    lines = frame([STRAIGHT], phase=["01"])
    with pytest.raises(LineMissing):
        compute_zone(lines, rule(where=(("phase", "1"),)), PLAN_CRS)


def test_lines_in_degrees_are_measured_in_the_plan_crs():
    degrees = frame([STRAIGHT, None, LineString()]).to_crs("EPSG:4756")
    zone = compute_zone(degrees, rule(), PLAN_CRS)
    assert zone.area_m2 == pytest.approx(15_000, abs=0.01)
    assert zone.geometry.bounds == pytest.approx((EAST, NORTH, EAST + 300, NORTH + 50), abs=1e-4)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_no_zone_is_measured_in_degrees_or_web_mercator(crs):
    with pytest.raises(CrsNotMetric, match="cannot be measured"):
        compute_zone(frame([STRAIGHT]), rule(), crs)


@pytest.mark.parametrize(
    "geometries", [[], [None], [LineString([(5, 5), (5, 5)])], [Point(0, 0)], [Polygon()]]
)
def test_without_a_line_of_some_length_there_is_no_zone(geometries):
    with pytest.raises(LineMissing, match="road"):
        zone_area(geometries, rule())


def test_an_unknown_field_is_named():
    with pytest.raises(ZoneRuleInvalid, match="no field giai_doan"):
        compute_zone(frame([STRAIGHT]), rule(where=(("giai_doan", "1"),)), PLAN_CRS, "recovery")


def test_a_rule_without_width_is_refused():
    backwards = rule().model_copy(update={"from_m": 60.0})
    with pytest.raises(ZoneRuleInvalid, match="farther"):
        zone_area(STRAIGHT, backwards, zone_id="recovery")


def test_a_stretch_is_cut_square_at_its_chainages():
    zone = zone_area(STRAIGHT, rule(from_chainage_m=100, to_chainage_m=250, cap="round"))
    assert zone.geometry.normalize() == shapely.box(100, 0, 250, 50).normalize()
    assert zone.length_m == 150
    with pytest.raises(ZoneRuleInvalid, match="beyond the end of the line, Km0"):
        zone_area(STRAIGHT, rule(to_chainage_m=301))


def test_a_zone_counts_from_the_road_edge_when_the_rule_says_so():
    edge = rule(to_m=50, from_m=10, reference="edge", road_width_m=12)
    assert zone_area(STRAIGHT, edge).geometry.bounds == pytest.approx((0, 16, 300, 56), abs=1e-9)


def test_exclusions_are_taken_out():
    river = frame([shapely.box(100, -10, 120, 500), Point(1, 1), None])
    zone = compute_zone(frame([STRAIGHT]), rule(), PLAN_CRS, exclusions=[river])
    assert zone.area_m2 == pytest.approx(280 * 50, abs=0.01)
    assert zone.part_count == 2


def test_net_areas_count_land_once_in_the_order_given():
    a, b, c = shapely.box(0, 0, 10, 10), shapely.box(5, 0, 15, 10), shapely.box(0, 0, 15, 10)
    assert net_areas([("a", a), ("b", b), ("c", c)]) == {"a": 100, "b": 50, "c": 0}


def test_net_areas_of_the_rings_of_a_bend_sum_to_the_union():
    bend = LineString([(0, 0), (80, 0), (20, 30), (100, 60)])
    rules = {"near": rule(to_m=30), "far": rule(to_m=80, from_m=20), "right": rule("right", 60)}
    zones = [(name, zone_area(bend, r).geometry) for name, r in rules.items()]
    union = shapely.union_all([zone for _, zone in zones])
    assert sum(net_areas(zones).values()) == pytest.approx(union.area, abs=0.01)
