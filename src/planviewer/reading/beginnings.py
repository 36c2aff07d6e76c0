"""The first features of a large file, for a look at where it lies while the rest is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from planviewer.errors import CrsError, FileUnreadable
from planviewer.reading import gdal
from planviewer.reading.formats import FLATGEOBUF, GEODATABASE, GEOPACKAGE, SHAPEFILE
from planviewer.reading.frames import make_geometries
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
        table, bounds = gdal.read_first(layer.path, layer.kind, layer.layer, count)
        geometries, _ = make_geometries(table.geometry, table.attributes.num_rows)
        stated = chosen_crs(crs) or stated_system(layer.path, layer.kind, table)
    except (FileUnreadable, CrsError, shapely.errors.GEOSException):
        return None
    if stated is None:
        return None
    frame = gpd.GeoDataFrame(geometry=geometries, crs=stated.crs)
    own = tuple(frame.total_bounds)
    if not np.isfinite(own).all():
        return None
    return Beginning(frame, own if bounds is None or not np.isfinite(bounds).all() else bounds)


def _size(layer: Sublayer) -> int:
    path = layer.path
    try:
        files = path.iterdir() if path.is_dir() else (path,)
        return sum(file.stat().st_size for file in files if file.is_file())
    except OSError:
        return 0
