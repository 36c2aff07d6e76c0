"""A plan of one's own: begun, filled, measured on another grid, lost in a crash and back."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from planviewer.analysis.zones import compute_zone
from planviewer.app import saving
from planviewer.app.new_plan import area_of_use, empty_plan, free_group_id, plan_id
from planviewer.app.placing import consult
from planviewer.app.recovery import find_unsaved
from planviewer.app.zone_editing import ZoneDraft, with_zone
from planviewer.errors import CrsNotMetric, CrsUnknown
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import operation
from planviewer.model.layer import Group, ZoneSource
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text
from planviewer.model.value import Identifier
from planviewer.model.zone import ZoneRule
from planviewer.reading.plans import load_plan
from planviewer.reading.systems import VIETNAM
from planviewer.reading.vn_systems import TM3_CODES
from planviewer.sheets.furniture.sources import describe

LABEL = Message("test", "change")
TAM_KY = Text(vi="Khu dân cư Tam Kỳ", en="Tam Kỳ housing area")
QUANG_NAM, CAO_BANG = "EPSG:5899", "EPSG:9210"
ROAD = shapely.LineString([(108.470, 15.560), (108.475, 15.565), (108.482, 15.566)])


def write(path, *shapes, **columns):
    gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326").to_file(path)
    return path


@pytest.fixture
def road(tmp_path):
    return write(tmp_path / "Đường trục.geojson", ROAD, ten=["Đường trục chính"])


@pytest.fixture
def started(session, settle):
    session.new(empty_plan(TAM_KY, None, QUANG_NAM))
    settle()
    return session


@pytest.fixture
def with_road(started, settle, road):
    started.add_file(road)
    settle()
    return started


def zone_draft(line, to_m=20.0):
    rule = ZoneRule(line_layer=line, side="both", from_m=0.0, to_m=to_m)
    return ZoneDraft(layer_id="zone", rule=rule, title=Text(vi="Vùng", en="Zone"), is_new=True)


@pytest.fixture
def with_zone_beside(with_road, settle):
    with_road.edit(LABEL, lambda plan: with_zone(plan, zone_draft("duong-truc")))
    settle()
    return with_road


# --- beginning --------------------------------------------------------------------------------
def test_a_new_plan_is_empty_unsaved_and_has_no_file(started):
    assert started.plan.layers == ()
    assert started.unsaved
    assert saving.is_unnamed(started.path)
    assert not started.path.exists()
    assert started.history.undo_label is None


def test_two_new_plans_of_one_title_are_not_taken_for_each_other():
    assert saving.unnamed_path("tam-ky") != saving.unnamed_path("tam-ky")


@given(st.text())
def test_every_title_makes_an_id(title):
    made = plan_id(title)
    assert TypeAdapter(Identifier).validate_python(made) == made


def test_a_vietnamese_title_makes_a_readable_id():
    assert plan_id("Đồ án: Khu dân cư Tam Kỳ") == "do-an-khu-dan-cu-tam-ky"


@pytest.mark.parametrize("code", TM3_CODES)
def test_the_first_view_is_where_the_system_is_used_inside_vietnam(code):
    west, south, east, north = area_of_use(f"EPSG:{code}")
    assert VIETNAM[0] <= west < east <= VIETNAM[2]
    assert VIETNAM[1] <= south < north <= VIETNAM[3]


def test_a_system_of_elsewhere_begins_where_it_is_used():
    assert area_of_use("EPSG:27700")[1] > 49


def test_no_plan_measures_in_degrees_or_on_a_world_map():
    for code in ("EPSG:4326", "EPSG:3857"):
        with pytest.raises(CrsNotMetric):
            empty_plan(TAM_KY, None, code)
    with pytest.raises(CrsUnknown):
        empty_plan(TAM_KY, None, "EPSG:1")


# --- home -------------------------------------------------------------------------------------
def test_the_first_file_sets_the_home_nobody_chose_and_undo_takes_both_back(with_road):
    west, south, east, north = with_road.plan.home
    assert shapely.box(west, south, east, north).contains(ROAD)
    assert east - west < 0.02
    assert not with_road.plan.home_provisional
    with_road.undo()
    assert with_road.plan.layers == ()
    assert with_road.plan.home == area_of_use(QUANG_NAM)


def test_a_second_file_leaves_the_home_where_it_is(with_road, settle, tmp_path):
    home = with_road.plan.home
    with_road.add_file(write(tmp_path / "far.geojson", shapely.Point(105.8, 21.0)))
    settle()
    assert len(with_road.plan.layers) == 2
    assert with_road.plan.home == home


def test_a_home_that_was_chosen_stays(session, settle, road):
    home = (108.4, 15.5, 108.5, 15.6)
    session.new(empty_plan(TAM_KY, None, QUANG_NAM, home))
    session.add_file(road)
    settle()
    assert session.plan.home == home


def test_a_file_without_a_place_leaves_the_home_open(started, settle, tmp_path):
    path = tmp_path / "none.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},'
        '"geometry":null}]}',
        encoding="utf-8",
    )
    started.add_file(path)
    settle()
    assert len(started.plan.layers) == 1
    assert started.plan.home_provisional


@pytest.mark.parametrize(
    ("crs", "lon", "lat"),
    [("EPSG:5899", 108.474, 15.563), ("EPSG:9205", 103.02, 21.39), ("EPSG:9218", 108.1, 10.93)],
)
def test_the_first_file_that_says_no_system_is_looked_for_in_that_of_the_plan(crs, lon, lat):
    points = np.array([operation("EPSG:4326", crs).point(lon, lat)])
    likely = consult(empty_plan(TAM_KY, None, crs), [], points).candidates[0]
    assert (likely.crs, likely.swapped) == (crs, False)
    assert "Cao Bằng" not in str(likely.reason)


# --- saving, and what a crash leaves ----------------------------------------------------------
def test_a_new_plan_is_saved_with_its_files_and_opens_alike(with_road, tmp_path, road):
    saved = with_road.save(tmp_path / "office" / "tam-ky.planview")
    assert not with_road.unsaved
    assert not saving.is_unnamed(with_road.path)
    again = load_plan(saved)
    assert again == with_road.plan
    kept = again.layer("duong-truc").source
    assert (saved.parent / kept.path).read_bytes() == road.read_bytes()


def test_an_empty_plan_that_was_saved_still_takes_its_home_from_the_first_file(
    started, settle, tmp_path, road
):
    saved = started.save(tmp_path / "tam-ky.planview")
    started.open(saved)
    started.add_file(road)
    settle()
    assert started.plan.home[0] == pytest.approx(108.47, abs=0.01)


FILL_AND_DIE = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from planviewer.app.new_plan import empty_plan
    from planviewer.app.session import Session
    from planviewer.app.tasks import Tasks
    from planviewer.model.text import Text

    app = QCoreApplication([])
    session = Session(Tasks())
    session.new(empty_plan(Text(vi="Tam Kỳ", en="Tam Kỳ"), None, "EPSG:5899"))
    for name in sys.argv[1:]:
        session.add_file(Path(name))
    while session.tasks.busy:
        app.processEvents()
    os.kill(os.getpid(), signal.SIGKILL)
    """
)


def test_a_new_plan_is_kept_for_a_crash_before_anything_is_added(started):
    assert started.autosave.keeps


def test_a_crash_before_the_first_saving_loses_nothing(own_profile, session, settle, road):
    own_profile.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", FILL_AND_DIE, str(road)],
        check=False,
        env={**os.environ, "PLANVIEWER_PROFILE": str(own_profile)},
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    (found,) = find_unsaved()
    path = Path(found.record.path)
    assert saving.is_unnamed(path)
    session.restore(path, found.record.plan)
    settle()
    assert session.unsaved
    assert saving.is_unnamed(session.path)
    assert len(session.data.store.frame("duong-truc")) == 1


# --- another grid -----------------------------------------------------------------------------
def set_crs(session, crs):
    session.edit(LABEL, lambda plan: edits.set_head(plan, plan.title, plan.subtitle, crs))


def test_zones_are_computed_anew_on_the_grid_that_is_chosen(with_zone_beside, settle):
    session = with_zone_beside
    before = session.data.zones["zone"].area_m2
    set_crs(session, CAO_BANG)
    assert "zone" not in session.data.zones  # no figure of the other grid meanwhile
    settle()
    rule, frame = session.plan.layer("zone").source.rule, session.data.store.frame("duong-truc")
    expected = compute_zone(frame, rule, CAO_BANG, "zone").area_m2
    found = session.data.zones["zone"].area_m2
    assert found == pytest.approx(expected, rel=1e-9)
    assert found != pytest.approx(before, rel=1e-7)  # 300 km from the meridian, the grid is longer
    assert session.data.store.frame("zone").crs.to_epsg() == 9210
    session.undo()
    settle()
    assert session.data.zones["zone"].area_m2 == pytest.approx(before, rel=1e-9)
    assert session.data.store.frame("zone").crs.to_epsg() == 5899


def test_a_grid_chosen_while_zones_are_computed_is_the_one_they_end_on(with_zone_beside, settle):
    session = with_zone_beside
    wider = session.plan.layer("zone").source.rule.changed(to_m=30.0)
    session.edit(LABEL, lambda plan: edits.use_source(plan, "zone", ZoneSource(rule=wider)))
    set_crs(session, CAO_BANG)
    settle()
    frame = session.data.store.frame("duong-truc")
    expected = compute_zone(frame, wider, CAO_BANG, "zone").area_m2
    assert session.data.zones["zone"].area_m2 == pytest.approx(expected, rel=1e-9)
    assert session.data.store.frame("zone").crs.to_epsg() == 9210


def test_a_grid_chosen_while_files_are_read_is_the_one_zones_end_on(
    with_zone_beside, settle, tmp_path
):
    session = with_zone_beside
    session.open(session.save(tmp_path / "tam-ky.planview"))
    set_crs(session, CAO_BANG)  # nothing was read yet
    settle()
    assert session.data.store.frame("zone").crs.to_epsg() == 9210
    place = session.data.store.frame("zone").to_crs("EPSG:4326").union_all().centroid
    assert np.hypot(place.x - 108.475, place.y - 15.565) < 0.01


# --- layers -----------------------------------------------------------------------------------
def origin(status):
    return Provenance(source=Text(vi="Sở Xây dựng", en="Department"), status=status)


def test_a_layer_of_a_file_begins_with_what_is_known_and_no_status(with_road, road):
    found = with_road.plan.layer("duong-truc").provenance
    assert str(found.source) == road.name
    assert found.date is not None
    assert found.status is Status.UNKNOWN
    assert found.accuracy_words == ""


def test_a_sheet_says_of_such_a_layer_that_nothing_is_stated(with_road):
    told = describe(with_road.plan.layer("duong-truc").provenance)
    assert told.startswith("status not stated · accuracy unknown · Đường trục.geojson")


def test_a_zone_follows_the_status_of_its_line(with_zone_beside):
    session = with_zone_beside
    mark = lambda plan: edits.set_provenance(plan, "duong-truc", origin(Status.SCHEMATIC))  # noqa: E731
    session.edit(LABEL, mark)
    assert session.plan.layer("zone").provenance.is_schematic
    session.undo()
    assert session.plan.layer("zone").provenance.status is Status.UNKNOWN


def test_a_zone_that_was_given_a_status_of_its_own_keeps_it(with_zone_beside):
    plan = edits.set_provenance(with_zone_beside.plan, "zone", origin(Status.APPROVED))
    plan = edits.set_provenance(plan, "duong-truc", origin(Status.SURVEYED))
    assert plan.layer("zone").provenance.status is Status.APPROVED


def test_a_layer_goes_into_a_new_group_and_a_group_left_empty_goes(with_zone_beside):
    plan = with_zone_beside.plan
    roads = Group(id=free_group_id(plan, "Tuyến"), title=Text(vi="Tuyến", en="Tuyến"))
    plan = edits.put_in_group(plan, "duong-truc", roads)
    plan = edits.put_in_group(plan, "zone", roads)
    assert [group.id for group in plan.groups] == ["tuyen"]
    assert free_group_id(plan, "Tuyến") == "tuyen-2"
    plan = edits.put_in_group(plan, "duong-truc", None)
    assert [group.id for group in plan.groups] == ["tuyen"]
    plan = edits.put_in_group(plan, "zone", None)
    assert plan.groups == ()
    assert {layer.group for layer in plan.layers} == {None}


@pytest.mark.parametrize(
    ("metres", "words"), [(0.5, "±0.5 m"), (0.05, "±0.05 m"), (5.0, "±5 m"), (1500.0, "±1,500 m")]
)
def test_an_accuracy_is_written_with_the_decimals_it_has(metres, words):
    assert origin(Status.SURVEYED).changed(accuracy_m=metres).accuracy_words == words
