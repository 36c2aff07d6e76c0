"""A layer as a table with its text in order, by the reader its format has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from planviewer.errors import FileUnreadable
from planviewer.model.problem import Problem
from planviewer.reading import dxf, gdal, mapinfo, text
from planviewer.reading.formats import (
    DXF,
    GEOPARQUET,
    KML,
    MAPINFO,
    SHAPEFILE,
    TABLE,
    WORKBOOK,
    Format,
)
from planviewer.reading.sources import Sublayer
from planviewer.reading.text_doctor import decode_as_found


@dataclass(frozen=True, eq=False)
class Read:
    """A table as it stands in the file, and its attributes with text decoded."""

    table: gdal.Table
    decoded: text.Decoded
    problems: tuple[Problem, ...] = ()


def read(layer: Sublayer, wanted: str | None) -> Read:
    """Read a layer; ``wanted`` is the encoding chosen by the user, as ``text`` names it.

    Raises
    ------
    FileUnreadable
        If the file is broken.
    """
    path, kind = layer.path, layer.kind
    if kind in {TABLE, WORKBOOK}:
        from planviewer.reading import spreadsheets  # noqa: PLC0415  most files are none

        table, problems = spreadsheets.read_table(path, kind, layer.layer)
        return Read(table, _decoded(table, wanted, None), problems)
    if kind is GEOPARQUET:
        from planviewer.reading import parquet  # noqa: PLC0415  most files are none

        table = parquet.read_table(path)
        return Read(table, _decoded(table, wanted, text.UTF8))
    if kind is SHAPEFILE:
        return _shapefile(path, wanted)
    if kind.text == "utf-8":
        table = gdal.read_table(path, kind, layer.layer, lossless=False)
        return Read(table, _tidied(_decoded(table, wanted, text.UTF8), kind))
    return _of_any_encoding(path, kind, wanted)


def _shapefile(path: Path, wanted: str | None) -> Read:
    """Read the table and decode it as the user or its bytes say."""
    if wanted in {None, text.UTF8}:
        sure = _as_utf8(path)
        if sure is not None:
            return Read(sure, _decoded(sure, wanted, text.UTF8))
    table = gdal.read_table(path, SHAPEFILE, None, lossless=True)
    return Read(table, _decoded(table, wanted, text.declared_encoding(path)))


def _as_utf8(path: Path) -> gdal.Table | None:
    """Read a Shapefile whose text is all UTF-8; None if it is not."""
    try:
        table = gdal.read_table(path, SHAPEFILE, None, lossless=False)
    except FileUnreadable as error:
        if isinstance(error.__cause__, UnicodeDecodeError):  # a field name is not UTF-8
            return None
        raise
    return table if text.is_utf8(table.attributes) else None


def _of_any_encoding(path: Path, kind: Format, wanted: str | None) -> Read:
    """Read a format that says what its bytes mean, or does not."""
    find = _DECLARED.get(kind)
    declared = find(path) if find is not None else None
    table = gdal.read_table(path, kind, None, lossless=True)
    return Read(table, _tidied(_decoded(table, wanted, declared), kind))


def _decoded(table: gdal.Table, wanted: str | None, declared: str | None) -> text.Decoded:
    """Decode a table as the user wants it, else as its bytes say."""
    if wanted is not None:
        return text.decode(table.attributes, wanted, lossless=table.lossless)
    return decode_as_found(table.attributes, declared, lossless=table.lossless)


_DECLARED: Final[dict[Format, Callable[[Path], str | None]]] = {
    DXF: dxf.declared_encoding,
    MAPINFO: mapinfo.declared_encoding,
}

# --- what the library adds of its own ---------------------------------------------------------
_KML_DEFAULTS: Final = {
    "timestamp": None, "begin": None, "end": None, "altitudeMode": None, "tessellate": -1,
    "extrude": 0, "visibility": -1, "drawOrder": None, "icon": None, "snippet": None, "id": None,
}  # fmt: skip


def _tidied(decoded: text.Decoded, kind: Format) -> text.Decoded:
    """Leave out columns that only say a default, and undo a format's ways to write letters."""
    attributes = decoded.attributes
    if kind is KML:
        attributes = _without_defaults(attributes)
    elif kind is DXF:
        attributes = dxf.unescaped(attributes)
    return replace(decoded, attributes=attributes)


def _without_defaults(attributes: pa.Table) -> pa.Table:
    empty = [
        name for name in dict.fromkeys(attributes.schema.names) if _says_nothing(attributes, name)
    ]
    kept = [i for i, name in enumerate(attributes.schema.names) if name not in empty]
    return attributes.select(kept) if kept else attributes


def _says_nothing(attributes: pa.Table, name: str) -> bool:
    if name not in {*_KML_DEFAULTS, "Name", "description"}:
        return False
    column = attributes.column(attributes.schema.names.index(name))
    default = _KML_DEFAULTS.get(name)
    if name == "id" or column.null_count == len(column):  # "id" is made by the library
        return True
    return default is not None and pc.all(pc.equal(column, default), min_count=0).as_py() is True
