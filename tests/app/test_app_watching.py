"""Files on disk: a change is told once, when the file is whole; layers follow."""

import shutil

import pytest

import waiting
from planviewer.app import saving
from planviewer.app.reloading import Reloader
from planviewer.app.selection import Selection
from planviewer.app.watching import FileWatcher, mark_of
from planviewer.reading.plans import data_path


@pytest.fixture
def watcher(qapp):  # noqa: ARG001  timers need the application
    made = FileWatcher(settle_ms=60, poll_ms=100)
    yield made
    made.close()


@pytest.fixture
def told(watcher):
    paths = []
    watcher.changed.connect(paths.append)
    return paths


def write(path, text):
    path.write_text(text, encoding="utf-8")


def test_a_change_is_told_once(watcher, told, tmp_path, qtbot):
    path = tmp_path / "thửa đất.geojson"
    write(path, "one")
    watcher.watch([path])
    write(path, "another")
    qtbot.waitUntil(lambda: told == [path])
    other = tmp_path / "b.txt"
    write(other, "x")
    watcher.watch([path, other])
    write(other, "yy")
    qtbot.waitUntil(lambda: told[-1] == other)
    assert told == [path, other]


def test_a_file_put_in_the_place_of_another_is_a_change_and_watched_on(
    watcher, told, tmp_path, qtbot
):
    path, new = tmp_path / "a.geojson", tmp_path / "a.tmp"
    write(path, "one")
    watcher.watch([path])
    for number, text in enumerate(("two", "three!"), start=1):
        write(new, text)
        new.replace(path)
        qtbot.waitUntil(lambda number=number: len(told) == number)


def test_a_file_that_still_grows_is_left_alone_until_it_stands(watcher, told, tmp_path, qtbot):
    path = tmp_path / "a.csv"
    write(path, "x")
    watcher.watch([path])
    seen = []
    watcher.changed.connect(lambda p: seen.append(mark_of(p)))
    for size in range(2, 8):
        write(path, "x" * size)
        qtbot.wait(25)
    qtbot.waitUntil(lambda: bool(told))
    assert seen[-1] == mark_of(path)
    assert len(told) == 1


def test_a_deleted_file_is_no_change_and_its_return_is_one(watcher, told, tmp_path, qtbot):
    path = tmp_path / "a.gpkg"
    write(path, "x")
    watcher.watch([path])
    path.unlink()
    marker = tmp_path / "b"
    write(marker, "1")
    watcher.watch([path, marker])
    write(marker, "22")
    qtbot.waitUntil(lambda: told == [marker])  # the deletion was seen by now, and not told
    write(path, "yy")
    qtbot.waitUntil(lambda: told == [marker, path])


def test_parts_of_a_shapefile_count(watcher, told, tmp_path, qtbot):
    path = tmp_path / "a.shp"
    write(path, "x")
    write(path.with_suffix(".dbf"), "x")
    watcher.watch([path])
    write(path.with_suffix(".dbf"), "yy")
    qtbot.waitUntil(lambda: told == [path])


@pytest.fixture
def own_plan(opened, settle, tmp_path):
    """The bundled plan in a folder of its own, watched."""
    target = tmp_path / "plan" / "plan.planview"
    saving.save_with_files(opened.plan, opened.path, target)
    watcher = FileWatcher(settle_ms=60, poll_ms=100)
    reloader = Reloader(opened, watcher)
    opened.open(target)
    settle()
    yield opened, reloader
    watcher.close()


def until(holds, session):
    waiting.until(lambda: holds() and not session.tasks.busy)


def test_a_layer_follows_its_file_and_keeps_the_selection_of_what_is_the_same(own_plan):
    session, reloader = own_plan
    layer = session.plan.layer("bypass")
    path = data_path(session.path, layer.source)
    frame = session.data.store.frame("bypass")
    session.select(Selection.of({"bypass": range(len(frame))}))
    said = []
    reloader.told.connect(said.append)
    text = path.read_text(encoding="utf-8")
    begin = text.index('"features"')
    changed = text[:begin] + text[begin:].replace("106.1", "106.2", 1)
    assert changed != text
    write(path, changed)
    until(lambda: bool(said), session)
    after = session.data.store.frame("bypass")
    assert not after.geometry.equals(frame.geometry)
    assert session.plan.layer("bypass") == layer
    assert session.selection.count == len(frame) - 1
    assert str(layer.title) in str(said[0])


def test_a_broken_file_leaves_the_features_and_is_told(own_plan):
    session, reloader = own_plan
    path = data_path(session.path, session.plan.layer("bypass").source)
    good = path.with_name("good")
    shutil.copy(path, good)
    before = session.data.store.frame("bypass")
    errors, said = [], []
    reloader.failed.connect(errors.append)
    reloader.told.connect(said.append)
    write(path, '{"type": "FeatureCollection", "features": [')
    until(lambda: bool(errors), session)
    assert session.data.store.frame("bypass") is before
    shutil.copy(good, path)
    until(lambda: bool(said), session)
    assert session.data.store.entry("bypass").error is None
