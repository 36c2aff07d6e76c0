"""Answers for a hand that moves: the newest question wins, those it overtook are never computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from planviewer import pace
from planviewer.app.tasks import Lane, Progress, Task, Tasks
from planviewer.i18n import Message


class Latest(QObject):
    """Computes one question at a time in the background.

    While one is being computed only the newest of those that come is kept. Every answer is told,
    also while the next is computed: a picture that follows a slider must move with it. In the lane
    of databases, where an answer may take long, the question that is overtaken is stopped.

    Signals
    -------
    answered(asked, answer)
        In the order of asking.
    failed(asked, error)
        A PlanviewerError.
    stopped(asked)
        The person stopped it; no answer will come.
    """

    answered = Signal(object, object)
    failed = Signal(object, object)
    stopped = Signal(object)

    def __init__(self, tasks: Tasks, title: Message, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self._tasks = tasks
        self._title = title
        self._work = work
        self._next: list[tuple[Any, Lane]] = []
        self._task: tuple[Task, Lane] | None = None
        self._turn = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None or bool(self._next)

    def ask(self, question: Any, lane: Lane = "work") -> None:
        """Have ``question`` answered, instead of those that wait."""
        self._next = [(question, lane)]
        if self._task is None:
            self._start()
        elif self._task[1] == "database":
            self._drop()

    def forget(self) -> None:
        """Drop what waits, and the answer that is on its way."""
        self._next = []
        self._drop()

    def stop(self) -> None:
        """Stop what is being computed, as the person wishes."""
        self._next = []
        if self._task is not None:
            self._task[0].cancel()

    def _drop(self) -> None:
        """Tell no answer of what is asked now; in a database, stop it."""
        self._turn += 1
        if self._task is not None and self._task[1] == "database":
            self._task[0].cancel()

    def _start(self) -> None:
        (question, lane), turn = self._next.pop(), self._turn

        def work(progress: Progress) -> Any:
            with pace.listening(progress):
                return self._work(question)

        task = self._tasks.run(self._title, work, lane=lane)
        self._task = (task, lane)
        task.finished.connect(lambda answer: self._tell(turn, self.answered, question, answer))
        task.failed.connect(lambda error: self._tell(turn, self.failed, question, error))
        task.cancelled.connect(lambda: self._tell(turn, self.stopped, question))
        task.ended.connect(self._ended)

    def _tell(self, turn: int, signal: Any, *what: Any) -> None:
        if turn == self._turn:
            signal.emit(*what)

    def _ended(self) -> None:
        self._task = None
        if self._next:
            self._start()
