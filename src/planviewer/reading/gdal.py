"""The only door to GDAL (through pyogrio): quiet, offline, and speaking through our errors.

Tables come back as Arrow, with text exactly as its bytes stand in the file: decoding is done in
``text``, because GDAL's own decoding loses letters of Vietnamese code pages.
"""

from __future__ import annotations

import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyogrio
import pyogrio.errors
import pyogrio.raw

from planviewer import pace
from planviewer.errors import FileUnreadable, SublayerUnknown
from planviewer.i18n import Message
from planviewer.reading import shapefile
from planviewer.reading.flatgeobuf import all_have_geometry
from planviewer.reading.formats import FLATGEOBUF, GEOJSON, GEOPACKAGE, SHAPEFILE, Format

pyogrio.set_gdal_config_options(
    {
        # A GeoJSON file may name its CRS by an address. Nothing listens on the discard port.
        "GDAL_HTTP_PROXY": "127.0.0.1:9",
        "GDAL_HTTP_CONNECTTIMEOUT": 1,
        "GDAL_HTTP_TIMEOUT": 1,
        # Reading leaves no trace beside somebody's files.
        "GDAL_PAM_ENABLED": False,
        "OGR_GEOJSON_ARRAY_AS_STRING": True,
    }
)

LOSSLESS: Final = "ISO-8859-1"
"""Each byte becomes the character of the same number, so that nothing is lost on the way."""

_slow_way = threading.Lock()

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
    """Return the (name, has places) of each layer in a file.

    Raises
    ------
    FileUnreadable
        If the file is broken.
    """
    if kind is not GEOPACKAGE:
        return ((path.stem, True),)
    with _speaking_for(path, []), _plain(path) as name:
        rows = pyogrio.list_layers(name)
    return tuple((str(name), geometry is not None) for name, geometry in rows)


def choose_sublayer(path: Path, kind: Format, wanted: str | None) -> str | None:
    """Return the layer to open: the wanted one, or the first that has places.

    Raises
    ------
    SublayerUnknown
        If there is no layer of that name.
    """
    found = sublayers(path, kind)
    if wanted is not None and wanted not in {name for name, _ in found}:
        known = ", ".join(name for name, _ in found)
        raise SublayerUnknown(path=path, sublayer=wanted, known=known)
    if kind is not GEOPACKAGE:
        return None
    return wanted or next((name for name, places in found if places), found[0][0])


def read_table(path: Path, kind: Format, sublayer: str | None, *, lossless: bool) -> Table:
    """Read a layer whole.

    Parameters
    ----------
    lossless
        Read a Shapefile's text byte by byte, for ``text.decode``; otherwise it is taken as UTF-8.

    Raises
    ------
    FileUnreadable
        If the file is broken or cut short.
    """
    encoding = None
    if kind is SHAPEFILE:
        shapefile.refuse_cut_short(path)
        encoding = LOSSLESS if lossless else "UTF-8"
    said: list[str] = []
    with _speaking_for(path, said), _plain(path) as name:
        target = f"GeoJSON:{name}" if kind is GEOJSON else name
        announced = _announced(target, sublayer, encoding) if kind.counts else None
        with _carefully(path, kind):
            meta, table = _read_in_batches(target, sublayer, encoding, announced)
    if announced is not None and table.num_rows < announced:
        _refuse_cut_short(path, kind, table.num_rows, announced)
    return _split(meta, table, tuple(said), lossless=lossless and kind is SHAPEFILE)


def _read_in_batches(
    target: str, sublayer: str | None, encoding: str | None, announced: int | None
) -> tuple[dict[str, Any], pa.Table]:
    """Do as ``pyogrio.raw.read_arrow`` does, and say how far it is."""
    batches, rows = [], 0
    with pyogrio.raw.open_arrow(
        target, layer=sublayer, encoding=encoding, datetime_as_string=True, use_pyarrow=True
    ) as (meta, reader):
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
    names = list(table.schema.names)
    places = [
        number
        for number, field in enumerate(table.schema)
        if (field.metadata or {}).get(b"ARROW:extension:name", b"").endswith(b"wkb")
        or isinstance(field.type, pa.BaseExtensionType)
    ]
    geometry = table.column(places[-1]) if places else None
    if geometry is not None:
        table = table.remove_column(places[-1])
        del names[places[-1]]
    stamps = frozenset(
        str(field)
        for field, dtype in zip(meta["fields"], meta["dtypes"], strict=True)
        if str(dtype).startswith("datetime") and str(dtype) != "datetime64[D]"
    )
    return Table(table, geometry, meta["crs"], said, lossless, stamps)


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
        raise FileUnreadable(path=path, reason=_reason(path, error)) from error
    said += dict.fromkeys(str(warning.message) for warning in caught)


def _reason(path: Path, error: Exception) -> Message:
    text = str(error)
    if ".shx" in text.lower() and "SHAPE_RESTORE_SHX" in text:
        return Message(
            "reading",
            "the file {name} that belongs to it is missing. Copy all parts of the Shapefile.",
            {"name": f"{path.stem}.shx"},
        )
    if "locked" in text:
        return Message("reading", "another program holds it. Close it there and try again.")
    return Message(
        "reading",
        "it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.",
        {"detail": text.splitlines()[0][:200] if text.strip() else type(error).__name__},
    )


@contextmanager
def _carefully(path: Path, kind: Format) -> Iterator[None]:
    """Have a FlatGeobuf file with gaps read the slow way, which survives them.

    The option is one for the whole process: the lock keeps one reader from switching it off
    under another; who does not need it is only slowed down.
    """
    if kind is not FLATGEOBUF or all_have_geometry(path):
        yield
        return
    with _slow_way:
        pyogrio.set_gdal_config_options({"OGR_FLATGEOBUF_STREAM_BASE_IMPL": True})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_FLATGEOBUF_STREAM_BASE_IMPL": None})


@contextmanager
def _plain(path: Path) -> Iterator[str]:
    """Give a name that pyogrio does not take apart: it reads ``!``, ``;`` and ``?`` as URL marks.

    Such files are read through links of plain names in a temporary folder. (With a drive letter,
    on Windows, names are left alone.)
    """
    if path.drive or not set("!;?") & set(str(path)):
        yield str(path)
        return
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder:
        for part in path.parent.iterdir():
            if part.stem == path.stem:
                (Path(folder) / f"data{part.suffix}").symlink_to(part)
        yield str(Path(folder) / f"data{path.suffix}")
