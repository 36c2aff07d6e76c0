"""The first features of a large file, for a look at where it lies while the rest is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from planviewer.errors import CrsError
from planviewer.reading.formats import FLATGEOBUF, GEODATABASE, GEOPACKAGE, SHAPEFILE
from planviewer.reading.frames import make_geometries
from planviewer.reading.gdal import Table
from planviewer.reading.sources import Sublayer
from planviewer.reading.stated import chosen_crs, stated_system

LARGE_BYTES: Final = 80_000_000
"""Smaller files are there before anybody waits."""
FIRST: Final = 5_000
_KINDS: Final = frozenset({GEOPACKAGE, FLATGEOBUF, SHAPEFILE, GEODATABASE})
"""Formats whose first features are found without reading the rest."""


@dataclass(frozen=True, eq=False)
class Beginning:
    """The first features of a layer: their geometries, without fields."""

    frame: gpd.GeoDataFrame
    bounds: tuple[float, float, float, float]
    """Of the whole layer where its file says so, else of these features; in the layer's system."""


def beginning(layer: Sublayer, crs: str | None, count: int = FIRST) -> Beginning | None:
    """Return the first features of a large layer.

    None where the layer is small, of another format, or does not tell its system and ``crs`` is
    not given. What is wrong with the file is not told here: reading it whole will say so.
    """
    if layer.kind not in _KINDS or not layer.has_places or _size(layer) < LARGE_BYTES:
        return None
    try:
        frame = _first(layer, crs, count)
    except (pyogrio.errors.DataSourceError, shapely.errors.GEOSException, CrsError, ValueError):
        return None
    if frame is None or not np.isfinite(frame.total_bounds).all():
        return None
    return Beginning(frame, _bounds(layer) or tuple(frame.total_bounds))


def _first(layer: Sublayer, crs: str | None, count: int) -> gpd.GeoDataFrame | None:
    meta, table = pyogrio.raw.read_arrow(
        layer.path, layer=layer.layer, columns=[], max_features=count
    )
    wkb = table.column(table.num_columns - 1)
    geometries, _ = make_geometries(wkb, table.num_rows)
    read = Table(pa.table({}), wkb, meta["crs"], (), lossless=False, datetimes=frozenset())
    stated = chosen_crs(crs) or stated_system(layer.path, layer.kind, read)
    return None if stated is None else gpd.GeoDataFrame(geometry=geometries, crs=stated.crs)


def _bounds(layer: Sublayer) -> tuple[float, float, float, float] | None:
    """Return what the file states as its extent, None where it had to be read for that."""
    about = pyogrio.read_info(layer.path, layer=layer.layer)
    bounds = about["total_bounds"]
    return bounds if bounds is not None and np.isfinite(bounds).all() else None


def _size(layer: Sublayer) -> int:
    path = layer.path
    try:
        files = path.iterdir() if path.is_dir() else (path,)
        return sum(file.stat().st_size for file in files if file.is_file())
    except OSError:
        return 0
