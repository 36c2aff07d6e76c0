"""GeoParquet, read by Arrow itself: the library for the other formats has no driver for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading.gdal import Table

_METADATA: Final = b"geo"
_LON_LAT: Final = "OGC:CRS84"
"""What the standard fixes where no system is named; longitude first, as we keep it."""


def read_table(path: Path) -> Table:
    """Read a file whole.

    Raises
    ------
    FileUnreadable
        If it is broken, or holds no geometry.
    """
    try:
        with pq.ParquetFile(path) as file:
            table = file.read()
        about = _about(path, table.schema.metadata)
    except (pa.ArrowException, OSError, ValueError, TypeError, MemoryError) as error:
        raise _broken(path, error) from error
    name = about["primary_column"]
    column = about["columns"].get(name, {})
    if name not in table.schema.names:
        raise _broken(path, KeyError(name))
    geometry = _as_wkb(path, table, name, str(column.get("encoding", "WKB")))
    index = table.schema.names.index(name)
    attributes = _plain(table.remove_column(index))
    return Table(attributes, geometry, _crs(column), ())


def _about(path: Path, metadata: dict[bytes, bytes] | None) -> dict[str, Any]:
    about = json.loads((metadata or {}).get(_METADATA, b"null"))
    if not isinstance(about, dict) or not isinstance(about.get("columns"), dict):
        reason = Message(
            "reading", "it is a Parquet table without geometry. Save it as GeoParquet."
        )
        raise FileUnreadable(path=path, reason=reason)
    return about


def _crs(column: dict[str, Any]) -> str | None:
    """Return what the file says: PROJJSON, null for "not known", or nothing for longitude first."""
    if "crs" not in column:
        return "EPSG:4326"
    crs = column["crs"]
    if crs is None:
        return None
    known = crs.get("id", {}) if isinstance(crs, dict) else {}
    code = f"{known.get('authority')}:{known.get('code')}"
    return "EPSG:4326" if code == _LON_LAT else json.dumps(crs)


def _as_wkb(path: Path, table: pa.Table, name: str, encoding: str) -> pa.ChunkedArray:
    if encoding.upper() == "WKB":
        return table.column(name).cast(pa.binary())
    try:  # one of the native encodings
        import geopandas as gpd  # noqa: PLC0415  rare

        geometries = gpd.GeoDataFrame.from_arrow(table.select([name])).geometry
    except (ValueError, TypeError, NotImplementedError, pa.ArrowException) as error:
        raise _broken(path, error) from error
    return pa.chunked_array([pa.array(shapely.to_wkb(geometries.to_numpy()), pa.binary())])


def _plain(table: pa.Table) -> pa.Table:
    """Make columns of kinds that a table on screen has: lists and records become JSON text."""
    for number, kind in enumerate(table.schema.types):
        column = table.column(number)
        if pa.types.is_dictionary(kind):
            column = column.cast(kind.value_type)
        elif pa.types.is_decimal(kind):
            column = column.cast(pa.float64())
        elif pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            column = pa.chunked_array([pa.array(_as_text(column), pa.string())])
        table = table.set_column(number, table.schema.names[number], column)
    return table


def _as_text(column: pa.ChunkedArray) -> list[str | None]:
    values = column.to_pylist()
    return [
        None if value is None else json.dumps(value, ensure_ascii=False, default=str)
        for value in values
    ]


def _broken(path: Path, error: Exception) -> FileUnreadable:
    text = str(error)
    reason = Message(
        "reading",
        "it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.",
        {"detail": text.splitlines()[0][:200] if text.strip() else type(error).__name__},
    )
    return FileUnreadable(path=path, reason=reason)
