"""Work in the background, with progress, cancel, and no error ever swallowed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Any, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal

from planviewer.errors import Cancelled, PlanviewerError, Unexpected
from planviewer.i18n import Message

_log = logging.getLogger(__name__)


Lane = Literal["work", "database", "keeping"]
"""Work waits for what stands before it in its lane: a silent server holds up no file, and neither
what a crash must not lose. ``keeping`` is not shown, and nobody waits for it but ``Tasks.stop``."""

_NOTEWORTHY: Final = 0.01
"""A smaller step nobody sees, and each is an event for the window."""


class Progress:
    """Given to the work: it reports how far it is and asks whether to go on."""

    def __init__(
        self,
        report: Callable[[float], None],
        show: Callable[[object], None] = lambda _part: None,
    ) -> None:
        self._report = report
        self.show = show
        """Hands over a part of the result that can be shown while the work goes on."""
        self._said = -1.0
        self._cancelled = self._committed = False
        self._lock = threading.Lock()

    def __call__(self, share: float) -> None:
        """Report the share done (0–1).

        Raises
        ------
        Cancelled
            If the person asked to stop.
        """
        self.check()
        if abs(share - self._said) >= _NOTEWORTHY:
            self._said = share
            self._report(share)

    def check(self) -> None:
        """Raise Cancelled if the person asked to stop."""
        if self._cancelled:
            raise Cancelled

    def commit(self) -> None:
        """Pass the point of no return: whoever cancels after it comes too late, and is told so.

        Raises
        ------
        Cancelled
            If the person asked to stop before.
        """
        with self._lock:
            self.check()
            self._committed = True

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        with self._lock:
            self._cancelled = not self._committed

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._cancelled


class Task(QObject):
    """One piece of background work. Signals arrive in the thread that made the task.

    ``finished`` carries the result, ``failed`` a PlanviewerError; exactly one of ``finished``,
    ``failed``, ``cancelled`` is sent, then ``ended``. ``early`` may carry a part of the result
    before that.
    """

    progressed = Signal(float)
    early = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _done = Signal(object, object)
    _reported = Signal(float)
    _shown = Signal(object)

    def __init__(self, title: Message, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.title = title
        self.future: Future[None] | None = None
        self.progress = Progress(self._reported.emit, self._shown.emit)
        self._work = work
        # Queued: the worker thread only posts, this object's thread delivers.
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._shown.connect(self._deliver_early, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()

    def execute(self) -> None:
        """Run in the worker thread; whatever happens is posted home."""
        try:
            self.progress.check()
            self._done.emit(self._work(self.progress), None)
        except PlanviewerError as error:
            self._done.emit(None, error)
        except Exception as error:  # noqa: BLE001  the edge of the thread: nothing may get lost here
            _log.exception("background work failed")
            self._done.emit(None, Unexpected(reason=f"{type(error).__name__}: {error}"))

    def _deliver_early(self, part: object) -> None:
        if not self.progress.cancelled:
            self.early.emit(part)

    def _deliver(self, result: object, error: PlanviewerError | None) -> None:
        if isinstance(error, Cancelled) or self.progress.cancelled:
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(result)
        self.ended.emit()
        self._go()

    def _go(self) -> None:
        """End with all connections: who listens holds data, and no collector sees that Qt does."""
        if self.future is not None:
            wait([self.future])  # its thread may still be on its way out of our signal
        self.deleteLater()


class Tasks(QObject):
    """The background work of one session; a widget may show it.

    ``asked`` comes before a piece of work is queued: what must be done before it can be queued now.
    """

    asked = Signal()
    started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._running: set[Task] = set()
        self._quiet: set[Task] = set()

    def run(self, title: Message, work: Callable[[Progress], Any], *, lane: Lane = "work") -> Task:
        """Queue ``work`` and return its task; connect to its signals at once."""
        if lane != "keeping":
            self.asked.emit()
        task = Task(title, work)
        among = self._quiet if lane == "keeping" else self._running
        among.add(task)
        task.ended.connect(lambda: among.discard(task))
        task.future = _worker(lane).submit(task.execute)
        if lane != "keeping":
            self.started.emit(task)
        return task

    @property
    def busy(self) -> bool:
        """Whether any work is queued or running that the person sees."""
        return bool(self._running)

    def stop(self) -> None:
        """Cancel everything and wait for the work in hand; nobody is told of it any more.

        Who listened may be gone when the event loop would deliver: a window closes after this.
        """
        tasks = (*self._running, *self._quiet)
        for task in tasks:
            task.blockSignals(True)
            task.cancel()
        wait([task.future for task in tasks if task.future is not None])
        for task in tasks:
            task.deleteLater()
        self._running.clear()
        self._quiet.clear()


@cache
def _worker(lane: Lane) -> ThreadPoolExecutor:
    """Return the one worker of a lane: files are read in turn, the second core draws.

    It is a thread of Python's, and it lives as long as the process. PROJ keeps its context with
    the Python state of a thread; a thread of Qt's pool has a new state at every call, and objects
    made under the old one then point into freed memory.
    """
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"planviewer-{lane}")
