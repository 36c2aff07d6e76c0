import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

import waiting
from planviewer.app.recovery import Autosave, Record, find_unsaved
from planviewer.assets import bundled_plan
from planviewer.i18n import Message
from planviewer.model.text import Text
from planviewer.reading.plans import load_plan

EDIT_AND_DIE = textwrap.dedent(
    """
    import os, signal
    from PySide6.QtCore import QCoreApplication
    from planviewer.app.session import Session
    from planviewer.app.tasks import Tasks
    from planviewer.assets import bundled_plan

    app = QCoreApplication([])
    session = Session(Tasks())
    session.open(bundled_plan())
    while session.tasks.busy:
        app.processEvents()
    session.place_site("market", 106.1531, 22.7371)
    os.kill(os.getpid(), signal.SIGKILL)
    """
)


def test_kill_9_during_editing_loses_nothing(own_profile):
    own_profile.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", EDIT_AND_DIE],
        check=False,
        env={**os.environ, "PLANVIEWER_PROFILE": str(own_profile)},
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    found = find_unsaved()
    assert len(found) == 1
    assert found[0].record.path == str(bundled_plan())
    assert [p.site for p in found[0].record.plan.placements] == ["market"]


def test_a_restored_plan_is_unsaved_and_undo_leads_to_the_file(opened, settle, plan):
    changed = plan.changed(placements=())
    changed = changed.with_layer("bypass", lambda layer: layer.changed(visible=False))
    opened.open(bundled_plan(), changed)
    settle()
    assert opened.unsaved
    assert opened.plan == changed
    opened.undo()
    assert opened.plan == plan


def test_a_living_session_is_not_taken_for_a_dead_one():
    autosave = Autosave()
    autosave.keep(bundled_plan(), load_plan(bundled_plan()))
    assert find_unsaved() == ()
    autosave.close()
    assert find_unsaved() == ()


def test_a_session_that_ends_properly_leaves_nothing(own_profile):
    autosave = Autosave()
    autosave.keep(bundled_plan(), load_plan(bundled_plan()))
    autosave.close()
    assert list((own_profile / "recovery").iterdir()) == []


@pytest.fixture
def disk(monkeypatch):
    """A disk that takes nothing in for good until it is let go."""
    free, asked = threading.Event(), []

    def wait(handle):
        asked.append(handle)
        assert free.wait(60)

    monkeypatch.setattr(os, "fsync", wait)
    yield free, asked
    free.set()


def entitle(session, title):
    """Edit the plan, as the only thing of note."""
    text = Text(vi=title, en=title)
    session.edit(Message("x", "title"), lambda plan: plan.changed(title=text))


def test_an_edit_waits_for_no_disk_and_the_last_one_is_what_is_found(opened, disk, own_profile):
    free, asked = disk
    folder = own_profile / "recovery"
    for number in range(5):
        entitle(opened, f"Title {number}")
        if not number:
            waiting.until(lambda: asked)
    assert not opened.tasks.busy  # what the person need not know of
    assert len(list(folder.glob("*.json"))) == 5  # none goes before a later one is safe
    newest = max(folder.glob("*.json"))
    assert "Title 4" in newest.read_text(encoding="utf-8")
    free.set()
    waiting.until(lambda: list(folder.glob("*.json")) == [newest])
    assert len(asked) <= 4  # file and folder for the first, and for all that came meanwhile
    opened.undo()
    assert "Title 3" in max(folder.glob("*.json")).read_text(encoding="utf-8")


def test_what_is_saved_while_the_disk_is_slow_does_not_come_back(opened, disk, own_profile):
    free, asked = disk
    entitle(opened, "A")
    waiting.until(lambda: asked)
    opened.undo()
    assert not opened.autosave.keeps
    free.set()
    opened.close()
    assert list((own_profile / "recovery").iterdir()) == []


def test_a_window_that_leaves_at_once_loses_nothing(opened, disk, own_profile):
    free, asked = disk
    entitle(opened, "A")
    waiting.until(lambda: asked)
    entitle(opened, "Bbb")
    free.set()
    opened.tasks.stop()
    assert '"Bbb"' in max((own_profile / "recovery").glob("*.json")).read_text(encoding="utf-8")


def test_a_disk_that_refuses_later_is_said(opened, monkeypatch, own_profile):
    def full(_handle):
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    told = []
    opened.failed.connect(told.append)
    entitle(opened, "A")
    waiting.until(lambda: told)
    assert "the disk is full" in str(told[0])
    assert list((own_profile / "recovery").glob("*.json"))


def test_a_record_cut_short_at_the_end_gives_way_to_the_one_before(own_profile, plan):
    folder = own_profile / "recovery"
    folder.mkdir(parents=True)
    for number, title in ((8, "Older"), (9, "Old"), (10, "New")):
        changed = plan.changed(title=Text(vi=title, en=title))
        text = Record(path="a", plan=changed).model_dump_json()
        cut = text[: len(text) // 2] if number == 10 else text
        (folder / f"abc.{number:08d}.json").write_text(cut, encoding="utf-8")
    whole = Record(path="b", plan=plan).model_dump_json()
    (folder / "as-before.json").write_text(whole, encoding="utf-8")
    found = {one.record.path: one for one in find_unsaved()}
    assert found.keys() == {"a", "b"}
    assert str(found["a"].record.plan.title) == "Old"
    found["a"].forget()
    assert [one.record.path for one in find_unsaved()] == ["b"]


def left_behind(own_profile, plan):
    """Return what a session left that died."""
    folder = own_profile / "recovery"
    folder.mkdir(parents=True, exist_ok=True)
    text = Record(path=str(bundled_plan()), plan=plan).model_dump_json()
    (folder / "dead.00000007.json").write_text(text, encoding="utf-8")
    return find_unsaved()[0]


def test_what_is_restored_goes_only_when_this_session_keeps_it_safely(
    opened, disk, own_profile, plan
):
    free, asked = disk
    found = left_behind(own_profile, plan.changed(placements=(), title=Text(vi="A", en="A")))
    opened.restore(bundled_plan(), found.record.plan)
    opened.autosave.take_over(found)
    waiting.until(lambda: asked)
    assert found.file.exists()  # a failing power supply would take the other one
    free.set()
    waiting.until(lambda: not found.file.exists())
    assert opened.autosave.keeps


def test_what_is_restored_and_is_no_edit_goes_at_once(opened, own_profile, plan):
    found = left_behind(own_profile, plan)
    opened.restore(bundled_plan(), plan)
    opened.autosave.take_over(found)
    assert not found.file.exists()


def test_what_is_restored_and_saved_before_the_disk_answers_does_not_come_back(
    opened, disk, own_profile, plan
):
    free, asked = disk
    found = left_behind(own_profile, plan.changed(title=Text(vi="A", en="A")))
    opened.restore(bundled_plan(), found.record.plan)
    opened.autosave.take_over(found)
    waiting.until(lambda: asked)
    opened.undo()
    assert not found.file.exists()
    free.set()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_recovery_file_that_is_none_is_not_waited_for(own_profile):
    folder = own_profile / "recovery"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "a.json")
    (folder / "b.json").symlink_to("/dev/zero")
    (folder / "c.json").touch()
    os.truncate(folder / "c.json", 10**12)
    assert find_unsaved() == ()


def test_a_broken_recovery_file_is_set_aside(own_profile):
    folder = own_profile / "recovery"
    folder.mkdir(parents=True)
    (folder / "x.json").write_text("{", encoding="utf-8")
    assert find_unsaved() == ()
    assert (folder / "x.broken").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_another_session_takes_away_meanwhile_does_no_harm(own_profile):
    (own_profile / "recovery").mkdir(parents=True)
    (own_profile / "recovery" / "a.json").symlink_to(own_profile / "gone.json")
    assert find_unsaved() == ()


COPY_AND_DIE = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from planviewer.app import saving
    from planviewer.reading.plans import load_plan

    opened_from, target = map(Path, sys.argv[1:])
    calls = []

    def die():
        calls.append(1)
        if len(calls) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    plan = load_plan(opened_from)
    for layer in plan.file_layers:  # as if each had been dropped on the window
        path = str((opened_from.parent / layer.source.path).resolve())
        source = layer.source.changed(path=path, attached=True)
        plan = plan.with_layer(layer.id, lambda x, source=source: x.changed(source=source))
    saving.save_with_files(plan, opened_from, target, check=die)
    """
)


def test_what_a_session_killed_while_copying_left_goes_when_the_plan_is_opened(session, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(bundled_plan().parent, folder)
    plan = folder / bundled_plan().name
    before = {path for path in folder.rglob("*") if not path.is_dir()}
    words = [sys.executable, "-c", COPY_AND_DIE, str(bundled_plan()), str(plan)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    hidden = [path for path in folder.rglob(".*") if path not in before]
    assert {path.parent.parent for path in hidden} == {folder / "files"}
    session.open(plan)
    waiting.settle(session)
    session.supply._read_hidden()
    waiting.settle(session)
    assert not [path for path in hidden if path.exists()]
    assert all(path.exists() for path in before)
