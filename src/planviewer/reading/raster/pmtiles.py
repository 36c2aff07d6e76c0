"""PMTiles of images, put into an MBTiles file for the time of the process.

No library here reads image tiles in a PMTiles archive. The layout is that of version 3: a header of
127 bytes, directories of varints (gzip or plain), tiles found by their number on a Hilbert curve.
"""

from __future__ import annotations

import atexit
import gzip
import shutil
import sqlite3
import struct
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message

_HEADER_BYTES: Final = 127
_PLAIN, _GZIP = 1, 2
_IMAGES: Final = {2: "png", 3: "jpg", 4: "webp"}
_MOST_DIRECTORY_BYTES: Final = 256 * 2**20
_MOST_TILES: Final = 5_000_000
_DEEPEST: Final = 4
_LARGEST_ZOOM: Final = 26
_lock = threading.Lock()


@dataclass(frozen=True)
class _Header:
    """What the header says (offsets and lengths in bytes, bounds in degrees)."""

    root: tuple[int, int]
    leaves: tuple[int, int]
    tiles: tuple[int, int]
    packing: int
    kind: int
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]


def as_mbtiles(path: Path) -> Path:
    """Return an MBTiles file with the same tiles, made once for each state of the file.

    Raises
    ------
    FileUnreadable
        If the archive is broken, or packed in a way nobody here unpacks.
    """
    state = path.stat()
    with _lock:
        return _made(path, state.st_mtime_ns, state.st_size)


@cache
def _made(path: Path, stamp: int, size: int) -> Path:
    target = _folder() / f"{abs(hash((path, stamp, size))):x}.mbtiles"
    try:
        with path.open("rb") as file:
            data = _Archive(path, file.read(_HEADER_BYTES))
        _write(data, target)
    except (OSError, ValueError, IndexError, struct.error, zlib.error, EOFError) as error:
        target.unlink(missing_ok=True)
        raise _broken(path, str(error)) from error
    return target


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="planviewer-tiles-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class _Archive:
    """An archive whose header was read."""

    def __init__(self, path: Path, head: bytes) -> None:
        self.path = path
        self.header = _header(head)
        if self.header.packing not in {_PLAIN, _GZIP}:
            raise ValueError("its directories are packed with brotli or zstd")
        if self.header.kind not in _IMAGES:
            raise ValueError("its tiles are of an unknown kind")

    def tiles(self) -> Iterator[tuple[int, int, int]]:
        """Return (number, offset, length) of every tile."""
        with self.path.open("rb") as file:
            yield from self._entries(file, self.header.root, 0)

    def _entries(
        self, file: IO[bytes], place: tuple[int, int], depth: int
    ) -> Iterator[tuple[int, int, int]]:
        if depth > _DEEPEST:
            raise ValueError("directories are nested too deeply")
        file.seek(place[0])
        packed = file.read(place[1])
        plain = _unpacked(packed, self.header.packing)
        for number, offset, length, run in _directory(plain):
            if run == 0:
                yield from self._entries(file, (self.header.leaves[0] + offset, length), depth + 1)
            for step in range(run):
                yield number + step, self.header.tiles[0] + offset, length


def _header(head: bytes) -> _Header:
    if len(head) < _HEADER_BYTES:
        raise ValueError("the header is cut short")
    places = struct.unpack("<8Q", head[8:72])
    zoom_from, zoom_to = head[100], head[101]
    west, south, east, north = (v / 1e7 for v in struct.unpack("<4i", head[102:118]))
    return _Header(
        root=places[0:2],
        leaves=places[4:6],
        tiles=places[6:8],
        packing=head[97],
        kind=head[99],
        zooms=(zoom_from, zoom_to),
        bounds=(west, south, east, north),
    )


def _unpacked(data: bytes, packing: int) -> bytes:
    if packing == _PLAIN:
        return data
    with gzip.GzipFile(fileobj=BytesIO(data)) as file:
        plain = file.read(_MOST_DIRECTORY_BYTES + 1)
    if len(plain) > _MOST_DIRECTORY_BYTES:
        raise ValueError("a directory is too large")
    return plain


def _directory(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Read a directory: numbers as steps, then runs, lengths, offsets (0: behind the last)."""
    reader = _Varints(data)
    count = reader.next()
    if count > _MOST_TILES:
        raise ValueError("a directory names too many tiles")
    numbers, last = [], 0
    for _ in range(count):
        last += reader.next()
        numbers.append(last)
    runs = [reader.next() for _ in range(count)]
    lengths = [reader.next() for _ in range(count)]
    offset = 0
    for index in range(count):
        said = reader.next()
        offset = offset + lengths[index - 1] if said == 0 and index else said - 1
        yield numbers[index], offset, lengths[index], runs[index]


class _Varints:
    """Numbers of seven bits a byte, the lowest first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def next(self) -> int:
        value = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise ValueError("a number is too long")


def tile_place(number: int) -> tuple[int, int, int]:
    """Return (zoom, column, row from the north) of a tile by its number on the Hilbert curve."""
    zoom, first = 0, 0
    while first + 4**zoom <= number:
        first += 4**zoom
        zoom += 1
        if zoom > _LARGEST_ZOOM:
            raise ValueError("a tile lies beyond all zoom levels")
    rest, x, y, side = number - first, 0, 0, 1
    while side < 2**zoom:
        right = 1 & (rest // 2)
        up = 1 & (rest ^ right)
        if up == 0:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x + side * right, y + side * up
        rest //= 4
        side *= 2
    return zoom, x, y


def _write(archive: _Archive, target: Path) -> None:
    header = archive.header
    with closing(sqlite3.connect(target)) as base, base, archive.path.open("rb") as file:
        base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        base.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
            "tile_data BLOB)"
        )
        base.executemany("INSERT INTO metadata VALUES (?, ?)", _metadata(archive))
        size = archive.path.stat().st_size
        for count, (number, offset, length) in enumerate(archive.tiles()):
            zoom, column, row = tile_place(number)
            if count > _MOST_TILES or offset + length > size:
                raise ValueError("a tile lies beyond the end of the file")
            if zoom > header.zooms[1]:
                continue
            file.seek(offset)
            values = (zoom, column, 2**zoom - 1 - row, file.read(length))
            base.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", values)
        base.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")


def _metadata(archive: _Archive) -> list[tuple[str, str]]:
    header = archive.header
    return [
        ("name", archive.path.stem),
        ("type", "overlay"),
        ("format", _IMAGES[header.kind]),
        ("minzoom", str(header.zooms[0])),
        ("maxzoom", str(header.zooms[1])),
        ("bounds", ",".join(f"{value:.7f}" for value in header.bounds)),
    ]


def _broken(path: Path, detail: str) -> FileUnreadable:
    reason = Message(
        "reading",
        "it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.",
        {"detail": detail[:200] or "–"},
    )
    return FileUnreadable(path=path, reason=reason)
