"""The file formats we read, and those we can only tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from planviewer.i18n import Message

Role = Literal["features", "image", "archive"]
Text = Literal["utf-8", "declared"]
"""Whether the format fixes UTF-8, or the file (or nobody) says what its bytes mean."""


@dataclass(frozen=True)
class Format:
    """A file format we read.

    Attributes
    ----------
    suffixes
        Endings such files have, with the usual one first; ``parts`` those of files that belong to
        one and lead to it.
    counts
        Whether the file states how many features it holds, so that a file cut short can be
        recognised.
    layered
        Whether one file may hold several layers.
    prefix
        What names the driver to the library, where the content alone would not.
    """

    name: str
    suffixes: tuple[str, ...]
    counts: bool = False
    layered: bool = False
    role: Role = "features"
    text: Text = "utf-8"
    prefix: str = ""
    parts: frozenset[str] = frozenset()


GEOJSON: Final = Format("GeoJSON", (".geojson", ".json"), prefix="GeoJSON:")
GEOJSON_LINES: Final = Format(
    "GeoJSON lines",
    (".geojsonl", ".ndjson", ".geojsons", ".ndgeojson", ".jsonl"),
    prefix="GeoJSONSeq:",
)
TOPOJSON: Final = Format("TopoJSON", (".topojson", ".json"), layered=True, prefix="TopoJSON:")
GEOPACKAGE: Final = Format("GeoPackage", (".gpkg",), counts=True, layered=True)
SHAPEFILE: Final = Format(
    "Shapefile",
    (".shp",),
    counts=True,
    text="declared",
    parts=frozenset({".shx", ".dbf", ".prj", ".cpg"}),
)
FLATGEOBUF: Final = Format("FlatGeobuf", (".fgb",), counts=True)
GEOPARQUET: Final = Format("GeoParquet", (".parquet", ".geoparquet", ".pq"))
KML: Final = Format("KML", (".kml",), layered=True)
KMZ: Final = Format("KMZ", (".kmz",), role="archive")
GPX: Final = Format("GPX", (".gpx",), layered=True)
GML: Final = Format("GML", (".gml", ".xml"), layered=True)
MAPINFO: Final = Format(
    "MapInfo TAB/MIF",
    (".tab", ".mif"),
    text="declared",
    parts=frozenset({".dat", ".map", ".id", ".ind", ".mid"}),
)
DXF: Final = Format("DXF", (".dxf",), text="declared")
DGN: Final = Format("DGN v7", (".dgn",), text="declared")
GEODATABASE: Final = Format("File Geodatabase", (".gdb",), counts=True, layered=True)
TABLE: Final = Format("CSV", (".csv", ".tsv", ".txt"), text="declared")
WORKBOOK: Final = Format("XLSX", (".xlsx", ".xlsm"), layered=True)
VECTOR_TILES: Final = Format("MBTiles", (".mbtiles",), layered=True)
PM_VECTOR_TILES: Final = Format("PMTiles", (".pmtiles",), layered=True)
ARCHIVE: Final = Format("ZIP", (".zip",), role="archive")
GEOTIFF: Final = Format("GeoTIFF", (".tif", ".tiff"), role="image")
IMAGE_TILES: Final = Format("MBTiles", (".mbtiles",), role="image")
PM_IMAGE_TILES: Final = Format("PMTiles", (".pmtiles",), role="image")

FORMATS: Final = (
    GEOJSON, GEOJSON_LINES, TOPOJSON, GEOPACKAGE, SHAPEFILE, FLATGEOBUF, GEOPARQUET, KML, KMZ, GPX,
    GML, MAPINFO, DXF, DGN, GEODATABASE, TABLE, WORKBOOK, VECTOR_TILES, PM_VECTOR_TILES, ARCHIVE,
    GEOTIFF, IMAGE_TILES, PM_IMAGE_TILES,
)  # fmt: skip
"""In the order they are told."""


def known_formats() -> str:
    """Return the names of what we read, as one line."""
    return ", ".join(dict.fromkeys(item.name for item in FORMATS))


def known_suffixes() -> tuple[str, ...]:
    """Return the endings a file dialog shall show, each once."""
    return tuple(dict.fromkeys(suffix for item in FORMATS for suffix in item.suffixes))


@dataclass(frozen=True)
class Foreign:
    """A format nobody can read freely, or that is no map: what it is and what to do instead."""

    name: str
    advice: Message


DWG: Final = Foreign(
    "DWG (AutoCAD)",
    Message(
        "reading",
        "Save it as DXF in the drawing program (Save as, AutoCAD 2007 DXF), or convert it with the "
        "free ODA File Converter, and open the DXF.",
    ),
)
DGN_V8: Final = Foreign(
    "DGN v8 (MicroStation)",
    Message(
        "reading",
        "Save it in MicroStation as DGN v7 or DXF (File, Save as), or convert it with the free ODA "
        "File Converter, and open that.",
    ),
)
BINARY_DXF: Final = Foreign(
    "binary DXF",
    Message("reading", "Save it as text (ASCII) DXF in the drawing program, and open that."),
)
OLD_EXCEL: Final = Foreign(
    "XLS (Excel 97–2003)", Message("reading", "Save it as XLSX or CSV, and open that.")
)
ACCESS: Final = Foreign(
    "MDB (Access, personal geodatabase)",
    Message("reading", "Export it as GeoPackage or File Geodatabase, and open that."),
)
_UNPACK: Final = Message("reading", "Unpack it first, and open what is in it.")
PACKED: Final = Foreign("RAR/7z", _UNPACK)
PACKED_GZ: Final = Foreign("GZIP/TAR", _UNPACK)
PDF: Final = Foreign(
    "PDF",
    Message("reading", "Ask for the data it was made from, or georeference it as GeoTIFF."),
)
PICTURE: Final = Foreign(
    "PNG/JPEG", Message("reading", "Georeference it in another program and save it as GeoTIFF.")
)
CLOSED_IMAGE: Final = Foreign(
    "ECW/JPEG 2000/MrSID/IMG",
    Message("reading", "Save it as GeoTIFF in another program (Export, Save as), and open that."),
)
POINT_CLOUD: Final = Foreign(
    "LAS/LAZ",
    Message(
        "reading",
        "It is a cloud of points. Save its surface as GeoTIFF, or its contour lines as DXF, and "
        "open that.",
    ),
)
OPEN_DOCUMENT: Final = Foreign(
    "ODS/ODT", Message("reading", "Save its table as XLSX or CSV, and open that.")
)
WORD: Final = Foreign(
    "DOC/DOCX (Word)",
    Message(
        "reading",
        "Copy its table in Word and paste it into the window, or save the table as XLSX.",
    ),
)
WEB_PAGE: Final = Foreign(
    "HTML",
    Message(
        "reading",
        "It is a web page, which a server may have sent in place of the file. Fetch the file "
        "anew, or copy the table from the page and paste it into the window.",
    ),
)
ESRI_JSON: Final = Foreign(
    "Esri JSON", Message("reading", "Save it as GeoJSON where it came from, and open that.")
)
LINKS: Final = Foreign(
    "KML (links)",
    Message(
        "reading",
        "It holds nothing but links to files elsewhere. Ask for the KMZ with what they lead to.",
    ),
)
SHORTCUT: Final = Foreign("LNK/URL", Message("reading", "It is a shortcut. Open what it leads to."))
WORLD_FILE: Final = Foreign(
    "TFW/JGW (world file)",
    Message("reading", "It only says where an image lies. Open the image that lies beside it."),
)
PROJECT: Final = Foreign(
    "QGIS/ArcGIS/MapInfo",
    Message(
        "reading",
        "It is a project, which holds no data of its own. Open the files of its layers.",
    ),
)

_BY_NAME: Final = (
    ((".ecw", ".sid", ".jp2", ".j2k", ".jpx", ".img"), CLOSED_IMAGE),
    ((".mxd", ".lyr", ".lyrx", ".aprx", ".mapx"), PROJECT),
    ((".doc",), WORD),
    ((".tfw", ".tifw", ".jgw", ".jpgw", ".pgw", ".pngw", ".wld"), WORLD_FILE),
    ((".lnk", ".url"), SHORTCUT),
)


def foreign_by_name(suffix: str) -> Foreign | None:
    """Return what a file whose content tells nothing is by its ending, in lower case."""
    return next((kind for suffixes, kind in _BY_NAME if suffix in suffixes), None)
