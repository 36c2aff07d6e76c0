"""The coordinates inside a PDF (ISO 32000-2, 12.10), and reading a written file again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from planviewer.errors import SheetNotVerified
from planviewer.model import crs as systems
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_POINT
from planviewer.sheets.picture import expect

_CORNERS: Final = ((0, 0), (0, 1), (1, 1), (1, 0))
FRAME_TOLERANCE_M: Final = 0.02


def viewport(sheet: Sheet) -> Dictionary:
    """Return the frame of a sheet with its coordinates."""
    parsed = systems.parse_crs(sheet.request.crs)
    code = parsed.to_epsg(min_confidence=100)
    system = Dictionary(Type=Name.PROJCS, WKT=String(parsed.to_wkt("WKT1_GDAL")))
    if code is not None:
        system.EPSG = code
    return Dictionary(
        Type=Name.Viewport,
        Name=String(str(sheet.request.title)),
        BBox=Array([decimal(value, 4) for value in frame_points(sheet)]),
        Measure=Dictionary(
            Type=Name.Measure,
            Subtype=Name.GEO,
            GCS=system,
            Bounds=Array([value for corner in _CORNERS for value in corner]),
            LPTS=Array([value for corner in _CORNERS for value in corner]),
            GPTS=Array([decimal(value, 11) for value in _corner_angles(sheet)]),
        ),
    )


def frame_points(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the frame in PDF points, counted from the lower left of the page."""
    frame, height = sheet.layout.frame, sheet.size_mm[1]
    edges = (frame.x, height - frame.bottom, frame.right, height - frame.y)
    left, bottom, right, top = (edge / MM_PER_POINT for edge in edges)
    return left, bottom, right, top


def _corner_angles(sheet: Sheet) -> list[float]:
    """Return latitude and longitude of the frame's corners in the CRS's own datum."""
    parsed = systems.parse_crs(sheet.request.crs)
    to_angles = systems.operation(parsed, parsed.geodetic_crs or parsed)
    angles: list[float] = []
    for corner in sheet.ground.corners:
        lon, lat = to_angles.point(*corner)
        angles += [lat, lon]
    return angles


def decimal(value: float, places: int) -> Decimal:
    """Return a number pikepdf writes as it is; floats it would round."""
    return Decimal(f"{value:.{places}f}")


def verify_pdf(sheets: Sequence[Sheet], path: Path) -> None:
    """Read pages, frames, coordinates and scale again.

    Raises
    ------
    SheetNotVerified
        If one of them is not as asked.
    """
    try:
        with pikepdf.open(path) as document:
            expect(path, "number of pages", len(sheets), len(document.pages))
            for sheet, page in zip(sheets, document.pages, strict=True):
                _verify_page(sheet, path, page)
    except (pikepdf.PdfError, AttributeError, KeyError) as error:
        raise SheetNotVerified(path=path, what="PDF", expected="PDF", found=error) from error


def _verify_page(sheet: Sheet, path: Path, page: pikepdf.Page) -> None:
    found = tuple(round(float(v) * MM_PER_POINT, 2) for v in page.MediaBox)[2:]
    expect(path, "page size", sheet.size_mm, found)
    if sheet.place is None:
        return
    view = page.obj.VP[0]
    box = [round(float(v) * MM_PER_POINT, 2) for v in view.BBox]
    wanted = [round(v * MM_PER_POINT, 2) for v in frame_points(sheet)]
    expect(path, "frame", wanted, box)
    corners = _corners(sheet, [float(v) for v in view.Measure.GPTS])
    for found_at, corner in zip(corners, sheet.ground.corners, strict=True):
        off = max(abs(found_at[0] - corner[0]), abs(found_at[1] - corner[1]))
        if off > FRAME_TOLERANCE_M:
            raise SheetNotVerified(
                path=path, what="corner", expected=str(corner), found=str(found_at)
            )
    # the scale as a reader would find it: ground between two corners over paper between them
    (x0, y0), (x1, y1) = corners[0], corners[3]
    ground = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    expect(path, "scale", sheet.scale, round(ground / (box[2] - box[0]) * 1000))


def _corners(sheet: Sheet, angles: Sequence[float]) -> list[tuple[float, float]]:
    parsed = systems.parse_crs(sheet.request.crs)
    to_plan = systems.operation(parsed.geodetic_crs or parsed, parsed)
    pairs = zip(angles[::2], angles[1::2], strict=True)
    return [to_plan.point(lon, lat) for lat, lon in pairs]
