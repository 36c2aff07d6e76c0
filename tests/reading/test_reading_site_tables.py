"""Sites from the columns an office has, whatever it calls them."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.model.layer import FileSource, Layer
from planviewer.model.provenance import Provenance
from planviewer.model.site import Placement, SiteFields
from planviewer.model.text import Text
from planviewer.reading.site_tables import recognised, site_table
from planviewer.reading.sites import check_sites, read_sites

LAYER = Layer(
    id="du-an",
    title=Text(vi="Danh mục dự án", en="Projects"),
    source=FileSource(path="du-an.gpkg"),
    provenance=Provenance(source=Text(vi="Nghị quyết 12", en="Resolution 12")),
)
ALL = SiteFields(
    name="Ten du an", group="Nhom", visit_order="Thu tu", funding="Von", source="Can cu"
)


def frame(**columns):
    rows = len(next(iter(columns.values())))
    points = [shapely.Point(108.4 + row / 100, 15.5) for row in range(rows)]
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")


def sites_of(table, fields):
    return read_sites(site_table(table, fields, LAYER))


def test_columns_of_any_name_make_sites():
    table = frame(
        **{
            "Ten du an": ["Trường học", "Công viên"],
            "Nhom": ["Công trình", None],
            "Thu tu": [2.0, float("nan")],
            "Von": ["vốn tỉnh", ""],
            "Can cu": ["QĐ 45", None],
        }
    )
    school, park = sites_of(table, ALL)
    assert (school.id, str(school.title), school.group_id) == (
        "truong-hoc",
        "Trường học",
        "cong-trinh",
    )
    assert (school.visit_order, school.funding.vi, school.source.vi) == (2, "vốn tỉnh", "QĐ 45")
    assert school.place == pytest.approx((108.4, 15.5))
    assert (park.group, park.group_id) == (LAYER.title, "danh-muc-du-an")
    assert (park.visit_order, park.funding) == (None, None)
    assert park.source == LAYER.provenance.source


def test_what_is_not_chosen_says_nothing_even_if_it_has_the_name_of_a_field():
    table = frame(ten=["Trường học"], note=["nội bộ"], funding=["mật"], layer=["bypass"])
    (site,) = sites_of(table, SiteFields(name="ten"))
    assert (site.note, site.funding, site.layer) == (None, None, None)


def test_a_row_without_a_name_is_no_site_and_is_said():
    made = site_table(frame(ten=["Trường học", None, "  "]), SiteFields(name="ten"), LAYER)
    assert len(read_sites(made)) == 1
    assert [problem.feature for problem in check_sites(made)] == [1, 2]


def test_ids_of_the_file_are_kept_where_they_are_fit():
    table = frame(ma=["a-1", "Dự án 2", "a-1", None], ten=["Một", "Hai", "Ba", "Bốn"])
    found = [site.id for site in sites_of(table, SiteFields(name="ten", id="ma"))]
    assert found == ["a-1", "du-an-2", "a-1-2", "bon"]


def test_a_placed_site_keeps_its_place_when_rows_come_in_another_order():
    fields, day = SiteFields(name="ten"), "2026-01-31"
    given_place = [Placement(site="cho", lon=108.0, lat=15.0, date=day)]
    for names in (["Chợ", "Trường"], ["Trường", "Chợ"]):
        table = site_table(frame(ten=names), fields, LAYER)
        market = next(s for s in read_sites(table, given_place) if str(s.title) == "Chợ")
        assert (market.place, market.located_by) == ((108.0, 15.0), "placed")


def test_columns_are_recognised_by_their_vietnamese_names():
    found = recognised(["FID", "TEN_DU_AN", "Nhóm dự án", "Nguồn vốn", "Ghi chú", "STT"])
    assert found == SiteFields(
        name="TEN_DU_AN", group="Nhóm dự án", funding="Nguồn vốn", note="Ghi chú"
    )
    assert recognised(["FID", "geom"]) is None


def test_a_column_that_is_gone_leaves_no_site_and_no_fault():
    assert sites_of(frame(khac=["x"]), SiteFields(name="ten")) == ()


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats()),
            st.one_of(st.none(), st.text(max_size=12), st.integers()),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_with_a_name_is_a_site_of_its_own(rows):
    table = frame(ten=[name for name, _ in rows], ma=[own for _, own in rows]).astype(
        {
            "ten": object,
            "ma": object,
        }
    )
    made = site_table(table, SiteFields(name="ten", id="ma"), LAYER)
    found = read_sites(made)
    assert len({site.id for site in found}) == len(found) == made["name"].notna().sum()
