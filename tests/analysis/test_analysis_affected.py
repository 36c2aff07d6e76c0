import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from planviewer.analysis import affected
from planviewer.analysis.affected import LEAST_M2, affected_parcels, subdivided
from planviewer.analysis.parcels import ParcelFields, recognised
from planviewer.errors import AreaUnaccounted, CrsNotMetric

PLAN_CRS = "EPSG:9210"
EAST, NORTH = 541_000.0, 2_515_000.0


def at(west, south, east, north):
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def parcels(geometries, **columns):
    return gpd.GeoDataFrame(columns, geometry=geometries, crs=PLAN_CRS)


@pytest.fixture
def cadastre():
    """A chequer of 60 × 60 turned parcels of some 400 m²."""
    step = np.arange(60) * 20.0
    west, south = (side.ravel() for side in np.meshgrid(step, step))
    boxes = shapely.box(EAST + west, NORTH + south, EAST + west + 20, NORTH + south + 20)
    turned = shapely.transform(boxes, lambda xy: xy + 3 * np.sin(xy[:, ::-1] / 40))
    kinds = np.resize(["LUC", "ONT", "CLN"], len(boxes))
    number = np.arange(len(boxes))
    return parcels(turned, SHBANDO=number // 100, SHTHUA=number, KHLOAIDAT=kinds)


def test_a_parcel_is_taken_whole_in_part_or_not_at_all():
    frame = parcels([at(0, 0, 10, 10), at(10, 0, 20, 10), at(20, 0, 30, 10)], shthua=[1.0, 2, 3])
    result = affected_parcels(frame, [("a", at(-5, -5, 14, 50))], PLAN_CRS)
    assert result.parcels["affected_m2"].tolist() == pytest.approx([100, 40], abs=1e-6)
    assert result.parcels["remaining_m2"].tolist() == pytest.approx([0, 60], abs=1e-6)
    assert result.parcels["share"].tolist() == pytest.approx([1, 0.4])
    assert result.parcels["parcel"].tolist() == ["1", "2"]
    assert result.parcels["land_type"].isna().all()


def test_land_in_two_zones_is_counted_once():
    frame = parcels([at(0, 0, 10, 10)])
    zones = [("a", at(0, 0, 6, 10)), ("b", at(4, 0, 20, 10)), ("c", at(50, 0, 60, 10))]
    result = affected_parcels(frame, zones, PLAN_CRS)
    assert result.affected_area_m2 == pytest.approx(100, abs=1e-6)
    assert result.by_zone.to_numpy()[0] == pytest.approx([60, 60, 0], abs=1e-6)
    assert result.parcels["zones"].tolist() == [("a", "b")]


def test_every_square_metre_agrees_with_the_plain_overlay(cadastre):
    ring = shapely.Point(EAST + 600, NORTH + 600).buffer(480, quad_segs=300)
    zones = [
        ("ring", ring.difference(shapely.Point(EAST + 600, NORTH + 600).buffer(200))),
        ("strip", at(-100, 500, 2000, 640)),
    ]
    result = affected_parcels(cadastre, zones, PLAN_CRS)
    union = shapely.union_all([zone for _, zone in zones])
    plain = cadastre.geometry.intersection(union).area
    expected = plain[plain >= LEAST_M2]
    assert result.parcels.index.tolist() == expected.index.tolist()
    assert np.abs(result.parcels["affected_m2"] - expected).max() < 0.01
    sums = result.parcels["affected_m2"] + result.parcels["remaining_m2"]
    assert np.abs(sums - result.parcels["area_m2"]).max() < 0.01
    kinds = result.by_land_type()
    assert kinds["area_m2"].sum() == pytest.approx(result.affected_area_m2)
    assert set(kinds.index) == {"LUC", "ONT", "CLN"}


def test_parcels_in_another_crs_give_the_same_areas(cadastre):
    zones = [("strip", at(-100, 500, 2000, 640))]
    here = affected_parcels(cadastre, zones, PLAN_CRS)
    there = affected_parcels(cadastre.to_crs("EPSG:3405"), zones, PLAN_CRS)
    assert here.parcels.index.tolist() == there.parcels.index.tolist()
    assert np.abs(here.parcels["affected_m2"] - there.parcels["affected_m2"]).max() < 0.01


def test_broken_missing_and_far_parcels_do_no_harm():
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    tie = shapely.transform(bow_tie, lambda xy: xy + np.array([EAST, NORTH]))
    frame = parcels([tie, None, Polygon(), at(9000, 0, 9010, 10), at(0, 20, 10, 30)])
    result = affected_parcels(frame, [("a", at(0, 0, 10, 20))], PLAN_CRS)
    assert result.parcels.index.tolist() == [0]
    assert result.parcels["affected_m2"].tolist() == pytest.approx([50], abs=1e-6)


def test_without_zones_nothing_is_affected(cadastre):
    assert len(affected_parcels(cadastre, [], PLAN_CRS).parcels) == 0
    assert len(affected_parcels(cadastre, [("none", Polygon())], PLAN_CRS).parcels) == 0


def test_land_is_not_measured_in_degrees(cadastre):
    with pytest.raises(CrsNotMetric):
        affected_parcels(cadastre, [("a", at(0, 0, 1, 1))], "EPSG:4326")


def test_field_names_of_land_offices_are_recognised():
    found = recognised(["OBJECTID", "SoDoTo", "SOTHUA", "MaLoaiDat", "DienTich", "tenchu"])
    assert found == ParcelFields("SoDoTo", "SOTHUA", "MaLoaiDat", "DienTich", "tenchu", None)


def test_subdividing_keeps_the_area_and_bounds_the_corners():
    disc = shapely.Point(EAST, NORTH).buffer(200, quad_segs=500)
    pieces = subdivided(disc)
    assert shapely.area(pieces).sum() == pytest.approx(disc.area, abs=1e-6)
    assert shapely.get_num_coordinates(pieces).max() <= 64


def test_mending_a_boundary_is_told_and_by_how_much():
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    tie = shapely.transform(bow_tie, lambda xy: xy + np.array([EAST, NORTH]))
    frame = parcels([tie, at(20, 0, 30, 10)])
    table = affected_parcels(frame, [("a", at(0, 0, 30, 5))], PLAN_CRS).parcels
    assert table["mended_m2"].tolist()[0] == pytest.approx(50)
    assert np.isnan(table["mended_m2"].tolist()[1])
    assert table["affected_m2"].tolist() == pytest.approx([25, 50])
    assert not frame.geometry.iloc[0].is_valid


def test_lines_and_points_among_parcels_are_passed_over():
    mixed = shapely.GeometryCollection([at(20, 0, 30, 10), shapely.Point(EAST, NORTH)])
    frame = parcels([shapely.Point(EAST + 1, NORTH + 1), at(0, 0, 10, 10).boundary, mixed])
    table = affected_parcels(frame, [("a", at(0, 0, 30, 5))], PLAN_CRS).parcels
    assert table.index.tolist() == [2]
    assert table["affected_m2"].tolist() == pytest.approx([50])


def test_land_that_goes_missing_stops_the_figures(monkeypatch):
    monkeypatch.setattr(
        affected, "area_left", lambda geometry, _area, _zones: np.ones(len(geometry))
    )
    frame = parcels([at(0, 0, 10, 10)], sodoto=[3], sothua=[14])
    with pytest.raises(AreaUnaccounted, match=r"parcel 3/14 .* -1\.00 m²"):
        affected_parcels(frame, [("a", at(0, 0, 30, 30))], PLAN_CRS)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_taken_and_left_make_the_whole_for_any_zones(seed):
    rng = np.random.default_rng(seed)
    west, south = (side.ravel() * 20.0 for side in np.meshgrid(np.arange(12), np.arange(12)))
    frame = parcels(shapely.box(EAST + west, NORTH + south, EAST + west + 20, NORTH + south + 20))
    zones = []
    for number in range(rng.integers(1, 5)):
        line = shapely.LineString(rng.uniform(-20, 260, (4, 2)) + np.array([EAST, NORTH]))
        zones.append((str(number), line.buffer(rng.uniform(3, 60))))
    result = affected_parcels(frame, zones, PLAN_CRS)
    union = shapely.union_all([zone for _, zone in zones])
    plain = frame.geometry.intersection(union).area
    assert np.abs(result.parcels["affected_m2"] - plain[result.parcels.index]).max() < 0.01
    assert result.affected_area_m2 == pytest.approx(plain.sum(), abs=0.01 * len(frame))
    assert result.zone_area_m2 == pytest.approx(union.area)
