"""What is known about an image and about one of its pixels, in words."""

from __future__ import annotations

from dataclasses import dataclass

from planviewer import i18n
from planviewer.app.details import Row
from planviewer.errors import FileUnreadable
from planviewer.i18n import translate
from planviewer.model.crs import WGS84, crs_name, operation
from planviewer.model.layer import RasterSource
from planviewer.model.plan import Plan
from planviewer.model.text import Text
from planviewer.reading.raster.images import RasterInfo
from planviewer.reading.raster.values import pixel_values


def images_of(plan: Plan) -> tuple[Text, ...]:
    """Return the titles of the images, which a shared page leaves out."""
    return tuple(x.title for x in plan.layers if isinstance(x.source, RasterSource))


def image_rows(info: RasterInfo) -> tuple[Row, ...]:
    """Return how large an image is, what it holds, and what is wrong with it."""
    yes, no = translate("details", "yes"), translate("details", "no")
    return (
        Row(translate("details", "Image"), f"{info.format}, {size_text(info)}"),
        Row(translate("details", "Pixel"), _pixel_text(info)),
        Row(translate("details", "Bands"), ", ".join(f"{b.name} ({b.type})" for b in info.bands)),
        Row(translate("details", "Coordinate system"), crs_name(info.crs)),
        Row(translate("details", "Overviews"), yes if info.has_overviews else no),
        *(_problem_row(str(problem.message)) for problem in info.problems),
    )


def size_text(info: RasterInfo) -> str:
    """Return the size in pixels."""
    return f"{i18n.number(info.width)} × {i18n.number(info.height)} px"


@dataclass(frozen=True)
class PixelFound:
    """What reading a pixel gave: a value a band, None where there is none, or why not."""

    values: tuple[float, ...] | None = None
    error: FileUnreadable | None = None


def read_pixel(info: RasterInfo, pixel: int) -> PixelFound:
    """Read a pixel (row · width + column); a block of the file is unpacked for it."""
    row, column = divmod(pixel, info.width)
    try:
        values = pixel_values(info, column, row)
    except FileUnreadable as error:
        return PixelFound(error=error)
    return PixelFound(None if values is None else tuple(values))


def pixel_rows(info: RasterInfo, pixel: int, found: PixelFound | None) -> tuple[Row, ...]:
    """Return what is known of a pixel; ``found`` None: its values are still being read."""
    if found is not None and found.error is not None:
        return (_problem_row(str(found.error)),)
    row, column = divmod(pixel, info.width)
    place = Row(translate("details", "Column, row"), f"{column}, {row}")
    title = translate("details", "Pixel value")
    if found is None:
        return (place, Row(title, translate("details", "reading…")))
    if found.values is None:
        return (place,)
    text = ", ".join(i18n.number(v, 0 if v.is_integer() else 3) for v in found.values)
    return (place, Row(title, text))


def place_of(info: RasterInfo, pixel: int) -> tuple[float, float]:
    """Return the middle of a pixel (lon, lat, WGS 84)."""
    row, column = divmod(pixel, info.width)
    a, b, c, d, e, f = info.affine
    u, v = column + 0.5, row + 0.5
    return operation(info.crs, WGS84).point(a * u + b * v + c, d * u + e * v + f)


def _pixel_text(info: RasterInfo) -> str:
    across, down = info.pixel_size
    unit, decimals = ("°", 8) if info.crs.is_geographic else (" m", 3)
    return f"{i18n.number(across, decimals)} × {i18n.number(down, decimals)}{unit}"


def _problem_row(text: str) -> Row:
    return Row(translate("details", "Problem"), text)
