"""A sheet as PNG or SVG."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from planviewer.errors import SheetNotVerified, SheetResolution
from planviewer.sheets.artist import Artist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_INCH, page_pixels
from planviewer.sheets.png_file import png_bytes
from planviewer.sheets.render import render

Picture = QImage
"""A painted page, for those above that may not name what paints it."""

LOWEST_DPI: Final = 30
HIGHEST_DPI: Final = 1200
MOST_PIXELS: Final = 200_000_000
"""0.8 GB while painting; A0 up to 359 dpi."""

SVG_UNITS_PER_MM: Final = 100


def image(sheet: Sheet, artist: Artist) -> QImage:
    """Paint a sheet as a picture of ``request.dpi``.

    Raises
    ------
    SheetResolution
        If the picture would be too coarse to read or too large to make.
    """
    dpi = sheet.request.dpi
    _require_possible(sheet.size_mm, dpi)
    picture = QImage(*page_pixels(sheet.size_mm, dpi), QImage.Format.Format_RGB32)
    if picture.isNull():
        raise SheetResolution(dpi=dpi, lowest=LOWEST_DPI, highest=min(dpi // 2, HIGHEST_DPI))
    picture.fill(Qt.GlobalColor.white)
    per_metre = round(dpi / MM_PER_INCH * 1000)
    picture.setDotsPerMeterX(per_metre)
    picture.setDotsPerMeterY(per_metre)
    with_painter(picture, lambda painter: render(painter, sheet, artist, dpi / MM_PER_INCH))
    return picture


def preview(sheet: Sheet, artist: Artist, px_per_mm: float) -> QImage:
    """Paint a sheet for the screen: the same picture as on paper, at any size."""
    width, height = (max(1, round(side * px_per_mm)) for side in sheet.size_mm)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    with_painter(picture, lambda painter: render(painter, sheet, artist, px_per_mm))
    return picture


def _require_possible(size_mm: tuple[float, float], dpi: int) -> None:
    square_inches = size_mm[0] * size_mm[1] / MM_PER_INCH**2
    highest = min(HIGHEST_DPI, int((MOST_PIXELS / square_inches) ** 0.5))
    if not LOWEST_DPI <= dpi <= highest:
        raise SheetResolution(dpi=dpi, lowest=LOWEST_DPI, highest=highest)


def with_painter(device: QPaintDevice, work: Callable[[QPainter], None]) -> None:
    """Run ``work`` with a painter on ``device`` and end it, whatever happens."""
    painter = QPainter(device)
    try:
        work(painter)
    finally:
        painter.end()


def png(sheet: Sheet, artist: Artist) -> bytes:
    """Return the sheet as PNG with its resolution, title and scale inside."""
    texts = {"Title": str(sheet.request.title)}
    if sheet.place is not None:
        texts["Scale"] = f"1:{sheet.scale}"
    return png_bytes(image(sheet, artist), texts)


def verify_png(sheet: Sheet, path: Path) -> None:
    """Read the header again.

    Raises
    ------
    SheetNotVerified
        If size or resolution are not as asked, or the end is missing.
    """
    chunks = dict(_png_chunks(path.read_bytes()))
    width, height = struct.unpack(">II", chunks.get("IHDR", bytes(8))[:8])
    expect(path, "size", page_pixels(sheet.size_mm, sheet.request.dpi), (width, height))
    per_metre = struct.unpack(">I", chunks.get("pHYs", bytes(4))[:4])[0]
    expect(path, "resolution", sheet.request.dpi, round(per_metre * MM_PER_INCH / 1000))
    expect(path, "end", True, "IEND" in chunks)


def expect(path: Path, what: str, expected: object, found: object) -> None:
    """Raise ``SheetNotVerified`` unless ``found`` is as ``expected``."""
    if found != expected:
        raise SheetNotVerified(path=path, what=what, expected=str(expected), found=str(found))


def _png_chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    place = 8
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length] if name != b"IDAT" else b""
        yield name.decode("latin-1"), body
        place += 12 + length


def svg(sheet: Sheet, artist: Artist) -> bytes:
    """Return the sheet as SVG in true millimetres; its text needs the font where it is shown."""
    width, height = (round(side * SVG_UNITS_PER_MM) for side in sheet.size_mm)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(SVG_UNITS_PER_MM * MM_PER_INCH))
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(str(sheet.request.title))
    generator.setDescription("" if sheet.place is None else f"1:{sheet.scale}")
    with_painter(generator, lambda painter: render(painter, sheet, artist, SVG_UNITS_PER_MM))
    return bytes(data.data())


def verify_svg(sheet: Sheet, path: Path) -> None:
    """Read the size again.

    Raises
    ------
    SheetNotVerified
        If the page is not as large as asked.
    """
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    found = tuple(float(root.get(name, "0mm").removesuffix("mm")) for name in ("width", "height"))
    expect(path, "size", sheet.size_mm, found)
