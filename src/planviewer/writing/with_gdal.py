"""Writing by GDAL, through pyogrio."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from planviewer.model.crs import authority_of
from planviewer.writing import apart
from planviewer.writing.arrow_stream import Stream, layer_type
from planviewer.writing.atomic import ODD


def write(
    frame: gpd.GeoDataFrame,
    path: Path,
    layer: str,
    driver: str,
    options: Mapping[str, object],
    *,
    append: bool = False,
    settings: Mapping[str, str] | None = None,
    **further: Any,
) -> None:
    """Write a frame as one layer of a file, saying how far it is; ``pace`` may stop it.

    Parameters
    ----------
    options
        Layer creation options of the driver.
    append
        Whether the file exists and gets one more layer.
    settings
        Settings of the library for the while.
    """
    geometries = np.asarray(frame.geometry.array, dtype=object)
    kind, geometries = layer_type(geometries, driver)
    stream = Stream(frame, geometries)
    how = {
        "layer": layer,
        "driver": driver,
        "append": append,
        "geometry_name": stream.geometry_name,
        "geometry_type": kind,
        "crs": _crs_text(frame),
        "layer_options": dict(options),
        **further,
    }
    with plain(path) as name:
        if apart.is_long(geometries, driver):
            apart.write(stream, name, how, settings or {})
            return
        try:
            with _set(settings or {}):
                apart.write_here(stream.reader(), name, how)
        except RuntimeError as error:
            if stream.stopped is None:
                raise
            raise stream.stopped from error


@contextmanager
def _set(settings: Mapping[str, str]) -> Iterator[None]:
    """Have settings of the library, which are for the whole process, for a while."""
    pyogrio.set_gdal_config_options(dict(settings))
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(settings))


def _crs_text(frame: gpd.GeoDataFrame) -> str | None:
    if frame.crs is None:
        return None
    known = authority_of(frame.crs, confidence=70)
    if known is not None and known[0] == "EPSG":
        return ":".join(known)
    return str(frame.crs.to_wkt("WKT1_GDAL"))


@contextmanager
def plain(path: Path) -> Iterator[Path]:
    """Give a way to a file that pyogrio does not take apart, as it does at ``!``, ``;`` and ``?``.

    Its folder gets a second name for the while; the file's own name is plain already
    (``atomic``). With a drive letter, on Windows, names are left alone.
    """
    if path.drive or not ODD & set(str(path)):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder:
        here = Path(folder) / "here"
        here.symlink_to(path.parent, target_is_directory=True)
        yield here / path.name


def without_rings(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a frame with closed lines as plain ones: a LinearRing ends the process in pyogrio."""
    geometries = np.asarray(frame.geometry.array, dtype=object)
    rings = shapely.get_type_id(geometries) == shapely.GeometryType.LINEARRING
    if not rings.any():
        return frame
    made = geometries.copy()
    made[rings] = [shapely.LineString(ring) for ring in geometries[rings]]
    return frame.set_geometry(gpd.GeoSeries(made, index=frame.index, crs=frame.crs))
