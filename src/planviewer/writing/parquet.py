"""GeoParquet, with where the data are from in the metadata of the file.

Written row group by row group, so that it says how far it is and can be stopped; an outline so
large that it alone takes long, by another process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from planviewer import pace
from planviewer.writing import parquet_apart
from planviewer.writing.about import LayerOut, as_data, in_words

METADATA: Final = b"planviewer"
_ROWS: Final = 32_768
_MOST_POINTS: Final = 1 << 21
"""Of huge outlines fewer rows stand together: a row group is made as a whole."""
_GIANT: Final = 1 << 22
"""An outline of more points takes a second or more."""
_VERSION: Final = "1.0.0"


def write(layer: LayerOut, path: Path) -> None:
    """Write a layer (WKB, compressed with zstd), by the standard GeoParquet 1.0."""
    frame = layer.frame
    name, geometries = str(frame.geometry.name), np.asarray(frame.geometry.array, dtype=object)
    attributes = pa.Table.from_pandas(
        pd.DataFrame(frame.drop(columns=frame.geometry.name)), preserve_index=False
    )
    at = list(frame.columns).index(frame.geometry.name)
    metadata = {**(attributes.schema.metadata or {}), b"geo": _said(frame, name, geometries)}
    if in_words(layer.about):
        said = json.dumps(as_data(layer.about, frame), ensure_ascii=False)
        metadata[METADATA] = said.encode()
    schema = attributes.schema.insert(at, pa.field(name, pa.binary())).with_metadata(metadata)
    # Of outlines neither a dictionary nor the least and the largest serve anybody.
    values = attributes.schema.names
    how = {"compression": "zstd", "use_dictionary": values, "write_statistics": values}
    points = shapely.get_num_coordinates(geometries)

    def groups() -> Iterator[pa.Table]:
        for first, last in _groups(geometries, points):
            places = pa.array(shapely.to_wkb(geometries[first:last]), pa.binary())
            group = attributes.slice(first, last - first).add_column(at, name, places)
            yield group.replace_schema_metadata(metadata)

    if pace.is_heard() and points.max(initial=0) > _GIANT:
        parquet_apart.write(schema, groups(), path, how, int(points.sum()))
        return
    with pq.ParquetWriter(path, schema, **how) as writer:
        done = 0
        for group in groups():
            pace.reached(done / len(geometries))
            writer.write_table(group)
            done += len(group)


def _groups(
    geometries: npt.NDArray[np.object_], points: npt.NDArray[np.integer[Any]]
) -> Iterator[tuple[int, int]]:
    """Give from where to where the rows of each group stand."""
    first = 0
    while first < len(geometries):
        many = int(np.searchsorted(np.cumsum(points[first : first + _ROWS]), _MOST_POINTS))
        last = min(first + max(many, 1), len(geometries))
        yield first, last
        first = last


def _said(frame: gpd.GeoDataFrame, name: str, geometries: npt.NDArray[np.object_]) -> bytes:
    """Return what the standard wants to be said of the geometry."""
    there = geometries[~shapely.is_missing(geometries)]
    kinds = zip(shapely.get_type_id(there).tolist(), shapely.has_z(there).tolist(), strict=True)
    column: dict[str, Any] = {
        "encoding": "WKB",
        "crs": None if frame.crs is None else frame.crs.to_json_dict(),
        "geometry_types": sorted(
            f"{_NAMES[shapely.GeometryType(kind).name]}{' Z' if high else ''}"
            for kind, high in set(kinds)
        ),
    }
    bounds = shapely.total_bounds(there) if len(there) else np.full(4, np.nan)
    if np.isfinite(bounds).all():
        column["bbox"] = bounds.tolist()
    about = {"version": _VERSION, "primary_column": name, "columns": {name: column}}
    return json.dumps(about).encode()


_NAMES: Final = {
    "POINT": "Point", "LINESTRING": "LineString", "LINEARRING": "LineString", "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint", "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon", "GEOMETRYCOLLECTION": "GeometryCollection",
}  # fmt: skip
