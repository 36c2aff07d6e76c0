"""The whole window on the bundled plan: real engine, real data, no network."""

import json
import shutil
import sys
import threading
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from planviewer import i18n
from planviewer.app import adding
from planviewer.app.language import use_language
from planviewer.app.recovery import Found, Record, find_unsaved
from planviewer.app.selection import Selection
from planviewer.app.settings import load_settings
from planviewer.app.store import Entry
from planviewer.assets import bundled_plan
from planviewer.errors import FileMissing
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import operation
from planviewer.model.text import Text
from planviewer.reading import beginnings
from planviewer.reading.plans import load_plan
from planviewer.ui.application import report_faults
from planviewer.ui.layer_model import row_of
from planviewer.ui.palette import LIGHT

GRID_LABELS = "[...document.querySelectorAll('.pv-grid-label')].map((l) => l.textContent).join(' ')"
PICTURE = Path(__file__).parents[1] / "data" / "pictures" / "opening-view.png"


def pixels(image: QImage) -> np.ndarray:
    small = image.scaled(
        320,
        180,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(180, small.bytesPerLine())
    return rows[:, : 320 * 3].reshape(180, 320, 3).astype(int)


def test_the_opening_view_looks_as_it_should(desk, tmp_path):
    """Tolerance: downscaled to 320×180, 2 % of the pixels may differ by more than 32 of 255."""
    seen = desk.window.grab().toImage()
    if not PICTURE.exists():
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        pytest.fail("there was no reference picture; draw it with installers/screenshots.sh")
    seen.save(str(tmp_path / "seen.png"))
    difference = np.abs(pixels(seen) - pixels(QImage(str(PICTURE)))).max(axis=2)
    assert (difference > 32).mean() < 0.02, f"look at {tmp_path / 'seen.png'}"


def test_the_opening_view_has_its_grid_with_coordinates(desk):
    assert {"2,515,000", "541,000", "542,000"} <= set(desk.value(GRID_LABELS).split())


def test_the_grid_is_that_of_the_plan_whatever_its_system(desk, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    values = json.loads(bundled_plan().read_text(encoding="utf-8"))

    def labels(crs):
        path = folder / f"{crs[5:]}.planview"
        path.write_text(json.dumps({**values, "crs": crs}), encoding="utf-8")
        desk.window.files.open_paths([path])
        desk.until(lambda: desk.session.path == path)
        desk.settle()
        return [float(label.replace(",", "")) for label in desk.value(GRID_LABELS).split()]

    east, north = operation("EPSG:4326", "EPSG:5897").point(106.15216, 22.73738)
    shown = labels("EPSG:5897")
    assert any(abs(label - east) < 3_000 for label in shown)
    assert any(abs(label - north) < 3_000 for label in shown)


def test_a_click_on_the_200_m_zone_returns_that_zone(desk):
    desk.click(*desk.zone_point("recovery-200m"))
    desk.until(lambda: desk.window.reader.hits)
    assert desk.window.reader.hits[0].layer_id == "recovery-200m"
    details = desk.window.details.shown()
    assert details.title == "Recovery 200 m behind the crest road"
    text = details.as_text()
    assert "533,794.9 m² (53.38 ha)" in text
    assert "schematic" in text
    assert "EPSG:6960" in text


def test_a_click_beside_everything_shows_the_plan_again(desk):
    desk.click(*desk.zone_point("recovery-200m"))
    desk.until(lambda: desk.window.reader.hits)
    desk.click(540_600, 2_516_600)
    desk.until(lambda: desk.window.reader.shows_plan)
    assert "71.02 ha" in desk.window.details.shown().as_text()


def test_the_language_changes_while_the_window_is_open(desk):
    window = desk.window
    assert window.left.tabText(0) == "Layers"
    window.actions_["view.language"].trigger()
    desk.settle()
    assert window.left.tabText(0) == "Lớp"
    assert window.actions_["file.open"].text() == "Mở…"
    assert "533.794,9 m²" in window.details.shown().as_text()
    assert load_settings().language == "vi"
    window.actions_["view.language"].trigger()
    desk.settle()
    assert window.left.tabText(0) == "Layers"


def test_a_step_to_be_undone_names_its_layers_in_the_language_of_the_moment(desk):
    window = desk.window
    window.layer_panel.visible_changed.emit(["bypass", "embankment"], False)
    label = window.session.history.undo_label
    titles = [window.session.plan.layer(name).title for name in ("bypass", "embankment")]
    use_language("vi")
    assert all(title.vi in str(label) for title in titles)
    use_language("en")
    assert all(title.en in str(label) for title in titles)


def test_a_site_is_placed_by_a_click_and_undone(desk):
    window = desk.window
    window.sites_panel.site_selected.emit("market")
    window.actions_["site.place"].trigger()
    desk.settle()
    desk.click(541_110.0, 2_515_367.0)
    desk.until(lambda: window.session.plan.placements)
    market = next(site for site in window.session.data.sites if site.id == "market")
    easting, northing = operation("EPSG:4326", "EPSG:9210").point(*market.place)
    state = window.map.view_state()
    assert abs(easting - 541_110) < 2 * state.metres_per_pixel
    assert abs(northing - 2_515_367) < 2 * state.metres_per_pixel
    window.actions_["edit.undo"].trigger()
    desk.settle()
    market = next(site for site in window.session.data.sites if site.id == "market")
    assert market.place is None
    assert not window.session.unsaved


def test_hiding_a_layer_takes_it_off_the_map_and_undo_brings_it_back(desk):
    window = desk.window
    place = desk.at(*desk.zone_point("recovery-200m"))
    before = window.map.grab().toImage()
    window.layer_panel.visible_changed.emit(["recovery-200m"], False)
    desk.settle()
    hidden = window.map.grab().toImage()
    box = [(place.x() + dx, place.y() + dy) for dx in range(-4, 5) for dy in range(-4, 5)]
    assert any(before.pixel(x, y) != hidden.pixel(x, y) for x, y in box)
    window.session.undo()
    desk.settle()
    again = window.map.grab().toImage()
    assert all(before.pixel(x, y) == again.pixel(x, y) for x, y in box)


def _square(path, west, south, side=0.004):
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    path.write_text(text, encoding="utf-8")
    return path


def _holds(bounds, west, south, side=0.004):
    return (
        bounds[0] < west
        and bounds[1] < south
        and west + side < bounds[2]
        and south + side < bounds[3]
    )


def test_files_opened_together_are_all_in_view_afterwards(desk, tmp_path):
    window = desk.window
    places = {"first": (106.30, 22.60), "second": (106.25, 22.65)}
    window.files.open_paths(
        [_square(tmp_path / f"{name}.geojson", *place) for name, place in places.items()]
    )
    desk.until(lambda: {"first", "second"} <= {layer.id for layer in window.session.plan.layers})
    desk.settle()
    assert all(_holds(window.visible_bounds(), *place) for place in places.values())
    assert window.layer_panel.current_layer().id == "second"


@pytest.fixture
def large_file(tmp_path, monkeypatch):
    """A file taken for a large one; it is read to its end only when the event is set."""
    monkeypatch.setattr(beginnings, "LARGE_BYTES", 0)
    go_on, read = threading.Event(), adding._features

    def when_told(*args, **how):
        assert go_on.wait(60)
        return read(*args, **how)

    monkeypatch.setattr(adding, "_features", when_told)
    path = tmp_path / "large.fgb"
    squares = [
        shapely.box(540_000, 2_520_000, 541_000, 2_521_000),
        shapely.Point(549_000, 2_526_000),
    ]
    gpd.GeoSeries(squares, crs="EPSG:9210").to_file(path)
    yield path, go_on
    go_on.set()


def test_the_first_features_of_a_large_file_are_seen_while_it_is_read(desk, large_file):
    path, go_on = large_file
    window = desk.window
    window.files.open_paths([path])
    desk.until(lambda: window.maps._arriving)
    last = (106.2279, 22.8323)  # of what is not read yet
    desk.until(lambda: _holds(window.visible_bounds(), *last))
    # Not settled: the file is being read. The picture is complete when its colour has come.
    place = desk.at(540_500, 2_520_500)
    desk.until(lambda: _is_grey(window.map.grab().toImage().pixelColor(place)))
    assert "large" not in [layer.id for layer in window.session.plan.layers]
    go_on.set()
    desk.until(lambda: "large" in [layer.id for layer in window.session.plan.layers])
    desk.settle()
    assert window.maps._arriving == ()
    assert not _is_grey(desk.colour(540_500, 2_520_500))


def test_a_large_file_that_is_stopped_leaves_nothing_on_the_map(desk, large_file):
    path, go_on = large_file
    window, plan = desk.window, desk.window.session.plan
    window.files.open_paths([path])
    desk.until(lambda: window.maps._arriving)
    for task in tuple(window.files.adding._reading):
        task.cancel()
    go_on.set()
    desk.settle()
    assert window.maps._arriving == ()
    assert window.session.plan == plan


def _is_grey(colour):
    return (
        max(abs(a - b) for a, b in zip(colour.getRgb()[:3], (0xB9, 0xB4, 0xA7), strict=True)) < 24
    )


def test_a_file_that_is_in_view_already_leaves_the_view_alone(desk, tmp_path):
    window = desk.window
    before = window.visible_bounds()
    window.files.open_paths([_square(tmp_path / "near.geojson", 106.15, 22.735)])
    desk.until(lambda: "near" in [layer.id for layer in window.session.plan.layers])
    desk.settle()
    assert window.visible_bounds() == pytest.approx(before)


def test_a_hidden_layer_that_comes_does_not_have_the_map_drawn_anew(desk):
    window = desk.window
    version = window.map._version
    window.session.supply._read_hidden()
    entry = window.session.data.store.entry
    desk.until(lambda: entry("sample-parcels").known and not window.maps.pending)
    desk.settle()
    assert window.map._version == version


def test_hostile_attributes_do_nothing(desk, tmp_path, qtbot):
    hostile = tmp_path / "hostile.geojson"
    hostile.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":'
        '"<img src=x onerror=\\"document.title=\'owned\'\\"><script>document.title=1</script>"},'
        '"geometry":{"type":"Polygon","coordinates":[[[106.145,22.73],[106.149,22.73],'
        "[106.149,22.733],[106.145,22.733],[106.145,22.73]]]}}]}",
        encoding="utf-8",
    )
    window = desk.window
    window.files.open_paths([hostile])
    desk.until(lambda: "hostile" in [layer.id for layer in window.session.plan.layers])
    desk.settle()
    place = operation("EPSG:4326", "EPSG:9210").point(106.147, 22.7315)
    qtbot.mouseMove(desk.page, desk.at(*place))
    desk.click(*place)
    desk.until(lambda: window.reader.hits and window.reader.hits[0].layer_id == "hostile")
    desk.settle()
    assert "<img src=x" in window.details.shown().title
    assert "owned" not in desk.value("document.title")
    assert desk.value("document.querySelectorAll('img[src=x]').length") == 0


def test_every_command_has_a_title_in_both_languages_and_every_shortcut_is_its_own(desk):
    commands = list(desk.window.commands)
    shortcuts = [command.shortcut for command in commands if command.shortcut]
    assert len(shortcuts) == len(set(shortcuts))
    titles = [str(command.title) for command in commands]
    desk.window.actions_["view.language"].trigger()
    vietnamese = [str(command.title) for command in commands]
    both = {"Tiếng Việt / English"}
    same = [a for a, b in zip(titles, vietnamese, strict=True) if a == b and a not in both]
    assert same == []


def test_an_unsaved_edit_is_found_again_after_a_crash(desk, own_profile):
    desk.window.session.place_site("market", 106.15, 22.73)
    assert find_unsaved() == ()  # the session lives
    recovery = list((own_profile / "recovery").glob("*.json"))
    assert len(recovery) == 1


def test_a_typed_scale_is_held_exactly(desk):
    desk.window.status.scale_entered.emit(5000.0)
    desk.settle()
    assert desk.window.map.current_scale() == pytest.approx(5000, rel=1e-6)


def test_the_keys_stand_beside_what_they_do(desk, monkeypatch):
    from planviewer.ui.dialogs import about  # noqa: PLC0415

    shown = []

    class Seen(about.AboutDialog):
        def exec(self):
            shown.extend(self._shortcuts_given)
            return 0

        def __init__(self, shortcuts, parent):
            self._shortcuts_given = shortcuts
            super().__init__(shortcuts, parent)

    monkeypatch.setattr(about, "AboutDialog", Seen)
    desk.window.show_about()
    assert ("Ctrl+O", "Open…") in {(item.keys, item.text) for item in shown}


def test_a_selected_line_is_not_filled_like_an_area(desk):
    window = desk.window
    window.session.select(Selection.of({"bypass": [0]}))
    desk.settle()
    fills = desk.value(
        "[...document.querySelectorAll('path.pv-selection-line')]"
        ".map((path) => getComputedStyle(path).fill).join()"
    )
    assert fills == "none"


def test_a_basemap_is_off_until_it_is_chosen_and_undo_switches_it_off(desk):
    window = desk.window
    choices = [action for action in window.basemaps.actions() if action.isCheckable()]
    assert [action.isChecked() for action in choices] == [True, False]
    assert window.map._host.guard.allows(QUrl("https://tile.openstreetmap.org/1/1/1.png")) is False
    choices[1].trigger()
    assert window.session.plan.basemap == "osm"
    assert window.map._host.guard.allows(QUrl("https://tile.openstreetmap.org/1/1/1.png"))
    window.session.undo()
    assert window.session.plan.basemap is None
    assert window.map._host.guard.allows(QUrl("https://tile.openstreetmap.org/1/1/1.png")) is False
    desk.settle()
    # There is no network here: what the engine says of the tiles it did not get is no fault.
    desk.page_errors.clear()


def test_what_is_read_follows_an_edit_and_its_undo(desk):
    window = desk.window
    window.sites_panel.site_selected.emit("market")
    assert "Not located yet" in window.details.shown().as_text()
    window.session.place_site("market", 106.15, 22.73)
    desk.settle()
    assert "106.150000" in window.details.shown().as_text()
    window.session.undo()
    desk.settle()
    assert "Not located yet" in window.details.shown().as_text()


def test_what_is_read_stays_when_the_language_changes(desk):
    window = desk.window
    desk.click(*desk.zone_point("recovery-200m"))
    desk.until(lambda: window.reader.hits)
    window.actions_["view.language"].trigger()
    desk.settle()
    assert window.details.shown().title.startswith("Thu hồi 200 m")
    window.actions_["view.language"].trigger()
    desk.settle()
    assert window.details.shown().title.startswith("Recovery 200 m")


def test_a_layer_that_is_removed_is_no_longer_read(desk):
    window = desk.window
    desk.click(*desk.zone_point("recovery-200m"))
    desk.until(lambda: window.reader.hits)
    window.layer_panel.remove_requested.emit("recovery-200m")
    desk.settle()
    assert window.reader.shows_plan


def test_a_typed_name_keeps_its_dots_and_replaces_nothing_unasked(desk, tmp_path, monkeypatch):
    window = desk.window
    typed = [tmp_path / "Nước Hai v1.2"]
    monkeypatch.setattr(
        "planviewer.ui.file_controller.QFileDialog.getSaveFileName",
        lambda *_arguments: (str(typed[0]), ""),
    )
    assert window.files.ask_save_as()
    desk.settle()
    saved = tmp_path / "Nước Hai v1.2.planview"
    before = saved.read_bytes()
    window.session.place_site("market", 106.15, 22.73)
    assert not window.files.ask_save_as()
    assert saved.read_bytes() == before
    typed[0] = saved
    assert window.files.ask_save_as()
    desk.settle()
    assert saved.read_bytes() != before


def test_the_page_to_share_is_written_from_the_window(desk, tmp_path):
    page = tmp_path / "plan.html"
    desk.window.files.write_share(page)
    desk.until(page.exists)
    desk.settle()
    assert any(str(page) in text for text in desk.window.messages.messages())


def test_what_could_not_be_read_is_named_when_the_plan_is_given_away(desk, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    (folder / "thom-lom.geojson").unlink()
    desk.window.files.open_plan(folder / bundled_plan().name)
    desk.settle()
    title = desk.window.session.plan.layer("thom-lom").title
    for give, name in (
        (desk.window.files.write_share, "plan.html"),
        (desk.window.files.write_pack, "plan.zip"),
    ):
        give(tmp_path / name)
        desk.settle()
        assert told_to_be_empty(desk, title.en)
    use_language("vi")
    desk.until(lambda: told_to_be_empty(desk, title.vi))
    use_language("en")
    with zipfile.ZipFile(tmp_path / "plan.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith("README.txt")]
        text = archive.read(names[0]).decode("utf-8-sig")
    assert f"Lớp không đọc được dữ liệu, không có trong gói: {title.vi}\r\n" in text
    assert f"Not read, not in the package: {title.en}\r\n" in text


def told_to_be_empty(desk, title):
    said = i18n.translate("file", "Layers that were not read are empty in it: {titles}")
    told = desk.window.messages.messages()
    return any(text.startswith(said.format(titles=title)) for text in told)


def test_a_fault_of_the_program_is_told_and_does_not_end_it(desk, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report_faults(desk.window)
    fault = ValueError("a hidden fault")
    sys.excepthook(ValueError, fault, None)
    assert any("a hidden fault" in text for text in desk.window.messages.messages())


def test_a_message_floats_over_the_map_which_keeps_size_and_view(desk):
    window = desk.window
    before, size = window.map.view_state(), window.map.size()
    window.say(FileMissing(path="far/away.shp"))
    QApplication.processEvents()
    desk.settle()
    assert window.map.size() == size
    assert window.map.view_state() == before
    bar = window.messages
    assert window.map.geometry().contains(bar.geometry())
    assert bar.height() < 120
    corner = bar.mapTo(window, QPoint(40, bar.height() - 4))
    assert window.grab().toImage().pixelColor(corner).name() == LIGHT.danger_soft


def test_messages_keep_in_the_map_and_off_its_buttons(desk):
    window = desk.window
    for number in range(3):
        window.say(FileMissing(path=f"folder {number}/" + "a long name " * 12))
    for size in ((1280, 720), (900, 560)):
        window.resize(*size)
        desk.settle()
        bar = window.messages
        assert window.map.geometry().contains(bar.geometry())
        assert bar.geometry().right() < window.map.width() - 50
    window.messages.clear()
    assert not window.messages.isVisible()


def test_many_changes_show_the_layers_once(desk, monkeypatch):
    window, shown = desk.window, []
    panel = window.layer_panel
    real = panel.show_plan
    monkeypatch.setattr(
        panel, "show_plan", lambda plan, states: (shown.append(plan), real(plan, states))
    )
    for number in range(5):
        window.session.place_site("market", 106.15 + number / 1000, 22.73)
        window.session.data_changed.emit({"sites"})
    assert shown == []
    desk.until(lambda: shown)
    desk.settle()
    assert shown == [window.session.plan]


def test_rows_come_also_when_the_map_does_not(desk, monkeypatch):
    window = desk.window
    monkeypatch.setattr(window.map, "is_drawn", lambda: False)
    hide = edits.set_visible
    window.session.edit(Message("test", "hide"), lambda plan: hide(plan, ["thom-lom"], False))
    tree = window.layer_panel.tree
    desk.until(lambda: row_of(tree.index_of("thom-lom")).checked == Qt.CheckState.Unchecked)


def found_unsaved(tmp_path, *titles, at=None):
    """Return unsaved plans left behind, as found at a start, newest first."""
    plan = load_plan(bundled_plan())
    left = []
    for number, title in enumerate(titles):
        file = tmp_path / f"left-{number}.json"
        changed = plan.changed(title=Text(vi=title, en=title))
        record = Record(path=str(at or bundled_plan()), plan=changed)
        file.write_text(record.model_dump_json(), encoding="utf-8")
        left.append(Found(file, record))
    return tuple(left)


def test_of_several_unsaved_plans_one_comes_back_and_the_others_are_named_and_kept(desk, tmp_path):
    window = desk.window
    newest, older, oldest = found_unsaved(tmp_path, "Newest", "Older", "Oldest")
    window.open_first(bundled_plan(), (newest, older, oldest))
    assert str(window.session.plan.title) == "Newest"
    desk.until(lambda: not newest.file.exists())
    assert older.file.exists()
    assert oldest.file.exists()
    told = " ".join(window.messages.messages())
    assert "Older" in told
    assert "Oldest" in told


def test_an_unsaved_plan_comes_back_without_its_file(desk, tmp_path):
    window = desk.window
    gone = tmp_path / "moved" / "plan.planview"
    (found,) = found_unsaved(tmp_path, "Orphan", at=gone)
    window.open_first(bundled_plan(), (found,))
    desk.settle()
    assert str(window.session.plan.title) == "Orphan"
    assert window.session.unsaved
    assert any(str(gone) in text for text in window.messages.messages())
    assert isinstance(window.session.data.store.entry("bypass").error, FileMissing)
    desk.until(lambda: not found.file.exists())
    assert window.session.autosave.keeps


def test_leaving_with_save_waits_for_the_file(desk, tmp_path, monkeypatch):
    window = desk.window
    window.session.save(tmp_path / "plan.planview")
    window.session.place_site("market", 106.15, 22.73)
    monkeypatch.setattr("planviewer.ui.main_window.ask_unsaved", lambda _title, _window: "save")
    assert window.may_leave_plan()
    assert load_plan(tmp_path / "plan.planview").placements
    assert not window.session.unsaved


def test_a_plan_that_cannot_be_saved_is_not_left(desk, tmp_path, monkeypatch):
    window = desk.window
    window.session.save(tmp_path / "plan.planview")
    window.session.place_site("market", 106.15, 22.73)
    window.session.path = tmp_path / "no folder" / "plan.planview"
    monkeypatch.setattr("planviewer.ui.main_window.ask_unsaved", lambda _title, _window: "save")
    assert not window.may_leave_plan()
    assert window.session.unsaved
    assert window.messages.messages()


def test_saving_as_names_the_files_that_were_not_there(desk, tmp_path):
    window = desk.window
    folder = tmp_path / "plan"
    window.session.save(folder / "plan.planview")
    (folder / "thom-lom.geojson").unlink()
    window.files._save(tmp_path / "other" / "plan.planview")
    desk.settle()
    assert load_plan(tmp_path / "other" / "plan.planview") == window.session.plan
    assert any("thom-lom.geojson" in text for text in window.messages.messages())


def test_the_map_has_a_name_for_those_who_listen_in_both_languages(desk):
    inner = desk.window.map._host.view.focusProxy()
    assert inner.accessibleName() == "Map"
    desk.window.actions_["view.language"].trigger()
    desk.settle()
    assert inner.accessibleName() == "Bản đồ"


def other_plan(folder, **values):
    """Write the bundled plan into a folder of its own, with some values changed."""
    shutil.copytree(bundled_plan().parent, folder)
    path = folder / bundled_plan().name
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | values), encoding="utf-8")
    return path


def test_what_was_said_of_a_plan_goes_when_another_is_opened(desk, tmp_path):
    window = desk.window
    window.say(FileMissing(path="đường.gpkg"))
    window.tell("done")
    assert len(window.messages.messages()) == 2
    path = other_plan(tmp_path / "đồ án khác")
    assert window.files.open_plan(path)
    assert window.messages.messages() == ()
    window.tell("opened")
    desk.settle()
    assert window.messages.messages() == ("opened",)


def test_a_plan_in_degrees_is_refused_once_and_the_open_one_stays(desk, tmp_path):
    window, plan = desk.window, desk.session.plan
    assert not window.files.open_plan(other_plan(tmp_path / "độ", crs="EPSG:4326"))
    (said,) = window.messages.messages()
    assert "EPSG:4326 has no metres on the ground" in said
    assert "EPSG:9210" in said
    desk.settle()
    assert window.messages.messages() == (said,)
    assert desk.session.plan is plan


def test_a_layer_that_is_still_being_read_is_not_said_to_be_empty(desk, monkeypatch):
    layer = desk.session.plan.layers[0].id
    monkeypatch.setattr(desk.session.data.store, "frame", lambda _layer_id: None)
    monkeypatch.setattr(desk.session.data.store, "entry", lambda _layer_id: Entry())
    for asked in ("style_requested", "export_requested"):
        desk.window.status.show_message("")
        getattr(desk.window.layer_panel, asked).emit(layer)
        assert "still being read" in desk.window.status.message.text()
