import geopandas as gpd
import pytest
import shapely

from planviewer import i18n
from planviewer.app import inspect


def rows(details):
    return {row.label: row.value for section in details.sections for row in section.rows}


def test_a_zone_is_told_by_its_rule_and_its_figures(plan, data):
    told = rows(inspect.feature_details(plan, data, "recovery-200m", 0))
    assert told["Rule"].startswith("0 to 200 m on the right side of")
    assert told["Area"] == "533,794.9 m² (53.38 ha)"
    assert told["Length of the line"] == "2,774.8 m"
    assert told["Status of the line"] == "schematic"
    assert "to_m" not in told


def test_a_line_has_its_length_and_both_coordinates(plan, data):
    details = inspect.feature_details(plan, data, "bypass", 0)
    told = rows(details)
    assert details.title == "Nước Hai bypass, phase 1"
    assert told["Length"] == "1,764.4 m"
    assert told["phase"] == "1"
    assert told["VN-2000 (EPSG:9210)"].startswith("X 2,51")
    assert told["WGS 84"].startswith("22.7")


def test_names_and_figures_follow_the_language(plan, data):
    i18n.install("vi")
    details = inspect.feature_details(plan, data, "bypass", 0)
    assert details.title == "Đường tránh thị trấn Nước Hai, giai đoạn 1"
    assert "1.764,4 m" in details.as_text()


def test_a_site_that_stands_for_a_zone_tells_the_zone(plan, data):
    site = next(site for site in data.sites if site.id == "recovery-50m")
    told = rows(inspect.site_details(plan, data, site))
    assert told["Area"] == "176,433.7 m² (17.64 ha)"
    assert told["Known"] == "a point of its layer (schematic)"


def test_a_site_is_as_good_as_its_layer(plan, data):
    surveyed = plan.layer("bypass").provenance.changed(status="surveyed")
    better = plan.with_layer("bypass", lambda layer: layer.changed(provenance=surveyed))
    site = next(site for site in data.sites if site.id == "bypass")
    details = inspect.site_details(better, data, site)
    assert rows(details)["Known"] == "a point of its layer (surveyed)"
    assert [(badge.text, badge.kind) for badge in details.badges] == [("surveyed", "surveyed")]


def test_the_transformation_is_told_with_its_own_accuracy(plan, data):
    told = rows(inspect.feature_details(plan, data, "bypass", 0))
    assert told["Transformation"] == "EPSG:6960, good to 1.0 m"
    world = rows(inspect.feature_details(plan.changed(crs="EPSG:32648"), data, "bypass", 0))
    assert "EPSG:32648" in world
    assert "EPSG:6960" not in world["Transformation"]


def test_a_site_without_a_place_says_so(plan, data):
    site = next(site for site in data.sites if site.id == "market")
    details = inspect.site_details(plan, data, site)
    assert details.badges[0].text == "not located yet"
    assert rows(details)["Place"].startswith("Not located yet")
    assert inspect.rows_of_site(plan, data, site) == (None, [])


def test_the_plan_at_a_glance_counts_overlaps_once(plan, data):
    told = rows(inspect.plan_details(plan, data))
    assert told["Total, overlaps counted once"] == "710,228.6 m² (71.02 ha)"
    assert told["Sites"] == "5 of 20 located"


def test_a_highlight_is_geometry_in_wgs84_and_nothing_else(plan, data):
    frame = data.store.frame("recovery-200m")
    marked = inspect.highlight(frame, [0])
    (feature,) = marked["features"]
    assert feature["properties"] == {}
    west, south, east, north = shapely.geometry.shape(feature["geometry"]).bounds
    assert 106.14 < west < east < 106.17
    assert 22.72 < south < north < 22.75
    assert plan.crs == "EPSG:9210"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (float("nan"), "–"), (3.0, "3"), (1234.5, "1,234.50"), ("<b>", "<b>")],
)
def test_values_are_told_as_plain_text(value, shown):
    assert inspect.value_text(value) == shown


def test_a_feature_without_geometry_has_details_all_the_same(plan, data):
    frame = data.store.frame("sites")
    assert isinstance(frame, gpd.GeoDataFrame)
    unplaced = int(frame.geometry.isna().to_numpy().nonzero()[0][0])
    assert inspect.feature_details(plan, data, "sites", unplaced).title


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("LINESTRING(0 0, 10 0, 10 10)", (10, 0)),
        ("MULTILINESTRING((0 0, 1 0), (5 5, 5 15))", (5, 10)),
        ("POINT(3 4)", (3, 4)),
        ("MULTIPOINT(0 0, 2 2)", (1, 1)),
    ],
)
def test_the_place_of_a_line_is_half_way_along_it(words, place):
    point = inspect._place_on(shapely.from_wkt(words), is_area=False)
    assert (point.x, point.y) == place
