import gc
import threading
import weakref
from functools import partial

import pytest

from planviewer.app.tasks import Tasks
from planviewer.errors import FileMissing, Unexpected
from planviewer.i18n import Message

TITLE = Message("test", "work")


@pytest.fixture
def tasks(qapp):  # noqa: ARG001  signals need the application
    tasks = Tasks()
    yield tasks
    tasks.stop()


def test_the_result_arrives(tasks, qtbot):
    task = tasks.run(TITLE, lambda _progress: 42)
    with qtbot.waitSignal(task.finished) as caught:
        pass
    assert caught.args == [42]


def test_an_error_of_the_tree_arrives_as_it_is(tasks, qtbot):
    def work(_progress):
        raise FileMissing(path="x")

    with qtbot.waitSignal(tasks.run(TITLE, work).failed) as caught:
        pass
    assert isinstance(caught.args[0], FileMissing)


def test_any_other_error_arrives_as_unexpected_and_is_logged(tasks, qtbot, caplog):
    with qtbot.waitSignal(tasks.run(TITLE, lambda _progress: 1 / 0).failed) as caught:
        pass
    assert isinstance(caught.args[0], Unexpected)
    assert "ZeroDivisionError" in str(caught.args[0])
    assert "Traceback" in caplog.text


def test_cancelled_work_stops_at_its_next_report(tasks, qtbot):
    started, go_on = threading.Event(), threading.Event()

    def work(progress):
        started.set()
        go_on.wait(10)
        progress(0.5)
        return "never"

    task = tasks.run(TITLE, work)
    assert started.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.cancelled):
        go_on.set()


def test_progress_is_reported(tasks, qtbot):
    shares = []

    def work(progress):
        for step in (0.25, 0.5, 1.0):
            progress(step)

    task = tasks.run(TITLE, work)
    task.progressed.connect(shares.append)
    with qtbot.waitSignal(task.ended):
        pass
    assert shares[-1] == 1.0


def test_after_a_stop_nobody_is_told_of_what_was_under_way(qapp):
    tasks, done = Tasks(), threading.Event()

    def work(_progress):
        done.set()
        return "late"

    task, told = tasks.run(TITLE, work), []
    for signal in (task.finished, task.failed, task.cancelled, task.ended):
        signal.connect(lambda *_args: told.append(True))
    assert done.wait(10)
    tasks.stop()
    qapp.processEvents()
    assert told == []
    assert not tasks.busy


def test_a_part_of_the_result_can_be_shown_before_it_is_there(tasks, qtbot):
    go_on = threading.Event()

    def work(progress):
        progress.show("the first")
        assert go_on.wait(10)
        return "all"

    task = tasks.run(TITLE, work)
    with qtbot.waitSignal(task.early) as caught:
        pass
    assert caught.args == ["the first"]
    with qtbot.waitSignal(task.finished):
        go_on.set()


def test_of_cancelled_work_nothing_is_shown_any_more(tasks, qtbot):
    started, go_on, shown = threading.Event(), threading.Event(), []

    def work(progress):
        started.set()
        assert go_on.wait(10)
        progress.show("too late")

    task = tasks.run(TITLE, work)
    task.early.connect(shown.append)
    assert started.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert shown == []


@pytest.mark.parametrize("end", ["well", "badly", "stopped"])
def test_what_work_and_its_listeners_were_about_is_let_go(tasks, qtbot, end):
    """Qt holds who listens, and no collector sees it: a plan of before would stay for ever."""

    class Data:
        pass

    ended = []

    def work(data, progress):
        if end == "badly":
            raise FileMissing(path=str(data))
        if end == "stopped":
            progress.cancel()
            progress(0.5)
        return data

    def begin():
        data = Data()
        task = tasks.run(TITLE, partial(work, data))
        for way, signal in (
            ("well", task.finished),
            ("badly", task.failed),
            ("stopped", task.cancelled),
        ):
            signal.connect(partial(lambda _data, way, *_what: ended.append(way), data, way))
        return weakref.ref(data)

    gone = begin()
    qtbot.waitUntil(lambda: ended == [end])
    qtbot.waitUntil(lambda: gc.collect() >= 0 and gone() is None)
