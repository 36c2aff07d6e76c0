"""Features to files other programs read."""

from __future__ import annotations

import errno
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyogrio.errors
import shapely

from planviewer.errors import FileNotWritten, WriteFormatUnknown
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, operation
from planviewer.model.problem import Problem
from planviewer.writing.atomic import not_written, replacing, replacing_set

_FAILURES: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    ValueError,
    TypeError,
    RuntimeError,
)
_IS_NUMBER: Final = re.compile(r"[-+]?[\d.,\s]*%?")


def write_features(
    frame: gpd.GeoDataFrame, path: Path, *, layer: str | None = None
) -> tuple[Problem, ...]:
    """Write a frame in the format its name asks for: .geojson, .gpkg, .fgb, .shp or .csv.

    GeoJSON follows RFC 7946: WGS 84 by the pinned operation, outer rings counter-clockwise, seven
    decimals (1 cm on the ground). The other formats keep the CRS of the frame. CSV has WKT in a
    column ``wkt`` (points: ``x`` and ``y``), is UTF-8 with the mark spreadsheets need, and keeps a
    text from being run as a formula by an apostrophe before it.

    Parameters
    ----------
    frame
        Geometry may be missing; ``frame.crs`` is set.
    layer
        Name of the layer inside the file; None takes the name of the file.

    Returns
    -------
    tuple of Problem
        What the format could not keep (such as long field names in a Shapefile).

    Raises
    ------
    WriteFormatUnknown
        If the name ends in none of these.
    FileNotWritten
        If it cannot be written; an older file is then left as it was.
    NoTransformation
        If no sure operation leads to WGS 84 (GeoJSON only).
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise WriteFormatUnknown(path=path, known=", ".join(_WRITERS))
    name = layer or path.stem
    with (replacing_set if path.suffix.lower() == ".shp" else replacing)(path) as temporary:
        try:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                write(frame, temporary, name)
        except _FAILURES as error:
            raise _refused(path, error) from error
    return tuple(_note(text) for text in dict.fromkeys(str(item.message) for item in caught))


def _geojson(frame: gpd.GeoDataFrame, path: Path, layer: str) -> None:
    _with_gdal(in_degrees(frame), path, layer, "GeoJSON", RFC7946="YES")


def _geopackage(frame: gpd.GeoDataFrame, path: Path, layer: str) -> None:
    _with_gdal(frame, path, layer, "GPKG")


def _flatgeobuf(frame: gpd.GeoDataFrame, path: Path, layer: str) -> None:
    """Write FlatGeobuf, with a spatial index where every feature has a place to be indexed by."""
    everywhere = not (frame.geometry.isna() | frame.geometry.is_empty).any()
    _with_gdal(frame, path, layer, "FlatGeobuf", SPATIAL_INDEX="YES" if everywhere else "NO")


def _shapefile(frame: gpd.GeoDataFrame, path: Path, _layer: str) -> None:
    _with_gdal(frame, path, path.stem, "ESRI Shapefile", ENCODING="UTF-8")


def _csv(frame: gpd.GeoDataFrame, path: Path, _layer: str) -> None:
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    for name in table.columns:
        if pd.api.types.is_string_dtype(table[name]):
            table[name] = table[name].map(harmless, na_action="ignore")
    geometries = np.asarray(frame.geometry.array, dtype=object)
    types = shapely.get_type_id(geometries)
    if len(frame) and np.isin(types, (-1, 0)).all():
        table["x"], table["y"] = shapely.get_x(geometries), shapely.get_y(geometries)
    else:
        table["wkt"] = shapely.to_wkt(geometries, rounding_precision=-1)
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


_WRITERS: Final[dict[str, Callable[[gpd.GeoDataFrame, Path, str], None]]] = {
    ".geojson": _geojson,
    ".json": _geojson,
    ".gpkg": _geopackage,
    ".fgb": _flatgeobuf,
    ".shp": _shapefile,
    ".csv": _csv,
}


def _with_gdal(
    frame: gpd.GeoDataFrame, path: Path, layer: str, driver: str, **options: object
) -> None:
    placeless = len(frame) == 0 or frame.geometry.isna().all()
    pyogrio.write_dataframe(
        frame,
        path,
        layer=layer,
        driver=driver,
        use_arrow=True,
        geometry_type="Unknown" if placeless and driver != "ESRI Shapefile" else None,
        layer_options=options,
    )


def in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame in WGS 84; heights stay as they are."""
    to_degrees = operation(frame.crs, WGS84)
    geometries = np.array(frame.geometry.array, dtype=object)
    for high in (False, True):
        rows = shapely.has_z(geometries) == high
        geometries[rows] = shapely.transform(
            geometries[rows],
            lambda points: np.column_stack((to_degrees.points(points), points[:, 2:])),
            include_z=high,
        )
    return frame.set_geometry(gpd.GeoSeries(geometries, index=frame.index, crs=WGS84))


def harmless(text: Any) -> Any:
    """Keep spreadsheets from running a text: they take these first letters for a formula."""
    if isinstance(text, str) and text[:1] in "=+-@\t\r" and not _IS_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


_FULL_BYTES: Final = 65_536
"""Where less is free, that is why a driver failed."""


def _refused(path: Path, error: Exception) -> FileNotWritten:
    if shutil.disk_usage(path.resolve().parent).free < _FULL_BYTES:
        return not_written(path, OSError(errno.ENOSPC, ""))  # GDAL says it in many ways
    text = str(error).splitlines()[0][:200] if str(error).strip() else type(error).__name__
    reason = Message("writing", "the format does not take it ({detail}).", {"detail": text})
    return FileNotWritten(path=path, reason=reason)


def _note(said: str) -> Problem:
    message = Message("writing", "Noticed on writing: {text}", {"text": said})
    return Problem("writer-note", message, severity="note")
