"""Zones of random lines against their definition, point by point."""

import numpy as np
import pytest
import shapely
from analysis_reference import FAMILIES, nearest_side

from planviewer.analysis.zones import zone_area
from planviewer.model.zone import ZoneRule

LINES_A_FAMILY = 24
POINTS = 600
SIDES = {"left": [True, False], "right": [False, True], "both": [True, True]}


def rule(side, to_m, **more):
    return ZoneRule(line_layer="line", side=side, to_m=to_m, **more)


def lines_of(family, number):
    rng = np.random.default_rng([number, *family.encode()])
    return FAMILIES[family](rng), rng


def wrong_points(lines, points, zone_rule, zone):
    """Return the points farther than 2 cm from the zone's edge that are on its wrong side."""
    distance, sides = nearest_side(lines, points, round_ends=zone_rule.cap == "round")
    within = (distance >= zone_rule.from_m) & (distance <= zone_rule.to_m)
    expected = within & (sides & SIDES[zone_rule.side]).any(axis=1)
    found = shapely.contains_xy(zone, points)
    wrong = points[expected != found]
    edge = shapely.boundary(zone)
    return [p for p in wrong if edge.is_empty or edge.distance(shapely.Point(p)) > 0.02]


@pytest.mark.parametrize("cap", ["flat", "round"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_zone_holds_the_points_whose_nearest_point_is_on_its_side(family, cap):
    for number in range(LINES_A_FAMILY // 2):
        lines, rng = lines_of(family, number)
        to_m = float(rng.choice([20, 50, 120]))
        from_m = float(rng.choice([0, 0, 0.4])) * to_m
        all_coords = np.vstack(lines)
        low, high = all_coords.min(axis=0) - to_m - 5, all_coords.max(axis=0) + to_m + 5
        points = rng.uniform(low, high, (POINTS, 2))
        zone_rule = rule(str(rng.choice(list(SIDES))), to_m, from_m=from_m, cap=cap)
        zone = zone_area(shapely.MultiLineString(lines), zone_rule).geometry
        assert shapely.is_valid(zone)
        assert wrong_points(lines, points, zone_rule, zone) == [], (family, number, zone_rule)


@pytest.mark.parametrize("family", FAMILIES)
def test_left_and_right_make_both_and_do_not_overlap(family):
    for number in range(100, 106):
        lines = shapely.MultiLineString(lines_of(family, number)[0])
        left, right, both = (zone_area(lines, rule(side, 50)) for side in SIDES)
        union = shapely.union(left.geometry, right.geometry)
        assert union.area == pytest.approx(both.area_m2, abs=0.01)
        assert left.area_m2 + right.area_m2 == pytest.approx(both.area_m2, abs=0.01)
        assert shapely.symmetric_difference(union, both.geometry).area < 0.01


@pytest.mark.parametrize("family", FAMILIES)
def test_rings_exclude_each_other_and_make_the_whole(family):
    for number in range(200, 203):
        lines = shapely.MultiLineString(lines_of(family, number)[0])
        inner = zone_area(lines, rule("left", 20))
        outer = zone_area(lines, rule("left", 60, from_m=20))
        whole = zone_area(lines, rule("left", 60))
        assert shapely.intersection(inner.geometry, outer.geometry).area < 0.01
        assert inner.area_m2 + outer.area_m2 == pytest.approx(whole.area_m2, abs=0.01)


@pytest.mark.parametrize("family", FAMILIES)
def test_turning_the_line_round_swaps_the_sides(family):
    for number in range(300, 303):
        lines = lines_of(family, number)[0]
        left = zone_area(shapely.MultiLineString(lines), rule("left", 50)).geometry
        turned = shapely.MultiLineString([line[::-1] for line in lines])
        right = zone_area(turned, rule("right", 50)).geometry
        assert shapely.symmetric_difference(left, right).area < 0.01
