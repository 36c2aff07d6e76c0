"""Pictures as bytes for the embedded page.

A bitmap with alpha (BITMAPV4HEADER) is made in 0.1 ms where the quickest PNG takes 2–7 ms, and the
page's engine reads it as fast. Nothing is gained by packing what never leaves the process.
"""

from __future__ import annotations

import struct
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

MIME: Final = "image/bmp"
_FILE_HEADER: Final = struct.Struct("<2sIHHI")
_INFO_HEADER: Final = struct.Struct("<IiiHHIIiiII4I4s36s12s")
_BIT_FIELDS: Final = 3
_MASKS: Final = (0x00FF0000, 0x0000FF00, 0x000000FF, 0xFF000000)


def encode(image: QImage) -> bytes:
    """Return a picture as a bitmap with straight alpha (media type `MIME`)."""
    straight = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = _with_some_alpha(bytes(straight.constBits()))
    start = _FILE_HEADER.size + _INFO_HEADER.size
    file_header = _FILE_HEADER.pack(b"BM", start + len(pixels), 0, 0, start)
    # a negative height: rows from the top down, as Qt has them
    info_header = _INFO_HEADER.pack(
        _INFO_HEADER.size, image.width(), -image.height(), 1, 32, _BIT_FIELDS, len(pixels),
        3780, 3780, 0, 0, *_MASKS, b"BGRs", bytes(36), bytes(12),
    )  # fmt: skip
    return file_header + info_header + pixels


def _with_some_alpha(pixels: bytes) -> bytes:
    """Return BGRA pixels of which at least one is not fully transparent.

    Chromium takes a bitmap whose alpha is zero everywhere for an opaque one and shows it black.
    One pixel of alpha 1/255 is seen by the decoder and by nobody else.
    """
    import numpy as np  # noqa: PLC0415  the map's page begins to load before numpy does

    if np.frombuffer(pixels, dtype=np.uint8)[3::4].any():
        return pixels
    return pixels[:-1] + b"\x01"


def encode_png(image: QImage) -> bytes:
    """Return a picture as PNG, quickly and not much larger than at best."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(80)
    writer.write(image)
    return bytes(data.data())
