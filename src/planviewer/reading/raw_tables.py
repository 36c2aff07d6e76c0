"""A layer as a table with its text in order, by the reader its format has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
        return Read(table, _decoded(table, wanted), problems)
    if kind is GEOPARQUET:
        from planviewer.reading import parquet  # noqa: PLC0415  most files are none

        table = parquet.read_table(path)
        return Read(table, text.decode(table.attributes, text.UTF8, lossless=False))
    if kind is SHAPEFILE:
        return _shapefile(path, wanted)
    if kind.text == "utf-8":
        table = gdal.read_table(path, kind, layer.layer, lossless=False)
        decoded = text.decode(table.attributes, wanted or text.UTF8, lossless=False)
        return Read(table, _tidied(decoded, kind))
    return _of_any_encoding(path, kind, wanted)


def _shapefile(path: Path, wanted: str | None) -> Read:
    """Read the table and decode it as the user, the file, or its bytes say."""
    declared = wanted or text.declared_encoding(path)
    if declared in {None, text.UTF8}:
        sure = _as_utf8(path)
        if sure is not None:
            return Read(sure, text.Decoded(sure.attributes, text.UTF8))
    table = gdal.read_table(path, SHAPEFILE, None, lossless=True)
    return Read(table, _decoded(table, declared))


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
    declared = wanted or (find(path) if find is not None else None)
    table = gdal.read_table(path, kind, None, lossless=True)
    return Read(table, _tidied(_decoded(table, declared), kind))


def _decoded(table: gdal.Table, declared: str | None) -> text.Decoded:
    """Decode a table; where nobody says how, as UTF-8 if it is, else as supposed."""
    attributes, lossless = table.attributes, table.lossless
    if declared is not None:
        return text.decode(attributes, declared, lossless=lossless)
    as_utf8 = text.decode(attributes, text.UTF8, lossless=lossless)
    if not as_utf8.problems:
        return as_utf8
    decoded = text.decode(attributes, text.UNDECLARED, lossless=lossless)
    problems = (text.undeclared(attributes.num_rows), *decoded.problems)
    return text.Decoded(decoded.attributes, decoded.encoding, problems)


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
    return text.Decoded(attributes, decoded.encoding, decoded.problems)


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
