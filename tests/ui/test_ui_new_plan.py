"""An office's own plan in the whole window: begun, filled, named, printed, saved, reopened."""

import json
import time

import geopandas as gpd
import pytest
import shapely
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from planviewer import i18n
from planviewer.app.new_plan import empty_plan
from planviewer.app.recovery import Found, Record
from planviewer.app.saving import is_unnamed, unnamed_path
from planviewer.app.settings import load_settings
from planviewer.app.sheeting.making import write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.cli import main
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.provenance import Status
from planviewer.model.text import Text
from planviewer.reading.plans import load_plan
from planviewer.ui.application import open_window
from planviewer.ui.dialogs.group_properties import GroupPropertiesDialog
from planviewer.ui.dialogs.layer_properties import LayerPropertiesDialog, read_day, read_metres
from planviewer.ui.dialogs.new_plan import NewPlanDialog
from planviewer.ui.dialogs.plan_properties import PlanPropertiesDialog
from planviewer.ui.dialogs.system_list import PlanSystem

VIEW = (108.4, 15.5, 108.5, 15.6)
TITLE = Text(vi="Khu dân cư Tam Kỳ", en="Tam Kỳ housing area")


class Desk:
    def __init__(self, window):
        self.window, self.session = window, window.session
        self.said = []
        window.map.page_error.connect(self.said.append)

    def until(self, holds, seconds=30):
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited in vain; the page said {self.said}"
            QApplication.processEvents()
            time.sleep(0.002)

    def settle(self):
        reached = []
        self.window.when_settled(lambda: reached.append(True))
        self.until(lambda: reached)

    def ask_page(self, script):
        answers = []
        self.window.map._host.page.runJavaScript(script, 0, answers.append)
        self.until(lambda: answers)
        return answers[0]

    def grid_labels(self):
        return self.ask_page(
            "[...document.querySelectorAll('.pv-grid-label')].map((l) => l.textContent).join(' ')"
        ).split()

    def begin(self):
        """Begin a plan of Quảng Nam by the dialog."""
        dialog = self.window.plans.ask_new()
        dialog.title.vi.setText(TITLE.vi)
        dialog.title.en.setText(TITLE.en)
        dialog.system.search.setText("quang nam")
        dialog.accept()
        self.settle()

    def add(self, *paths):
        count = len(self.session.plan.layers) + len(paths)
        self.window.files.open_paths(list(paths))
        self.until(lambda: len(self.session.plan.layers) == count)
        self.settle()

    def choose(self, layer_id):
        self.window.layers.show()
        self.window.layer_panel.select(layer_id)
        self.window.actions_.refresh()


@pytest.fixture
def desk(tmp_path, monkeypatch, qtbot):  # noqa: ARG001  it makes the application
    monkeypatch.setenv("PLANVIEWER_PROFILE", str(tmp_path / "profile"))
    i18n.install("en")
    window = open_window([])
    window.resize(1280, 720)
    window.show()
    desk = Desk(window)
    desk.settle()
    yield desk
    assert desk.said == []
    window.session.close()
    window.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def road(tmp_path):
    path = tmp_path / "duong-truc.geojson"
    line = shapely.LineString([(108.470, 15.560), (108.475, 15.565), (108.482, 15.566)])
    gpd.GeoDataFrame({"ten": ["Đường"]}, geometry=[line], crs="EPSG:4326").to_file(path)
    return path


@pytest.fixture
def parcels(tmp_path):
    path = tmp_path / "thua.gpkg"
    box = shapely.box(108.472, 15.560, 108.476, 15.564)
    frame = gpd.GeoDataFrame({"thua": [1]}, geometry=[box], crs="EPSG:4326").to_crs("EPSG:5899")
    frame.to_file(path)
    return path


@pytest.fixture
def own_files(road, parcels):
    return road, parcels


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return show


# --- the dialog of a new plan -----------------------------------------------------------------
def rows(dialog):
    listed = dialog.system.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_no_system_is_guessed(shown):
    dialog = shown(NewPlanDialog())
    dialog.title.vi.setText("Tam Kỳ")
    assert dialog.chosen_system() is None
    assert not dialog.accept_button.isEnabled()
    assert dialog.plan() is None


def test_a_province_is_found_without_its_marks_and_gives_its_zone(shown):
    dialog = shown(NewPlanDialog())
    dialog.title.vi.setText("Tam Kỳ")
    dialog.system.search.setText("QUANG NAM")
    assert rows(dialog)[0] == "Quảng Nam EPSG:5899"
    assert dialog.accept_button.isEnabled()
    assert "EPSG:5899" in dialog.verdict.text()
    assert "107°45'" in dialog.verdict.text()
    plan = dialog.plan()
    assert plan.crs == "EPSG:5899"
    assert plan.title == Text(vi="Tam Kỳ", en="Tam Kỳ")
    assert plan.home_provisional


def test_all_63_provinces_are_offered(shown):
    names = {row.rsplit(" ", 1)[0] for row in rows(shown(NewPlanDialog()))}
    assert {"Cao Bằng", "Thành phố Hồ Chí Minh", "Thừa Thiên Huế", "Đắk Nông", "Cà Mau"} <= names
    assert len({name for name in names if not name.startswith(("VN-2000", "WGS"))}) == 63


def test_a_code_may_be_typed_but_degrees_are_refused(shown):
    dialog = shown(NewPlanDialog())
    dialog.title.vi.setText("Leeds")
    dialog.system.search.setText("27700")
    assert dialog.plan().crs == "EPSG:27700"
    dialog.system.search.setText("4326")
    assert dialog.plan() is None
    assert "EPSG:4326" in dialog.verdict.text()
    assert not dialog.accept_button.isEnabled()


def test_the_province_of_the_last_plan_is_offered(shown):
    dialog = shown(NewPlanDialog(PlanSystem("EPSG:5899", "Quảng Nam"), VIEW))
    assert dialog.system.list.currentItem().text() == "Quảng Nam EPSG:5899"
    dialog.title.vi.setText("Tam Kỳ")
    dialog.by_view.setChecked(True)
    plan = dialog.plan()
    assert plan.home == VIEW
    assert not plan.home_provisional


def test_arrow_keys_in_the_search_move_through_what_was_found(shown, qtbot):
    dialog = shown(NewPlanDialog())
    dialog.system.search.setText("ha")
    first = dialog.system.list.currentRow()
    qtbot.keyClick(dialog.system.search, Qt.Key.Key_Down)
    assert dialog.system.list.currentRow() == first + 1


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_dialogs_name_their_controls_in_both_languages_and_fit_the_screen(
    shown, unnamed, in_language, plan, language
):
    layer = plan.layer("bypass")
    for make in (
        lambda: NewPlanDialog(None, VIEW),
        lambda: PlanPropertiesDialog(plan, VIEW),
        lambda: LayerPropertiesDialog(plan, layer),
        lambda: GroupPropertiesDialog(plan.groups[0]),
    ):
        dialog = shown(make())
        in_language(language, dialog)
        assert unnamed(dialog) == []
        assert dialog.width() <= 1000
        assert dialog.height() <= 680
        translated = [dialog.question.text(), dialog.accept_button.text(), dialog.windowTitle()]
        assert all(text.startswith("«") == (language == "vi") for text in translated)


# --- properties of a plan ---------------------------------------------------------------------
def test_plan_properties_change_nothing_unless_told(shown, plan):
    dialog = shown(PlanPropertiesDialog(plan, VIEW))
    assert dialog.change(plan) == plan


def test_another_system_is_said_to_compute_all_anew(shown, plan):
    dialog = shown(PlanPropertiesDialog(plan, VIEW))
    assert "computed anew" not in dialog.verdict.text()
    dialog.system.search.setText("quang nam")
    assert "computed anew" in dialog.verdict.text()
    dialog.home.setChecked(True)
    changed = dialog.change(plan)
    assert (changed.crs, changed.home) == ("EPSG:5899", VIEW)
    dialog.title.vi.clear()
    dialog.title.en.clear()
    assert not dialog.accept_button.isEnabled()
    assert dialog.change(plan) == plan


# --- properties of a layer --------------------------------------------------------------------
@pytest.mark.parametrize("layer", ["bypass", "recovery-50m", "sample-parcels", "sites"])
def test_layer_properties_change_nothing_unless_told(shown, plan, layer):
    dialog = shown(LayerPropertiesDialog(plan, plan.layer(layer)))
    assert dialog.accept_button.isEnabled()
    assert dialog.change(plan) == plan


def test_what_cannot_be_read_is_said_and_changes_nothing(shown, plan):
    dialog = shown(LayerPropertiesDialog(plan, plan.layer("bypass")))
    dialog.date.setText("31/02/2024")
    assert "day/month/year" in dialog.verdict.text()
    assert not dialog.accept_button.isEnabled()
    assert dialog.change(plan) == plan
    dialog.date.setText("29/2/2024")
    dialog.accuracy.setText("about a metre")
    assert "metres" in dialog.verdict.text()
    dialog.accuracy.setText("0,5")
    changed = dialog.change(plan).layer("bypass").provenance
    assert (str(changed.date), changed.accuracy_m) == ("2024-02-29", 0.5)


@pytest.mark.parametrize(
    "text", ["32/1/2024", "1/13/2024", "2024-01-31", "1/1/24", "0/0/0000", "１/１/2024", "x"]
)
def test_days_that_are_none_are_not_read(text):
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["-1", "1e400", "nan", "1,2,3", "1.234,5", "1000000"])
def test_accuracies_that_are_none_are_not_read(text):
    assert read_metres(text) is None


def test_a_zone_called_better_than_its_schematic_line_is_questioned(shown, plan):
    dialog = shown(LayerPropertiesDialog(plan, plan.layer("recovery-50m")))
    dialog.status.setCurrentIndex(dialog.status.findData("surveyed"))
    assert "only schematic" in dialog.verdict.text()
    assert dialog.accept_button.isEnabled()


def test_a_group_named_like_one_there_is_is_that_one(shown, plan):
    dialog = shown(LayerPropertiesDialog(plan, plan.layer("bypass")))
    dialog.group.setCurrentIndex(dialog.group.count() - 1)
    assert not dialog.accept_button.isEnabled()  # it needs a name
    dialog.new_group.setText("Nền")
    assert dialog.change(plan).layer("bypass").group == "base"
    dialog.new_group.setText("Giao thông")
    changed = dialog.change(plan)
    assert changed.layer("bypass").group == "giao-thong"
    assert str(changed.groups[-1].title) == "Giao thông"


# --- the window -------------------------------------------------------------------------------
def test_the_menu_begins_with_a_new_plan(desk):
    first = desk.window.actions_._menus["file"].actions()[0]
    assert first.objectName() == "file.new"
    assert first.shortcut().toString() == "Ctrl+N"


def test_an_empty_plan_says_what_to_do_and_shows_the_grid_of_its_own_system(desk, road):
    window = desk.window
    assert not window.middle.hint.isVisible()
    assert "541,000" in desk.grid_labels()
    desk.begin()
    assert window.middle.hint.isVisible()
    assert window.windowTitle().startswith("Tam Kỳ housing area")
    assert window.isWindowModified()
    assert window.status.crs.text() == "EPSG:5899"
    assert load_settings().plan_province == "Quảng Nam"
    outputs = [window.actions_[f"file.{x}"] for x in ("snapshot", "sheet-series", "share", "pack")]
    assert not any(action.isEnabled() for action in outputs)  # there is nothing to print
    desk.add(road)
    assert all(action.isEnabled() for action in outputs)
    assert not window.middle.hint.isVisible()
    west, _, east, _ = window.visible_bounds()
    assert 108.3 < west < 108.470
    assert 108.482 < east < 108.6
    desk.until(lambda: "577,500" in desk.grid_labels())  # metres of its own zone
    window.session.undo()
    assert window.middle.hint.isVisible()


def test_the_grid_follows_another_system_and_back(desk):
    dialog = desk.window.plans.ask_properties()
    dialog.system.search.setText("9209")
    dialog.accept()
    desk.settle()
    assert desk.window.status.crs.text() == "EPSG:9209"
    desk.until(lambda: "567,000" in desk.grid_labels())
    desk.session.undo()
    desk.settle()
    desk.until(lambda: "541,000" in desk.grid_labels())
    assert desk.window.status.crs.text() == "EPSG:9210"


def test_a_new_plan_asks_about_unsaved_edits_first(desk, monkeypatch):
    desk.session.place_site("market", 106.15, 22.73)
    monkeypatch.setattr("planviewer.ui.main_window.ask_unsaved", lambda _title, _window: "stay")
    assert desk.window.plans.ask_new() is None
    assert desk.session.plan.id == "nuoc-hai"


def test_a_new_plan_asks_where_to_be_saved_and_is_not_left_without_an_answer(
    desk, monkeypatch, tmp_path
):
    window = desk.window
    desk.begin()
    monkeypatch.setattr("planviewer.ui.main_window.ask_unsaved", lambda _title, _window: "save")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not window.may_leave_plan()
    assert is_unnamed(desk.session.path)
    target = tmp_path / "office" / "tam-ky.planview"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "(*.planview)"))
    assert window.may_leave_plan()
    assert load_plan(target) == desk.session.plan
    assert load_settings().recent[0] == str(target)


def test_a_new_plan_comes_back_after_a_crash_without_talk_of_a_lost_file(desk, tmp_path):
    plan = empty_plan(TITLE, None, "EPSG:5899")
    record = Record(path=str(unnamed_path(plan.id)), plan=plan)
    left = tmp_path / "left.json"
    left.write_text(record.model_dump_json(), encoding="utf-8")
    desk.window.open_first(desk.session.path, (Found(left, record),))
    desk.settle()
    assert desk.session.plan == plan
    assert desk.session.unsaved
    assert not left.exists()  # this session keeps it now
    (said,) = desk.window.messages.messages()
    assert "new plan is back" in said


def test_properties_of_a_layer_go_everywhere_and_are_undone(desk, road):
    window = desk.window
    desk.begin()
    desk.add(road)
    desk.choose("duong-truc")
    menu = window.layer_panel.menu()
    assert window.actions_["layer.properties"] in menu.actions()
    menu.deleteLater()
    assert window.actions_["layer.properties"].shortcut().toString() == "F2"
    window.layers._show_details("duong-truc")
    assert "Status: not stated" in window.details.shown().as_text()
    dialog = window.plans.ask_layer()
    assert dialog.focusWidget() is dialog.title.vi
    dialog.title.vi.setText("Đường trục")
    dialog.title.en.setText("Main road")
    dialog.source.vi.setText("Bản vẽ của Sở Xây dựng")
    dialog.source.en.setText("Drawing of the Department of Construction")
    dialog.status.setCurrentIndex(dialog.status.findData("schematic"))
    dialog.accuracy.setText("0.5")
    before = desk.session.plan
    dialog.accept()
    desk.settle()
    text = window.details.shown().as_text()
    for words in ("Main road", "schematic", "Drawing of the Department", "±0.5 m"):
        assert words in text
    assert desk.ask_page("document.body.textContent").count("SCHEMATIC")
    window.session.undo()
    assert window.session.plan == before


def test_a_group_is_named_by_the_same_key(desk, qtbot):
    window, session = desk.window, desk.session
    window.layers.show()
    tree = window.layer_panel.tree
    tree.setCurrentIndex(tree.model().index(0, 0))
    before = session.plan
    assert window.layer_panel.current_group().id == "sites"
    assert window.actions_["layer.properties"].isEnabled()
    dialog = window.plans.ask_chosen()
    dialog.title.vi.clear()
    dialog.title.en.clear()
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.title.vi, "Danh muc")
    dialog.accept()
    assert str(session.plan.groups[0].title) == "Danh muc"
    session.undo()
    assert session.plan == before


def test_a_line_a_zone_needs_is_kept_and_goes_once_the_zone_is_gone(desk, road, qtbot):
    window, session = desk.window, desk.session
    desk.begin()
    desk.add(road)
    zone_beside(desk, "duong-truc")
    tree = window.layer_panel.tree
    desk.choose("duong-truc")
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert len(session.plan.layers) == 2
    desk.choose(session.plan.zone_layers[0].id)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    desk.choose("duong-truc")
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert session.plan.layers == ()
    assert window.middle.hint.isVisible()
    session.undo()
    session.undo()
    desk.until(lambda: len(session.data.zones) == 1)
    desk.settle()


def zone_beside(desk, line):
    zones = desk.window.zones
    zones.new(line)
    desk.until(lambda: zones.editor.controller.preview is not None)
    zones.editor.dock.widget().apply_button.click()
    desk.until(lambda: len(desk.session.data.zones) == 1)
    desk.settle()


# --- sites of one's own -----------------------------------------------------------------------
@pytest.fixture
def points(tmp_path):
    path = tmp_path / "du-an.gpkg"
    gpd.GeoDataFrame(
        {"Ten_du_an": ["Trường học", "Công viên", None], "Nhom": ["Công trình", None, None]},
        geometry=[shapely.Point(108.474 + row / 1000, 15.563) for row in range(3)],
        crs="EPSG:4326",
    ).to_file(path)
    return path


def test_a_layer_of_points_becomes_the_list_of_sites(desk, points, road, unnamed):
    window, session = desk.window, desk.session
    desk.begin()
    desk.add(road)
    desk.add(points)
    desk.choose("duong-truc")
    assert not window.actions_["layer.sites"].isEnabled()
    assert not window.actions_["site.release"].isEnabled()
    desk.choose("du-an")
    assert window.actions_["layer.sites"].isEnabled()
    dialog = window.sites_layer.ask()
    assert dialog.fields().name == "Ten_du_an"  # recognised
    assert "Trường học" in dialog.examples["name"].text()
    assert unnamed(dialog) == []
    dialog.combos["name"].setCurrentIndex(0)
    assert not dialog.accept_button.isEnabled()
    dialog.combos["name"].setCurrentIndex(1)
    dialog.accept()
    desk.settle()
    assert window.sites_panel.isVisible()
    assert [site.id for site in session.data.sites] == ["truong-hoc", "cong-vien"]
    assert any("no sites: 1" in text for text in window.messages.messages())
    desk.choose("du-an")
    again = window.sites_layer.ask()  # its columns can be chosen anew
    assert again.fields() == session.plan.site_fields
    again.reject()
    assert window.actions_["site.release"].isEnabled()
    window.sites_layer.release()
    assert session.data.sites == ()
    session.undo()
    session.undo()
    assert session.plan.sites_layer is None


def test_a_layer_with_the_fields_of_sites_needs_no_question(desk):
    desk.session.edit(Message("test", "change"), lambda plan: edits.use_sites(plan, None))
    desk.settle()
    desk.choose("sites")
    assert desk.window.sites_layer.ask() is None
    assert desk.session.plan.sites_layer == "sites"
    assert len(desk.session.data.sites) == 20
    assert not desk.window.actions_["layer.sites"].isEnabled()


# --- from nothing to paper --------------------------------------------------------------------
def test_from_a_new_plan_to_a_sheet_and_back_from_its_file(
    desk, own_files, tmp_path, monkeypatch, capsys
):
    road, parcels = own_files
    window, session = desk.window, desk.session
    desk.begin()
    desk.add(road)
    desk.add(parcels)
    zone_beside(desk, "duong-truc")
    sheet = tmp_path / "sheet.png"
    order = SheetOrder(subject=Subject(bounds=session.plan.home))
    written = write_sheet(session.plan, session.data, order, sheet)
    assert written.crs == "EPSG:5899"
    assert not QImage(str(sheet)).isNull()
    target = tmp_path / "tam-ky.planview"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "(*.planview)"))
    assert window.files.save_now()
    assert not session.unsaved
    area = next(iter(session.data.zones.values())).area_m2
    plan = session.plan
    window.files.open_bundled()
    desk.settle()
    window.files.open_plan(target)
    desk.until(lambda: len(session.data.zones) == 1)
    desk.settle()
    assert session.plan == plan
    assert next(iter(session.data.zones.values())).area_m2 == pytest.approx(area)
    capsys.readouterr()
    assert main(["zones", str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["crs"] == "EPSG:5899"
    assert told["total_net_area_m2"] == pytest.approx(area, abs=0.01)
    assert all(x.provenance.status is Status.UNKNOWN for x in plan.layers)
