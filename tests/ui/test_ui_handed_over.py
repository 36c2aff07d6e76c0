"""Files dropped on the window, pasted, or spoilt: what comes in does, the rest is told."""

import errno
import io
import json
import os
from pathlib import Path

import pyogrio
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl, qVersion
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from ui_bad_files import MAKERS, NAME
from ui_files import lots, when_shown

from planviewer.model.crs import operation
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog

_PLACE = QPoint if qVersion().startswith("6.11") else QPointF


# --- dropping ---------------------------------------------------------------------------------
def mime_of(*urls):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(x)) if isinstance(x, Path) else QUrl(x) for x in urls])
    return mime


def enter(target, mime) -> bool:
    """Drag something over a widget; whether it may be dropped."""
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    # Qt 6.12 takes fractions of a pixel, and calls the other way old
    at = _PLACE(target.rect().center())
    event = QDragEnterEvent(at, actions, mime, button, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target, mime) -> bool:
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    at = QPointF(target.rect().center())
    event = QDropEvent(at, actions, mime, button, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def titles(desk):
    return {str(layer.title) for layer in desk.session.plan.layers}


def test_files_are_dropped_together_with_letters_spaces_and_a_folder(desk, tmp_path):
    folder = tmp_path / "Hồ sơ quy hoạch – Nước Hai"
    folder.mkdir()
    paths = [folder / "thửa đất 100%.gpkg", folder / "ranh giới #2.geojson", folder / "nền.gdb"]
    lots().to_file(paths[0])
    lots().to_crs(4326).to_file(paths[1])
    pyogrio.write_dataframe(lots(), paths[2], layer="Thua_dat", driver="OpenFileGDB")
    assert paths[2].is_dir()
    mime = mime_of(*paths)
    before = titles(desk)
    assert enter(desk.window, mime)
    assert drop(desk.window, mime)
    desk.until(lambda: len(titles(desk) - before) == 3)
    desk.settle()
    came = {x.source.path for x in desk.session.plan.file_layers} & set(map(str, paths))
    assert came == set(map(str, paths))
    assert desk.session.history.undo_label is not None
    for _ in paths:
        desk.window.actions_["edit.undo"].trigger()
    assert titles(desk) == before


def test_the_map_leaves_what_is_dropped_on_it_to_the_window(desk, tmp_path):
    path = tmp_path / "lô.gpkg"
    lots().to_file(path)
    assert enter(desk.page, mime_of(path))
    assert drop(desk.page, mime_of(path))
    desk.until(lambda: "lô" in titles(desk))
    desk.settle()
    assert desk.page_errors == []


def test_all_parts_of_a_shapefile_dropped_together_are_one_layer(desk, tmp_path):
    path = tmp_path / "thửa đất.shp"
    pyogrio.write_dataframe(lots(), path, encoding="UTF-8")
    (tmp_path / "thửa đất.shp.xml").write_text("<metadata/>", encoding="utf-8")
    (tmp_path / "thửa đất.sbn").write_bytes(bytes(100))
    everything = sorted(tmp_path.glob("thửa*"))
    assert len(everything) >= 6
    before, mime = len(desk.session.plan.layers), mime_of(*everything)
    assert enter(desk.window, mime)
    assert drop(desk.window, mime)
    desk.until(lambda: len(desk.session.plan.layers) > before)
    desk.settle()
    assert len(desk.session.plan.layers) == before + 1
    assert desk.window.messages.messages() == ()


@pytest.mark.parametrize(
    "what", ["http://127.0.0.1/a.gpkg", "ftp://127.0.0.1/a.zip", "data:text/plain,a", "text"]
)
def test_what_is_no_file_is_not_taken(desk, what):
    if what == "text":
        mime = QMimeData()
        mime.setText("hello")
    else:
        mime = mime_of(what)
    before = desk.session.plan
    assert not enter(desk.window, mime)
    assert not drop(desk.window, mime)
    desk.settle()
    assert desk.session.plan is before
    assert desk.window.messages.messages() == ()


def test_of_a_mixture_the_files_are_taken(desk, tmp_path):
    path = tmp_path / "lô.gpkg"
    lots().to_file(path)
    mime = mime_of("http://127.0.0.1/a.gpkg", path)
    assert enter(desk.window, mime)
    drop(desk.window, mime)
    desk.until(lambda: "lô" in titles(desk))
    desk.settle()
    assert desk.window.messages.messages() == ()


# --- pasting ----------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _clean_clipboard():
    """What Python put there must be gone before the application is."""
    yield
    QGuiApplication.clipboard().clear()


def paste(desk, mime):
    QGuiApplication.clipboard().setMimeData(mime)
    desk.window.actions_["file.paste"].trigger()


def text_of(words):
    mime = QMimeData()
    mime.setText(words)
    return mime


def bounds_of(desk, layer):
    frame = desk.session.data.store.frame(layer.id)
    west, south, east, north = frame.total_bounds
    move = operation(frame.crs, "EPSG:9210").point
    return (*move(west, south), *move(east, north))


def pasted(desk, before):
    desk.until(lambda: titles(desk) - before)
    desk.settle()
    return next(x for x in desk.session.plan.layers if str(x.title) not in before)


def test_files_are_pasted(desk, tmp_path):
    paths = [tmp_path / "lô đất.gpkg", tmp_path / "lô khác.gpkg"]
    for path in paths:
        lots().to_file(path)
    before = titles(desk)
    paste(desk, mime_of(*paths))
    desk.until(lambda: titles(desk) - before == {"lô đất", "lô khác"})


def test_to_paste_from_a_desktop_without_a_clipboard_says_that_there_is_nothing(desk, monkeypatch):
    monkeypatch.setattr(QClipboard, "mimeData", lambda _clipboard: None)
    before = titles(desk)
    desk.window.actions_["file.paste"].trigger()
    desk.settle()
    assert titles(desk) == before
    assert len(desk.window.messages.messages()) == 1


def test_features_are_pasted_as_text(desk):
    before = titles(desk)
    point = {"type": "Point", "coordinates": [106.15216, 22.73738]}
    paste(desk, text_of(json.dumps(point)))
    layer = pasted(desk, before)
    assert bounds_of(desk, layer)[:2] == pytest.approx((541_109.98, 2_515_367.14), abs=0.02)


@pytest.mark.parametrize(
    "words",
    [
        "POLYGON((541000 2515000, 541012 2515000, 541012 2515030, 541000 2515000))",
        "ten;X;Y\nMốc 1;2515000;541000\nMốc 2;2515030;541012",
    ],
)
def test_pasted_text_that_says_no_system_is_asked_about(desk, words):
    def answer(dialog):
        rows = [dialog.list.item(n).text() for n in range(dialog.list.count())]
        dialog.list.setCurrentRow(next(n for n, x in enumerate(rows) if "EPSG:9210" in x))
        dialog.accept_button.click()

    asked = when_shown(desk, ChooseCrsDialog, answer)
    before = titles(desk)
    paste(desk, text_of(words))
    layer = pasted(desk, before)
    assert asked
    assert bounds_of(desk, layer) == pytest.approx((541_000, 2_515_000, 541_012, 2_515_030))


def test_other_text_is_told_and_changes_nothing(desk):
    before = desk.session.plan
    paste(desk, text_of("xin chào"))
    desk.until(desk.window.messages.messages)
    assert "GeoJSON" in desk.window.messages.messages()[0]
    assert desk.session.plan is before


# --- spoilt files -----------------------------------------------------------------------------
PLACES = {
    "GeoJSON cut short": "line",
    "FlatGeobuf cut short": "announces 40 features and holds",
    "Shapefile cut short": "bytes",
    "path traversal": "../../ra ngoài.geojson",
    "deep JSON": "offset",
    "a part is missing": "thửa đất.shx",
    "a part alone": "thửa đất.shp, which is missing",
    "a table of another Shapefile": "thửa đất.dbf has 2 rows for 5 features",
    "a password": "password",
}
"""Where the fault is, in words of the message, beside the name of the file."""


def state(desk):
    session, window = desk.session, desk.window
    history = session.history
    steps = (history.undo_label, history.redo_label, len(history._past))
    return session.plan, steps, window.windowTitle(), window.isWindowModified(), session.path


def refused(desk, path):
    """Open a file in the window and return what it says, once it is done with it."""
    before = desk.window.messages.messages()
    desk.window.files.open_paths([path])
    desk.until(lambda: desk.window.messages.messages() != before)
    desk.settle()
    return next(x for x in desk.window.messages.messages() if x not in before)


def test_a_file_that_cannot_be_opened_is_named_and_the_plan_stays_as_it_is(
    desk, tmp_path, caplog, capsys
):
    desk.session.place_site("market", 106.15, 22.74)
    desk.settle()
    before, shown = state(desk), desk.window.map.view_state()
    said = {}
    for number, (kind, make) in enumerate(MAKERS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = make(folder)
        said[kind] = refused(desk, path)
        desk.window.messages.clear()
        assert str(path) in said[kind], kind
        assert PLACES.get(kind, "").lower() in said[kind].lower(), kind
        assert "Traceback" not in said[kind]
        assert "Error:" not in said[kind], kind
        assert state(desk) == before, kind
        assert desk.session.plan is before[0]
    assert desk.window.map.view_state() == shown
    assert not [record for record in caplog.records if record.exc_info]
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("refused_at", ["the folder", "the file"])
def test_a_file_that_another_program_locks_or_nobody_may_read_is_named(
    desk, tmp_path, monkeypatch, refused_at
):
    """In a folder that may not be looked into nothing is known of a file, not even its size."""
    path = tmp_path / f"{NAME}.gpkg"
    lots().to_file(path)
    before, module = state(desk), Path if refused_at == "the folder" else io
    name = "stat" if module is Path else "open"
    done = getattr(module, name)

    def refuse(asked, *options, **how):
        if str(asked) == str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return done(asked, *options, **how)

    monkeypatch.setattr(module, name, refuse)
    words = refused(desk, path)
    assert str(path) in words
    assert "another program holds it, or you may not read it" in words
    assert state(desk) == before


def test_a_file_without_a_feature_and_one_with_impossible_numbers_come_and_say_so(desk, tmp_path):
    empty, wild = tmp_path / "trống.geojson", tmp_path / "lạ.geojson"
    empty.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    good = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[%s,22.7]}}'
    features = ",".join([good % "106.1", good % "NaN"])
    wild.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}', encoding="utf-8")
    desk.window.files.open_paths([empty, wild])
    desk.until(lambda: {"trống", "lạ"} <= titles(desk))
    desk.settle()
    known = {str(x.title): desk.session.data.store.entry(x.id).features for x in
             desk.session.plan.file_layers}  # fmt: skip
    assert len(known["trống"].frame) == 0
    assert len(known["lạ"].frame) == 2


def test_a_plan_that_is_broken_is_named_and_the_open_one_stays(desk, tmp_path):
    path = tmp_path / "đồ án.planview"
    path.write_text('{"id": 5, "layers": [', encoding="utf-8")
    before = state(desk)
    assert str(path) in refused(desk, path)
    assert state(desk) == before
