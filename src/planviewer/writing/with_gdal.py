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

from planviewer.writing.atomic import ODD


def write(
    frame: gpd.GeoDataFrame,
    path: Path,
    layer: str,
    driver: str,
    options: Mapping[str, object],
    *,
    append: bool = False,
    **further: Any,
) -> None:
    """Write a frame as one layer of a file.

    Parameters
    ----------
    options
        Layer creation options of the driver.
    append
        Whether the file exists and gets one more layer.
    """
    placeless = len(frame) == 0 or frame.geometry.isna().all()
    kind = "Unknown" if placeless and driver != "ESRI Shapefile" else None
    with plain(path) as name:
        pyogrio.write_dataframe(
            frame,
            name,
            layer=layer,
            driver=driver,
            use_arrow=True,
            append=append,
            geometry_type=kind,
            layer_options=dict(options),
            **further,
        )


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
