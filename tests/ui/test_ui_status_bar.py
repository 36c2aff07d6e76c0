import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planviewer import i18n
from planviewer.ui.figures import FigureLabel
from planviewer.ui.scale_box import STANDARD, format_scale, parse_scale
from planviewer.ui.status_bar import StatusBar

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def bar(qtbot):
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1280, 36)
    made.show_crs("EPSG:9210", "VN-2000 / TM-3 105-45")
    made.show()
    return made


# --- scale ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["5000", "1:5000", "1:5.000", "1:5,000", "1/5000", " 1 : 5 000 ", "1:5\u00a0000"]
)
def test_a_scale_is_read_as_people_write_it(text):
    assert parse_scale(text) == 5000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1:",
        "0",
        "-5000",
        "2:5000",
        "1:5.00",
        "1:50.00",
        "5000m",
        "9",
        "1:1e5",
        "999999999999",
        "٥٠٠٠٠ x",
    ],
)
def test_what_is_no_scale_is_refused(text):
    assert parse_scale(text) is None


@given(st.integers(10, 10**8), st.sampled_from(["vi", "en"]))
def test_a_scale_we_write_is_a_scale_we_read(denominator, language):
    i18n.install(language)
    assert parse_scale(format_scale(denominator)) == denominator


def _type(box, text):
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), text)
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def test_a_typed_scale_is_wished_for(bar, qtbot):
    bar.show_scale(12345.6)
    assert bar.scale.currentText() == "1:12,346"
    with qtbot.waitSignal(bar.scale_entered) as wish:
        _type(bar.scale, "1/500")
    assert wish.args == [500.0]
    assert bar.scale.currentText() == "1:500"


def test_a_wrong_scale_is_marked_and_explained(bar, qtbot):
    bar.show_scale(5000)
    with qtbot.assertNotEmitted(bar.scale_entered):
        _type(bar.scale, "near")
    assert bar.scale.property("invalid") is True
    assert "1:5000" in bar.scale.accessibleDescription()
    QTest.keyClick(bar.scale.lineEdit(), Qt.Key.Key_Backspace)
    assert bar.scale.property("invalid") is False


def test_the_list_offers_the_usual_scales(bar, qtbot):
    assert [bar.scale.itemText(i) for i in range(3)] == ["1:200", "1:500", "1:1,000"]
    with qtbot.waitSignal(bar.scale_entered) as wish:
        bar.scale.activated.emit(4)
    assert wish.args == [float(STANDARD[4])] == [5000.0]


def test_what_is_being_typed_is_not_overwritten(bar):
    bar.activateWindow()
    bar.scale.lineEdit().setFocus()
    bar.scale.lineEdit().selectAll()
    QTest.keyClicks(bar.scale.lineEdit(), "25")
    bar.show_scale(777)
    assert bar.scale.currentText() == "25"
    bar.crs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bar.crs.setFocus()
    assert bar.scale.currentText() == "1:777"


# --- coordinates ------------------------------------------------------------------------------
def test_coordinates_are_named_as_vietnamese_tables_name_them(bar):
    bar.show_position(541109.98, 2515367.14, 106.15216, 22.73738)
    assert bar.plan_position.text() == "X 2,515,367.14 (N)   Y 541,109.98 (E)"
    assert bar.wgs84_position.text() == "WGS 84  22.737380, 106.152160"


def test_in_vietnamese_a_comma_parts_no_numbers(bar, in_language):
    bar.show_position(541109.98, 2515367.14, 106.15216, 22.73738)
    in_language("vi", bar)
    assert bar.plan_position.text() == "X 2.515.367,14 («N»)   Y 541.109,98 («E»)"
    assert bar.wgs84_position.text() == "WGS 84  22,737380; 106,152160"


def test_off_the_map_there_are_no_figures(bar):
    bar.show_position(1, 2, 3, 4)
    bar.clear_position()
    assert not any(c.isdigit() for c in bar.plan_position.text())
    bar.show_position(math.inf, 2, 3, 4)
    assert "inf" not in bar.plan_position.text()


def test_figures_do_not_jitter(bar, qapp):
    sizes, places = set(), set()
    for northing in (2511111.11, 2500000.00, 999999.99, 2888888.88):
        bar.show_position(northing / 5, northing, 106.111111, 22.888888)
        qapp.processEvents()
        sizes.add(bar.plan_position.width())
        places.add((bar.wgs84_position.x(), bar.scale.x()))
    assert len(sizes) == len(places) == 1


@given(st.text("0123456789", min_size=7, max_size=7))
def test_all_numbers_of_equal_length_are_equally_wide(digits_label, digits):
    label, widths = digits_label
    widths.add(round(sum(label._advances(digits, QFontMetricsF(label.font()))), 6))
    assert len(widths) == 1


@pytest.fixture(scope="module")
def digits_label():
    label = FigureLabel()
    yield label, set()
    label.deleteLater()


# --- messages and progress --------------------------------------------------------------------
def test_progress_can_be_cancelled(bar, qtbot):
    assert not bar.bar.isVisible()
    bar.show_progress("Reading parcels …", 0.4)
    assert (bar.bar.value(), bar.bar.maximum()) == (400, 1000)
    assert bar.bar.accessibleName() == "Reading parcels …"
    with qtbot.waitSignal(bar.cancel_requested):
        bar.cancel.click()
    bar.show_progress("Reading parcels …", None, can_cancel=False)
    assert bar.bar.maximum() == 0
    assert not bar.cancel.isVisible()
    bar.hide_progress()
    assert not bar.bar.isVisible()


def test_a_message_passes(bar, qtbot):
    bar.show_message("Saved <b>x</b>", 30)
    assert bar.message.text() == "Saved <b>x</b>"
    assert bar.message.textFormat() == Qt.TextFormat.PlainText
    qtbot.waitUntil(lambda: bar.message.text() == "", timeout=3000)


def test_a_long_message_does_not_push_the_window_wide(bar):
    before = bar.minimumSizeHint().width()
    bar.show_message("long " * 400)
    assert bar.minimumSizeHint().width() == before


def test_every_text_follows_the_language(bar, in_language):
    in_language("vi", bar)
    for text in (
        bar.scale.accessibleName(),
        bar.cancel.accessibleName(),
        bar.plan_position.accessibleName(),
        bar.crs.accessibleName(),
    ):
        assert text.startswith("«")
    assert bar.scale.itemText(2) == "1:1.000"


def test_every_control_is_reached_by_tab_and_named(bar, tab_order, unnamed):
    bar.show_progress("x", 0.1)
    assert tab_order(bar)[0] is bar.cancel
    assert unnamed(bar) == []


def test_in_a_narrow_window_the_scale_is_whole_and_less_is_said_twice(bar):
    bar.show_crs("EPSG:9210", "VN-2000 / TM-3 105-45")
    bar.show()
    for width in (1280, 900, 760):
        bar.resize(width, 36)
        bar.show_progress("Reading a layer with a very long name from a slow disk", 0.5)
        QApplication.processEvents()
        right = bar.scale.mapTo(bar, bar.scale.rect().bottomRight()).x()
        assert right <= width
        bar.hide_progress()
    bar.resize(900, 36)
    QApplication.processEvents()
    assert bar.plan_position.isVisible()
    assert bar.scale.isVisible()
    bar.resize(1280, 36)
    QApplication.processEvents()
    assert bar.crs.isVisible()
    assert bar.wgs84_position.isVisible()


def test_progress_does_not_change_the_height(bar):
    before = bar.sizeHint().height()
    bar.show_progress("Reading", 0.5)
    assert bar.sizeHint().height() == before


def test_a_hint_that_stays_is_whole_and_figures_give_way(bar, qapp):
    bar.resize(1024, 30)
    bar.show_crs("EPSG:9210", "VN-2000 / TM-3 105-45")
    hint = "Click on the map where “Residential and commercial site Thôm Lốm” lies. Esc: leave it."
    bar.show_message(hint, 0)
    qapp.processEvents()
    assert bar.message.width() >= bar.message.sizeHint().width()
    assert bar.scale.isVisible()
    assert not bar.wgs84_position.isVisible()
    bar.clear_message()
    assert bar.wgs84_position.isVisible()


def test_a_refused_scale_is_said_where_one_looks_and_esc_takes_it_back(bar):
    bar.show_scale(5000)
    bar.scale.setFocus()
    bar.scale.lineEdit().selectAll()
    QTest.keyClicks(bar.scale, "1:1")
    QTest.keyClick(bar.scale, Qt.Key.Key_Return)
    assert bar.message.text().startswith("The map has scales from 1:10 to")
    QTest.keyClick(bar.scale, Qt.Key.Key_Escape)
    assert bar.scale.currentText() == format_scale(5000)
    assert not bar.scale.property("invalid")
