"""The preview of a file in the real window: what it says, other letters, and what is added."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_files import OWNERS, dialog_of, legacy_shapefile, lots

from planviewer.ui.dialogs.preview import PreviewDialog


def looked_at(desk, path):
    desk.window.files.open_paths([path])
    return dialog_of(desk, PreviewDialog)


def row_of(dialog, field):
    model = dialog.model
    cells = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    return next(row for row in cells if row[0] == field)


def choose(desk, dialog, encoding):
    """As a person does, with the keyboard."""
    combo = dialog.letters.combo
    before = dialog.letters.how.text()
    combo.setFocus()
    at = combo.findData(encoding)
    while combo.currentIndex() != at:
        QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < at else Qt.Key.Key_Up)
        desk.until(dialog.letters.isEnabled)
    return before


def added(desk, path):
    """Return the layer that was read from a file, once it is there."""
    desk.until(lambda: [x for x in desk.session.plan.file_layers if x.source.path == str(path)])
    desk.settle()
    return next(x for x in desk.session.plan.file_layers if x.source.path == str(path))


@pytest.fixture
def old(tmp_path):
    """A Shapefile in TCVN3 whose .cpg says something else."""
    return legacy_shapefile(tmp_path / "thửa đất cũ.shp", "TCVN3", says="ISO-8859-1")


def test_text_read_otherwise_than_declared_is_shown_before_it_is_added(desk, old):
    before = desk.session.plan
    dialog = looked_at(desk, old)
    assert desk.session.plan == before
    assert dialog.letters.combo.currentText() == "As found out: TCVN3"
    assert "Recognised by the bytes" in dialog.letters.how.text()
    assert "choose another" in dialog.letters.how.text()
    assert "The file says iso8859-1, but the text of tenchu is TCVN3" in dialog.problems.text()
    assert row_of(dialog, "tenchu") == ["tenchu", "text · TCVN3", " · ".join(OWNERS[:3])]
    assert row_of(dialog, "shthua")[1] == "whole number"
    dialog.accept_button.click()
    layer = added(desk, old)
    assert layer.source.encoding is None
    assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == list(OWNERS)


def test_another_encoding_is_seen_before_it_is_used_and_kept_with_the_plan(desk, old, tmp_path):
    dialog = looked_at(desk, old)
    choose(desk, dialog, "VNI")
    assert dialog.letters.how.text() == "You chose it."
    assert OWNERS[0] not in row_of(dialog, "tenchu")[2]
    assert dialog.letters.combo.itemText(0) == "As found out"
    choose(desk, dialog, "TCVN3")
    assert row_of(dialog, "tenchu")[2] == " · ".join(OWNERS[:3])
    assert dialog.letters.combo.currentData() == "TCVN3"
    dialog.accept_button.click()
    layer = added(desk, old)
    assert layer.source.encoding == "TCVN3"
    assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == list(OWNERS)

    path = desk.session.save(tmp_path / "đồ án" / "a.planview")
    desk.session.open(path)
    desk.settle()
    assert desk.session.plan.layer(layer.id).source.encoding == "TCVN3"
    assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == list(OWNERS)


def test_what_was_found_out_can_be_gone_back_to(desk, old):
    dialog = looked_at(desk, old)
    choose(desk, dialog, "UTF-8")
    assert "�" in row_of(dialog, "tenchu")[2]
    assert "Some text is not UTF-8" in dialog.problems.text()
    choose(desk, dialog, None)
    assert row_of(dialog, "tenchu")[2] == " · ".join(OWNERS[:3])
    dialog.reject()


def test_a_file_that_goes_away_meanwhile_leaves_what_was_read(desk, old):
    dialog = looked_at(desk, old)
    for part in old.parent.glob(f"{old.stem}.*"):
        part.unlink()
    combo = dialog.letters.combo
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    desk.until(lambda: any(old.name in text for text in desk.window.messages.messages()))
    desk.until(dialog.letters.isEnabled)
    assert combo.currentText() == "As found out: TCVN3"
    assert row_of(dialog, "tenchu")[2] == " · ".join(OWNERS[:3])
    dialog.reject()


def test_of_several_layers_each_has_its_own_encoding(desk, tmp_path):
    import zipfile  # noqa: PLC0415

    for name, encoding in (("a", "TCVN3"), ("b", "VNI")):
        legacy_shapefile(tmp_path / f"{name}.shp", encoding)
    path = tmp_path / "hồ sơ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(tmp_path.glob("[ab].*")):
            archive.write(part, part.name)
    dialog = looked_at(desk, path)
    assert dialog.letters.combo.currentText() == "As found out: TCVN3"
    dialog.list.setCurrentRow(1)
    assert dialog.letters.combo.currentText() == "As found out: VNI"
    choose(desk, dialog, "VNI")
    dialog.list.setCurrentRow(0)
    assert dialog.letters.combo.currentData() is None
    before = len(desk.session.plan.layers)
    dialog.accept_button.click()
    desk.until(lambda: len(desk.session.plan.layers) == before + 2)
    desk.settle()
    files = [x for x in desk.session.plan.file_layers if x.source.path == str(path)]
    assert {x.source.sublayer: x.source.encoding for x in files} == {"a": None, "b": "VNI"}
    for layer in files:
        assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == list(OWNERS)


def test_the_preview_tells_all_it_knows_of_a_file(desk, tmp_path):
    """It names a system that cannot be right, and holds an outline that crosses itself."""
    frame = lots(12)
    bow = [(541_060, 2_515_000), (541_070, 2_515_010), (541_070, 2_515_000), (541_060, 2_515_010)]
    frame.loc[4, "geometry"] = shapely.Polygon(bow)
    frame["dientich"] = [360.5, np.nan] * 6
    frame["ngay"] = np.datetime64("2021-06-10", "ms")
    frame["co_so"] = [True, False] * 6
    frame = frame.set_crs("EPSG:9213", allow_override=True)
    path = tmp_path / "thửa.gpkg"
    frame.to_file(path, layer="thua")
    dialog = looked_at(desk, path)
    count, system = dialog.facts.text().splitlines()
    assert count == "Features: 12"
    assert system.startswith("Coordinate system: EPSG:9213 – VN-2000 / TM-3 106-30 (")
    assert system.endswith("(as the file says)")
    assert dialog.letters.how.text() == "The format fixes it."
    kinds = {field: row_of(dialog, field)[1] for field in ("tenchu", "shthua", "dientich", "ngay")}
    assert kinds == {
        "tenchu": "text · UTF-8",
        "shthua": "whole number",
        "dientich": "number",
        "ngay": "date",
    }
    assert row_of(dialog, "co_so")[1:] == ["yes/no", "True · False"]
    assert row_of(dialog, "ngay")[2] == "10/06/2021"
    assert row_of(dialog, "dientich")[2] == "360.50"
    assert "outside the area where EPSG:9213 is used" in dialog.problems.text()
    assert "outlines cross themselves" in dialog.problems.text()
    known, shown = dialog.map._parts
    assert (known.tone, shown.tone) == ("known", "after")
    assert len(shown.lines) == 12
    assert dialog.position.isVisible()
    view = dialog.map._view
    west, south, east, north = shown.bounds
    assert view[0] <= west < east <= view[2]
    assert view[1] <= south < north <= view[3]
    with_file = dialog.map.grab().toImage()
    dialog.map.show_parts([known], view)
    assert dialog.map.grab().toImage() != with_file  # the lots are really drawn
    dialog.reject()
    assert str(path) not in {layer.source.path for layer in desk.session.plan.file_layers}


def test_a_system_that_the_person_gave_is_said_to_be_chosen(desk, tmp_path):
    path = legacy_shapefile(tmp_path / "a.shp", "TCVN3")
    path.with_suffix(".prj").unlink()
    desk.window.files.add_file(path, "EPSG:9210")
    dialog = dialog_of(desk, PreviewDialog)
    assert "(as you chose)" in dialog.facts.text()
    dialog.reject()


def test_the_letters_of_a_layer_in_the_plan_are_read_otherwise_and_undone(desk, tmp_path):
    """One word is too little to recognise it by: it came in as the file says, and reads wrong."""
    path = legacy_shapefile(tmp_path / "a.shp", "TCVN3", ("Đường", "An"), says="ISO-8859-1")
    desk.window.files.adding.asks = False
    desk.window.files.open_paths([path])
    layer = added(desk, path)
    wrong = desk.session.data.store.frame(layer.id)["tenchu"].tolist()
    assert wrong[0] != "Đường"
    path = desk.session.save(tmp_path / "đồ án" / "a.planview")
    desk.window.layer_panel.select(layer.id)
    desk.window.actions_.refresh()
    desk.window.actions_["layer.encoding"].trigger()
    dialog = dialog_of(desk, PreviewDialog)
    assert dialog.question.text().startswith("In which encoding is the text of")
    choose(desk, dialog, "TCVN3")
    assert row_of(dialog, "tenchu")[2] == "Đường · An"
    dialog.accept_button.click()
    desk.settle()
    assert desk.session.plan.layer(layer.id).source.encoding == "TCVN3"
    assert not desk.session.plan.layer(layer.id).source.attached
    assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == ["Đường", "An"]
    desk.window.actions_["edit.undo"].trigger()
    desk.settle()
    assert desk.session.data.store.frame(layer.id)["tenchu"].tolist() == wrong
