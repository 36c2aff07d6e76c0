"""Arrow tables into GeoDataFrames, with every value kept as what it is in the file."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from geopandas.array import GeometryArray
from pyproj import CRS

from planviewer import pace
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import curves
from planviewer.reading.deferred import Bytes, DeferredGeometries
from planviewer.reading.wkb import plain_shapes

Geometries = npt.NDArray[np.object_]

GEOMETRY: Final = "geometry"
_COLLECTION: Final = 7
_BLOCK: Final = 512
"""Geometries made at a time: while shapely makes them, no other thread of Python's can run."""
_REPORT: Final = 16 * _BLOCK
_NEARLY_ALL: Final = 0.8
_SOME: Final = 10_000
_ZONE_MARK: Final = r"(?:Z|[+-]\d\d:?\d\d)$"


def make_frame(
    attributes: pa.Table, geometries: Geometries | Bytes, crs: CRS, datetimes: frozenset[str]
) -> gpd.GeoDataFrame:
    """Put columns and geometries together under names that are all different.

    Whole numbers stay whole numbers where some are missing, text stays in Arrow's memory.

    Parameters
    ----------
    datetimes
        Names of the text columns that hold moments (ISO 8601).
    """
    names = free_names(attributes.schema.names)
    columns: dict[str, Any] = {}
    for number, name in enumerate(names):
        column = attributes.column(number)
        moment = attributes.schema.names[number] in datetimes
        columns[name] = _moments(column) if moment else _series(column)
    index = pd.RangeIndex(attributes.num_rows)
    frame = pd.DataFrame(columns, index=index, copy=False)
    # The array is given ready-made: geopandas would look at each geometry again.
    if isinstance(geometries, Bytes):
        return gpd.GeoDataFrame(frame, geometry=DeferredGeometries(geometries, crs), copy=False)
    return gpd.GeoDataFrame(frame, geometry=GeometryArray(geometries, crs=crs), copy=False)


def free_names(names: list[str]) -> list[str]:
    """Return ``names`` made different from each other and from the geometry column's."""
    taken = {GEOMETRY}
    free = []
    for name in names:
        candidate, number = name, 2
        while candidate in taken:
            candidate, number = f"{name}_{number}", number + 1
        taken.add(candidate)
        free.append(candidate)
    return free


def _series(column: pa.ChunkedArray) -> Any:
    """Choose the pandas type that loses nothing."""
    kind = column.type
    if pa.types.is_integer(kind) and column.null_count:
        return pd.Series(pd.arrays.IntegerArray(*_values_and_gaps(column)), dtype="Int64")
    if pa.types.is_boolean(kind) and column.null_count:
        return pd.Series(pd.arrays.BooleanArray(*_values_and_gaps(column)))
    if pa.types.is_date(kind) or pa.types.is_time(kind):
        return pd.Series(pd.arrays.ArrowExtensionArray(column))
    return column.to_pandas()


def _values_and_gaps(column: pa.ChunkedArray) -> tuple[Any, Any]:
    boolean = pa.types.is_boolean(column.type)
    filled = pc.fill_null(column, pa.scalar(False if boolean else 0, column.type)).to_numpy()
    gaps = pc.is_null(column).to_numpy()
    return (filled if boolean else filled.astype(np.int64)), gaps


def _moments(column: pa.ChunkedArray) -> Any:
    """Read moments; a mixture of zones becomes UTC, what is no moment leaves the column text."""
    texts = column.to_pandas()
    zoned = bool(texts.str.contains(_ZONE_MARK, na=False).any())
    moments = pd.to_datetime(texts, format="ISO8601", utc=zoned, errors="coerce")
    return texts if moments.isna().sum() > texts.isna().sum() else moments


_MANY: Final = 20_000
"""Fewer geometries are made objects at once."""


def defer_geometries(wkb: pa.ChunkedArray | None) -> Bytes | None:
    """Return the geometries of a large file as bytes for the time being, if nearly all are plain.

    Those that are not plain are made objects at once, so that what is wrong with them shows.
    """
    if wkb is None or len(wkb) < _MANY:
        return None
    column = wkb.cast(pa.binary()) if not isinstance(wkb.type, pa.BaseExtensionType) else wkb
    plain = plain_shapes(column)
    if plain is None or len(plain.rows) < _NEARLY_ALL * len(wkb):
        return None

    def make(rows: npt.NDArray[np.int64] | None) -> Geometries:
        if rows is None:
            return make_geometries(wkb, len(wkb))[0]
        return _plain(_some_bytes(column, rows))

    try:
        others = make(plain.others(len(wkb)))
    except _NOT_PLAIN:
        return None  # broken or curved: mended where all are made
    return Bytes(len(wkb), plain, others, make)


def make_geometries(
    wkb: pa.ChunkedArray | None, count: int
) -> tuple[Geometries, tuple[Problem, ...]]:
    """Return shapely geometries (None where there is none) and what was wrong with the bytes."""
    if wkb is None:
        return np.full(count, None, dtype=object), ()
    made = np.empty(count, dtype=object)
    # coordinates that are no numbers are found later
    with np.errstate(invalid="ignore"), collector_at_rest(count):
        try:
            for first in range(0, count, _BLOCK):
                if first % _REPORT == 0:
                    pace.reached(first / count)
                made[first : first + _BLOCK] = _plain(_bytes(wkb.slice(first, _BLOCK)))
        except _NOT_PLAIN:
            data, changes = _straightened(_bytes(wkb))
            geometries, problems = _mended(data)
            return geometries, (*changes, *problems)
    return made, ()


def without_zero_heights(geometries: Geometries) -> Geometries:
    """Return geometries flat where every height is 0 or none, as some formats give to all."""
    high = shapely.has_z(geometries)
    if not high.any():
        return geometries
    heights = shapely.get_coordinates(geometries[high], include_z=True)[:, 2]
    if (np.nan_to_num(heights) != 0).any():
        return geometries
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are found later
        flat: Geometries = shapely.force_2d(geometries)
    return flat


@contextmanager
def collector_at_rest(count: int) -> Iterator[None]:
    """Keep Python's collector away from very many new objects that are in no cycle.

    It would go through all geometries again and again while they come, and once in a while ever
    after, a tenth of a second at a time, with the window waiting. For few it does no harm.
    """
    if count < _MANY or not gc.isenabled():
        yield
        return
    gc.collect(1)  # what is young and lost already must not be kept for ever
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _bytes(wkb: pa.ChunkedArray) -> Geometries:
    column = wkb.cast(pa.binary()) if not isinstance(wkb.type, pa.BaseExtensionType) else wkb
    parts = [
        (c.storage if isinstance(c, pa.ExtensionArray) else c).to_numpy(zero_copy_only=False)
        for c in column.chunks
    ]
    return np.concatenate(parts) if parts else np.empty(0, dtype=object)


def _plain(data: Geometries) -> Geometries:
    """Return geometries of bytes.

    Raises
    ------
    GEOSException, TypeError, NotImplementedError
        If some are broken, or hold arcs; those in collections GEOS would let through.
    """
    made = np.asarray(shapely.from_wkb(data), dtype=object)
    for row in np.flatnonzero(shapely.get_type_id(made) == _COLLECTION):
        if curves.is_changed(data[row]):
            raise NotImplementedError
    return made


def _straightened(data: Geometries) -> tuple[Geometries, tuple[Problem, ...]]:
    """Replace arcs and surfaces by straight pieces and areas, and say how many were."""
    straight = data.copy()
    rows: dict[str, list[int]] = {"curves": [], "surfaces": []}
    for row, item in enumerate(data):
        if row % _REPORT == 0:
            pace.reached(row / len(data))
        if item is None or curves.kind_of(item) in curves.PLAIN:
            continue
        try:
            geometry, changed = curves.straightened(item)
        except ValueError:  # broken: found as such by those who mend
            straight[row] = b"" if curves.kind_of(item) > _COLLECTION else item
            continue
        straight[row] = shapely.to_wkb(geometry) if changed else item
        for kind in changed:
            rows[kind].append(row)
    return straight, tuple(_changed(kind, found) for kind, found in rows.items() if found)


def _changed(kind: str, rows: list[int]) -> Problem:
    code, message = _CHANGES[kind]
    return Problem(code, message, "note", None, rows[0], len(rows), tuple(rows))


_NOT_PLAIN: Final = (shapely.errors.GEOSException, TypeError, NotImplementedError)
"""What shapely makes of geometries that are broken, or of kinds it does not know."""
_CHANGES: Final = {
    "curves": (
        "curves-straightened",
        Message(
            "reading",
            "Arcs were replaced by straight pieces that are nowhere more than 1 mm from the arc.",
        ),
    ),
    "surfaces": (
        "surfaces-as-areas",
        Message(
            "reading",
            "Surfaces in space (TIN, polyhedral surface, triangle) were read as the areas they are "
            "made of.",
        ),
    ),
}


def _some_bytes(wkb: pa.ChunkedArray, rows: npt.NDArray[np.int64]) -> Geometries:
    """Return the bytes of some rows; for a few, Arrow would copy the whole column."""
    if len(rows) > _SOME:
        return _bytes(wkb.take(pa.array(rows)))
    ends = np.cumsum([len(chunk) for chunk in wkb.chunks])
    found = np.empty(len(rows), dtype=object)
    chunks = np.searchsorted(ends, rows, side="right").tolist()
    for n, (number, row) in enumerate(zip(chunks, rows.tolist(), strict=True)):
        chunk = wkb.chunks[number]
        storage = chunk.storage if isinstance(chunk, pa.ExtensionArray) else chunk
        found[n] = storage[row - int(ends[number]) + len(chunk)].as_py()
    return found


def _mended(data: Geometries) -> tuple[Geometries, tuple[Problem, ...]]:
    """Close rings that are open, leave out what cannot be read, and say how many were which."""
    given = np.array([item is not None for item in data])
    sound = shapely.from_wkb(data, on_invalid="ignore")
    closed = shapely.from_wkb(data, on_invalid="fix")
    lost = given & (closed == None)  # noqa: E711  element by element
    mended = given & (sound == None) & ~lost  # noqa: E711
    problems = []
    if mended.any():
        problems.append(ring_open(mended))
    if lost.any():
        problems.append(_unreadable(lost))
    return closed, tuple(problems)


def ring_open(rows: npt.NDArray[np.bool_]) -> Problem:
    """Return the problem of outlines that were closed on reading: bool of shape (features,)."""
    return Problem(
        "ring-open",
        Message("reading", "An outline does not end where it begins; it was closed for showing."),
        hint=Message("reading", "Close the outline where the file was made."),
        feature=int(rows.argmax()),
        count=int(rows.sum()),
        rows=tuple(np.flatnonzero(rows).tolist()),
    )


def _unreadable(rows: npt.NDArray[np.bool_]) -> Problem:
    return Problem(
        "geometry-unreadable",
        Message("reading", "The geometry is broken or of a kind that cannot be shown."),
        severity="error",
        hint=Message("reading", "Repair or convert it where the file was made."),
        feature=int(rows.argmax()),
        count=int(rows.sum()),
        rows=tuple(np.flatnonzero(rows).tolist()),
    )
