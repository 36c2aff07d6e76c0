"""Outer corners of zones: round, pointed, cut."""

from math import pi

import geopandas as gpd
import numpy as np
import pytest
import shapely
from analysis_reference import FAMILIES

from planviewer.analysis.rule_words import rule_in_words
from planviewer.analysis.zones import compute_zone, net_areas, zone_area
from planviewer.errors import ZoneRuleInvalid
from planviewer.model.layer import FileSource, Layer
from planviewer.model.provenance import Provenance
from planviewer.model.style import SingleStyle
from planviewer.model.text import Text
from planviewer.model.zone import RoadStrip, ZoneRule

CRS = "EPSG:9210"
BEND = shapely.LineString([(0, 0), (100, 0), (100, 100)])  # turns left, so its right is outside


def rule(side="right", to_m=20.0, **more):
    return ZoneRule(line_layer="line", side=side, to_m=to_m, **more)


def area(join, line=BEND, **more):
    return zone_area(line, rule(join=join, **more)).area_m2


def frame(*geometries, **columns):
    return gpd.GeoDataFrame(columns, geometry=list(geometries), crs=CRS)


@pytest.mark.parametrize(("join", "corner"), [("round", pi / 4), ("mitre", 1.0), ("bevel", 1 / 2)])
def test_the_corner_of_a_right_angle(join, corner):
    assert area(join) == pytest.approx(2 * 100 * 20 + corner * 20**2, abs=0.05)
    # counted from the road's edge, the corner is that of the larger distance less the smaller
    from_edge = area(join, reference="edge", road_width_m=10)
    assert from_edge == pytest.approx(2 * 100 * 20 + corner * (25**2 - 5**2), abs=0.05)


def test_the_inner_side_has_no_corner():
    assert len({round(area(join, side="left"), 6) for join in ("round", "mitre", "bevel")}) == 1


def test_a_corner_too_pointed_is_cut():
    turn = 2.8  # 1 / cos(1.4) is 5.9 times the distance
    line = shapely.LineString([(0, 0), (100, 0), (100 + 90 * np.cos(turn), 90 * np.sin(turn))])
    assert area("mitre", line) == pytest.approx(area("bevel", line), abs=1e-6)
    tip = zone_area(line, rule(join="mitre", mitre_limit=6)).geometry
    assert shapely.hausdorff_distance(tip, shapely.Point(100, 0)) > 20 / np.cos(turn / 2) - 1e-6


def test_the_limit_is_where_pointed_becomes_cut():
    turn = 2 * np.arccos(1 / 3)
    line = shapely.LineString([(0, 0), (100, 0), (100 + 90 * np.cos(turn), 90 * np.sin(turn))])
    below, above = (area("mitre", line, mitre_limit=limit) for limit in (2.999, 3.001))
    assert below == pytest.approx(area("bevel", line), abs=1e-6)
    assert above > area("round", line)


@pytest.mark.parametrize("family", FAMILIES)
def test_cut_corners_lie_in_round_and_in_pointed_ones(family):
    for number in range(400, 404):
        rng = np.random.default_rng([number, *family.encode()])
        line = shapely.MultiLineString(FAMILIES[family](rng))
        side = str(rng.choice(["left", "right", "both"]))
        cut, even, pointed = (
            zone_area(line, rule(side, 40, join=join)).geometry
            for join in ("bevel", "round", "mitre")
        )
        assert shapely.is_valid([cut, even, pointed]).all()
        assert shapely.difference(cut, even).area < 0.01
        assert shapely.difference(cut, pointed).area < 0.01


def test_round_corners_lie_in_pointed_ones_where_none_is_cut():
    rng = np.random.default_rng(7)
    for _ in range(40):
        headings = np.cumsum(rng.uniform(-2.6, 2.6, 12))  # at most 3.7 times the distance
        steps = rng.uniform(5, 60, (12, 1)) * np.column_stack((np.cos(headings), np.sin(headings)))
        line = shapely.LineString(np.cumsum(steps, axis=0))
        even, pointed = (
            zone_area(line, rule("left", 40, join=join)) for join in ("round", "mitre")
        )
        assert shapely.difference(even.geometry, pointed.geometry).area < 0.01


@pytest.mark.parametrize("join", ["bevel", "mitre"])
@pytest.mark.parametrize("family", FAMILIES)
def test_rings_with_corners_exclude_each_other_and_make_the_whole(family, join):
    for number in range(500, 502):
        rng = np.random.default_rng([number, *family.encode()])
        line = shapely.MultiLineString(FAMILIES[family](rng))
        inner, outer, whole = (
            zone_area(line, rule("left", to, from_m=start, join=join))
            for start, to in ((0, 15), (15, 45), (0, 45))
        )
        assert shapely.intersection(inner.geometry, outer.geometry).area < 0.01
        assert inner.area_m2 + outer.area_m2 == pytest.approx(whole.area_m2, abs=0.02)


@pytest.mark.parametrize("family", FAMILIES)
def test_pointed_corners_of_the_two_sides_do_not_overlap(family):
    for number in range(600, 603):
        rng = np.random.default_rng([number, *family.encode()])
        line = shapely.MultiLineString(FAMILIES[family](rng))
        left, right = (zone_area(line, rule(side, 40, join="mitre")) for side in ("left", "right"))
        assert shapely.intersection(left.geometry, right.geometry).area < 0.02


# --- what is taken out ------------------------------------------------------------------------
def test_a_road_drawn_as_a_line_is_taken_out_with_its_width():
    line = shapely.LineString([(0, 0), (1000, 0)])
    road = shapely.LineString([(500, -500), (500, 500)])
    other = shapely.LineString([(700, -500), (700, 500)])
    asked = rule(
        "both", 50, exclude_roads=(RoadStrip(layer="road", where=(("no", "1"),), width_m=12),)
    )
    zone = compute_zone(frame(line), asked, CRS, roads=[frame(road, other, no=[1, 2])])
    assert zone.area_m2 == pytest.approx(1000 * 100 - 12 * 100, abs=0.001)
    assert zone.part_count == 2


def test_a_line_without_width_cannot_be_taken_out():
    line = shapely.LineString([(0, 0), (1000, 0)])
    asked = rule("both", 50, exclude=("river",))
    with pytest.raises(ZoneRuleInvalid, match="river, which it leaves out, holds lines without"):
        compute_zone(frame(line), asked, CRS, exclusions=[frame(line)])


def line_named(vi, en):
    return Layer(
        id="line",
        title=Text(vi=vi, en=en),
        source=FileSource(path="line.geojson"),
        style=SingleStyle(),
        provenance=Provenance(source=Text(vi="thử", en="test")),
    )


def test_land_in_several_zones_counts_in_the_one_of_highest_priority():
    zones = [(name, shapely.box(x, 0, x + 10, 10)) for name, x in (("a", 0), ("b", 5), ("c", 8))]
    assert net_areas(zones) == {"a": 100, "b": 50, "c": 30}
    assert net_areas(zones, {"c": 2, "b": 1}) == {"a": 50, "b": 30, "c": 100}
    assert list(net_areas(zones, {"c": 2})) == ["a", "b", "c"]


# --- in words ---------------------------------------------------------------------------------
def test_the_words_say_corners_roads_and_priority():
    asked = rule(
        join="mitre",
        mitre_limit=2.5,
        priority=3,
        exclude_roads=(RoadStrip(layer="dt203", where=(("loai", "TL"),), width_m=9),),
    )
    words = rule_in_words(asked, line_named("tuyến tránh", "the bypass"))
    assert "outer corners pointed (at most 2.5 times the distance)" in words.en
    assert "góc ngoài kéo nhọn (không quá 2,5 lần khoảng cách)" in words.vi
    assert "less a road 9 m wide along “dt203” (only where “loai” is “TL”), priority 3." in words.en
    assert (
        "trừ đường rộng 9 m theo tim “dt203” (chỉ nơi “loai” là “TL”), mức ưu tiên 3." in words.vi
    )
    assert "corners" not in rule_in_words(rule(), line_named("a", "a")).en
