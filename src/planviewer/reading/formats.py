"""What a file is, told by its first bytes and never by its name alone.

The content decides because names lie, and because the library that reads the files would follow
some contents elsewhere: a text file can make it open other files, addresses on the network, or a
chain of commands. Only the formats listed here are ever handed to it.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planviewer.errors import FileMissing, FileUnreadable, FormatUnknown
from planviewer.i18n import Message

HEAD_BYTES: Final = 65_536
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Format:
    """A file format we read.

    ``counts`` tells whether the file states how many features it holds, so that a file cut short
    can be recognised.
    """

    name: str
    suffixes: tuple[str, ...]
    counts: bool


GEOJSON: Final = Format("GeoJSON", (".geojson", ".json"), counts=False)
GEOPACKAGE: Final = Format("GeoPackage", (".gpkg",), counts=True)
SHAPEFILE: Final = Format("Shapefile", (".shp",), counts=True)
FLATGEOBUF: Final = Format("FlatGeobuf", (".fgb",), counts=True)
GEOTIFF: Final = Format("GeoTIFF", (".tif", ".tiff"), counts=False)
FORMATS: Final = (GEOJSON, GEOPACKAGE, SHAPEFILE, FLATGEOBUF, GEOTIFF)

SHAPEFILE_PARTS: Final = frozenset({".shx", ".dbf", ".prj", ".cpg"})
_GEOPACKAGE_IDS: Final = frozenset({b"GPKG", b"GP10", b"GP11"})
_TIFF_BEGINNINGS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""TIFF and BigTIFF, in both byte orders."""
_GEOJSON_TYPE: Final = re.compile(
    rb'"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection|'
    rb'(?:Multi)?(?:Point|LineString|Polygon))"'
)
_MAKES_THE_READER_RUN: Final = re.compile(rb"gdal_streamed_alg|<OGRVRTDataSource", re.IGNORECASE)


def recognise(path: Path) -> tuple[Path, Format]:
    """Return the file to open and its format.

    Any part of a Shapefile leads to its ``.shp``.

    Raises
    ------
    FileMissing, FileUnreadable
        If there is no such file, or it is empty, a folder, locked, or cut short at the start.
    FormatUnknown
        If the content is none of the known formats.
    """
    main = _main_part(_local(path))
    head = read_head(main)
    if not head.strip(b"\0 \t\r\n"):
        raise FileUnreadable(path=path, reason=Message("reading", "the file is empty."))
    found = _format_of(main, head)
    if found is None:
        known = ", ".join(item.name for item in FORMATS)
        raise FormatUnknown(path=path, known=known)
    return main, found


def read_head(path: Path, size: int = HEAD_BYTES) -> bytes:
    """Return the first bytes of a file.

    Raises
    ------
    FileMissing, FileUnreadable
        If the file is not there or cannot be opened.
    """
    require_file(path)
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise FileUnreadable(path=path, reason=os_reason(error)) from error


def require_file(path: Path) -> None:
    """Make sure that a path leads to a file.

    Raises
    ------
    FileMissing
        If nothing is there, or nothing can be there under such a name.
    FileUnreadable
        If it is a folder or something else, or may not be looked at.
    """
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise FileUnreadable(path=path, reason=os_reason(error)) from error
    except (OSError, ValueError) as error:
        raise FileMissing(path=path) from error
    if not stat.S_ISREG(mode):
        reason = Message("reading", "it is a folder, not a file. Choose a file in it.")
        raise FileUnreadable(path=path, reason=reason)


def os_reason(error: OSError) -> Message:
    """Say in words why the system refused to read."""
    if isinstance(error, PermissionError):
        return Message(
            "reading",
            "another program holds it, or you may not read it. Close it there, or ask its owner.",
        )
    return Message(
        "reading", "the system says: {text}.", {"text": os.strerror(error.errno or 0).lower()}
    )


def _local(path: Path) -> Path:
    """Return the absolute path; names the reader would take to the network do not exist here."""
    text = str(path)
    if "\0" in text or re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+:", text) or text.startswith("/vsi"):
        raise FileMissing(path=text.replace("\0", "␀"))
    return Path(os.path.abspath(path))  # noqa: PTH100  resolve() would lose the name the user gave


def _main_part(path: Path) -> Path:
    if path.suffix.lower() not in SHAPEFILE_PARTS:
        return path
    for suffix in (".shp", ".SHP", ".Shp"):
        main = path.with_suffix(suffix)
        if main.exists():
            return main
    return path


def _format_of(path: Path, head: bytes) -> Format | None:
    if head.startswith(b"SQLite format 3\0"):
        own = head[68:72] in _GEOPACKAGE_IDS or path.suffix.lower() == ".gpkg"
        return GEOPACKAGE if own else None
    if head.startswith(b"fgb\x03"):
        return FLATGEOBUF
    if head.startswith(b"\x00\x00\x27\x0a"):
        return SHAPEFILE
    if is_tiff(head):
        return GEOTIFF
    return GEOJSON if _is_geojson(path, head) else None


def is_tiff(head: bytes) -> bool:
    """Whether a file that begins so is a TIFF."""
    return head.startswith(_TIFF_BEGINNINGS)


def _is_geojson(path: Path, head: bytes) -> bool:
    text = head.removeprefix(BOM).lstrip()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"{" in head[:8]:
        reason = Message("reading", "its text is UTF-16. Save it again as UTF-8.")
        raise FileUnreadable(path=path, reason=reason)
    if not text.startswith(b"{") or _MAKES_THE_READER_RUN.search(head):
        return False
    named_so = path.suffix.lower() in GEOJSON.suffixes
    return named_so or _GEOJSON_TYPE.search(text) is not None
