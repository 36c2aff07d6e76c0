"""A sheet as PDF: vector, fonts inside, exact page, georeferenced.

Qt writes the page; pikepdf then gives it what Qt cannot: a page size that is not rounded to
points, the frame's coordinates, dates fixed by ``SOURCE_DATE_EPOCH``, and the wish to be printed
at true size.
"""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from planviewer import __version__
from planviewer.errors import SheetNotVerified
from planviewer.model import crs as systems
from planviewer.sheets.artist import Artist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_INCH, MM_PER_POINT
from planviewer.sheets.picture import expect
from planviewer.sheets.render import render
from planviewer.sheets.request import timestamp

RESOLUTION: Final = 1200
"""Units per inch that the map is painted in; lines are vector, this is their rounding."""

_CORNERS: Final = ((0, 0), (0, 1), (1, 1), (1, 0))
_FRAME_TOLERANCE_M: Final = 0.02


def pdf(sheet: Sheet, artist: Artist) -> bytes:
    """Return the sheet as PDF."""
    with pikepdf.open(BytesIO(_painted(sheet, artist))) as document:
        page = document.pages[0]
        _exact_page(page, sheet)
        page.obj.VP = Array([_viewport(sheet)])
        _describe(document, sheet)
        result = BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()


def _painted(sheet: Sheet, artist: Artist) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    size = QSizeF(*sheet.size_mm)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exact))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    try:
        render(painter, sheet, artist, RESOLUTION / MM_PER_INCH)
    finally:
        painter.end()
    return bytes(data.data())


def _exact_page(page: pikepdf.Page, sheet: Sheet) -> None:
    """Give the page its size to 1/1000 point; Qt hangs its drawing on a top in whole points."""
    width, height = (side / MM_PER_POINT for side in sheet.size_mm)
    rounded = float(page.MediaBox[3])
    page.contents_add(f"q 1 0 0 1 0 {height - rounded:.6f} cm".encode(), prepend=True)
    page.contents_add(b"Q")
    page.MediaBox = Array([0, 0, _decimal(width, 4), _decimal(height, 4)])


def _viewport(sheet: Sheet) -> Dictionary:
    """Return the frame with its coordinates (ISO 32000-2, 12.10)."""
    parsed = systems.parse_crs(sheet.request.crs)
    code = parsed.to_epsg(min_confidence=100)
    system = Dictionary(Type=Name.PROJCS, WKT=String(parsed.to_wkt("WKT1_GDAL")))
    if code is not None:
        system.EPSG = code
    return Dictionary(
        Type=Name.Viewport,
        Name=String(str(sheet.request.title)),
        BBox=Array([_decimal(value, 4) for value in _frame_points(sheet)]),
        Measure=Dictionary(
            Type=Name.Measure,
            Subtype=Name.GEO,
            GCS=system,
            Bounds=Array([value for corner in _CORNERS for value in corner]),
            LPTS=Array([value for corner in _CORNERS for value in corner]),
            GPTS=Array([_decimal(value, 11) for value in _corner_angles(sheet)]),
        ),
    )


def _frame_points(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the frame in PDF points, counted from the lower left of the page."""
    frame, height = sheet.layout.frame, sheet.size_mm[1]
    edges = (frame.x, height - frame.bottom, frame.right, height - frame.y)
    left, bottom, right, top = (edge / MM_PER_POINT for edge in edges)
    return left, bottom, right, top


def _corner_angles(sheet: Sheet) -> list[float]:
    """Return latitude and longitude of the frame's corners in the CRS's own datum."""
    parsed = systems.parse_crs(sheet.request.crs)
    to_angles = systems.operation(parsed, parsed.geodetic_crs or parsed)
    west, south, east, north = sheet.bounds
    angles: list[float] = []
    for across, up in _CORNERS:
        lon, lat = to_angles.point(east if across else west, north if up else south)
        angles += [lat, lon]
    return angles


def _decimal(value: float, places: int) -> Decimal:
    """Return a number pikepdf writes as it is; floats it would round."""
    return Decimal(f"{value:.{places}f}")


def _describe(document: pikepdf.Pdf, sheet: Sheet) -> None:
    root, request = document.Root, sheet.request
    if Name.ID in document.trailer:
        del document.trailer.ID  # Qt's is random; saving makes one from the contents
    root.Lang = String(sheet.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if Name.Metadata in root:
        del root.Metadata  # holds the time and a random id; the dictionary below says the rest
    moment = timestamp().astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    document.trailer.Info = document.make_indirect(
        Dictionary(
            Title=String(str(request.title)),
            Subject=String(f"1:{sheet.scale} · {systems.crs_name(request.crs)}"),
            Creator=String(f"planviewer {__version__}"),
            Producer=String(f"planviewer {__version__}"),
            CreationDate=String(moment),
            ModDate=String(moment),
        )
    )


def verify_pdf(sheet: Sheet, path: Path) -> None:
    """Read page, frame and coordinates again.

    Raises
    ------
    SheetNotVerified
        If one of them is not as asked.
    """
    try:
        with pikepdf.open(path) as document:
            expect(path, "number of pages", 1, len(document.pages))
            page = document.pages[0]
            found = tuple(round(float(v) * MM_PER_POINT, 2) for v in page.MediaBox)[2:]
            expect(path, "page size", sheet.size_mm, found)
            viewport = page.obj.VP[0]
            box = [round(float(v) * MM_PER_POINT, 2) for v in viewport.BBox]
            wanted = [round(v * MM_PER_POINT, 2) for v in _frame_points(sheet)]
            expect(path, "frame", wanted, box)
            _verify_corners(sheet, path, [float(v) for v in viewport.Measure.GPTS])
    except (pikepdf.PdfError, AttributeError, KeyError) as error:
        raise SheetNotVerified(path=path, what="PDF", expected="PDF", found=error) from error


def _verify_corners(sheet: Sheet, path: Path, angles: list[float]) -> None:
    parsed = systems.parse_crs(sheet.request.crs)
    to_plan = systems.operation(parsed.geodetic_crs or parsed, parsed)
    west, south, east, north = sheet.bounds
    for number, (across, up) in enumerate(_CORNERS):
        lat, lon = angles[2 * number : 2 * number + 2]
        x, y = to_plan.point(lon, lat)
        wanted = (east if across else west, north if up else south)
        if max(abs(x - wanted[0]), abs(y - wanted[1])) > _FRAME_TOLERANCE_M:
            raise SheetNotVerified(
                path=path, what="corner", expected=str(wanted), found=str((x, y))
            )
