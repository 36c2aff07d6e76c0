"""The only door to GDAL (through pyogrio): quiet, offline, and speaking through our errors.

Tables come back as Arrow, with text exactly as its bytes stand in the file: decoding is done in
``text``, because GDAL's own decoding loses letters of Vietnamese code pages.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyogrio
import pyogrio.errors
import pyogrio.raw

from planviewer import pace
from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading import mapinfo, shapefile
from planviewer.reading.flatgeobuf import all_have_geometry
from planviewer.reading.formats import (
    DXF,
    FLATGEOBUF,
    GEOPACKAGE,
    GML,
    GPX,
    KML,
    MAPINFO,
    SHAPEFILE,
    Format,
)
from planviewer.reading.gdal_words import is_told_by_us, reason_of
from planviewer.reading.plain_names import plain_name

KML_ID, KML_NAME, KML_DESCRIPTION = "kml_id", "kml_name", "kml_description"
"""The library makes columns of its own, which must not stand for those that people gave."""

pyogrio.set_gdal_config_options(
    {
        "LIBKML_ID_FIELD": KML_ID,
        "LIBKML_NAME_FIELD": KML_NAME,
        "LIBKML_DESCRIPTION_FIELD": KML_DESCRIPTION,
        # A GeoJSON file may name its CRS by an address. Nothing listens on the discard port.
        "GDAL_HTTP_PROXY": "127.0.0.1:9",
        "GDAL_HTTP_CONNECTTIMEOUT": 1,
        "GDAL_HTTP_TIMEOUT": 1,
        # Reading leaves no trace beside somebody's files.
        "GDAL_PAM_ENABLED": False,
        "OGR_GEOJSON_ARRAY_AS_STRING": True,
        # Degrees of an arc in a drawing that become one straight piece.
        "OGR_ARC_STEPSIZE": 1,
    }
)

LOSSLESS: Final = "ISO-8859-1"
"""Each byte becomes the character of the same number, so that nothing is lost on the way."""

_STYLES: Final = "layer_styles"
"""A table of a GeoPackage that says how the others look; nobody means it for data."""
_OPEN_OPTIONS: Final[dict[Format, dict[str, Any]]] = {GML: {"DOWNLOAD_SCHEMA": False}}
_MOST_ROWS: Final = 32_768
_FEW_ROWS: Final = 4_096
"""Features between two reports: of text so many take about a tenth of a second."""
_one_way = threading.RLock()

_FAILURES: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pa.ArrowException,
    UnicodeDecodeError,
    ValueError,
    IndexError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True, eq=False)
class Table:
    """One layer of a file, before anything is made of it.

    ``geometry`` holds WKB (None for a layer without places), ``crs`` what the library says it is,
    ``notes`` what the library had to say, ``lossless`` whether text came byte by byte.
    """

    attributes: pa.Table
    geometry: pa.ChunkedArray | None
    crs: str | None
    notes: tuple[str, ...]
    lossless: bool = False
    datetimes: frozenset[str] = frozenset()


def sublayers(path: Path, kind: Format) -> tuple[tuple[str, bool], ...]:
    """Return the (name, has places) of each layer in a file that may hold several.

    Of the layers that a format names whether they are used or not (KML, GPX), the empty ones are
    left out; the only one of an empty file has no places. So is the table of styles that QGIS (and
    planviewer) puts into a GeoPackage.

    Raises
    ------
    FileUnreadable
        If the file is broken, or holds no layer.
    """
    with _speaking_for(path, []), plain_name(path, kind) as name:
        target = f"{kind.prefix}{name}"
        rows = [
            (str(layer), geometry is not None) for layer, geometry in pyogrio.list_layers(target)
        ]
        if kind in {KML, GPX}:
            rows = _used(target, rows)
        elif kind is GEOPACKAGE:
            rows = [row for row in rows if row[0] != _STYLES] or rows
    if not rows:
        reason = Message("reading", "it holds no layer.")
        raise FileUnreadable(path=path, reason=reason)
    return tuple(rows)


def _used(target: str, rows: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Leave out layers without features, and the points that a track already consists of."""
    names = [name for name, _ in rows if name not in {"route_points", "track_points"}]
    used = [(name, True) for name in names if _count(target, name) != 0]
    return used or [(name, False) for name in names[:1]]


def _count(target: str, layer: str) -> int:
    return int(pyogrio.read_info(target, layer=layer, force_feature_count=True)["features"])


def read_table(
    path: Path,
    kind: Format,
    sublayer: str | None,
    *,
    lossless: bool,
    left_open: ExitStack | None = None,
) -> Table:
    """Read a layer whole.

    Parameters
    ----------
    lossless
        Read text of no fixed encoding byte by byte, for ``text.decode``; otherwise it is taken as
        UTF-8.
    left_open
        Takes over what closes the file, if that stands under its own name.

    Raises
    ------
    FileUnreadable
        If the file is broken or cut short.
    """
    if kind is SHAPEFILE:
        shapefile.refuse_cut_short(path)
    elif kind is MAPINFO:
        mapinfo.refuse_links(path)
    said: list[str] = []
    with (
        _speaking_for(path, said),
        plain_name(path, kind) as plain,
        _byte_by_byte(plain, kind, lossless) as (
            name,
            encoding,
        ),
    ):
        target = f"{kind.prefix}{name}"
        announced = _announced(target, sublayer, encoding) if kind.counts else None
        with _carefully(path, kind), ExitStack() as own:
            closing = left_open if left_open is not None and name == str(path) else own
            opened = _opened(target, kind, sublayer, encoding)
            meta, table = _read_in_batches(closing.enter_context(opened), announced)
    if announced is not None and table.num_rows < announced:
        _refuse_cut_short(path, kind, table.num_rows, announced)
    bytewise = lossless and kind in {SHAPEFILE, DXF, MAPINFO}
    return _split(meta, table, tuple(said), lossless=bytewise)


def read_first(
    path: Path, kind: Format, sublayer: str | None, count: int
) -> tuple[Table, tuple[float, float, float, float] | None]:
    """Read the first places of a layer, and the extent of all where the file states it.

    Raises
    ------
    FileUnreadable
        If the file is broken.
    """
    said: list[str] = []
    with _speaking_for(path, said), plain_name(path, kind) as name:
        target = f"{kind.prefix}{name}"
        meta, table = pyogrio.raw.read_arrow(target, layer=sublayer, columns=[], max_features=count)
        bounds = pyogrio.read_info(target, layer=sublayer)["total_bounds"]
    return _split(meta, table, tuple(said), lossless=False), bounds


@contextmanager
def _byte_by_byte(name: str, kind: Format, lossless: bool) -> Iterator[tuple[str, str | None]]:
    """Have text of no fixed encoding come with each byte as one character.

    The library's own decoding loses letters of Vietnamese code pages, even the last one of a word.
    """
    if kind.text == "utf-8":
        yield name, None
    elif kind is SHAPEFILE:
        yield name, LOSSLESS if lossless else "UTF-8"
    elif kind is MAPINFO and lossless:
        with mapinfo.with_charset(Path(name), mapinfo.BYTEWISE) as copy:
            yield str(copy), "UTF-8"
    elif kind is DXF and lossless:
        with _option("DXF_ENCODING", LOSSLESS):
            yield name, "UTF-8"
    else:
        yield name, "UTF-8"


@contextmanager
def _option(key: str, value: object) -> Iterator[None]:
    """Set an option of the library, which is one for the whole process, for a while.

    The lock keeps one reader from taking it back under another.
    """
    with _one_way:
        pyogrio.set_gdal_config_options({key: value})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({key: None})


def _opened(
    target: str, kind: Format, sublayer: str | None, encoding: str | None
) -> AbstractContextManager[tuple[dict[str, Any], pa.RecordBatchReader]]:
    opened: AbstractContextManager[tuple[dict[str, Any], pa.RecordBatchReader]]
    opened = pyogrio.raw.open_arrow(
        target,
        layer=sublayer,
        encoding=encoding,
        datetime_as_string=True,
        use_pyarrow=True,
        batch_size=_MOST_ROWS if kind.counts else _FEW_ROWS,
        **_OPEN_OPTIONS.get(kind, {}),
    )
    return opened


def _read_in_batches(
    opened: tuple[dict[str, Any], pa.RecordBatchReader], announced: int | None
) -> tuple[dict[str, Any], pa.Table]:
    """Do as ``pyogrio.raw.read_arrow`` does, and say how far it is."""
    meta, reader = opened
    batches, rows = [], 0
    for batch in reader:
        batches.append(batch)
        rows += batch.num_rows
        pace.reached(min(1.0, rows / announced) if announced else 0.0)
    return meta, pa.Table.from_batches(batches, schema=reader.schema)


def _announced(target: str, sublayer: str | None, encoding: str | None) -> int:
    return int(pyogrio.read_info(target, layer=sublayer, encoding=encoding)["features"])


def _split(
    meta: dict[str, Any], table: pa.Table, said: tuple[str, ...], *, lossless: bool
) -> Table:
    """Take the geometry column out, known by its mark: an attribute may have any name."""
    places = [number for number, field in enumerate(table.schema) if _is_geometry(field)]
    geometry = table.column(places[-1]) if places else None
    if geometry is not None:
        table = table.remove_column(places[-1])
    table = _unwrapped(table)
    stamps = frozenset(
        str(field)
        for field, dtype in zip(meta["fields"], meta["dtypes"], strict=True)
        if str(dtype).startswith("datetime") and str(dtype) != "datetime64[D]"
    )
    return Table(table, geometry, meta["crs"], said, lossless, stamps)


def _is_geometry(field: pa.Field) -> bool:
    name = (field.metadata or {}).get(b"ARROW:extension:name", b"")
    if isinstance(field.type, pa.BaseExtensionType):
        name = field.type.extension_name.encode()
    return bool(name.endswith(b"wkb"))


def _unwrapped(table: pa.Table) -> pa.Table:
    """Take JSON for the text it is: nobody looked whether it is JSON, or even text."""
    for number, kind in enumerate(table.schema.types):
        if isinstance(kind, pa.BaseExtensionType):
            column = table.column(number)
            parts = [chunk.storage for chunk in column.chunks]
            plain = pa.chunked_array(parts, kind.storage_type)
            table = table.set_column(number, table.schema.names[number], plain)
    return table


def _refuse_cut_short(path: Path, kind: Format, got: int, announced: int) -> None:
    if kind is SHAPEFILE and got >= announced - shapefile.deleted_records(path):
        return
    reason = Message(
        "reading",
        "it is cut short: it announces {announced} features and holds {got}. Copy it again.",
        {"announced": announced, "got": got},
    )
    raise FileUnreadable(path=path, reason=reason)


@contextmanager
def _speaking_for(path: Path, said: list[str]) -> Iterator[None]:
    """Turn the library's failures into ours, and keep its warnings off the screen."""
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    except _FAILURES as error:
        raise FileUnreadable(path=path, reason=reason_of(path, error)) from error
    texts = dict.fromkeys(str(warning.message) for warning in caught)
    said += (text for text in texts if not is_told_by_us(text))


@contextmanager
def _carefully(path: Path, kind: Format) -> Iterator[None]:
    """Have a FlatGeobuf file with gaps read the slow way, which survives them."""
    if kind is not FLATGEOBUF or all_have_geometry(path):
        yield
        return
    with _option("OGR_FLATGEOBUF_STREAM_BASE_IMPL", True):
        yield
