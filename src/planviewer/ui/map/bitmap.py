"""Pictures for the page without compression: they travel inside one machine.

Deflating a 256-pixel tile costs 5–10 ms; a bitmap with an alpha channel (Windows BMP, version 4
header) is the raw pixels behind 122 bytes.
"""

from __future__ import annotations

import struct
from typing import Final

from PySide6.QtGui import QImage

MIME: Final = b"image/bmp"
_FILE_HEADER: Final = 14
_INFO_HEADER: Final = 108
_BITFIELDS: Final = 3
_SRGB: Final = 0x73524742
_MASKS: Final = (0x00FF0000, 0x0000FF00, 0x000000FF, 0xFF000000)


def bitmap(image: QImage) -> bytes:
    """Return ``image`` as a 32-bit BMP with alpha, top row first."""
    straight = image.convertToFormat(QImage.Format.Format_ARGB32)
    return _header(straight.width(), straight.height()) + bytes(straight.constBits())


def empty() -> bytes:
    """Return a transparent pixel, which the page stretches over a tile."""
    return _header(1, 1) + bytes(4)


def _header(width: int, height: int) -> bytes:
    size = width * height * 4
    offset = _FILE_HEADER + _INFO_HEADER
    file_header = struct.pack("<2sIHHI", b"BM", offset + size, 0, 0, offset)
    info = struct.pack(
        "<IiiHHIIiiII4II36x12x",
        *(_INFO_HEADER, width, -height, 1, 32, _BITFIELDS, size, 2835, 2835, 0, 0),
        *_MASKS,
        _SRGB,
    )
    return file_header + info
