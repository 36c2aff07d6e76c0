"""Writing by GDAL, through pyogrio."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely


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
    pyogrio.write_dataframe(
        frame,
        path,
        layer=layer,
        driver=driver,
        use_arrow=True,
        append=append,
        geometry_type=kind,
        layer_options=dict(options),
        **further,
    )


def without_rings(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a frame with closed lines as plain ones: a LinearRing ends the process in pyogrio."""
    geometries = np.asarray(frame.geometry.array, dtype=object)
    rings = shapely.get_type_id(geometries) == shapely.GeometryType.LINEARRING
    if not rings.any():
        return frame
    made = geometries.copy()
    made[rings] = [shapely.LineString(ring) for ring in geometries[rings]]
    return frame.set_geometry(gpd.GeoSeries(made, index=frame.index, crs=frame.crs))
