"""What draws sheets is imported by the window's thread while work waits for it in another."""

import threading

import pytest
from PySide6.QtCore import QObject

from planviewer.app.tasks import Progress, Tasks
from planviewer.errors import Unexpected
from planviewer.i18n import Message
from planviewer.ui.sheet import rooms

TITLE = Message("t", "Waiting")


@pytest.fixture
def parent(qapp):
    owner = QObject(qapp)
    yield owner
    owner.deleteLater()


def test_work_goes_on_when_all_is_there(parent, qtbot):
    loading, tasks = rooms.Rooms(parent), Tasks()
    task = tasks.run(TITLE, lambda progress: loading.await_all(progress) or "written")
    with qtbot.waitSignal(task.finished) as done:
        loading.begin()
    assert done.args == ["written"]


def test_a_window_that_closes_does_not_wait_for_them(parent):
    loading, tasks, waits = rooms.Rooms(parent), Tasks(), threading.Event()

    def work(progress: Progress) -> None:
        waits.set()
        loading.await_all(progress)

    task = tasks.run(TITLE, work)
    waits.wait()
    tasks.stop()  # nobody has begun to import, and nobody will
    assert task.future.done()


def test_what_cannot_be_imported_is_said_where_it_was_waited_for(parent, qtbot, monkeypatch):
    monkeypatch.setattr(rooms, "ROOMS", ("planviewer.nowhere",))
    loading, tasks = rooms.Rooms(parent), Tasks()
    task = tasks.run(TITLE, loading.await_all)
    with qtbot.waitSignal(task.failed) as failed:
        loading.begin()
    assert isinstance(failed.args[0], Unexpected)
    assert "nowhere" in str(failed.args[0])
