"""ZIP archives, unpacked for the time of reading, and never further than is safe.

An archive may hold names that lead out of the folder, more bytes than the disk has, or archives of
archives. Names are checked, sizes counted while they are written (what the archive says of itself
may be a lie), and only what map files consist of is unpacked, archives inside it never.
"""

from __future__ import annotations

import errno
import re
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Final

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading.formats import FORMATS
from planviewer.reading.vietnamese import is_syllable

MOST_BYTES: Final = 8 * 2**30
"""Unpacked together."""
MOST_MEMBERS: Final = 20_000
_HARMLESS_BYTES: Final = 64 * 2**20
MOST_RATIO: Final = 250
"""Unpacked to packed, beyond the first 64 MB: text of maps packs to a tenth, a bomb to a 1000th."""
_CHUNK: Final = 1 << 20
_LONGEST_NAME: Final = 120
_SUFFIXES: Final = frozenset(
    suffix
    for kind in FORMATS
    if kind.role == "features"
    for suffix in (*kind.suffixes, *kind.parts)
) - {".txt"} | {".xsd"}
_GEODATABASE_PART: Final = re.compile(r"\.gdb/[^/]+$", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
"""Those with a letter beyond ASCII."""
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*\x00-\x1f]')
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    ValueError,
    IndexError,
)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Give a temporary folder with the map files of an archive.

    Raises
    ------
    FileUnreadable
        If the archive is broken, has a password, is built to harm, or holds no map file.
    """
    with tempfile.TemporaryDirectory(prefix="planviewer-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, path, folder)
        except OSError as error:  # of the disk it is unpacked to, or of places that are none
            full = error.errno == errno.ENOSPC
            raise _unreadable(path, _FULL_WORDS if full else _BROKEN_WORDS) from error
        except _BROKEN as error:
            raise _unreadable(path, _BROKEN_WORDS) from error
        except RuntimeError as error:  # what the library says of passwords
            raise _unreadable(path, _PASSWORD_WORDS) from error
        yield folder


def refuse_bomb(path: Path) -> None:
    """Look at what an archive says it unpacks to, for readers that unpack it themselves.

    Raises
    ------
    FileUnreadable
        If that is out of proportion.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(member.file_size for member in archive.infolist())
    except (*_BROKEN, OSError) as error:
        raise _unreadable(path, _BROKEN_WORDS) from error
    _refuse_too_much(path, total, path.stat().st_size)


def _unpack(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _unreadable(path, _MANY_WORDS)
    packed, total, taken = path.stat().st_size, 0, set[str]()
    announced = max(1, sum(member.file_size for member in members))
    for member in members:
        name = _safe_name(path, member)
        if member.is_dir() or not _is_wanted(name):
            continue
        target = folder / _free(name, taken)
        target.parent.mkdir(parents=True, exist_ok=True)
        begun = min(1.0, total / announced)
        with archive.open(member) as source, target.open("wb") as file, pace.part(begun, 1.0):
            total = _copy(source, file, path, packed, total)
    if not taken:
        raise _unreadable(path, _NOTHING_WORDS)


def _copy(source: IO[bytes], file: IO[bytes], path: Path, packed: int, total: int) -> int:
    """Copy a member and return the bytes unpacked so far."""
    while chunk := source.read(_CHUNK):
        total += len(chunk)
        _refuse_too_much(path, total, packed)
        pace.reached(0.0)  # members are small, or large: what counts is that it can be stopped
        file.write(chunk)
    return total


def _refuse_too_much(path: Path, total: int, packed: int) -> None:
    if total > MOST_BYTES or total > max(_HARMLESS_BYTES, MOST_RATIO * packed):
        raise _unreadable(path, _BOMB_WORDS)


def _safe_name(path: Path, member: zipfile.ZipInfo) -> str:
    """Return the name of a member, with slashes, if it stays inside; links are refused too."""
    name = _spelled(member).replace("\\", "/")
    parts = PurePosixPath(name).parts
    leads_out = name.startswith("/") or ".." in parts or re.match(r"^[A-Za-z]:", name)
    if leads_out or stat.S_ISLNK(member.external_attr >> 16):
        words = Message(
            "reading",
            "the archive names “{name}”, which lies outside of it. Do not trust this file; ask the "
            "sender for another.",
            {"name": name[:200]},
        )
        raise _unreadable(path, words)
    return name


def _spelled(member: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: programs write UTF-8, or Windows letters, without saying."""
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeError):
            name = _decoded(name.encode("cp437")) or name
    return unicodedata.normalize("NFC", name)


def _decoded(raw: bytes) -> str | None:
    """Return bytes as UTF-8, or as Vietnamese Windows writes where that gives Vietnamese words."""
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    words = _WORDS.findall(text)
    return text if words and all(map(is_syllable, words)) else None


def _is_wanted(name: str) -> bool:
    pure = PurePosixPath(name)
    if pure.name.startswith("._") or "__MACOSX" in pure.parts:
        return False
    return pure.suffix.lower() in _SUFFIXES or _GEODATABASE_PART.search(name) is not None


def _free(name: str, taken: set[str]) -> Path:
    """Return the name as every system allows it; members of one set keep one stem."""
    parts = [_NOT_IN_NAMES.sub("_", part)[-_LONGEST_NAME:] for part in PurePosixPath(name).parts]
    candidate, number = "/".join(parts), 1
    while candidate.casefold() in taken:
        number += 1
        candidate = "/".join([f"{number}", *parts])
    taken.add(candidate.casefold())
    return Path(candidate)


def _unreadable(path: Path, reason: Message) -> FileUnreadable:
    return FileUnreadable(path=path, reason=reason)


def nothing_in(path: Path) -> FileUnreadable:
    """Return the error for an archive without map files."""
    return _unreadable(path, _NOTHING_WORDS)


_BROKEN_WORDS: Final = Message(
    "reading", "the archive is broken or cut short. Copy it again, or pack it anew."
)
_FULL_WORDS: Final = Message(
    "reading", "there is no room to unpack it. Make room on the disk of temporary files."
)
_PASSWORD_WORDS: Final = Message(
    "reading", "the archive has a password. Unpack it first, and open what is in it."
)
_MANY_WORDS: Final = Message(
    "reading", "the archive holds too many files. Unpack it first, and open what you need."
)
_BOMB_WORDS: Final = Message(
    "reading",
    "the archive would unpack to far more than a map file needs. If you trust it, unpack it first.",
)
_NOTHING_WORDS: Final = Message(
    "reading",
    "the archive holds no map file that planviewer reads; archives and images in it are not "
    "opened. Unpack it first.",
)
