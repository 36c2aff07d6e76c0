"""A sheet as GeoTIFF: the whole page, every pixel with its place in the plan CRS.

Written by hand after TIFF 6.0 and OGC 19-008r4 (GeoTIFF 1.1), because it needs nothing but
``zlib``: one directory, RGB, strips compressed with horizontal prediction.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from planviewer import __version__
from planviewer.model import crs as systems
from planviewer.sheets.artist import Artist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_INCH, page_pixels
from planviewer.sheets.picture import expect, image

ROWS_PER_STRIP: Final = 128
_USER_DEFINED: Final = 32767

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIP_OFFSETS, _SAMPLES, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 277, 278, 279
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT, _SOFTWARE, _PREDICTOR = 282, 283, 296, 305, 317
_PIXEL_SCALE, _TIEPOINT, _TRANSFORMATION = 33550, 33922, 34264
_GEO_KEYS, _GEO_TEXTS = 34735, 34737


@dataclass(frozen=True)
class _Field:
    """One entry of the directory: TIFF type, number of values, the values as bytes."""

    kind: int
    count: int
    data: bytes


def _shorts(*values: int) -> _Field:
    return _Field(3, len(values), struct.pack(f"<{len(values)}H", *values))


def _longs(*values: int) -> _Field:
    return _Field(4, len(values), struct.pack(f"<{len(values)}I", *values))


def _doubles(*values: float) -> _Field:
    return _Field(12, len(values), struct.pack(f"<{len(values)}d", *values))


def _text(value: str) -> _Field:
    data = value.encode("ascii", "replace") + b"\0"
    return _Field(2, len(data), data)


def _rational(numerator: int) -> _Field:
    return _Field(5, 1, struct.pack("<II", numerator, 1))


def geotiff(sheet: Sheet, artist: Artist) -> bytes:
    """Return the sheet as GeoTIFF of ``request.dpi``."""
    strips = _strips(image(sheet, artist))
    offsets, place = [], 8
    for strip in strips:
        offsets.append(place)
        place += len(strip) + len(strip) % 2
    body = b"".join(strip + b"\0" * (len(strip) % 2) for strip in strips)
    fields = {
        **_picture_fields(sheet),
        _STRIP_OFFSETS: _longs(*offsets),
        _STRIP_SIZES: _longs(*(len(strip) for strip in strips)),
        **_place_fields(sheet),
    }
    return struct.pack("<2sHI", b"II", 42, place) + body + _directory(fields, place)


def _strips(picture: QImage) -> list[bytes]:
    """Return the rows, each pixel as its difference from the one to its left, compressed."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows: npt.NDArray[np.uint8] = np.frombuffer(rgb.constBits(), dtype=np.uint8)
    rows = rows.reshape(rgb.height(), rgb.bytesPerLine())[:, : rgb.width() * 3]
    strips = []
    for first in range(0, rgb.height(), ROWS_PER_STRIP):
        part = rows[first : first + ROWS_PER_STRIP].reshape(-1, rgb.width(), 3)
        change = part.copy()
        change[:, 1:] -= part[:, :-1]
        strips.append(zlib.compress(change.tobytes(), 6))
    return strips


def _picture_fields(sheet: Sheet) -> dict[int, _Field]:
    width, height = page_pixels(sheet.size_mm, sheet.request.dpi)
    return {
        _WIDTH: _longs(width),
        _HEIGHT: _longs(height),
        _BITS: _shorts(8, 8, 8),
        _COMPRESSION: _shorts(8),
        _PHOTOMETRIC: _shorts(2),
        _SAMPLES: _shorts(3),
        _ROWS_PER_STRIP: _longs(ROWS_PER_STRIP),
        _X_RESOLUTION: _rational(sheet.request.dpi),
        _Y_RESOLUTION: _rational(sheet.request.dpi),
        _RESOLUTION_UNIT: _shorts(2),
        _SOFTWARE: _text(f"planviewer {__version__}"),
        _PREDICTOR: _shorts(2),
    }


def _page_to_ground(sheet: Sheet) -> tuple[float, float, float, float, float, float]:
    """Return a, b, c, d, e, f: east = a·column + b·row + c, north = d·column + e·row + f.

    Column and row count pixels from the upper left corner of the page.
    """
    mm = MM_PER_INCH / sheet.request.dpi
    west, north = sheet.ground.ground(0.0, 0.0)
    right, below = sheet.ground.ground(1.0, 0.0), sheet.ground.ground(0.0, 1.0)
    a, d = (right[0] - west) * mm, (right[1] - north) * mm
    b, e = (below[0] - west) * mm, (below[1] - north) * mm
    return a, b, west, d, e, north


def _place_fields(sheet: Sheet) -> dict[int, _Field]:
    """Return where the page lies; a list page lies nowhere."""
    if sheet.place is None:
        return {}
    parsed = systems.parse_crs(sheet.request.crs)
    code = parsed.to_epsg(min_confidence=100) or _USER_DEFINED
    name = f"{parsed.name}|"
    # Each key: id, where the value is (0: here), count, value. Model 1: projected; raster 1: areas.
    keys = (1024, 0, 1, 1), (1025, 0, 1, 1), (1026, _GEO_TEXTS, len(name), 0), (3072, 0, 1, code)
    return {
        **_affine_fields(sheet),
        _GEO_KEYS: _shorts(1, 1, 1, len(keys), *(value for key in keys for value in key)),
        _GEO_TEXTS: _text(name),
    }


def _affine_fields(sheet: Sheet) -> dict[int, _Field]:
    """Return scale and tie point, or of a turned sheet the whole transformation."""
    a, b, c, d, e, f = _page_to_ground(sheet)
    if sheet.request.turn == 0:
        side = MM_PER_INCH / sheet.request.dpi * sheet.scale / 1000
        return {
            _PIXEL_SCALE: _doubles(side, side, 0.0),
            _TIEPOINT: _doubles(0.0, 0.0, 0.0, c, f, 0.0),
        }
    matrix = (a, b, 0.0, c, d, e, 0.0, f, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    return {_TRANSFORMATION: _doubles(*matrix)}


def _directory(fields: dict[int, _Field], place: int) -> bytes:
    """Return the directory that begins at ``place``; what is longer than 4 bytes follows it."""
    entries, beyond = b"", b""
    after = place + 2 + 12 * len(fields) + 4
    for tag, field in sorted(fields.items()):
        value = field.data.ljust(4, b"\0")
        if len(field.data) > 4:
            value = struct.pack("<I", after + len(beyond))
            beyond += field.data + b"\0" * (len(field.data) % 2)
        entries += struct.pack("<HHI", tag, field.kind, field.count) + value
    return struct.pack("<H", len(fields)) + entries + struct.pack("<I", 0) + beyond


def verify_geotiff(sheet: Sheet, path: Path) -> None:
    """Read size, resolution and place again.

    Raises
    ------
    SheetNotVerified
        If one of them is not as asked.
    """
    found = _read(path.read_bytes())
    size = page_pixels(sheet.size_mm, sheet.request.dpi)
    expect(path, "size", size, (_first(found, _WIDTH, "I"), _first(found, _HEIGHT, "I")))
    expect(path, "resolution", sheet.request.dpi, _first(found, _X_RESOLUTION, "I"))
    for tag, field in (_affine_fields(sheet) if sheet.place else {}).items():
        expect(path, "place", field.data, found.get(tag))


def _first(found: dict[int, bytes], tag: int, kind: str) -> float:
    return float(struct.unpack_from(f"<{kind}", found[tag])[0])


def _read(data: bytes) -> dict[int, bytes]:
    """Return the values of the directory as bytes."""
    sizes = {2: 1, 3: 2, 4: 4, 5: 8, 12: 8}
    place = struct.unpack_from("<I", data, 4)[0]
    fields = {}
    for number in range(struct.unpack_from("<H", data, place)[0]):
        entry = place + 2 + 12 * number
        tag, kind, count = struct.unpack_from("<HHI", data, entry)
        length = count * sizes[kind]
        start = entry + 8 if length <= 4 else struct.unpack_from("<I", data, entry + 8)[0]
        fields[tag] = data[start : start + length]
    return fields
