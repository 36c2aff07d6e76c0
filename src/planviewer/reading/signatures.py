"""How files of each format begin."""

from __future__ import annotations

import re
import struct
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Final

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading import formats as f
from planviewer.reading.formats import Foreign, Format

BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
Found = Format | Foreign | None

_GEOPACKAGE_IDS: Final = frozenset({b"GPKG", b"GP10", b"GP11"})
_MBTILES_ID: Final = b"MPBX"
_TIFF_BEGINNINGS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""TIFF and BigTIFF, in both byte orders."""
_DGN_BEGINNINGS: Final = (b"\x08\x09\xfe\x02", b"\xc8\x09\xfe\x02")
"""A DGN file's first element is its control block, in two or three dimensions."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: Final[tuple[tuple[bytes, Found], ...]] = (
    (b"fgb\x03", f.FLATGEOBUF),
    (b"\x00\x00\x27\x0a", f.SHAPEFILE),
    (b"PAR1", f.GEOPARQUET),
    *((mark, f.GEOTIFF) for mark in _TIFF_BEGINNINGS),
    *((mark, f.DGN) for mark in _DGN_BEGINNINGS),
    (b"AutoCAD Binary DXF", f.BINARY_DXF),
    (b"\x00\x01\x00\x00Standard ", f.ACCESS),
    (b"Rar!\x1a\x07", f.PACKED),
    (b"7z\xbc\xaf\x27\x1c", f.PACKED),
    (b"\x1f\x8b", f.PACKED_GZ),
    (b"msid", f.CLOSED_IMAGE),
    (b"EHFA_HEADER_TAG", f.CLOSED_IMAGE),
    (b"\0\0\0\x0cjP  ", f.CLOSED_IMAGE),
    (b"\xff\x4f\xff\x51", f.CLOSED_IMAGE),
    (b"LASF", f.POINT_CLOUD),
    (b"L\0\0\0\x01\x14\x02\0", f.SHORTCUT),
    (b"%PDF-", f.PDF),
    (b"\x89PNG\r\n", f.PICTURE),
    (b"\xff\xd8\xff", f.PICTURE),
)
_DWG: Final = re.compile(rb"AC10\d\d|AC[12]\.\d\d")
_MIF: Final = re.compile(
    rb"\s*version\s+\d{2,4}\s*[\r\n]+[^\0]*?(?:columns|data|charset)", re.IGNORECASE
)
_TAB: Final = re.compile(rb"\s*!table\b", re.IGNORECASE)
_DXF: Final = re.compile(
    rb"(?:\s*999[ \t]*\r?\n[^\r\n]*\r?\n)*\s*0[ \t]*\r?\n\s*SECTION[ \t]*\r?\n"
)
_WORDS: Final[tuple[tuple[re.Pattern[bytes], Found], ...]] = (
    (_DXF, f.DXF),
    (_MIF, f.MAPINFO),
    (_TAB, f.MAPINFO),
    (re.compile(rb"\s*!workspace\b", re.IGNORECASE), f.PROJECT),
    (re.compile(rb"[^\0].{256}ustar", re.DOTALL), f.PACKED_GZ),
)
_XML_ROOT: Final = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)([^>]*)>")
_NOT_ROOT: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*>", re.DOTALL)
_KML_PLACE: Final = re.compile(rb"<(?:\w+:)?(?:Placemark|\w+Overlay)\b")
_GML_SPACE: Final = re.compile(rb"http://www\.opengis\.net/(?:gml|wfs)")
_GEOJSON_TYPE: Final = re.compile(
    rb'"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection|'
    rb'(?:Multi)?(?:Point|LineString|Polygon))"'
)
_ESRI_TYPE: Final = re.compile(rb'"geometryType"\s*:\s*"esriGeometry')
_TOPOLOGY: Final = re.compile(rb'"type"\s*:\s*"Topology"')
_MAKES_THE_READER_RUN: Final = re.compile(rb"gdal_streamed_alg|<OGRVRTDataSource", re.IGNORECASE)
_PM_IS_VECTOR: Final = 1
_PM_TYPE_AT: Final = 99


def format_of(path: Path, head: bytes) -> Found:
    """Return the format of a file that begins with ``head``, None for one we do not know.

    Raises
    ------
    FileUnreadable
        If it is one of ours but cannot be looked into.
    """
    if head.startswith(b"SQLite format 3\0"):
        return _database(path, head)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    if head.startswith(b"PMTiles\x03"):
        vector = head[_PM_TYPE_AT : _PM_TYPE_AT + 1] == bytes([_PM_IS_VECTOR])
        return f.PM_VECTOR_TILES if vector else f.PM_IMAGE_TILES
    if head.startswith(_OLE):
        _refuse_encrypted(path)
        suffix = path.suffix.lower()
        return {".dgn": f.DGN_V8, ".xls": f.OLD_EXCEL}.get(suffix) or f.foreign_by_name(suffix)
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return _text_format(path, head) or f.foreign_by_name(path.suffix.lower())


def is_tiff(head: bytes) -> bool:
    """Whether a file that begins so is a TIFF."""
    return head.startswith(_TIFF_BEGINNINGS)


def _refuse_encrypted(path: Path) -> None:
    """Refuse a workbook with a password, which is packed as the workbooks of old were."""
    if path.suffix.lower() in f.WORKBOOK.suffixes:
        reason = Message(
            "reading",
            "it has a password, or is a workbook of Excel 97–2003. Open it in a spreadsheet "
            "program, and save it as XLSX without one.",
        )
        raise FileUnreadable(path=path, reason=reason)


def _text_format(path: Path, head: bytes) -> Found:
    if _DWG.match(head):
        return f.DWG
    _refuse_utf16(path, head)
    text = head.removeprefix(BOM).lstrip()
    if text.startswith((b"{", b"\x1e")):
        return _json(path, text.lstrip(b"\x1e \r\n\t"))
    if text.startswith(b"<"):
        return _xml(path, text)
    for words, kind in _WORDS:
        if words.match(text):
            return kind
    is_text = b"\0" not in head or head.startswith(_UTF16)
    return f.TABLE if is_text and path.suffix.lower() in f.TABLE.suffixes else None


def _refuse_utf16(path: Path, head: bytes) -> None:
    is_table = path.suffix.lower() in f.TABLE.suffixes  # spreadsheets save "Unicode text" so
    marked = head.startswith(_UTF16) and (b"{" in head[:8] or b"<" in head[:8])
    if marked and not is_table:
        reason = Message("reading", "its text is UTF-16. Save it again as UTF-8.")
        raise FileUnreadable(path=path, reason=reason)


def _json(path: Path, text: bytes) -> Found:
    if not text.startswith(b"{") or _MAKES_THE_READER_RUN.search(text):
        return None
    suffix = path.suffix.lower()
    if _TOPOLOGY.search(text) or suffix == ".topojson":
        return f.TOPOJSON
    if suffix in f.GEOJSON_LINES.suffixes or _is_lines(text):
        return f.GEOJSON_LINES
    if _GEOJSON_TYPE.search(text) is not None:
        return f.GEOJSON
    if _ESRI_TYPE.search(text) is not None:
        return f.ESRI_JSON
    return f.GEOJSON if suffix == ".geojson" else None  # other ``.json`` is of other programs


def _is_lines(text: bytes) -> bool:
    """Whether the first line is a feature that is whole, and another follows."""
    first, _, rest = text.partition(b"\n")
    whole = first.rstrip().endswith(b"}") and rest.lstrip(b"\x1e \r\n\t").startswith(b"{")
    return whole and re.search(rb'"type"\s*:\s*"Feature"', first) is not None


def _xml(path: Path, text: bytes) -> Found:
    if re.search(rb"<!ENTITY", text, re.IGNORECASE):
        reason = Message("reading", "it defines entities, which map files have no use for.")
        raise FileUnreadable(path=path, reason=reason)
    root = _XML_ROOT.search(_NOT_ROOT.sub(b"", text))
    if root is None:
        return None
    name = root[2].lower()
    if name == b"kml":
        return f.LINKS if _only_links(text) else f.KML
    if name == b"gpx":
        return f.GPX
    if name == b"qgis":
        return f.PROJECT
    if name == b"html":
        return f.WEB_PAGE
    is_gml = root[1] == b"gml" or _GML_SPACE.search(text) is not None
    return f.GML if is_gml and name != b"schema" else None


def _only_links(text: bytes) -> bool:
    """Whether a KML file, seen to its end, names others and holds nothing to be drawn."""
    whole = text.rstrip().endswith(b"kml>")
    return whole and b"NetworkLink" in text and _KML_PLACE.search(text) is None


def _zip(path: Path) -> Found:
    """Tell archives of different use apart by what lies in them."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:100_000]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        reason = Message(
            "reading", "the archive is broken or cut short. Copy it again, or pack it anew."
        )
        raise FileUnreadable(path=path, reason=reason) from error
    if any(name.startswith("xl/") for name in names):
        return f.WORKBOOK
    if any(name.endswith((".qgs", "gisproject.json")) for name in names):
        return f.PROJECT
    if "word/document.xml" in names:
        return f.WORD
    if {"mimetype", "content.xml"} <= set(names):
        return f.OPEN_DOCUMENT
    if path.suffix.lower() == ".kmz" or "doc.kml" in names:
        return f.KMZ
    return f.ARCHIVE


def _database(path: Path, head: bytes) -> Found:
    suffix = path.suffix.lower()
    if head[68:72] in _GEOPACKAGE_IDS or suffix == ".gpkg":
        return f.GEOPACKAGE
    if head[68:72] == _MBTILES_ID or suffix == ".mbtiles":
        return f.VECTOR_TILES if _tile_format(path) == "pbf" else f.IMAGE_TILES
    return None


def _tile_format(path: Path) -> str:
    import sqlite3  # noqa: PLC0415  few files are databases of tiles

    try:
        address = f"{path.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as base:
            row = base.execute("SELECT value FROM metadata WHERE name = 'format'").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        reason = Message(
            "reading",
            "it is broken or cut short ({detail}). Copy it again, or save it anew where it came "
            "from.",
            {"detail": str(error)[:200]},
        )
        raise FileUnreadable(path=path, reason=reason) from error
    return str(row[0]).lower() if row else ""
