"""What a writer leaves behind that was killed on the way, told from what another is writing now.

Temporary files carry in their name which process of which machine writes them. Only those are
taken away whose process lived on this machine and lives no more; a folder may be on a network
drive, where others write as well.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import secrets
import shutil
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

_OURS: Final = re.compile(
    r"\..{0,40}\.pv(?P<machine>[0-9a-f]{8})-(?P<process>[0-9a-f]{1,8})-[0-9a-f]{8}.*", re.DOTALL
)
"""What follows the mark may be more than a suffix: databases have files of their own beside it."""
_STILL_ACTIVE: Final = 259
_QUERY: Final = 0x1000
_NO_SUCH_PROCESS: Final = 87

BEFORE: Final = "before"
"""Folder, inside the temporary one of a set, that the older set is moved to."""
MOVED_OUT: Final = "moved-out"
"""File beside it: the older set is out, the new one, of the stem it holds, is on its way in."""

_living: set[str] = set()
_cleared: set[Path] = set()


def name_for(stem: str, suffix: str = "") -> str:
    """Return a hidden name for what this process is about to write."""
    mark = f"pv{_machine()}-{os.getpid():x}-{secrets.token_hex(4)}"
    name = f".{stem[:40]}.{mark}{suffix}"
    _living.add(name)
    return name


def done_with(path: Path) -> None:
    """Take a temporary file or folder away, with what the writer put beside it."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
            for end in ("-journal", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
    _living.discard(path.name)


def clear_once(folder: Path) -> None:
    """Clear a folder, the first time this process writes there."""
    if folder not in _cleared:
        _cleared.add(folder)
        clear(folder)


def clear(folder: Path) -> None:
    """Take away what dead processes of this machine left in a folder; never fails.

    An exchange of a set of files that was broken off is brought to an end: back, as long as the
    older set was on its way out, else on.
    """
    with suppress(OSError):
        for item in list(folder.iterdir()):
            if is_left_over(item.name):
                with suppress(OSError):
                    _clear_one(item)


def is_left_over(name: str) -> bool:
    """Whether a name is that of a temporary file whose writer lives no more."""
    found = _OURS.fullmatch(name)
    if found is None or found["machine"] != _machine():
        return False
    process = int(found["process"], 16)
    if process == os.getpid():  # another had the same number before
        return not any(name.startswith(mine) for mine in tuple(_living))
    return not _lives(process)


def _clear_one(item: Path) -> None:
    if not item.is_dir() or item.is_symlink():
        item.unlink(missing_ok=True)
        return
    if (item / MOVED_OUT).exists():
        stem = (item / MOVED_OUT).read_text(encoding="utf-8")
        for part in [x for x in item.iterdir() if x.is_file() and x.name != MOVED_OUT]:
            part.replace(place_of(part, item.parent, stem))
    elif (item / BEFORE).is_dir():
        for part in (item / BEFORE).iterdir():
            part.replace(item.parent / part.name)
    shutil.rmtree(item, ignore_errors=True)


def place_of(part: Path, folder: Path, stem: str) -> Path:
    """Return where a part of a new set belongs: its own stem is a plain one of the same length."""
    return folder / f"{stem}{part.name[len(stem) :]}"


@cache
def _machine() -> str:
    """Return a mark of this machine, the same after a restart.

    Containers may share its name and see other processes: Linux numbers what they see. Of Windows
    two machines on one network drive may have the same name: each has an id of its own.
    """
    known = [platform.node(), _windows_id()]
    with suppress(OSError):
        known.append(Path("/etc/machine-id").read_text(encoding="ascii"))
    with suppress(OSError):
        known.append(str(Path("/proc/self/ns/pid").stat().st_ino))
    return blake2b("\n".join(known).encode(), digest_size=4).hexdigest()


def _windows_id() -> str:
    """Return the id Windows got when it was installed, "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415  there only

    with (
        suppress(OSError),
        winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
    ):
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _lives(process: int) -> bool:
    """Whether a process of this machine lives; in doubt it does."""
    if sys.platform == "win32":  # os.kill would end it there
        return _lives_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _lives_on_windows(process: int) -> bool:
    system = _kernel()
    handle = system.OpenProcess(_QUERY, False, process)
    if not handle:
        return ctypes.get_last_error() != _NO_SUCH_PROCESS  # type: ignore[attr-defined,unused-ignore,no-any-return]
    try:
        code = ctypes.c_uint32()
        said = system.GetExitCodeProcess(handle, ctypes.byref(code))
        return not said or code.value == _STILL_ACTIVE
    finally:
        system.CloseHandle(handle)


def _kernel() -> Any:
    """Return kernel32 with the types of what is asked of it: a handle is as wide as a pointer."""
    system: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # there only
    number, handle, yes = ctypes.c_uint32, ctypes.c_void_p, ctypes.c_int
    for function, given, answer in (
        (system.OpenProcess, (number, yes, number), handle),
        (system.GetExitCodeProcess, (handle, ctypes.c_void_p), yes),
        (system.CloseHandle, (handle,), yes),
    ):
        function.argtypes, function.restype = given, answer
    return system
