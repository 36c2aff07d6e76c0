import threading

import pytest
from pyproj.database import query_crs_info
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from planviewer.app.tasks import Tasks
from planviewer.i18n import Message
from planviewer.model.crs import parse_crs
from planviewer.model.text import fold
from planviewer.ui import crs_catalog
from planviewer.ui.crs_catalog import CrsCandidate
from planviewer.ui.dialogs.about import AboutDialog, Shortcut
from planviewer.ui.dialogs.add_basemap import AddBasemapDialog, basemap_id, url_problem
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.place_site import PlaceSiteDialog
from planviewer.ui.dialogs.unsaved import UnsavedDialog
from planviewer.ui.dialogs.waiting import WaitingDialog
from planviewer.ui.two_lines import CHOICE

HOME = (106.1385, 22.7165, 106.1745, 22.7565)
LIKELY = CrsCandidate("EPSG:9210", "the coordinates fall on the plan area")


@pytest.fixture
def place(qtbot):
    return _shown(qtbot, PlaceSiteDialog("Nước Hai market", "EPSG:9210", HOME))


@pytest.fixture
def choose(qtbot):
    return _shown(qtbot, ChooseCrsDialog("thua-dat.shp", [LIKELY]))


@pytest.fixture
def basemap(qtbot):
    return _shown(qtbot, AddBasemapDialog({"osm"}))


def _shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def _fill(dialog, first, second):
    dialog.first.setText(first)
    dialog.second.setText(second)


# --- place a site -----------------------------------------------------------------------------
def test_typing_converts_at_once(place):
    assert not place.accept_button.isEnabled()
    _fill(place, "2515367.14", "541109.98")
    assert place.accept_button.isEnabled()
    assert "22.737380, 106.152160" in place.shown.text()
    assert place.place().lon == pytest.approx(106.15216, abs=1e-7)


def test_changing_the_system_keeps_the_place(place):
    _fill(place, "2515367.14", "541109.98")
    place.by_degrees.click()
    assert float(place.first.text()) == pytest.approx(22.73738, abs=1e-6)
    assert place.labels[0].text() == "Latitude"
    assert place.place().easting == pytest.approx(541109.98, abs=0.02)
    place.by_metres.click()
    assert place.first.text() == "2515367.14"


def test_swapped_values_are_offered_to_be_swapped(place):
    _fill(place, "541109.98", "2515367.14")
    assert "swapped" in place.verdict.text()
    assert not place.accept_button.isEnabled()
    assert place.swap.isVisible()
    place.swap.click()
    assert place.accept_button.isEnabled()
    assert not place.swap.isVisible()
    assert place.first.text() == "2515367.14"


def test_a_wrong_value_is_marked_and_told(place):
    _fill(place, "2515367.14", "x")
    assert place.verdict.property("role") == "error"
    assert place.second.property("invalid") is True
    assert place.place() is None


def test_a_longer_sentence_covers_nothing(place):
    _fill(place, "541109.98", "2515367.14")
    rects = [w.geometry() for w in (place.shown, place.verdict, place.accept_button)]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


@pytest.mark.parametrize("field", ["first", "second"])
def test_a_pair_pasted_into_one_field_is_a_place(place, field):
    getattr(place, field).setText("2515367.14, 541109.98")
    assert place.place().lon == pytest.approx(106.15216, abs=1e-7)
    assert place.accept_button.isEnabled()
    QTest.keyClick(getattr(place, field), Qt.Key.Key_Return)
    assert (place.first.text(), place.second.text()) == ("2515367.14", "541109.98")
    assert place.result() == QDialog.DialogCode.Accepted


def test_a_pair_is_not_parted_under_the_cursor(place):
    place.by_degrees.click()
    QTest.keyClicks(place.first, "22.73738, 106.15216")
    assert place.first.text() == "22.73738, 106.15216"
    assert place.place().lat == pytest.approx(22.73738, abs=1e-7)
    place.second.setFocus()
    assert place.second.text() == "106.15216"


def test_enter_accepts_only_a_place(place):
    QTest.keyClick(place.first, Qt.Key.Key_Return)
    assert place.isVisible()
    _fill(place, "2515367.14", "541109.98")
    QTest.keyClick(place.second, Qt.Key.Key_Return)
    assert place.result() == QDialog.DialogCode.Accepted


# --- choose a coordinate system ---------------------------------------------------------------
def _codes(dialog):
    return [dialog.list.item(i).data(CHOICE).code for i in range(dialog.list.count())]


def test_candidates_come_first_with_their_reason(choose):
    assert _codes(choose)[:2] == ["EPSG:9210", "EPSG:4326"]
    assert _codes(choose).count("EPSG:9210") == 1
    assert choose.chosen() == "EPSG:9210"
    spoken = choose.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert LIKELY.reason in spoken


def test_without_candidates_nothing_is_guessed(qtbot):
    dialog = _shown(qtbot, ChooseCrsDialog("a.dxf"))
    assert dialog.chosen() is None
    assert not dialog.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cao bang", "EPSG:9210"),
        ("Lạng Sơn", "EPSG:9215"),
        ("9214", "EPSG:9214"),
        ("dak lak", "EPSG:9218"),
        ("ha noi", "EPSG:5897"),
        ("wgs 84", "EPSG:4326"),
        ("EPSG:2154", "EPSG:2154"),
    ],
)
def test_systems_are_found_by_province_name_and_code(choose, query, code):
    choose.search.setText(query)
    assert code in _codes(choose)
    assert choose.chosen() == _codes(choose)[0]


def test_nothing_found_is_said(choose):
    choose.search.setText("atlantis")
    assert _codes(choose) == []
    assert not choose.accept_button.isEnabled()
    assert "EPSG" in choose.verdict.text()


def test_arrows_in_the_search_move_through_the_list(choose):
    QTest.keyClick(choose.search, Qt.Key.Key_Down)
    assert choose.list.currentRow() == 1
    assert choose.chosen() == "EPSG:4326"
    QTest.keyClick(choose.search, Qt.Key.Key_Return)
    assert choose.result() == QDialog.DialogCode.Accepted


def test_every_zone_of_the_catalogue_is_the_one_proj_knows():
    for code, meridian, provinces in crs_catalog._ZONES:
        crs = parse_crs(code)
        assert crs.name.startswith("VN-2000 / TM-3")
        degrees, minutes = meridian.rstrip("'").split("°")
        lon0 = crs.coordinate_operation.params[1].value
        assert lon0 == pytest.approx(int(degrees) + int(minutes) / 60, abs=1e-6)
        assert provinces


def test_provinces_are_those_of_the_register():
    areas = {}
    for info in query_crs_info(auth_name="EPSG", pj_types=["PROJECTED_CRS"]):
        areas.setdefault(f"EPSG:{info.code}", []).append(fold(info.area_of_use.name))
    aliases = {
        "thanh pho ho chi minh": "ho chi minh",
        "ba ria – vung tau": "ba ria-vung tau",
        "thua thien hue": "thua thien-hue",
    }
    for code, _, provinces in crs_catalog._ZONES:
        registered = " ".join(areas[code])
        for province in provinces.split(", "):
            name = aliases.get(fold(province), fold(province))
            assert name in registered, (code, province)


# --- add a basemap ----------------------------------------------------------------------------
URL = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
        "https://me:secret@example.org/{z}/{x}/{y}",
        'https://example.org/{z}/{x}/{y}?a="><b>',
        "https://{z}.example.org/{x}/{y}",
        "https://example.org:x/{z}/{x}/{y}",
    ],
)
def test_a_wrong_tile_address_is_refused_in_words(url):
    assert url_problem(url).endswith(".")


def test_a_right_tile_address_is_taken():
    assert url_problem(URL) == ""
    assert url_problem("https://example.org:8443/t?z={z}&x={x}&y={y}") == ""


def test_attribution_is_mandatory(basemap):
    basemap.title.setText("Ảnh vệ tinh")
    basemap.url.setText(URL)
    assert not basemap.accept_button.isEnabled()
    assert basemap.basemap() is None
    basemap.attribution.setText("© Example")
    assert basemap.accept_button.isEnabled()
    value = basemap.basemap()
    assert (value.id, value.url, value.attribution) == ("anh-ve-tinh", URL, "© Example")


def test_ids_are_never_taken_twice():
    assert basemap_id("OSM", {"osm"}) == "osm-2"
    assert basemap_id("OSM", {"osm", "osm-2"}) == "osm-3"
    assert basemap_id("地図", ()) == "basemap"


def test_a_problem_is_said_beside_the_field(basemap):
    basemap.url.setText("http://x")
    assert basemap.url.property("invalid") is True
    assert "https://" in basemap.verdict.text()


# --- errors, help -----------------------------------------------------------------------------


def test_help_lists_the_keys_it_is_given(qtbot):
    shortcuts = [
        Shortcut("Ctrl+O", "Open a file", "Files"),
        Shortcut("Alt+Up", "Move up", "Layers"),
    ]
    dialog = _shown(qtbot, AboutDialog(shortcuts))
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    for text in ("Ctrl+O", "Open a file", "Files", "Alt+Up", "Layers"):
        assert text in texts


# --- all of them ------------------------------------------------------------------------------
_ALL = {
    "place": lambda: PlaceSiteDialog("Chợ", "EPSG:9210", HOME),
    "choose": lambda: ChooseCrsDialog("a.shp", [LIKELY]),
    "basemap": AddBasemapDialog,
    "about": lambda: AboutDialog([Shortcut("Ctrl+O", "Open")]),
}


@pytest.mark.parametrize("name", _ALL)
def test_escape_leaves_without_a_value(qtbot, name):
    dialog = _shown(qtbot, _ALL[name]())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


@pytest.mark.parametrize("name", _ALL)
def test_every_control_is_reached_by_tab_and_named(qtbot, name, tab_order, unnamed):
    dialog = _shown(qtbot, _ALL[name]())
    controls = [c for c in tab_order(dialog) if c.isEnabled()]
    assert controls
    assert unnamed(dialog) == []
    dialog.activateWindow()
    assert dialog.focusWidget() is not dialog.cancel_button


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", _ALL)
def test_every_text_follows_the_language(qtbot, in_language, name, language):
    dialog = _shown(qtbot, _ALL[name]())
    in_language(language, dialog)
    vietnamese = language == "vi"
    assert dialog.windowTitle().startswith("«") == vietnamese
    assert dialog.accept_button.text().startswith("«") == vietnamese


@pytest.mark.parametrize("name", _ALL)
def test_a_dialog_opens_just_as_large_as_it_needs(qtbot, name):
    dialog = _shown(qtbot, _ALL[name]())
    if dialog.fits_content:
        assert dialog.height() == dialog.column.totalHeightForWidth(dialog.width())
    assert dialog.height() <= 640


@pytest.mark.parametrize(
    ("button", "answer"),
    [("accept_button", "save"), ("discard_button", "discard"), ("cancel_button", "stay")],
)
def test_leaving_unsaved_work_has_three_answers(qtbot, unnamed, button, answer):
    dialog = UnsavedDialog("Nước Hai")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Nước Hai" in dialog.question.text()
    assert unnamed(dialog) == []
    getattr(dialog, button).click()
    assert dialog.answer() == answer


def test_waiting_ends_with_the_work_and_stops_it_when_asked(qtbot):
    tasks, go = Tasks(), threading.Event()

    def work(progress):
        while not go.wait(0.01):
            progress.check()
        return "done"

    ended = []
    for stops in (False, True):
        go.clear()
        task = tasks.run(Message("x", "Saving {name}", {"name": "plan"}), work)
        task.finished.connect(ended.append)
        task.cancelled.connect(lambda: ended.append("stopped"))
        dialog = WaitingDialog(task)
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.words.text() == "Saving plan"
        if stops:
            dialog.stop.click()
            assert dialog.isVisible()
        else:
            go.set()
        qtbot.waitUntil(lambda dialog=dialog: not dialog.isVisible())
    assert ended == ["done", "stopped"]
