import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.analysis.affected import affected_parcels
from planviewer.analysis.compared import difference, parcel_changes
from planviewer.analysis.ready_parcels import ReadyParcels
from planviewer.analysis.zones import zone_area
from planviewer.model.zone import ZoneRule

CRS = "EPSG:9210"
E, N = 541_000, 2_515_000
ROAD = shapely.LineString([(E, N), (E + 300, N + 40), (E + 420, N - 90), (E + 700, N)])


def zone(line=ROAD, to_m=50.0, **more):
    return zone_area(line, ZoneRule(line_layer="road", side="both", to_m=to_m, **more)).geometry


def grid(side=30.0):
    x, y = (s.ravel() for s in np.meshgrid(np.arange(-120, 820, side), np.arange(-240, 240, side)))
    boxes = shapely.box(E + x, N + y, E + x + side, N + y + side)
    names = {"shbando": np.ones(len(x), int), "shthua": np.arange(len(x)), "khloaidat": "LUC"}
    return gpd.GeoDataFrame(names, geometry=boxes, crs=CRS)


def test_what_is_lost_gained_and_common_make_both_alternatives():
    found = difference(zone(to_m=50), zone(to_m=30))
    assert found.gained_m2 == pytest.approx(0, abs=0.01)
    assert found.common_m2 + found.lost_m2 == pytest.approx(found.first_m2, abs=0.01)
    assert found.net_m2 == pytest.approx(found.second_m2 - found.first_m2, abs=0.01)
    assert found.net_m2 < -10_000


@given(
    moved=st.tuples(st.floats(-80, 80), st.floats(-80, 80)),
    before=st.floats(5, 120),
    after=st.floats(5, 120),
)
def test_no_square_metre_is_forgotten_whatever_the_alternatives(moved, before, after):
    shifted = shapely.transform(ROAD, lambda xy: xy + moved)
    first, second = zone(to_m=before), zone(shifted, to_m=after)
    found = difference(first, second)
    assert found.common_m2 + found.lost_m2 == pytest.approx(first.area, abs=0.01)
    assert found.common_m2 + found.gained_m2 == pytest.approx(second.area, abs=0.01)
    assert shapely.area(shapely.intersection(found.lost, found.gained)) < 0.01


def test_alternatives_apart_share_nothing():
    away = shapely.transform(ROAD, lambda xy: xy + np.array([0, 5_000]))
    found = difference(zone(), zone(away))
    assert found.common.is_empty
    assert (found.lost_m2, found.gained_m2) == (found.first_m2, found.second_m2)


def test_parcels_change_as_their_land_does():
    parcels = grid()
    first, second = (affected_parcels(parcels, [("z", zone(to_m=d))], CRS) for d in (60, 30))
    table = parcel_changes(first, second)
    assert set(table["kind"]) == {"lost", "less", "same"}
    assert table["change_m2"].sum() == pytest.approx(
        second.affected_area_m2 - first.affected_area_m2, abs=0.01
    )
    lost = table[table["kind"] == "lost"]
    assert (lost["second_m2"] == 0).all()
    assert set(lost.index) == set(first.parcels.index) - set(second.parcels.index)
    assert parcel_changes(second, first)["kind"].value_counts()["gained"] == len(lost)


def test_ready_parcels_answer_as_the_full_computation_does():
    parcels = grid().to_crs("EPSG:4326")
    bow = shapely.Polygon([(E, N), (E + 40, N + 40), (E + 40, N), (E, N + 40)])
    bow = gpd.GeoSeries([bow, None, shapely.Point(E, N)], crs=CRS).to_crs("EPSG:4326")
    parcels = gpd.GeoDataFrame(geometry=[*parcels.geometry, *bow], crs="EPSG:4326")
    ready = ReadyParcels.of(parcels, CRS)
    for to_m in (7.0, 55.0):
        full = affected_parcels(parcels, [("z", zone(to_m=to_m))], CRS)
        taken = ready.taken_by(zone(to_m=to_m))
        assert taken.rows.tolist() == full.parcels.index.tolist()
        assert taken.area_m2 == pytest.approx(full.parcels["affected_m2"].to_numpy(), abs=1e-6)
        assert taken.total_m2 == pytest.approx(full.affected_area_m2, abs=0.01)
