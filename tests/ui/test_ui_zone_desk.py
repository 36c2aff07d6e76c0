"""Zones in the whole window: what is done shows on the map, and is undone."""

import pytest
import shapely
from PySide6.QtCore import Qt

from planviewer.app.language import use_language
from planviewer.app.rechecking import check_result
from planviewer.app.selection import Selection
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import WGS84, operation

ZONE = "recovery-50m"


@pytest.fixture
def desk(desk):
    """The window of all tests, once the parcels of the plan are there too."""
    desk.until(lambda: desk.session.data.store.frame("sample-parcels") is not None)
    desk.settle()
    return desk


def test_a_zone_is_edited_live_applied_as_one_step_and_undone(desk):
    window, session = desk.window, desk.session
    window.zones.edit(ZONE)
    editor = window.zones.editor.controller
    panel = window.zones.editor.dock.widget()
    desk.until(lambda: editor.preview is not None)
    assert not window.right.isVisible()
    before = editor.preview.zone.area_m2
    plan = session.plan
    for to_m in (60.0, 80.0, 110.0, 150.0):
        panel.form.distance.slider.moved.emit(0.0, to_m)
    desk.until(lambda: not editor.latest.busy)
    assert editor.preview.zone.area_m2 == pytest.approx(3 * before, rel=0.01)
    assert session.plan is plan  # only looked at
    outside = shapely.Point(*far_from_the_line(editor.preview.zone.geometry, session))
    bare = desk.colour(outside.x, outside.y)
    panel.cancel_button.click()
    assert window.right.isVisible()
    assert session.plan is plan
    assert desk.colour(outside.x, outside.y) != bare  # the outline is gone
    window.zones.edit(ZONE)
    desk.until(lambda: editor.preview is not None)
    panel.form.distance.slider.moved.emit(0.0, 150.0)
    panel.apply_button.click()
    desk.until(lambda: session.data.zones[ZONE].area_m2 > 2 * before)
    assert session.plan.layer(ZONE).source.rule.to_m == 150.0
    session.undo()
    assert session.plan == plan
    desk.settle()
    assert session.data.zones[ZONE].area_m2 == pytest.approx(before, abs=0.01)


def test_a_distance_that_is_typed_counts_when_the_zone_is_applied_by_its_key(desk, qtbot):
    window, session = desk.window, desk.session
    window.zones.edit(ZONE)
    panel = window.zones.editor.dock.widget()
    desk.until(lambda: window.zones.editor.controller.preview is not None)
    spin = panel.form.distance.high
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "60")
    qtbot.keyClick(spin, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: session.plan.layer(ZONE).source.rule.to_m == 60.0)
    session.undo()
    assert session.plan.layer(ZONE).source.rule.to_m == 50.0


def far_from_the_line(geometry, session):
    """Return a place of the preview that the zone of the plan does not hold."""
    only = shapely.difference(geometry, session.data.zones[ZONE].geometry)
    point = shapely.maximum_inscribed_circle(only).coords[0]
    return point[0], point[1]


def test_parcels_that_are_still_being_read_are_counted_when_they_are_there(desk):
    desk.session.data.store.drop("sample-parcels")
    desk.window.zones.edit(ZONE)
    zones = desk.window.zones.editor.controller
    assert zones.draft.parcels is None
    desk.session.supply._read_hidden()
    desk.until(lambda: zones.preview is not None and zones.preview.taken is not None)
    assert zones.draft.parcels == "sample-parcels"
    assert zones.preview.taken.count > 300


def test_a_new_zone_is_made_from_a_line(desk):
    session, zones = desk.session, desk.window.zones
    desk.window.layer_panel.select("embankment")
    zones.new_from_current()
    editor = zones.editor.controller
    desk.until(lambda: editor.preview is not None)
    editor.apply()
    made = session.plan.zone_layers[-1]
    assert made.source.rule.line_layer == "embankment"
    use_language("vi")
    assert made.title.vi in str(session.history.undo_label)
    use_language("en")
    assert made.title.en in str(session.history.undo_label)
    desk.until(lambda: made.id in session.data.zones)
    session.undo()
    desk.settle()
    assert made.id not in [layer.id for layer in session.plan.layers]


def test_parcels_that_come_after_the_table_is_opened_are_the_ones_counted(desk):
    """Here the only areas read at first are the site of Thôm Lốm, which nobody owns yet."""
    window, session = desk.window, desk.session
    parcels = session.data.store.entry("sample-parcels").features
    session.data.store.drop("sample-parcels")
    foot = window.zones.open("affected")
    assert foot.panel.parcels.currentData() is None
    assert not foot.panel.bar.export_button.isEnabled()
    assert "Choose the layer" in foot.panel.problem.text()
    session.data.store.put("sample-parcels", parcels)
    session.data_changed.emit({"sample-parcels"})
    desk.until(lambda: foot.controller.view is not None)
    assert foot.controller.view.request.parcels == "sample-parcels"
    assert foot.panel.bar.export_button.isEnabled()


def test_table_and_map_select_for_each_other_and_the_export_can_be_checked(desk, tmp_path):
    window, session = desk.window, desk.session
    foot = window.zones.open("affected")
    panel, control = foot.panel, foot.controller
    desk.until(lambda: control.view is not None)
    panel.table.selectRow(5)
    feature = int(control.view.table.index[5])
    assert session.selection == Selection.of({"sample-parcels": [feature]})
    other = int(control.view.table.index[9])
    session.select(Selection.of({"sample-parcels": [other]}))
    rows = [index.row() for index in panel.table.selectionModel().selectedRows()]
    assert rows == [9]

    panel.no_owners.setChecked(True)
    path = tmp_path / "affected.xlsx"
    written, refused = [], []
    control.exports.written.connect(written.append)
    control.exports.failed.connect(refused.append)
    control.export(path)
    desk.until(lambda: written or refused)
    assert written == [path]
    assert [item.code for item in check_result(path)][-1] == "certificate-holds"

    control.columns.keep("sample-parcels", {"land_type": "ghichu"}, "thom-lom")
    desk.until(lambda: control.view.fields.land_type == "ghichu")
    assert control.request().fields == {"land_type": "ghichu"}
    assert "buildings" in panel.model.keys
    assert window.settings.parcel_fields
    session.undo()
    assert session.plan.cadastre.parcels is None
    desk.until(lambda: "buildings" not in panel.model.keys)

    window.zones.edit(ZONE)
    editor = window.zones.editor
    editor.dock.widget().form.distance.slider.moved.emit(0.0, 80.0)
    editor.controller.apply()
    desk.settle()
    assert control.export(tmp_path / "second.xlsx") is None
    assert [error.code for error in refused] == ["plan-unsaved"]
    assert not (tmp_path / "second.xlsx").exists()


def test_chart_and_map_point_at_the_same_stretch(desk):
    window = desk.window
    window.layer_panel.select(ZONE)
    foot = window.zones.open("chainage")
    panel, control = foot.panel, foot.controller
    desk.until(lambda: panel.chart._parts is not None)
    parts = panel.chart._parts
    assert parts.area_m2.sum() == pytest.approx(desk.session.data.zones[ZONE].area_m2, abs=0.01)
    place = parts.geometry[4].representative_point()
    lon, lat = operation("EPSG:9210", WGS84).point(place.x, place.y)
    window.map.pointer_moved.emit(lon, lat)
    assert panel.chart.mark == 4
    window.map.pointer_left.emit()
    assert panel.chart.mark == -1
    panel.step.setValue(250.0)
    desk.until(lambda: len(panel.chart._parts.area_m2) < len(parts.area_m2))
    window.zones.toggle("chainage")
    assert not control.in_use
    assert not window.zones.shows("chainage")


def test_a_comparison_lies_on_the_map_while_its_panel_is_open(desk):
    window = desk.window
    window.layer_panel.select(ZONE)
    foot = window.zones.open("compare")
    desk.until(lambda: foot.controller.found is not None)
    land = foot.controller.found.difference
    assert land.common_m2 + land.lost_m2 == pytest.approx(land.first_m2, abs=0.01)
    drawn = [layer.layer_id for layer in window.maps._painter.layers]
    assert drawn[-2:] == ["compared common", "compared lost"]
    window.zones.edit(ZONE)
    desk.until(lambda: window.zones.editor.controller.preview is not None)
    assert window.minimumSizeHint().width() <= 1024  # nothing is pushed out of a small window
    window.zones.editor.controller.cancel()
    window.zones.close("compare")
    assert "compared common" not in [layer.layer_id for layer in window.maps._painter.layers]


def test_the_map_follows_the_table_and_the_words_follow_the_language(desk, in_language):
    window = desk.window
    foot = window.zones.open("affected")
    desk.until(lambda: foot.controller.view is not None)
    desk.settle()
    before = window.map.view_state()
    foot.panel.table.selectRow(0)
    desk.until(lambda: window.map.view_state().zoom > before.zoom + 2)
    close = window.map.view_state()
    asked = []
    foot.controller.latest.answered.connect(lambda *_: asked.append(1))
    label = Message("session", "hide {name}", {"name": "sites"})
    desk.session.edit(label, lambda plan: edits.set_visible(plan, ["sites"], visible=False))
    desk.settle()
    assert asked == []  # an edit of looks changes no figure
    foot.panel.show_view(1)
    assert "Recovery" in foot.panel.zone.itemText(1)
    in_language("vi", window)
    assert foot.panel.zone.itemText(1).startswith("Thu hồi")
    summary = foot.panel.summary
    summary.by.setCurrentIndex(summary.by.findData("zone"))
    summary.by.activated.emit(summary.by.currentIndex())
    assert summary.table.item(0, 0).text().startswith("Thu hồi")
    assert window.map.view_state().zoom == close.zoom
