import gc
import weakref
from datetime import date
from threading import Event

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from planviewer.app import saving
from planviewer.app.saving import save_with_files
from planviewer.assets import bundled_plan
from planviewer.errors import FileMissing, PlanInvalid
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import operation
from planviewer.model.layer import FileSource
from planviewer.reading.plans import load_plan

LABEL = Message("test", "change")


def test_the_bundled_plan_opens_with_all_layers_zones_and_sites(opened):
    for layer in opened.plan.layers:
        assert opened.data.store.entry(layer.id).error is None, layer.id
    assert set(opened.data.zones) == {"recovery-50m", "recovery-200m"}
    assert len(opened.data.sites) == 20


def test_an_edit_is_undone_and_redone(opened):
    before = opened.plan
    opened.edit(LABEL, lambda plan: edits.set_visible(plan, ["bypass"], False))
    after = opened.plan
    assert not after.layer("bypass").visible
    opened.undo()
    assert opened.plan == before
    opened.redo()
    assert opened.plan == after


def test_placing_a_site_puts_it_on_the_map_and_undo_takes_it_away(opened, settle):
    opened.place_site("market", 106.1531, 22.7371)
    settle()
    market = next(site for site in opened.data.sites if site.id == "market")
    assert market.place == pytest.approx((106.1531, 22.7371))
    assert market.located_by == "placed"
    frame = opened.data.store.frame("sites")
    row = frame[frame["id"] == "market"]
    assert row.geometry.iloc[0].distance(shapely.Point(106.1531, 22.7371)) < 1e-9
    opened.undo()
    settle()
    market = next(site for site in opened.data.sites if site.id == "market")
    assert market.place is None
    frame = opened.data.store.frame("sites")
    assert frame[frame["id"] == "market"].geometry.iloc[0] is None


def test_a_surveyed_line_in_place_of_the_schematic_one_moves_the_zone(opened, settle, tmp_path):
    folder = tmp_path / "plan"
    saving.save_with_files(opened.plan, opened.path, folder / "moved.planview")
    text = (folder / "bypass.geojson").read_text(encoding="utf-8")
    (folder / "surveyed.geojson").write_text(text.replace("106.16", "106.17"), encoding="utf-8")
    opened.open(folder / "moved.planview")
    settle()
    before = opened.data.zones["recovery-50m"].geometry
    source = opened.plan.layer("bypass").source.changed(path="surveyed.geojson")
    opened.edit(
        LABEL, lambda plan: plan.with_layer("bypass", lambda layer: layer.changed(source=source))
    )
    settle()
    after = opened.data.zones["recovery-50m"].geometry
    assert after.centroid.x - before.centroid.x > 500


def test_a_missing_layer_file_leaves_the_rest_open_and_says_what_is_wrong(opened, settle, tmp_path):
    folder = tmp_path / "plan"
    saving.save_with_files(opened.plan, opened.path, folder / "p.planview")
    (folder / "embankment.geojson").unlink()
    (folder / "thom-lom.geojson").write_text("{broken", encoding="utf-8")
    opened.open(folder / "p.planview")
    settle()
    store = opened.data.store
    assert isinstance(store.entry("embankment").error, FileMissing)
    assert "thom-lom.geojson" in str(store.entry("thom-lom").error)
    assert store.entry("recovery-200m").error is not None
    assert store.entry("recovery-50m").features is not None
    assert store.entry("sites").features is not None


def test_a_plan_that_cannot_be_read_leaves_the_open_one_untouched(opened, tmp_path):
    broken = tmp_path / "broken.planview"
    broken.write_text('{"format": "planviewer-plan"', encoding="utf-8")
    before = opened.plan
    with pytest.raises(PlanInvalid):
        opened.open(broken)
    assert opened.plan is before
    assert opened.path == bundled_plan()


def test_saving_the_bundled_plan_makes_an_own_copy_that_opens_alike(opened, settle, own_profile):
    opened.place_site("market", 106.1531, 22.7371)
    path = opened.save()
    assert own_profile in path.parents
    assert not opened.unsaved
    assert load_plan(path) == opened.plan
    assert load_plan(bundled_plan()).placements == ()
    opened.open(path)
    settle()
    assert all(opened.data.store.entry(layer.id).error is None for layer in opened.plan.layers)


def test_an_added_file_is_styled_named_and_saved_with_the_plan(opened, settle, tmp_path):
    source = tmp_path / "Thửa đất.geojson"
    source.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten":"Ruộng"},'
        '"geometry":{"type":"Point","coordinates":[106.15,22.73]}}]}',
        encoding="utf-8",
    )
    opened.add_file(source)
    settle()
    layer = opened.plan.layers[-1]
    assert layer.id == "thua-dat"
    assert layer.name_field == "ten"
    assert layer.source.attached
    saved = opened.save(tmp_path / "out" / "plan.planview")
    kept = load_plan(saved).layer("thua-dat").source
    assert not kept.attached
    assert (saved.parent / kept.path).read_bytes() == source.read_bytes()
    opened.undo()
    settle()


def test_a_cadastre_lies_below_the_zones_it_would_hide(opened, settle, tmp_path):
    source = tmp_path / "parcels.geojson"
    source.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"khloaidat":"LUC"}'
        ',"geometry":{"type":"Polygon","coordinates":[[[106.14,22.73],[106.15,22.73],[106.15,22.74]'
        ",[106.14,22.73]]]}}]}",
        encoding="utf-8",
    )
    before = [layer.id for layer in opened.plan.layers]
    opened.add_file(source)
    settle()
    assert [layer.id for layer in opened.plan.layers] == ["parcels", *before]


def test_the_data_of_a_plan_go_when_another_is_opened(session, settle):
    before = []
    for _ in range(3):
        session.open(bundled_plan())
        settle()
        before.append(weakref.ref(session.data))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [data() is None for data in before] == [True, True, False]


def test_stale_answers_are_dropped(opened, settle):
    opened.edit(LABEL, lambda plan: edits.remove_layer(plan, "thom-lom"))
    opened.undo()
    opened.redo()
    settle()
    assert "thom-lom" not in set(opened.data.store)


def test_a_file_that_fails_is_reported_and_adds_nothing(opened, settle, tmp_path, qtbot):
    before = opened.plan
    with qtbot.waitSignal(opened.add_file(tmp_path / "nothing.gpkg").failed) as caught:
        pass
    settle()
    assert isinstance(caught.args[0], FileMissing)
    assert opened.plan == before


def test_the_check_point_holds_to_the_centimetre():
    easting, northing = operation("EPSG:4326", "EPSG:9210").point(106.15216, 22.73738)
    assert easting == pytest.approx(541_109.98, abs=0.01)
    assert northing == pytest.approx(2_515_367.14, abs=0.01)


def test_placements_keep_the_day(opened):
    opened.place_site("market", 106.15, 22.73)
    assert opened.plan.placements[0].date == date.today()  # noqa: DTZ011


def test_files_of_one_name_opened_together_all_become_layers(opened, settle, tmp_path):
    text = (bundled_plan().parent / "bypass.geojson").read_text(encoding="utf-8")
    files = [tmp_path / "a" / "tuyến.geojson", tmp_path / "b" / "tuyến.geojson"]
    for file in files:
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    for file in (*files, files[0]):
        opened.add_file(file)
    settle()
    added = [layer.id for layer in opened.plan.layers][-3:]
    assert added == ["tuyen", "tuyen-2", "tuyen-3"]
    for layer_id in added:
        assert opened.data.store.frame(layer_id) is not None
    drawn = {layer.layer_id for layer in opened.canvas.layers(opened.plan, opened.data.store)}
    assert set(added) <= drawn


def test_saving_the_bundled_plan_again_spares_the_earlier_copy(opened, settle):
    opened.place_site("market", 106.15, 22.73)
    first = opened.save()
    opened.open(bundled_plan())
    settle()
    opened.edit(LABEL, lambda plan: edits.set_visible(plan, ["bypass"], False))
    second = opened.save()
    assert second != first
    assert load_plan(first).placements
    assert not load_plan(second).placements


def point_file(folder, name="point.geojson"):
    file = folder / name
    file.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        '"geometry":{"type":"Point","coordinates":[106.15,22.73]}}]}',
        encoding="utf-8",
    )
    return file


def test_edits_made_while_saving_stay_and_are_unsaved(opened, settle, tmp_path):
    opened.add_file(point_file(tmp_path))
    settle()
    target = tmp_path / "out" / "plan.planview"
    opened.save_in_background(target)
    opened.place_site("market", 106.15, 22.73)
    settle()
    assert opened.unsaved
    assert load_plan(target).placements == ()
    assert opened.plan.placements
    assert opened.plan.layer("point").source == load_plan(target).layer("point").source
    opened.save_in_background()
    settle()
    assert not opened.unsaved
    assert load_plan(target) == opened.plan


def test_a_save_that_ends_after_another_plan_was_opened_leaves_that_one_alone(
    opened, settle, tmp_path
):
    opened.place_site("market", 106.15, 22.73)
    target = tmp_path / "plan.planview"
    opened.save_in_background(target)
    opened.open(bundled_plan())
    settle()
    assert load_plan(target).placements
    assert opened.path == bundled_plan()
    assert opened.plan.placements == ()
    assert not opened.unsaved


def test_a_save_that_moves_nothing_is_told_and_clears_the_recovery_file(opened, settle, tmp_path):
    opened.save(tmp_path / "plan.planview")
    opened.place_site("market", 106.15, 22.73)
    assert opened.autosave.keeps
    told = []
    opened.saved_changed.connect(lambda: told.append(opened.unsaved))
    opened.save_in_background()
    settle()
    assert told[-1] is False
    assert not opened.autosave.keeps


def test_a_save_that_is_stopped_leaves_the_plan_file_as_it_was(opened, settle, tmp_path):
    target = opened.save(tmp_path / "plan.planview")
    before = target.read_bytes()
    opened.place_site("market", 106.15, 22.73)
    occupied = Event()
    opened.tasks.run(Message("session", "other work"), lambda _progress: occupied.wait(60))
    opened.save_in_background().cancel()
    occupied.set()
    settle()
    assert target.read_bytes() == before
    assert opened.unsaved


def test_a_save_that_is_stopped_too_late_is_a_save(opened, settle, tmp_path, monkeypatch):
    target = opened.save(tmp_path / "plan.planview")
    opened.place_site("market", 106.15, 22.73)
    written, told = Event(), Event()
    save_plan = saving.save_plan

    def save(plan, path):
        save_plan(plan, path)
        written.set()
        told.wait(60)

    monkeypatch.setattr(saving, "save_plan", save)
    task = opened.save_in_background()
    assert written.wait(60)
    task.cancel()
    told.set()
    settle()
    assert load_plan(target) == opened.plan
    assert not opened.unsaved


def test_files_that_are_not_there_are_named(opened, settle, tmp_path):
    file = point_file(tmp_path)
    opened.add_file(file)
    settle()
    file.unlink()
    saved = save_with_files(opened.plan, opened.path, tmp_path / "out" / "plan.planview")
    assert saved.missing == (file,)
    assert load_plan(saved.path) == saved.plan


def test_a_file_read_for_a_plan_that_is_closed_is_dropped(opened, settle, tmp_path):
    said = []
    opened.remarked.connect(lambda message: said.append(str(message)))
    opened.add_file(point_file(tmp_path))
    opened.open(bundled_plan())
    settle()
    assert "point" not in [layer.id for layer in opened.plan.layers]
    assert not opened.unsaved
    assert len(said) == 1
    assert "point.geojson" in said[0]


@pytest.fixture(scope="module")
def many_marks(tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "marks.gpkg"
    places = shapely.points(106.1 + 1e-6 * np.arange(30_000), 22.7)
    gpd.GeoDataFrame({"n": np.arange(30_000)}, geometry=places, crs="EPSG:4326").to_file(path)
    return path


def test_opening_a_large_file_says_how_far_it_is(opened, qtbot, many_marks):
    task, shares = opened.add_file(many_marks), []
    task.progressed.connect(shares.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert shares == sorted(shares)
    assert len(shares) >= 4
    assert opened.plan.layers[-1].id == "marks"


def test_opening_a_large_file_can_be_stopped_on_the_way(opened, qtbot, many_marks):
    before = opened.plan
    task, ends = opened.add_file(many_marks), []
    task.finished.connect(ends.append)
    # called where the work is done, so that it is stopped there and then
    task._reported.connect(
        lambda share: share > 0 and task.cancel(), Qt.ConnectionType.DirectConnection
    )
    with qtbot.waitSignal(task.cancelled):
        pass
    assert ends == []
    assert opened.plan == before


def test_a_file_whose_name_no_system_allows_is_named_as_not_copied(opened, tmp_path):
    nowhere = FileSource(path="x" * 300 + ".gpkg")
    plan = opened.plan.with_layer("bypass", lambda layer: layer.changed(source=nowhere))
    saved = save_with_files(plan, opened.path, tmp_path / "a" / "plan.planview")
    assert [path.name for path in saved.missing] == [nowhere.path]
