"""Files that are replaced whole or not at all.

A new file is written beside the old one, forced to the disk, and takes its place in one step. If
anything fails on the way the old file is what it was and nothing else is left behind. What a
process leaves that is killed on the way goes when the next one writes there (``leftovers``).
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planviewer.errors import FileNotWritten, PlanviewerError
from planviewer.i18n import Message
from planviewer.writing import leftovers

_PATIENCE_SECONDS: Final = (0.05, 0.1, 0.2, 0.4)
"""Waits on Windows, where a virus scanner may hold a fresh file for a moment."""


ODD: Final = frozenset("!;?")
"""Letters of a name that the library takes for marks of an address; temporary names have none."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; on success it becomes ``path``.

    The temporary name keeps the suffix, because writers choose the format by it. Where ``path`` is
    a link, the file it leads to is replaced. Permissions of the old file are kept.

    Raises
    ------
    FileNotWritten
        If the folder, the disk or another program does not allow it.
    """
    target = _target(path)
    leftovers.clear_once(target.parent)
    temporary = target.with_name(leftovers.name_for(_plain(target.stem), target.suffix))
    try:
        with _saying_why(path):
            yield temporary
            _settle(temporary, target)
            _move(temporary, target)
            sync_folder(target.parent)
    finally:
        leftovers.done_with(temporary)


@contextmanager
def replacing_set(path: Path) -> Iterator[Path]:
    """Give a path in a temporary folder; all files made there take their places beside ``path``.

    For formats of several files. Parts of an older set of the same stem that are not made anew
    are removed, since they would describe other features; if a move fails, the older set is put
    back.

    Raises
    ------
    FileNotWritten
        As :func:`replacing`.
    """
    target = _target(path)
    leftovers.clear_once(target.parent)
    folder = target.with_name(leftovers.name_for(_plain(target.stem)))
    try:
        with _saying_why(path):
            folder.mkdir()
            yield folder / _plain(target.name)
            _exchange(folder, target)
            sync_folder(target.parent)
    finally:
        leftovers.done_with(folder)


SET_SUFFIXES: Final = frozenset(
    {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj", ".idm", ".ind"}
)
"""What belongs to a Shapefile."""


def not_written(path: Path, error: OSError) -> FileNotWritten:
    """Say why the system refused to write."""
    return FileNotWritten(path=path, reason=_reason(error))


def _plain(name: str) -> str:
    """Return a name of the same length without odd letters."""
    return "".join("_" if letter in ODD else letter for letter in name)


def _target(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    with _saying_why(path):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "")
    return target


@contextmanager
def _saying_why(path: Path) -> Iterator[None]:
    try:
        yield
    except PlanviewerError:
        raise
    except OSError as error:
        raise not_written(path, error) from error


def _settle(temporary: Path, target: Path) -> None:
    """Force the new file to the disk, with the permissions of the old one."""
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
    with contextlib.suppress(OSError):  # there may be no old one
        shutil.copymode(target, temporary)


def _exchange(folder: Path, target: Path) -> None:
    """Move the new set in and the old one out, or put everything back."""
    made = [part for part in folder.iterdir() if part.is_file()]
    old = [
        part
        for part in target.parent.iterdir()
        if part.stem == target.stem and part.suffix.lower() in SET_SUFFIXES
    ]
    for part in made:
        _settle(part, target.parent / part.name)
    kept = folder / leftovers.BEFORE
    kept.mkdir()
    done: list[tuple[Path, Path]] = []

    def move(source: Path, destination: Path) -> None:
        _move(source, destination)
        done.append((source, destination))

    try:
        for part in old:
            move(part, kept / part.name)
        (folder / leftovers.MOVED_OUT).write_text(target.stem, encoding="utf-8")
        for part in made:
            move(part, leftovers.place_of(part, target.parent, target.stem))
    except OSError:
        for source, destination in reversed(done):
            destination.replace(source)
        raise


def _move(source: Path, destination: Path) -> None:
    for seconds in _PATIENCE_SECONDS if sys.platform == "win32" else ():
        try:
            source.replace(destination)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    source.replace(destination)


def sync_folder(folder: Path) -> None:
    """Force the new name to the disk, where folders can be opened (not on Windows)."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> Message:
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return known
    text = os.strerror(error.errno) if error.errno else type(error).__name__
    return Message("writing", "the system says: {text}.", {"text": text.lower()})


_FULL: Final = Message("writing", "the disk is full. Make room or choose another place.")
_FORBIDDEN: Final = Message(
    "writing",
    "the file or its folder may not be written, or another program has the file open. "
    "Close it there or choose another place.",
)
_READ_ONLY: Final = Message("writing", "the disk can only be read. Choose another place.")
_REASONS: Final = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,  # not on Windows
    errno.EFBIG: Message("writing", "the disk does not take files so large. Choose another place."),
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EISDIR: Message("writing", "it is a folder. Give the name of a file."),
    errno.ENOENT: Message("writing", "the folder does not exist. Make it first."),
    errno.ENOTDIR: Message("writing", "the folder does not exist. Make it first."),
    errno.ENAMETOOLONG: Message("writing", "the name is too long. Choose a shorter one."),
}
