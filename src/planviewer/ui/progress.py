"""Background work in the status bar: shown when it takes long, with a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from planviewer.app.tasks import Task, Tasks
from planviewer.ui.status_bar import StatusBar

PATIENCE_MS = 400
"""Shorter work is not worth a flicker."""


class ProgressController(QObject):
    """Shows the oldest running task."""

    def __init__(self, tasks: Tasks, bar: StatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._running: list[Task] = []
        self._shares: dict[Task, float] = {}
        self._later = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._later.timeout.connect(self._show)
        tasks.started.connect(self._started)
        bar.cancel_requested.connect(self._cancel)
        bar.hide_progress()

    def _started(self, task: Task) -> None:
        self._running.append(task)
        task.progressed.connect(lambda share: self._progressed(task, share))
        task.ended.connect(lambda: self._ended(task))
        if not self._later.isActive():
            self._later.start()

    def _progressed(self, task: Task, share: float) -> None:
        self._shares[task] = share
        if not self._later.isActive():
            self._show()

    def _ended(self, task: Task) -> None:
        self._running.remove(task)
        self._shares.pop(task, None)
        if self._running:
            self._later.start()
        else:
            self._later.stop()
            self._bar.hide_progress()

    def _show(self) -> None:
        if self._running:
            task = self._running[0]
            self._bar.show_progress(str(task.title), self._shares.get(task))

    def _cancel(self) -> None:
        for task in self._running:
            task.cancel()
