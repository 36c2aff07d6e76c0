"""A crash loses nothing: unsaved plans are written after every edit and found at the next start."""

from __future__ import annotations

import contextlib
import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QLockFile

from planviewer.app.profile import profile_dir
from planviewer.model.plan import Plan
from planviewer.model.value import Value
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)


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
        with contextlib.suppress(OSError):  # found again then, which loses nothing
            self.file.unlink(missing_ok=True)


def _folder() -> Path:
    folder = profile_dir() / "recovery"
    with contextlib.suppress(OSError):  # nothing to recover then; keeping says why it fails
        folder.mkdir(exist_ok=True)
    return folder


class Autosave:
    """Keeps the unsaved plan of one session on disk while the session lives.

    A lock file held by the process tells a living session from a dead one.
    """

    def __init__(self) -> None:
        self._file = _folder() / f"{uuid.uuid4().hex}.json"
        self._lock = QLockFile(str(self._file.with_suffix(".lock")))
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)

    def keep(self, path: Path, plan: Plan) -> None:
        """Write the plan as it is now.

        Raises
        ------
        FileNotWritten
            If the disk refuses.
        """
        record = Record(path=str(path), plan=plan)
        with replacing(self._file) as temporary:
            temporary.write_text(record.model_dump_json(), encoding="utf-8")

    @property
    def keeps(self) -> bool:
        """Whether a plan is kept on the disk."""
        return self._file.exists()

    def clear(self) -> None:
        """Nothing is unsaved any more."""
        with contextlib.suppress(OSError):  # a folder that is not there or may only be read
            self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """End properly: leave nothing to recover."""
        self.clear()
        self._lock.unlock()


def find_unsaved() -> tuple[Found, ...]:
    """Return the unsaved plans of dead sessions, newest first; unreadable ones are logged."""
    found = []
    for file in sorted(_folder().glob("*.json"), key=_age):
        if _in_use(file):
            continue
        try:
            record = Record.model_validate_json(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, ValidationError) as error:
            _log.warning("recovery file %s set aside: %s", file, error)
            with contextlib.suppress(OSError):
                file.rename(file.with_suffix(".broken"))
            continue
        found.append(Found(file, record))
    return tuple(found)


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:  # its session has ended properly meanwhile
        return 0.0


def _in_use(file: Path) -> bool:
    """Whether a living process holds the record's lock; a dead one's lock is taken away."""
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True
