import threading

import pytest
from PySide6.QtCore import QCoreApplication

from planviewer import pace
from planviewer.app.latest import Latest
from planviewer.app.tasks import Tasks
from planviewer.errors import LineMissing
from planviewer.i18n import Message

TITLE = Message("session", "Computing zones")


@pytest.fixture
def tasks(qapp):  # noqa: ARG001  signals need an application
    tasks = Tasks()
    yield tasks
    tasks.stop()


def test_the_newest_question_wins_and_those_it_overtook_are_never_computed(tasks, qtbot):
    gate, computed, told = threading.Event(), [], []

    def work(question):
        computed.append(question)
        gate.wait(10)
        return question * 10

    latest = Latest(tasks, TITLE, work)
    latest.answered.connect(lambda asked, answer: told.append((asked, answer)))
    for question in range(1, 8):
        latest.ask(question)
    gate.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert computed == [1, 7]
    assert told == [(1, 10), (7, 70)]


def test_what_is_forgotten_is_never_told(tasks, qtbot):
    gate, told = threading.Event(), []
    latest = Latest(tasks, TITLE, lambda question: gate.wait(10) and question)
    latest.answered.connect(lambda asked, _answer: told.append(asked))
    latest.ask("old")
    latest.ask("older than new")
    latest.forget()
    latest.ask("new")
    gate.set()
    qtbot.waitUntil(lambda: not latest.busy)
    QCoreApplication.processEvents()
    assert told == ["new"]


def test_a_refusal_comes_with_its_question_and_the_next_is_answered(tasks, qtbot):
    refused, told = [], []

    def work(question):
        if question == "bad":
            raise LineMissing(zone="z", layer="road")
        return question

    latest = Latest(tasks, TITLE, work)
    latest.failed.connect(lambda asked, error: refused.append((asked, error.code)))
    latest.answered.connect(lambda asked, _answer: told.append(asked))
    latest.ask("bad")
    qtbot.waitUntil(lambda: not latest.busy)
    latest.ask("good")
    qtbot.waitUntil(lambda: not latest.busy)
    assert refused == [("bad", "line-missing")]
    assert told == ["good"]


def test_in_a_database_what_is_overtaken_is_stopped_and_what_is_stopped_is_said(tasks, qtbot):
    begun, told = [], []

    def work(question):
        begun.append(question)
        while question == "slow":
            pace.reached(0.5)
        return question

    latest = Latest(tasks, TITLE, work)
    latest.answered.connect(lambda asked, _answer: told.append(asked))
    latest.stopped.connect(lambda asked: told.append(("stopped", asked)))
    latest.ask("slow", "database")
    qtbot.waitUntil(lambda: begun == ["slow"])
    latest.ask("quick", "database")
    qtbot.waitUntil(lambda: not latest.busy)
    assert told == ["quick"]
    latest.ask("slow", "database")
    qtbot.waitUntil(lambda: begun[2:] == ["slow"])
    latest.stop()
    qtbot.waitUntil(lambda: not latest.busy)
    assert told == ["quick", ("stopped", "slow")]
    latest.ask("slow", "database")
    qtbot.waitUntil(lambda: begun[3:] == ["slow"])
    latest.forget()
    qtbot.waitUntil(lambda: not latest.busy)
    assert told == ["quick", ("stopped", "slow")]
