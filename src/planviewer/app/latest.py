"""Answers for a hand that moves: the newest question wins, those it overtook are never computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from planviewer.app.tasks import Tasks
from planviewer.i18n import Message


class Latest(QObject):
    """Computes one question at a time in the background.

    While one is being computed only the newest of those that come is kept. Every answer is told,
    also while the next is computed: a picture that follows a slider must move with it.

    Signals
    -------
    answered(asked, answer)
        In the order of asking.
    failed(asked, error)
        A PlanviewerError.
    """

    answered = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, tasks: Tasks, title: Message, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self._tasks = tasks
        self._title = title
        self._work = work
        self._next: list[Any] = []
        self._running = False
        self._turn = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running or bool(self._next)

    def ask(self, question: Any) -> None:
        """Have ``question`` answered, instead of those that wait."""
        self._next = [question]
        if not self._running:
            self._start()

    def forget(self) -> None:
        """Drop what waits, and the answer that is on its way."""
        self._next = []
        self._turn += 1

    def _start(self) -> None:
        question, turn = self._next.pop(), self._turn
        self._running = True
        task = self._tasks.run(self._title, lambda _progress: self._work(question))
        task.finished.connect(lambda answer: self._tell(turn, self.answered, question, answer))
        task.failed.connect(lambda error: self._tell(turn, self.failed, question, error))
        task.ended.connect(self._ended)

    def _tell(self, turn: int, signal: Any, question: Any, answer: Any) -> None:
        if turn == self._turn:
            signal.emit(question, answer)

    def _ended(self) -> None:
        self._running = False
        if self._next:
            self._start()
