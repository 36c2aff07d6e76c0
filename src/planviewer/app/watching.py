"""Files watched on disk: who changed is told once the file is whole again.

The system tells most changes at once. Programs that save by putting a new file in the place of the
old one, and disks on the network, are looked at from time to time as well. A change is told when
size and time have stood still for a while, so that a half-written file is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from planviewer.reading.recognition import is_there

SETTLE_MS: Final = 500
"""A file must be the same for so long."""
POLL_MS: Final = 4_000
"""How often is looked at what the system may not tell."""

Mark = tuple[tuple[str, int, int, int], ...]
"""Name, size, time (ns) and number of each part of a file."""

_PARTS: Final = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg"),
    ".tab": (".dat", ".map", ".id"),
    ".mif": (".mid",),
    ".gpkg": (".gpkg-wal",),
}


class FileWatcher(QObject):
    """Watches files; ``changed(path)`` comes once for each new content.

    Parameters
    ----------
    settle_ms, poll_ms
        As ``SETTLE_MS`` and ``POLL_MS``.
    """

    changed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, settle_ms: int = SETTLE_MS, poll_ms: int = POLL_MS
    ) -> None:
        super().__init__(parent)
        self._known: dict[Path, Mark] = {}
        self._seen: dict[Path, Mark] = {}
        self._system = QFileSystemWatcher(self)
        self._system.fileChanged.connect(lambda _name: self._soon())
        self._system.directoryChanged.connect(lambda _name: self._soon())
        self._settle = QTimer(self, singleShot=True, interval=settle_ms)
        self._settle.timeout.connect(self._look)
        self._poll = QTimer(self, interval=poll_ms)
        self._poll.timeout.connect(self._glance)

    @property
    def paths(self) -> frozenset[Path]:
        """The files that are watched."""
        return frozenset(self._known)

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch exactly these files, as they are from now on; known ones are gone on with."""
        wanted = set(paths)
        self._known = {path: self._known.get(path) or mark_of(path) for path in wanted}
        self._seen = {path: mark for path, mark in self._seen.items() if path in wanted}
        self._tell_system()
        if wanted:
            self._poll.start()
        else:
            self._poll.stop()

    def close(self) -> None:
        """Watch nothing any more."""
        self.watch(())
        self._settle.stop()

    def _tell_system(self) -> None:
        wanted = {str(part) for path in self._known for part in parts_of(path) if is_there(part)}
        # A file that is put in the place of another is seen in its folder only.
        wanted |= {str(path.parent) for path in self._known if path.parent.is_dir()}
        watched = {*self._system.files(), *self._system.directories()}
        if gone := sorted(watched - wanted):
            self._system.removePaths(gone)
        if new := sorted(wanted - watched):
            self._system.addPaths(new)

    def _soon(self) -> None:
        self._settle.start()

    def _glance(self) -> None:
        other = any(mark_of(path) != mark for path, mark in self._known.items())
        if other and not self._settle.isActive():
            self._settle.start()

    def _look(self) -> None:
        """Tell what changed and stands still; wait for what does not."""
        moving = False
        for path, known in tuple(self._known.items()):
            mark = mark_of(path)
            if mark == known:
                self._seen.pop(path, None)
            elif not mark or self._seen.get(path) != mark:
                # Gone (it may come back at once), or still being written.
                moving = moving or bool(mark)
                self._seen[path] = mark
            else:
                self._known[path] = mark
                self._seen.pop(path)
                self.changed.emit(path)
        self._tell_system()
        if moving:
            self._settle.start()


def parts_of(path: Path) -> tuple[Path, ...]:
    """Return the files that make one: a Shapefile has several."""
    ends = _PARTS.get(path.suffix.lower(), ())
    if path.suffix != path.suffix.lower():
        ends = (*(end.upper() for end in ends), *ends)  # where names differ in case, too
    return (path, *(path.with_suffix(end) for end in ends))


def mark_of(path: Path) -> Mark:
    """Return what tells one content of a file from another; empty where there is none."""
    found = []
    for part in parts_of(path):
        try:
            stat = part.stat()
        except OSError:
            if part == path:
                return ()
            continue
        found.append((part.name, stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(found)
