"""Writing a sheet: encode, write beside the target, read again, only then put it in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planviewer.drawing.drawable import Drawable
from planviewer.errors import SheetFormatUnknown
from planviewer.sheets.artist import Artist, MapArtist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.geotiff import geotiff, verify_geotiff
from planviewer.sheets.pdf import pdf, verify_pdf
from planviewer.sheets.picture import png, svg, verify_png, verify_svg
from planviewer.sheets.result import SheetResult
from planviewer.writing.atomic import replacing

__all__ = ["FORMATS", "SheetResult", "write", "write_by"]


@dataclass(frozen=True)
class _Format:
    encode: Callable[[Sheet, Artist], bytes]
    verify: Callable[[Sheet, Path], None]


FORMATS: Final = {
    ".pdf": _Format(pdf, verify_pdf),
    ".png": _Format(png, verify_png),
    ".tif": _Format(geotiff, verify_geotiff),
    ".tiff": _Format(geotiff, verify_geotiff),
    ".svg": _Format(svg, verify_svg),
}


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
    chosen = FORMATS.get(path.suffix.lower())
    if chosen is None:
        known = ", ".join(suffix.removeprefix(".") for suffix in FORMATS)
        raise SheetFormatUnknown(path=path, known=known)
    data = chosen.encode(sheet, artist)
    with replacing(path) as temporary:
        temporary.write_bytes(data)
        chosen.verify(sheet, temporary)
    return SheetResult.of(sheet, path)
