"""What a hand does in a panel, a menu or on the map reaches the plan and the page."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planviewer.model.crs import operation
from planviewer.ui.dialogs.add_basemap import AddBasemapDialog
from planviewer.ui.dialogs.place_site import PlaceSiteDialog

MARKED = "document.querySelectorAll('.pv-highlight-line').length"


@pytest.fixture
def answer():
    """Answer the next dialog of a kind as a person does: fill it in, and press Enter."""

    def answer(kind, *texts):
        def fill():
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                QTimer.singleShot(20, fill)
                return
            for field, text in texts:
                getattr(dialog, field).setText(text)
            QTest.keyClick(dialog, Qt.Key.Key_Return)

        QTimer.singleShot(0, fill)

    return answer


def test_the_pointer_over_a_zone_marks_it_and_beside_everything_nothing(desk):
    assert desk.value(MARKED) == 0
    QTest.mouseMove(desk.page, desk.at(*desk.zone_point("recovery-200m")))
    desk.until(lambda: desk.value(MARKED) > 0)
    QTest.mouseMove(desk.page, desk.at(540_600, 2_516_600))
    desk.until(lambda: desk.value(MARKED) == 0)


def test_the_status_bar_follows_the_pointer_in_both_systems(desk):
    status = desk.window.status
    desk.window.map.pointer_moved.emit(106.15216, 22.73738)  # the check point
    assert status.plan_position.text() == "X 2,515,367.14 (N)   Y 541,109.98 (E)"
    assert "22.73738" in status.wgs84_position.text()
    assert "106.15216" in status.wgs84_position.text()
    desk.window.map.pointer_left.emit()
    assert "541" not in status.plan_position.text()


def test_zoom_to_a_layer_shows_all_of_it_large(desk):
    desk.window.layer_panel.zoom_requested.emit("thom-lom")
    desk.settle()
    west, south, east, north = desk.window.map.view_state().bounds
    frame = desk.session.data.store.frame("thom-lom").to_crs("EPSG:4326")
    left, bottom, right, top = frame.total_bounds
    assert west <= left < right <= east
    assert south <= bottom < top <= north
    assert max((right - left) / (east - west), (top - bottom) / (north - south)) > 0.5


def test_opacity_and_order_chosen_in_the_panel_are_steps_of_the_plan(desk):
    panel, session = desk.window.layer_panel, desk.session
    panel.opacity_changed.emit("thom-lom", 0.4)
    assert session.plan.layer("thom-lom").opacity == pytest.approx(0.4)
    session.undo()
    assert session.plan.layer("thom-lom").opacity == pytest.approx(1.0)
    order = [layer.id for layer in session.plan.layers]
    panel.layer_moved.emit(order[0], 3, session.plan.layer(order[3]).group)
    assert [layer.id for layer in session.plan.layers].index(order[0]) == 3
    session.undo()
    assert [layer.id for layer in session.plan.layers] == order


def test_a_site_is_placed_by_coordinates_and_undone(desk, answer):
    def place():
        return next(site.place for site in desk.session.data.sites if site.id == "market")

    assert place() is None
    answer(PlaceSiteDialog, ("first", "2515367.14"), ("second", "541109.98"))
    desk.window.sites.place_by_typing("market")
    easting, northing = operation("EPSG:4326", "EPSG:9210").point(*place())
    assert (easting, northing) == pytest.approx((541_109.98, 2_515_367.14), abs=0.01)
    desk.session.undo()
    assert place() is None


def test_a_source_of_tiles_is_added_switched_off_with_its_attribution(desk, answer):
    before = desk.session.plan.basemaps
    answer(
        AddBasemapDialog,
        ("title", "Ảnh vệ tinh"),
        ("url", "https://tiles.example/{z}/{x}/{y}.png"),
        ("attribution", "© Example"),
    )
    desk.window.actions_["view.add-basemap"].trigger()
    (added,) = [item for item in desk.session.plan.basemaps if item not in before]
    assert added.attribution == "© Example"
    assert desk.session.plan.basemap is None
