"""The one dataset as a file of every format we read, made by GDAL, by others' rules, or by us."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import struct
import warnings
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
import rasterio.shutil
import shapely
from formats_dataset import ABOUT, boxes, points
from formats_files import foreign, packed
from rasterio.transform import Affine

from planviewer.writing.features import write_features

STEM = "thửa đất"


def _ours(path: Path) -> Path:
    """Write it by planviewer, without what it puts beside a file."""
    write_features(boxes(), path, layer=STEM, about=ABOUT)
    path.with_name(f"{path.name}.planviewer.json").unlink(missing_ok=True)
    return path


# --- text of coordinates ----------------------------------------------------------------------
def topology(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    """Write TopoJSON as its encoders do: steps on a grid, rings of two arcs, one backwards."""
    frame = boxes().to_crs(4326) if frame is None else frame
    west, south, east, north = frame.total_bounds
    scale = ((east - west) / 1e6, (north - south) / 1e6)
    arcs: list[list[list[int]]] = []

    def arc(steps: Any) -> int:
        arcs.append([steps[0].tolist(), *np.diff(steps, axis=0).tolist()])
        return len(arcs) - 1

    def ring(line: Any) -> list[int]:
        steps = np.rint((shapely.get_coordinates(line) - (west, south)) / scale).astype(int)
        return [arc(steps[:3]), ~arc(steps[2:][::-1])]

    rows = frame.drop(columns="geometry").astype(object)
    rows = rows.where(rows.notna(), None).to_dict("records")
    shapes = [
        {
            "type": "Polygon",
            "properties": {k: v if not hasattr(v, "isoformat") else str(v) for k, v in row.items()},
            "arcs": [ring(x) for x in (area.exterior, *area.interiors)],
        }
        for row, area in zip(rows, frame.geometry, strict=True)
    ]
    objects = {STEM: {"type": "GeometryCollection", "geometries": shapes}}
    transform = {"scale": scale, "translate": (west, south)}
    said = {"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs}
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return path


def coordinate_list(path: Path) -> Path:
    """Write the middles of the areas as offices do: X is the northing, figures with a comma."""
    frame = points()
    rows = ["tenchu;loaidat;shthua;dientich;co_so;ngay;X;Y"]
    values = frame.drop(columns="geometry").itertuples(index=False)
    for row, place in zip(values, frame.geometry, strict=True):
        texts = ["" if pd.isna(cell) else _office(cell) for cell in (*row, place.y, place.x)]
        rows.append(";".join(texts))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    return path


def _office(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value).strip()


# --- DGN v7, element by element ---------------------------------------------------------------
_UNITS_A_METRE = 100
_TEXT = 17


def _units(value: float) -> int:
    return round(value * _UNITS_A_METRE)


def _integer(value: int) -> bytes:
    """Return 32 bits as MicroStation keeps them: the high word first."""
    return struct.pack("<HH", value >> 16 & 0xFFFF, value & 0xFFFF)


def text_element(text: bytes, x: float, y: float, level: int = 5) -> bytes:
    """Return a text of a flat DGN at a place in metres; places count from -2³¹, ranges from 0."""
    place = [_units(x), _units(y)]
    limits = [*place, 0, *(value + 100 for value in place), 0]
    head = b"".join(_integer(value) for value in limits) + bytes(8)
    body = bytes(2) + _integer(10_000) * 2 + _integer(0)
    body += b"".join(_integer(value - 2**31) for value in place) + bytes([len(text), 0])
    body += text + b"\0" * (len(text) % 2)
    words = (len(head) + len(body)) // 2
    # How far the words of attributes are: there are none.
    head = head[:26] + struct.pack("<H", words - 14) + head[28:]
    return bytes([level, _TEXT]) + struct.pack("<H", words) + head + body


def lettered_drawing(path: Path, *texts: bytes) -> Path:
    """Write the outlines as a DGN with a text in each of them."""
    path.unlink(missing_ok=True)
    content = foreign(path).read_bytes()
    places = shapely.get_coordinates(points().geometry.array)
    written = b"".join(text_element(t, *p) for t, p in zip(texts, places, strict=False))
    end = content.rindex(b"\xff\xff")
    path.write_bytes(content[:end] + written + content[end:])
    return path


# --- images -----------------------------------------------------------------------------------
def image(path: Path, driver: str = "GTiff", size: int = 600, **options: Any) -> Path:
    """Write the ground around the areas as a picture of three bands; COG and tiles by a copy."""
    frame = boxes().to_crs(3857) if driver == "MBTiles" else boxes()
    west, south, east, north = frame.total_bounds
    place = Affine((east - west) / size, 0, west, 0, (south - north) / size, north)
    values = np.stack([np.full((size, size), 60 * band, np.uint8) for band in (1, 2, 3)])
    plain = path.with_name("plain.tif") if driver != "GTiff" else path
    with rasterio.open(
        plain, "w", driver="GTiff", width=size, height=size, count=3, dtype="uint8",
        crs=frame.crs.to_string(), transform=place, photometric="RGB",
        **(options if driver == "GTiff" else {}),
    ) as picture:  # fmt: skip
        picture.write(values)
    if driver != "GTiff":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rasterio.shutil.copy(plain, path, driver=driver, **options)
        plain.unlink()
    return path


# --- image tiles in a PMTiles archive ----------------------------------------------------------
def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def hilbert(zoom, x, y):
    """The number of a tile, by the algorithm of the specification (the other way round)."""
    number, side = (4**zoom - 1) // 3, 2**zoom // 2
    while side:
        right, up = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * right) ^ up)
        if not up:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        side //= 2
    return number


def as_pmtiles(mbtiles, path, leaf=False):
    """Write the tiles of an MBTiles file as PMTiles, with its directory in one or two levels."""
    with closing(sqlite3.connect(mbtiles)) as base:
        rows = base.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
        found = sorted((hilbert(z, x, 2**z - 1 - y), z, data) for z, x, y, data in rows)
        said = dict(base.execute("SELECT name, value FROM metadata"))
    tiles = b"".join(data for _, _, data in found)
    numbers = [n for n, _, _ in found]
    steps = [b - a for a, b in zip([0, *numbers[:-1]], numbers, strict=True)]
    directory = b"".join(
        [varint(len(found)), *map(varint, steps), *(varint(1) for _ in found)]
        + [varint(len(data)) for _, _, data in found]
        + [varint(1), *(varint(0) for _ in found[1:])]
    )
    packed, leaves = gzip.compress(directory), b""
    if leaf:
        leaves = packed
        packed = gzip.compress(b"".join(map(varint, (1, numbers[0], 0, len(leaves), 1))))
    zooms = [z for _, z, _ in found]
    bounds = [round(float(v) * 1e7) for v in said["bounds"].split(",")]
    root, start = 127, 127 + len(packed)
    places = (root, len(packed), start, 0, start, len(leaves), start + len(leaves), len(tiles))
    head = b"PMTiles\x03" + struct.pack("<8Q", *places) + struct.pack("<3Q", *[len(found)] * 3)
    head += bytes([1, 2, 1, 2, min(zooms), max(zooms)]) + struct.pack("<4i", *bounds) + bytes(9)
    path.write_bytes(head + packed + leaves + tiles)
    return path


# --- all of them ------------------------------------------------------------------------------
def _lines(path: Path) -> Path:
    return foreign(path.with_suffix(".geojsonl")).rename(path)


def _packed(path: Path, name: str) -> Path:
    inside = path.parent / "in"
    inside.mkdir()
    foreign(inside / name)
    packed(path, inside, name.split(".", maxsplit=1)[0])
    shutil.rmtree(inside)
    return path


def _pm_image(path: Path) -> Path:
    source = image(path.with_suffix(".mbtiles"), "MBTiles", TILE_FORMAT="PNG")
    as_pmtiles(source, path)
    source.unlink()
    return path


def _lettered(path: Path) -> Path:
    return lettered_drawing(path, *(str(name).encode() for name in boxes()["tenchu"].dropna()))


MAKERS: dict[str, Callable[[Path], Path]] = {
    ".ndjson": _lines,
    ".topojson": topology,
    "-xy.csv": coordinate_list,
    ".dgn": _lettered,
    ".zip": lambda path: _packed(path, f"{STEM}.shp"),
    "-gdb.zip": lambda path: _packed(path, "thua.gdb"),
    ".tif": image,
    "-cog.tif": lambda path: image(path, "COG"),
    "-image.mbtiles": lambda path: image(path, "MBTiles", TILE_FORMAT="PNG"),
    "-image.pmtiles": _pm_image,
    **dict.fromkeys((".gpx", ".gml", ".tab", ".mif", ".gdb", ".mbtiles", ".pmtiles"), foreign),
}
"""Of the others, we are who writes them."""


def sample(folder: Path, ending: str) -> Path:
    """Write the dataset as a file whose name ends so (see ``READ``), and return its path."""
    return MAKERS.get(ending, _ours)(folder / f"{STEM}{ending}")
