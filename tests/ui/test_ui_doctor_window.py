"""The doctors in the real window: a file is put in its place, mended, replaced, followed."""

import shutil

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from ui_files import dialog_of, lots, newest, when_shown

from planviewer.app.selection import Selection
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import operation
from planviewer.model.provenance import Status
from planviewer.model.style import SingleStyle, Symbol
from planviewer.reading.plans import data_path
from planviewer.reading.vn_systems import by_name
from planviewer.ui.crs_catalog import CrsChoice
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.problems import ProblemsDialog
from planviewer.ui.replace_panel import ReplacePanel
from planviewer.ui.two_lines import CHOICE


# --- position ---------------------------------------------------------------------------------
def without_system(path, frame):
    """Write a Shapefile that does not say its system."""
    pyogrio.write_dataframe(frame, path, encoding="UTF-8")
    path.with_suffix(".prj").unlink()
    return path


def mistaken(kind):
    """Lots with coordinates as one of the usual mistakes makes them, and what explains them."""
    frame = lots()
    to_made = None
    if kind == "no datum shift, x and y exchanged":
        made = by_name("WGS 84 / TM-3 105-45").crs
        to_made = operation("EPSG:9210", made)
        code, swapped = made, True
    elif kind == "another zone":
        code, swapped = "EPSG:9213", False
        to_made = operation("EPSG:9210", code)
    else:
        code, swapped = "EPSG:9210", False

    def move(points):
        there = points if to_made is None else to_made.points(points)
        return there[:, ::-1] if swapped else there

    frame.geometry = shapely.transform(np.asarray(frame.geometry.array), move)
    return frame, code, swapped


def choices_of(dialog) -> list[CrsChoice]:
    return [dialog.list.item(row).data(CHOICE).value for row in range(dialog.list.count())]


@pytest.mark.parametrize("kind", ["nothing", "another zone", "no datum shift, x and y exchanged"])
def test_a_file_without_a_system_is_asked_about_and_comes_to_its_place(desk, tmp_path, kind):
    frame, code, swapped = mistaken(kind)
    path = without_system(tmp_path / "đo vẽ.shp", frame)
    pictures, reasons = {}, []

    def answer(dialog):
        found = choices_of(dialog)
        likely = [row for row, choice in enumerate(found) if choice.reason]
        reasons.extend(found[row].reason for row in likely)
        for row in likely:  # each candidate is shown on the map
            dialog.list.setCurrentRow(row)
            image = dialog.map.grab().toImage()
            pictures[row] = image.convertToFormat(image.Format.Format_RGB32)
            assert dialog.map._parts[-1].points is not None
        wanted = [row for row in likely if (found[row].code, found[row].swapped) == (code, swapped)]
        assert wanted, [(x.code, x.swapped) for x in found]
        dialog.list.setCurrentRow(wanted[0])
        dialog.accept_button.click()

    asked = when_shown(desk, ChooseCrsDialog, answer)
    before = {layer.id for layer in desk.session.plan.layers}
    desk.window.files.open_paths([path])
    desk.until(lambda: {layer.id for layer in desk.session.plan.layers} - before)
    desk.settle()
    assert asked == ["Coordinate system"]
    assert len(pictures) > 1
    kept = list(pictures.values())
    assert any(image != kept[0] for image in kept[1:])
    assert len(set(reasons)) > 1
    layer = newest(desk)
    assert (layer.source.crs, layer.source.swapped) == (code, swapped)
    placed = desk.session.data.store.frame(layer.id)
    there = shapely.transform(
        np.asarray(placed.geometry.array), operation(placed.crs, "EPSG:9210").points
    )
    assert shapely.hausdorff_distance(there, np.asarray(lots().geometry.array)).max() < 1.0
    corner = desk.session.canvas.layer(layer, desk.session.data.store).bounds
    west, south = operation("EPSG:9210", "EPSG:3857").point(541_000, 2_515_000)
    assert (corner[0], corner[1]) == pytest.approx((west, south), abs=1.1)


def test_leaving_the_question_leaves_the_plan(desk, tmp_path):
    path = without_system(tmp_path / "a.shp", mistaken("nothing")[0])
    plan, title = desk.session.plan, desk.window.windowTitle()
    asked = when_shown(desk, ChooseCrsDialog, lambda dialog: dialog.cancel_button.click())
    desk.window.files.open_paths([path])
    desk.until(lambda: asked)
    desk.settle()
    assert desk.session.plan is plan
    assert (desk.window.windowTitle(), desk.session.history.undo_label) == (title, None)


# --- geometry ---------------------------------------------------------------------------------
@pytest.fixture
def ill(tmp_path):
    """A file with a bow tie, a copy, a sliver, and sound lots."""
    frame = lots(6)
    bow = [(541_200, 2_515_000), (541_210, 2_515_010), (541_210, 2_515_000), (541_200, 2_515_010)]
    frame.loc[1, "geometry"] = shapely.Polygon(bow)
    frame.loc[3] = frame.loc[2]
    frame.loc[4, "geometry"] = shapely.box(541_000, 2_515_100, 541_100, 2_515_100.01)
    path = tmp_path / "lô đất.gpkg"
    frame.to_file(path)
    return path


def opened(desk, path):
    before = {layer.id for layer in desk.session.plan.layers}
    desk.window.files.open_paths([path])
    desk.until(lambda: {layer.id for layer in desk.session.plan.layers} - before)
    desk.settle()
    layer = newest(desk)
    desk.window.layer_panel.select(layer.id)
    desk.window.actions_.refresh()
    return layer


def cells(dialog):
    model = dialog.model
    return [
        [model.index(r, c).data() for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def test_problems_are_shown_one_by_one_mended_with_an_account_and_undone(desk, ill):
    layer, content = opened(desk, ill), ill.read_bytes()
    desk.window.actions_["layer.problems"].trigger()
    dialog = dialog_of(desk, ProblemsDialog)
    listed = {(row, word) for row, word, _can in cells(dialog)}
    assert listed == {
        ("2", "Outline crosses itself or overlaps"),
        ("4", "Copy of an earlier feature"),
        ("5", "Sliver, less than 5 cm wide"),
    }
    middle = desk.window.map.mapToGlobal(desk.window.map.rect().center())
    assert not dialog.frameGeometry().contains(middle)  # where the features are shown
    frame = desk.session.data.store.frame(layer.id)
    for at, item in enumerate(dialog.items):
        dialog.table.selectRow(at)
        desk.settle()
        assert desk.session.selection.rows(layer.id).tolist() == [item.row]
        place = gpd.GeoSeries([frame.geometry.iloc[item.row]], crs=frame.crs).to_crs(4326)
        west, south, east, north = desk.window.visible_bounds()
        x0, y0, x1, y1 = place.total_bounds
        assert west < x0 < x1 < east
        assert south < y0 < y1 < north
        assert (east - west) < 30 * max(x1 - x0, y1 - y0)  # shown large

    dialog.all.click()
    desk.until(lambda: "the one handed over was not touched" in dialog.summary.text())
    desk.settle()
    account = {row[0]: row[1:] for row in cells(dialog)}
    assert account["2"] == ["outline made valid", "0.00 m²", "50.00 m²", "+50.00 m²"]
    assert account["4"][1:] == ["360.00 m²", "0.00 m²", "−360.00 m²"]
    assert account["5"][1:] == ["1.00 m²", "0.00 m²", "−1.00 m²"]
    assert "−311.00 m²" in dialog.summary.text()
    dialog.close()

    mended = desk.session.data.store.frame(layer.id)
    assert len(mended) == 4
    assert mended.geometry.is_valid.all()
    assert ill.read_bytes() == content
    assert desk.session.plan.layer(layer.id).source.path != str(ill)
    desk.window.actions_["edit.undo"].trigger()
    desk.settle()
    assert desk.session.plan.layer(layer.id).source.path == str(ill)
    assert len(desk.session.data.store.frame(layer.id)) == 6


# --- replacing --------------------------------------------------------------------------------
def drawn_colours(desk, place):
    """Return the colours around a place (EPSG:9210) in the complete picture."""
    desk.settle()
    image, at = desk.window.map.grab().toImage(), desk.at(*place)
    near = range(-4, 5)
    return {image.pixelColor(at.x() + x, at.y() + y).name() for x in near for y in near}


def test_a_surveyed_file_is_laid_over_the_layer_before_it_replaces_it(desk, tmp_path):
    session, window = desk.session, desk.window
    layer = opened(desk, saved(tmp_path / "sơ đồ.gpkg", 0))
    path = saved(tmp_path / "đo đạc.gpkg", 40)
    old, new = (541_000.0, 2_515_015.0), (541_000.0, 2_515_055.0)
    before = session.plan
    window.doctors.replace_by(layer.id, path)
    dialog = dialog_of(desk, ReplacePanel)
    assert session.plan == before
    assert dict(dialog.lines())["Largest offset"].startswith("40.0")
    assert window.maps._painted[-3:] == dialog._replacement.overlay
    assert "#1668d0" in drawn_colours(desk, new)
    assert "#b26a00" in drawn_colours(desk, old)
    dialog.cancel_button.click()
    assert "#1668d0" not in drawn_colours(desk, new)
    assert session.plan == before

    window.doctors.replace_by(layer.id, path)
    dialog = dialog_of(desk, ReplacePanel)
    dialog.source.setText("Công ty đo đạc")
    dialog.accept_button.click()
    desk.settle()
    replaced = session.plan.layer(layer.id)
    assert replaced.provenance.status is Status.SURVEYED
    assert replaced.style == layer.style
    assert session.data.store.frame(layer.id).total_bounds[1] == 2_515_040
    assert "#1668d0" not in drawn_colours(desk, new)
    window.actions_["edit.undo"].trigger()
    desk.settle()
    assert session.plan == before
    assert session.data.store.frame(layer.id).total_bounds[1] == 2_515_000


def seen(desk, box):
    """Whether the map shows all of a box (EPSG:9210)."""
    west, south, east, north = box
    a, b = desk.at(west, north), desk.at(east, south)
    size = desk.window.map.size()
    return 0 <= a.x() < b.x() <= size.width() and 0 <= a.y() <= b.y() <= size.height()


def test_before_and_after_are_seen_beside_the_panel_that_asks(desk, tmp_path):
    window = desk.window
    layer = opened(desk, saved(tmp_path / "sơ đồ.gpkg", 0))
    assert window.right.isVisible()
    window.doctors.replace_by(layer.id, saved(tmp_path / "đo đạc.gpkg", 40))
    panel = dialog_of(desk, ReplacePanel)
    desk.settle()
    beside = QRect(panel.mapTo(window, QPoint()), panel.size())
    shown = QRect(window.map.mapTo(window, QPoint()), window.map.size())
    assert not beside.intersects(shown)
    assert shown.width() > 500
    assert panel.accept_button.visibleRegion().boundingRect().size() == panel.accept_button.size()
    desk.until(lambda: seen(desk, (541_000, 2_515_000, 541_300, 2_515_070)))
    assert not window.right.isVisible()
    QTest.keyClick(panel.source, Qt.Key.Key_Escape)
    assert window.right.isVisible()
    assert window.maps._extra == ()


def test_an_offset_too_small_to_be_seen_is_shown_closely(desk, tmp_path):
    layer = opened(desk, saved(tmp_path / "sơ đồ.gpkg", 0))
    desk.window.doctors.replace_by(layer.id, saved(tmp_path / "đo đạc.gpkg", 1.5))
    panel = dialog_of(desk, ReplacePanel)
    (east, north), _other = panel._replacement.moved.worst

    def is_close():
        middle = desk.window.map.rect().center()
        return (desk.at(east, north) - middle).manhattanLength() < 40

    zoom = lambda: desk.window.map.view_state().zoom  # noqa: E731
    desk.until(lambda: is_close() and zoom() > 18)
    close = zoom()
    panel.whole.click()
    desk.until(lambda: zoom() < close)
    assert seen(desk, (541_000, 2_515_000, 541_300, 2_515_031.5))
    panel.worst.click()
    desk.until(is_close)


def test_both_are_found_on_the_map_also_when_the_plan_gets_another_system(desk, tmp_path):
    layer = opened(desk, saved(tmp_path / "sơ đồ.gpkg", 0))
    desk.window.doctors.replace_by(layer.id, saved(tmp_path / "đo đạc.gpkg", 40))
    panel = dialog_of(desk, ReplacePanel)
    plan = desk.session.plan
    label, utm = Message("test", "system"), "EPSG:3405"
    desk.session.edit(label, lambda now: edits.set_head(now, plan.title, plan.subtitle, utm))
    desk.window.map.set_view(106.3, 22.5, 12)
    desk.until(lambda: not seen(desk, (541_000, 2_515_000, 541_300, 2_515_070)))
    panel.whole.click()
    desk.until(lambda: seen(desk, (541_000, 2_515_000, 541_300, 2_515_070)))


def test_a_replacement_and_a_zone_share_the_place_of_the_details(desk, tmp_path):
    window = desk.window
    layer = opened(desk, saved(tmp_path / "a.gpkg", 0))
    window.doctors.replace_by(layer.id, saved(tmp_path / "b.gpkg", 40))
    panel = dialog_of(desk, ReplacePanel)
    window.zones.edit("recovery-50m")
    assert window.zones.editor.dock.isVisible()
    panel.cancel_button.click()
    assert not window.right.isVisible()
    window.zones.editor.controller.cancel()
    assert window.right.isVisible()


def saved(path, north):
    """Write a lot as large as a field, moved to the north by some metres."""
    shape = shapely.box(541_000, 2_515_000 + north, 541_300, 2_515_030 + north)
    gpd.GeoDataFrame({"so": [1]}, geometry=[shape], crs="EPSG:9210").to_file(path)
    return path


def test_a_replacement_is_dropped_when_its_layer_has_gone(desk, tmp_path):
    layer = opened(desk, saved(tmp_path / "a.gpkg", 0))
    desk.window.doctors.replace_by(layer.id, saved(tmp_path / "b.gpkg", 40))
    dialog = dialog_of(desk, ReplacePanel)
    desk.window.actions_["edit.undo"].trigger()
    plan = desk.session.plan
    dialog.accept_button.click()
    desk.settle()
    assert desk.session.plan == plan
    assert desk.window.maps._extra == ()


# --- following --------------------------------------------------------------------------------
def test_a_layer_follows_its_file_in_the_window_and_keeps_look_and_selection(desk, tmp_path):
    path = tmp_path / "thửa đất.gpkg"
    lots(4).to_file(path)
    layer = opened(desk, path)
    red = SingleStyle(symbol=Symbol(fill="#ff0000"))
    desk.session.edit(Message("test", "look"), lambda plan: edits.set_style(plan, layer.id, red))
    desk.session.select(Selection.of({layer.id: [2]}))
    look = desk.session.plan.layer(layer.id)
    other = tmp_path / "mới" / path.name
    other.parent.mkdir()
    frame = lots(7)
    frame.geometry.array[0] = frame.geometry.iloc[0].buffer(3)
    frame.iloc[[5, 6, 2, 0, 1, 3, 4]].to_file(other)
    shutil.copy(other, path)
    desk.until(lambda: any("changed on disk" in x for x in desk.window.messages.messages()))
    desk.settle()
    assert data_path(desk.session.path, look.source) == path
    assert len(desk.session.data.store.frame(layer.id)) == 7
    assert desk.session.plan.layer(layer.id) == look
    assert desk.session.selection.rows(layer.id).tolist() == [2]  # the same feature as before
    row = desk.session.data.store.frame(layer.id).iloc[2]
    assert row["shthua"] == 3
    corner = operation("EPSG:9210", "EPSG:3857").point(541_090, 2_515_000)[0]
    assert desk.session.canvas.layer(look, desk.session.data.store).bounds[2] > corner
