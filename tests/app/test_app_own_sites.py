"""A layer of points as the sites of an office's own plan."""

import geopandas as gpd
import pytest
import shapely

from planviewer.app.inspect import rows_of_site, site_details
from planviewer.app.loading import load_plan_data
from planviewer.app.new_plan import empty_plan
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.site import SiteFields
from planviewer.model.text import Text
from planviewer.reading.plans import load_plan

LABEL = Message("test", "change")
FIELDS = SiteFields(name="Ten du an", group="Nhom")


@pytest.fixture
def with_points(session, settle, tmp_path):
    path = tmp_path / "du-an.gpkg"
    gpd.GeoDataFrame(
        {"Ten du an": ["Trường học", "Công viên", "Chợ"], "Nhom": ["Công trình", "Cây xanh", None]},
        geometry=[shapely.Point(108.474, 15.563), shapely.Point(108.479, 15.562), None],
        crs="EPSG:4326",
    ).to_crs("EPSG:5899").to_file(path)
    session.new(empty_plan(Text(vi="Tam Kỳ", en="Tam Kỳ"), None, "EPSG:5899"))
    session.add_file(path)
    settle()
    return session


def use(session, fields=FIELDS):
    session.edit(LABEL, lambda plan: edits.use_sites(plan, "du-an", fields))


def test_a_layer_becomes_the_list_of_sites_and_undo_gives_its_columns_back(with_points):
    session = with_points
    before = session.data.store.frame("du-an")
    use(session)
    assert [site.id for site in session.data.sites] == ["truong-hoc", "cong-vien", "cho"]
    school = session.data.sites[0]
    assert school.place == pytest.approx((108.474, 15.563), abs=2e-5)
    assert rows_of_site(session.plan, session.data, school) == ("du-an", [0])
    details = site_details(session.plan, session.data, school).as_text()
    assert "Công trình" in details
    assert "du-an.gpkg" in details
    session.undo()
    assert session.data.sites == ()
    assert session.data.store.frame("du-an") is before


def test_other_columns_make_the_list_anew(with_points):
    session = with_points
    use(session)
    use(session, SiteFields(name="Nhom"))
    assert [str(site.title) for site in session.data.sites] == ["Công trình", "Cây xanh"]
    columns = session.data.as_read(session.plan, "du-an").columns.tolist()
    assert columns == ["Ten du an", "Nhom", "geometry"]


def test_a_site_of_ones_own_is_placed_and_kept_in_the_file(with_points, settle, tmp_path):
    session = with_points
    use(session)
    session.place_site("cho", 108.47, 15.56)
    saved = session.save(tmp_path / "office" / "tam-ky.planview")
    plan = load_plan(saved)
    assert plan == session.plan
    data = load_plan_data(plan, saved)
    assert [site.id for site in data.sites] == ["truong-hoc", "cong-vien", "cho"]
    assert data.sites[2].place == pytest.approx((108.47, 15.56))
    session.open(saved)
    settle()
    assert session.data.sites == data.sites


def test_places_of_the_sites_of_another_layer_are_forgotten_and_come_back(with_points):
    session = with_points
    use(session)
    session.place_site("cho", 108.47, 15.56)
    session.edit(LABEL, lambda plan: edits.use_sites(plan, None))
    assert session.plan.placements == ()
    assert session.data.sites == ()
    session.undo()
    assert session.data.sites[2].place == pytest.approx((108.47, 15.56))
