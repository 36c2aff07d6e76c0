"""Frames as a stream of Arrow batches: whoever writes them takes them one by one.

So writing says how far it is and can be stopped, and no second copy of all geometries is made.
Values are given as pyogrio's ``write_dataframe`` gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely

from planviewer import pace

Geometries = npt.NDArray[np.object_]

GEOMETRY: Final = "geometry"
_ROWS: Final = 2_048
_MOST_POINTS: Final = 1 << 20
_AS_MOMENTS: Final = {"GDAL:OGR:type": "DateTime"}
_OF_PARTS: Final = {4: 0, 5: 1, 6: 3}
"""Type numbers of shapely: which of several parts are made of which single ones."""
_PURE: Final = frozenset({"FlatGeobuf", "GPKG"})
"""Formats whose layers hold either single geometries or such of several parts."""


class Stream:
    """The features of a frame as batches; ``stopped`` is what ended it before its time."""

    def __init__(self, frame: gpd.GeoDataFrame, geometries: Geometries) -> None:
        self.geometry_name = _free(GEOMETRY, {str(name) for name in frame.columns})
        self.stopped: BaseException | None = None
        self._attributes = _attributes(frame)
        self._geometries = geometries
        fields = [*self._attributes.schema, pa.field(self.geometry_name, pa.binary())]
        self._schema = pa.schema(fields)

    def __len__(self) -> int:
        return len(self._geometries)

    @property
    def corners(self) -> int:
        """How many points all geometries have."""
        return int(shapely.get_num_coordinates(self._geometries).sum())

    def reader(self) -> pa.RecordBatchReader:
        """Return what a writer takes the batches from."""
        return pa.RecordBatchReader.from_batches(self._schema, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        count, first = len(self._geometries), 0
        points = shapely.get_num_coordinates(self._geometries)
        try:
            while first < count:
                pace.reached(first / count)
                # of huge outlines fewer at a time: a batch is a copy
                many = int(np.searchsorted(np.cumsum(points[first : first + _ROWS]), _MOST_POINTS))
                last = min(first + max(many, 1), count)
                yield self._batch(first, last)
                first = last
            pace.reached(1.0)
        except BaseException as error:
            self.stopped = error  # the library says only that there was something
            raise

    def _batch(self, first: int, last: int) -> pa.RecordBatch:
        part = self._attributes.slice(first, last - first).combine_chunks()
        columns = [column.combine_chunks() for column in part.columns]
        places = pa.array(shapely.to_wkb(self._geometries[first:last]), pa.binary())
        return pa.record_batch([*map(_whole, columns), places], schema=self._schema)


def _whole(column: Any) -> Any:
    return pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column


def layer_type(geometries: Geometries, driver: str) -> tuple[str, Geometries]:
    """Return the type of the layer, and the geometries as it takes them.

    Where single ones are mixed with those of several parts, and the format does not have that, all
    become such of several.

    Raises
    ------
    ValueError
        If only some have heights, and the format does not have that.
    """
    there = geometries[~shapely.is_missing(geometries)]
    kinds = sorted(set(shapely.get_type_id(there).tolist()))
    if len(kinds) == 2 and _OF_PARTS.get(kinds[1]) == kinds[0]:
        if driver not in _PURE:
            return "Unknown", geometries
        geometries, kinds = _of_several(geometries, kinds[0]), kinds[1:]
    high = shapely.has_z(there[~shapely.is_empty(there)])
    if driver == "FlatGeobuf" and high.any() and not high.all():
        raise ValueError("some coordinates have heights and some have none")
    if len(kinds) != 1:
        return "Unknown", geometries
    name = _NAMES[shapely.GeometryType(kinds[0]).name]
    return f"{name} Z" if high.any() else name, geometries


def _of_several(geometries: Geometries, kind: int) -> Geometries:
    made = geometries.copy()
    rows = np.flatnonzero(shapely.get_type_id(geometries) == kind)
    make: Any = {0: shapely.multipoints, 1: shapely.multilinestrings, 3: shapely.multipolygons}[
        kind
    ]
    made[rows] = make(geometries[rows], indices=np.arange(len(rows)))
    return made


_NAMES: Final = {
    "POINT": "Point", "LINESTRING": "LineString", "LINEARRING": "LineString", "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint", "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon", "GEOMETRYCOLLECTION": "GeometryCollection",
}  # fmt: skip


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _attributes(frame: gpd.GeoDataFrame) -> pa.Table:
    """Return the columns but for the geometry, with the types that the library understands."""
    plain = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    moments = set()
    for name, dtype in plain.dtypes.items():
        if isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) != "UTC":
            moments.add(str(name))  # with summer time a column has several offsets
        elif dtype == "object":
            kind = pd.api.types.infer_dtype(plain[name])
            if kind == "datetime":
                moments.add(str(name))
            elif kind == "string" or _is_for_arrow(plain[[name]]):
                continue
        else:
            continue
        plain[name] = plain[name].astype("string")
    table = pa.Table.from_pandas(plain, preserve_index=False)
    for number, field in enumerate(table.schema):
        wanted = field.with_metadata(_AS_MOMENTS) if field.name in moments else field
        of_keys = pa.types.is_dictionary(field.type)
        if pa.types.is_null(field.type.value_type if of_keys else field.type):
            wanted = wanted.with_type(pa.string())
        if wanted is not field:
            table = table.set_column(number, wanted, table.column(number).cast(wanted.type))
    return table


def _is_for_arrow(column: pd.DataFrame) -> bool:
    try:
        pa.Schema.from_pandas(column)
    except pa.ArrowInvalid:
        return False
    return True
