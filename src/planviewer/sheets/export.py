"""Writing sheets: encode, write beside the target, read again, only then put it in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planviewer.drawing.drawable import Drawable
from planviewer.errors import SheetFormatUnknown
from planviewer.sheets.artist import Artist, MapArtist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.geopdf import verify_pdf
from planviewer.sheets.geotiff import geotiff, verify_geotiff
from planviewer.sheets.pdf import Report, pdf
from planviewer.sheets.picture import png, svg, verify_png, verify_svg
from planviewer.sheets.result import SheetResult
from planviewer.writing.atomic import replacing

__all__ = ["FORMATS", "SheetResult", "require_format", "write", "write_by", "write_pages"]


@dataclass(frozen=True)
class _Format:
    """A format of one page a file."""

    encode: Callable[[Sheet, Artist], bytes]
    verify: Callable[[Sheet, Path], None]


_PICTURES: Final = {
    ".png": _Format(png, verify_png),
    ".tif": _Format(geotiff, verify_geotiff),
    ".tiff": _Format(geotiff, verify_geotiff),
    ".svg": _Format(svg, verify_svg),
}
PDF: Final = ".pdf"
FORMATS: Final = (PDF, *_PICTURES)


def require_format(path: Path) -> str:
    """Return the ending of a file name.

    Raises
    ------
    SheetFormatUnknown
        If it names no format sheets are written in.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(item.removeprefix(".") for item in FORMATS)
        raise SheetFormatUnknown(path=path, known=known)
    return suffix


def write(sheet: Sheet, layers: Sequence[Drawable], path: Path) -> SheetResult:
    """Write ``sheet`` with ``layers`` in the format that the name of ``path`` asks for.

    Parameters
    ----------
    layers
        Built in the sheet's CRS, the first one at the bottom.

    Raises
    ------
    SheetFormatUnknown
        If the name ends in something else than .pdf, .png, .tif or .svg.
    SheetResolution
        If a picture of that size and resolution cannot be made.
    FileNotWritten
        If the folder is missing or not writable, or the disk is full. ``path`` is untouched then.
    SheetNotVerified
        If the file, read again, is not as asked. ``path`` is untouched then, too.
    """
    return write_by(MapArtist(layers), sheet, path)


def write_by(artist: Artist, sheet: Sheet, path: Path) -> SheetResult:
    """Write ``sheet`` with a map painted by ``artist``; raises what ``write`` does."""
    write_pages([sheet], artist, path)
    return SheetResult.of(sheet, path)


def write_pages(
    sheets: Sequence[Sheet],
    artist: Artist,
    path: Path,
    titles: Mapping[str, str] | None = None,
    report: Report = lambda _share: None,
) -> None:
    """Write sheets as the pages of one PDF, or one sheet in any format.

    ``titles`` are the names of layers by id, ``report`` is told the share done and may raise to
    stop. Raises what ``write`` does; a picture takes one sheet only.
    """
    suffix = require_format(path)
    if suffix == PDF:
        data = pdf([(sheet, artist) for sheet in sheets], titles, report)
        with replacing(path) as temporary:
            temporary.write_bytes(data)
            verify_pdf(sheets, temporary)
        return
    (sheet,) = sheets
    chosen = _PICTURES[suffix]
    data = chosen.encode(sheet, artist)
    with replacing(path) as temporary:
        temporary.write_bytes(data)
        chosen.verify(sheet, temporary)
    report(1.0)
