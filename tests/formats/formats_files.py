"""Files of formats that others write, each made of plain words here or by GDAL."""

from __future__ import annotations

import json
import unicodedata
import warnings
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from formats_dataset import boxes, points

# Read by the name of the file; those that GDAL writes itself.
DRIVERS = {
    ".tab": "MapInfo File",
    ".mif": "MapInfo File",
    ".gdb": "OpenFileGDB",
    ".gml": "GML",
    ".geojsonl": "GeoJSONSeq",
    ".dgn": "DGN",
    ".dxf": "DXF",
    ".mbtiles": "MBTiles",
    ".pmtiles": "PMTiles",
    ".shp": "ESRI Shapefile",
    ".kml": "LIBKML",
    ".gpx": "GPX",
}
DRAWINGS = (".dgn", ".dxf")
TILES = (".mbtiles", ".pmtiles")

_SHIFT = (
    "+ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,"
    "-0.00427372,0.252906278 +no_defs"
)
_ZONE = "+proj=tmerc +lat_0=0 +lon_0={} +k={} +x_0=500000 +y_0=0 +units=m " + _SHIFT
# MapInfo knows no VN-2000: offices define it by its seven parameters.
BY_PARAMETERS = {
    9210: _ZONE.format(105.75, 0.9999),
    5897: _ZONE.format(105, 0.9999),
    3405: _ZONE.format(105, 0.9996),
    4756: f"+proj=longlat {_SHIFT}",
}


def foreign(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    """Write a file as other programs do, by GDAL, and return its path."""
    suffix = path.suffix
    frame = boxes() if frame is None else frame
    options: dict[str, Any] = {}
    if suffix in DRAWINGS:
        frame = frame[["geometry"]]
    if suffix in {".geojsonl", ".kml", ".gpx"}:
        frame = frame.to_crs(4326)
    if suffix == ".gpx":
        frame = points().to_crs(4326)[["tenchu", "geometry"]].rename(columns={"tenchu": "name"})
        options = {"layer": "waypoints"}
    if suffix in {".tab", ".mif"}:
        crs = BY_PARAMETERS.get(frame.crs.to_epsg(), frame.crs)
        frame = _short(frame).set_crs(crs, allow_override=True)
    if suffix in TILES:
        frame = frame.to_crs(3857)
        options = {"dataset_options": {"MINZOOM": 12, "MAXZOOM": 18}, "layer": "thua"}
    if suffix == ".gdb":
        frame = _short(frame)
        options = {"layer": "Thua_dat", "geometry_type": None if len(frame) else "MultiPolygon"}
    if suffix == ".shp":
        options = {"encoding": "UTF-8"}
    options["use_arrow"] = suffix != ".gpx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, path, driver=DRIVERS[suffix], **options)
    return path


def _short(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return whole numbers of 32 bits: most programs know no larger ones."""
    known = "shthua" in frame.columns
    return frame.astype({"shthua": "Int32"}) if known else frame


def topojson(path: Path) -> Path:
    """Write two objects that share an arc."""
    ring = [[106.15, 22.73], [106.16, 22.73], [106.16, 22.74], [106.15, 22.73]]
    polygon = {"type": "Polygon", "properties": {"ten": "Hòa An"}, "arcs": [[0]]}
    point = {"type": "Point", "properties": {"ten": "Chợ"}, "coordinates": [106.15, 22.73]}
    objects = {
        "ranh": {"type": "GeometryCollection", "geometries": [polygon]},
        "diem": {"type": "GeometryCollection", "geometries": [point]},
    }
    text = {"type": "Topology", "objects": objects, "arcs": [ring]}
    path.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    return path


def packed(path: Path, folder: Path, *names: str) -> Path:
    """Pack files of a folder (all that begin with one of ``names``) into an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in sorted(folder.rglob("*")):
            inside = item.relative_to(folder).as_posix()
            if item.is_file() and item != path and inside.startswith(names):
                archive.write(item, inside)
    return path


DXF = """0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n{version}\n9\n$DWGCODEPAGE\n3\n{page}\n0\nENDSEC
0\nSECTION\n2\nBLOCKS\n0\nBLOCK\n8\n0\n2\nCOC\n70\n0\n10\n0\n20\n0\n0\nLINE\n8\nCOC\n10\n-1\n20\n0
11\n1\n21\n0\n0\nENDBLK\n8\n0\n0\nENDSEC
0\nSECTION\n2\nENTITIES\n0\nTEXT\n8\nRANH_DAT\n10\n541100.0\n20\n2515360.0\n40\n2.5\n1\n@@\n
0\nLWPOLYLINE\n8\nTHUA\n90\n3\n70\n1\n10\n541100\n20\n2515360\n10\n541120\n20\n2515360\n10\n541120
20\n2515380\n0\nINSERT\n8\nCOC\n2\nCOC\n10\n541150\n20\n2515370\n0\nENDSEC\n0\nEOF\n"""


def drawing(path: Path, text: bytes, version: str = "AC1015", page: str = "ANSI_1258") -> Path:
    """Write a DXF with a text of given bytes, a closed outline, and a block put in once."""
    plain = DXF.format(version=version, page=page).replace("1\n@@\n\n", "1\n@@\n")
    path.write_bytes(plain.encode("ascii").replace(b"@@", text))
    return path


def in_cp1258(text: str) -> bytes:
    """Return a text in Vietnamese Windows' code page: a tone is a letter behind its vowel."""
    shapes = "\u0302\u0306\u031b"
    out = []
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        shaped = base + "".join(mark for mark in marks if mark in shapes)
        out.append(unicodedata.normalize("NFC", shaped))
        out += [mark for mark in marks if mark not in shapes]
    return "".join(out).encode("cp1258")
