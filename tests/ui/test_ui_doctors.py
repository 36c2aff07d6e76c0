"""The dialogs of the doctors: what they show, what they ask, by keyboard and in two languages."""

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from PySide6.QtCore import Qt

from mending import wanted_rows
from planviewer.analysis.replacement import compare
from planviewer.app.adding import read_new_layers
from planviewer.app.placing import consult
from planviewer.app.previewing import is_sure, preview
from planviewer.app.replacing import Replacement, ZoneChange
from planviewer.app.tasks import Progress
from planviewer.model.crs import parse_crs
from planviewer.model.provenance import Status
from planviewer.reading.findings import find_problems
from planviewer.reading.neighbours import sample_points
from planviewer.reading.repair import repair
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.preview import PreviewDialog
from planviewer.ui.dialogs.problems import ProblemsDialog
from planviewer.ui.doctor_controller import candidates_of
from planviewer.ui.replace_panel import ReplacePanel
from planviewer.ui.small_map import SmallMap, part_of, view_of


def lots(count=20):
    x = 541_000 + 15.0 * np.arange(count)
    shapes = shapely.box(x, 2_515_000, x + 12, 2_515_030)
    shapes[1] = shapely.Polygon([(541_000, 2_515_000), (541_010, 2_515_010), (541_010, 2_515_000),
                                 (541_000, 2_515_010)])  # fmt: skip
    shapes[3] = shapes[2]
    names = [f"Nguyễn Văn {i}" for i in range(count)]
    names[3] = names[2]
    return gpd.GeoDataFrame({"tenchu": names}, geometry=shapes, crs="EPSG:9210")


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def problems(qtbot):
    return shown(qtbot, ProblemsDialog("Lô đất", find_problems(lots()), None))


@pytest.fixture
def replace(qtbot, tmp_path):
    path = tmp_path / "đo.gpkg"
    after = lots()
    after.geometry = after.geometry.translate(3, 4)
    after.to_file(path)
    added = read_new_layers(
        path,
        crs=None,
        encoding=None,
        number=0,
        taken=frozenset(),
        progress=Progress(lambda _share: None),
    )
    moved = compare(lots(), after, "EPSG:9210")
    found = Replacement("lots", path, added[0], moved, (ZoneChange("Vùng", 500.0, 520.5),))
    return shown(qtbot, ReplacePanel("Lô đất", found, None))


@pytest.fixture
def looked(qtbot, tmp_path):
    path = tmp_path / "lô.gpkg"
    lots().to_file(path, layer="a")
    lots().to_file(path, layer="b")
    added = read_new_layers(
        path,
        crs=None,
        encoding=None,
        number=0,
        taken=frozenset(),
        progress=Progress(lambda _share: None),
    )
    known = part_of("known", np.asarray(lots().geometry.array))
    return shown(qtbot, PreviewDialog(path.name, preview(added, "EPSG:9210"), known))


@pytest.fixture
def position(qtbot, plan):
    frame = lots()
    points = sample_points(np.asarray(frame.geometry.array))
    found = consult(plan, [frame], points, stated=parse_crs("EPSG:9217"))
    dialog = ChooseCrsDialog("lô.shp", candidates_of(found), None, found, stated=True)
    return shown(qtbot, dialog)


def test_problems_are_listed_by_feature_and_a_row_shows_it(problems, qtbot):
    rows = [item.row for item in problems.items]
    assert rows == [1, 3]
    with qtbot.waitSignal(problems.chosen) as told:
        problems.table.selectRow(1)
    assert told.args == [3]
    assert problems.some.isEnabled()


def test_repair_is_wished_for_what_is_selected_or_for_all(problems, qtbot):
    problems.table.selectRow(0)
    with qtbot.waitSignal(problems.repair_wished) as told:
        qtbot.mouseClick(problems.some, Qt.MouseButton.LeftButton)
    assert told.args == [{"geometry-invalid": [1]}]
    with qtbot.waitSignal(problems.repair_wished) as told:
        qtbot.mouseClick(problems.all, Qt.MouseButton.LeftButton)
    assert told.args == [{"geometry-invalid": [1], "duplicate": [3]}]


def test_the_account_of_a_repair_tells_every_area(problems):
    done = repair(lots(), wanted_rows(find_problems(lots())), "EPSG:9210")
    problems.show_repair(done, "/plan/files/lô.gpkg")
    model = problems.model
    cells = [
        [model.index(r, c).data() for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]
    assert cells[0] == ["2", "outline made valid", "0.00 m²", "50.00 m²", "+50.00 m²"]
    assert cells[1][4] == "−360.00 m²"
    assert "−310.00 m²" in problems.summary.text()
    assert not problems.all.isVisible()


def test_a_hundred_thousand_problems_open_at_once(qtbot):
    frame = lots(100_000)
    frame["tenchu"] = "x"
    frame.geometry = frame.geometry.force_3d()
    found = find_problems(frame)
    dialog = shown(qtbot, ProblemsDialog("Lô đất", found, None))
    assert dialog.model.rowCount() >= 100_000
    dialog.table.scrollToBottom()


def test_replacing_tells_what_moves_and_asks_where_it_is_from(replace):
    figures = dict(replace.lines())
    assert figures["Largest offset"].startswith("5.0")
    assert figures["Vùng"] == "500.0 m² → 520.5 m² (+20.50 m²)"
    replace.source.setText("  ")
    assert not replace.accept_button.isEnabled()
    replace.source.setText("Công ty đo đạc")
    replace.accuracy.setValue(0.05)
    said = replace.provenance()
    assert (said.source.vi, said.status, said.accuracy_m) == (
        "Công ty đo đạc", Status.SURVEYED, 0.05,
    )  # fmt: skip


def test_the_preview_shows_values_and_lets_layers_be_left_out(looked):
    assert looked.chosen() == [0, 1]
    assert looked.model.index(0, 0).data() == "tenchu"
    assert looked.model.index(0, 2).data().startswith("Nguyễn Văn 0 · Nguyễn Văn 1")
    looked.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert looked.chosen() == [1]
    looked.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not looked.accept_button.isEnabled()
    assert not looked.isModal()


def test_the_right_position_stands_first_with_its_reason(position):
    choice = position.choice()
    assert (choice.code, choice.swapped) == ("EPSG:9210", False)
    assert "meridian" in choice.reason
    assert position.map.isVisible()


@pytest.mark.parametrize("name", ["problems", "looked", "position"])
def test_all_controls_are_named_and_the_words_follow_the_language(
    name, request, unnamed, in_language
):
    dialog = request.getfixturevalue(name)
    assert not unnamed(dialog)
    before = dialog.windowTitle()
    in_language("vi", dialog)
    assert dialog.windowTitle() == f"«{before}»"


def test_the_panel_of_a_replacement_is_named_and_follows_the_language(
    replace, unnamed, in_language
):
    assert not unnamed(replace)
    in_language("vi", replace)
    assert replace.question.text().startswith("«")
    assert replace.legend["worst"].text() == "«where it moves most»"
    wished = []
    replace.seen_wished.connect(wished.append)
    replace.worst.click()
    replace.whole.click()
    assert wished == [False, True]


def test_a_small_map_takes_anything(qtbot):
    small = shown(qtbot, SmallMap())
    small.show_parts([])
    small.grab()
    point = part_of("after", np.array([shapely.Point(541_000, 2_515_000)]))
    empty = part_of("known", np.array([None, shapely.Polygon()], dtype=object))
    for view in (None, view_of(point, empty), view_of(empty, empty)):
        small.show_parts([empty, point], view)
        small.grab()


def previewed(qtbot, path):
    how = {"crs": None, "encoding": None, "number": 0, "taken": frozenset()}
    added = read_new_layers(path, progress=Progress(lambda _share: None), **how)
    known = part_of("known", np.asarray(lots().geometry.array))
    return added, shown(qtbot, PreviewDialog(path.name, preview(added, "EPSG:9210"), known))


def test_a_file_of_many_sure_layers_is_shown_with_all_ticked(qtbot, tmp_path):
    path = tmp_path / "quy hoạch.gpkg"
    for number in range(12):
        lots(5).iloc[[0, 4]].to_file(path, layer=f"lớp {number}")
    added, dialog = previewed(qtbot, path)
    assert not is_sure(added)
    assert is_sure(added[:3])
    assert dialog.chosen() == list(range(12))
    assert dialog.list.item(3).text().startswith("lớp 3")
    qtbot.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert (dialog.chosen(), dialog.accept_button.isEnabled()) == ([], False)
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog.accept_button.isEnabled()
    assert not dialog.position.isVisible()


def test_a_file_that_lost_its_datum_offers_to_choose_the_system(qtbot, tmp_path):
    path = tmp_path / "thửa.mif"
    pyogrio.write_dataframe(lots(5), path)
    added, dialog = previewed(qtbot, path)
    assert not is_sure(added)
    assert "EPSG:9210" in dialog.problems.text()
    with qtbot.waitSignal(dialog.position_wished) as told:
        qtbot.mouseClick(dialog.position, Qt.MouseButton.LeftButton)
    assert told.args == [0]


def test_a_sure_file_does_not_ask_for_its_system(looked):
    assert not looked.position.isVisible()
