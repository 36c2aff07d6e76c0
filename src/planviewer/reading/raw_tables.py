"""A layer as a table with its text in order, by the reader its format has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.model.problem import Problem
from planviewer.reading import apart, beside, dxf, gdal, mapinfo, text
from planviewer.reading.formats import (
    DXF,
    GEOPARQUET,
    GPX,
    KML,
    MAPINFO,
    PM_VECTOR_TILES,
    SHAPEFILE,
    TABLE,
    TOPOJSON,
    VECTOR_TILES,
    WORKBOOK,
    Format,
)
from planviewer.reading.kml import columns as kml_columns
from planviewer.reading.sources import Sublayer
from planviewer.reading.text_doctor import decode_as_found

_MANY: Final = 20_000
"""With fewer rows text is in order before another thread has begun."""


@dataclass(frozen=True, eq=False)
class Read:
    """A table as it stands in the file; ``decoding`` returns its attributes with text decoded."""

    table: gdal.Table
    decoding: Callable[[], text.Decoded]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def whole(
        cls, table: gdal.Table, decoded: text.Decoded, problems: tuple[Problem, ...] = ()
    ) -> Self:
        """Return a table whose text is in order already."""
        return cls(table, lambda: decoded, problems)


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
        if kind is WORKBOOK:
            return Read.whole(table, _fixed(_decoded(table, wanted, None, standing=True)), problems)
        return Read.whole(table, _decoded(table, wanted, None), problems)
    if kind is GEOPARQUET:
        from planviewer.reading import parquet  # noqa: PLC0415  most files are none

        return _of_utf8(parquet.read_table(path), kind, wanted)
    if kind is SHAPEFILE:
        return _shapefile(path, wanted)
    if kind.text == "utf-8":
        read_table = _kml if kind is KML else _by_library
        return _of_utf8(read_table(path, kind, layer.layer), kind, wanted)
    return _of_any_encoding(path, kind, wanted)


def _of_utf8(table: gdal.Table, kind: Format, wanted: str | None) -> Read:
    """Put the text of a format that fixes its encoding in order, while geometry is taken apart."""

    def decode() -> text.Decoded:
        return _tidied(_fixed(_decoded(table, wanted, text.UTF8, standing=True)), kind)

    many = table.attributes.num_rows >= _MANY
    return Read(table, beside.begun(decode)) if many else Read.whole(table, decode())


def _by_library(path: Path, kind: Format, sublayer: str | None) -> gdal.Table:
    return apart.read_table(path, kind, sublayer, lossless=False)


def _kml(path: Path, kind: Format, sublayer: str | None) -> gdal.Table:
    """Read a file by columns, or by the library where it is not regular."""
    table, share = kml_columns.read_table(path, sublayer)
    if table is not None:
        return table
    with pace.part(share, 1.0):
        return _by_library(path, kind, sublayer)


def _shapefile(path: Path, wanted: str | None) -> Read:
    """Read the table and decode it as the user or its bytes say."""
    declared = text.declared_encoding(path)
    if wanted in {None, text.UTF8}:
        sure = _as_utf8(path)
        if sure is not None:
            decoded = _decoded(sure, wanted, text.UTF8)
            told = decoded.source == "file" and declared != text.UTF8
            return Read.whole(sure, replace(decoded, source="bytes") if told else decoded)
    table = gdal.read_table(path, SHAPEFILE, None, lossless=True)
    return Read.whole(table, _decoded(table, wanted, declared))


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
    table = apart.read_table(path, kind, None, lossless=True)
    problems = dxf.curves_noted(path, table.attributes) if kind is DXF else ()
    return Read.whole(table, _tidied(_decoded(table, wanted, declared), kind), problems)


def _decoded(
    table: gdal.Table, wanted: str | None, declared: str | None, *, standing: bool = False
) -> text.Decoded:
    """Decode a table as the user wants it, else as its bytes say."""
    if wanted is not None:
        lossless = table.lossless
        return text.decode(table.attributes, wanted, lossless=lossless, standing=standing)
    return decode_as_found(table.attributes, declared, lossless=table.lossless)


def _fixed(decoded: text.Decoded) -> text.Decoded:
    """Say that the format fixes the encoding, unless the user or the bytes say another."""
    said = decoded.source == "user" or any(name != text.UTF8 for _, name in decoded.fields)
    return decoded if said else replace(decoded, source="standard")


_DECLARED: Final[dict[Format, Callable[[Path], str | None]]] = {
    DXF: dxf.declared_encoding,
    MAPINFO: mapinfo.declared_encoding,
}

# --- what the library adds of its own ---------------------------------------------------------
_DEFAULTS: Final[dict[Format, dict[str, object]]] = {
    KML: {
        gdal.KML_NAME: None, gdal.KML_DESCRIPTION: None, "timestamp": None, "begin": None,
        "end": None, "altitudeMode": None, "tessellate": -1, "extrude": 0, "visibility": -1,
        "drawOrder": None, "icon": None, "snippet": None,
    },
    GPX: dict.fromkeys(
        (
            "ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "number",
            "link1_href", "link1_text", "link1_type", "link2_href", "link2_text", "link2_type",
            "sym", "type", "fix", "sat", "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid",
        )
    ),
    TOPOJSON: {"id": None},
    VECTOR_TILES: {"mvt_id": None},
    PM_VECTOR_TILES: {"mvt_id": None},
}  # fmt: skip
"""Columns the library gives to every layer of a format, and what they say of nothing."""
_OWN_PREFIX: Final = "ogr_"


def _tidied(decoded: text.Decoded, kind: Format) -> text.Decoded:
    """Leave out columns that only say a default, and undo a format's ways to write names."""
    attributes = decoded.attributes
    if kind in _DEFAULTS:
        attributes = _without_defaults(attributes, _DEFAULTS[kind])
    if kind is KML:
        attributes = _with_kml_names(attributes)
    if kind is GPX:
        names = [name.removeprefix(_OWN_PREFIX) for name in attributes.schema.names]
        attributes = attributes.rename_columns(names)
    elif kind is DXF:
        attributes = dxf.unescaped(attributes)
    return replace(decoded, attributes=attributes)


def _with_kml_names(attributes: pa.Table) -> pa.Table:
    """Call KML's own columns by their names, unless others say the same or are called so."""
    for made, name in ((gdal.KML_NAME, "Name"), (gdal.KML_DESCRIPTION, "description")):
        names = attributes.schema.names
        if made not in names:
            continue
        others = [number for number, other in enumerate(names) if other != made]
        own = attributes.column(names.index(made))
        if any(attributes.column(number).equals(own) for number in others):
            attributes = attributes.drop_columns([made])
        elif name.casefold() not in {other.casefold() for other in names}:
            renamed = [name if other == made else other for other in names]
            attributes = attributes.rename_columns(renamed)
    named = set(attributes.schema.names)
    return attributes.drop_columns([gdal.KML_ID]) if gdal.KML_ID in named else attributes


def _without_defaults(attributes: pa.Table, defaults: dict[str, object]) -> pa.Table:
    names = attributes.schema.names
    kept = [
        number
        for number, name in enumerate(names)
        if name not in defaults or not _is_all(attributes.column(number), defaults[name])
    ]
    return attributes.select(kept)


def _is_all(column: pa.ChunkedArray, default: object) -> bool:
    if column.null_count == len(column):
        return True
    return default is not None and pc.all(pc.equal(column, default), min_count=0).as_py() is True
