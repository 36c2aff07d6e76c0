"""The map of last time: shown while it is true, and never longer."""

import gc
import os
import pickle
import shutil
import stat
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

import waiting
from planviewer import i18n
from planviewer.app import data_rooms, kept_file, kept_map, supply
from planviewer.app.inspect import plan_details
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.tasks import Tasks
from planviewer.app.watching import mark_of
from planviewer.assets import bundled_plan
from planviewer.drawing.packing import looks_like, pack, unpack
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.database import SavedConnection
from planviewer.model.layer import DatabaseSource
from planviewer.reading.plans import load_plan

LABEL = Message("test", "change")


@pytest.fixture
def path(tmp_path):
    """The bundled plan in a folder where its files may be changed."""
    folder = shutil.copytree(bundled_plan().parent, tmp_path / "plan")
    return folder / bundled_plan().name


@pytest.fixture
def begin(qapp):  # noqa: ARG001  signals need the application
    """Begin sessions as a window does that keeps its maps."""
    sessions = []

    def one(path):
        session = Session(Tasks(), keeps_maps=True)
        sessions.append(session)
        session.open(path)
        return session

    yield one
    for session in sessions:
        session.close()


@pytest.fixture
def kept(begin, path):
    """A plan whose map was kept by a session that is closed; its layers."""
    session = begin(path)
    waiting.settle(session)
    session.close()
    return drawn(session)


def drawn(session):
    return {
        layer.layer_id: layer for layer in session.canvas.layers(session.plan, session.data.store)
    }


def rows_of(session):
    details = plan_details(session.plan, session.data)
    return [row for section in details.sections for row in section.rows]


def known(session, layer_id="bypass"):
    return session.data.store.entry(layer_id).known


def test_the_first_time_the_data_are_read_at_once(begin, path):
    session = begin(path)
    assert not session.supply.waits
    assert session.tasks.busy
    assert drawn(session) == {}


DRAWN = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from planviewer.app import kept_map
from planviewer.app.language import use_language
from planviewer.drawing.tiles import TilePainter
from planviewer.reading.plans import load_plan
application = QGuiApplication([])
use_language(sys.argv[2])
path = Path(sys.argv[1])
painter = TilePainter()
painter.set_layers(kept_map.find(load_plan(path), path).layers.values())
drawn = [painter.image(13, x, y) for x in range(6509, 6514) for y in range(3562, 3568)]
slow = ("numpy.ma", "pandas", "geopandas", "pyarrow", "pyogrio", "rasterio", "folium")
print(any(drawn), [name for name in slow if name in sys.modules])
"""


@pytest.mark.usefixtures("kept")
def test_a_kept_map_is_drawn_without_the_libraries_that_read_data(path):
    ran = subprocess.run(
        [sys.executable, "-c", DRAWN, str(path), i18n.language()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert ran.stdout.strip() == "True []"


def test_the_next_time_the_map_is_there_before_the_data(begin, path, kept):
    session = begin(path)
    assert not known(session)
    assert session.supply.waits
    assert not session.tasks.busy
    shown = drawn(session)
    assert shown.keys() == kept.keys()
    assert all(looks_like(shown[name], kept[name]) for name in kept)


def test_once_the_map_is_shown_the_data_take_its_place_and_pictures_of_it_stay(begin, path, kept):
    session = begin(path)
    before = drawn(session)
    assert session.map_shown()
    assert not session.map_shown()
    waiting.settle(session)
    after = drawn(session)
    assert all(known(session, name) for name in after)
    assert not session.canvas.is_kept
    assert after.keys() == kept.keys()
    assert {name: layer.token for name, layer in after.items()} == {
        name: layer.token for name, layer in before.items()
    }
    assert all(after[name] is not before[name] for name in after)


@pytest.mark.usefixtures("kept")
def test_a_legend_knows_what_is_kept_before_the_data_come(begin, path):
    session = begin(path)
    kinds = {name: session.canvas.kind(name) for name in ("bypass", "thom-lom", "other")}
    assert kinds == {"bypass": "line", "thom-lom": "polygon", "other": None}


@pytest.mark.usefixtures("kept")
def test_sites_that_are_not_known_are_not_counted(begin, path):
    session = begin(path)
    assert not any(row.label == "Sites" for row in rows_of(session))
    session.map_shown()
    waiting.settle(session)
    assert any(row.label == "Sites" for row in rows_of(session))


@pytest.mark.usefixtures("kept")
def test_a_map_that_does_not_come_is_not_waited_for_for_ever(begin, path):
    session = begin(path)
    assert session.supply.waits
    waiting.until(lambda: known(session))


@pytest.mark.usefixtures("kept")
def test_a_layer_whose_file_changed_is_not_shown_as_it_was(begin, path):
    file = path.parent / load_plan(path).layer("bypass").source.path
    stat = file.stat()
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    session = begin(path)
    assert drawn(session) == {}
    assert not session.supply.waits


@pytest.mark.usefixtures("kept")
def test_a_layer_whose_place_another_file_says_anew_is_not_shown_where_it_was(begin, path):
    file = path.parent / load_plan(path).layer("bypass").source.path
    file.with_name(f"{file.name}.planviewer.json").write_text('{"crs": "EPSG:4326"}', "utf-8")
    assert drawn(begin(path)) == {}


@pytest.mark.usefixtures("kept")
def test_another_language_is_not_shown_in_the_old_one(begin, path):
    i18n.install("vi")
    assert drawn(begin(path)) == {}


@pytest.mark.usefixtures("kept")
def test_another_version_draws_anew(begin, path, monkeypatch):
    monkeypatch.setattr(kept_map, "__version__", "99")
    assert drawn(begin(path)) == {}


@pytest.mark.usefixtures("kept")
def test_a_plan_saved_with_an_edit_is_shown_edited(begin, path):
    session = begin(path)
    session.map_shown()
    waiting.settle(session)
    session.edit(LABEL, lambda plan: edits.set_opacity(plan, "bypass", 0.5))
    session.edit(LABEL, lambda plan: edits.set_visible(plan, ["thom-lom"], False))
    session.save()
    session.close()
    shown = drawn(begin(path))
    assert shown["bypass"].opacity == 0.5
    assert "thom-lom" not in shown


@pytest.mark.usefixtures("kept")
def test_edits_that_were_not_saved_leave_the_map_of_the_file(begin, path):
    session = begin(path)
    session.map_shown()
    waiting.settle(session)
    session.edit(LABEL, lambda plan: edits.set_visible(plan, ["thom-lom"], False))
    session.close()
    assert "thom-lom" in drawn(begin(path))


@pytest.mark.usefixtures("kept")
def test_a_style_chosen_before_the_data_came_is_not_shown_in_the_old_one(begin, path):
    session = begin(path)
    style = session.plan.layer("thom-lom").style
    session.edit(LABEL, lambda plan: edits.set_style(plan, "bypass", style))
    assert "bypass" not in drawn(session)
    assert "thom-lom" in drawn(session)


def test_a_layer_that_cannot_be_read_any_more_goes_from_the_map(begin, path, kept):
    session = begin(path)
    (path.parent / session.plan.layer("bypass").source.path).unlink()
    session.map_shown()
    waiting.settle(session)
    assert session.data.store.entry("bypass").error is not None
    assert "bypass" in kept
    assert "bypass" not in drawn(session)


class Harm:
    """What a pickle may do when it is read."""

    def __reduce__(self):
        return os.mkdir, (os.environ["PLANVIEWER_PROFILE"] + "/harm",)


def pickled(_whole):
    return pickle.dumps(Harm())


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[:0], lambda b: b[:-9], lambda b: b[: len(b) // 2], lambda b: b[::-1], pickled],
    ids=["empty", "without end", "half", "backwards", "pickle"],
)
@pytest.mark.usefixtures("kept")
def test_a_file_that_is_no_map_is_thrown_away(damage, begin, path, own_profile):
    (file,) = (own_profile / "maps").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    session = begin(path)
    assert drawn(session) == {}
    assert not session.supply.waits
    assert not file.exists()
    assert not (own_profile / "harm").exists()


def test_a_large_layer_is_not_kept_and_not_waited_for(begin, path, monkeypatch):
    monkeypatch.setattr(kept_map, "MOST_POINTS", 40)
    session = begin(path)
    waiting.settle(session)
    session.close()
    large = {x for x, layer in drawn(session).items() if layer.geometry.point_count > 40}
    assert large
    again = begin(path)
    assert drawn(again).keys() == drawn(session).keys() - large
    assert not again.supply.waits


def test_tables_of_a_database_are_not_kept(begin, path, kept):
    plan = load_plan(path)
    source = DatabaseSource(
        connection=SavedConnection(name="a", database="b"), schema_name="s", table="t"
    )
    table = plan.layer("bypass").changed(id="table", source=source)
    other = plan.changed(layers=(*plan.layers, table))
    kept_map.keep(other, path, list(kept.values()), whole=True)
    assert kept_map.find(other, path).layers == {}
    assert kept_map.find(load_plan(path), path).layers.keys() == kept.keys()
    del begin


def test_few_maps_are_kept(plan, tmp_path, own_profile):
    for number in range(kept_map.MOST_PLANS + 3):
        path = tmp_path / f"{number}.planview"
        path.touch()
        kept_map.keep(plan, path, [], whole=True)
    assert len(list((own_profile / "maps").iterdir())) == kept_map.MOST_PLANS
    assert kept_map.find(plan, path).whole


def test_a_disk_that_refuses_stops_nobody(plan, own_profile, tmp_path):
    own_profile.mkdir(exist_ok=True)
    (own_profile / "maps").write_text("a file where the folder should be", encoding="utf-8")
    kept_map.keep(plan, tmp_path / "a.planview", [], whole=True)
    assert not kept_map.find(plan, tmp_path / "a.planview").whole


def test_a_session_that_leaves_no_trace_keeps_nothing(opened, own_profile):
    opened.supply.keep_map()
    assert not (own_profile / "maps").exists()


def test_the_rooms_of_the_data_are_loaded_once_and_for_all_threads(qapp):  # noqa: ARG001
    tasks, loaded = Tasks(), []
    for _ in range(4):
        tasks.run(LABEL, lambda _progress: data_rooms.load()).finished.connect(loaded.append)
    waiting.until(lambda: not tasks.busy)
    tasks.stop()
    assert len(loaded) == 4


def test_what_is_there_when_a_plan_is_read_can_still_be_collected():
    data_rooms.load()
    held, made = gc.get_freeze_count(), [[] for _ in range(1_000)]
    data_rooms.load()
    assert gc.get_freeze_count() <= held
    del made


def test_what_was_kept_of_a_plan_that_is_gone_goes(plan, tmp_path, own_profile):
    one, other = (tmp_path / f"{name}.planview" for name in ("một", "other"))
    for path in (one, other):
        path.touch()
        kept_map.keep(plan, path, [], whole=True)
    one.unlink()
    (own_profile / "maps" / "of an earlier version.npz").write_bytes(b"")
    kept_map.keep(plan, other, [], whole=True)
    assert not kept_map.find(plan, one).whole
    assert kept_map.find(plan, other).whole
    assert len(list((own_profile / "maps").iterdir())) == 1


def test_a_plan_that_was_never_saved_leaves_no_map(plan, tmp_path, own_profile):
    kept_map.keep(plan, tmp_path / "never.planview", [], whole=True)
    path = tmp_path / "a.planview"
    path.touch()
    layer = plan.layer("bypass")
    added = layer.changed(source=layer.source.changed(path="/a.geojson", attached=True))
    kept_map.keep(plan.with_layer("bypass", lambda _: added), path, [], whole=True)
    assert list((own_profile / "maps").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a profile is its owner's there")
@pytest.mark.parametrize("before", [None, 0o755], ids=["new", "of an earlier version"])
def test_nobody_else_may_see_what_is_kept(before, plan, tmp_path, own_profile):
    if before is not None:
        (own_profile / "maps").mkdir(parents=True, mode=before)
    path = tmp_path / "a.planview"
    path.touch()
    kept_map.keep(plan, path, [], whole=True)
    assert stat.S_IMODE((own_profile / "maps").stat().st_mode) == 0o700


@pytest.mark.usefixtures("kept")
def test_not_more_is_kept_than_can_be_read_in_no_time(begin, path, kept, monkeypatch):
    sizes = {name: kept_file.size_of(pack(layer)) for name, layer in kept.items()}
    monkeypatch.setattr(kept_file, "MOST_BYTES", sum(sizes.values()) - 1)
    kept_map.keep(load_plan(path), path, list(kept.values()), whole=True)
    found = kept_map.find(load_plan(path), path)
    assert len(found.layers) == len(kept) - 1
    assert not found.whole
    del begin


def test_what_was_read_of_a_file_that_changed_meanwhile_is_not_shown(begin, path):
    session = begin(path)
    waiting.settle(session)
    file = path.parent / load_plan(path).layer("bypass").source.path
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    session.close()  # the map shows what stood there before
    assert drawn(begin(path)) == {}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names differ in case there")
def test_a_shapefile_in_capitals_is_marked_with_all_its_parts(tmp_path):
    for name in ("A.SHP", "A.DBF", "A.prj"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    before = mark_of(tmp_path / "A.SHP")
    assert [part[0] for part in before] == ["A.SHP", "A.DBF", "A.prj"]
    (tmp_path / "A.DBF").write_text("12", encoding="utf-8")
    assert mark_of(tmp_path / "A.SHP") != before


def test_half_a_letter_in_a_text_is_kept_like_any_other(kept):
    (layer,) = [x for x in kept.values() if x.labels is not None][:1]
    texts = tuple(text + "\ud800" for text in layer.labels.texts)
    odd = replace(layer, labels=replace(layer.labels, texts=texts))
    assert looks_like(odd, unpack(pack(odd)))


# --- before the data are read ---------------------------------------------------------------------
def counted(monkeypatch):
    """Count how often each layer is read from now on."""
    asked = []
    read = supply.read_one

    def one(path, layer, *how, **more):
        asked.append(layer.id)
        return read(path, layer, *how, **more)

    monkeypatch.setattr(supply, "read_one", one)
    return asked


@pytest.mark.usefixtures("kept")
def test_an_edit_before_the_data_are_read_has_nothing_read_twice(begin, path, monkeypatch):
    session = begin(path)
    asked = counted(monkeypatch)
    session.edit(LABEL, lambda plan: edits.set_visible(plan, ["thom-lom"], False))
    waiting.settle(session)
    rows = Selection.of({"bypass": np.array([0])})
    session.select(rows)
    session.map_shown()
    waiting.settle(session)
    assert len(asked) == len(set(asked))
    assert session.selection == rows
    assert not session.supply.waits


@pytest.mark.usefixtures("kept")
def test_a_file_added_before_the_data_are_read_is_read_once(begin, path, monkeypatch):
    session = begin(path)
    file = path.parent / session.plan.layer("bypass").source.path
    copy = shutil.copy(file, path.parent.parent / "copy.geojson")
    asked = counted(monkeypatch)
    session.add_file(copy)
    waiting.settle(session)
    session.map_shown()
    waiting.settle(session)
    assert len(asked) == len(set(asked))
    assert all(known(session, layer.id) for layer in session.plan.layers if layer.visible)


@pytest.mark.usefixtures("kept")
def test_a_layer_of_another_file_is_not_shown_as_it_was(begin, path):
    session = begin(path)
    source = session.plan.layer("bypass").source
    moved = source.changed(path=session.plan.layer("bang-river").source.path)
    changed = session.plan.with_layer("bypass", lambda layer: layer.changed(source=moved))
    session.edit(LABEL, lambda _plan: changed)
    assert "bypass" not in drawn(session)


@pytest.mark.usefixtures("kept")
def test_a_session_that_is_closed_before_the_data_are_read_keeps_its_map(begin, path):
    begin(path).close()
    session = begin(path)
    assert session.supply.waits
    other = begin(path)
    assert drawn(other).keys() == drawn(session).keys()


@pytest.mark.usefixtures("kept")
def test_other_work_comes_after_the_reading_that_waited(begin, path, monkeypatch):
    asked = counted(monkeypatch)
    session = begin(path)
    session.tasks.run(LABEL, lambda _progress: asked.append("other"))
    assert not session.supply.waits
    waiting.settle(session)
    assert asked.index("bypass") < asked.index("other")
