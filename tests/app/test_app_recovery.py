import os
import shutil
import signal
import subprocess
import sys
import textwrap

import pytest

import waiting
from planviewer.app.recovery import Autosave, find_unsaved
from planviewer.assets import bundled_plan
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
