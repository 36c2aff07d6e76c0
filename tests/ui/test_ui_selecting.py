"""Selecting and measuring in the whole window, with the mouse on the real map."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planviewer.app.selection import Selection
from planviewer.ui.map_controller import FEW

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def heard(signal):
    """Return the list that what a signal says is put into."""
    said = []
    signal.connect(lambda *values: said.append(values))
    return said


def drag(desk, begin, end, held=NONE):
    pressed, moved = heard(desk.window.map.pressed), heard(desk.window.map.pointer_moved)
    QTest.mousePress(desk.page, LEFT, held, begin)
    desk.until(lambda: pressed)
    for place in ((begin + end) / 2, end):
        moved.clear()
        QTest.mouseMove(desk.page, place)
        desk.until(lambda: moved)
    QTest.mouseRelease(desk.page, LEFT, held, end)


def corners(desk):
    size = desk.window.map.size()
    return QPoint(60, 60), QPoint(size.width() - 60, size.height() - 80)


def test_a_rectangle_selects_what_it_touches_and_the_panel_sums_it_up(desk):
    window = desk.window
    window.actions_["select.rectangle"].trigger()
    assert window.actions_["select.rectangle"].isChecked()
    desk.settle()
    before = window.map.view_state()
    drag(desk, *corners(desk))
    desk.until(lambda: window.session.selection)
    desk.settle()
    assert {"recovery-200m", "bypass", "bang-river"} <= set(window.session.selection.layer_ids)
    assert window.details.shown().title == f"{window.session.selection.count} features selected"
    assert "533,794.9 m²" in window.details.shown().as_text()
    assert window.map.view_state().bounds == before.bounds  # dragging did not move the map
    QTest.keyClick(desk.page, Qt.Key.Key_Escape)
    desk.until(lambda: not window.tools.active)
    assert not window.actions_["select.rectangle"].isChecked()


def test_only_the_current_layer_is_selected_in_if_so_wished(desk):
    window = desk.window
    window.layer_panel.select("bypass")
    window.actions_["select.only-current"].trigger()
    window.actions_["select.in-view"].trigger()
    desk.until(lambda: window.session.selection)
    assert window.session.selection.layer_ids == ("bypass",)


def test_an_area_without_features_is_said_to_have_none(desk):
    window = desk.window
    window.layer_panel.select("bypass")
    window.actions_["select.only-current"].trigger()
    window.selection.select_in_bounds((106.0, 22.0, 106.001, 22.001))
    desk.until(window.messages.messages)
    assert window.messages.messages() == ("No feature of the current layer lies there.",)
    assert not window.session.selection


def test_shift_click_adds_and_takes_out_again(desk):
    window = desk.window
    zones = [desk.at(*desk.zone_point(zone)) for zone in ("recovery-200m", "recovery-50m")]
    for number, place in enumerate(zones, start=1):
        QTest.mouseClick(desk.page, LEFT, SHIFT, place)
        desk.until(lambda number=number: window.session.selection.count == number)
    assert window.details.shown().title == "2 features selected"
    QTest.mouseClick(desk.page, LEFT, SHIFT, zones[0])
    desk.until(lambda: window.session.selection.count == 1)


def test_the_table_of_the_selection_comes_to_the_clipboard(desk):
    window = desk.window
    window.session.select(Selection.of({"bypass": [0]}))
    window.actions_["select.copy"].trigger()
    QGuiApplication.clipboard().clear()
    desk.settle()
    desk.until(lambda: "length_m (EPSG:9210)" in QGuiApplication.clipboard().text())
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2


def picture(window):
    """The map without its last pixels, which tell states of the page apart."""
    image = window.map.grab().toImage()
    return image.copy(0, 0, image.width(), image.height() - 2)


def test_a_large_selection_is_painted_and_cleared(desk, tmp_path):
    points = ",".join(
        '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":'
        f"[{106.1465 + n % 30 * 5e-4},{22.729 + n // 30 * 5e-4}]}}}}"
        for n in range(FEW + 100)
    )
    path = tmp_path / "many.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{points}]}}', encoding="utf-8")
    window = desk.window
    window.files.open_paths([path])
    desk.until(lambda: "many" in [layer.id for layer in window.session.plan.layers])
    desk.settle()
    plain = picture(window)
    window.session.select(Selection.of({"many": range(FEW + 100)}))
    desk.settle()
    painted = picture(window)
    assert painted != plain
    assert [layer.layer_id for layer in window.maps._selected] == ["many selected"]
    window.actions_["select.clear"].trigger()
    desk.settle()
    assert picture(window) == plain


@pytest.mark.parametrize("tool", ["distance", "area"])
def test_measuring_by_clicks_reads_out_in_the_plan_crs(desk, tool):
    window = desk.window
    window.actions_[f"select.{tool}"].trigger()
    desk.settle()
    places = [(541_000, 2_515_000), (541_400, 2_515_000), (541_400, 2_515_300)]
    for place in places:
        clicked = heard(window.map.clicked)
        QTest.mouseClick(desk.page, LEFT, NONE, desk.at(*place))
        desk.until(lambda clicked=clicked: clicked)
    QTest.keyClick(desk.page, Qt.Key.Key_Return)
    desk.until(lambda: window.details.shown().title.startswith("Measured"))
    pixel = window.map.view_state().metres_per_pixel
    rows = window.details.shown().sections[0].rows
    value = float(rows[0].value.split()[0].replace(",", ""))
    expected = 700 if tool == "distance" else 60_000
    assert value == pytest.approx(expected, abs=(4 if tool == "distance" else 1500) * pixel)


def test_taking_a_tool_ends_placing_a_site_and_the_other_way_round(desk):
    window = desk.window
    window.sites_panel.site_selected.emit("market")
    window.actions_["site.place"].trigger()
    window.actions_["select.polygon"].trigger()
    assert not window.sites.take_click(106.15, 22.73)
    window.actions_["site.place"].trigger()
    assert not window.tools.active
    window.sites.stop_placing()
