"""A crash loses nothing: unsaved plans are written after every edit and found at the next start.

Each edit writes a record of its own, and gives it to the system at once: whatever kills the program
next, the record stays. To force it to the disk, against a failing power supply, may take the disk a
while; that is done in the background, and only then the records before it go.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import QLockFile

from planviewer.app.profile import profile_dir
from planviewer.app.tasks import Tasks
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.model.plan import Plan
from planviewer.model.value import Value
from planviewer.writing.atomic import not_written, sync_folder

_log = logging.getLogger(__name__)

_LARGEST_BYTES: Final = 64 * 1024 * 1024
"""Four times as large as any plan; what is larger is none."""


class Record(Value):
    """What is kept of an unsaved plan: where it was opened from, and its value."""

    path: str
    plan: Plan


@dataclass(frozen=True)
class Found:
    """An unsaved plan left behind by a session that did not end properly."""

    file: Path
    record: Record

    def forget(self) -> None:
        """Remove it, once restored or discarded."""
        for file in _records(self.file.parent, _session_of(self.file)):
            with contextlib.suppress(OSError):  # found again then, which loses nothing
                file.unlink(missing_ok=True)


def _folder() -> Path:
    folder = profile_dir() / "recovery"
    with contextlib.suppress(OSError):  # nothing to recover then; keeping says why it fails
        folder.mkdir(exist_ok=True)
    return folder


class Autosave:
    """Keeps the unsaved plan of one session on disk while the session lives.

    A lock file held by the process tells a living session from a dead one.

    Parameters
    ----------
    tasks, failed
        Where records are forced to the disk, and who is told if it refuses; without, they are at
        once.
    """

    def __init__(
        self,
        tasks: Tasks | None = None,
        failed: Callable[[PlanviewerError], None] = lambda _error: None,
    ) -> None:
        self._session = uuid.uuid4().hex
        self._folder = _folder()
        self._tasks, self._failed = tasks, failed
        self._number, self._first, self._waits = 0, 1, False
        self._taken: list[tuple[int, Found]] = []  # stays: what a disk refuses to remove is retried
        self._lock = QLockFile(str(self._folder / f"{self._session}.lock"))
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)

    def keep(self, path: Path, plan: Plan) -> None:
        """Write the plan as it is now; a crash right after this loses nothing.

        Raises
        ------
        FileNotWritten
            If the disk refuses.
        """
        text = Record(path=str(path), plan=plan).model_dump_json()
        file = self._record(self._number + 1)
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
            raise not_written(file, error) from error
        self._number += 1
        self._settle_soon()

    def take_over(self, found: Found) -> None:
        """Remove what another session left behind, once what this one keeps of it is safe."""
        self._taken.append((self._number, found))
        if self.keeps:
            self._settle_soon()
        else:
            self._forget_taken(self._number)

    def _settle_soon(self) -> None:
        if self._tasks is None:
            self._settle()
        elif not self._waits:
            self._waits = True
            title = Message("session", "Keeping unsaved changes")
            task = self._tasks.run(title, lambda _progress: self._settle(), lane="keeping")
            task.failed.connect(self._failed)

    def _settle(self) -> None:
        """Force the last record to the disk; then those before it are needed no more."""
        self._waits = False  # what is kept from here on is settled by another call
        number = self._number
        file = self._record(number)
        try:
            with contextlib.suppress(FileNotFoundError), file.open("r+b") as written:
                os.fsync(written.fileno())
            sync_folder(self._folder)
        except OSError as error:
            raise not_written(file, error) from error
        self._drop(max(number, self._first))
        self._forget_taken(number)

    def _forget_taken(self, settled: int) -> None:
        """Remove what was taken over when no record after ``settled`` was written."""
        for number, found in self._taken:
            if number <= settled:
                found.forget()

    def _record(self, number: int) -> Path:
        return self._folder / f"{self._session}.{number:08d}.json"

    def _drop(self, first: int) -> None:
        """Remove the records before a number."""
        for file in _records(self._folder, self._session):
            if file.name < self._record(first).name:
                with contextlib.suppress(OSError):  # a folder that may only be read
                    file.unlink(missing_ok=True)

    @property
    def keeps(self) -> bool:
        """Whether a plan is kept on the disk."""
        return self._record(self._number).exists()

    def clear(self) -> None:
        """Nothing is unsaved any more."""
        self._first = self._number + 1
        self._drop(self._first)
        self._forget_taken(self._number)

    def close(self) -> None:
        """End properly: leave nothing to recover."""
        self.clear()
        self._lock.unlock()


def find_unsaved() -> tuple[Found, ...]:
    """Return the unsaved plans of dead sessions, newest first; unreadable ones are logged."""
    folder = _folder()
    sessions = {_session_of(file) for file in folder.glob("*.json")}
    last = (_last_of(folder, name) for name in sessions if not _in_use(folder, name))
    found = [one for one in last if one is not None]
    return tuple(sorted(found, key=lambda one: _age(one.file)))


def _last_of(folder: Path, session: str) -> Found | None:
    """Return the last record of a session that is whole: one may have been killed at writing."""
    for file in sorted(_records(folder, session), reverse=True):
        try:
            return Found(file, Record.model_validate_json(_text(file)))
        except (OSError, ValueError, ValidationError) as error:
            _log.warning("recovery file %s set aside: %s", file, error)
            with contextlib.suppress(OSError):
                file.rename(file.with_suffix(".broken"))
    return None


def _text(file: Path) -> str:
    found = file.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_BYTES:
        raise ValueError("too large, or no file")
    return file.read_text(encoding="utf-8")


def _session_of(file: Path) -> str:
    return file.name.split(".", 1)[0]


def _records(folder: Path, session: str) -> Iterator[Path]:
    return (file for file in folder.glob("*.json") if _session_of(file) == session)


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:  # its session has ended properly meanwhile
        return 0.0


def _in_use(folder: Path, session: str) -> bool:
    """Whether a living process holds the session's lock; a dead one's lock is taken away."""
    lock = QLockFile(str(folder / f"{session}.lock"))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True
