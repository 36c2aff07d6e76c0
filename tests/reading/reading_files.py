"""What the files of these tests hold."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

NAMES = ["Nguyễn Văn Á", "Hòa An", "Đường tránh, giai đoạn 1"]


def parcels() -> gpd.GeoDataFrame:
    """Three parcels at Nước Hai in EPSG:9210."""
    boxes = [shapely.box(541100 + 30 * i, 2515360, 541120 + 30 * i, 2515385) for i in range(3)]
    return gpd.GeoDataFrame(
        {
            "tenchu": NAMES,
            "shthua": pd.array([1, None, 3], dtype="Int64"),
            "dientich": [500.0, np.nan, 500.5],
            "co_so": pd.array([True, None, False], dtype="boolean"),
        },
        geometry=boxes,
        crs="EPSG:9210",
    )


def collection(*features: dict, **members: object) -> str:
    """Return a GeoJSON text."""
    return json.dumps({"type": "FeatureCollection", **members, "features": list(features)})


def point(x: object, y: object, **properties: object) -> dict:
    """Return a GeoJSON feature."""
    geometry = {"type": "Point", "coordinates": [x, y]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
