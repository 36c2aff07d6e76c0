"""Sites: where each is, who says so, and what becomes of features that are none."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pytest
import shapely

from planviewer.model.site import Placement
from planviewer.reading.sites import check_sites, read_sites, sites_frame

DAY = date(2026, 1, 2)


def sites_layer(crs: str = "EPSG:4326", **changes: dict) -> gpd.GeoDataFrame:
    rows = {
        name: {
            "id": name,
            "name": f"Dự án {name}",
            "group_id": "capital",
            "group": "Vốn tỉnh",
            "group_en": "Provincial capital",
            "source": "Báo cáo",
            "visit_order": None,
            "layer": None,
        }
        for name in ("a", "b", "c")
    }
    for name, change in changes.items():
        rows[name] |= change
    geometry = [row.pop("geometry", None) for row in rows.values()]
    return gpd.GeoDataFrame(list(rows.values()), geometry=geometry, crs=crs)


def test_a_place_given_by_the_user_goes_before_the_file_and_the_layer():
    frame = sites_layer(
        a={"geometry": shapely.Point(106.1, 22.7), "layer": "x"},
        b={"geometry": shapely.Point(106.1, 22.7), "layer": "x"},
        c={"layer": "x"},
    )
    placed = Placement(site="a", lon=106.5, lat=22.5, date=DAY)
    sites = read_sites(frame, [placed], {"x": (106.3, 22.3)})
    assert [(s.located_by, s.place) for s in sites] == [
        ("placed", (106.5, 22.5)),
        ("file", (106.1, 22.7)),
        ("layer", (106.3, 22.3)),
    ]


def test_an_unknown_place_stays_unknown():
    sites = read_sites(sites_layer(a={"layer": "x"}), [], {})
    assert [(s.place, s.located_by) for s in sites] == [(None, None)] * 3


def test_places_are_wgs84_whatever_the_layer_is_in():
    frame = sites_layer("EPSG:9210", a={"geometry": shapely.Point(541109.98, 2515367.14)})
    assert read_sites(frame)[0].place == pytest.approx((106.15216, 22.73738), abs=1e-7)


def test_an_area_is_placed_by_a_point_inside_it():
    bent = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4), (0, 3), (3, 3), (3, 1), (0, 1)])
    place = read_sites(sites_layer(a={"geometry": bent}))[0].place
    assert place is not None
    assert bent.contains(shapely.Point(place))


@pytest.mark.parametrize(
    "geometry", [shapely.Point(), shapely.Point(float("inf"), 1), shapely.Point(500, 1)]
)
def test_impossible_places_are_no_places(geometry):
    assert read_sites(sites_layer(a={"geometry": geometry}))[0].place is None


def test_texts_missing_in_one_language_are_taken_from_the_other():
    (site, *_) = read_sites(sites_layer(a={"note_en": "Visited."}))
    assert (site.title.vi, site.title.en) == ("Dự án a", "Dự án a")
    assert site.note is not None
    assert (site.note.vi, site.note.en) == ("Visited.", "Visited.")
    assert site.group.en == "Provincial capital"
    assert site.funding is None


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": "Có dấu"},
        {"id": "../x"},
        {"id": "b"},
        {"name": None},
        {"name": "  "},
        {"group_id": None},
        {"source": None},
        {"visit_order": "soon"},
        {"layer": "<script>"},
    ],
)
def test_features_that_are_no_sites_are_left_out_and_told(change):
    frame = sites_layer(a=change)
    remaining = ["b", "c"]
    assert [s.id for s in read_sites(frame)] == remaining
    (problem,) = check_sites(frame)
    assert problem.severity == "error"
    assert problem.feature == (1 if change.get("id") == "b" else 0)


def test_a_layer_without_any_of_the_fields_has_no_sites():
    frame = gpd.GeoDataFrame({"x": [1]}, geometry=[shapely.Point(1, 1)], crs="EPSG:4326")
    assert read_sites(frame) == ()
    assert check_sites(frame)[0].code == "site-invalid"
    assert sites_frame(frame, ()).geometry.isna().all()


def test_a_placement_of_no_site_is_told():
    stray = Placement(site="z", lon=1, lat=1, date=DAY)
    (problem,) = check_sites(sites_layer(), [stray])
    assert "“z”" in str(problem.message)


def test_the_frame_to_draw_has_the_places_in_its_own_system_row_by_row():
    frame = sites_layer("EPSG:9210", b={"id": "a"})
    placed = Placement(site="c", lon=106.15216, lat=22.73738, date=DAY)
    drawn = sites_frame(frame, read_sites(frame, [placed]))
    assert drawn.crs == frame.crs
    assert drawn.geometry.isna().tolist() == [True, True, False]
    assert drawn.geometry.iloc[2].x == pytest.approx(541109.98, abs=0.01)
    assert drawn["id"].tolist() == frame["id"].tolist()
    assert frame.geometry.isna().all()
