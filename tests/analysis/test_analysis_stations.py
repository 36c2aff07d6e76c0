import geopandas as gpd
import pytest
from shapely.geometry import LineString

from planviewer.analysis.stations import areas_by_chainage
from planviewer.analysis.zones import compute_zone
from planviewer.errors import ZoneRuleInvalid
from planviewer.model.zone import ZoneRule

PLAN_CRS = "EPSG:9210"
E, N = 541_000, 2_515_000
# a hairpin: the land between its legs is near to two stretches
HAIRPIN = LineString([(E, N), (E + 230, N), (E + 260, N + 30), (E + 230, N + 60), (E, N + 60)])


def rule(**more):
    return ZoneRule(line_layer="road", side="left", to_m=50, **more)


def test_areas_by_chainage_sum_to_the_zone():
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    table = areas_by_chainage(frame, rule(), PLAN_CRS)
    whole = compute_zone(frame, rule(), PLAN_CRS)
    assert table["from_m"].tolist() == [0, 100, 200, 300, 400, 500]
    assert table["to_m"].iloc[-1] == pytest.approx(whole.length_m)
    assert table["area_m2"].sum() == pytest.approx(whole.area_m2, abs=0.01)
    assert table["area_m2"].iloc[0] == pytest.approx(100 * 30, abs=0.01)


def test_a_stretch_is_divided_at_whole_chainages():
    frame = gpd.GeoDataFrame(geometry=[HAIRPIN], crs=PLAN_CRS)
    table = areas_by_chainage(frame, rule(from_chainage_m=50, to_chainage_m=200), PLAN_CRS)
    assert table[["from_m", "to_m"]].to_numpy().tolist() == [[50, 100], [100, 200]]


def test_several_lines_have_no_common_chainage():
    lines = [HAIRPIN, LineString([(E, N + 900), (E + 100, N + 900)])]
    with pytest.raises(ZoneRuleInvalid, match="one connected line"):
        areas_by_chainage(gpd.GeoDataFrame(geometry=lines, crs=PLAN_CRS), rule(), PLAN_CRS)
