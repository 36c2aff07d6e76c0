"""Features to files other programs read."""

from __future__ import annotations

import errno
import re
import shutil
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio.errors
import shapely

from planviewer import pace
from planviewer.errors import FileNotWritten, PlanviewerError, WriteFormatUnknown
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.writing import side_file, with_gdal
from planviewer.writing.about import About, LayerOut, in_words
from planviewer.writing.atomic import not_written, replacing, replacing_set
from planviewer.writing.moving import in_degrees

_FAILURES: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    ValueError,
    TypeError,
    RuntimeError,
    OverflowError,
)
_PREPARED: Final = 0.2
"""Share of the work after which features are in the system the format wants."""
_NO_CRS: Final = "'crs' was not provided"
_CSV_ROWS: Final = 2_048
_CSV_MADE: Final = 0.5
_IS_NUMBER: Final = re.compile(r"[-+]?[\d.,\s]*%?")

__all__ = ["About", "LayerOut", "harmless", "in_degrees", "write_features", "write_layers"]


def write_features(
    frame: gpd.GeoDataFrame,
    path: Path,
    *,
    layer: str | None = None,
    about: About | None = None,
) -> tuple[Problem, ...]:
    """Write a frame in the format its name asks for.

    GeoJSON (RFC 7946), KML, KMZ and GPX are WGS 84 by the pinned operation; the others keep the
    CRS of the frame. CSV has WKT in a column ``wkt`` (points: ``x`` and ``y``), is UTF-8 with the
    mark spreadsheets need, and keeps a text from being run as a formula by an apostrophe before
    it.

    Parameters
    ----------
    frame
        Geometry may be missing; ``frame.crs`` is set.
    layer
        Name of the layer inside the file; None takes the name of the file.
    about
        What goes with it: origin in every format (beside the file where it has no room for it),
        the style in GeoPackage, KML and DXF.

    Returns
    -------
    tuple of Problem
        What the format could not keep (such as long field names in a Shapefile).

    Raises
    ------
    WriteFormatUnknown
        If the name ends in none of these.
    FileNotWritten
        If it cannot be written; an older file is then left as it was.
    NoTransformation
        If no sure operation leads to WGS 84, where the format wants it.
    """
    return write_layers([LayerOut(layer or path.stem, frame, about or About())], path)


def write_layers(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    """Write layers to one file, likewise; more than one only where ``holds_several(path)``.

    Raises
    ------
    WriteFormatUnknown, FileNotWritten, NoTransformation
        As :func:`write_features`.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise WriteFormatUnknown(path=path, known=", ".join(_KINDS))
    with pace.part(0.0, _PREPARED if kind.degrees else 0.0):
        layers = [_prepared(layer, degrees=kind.degrees) for layer in layers]
    with (replacing_set if path.suffix.lower() == ".shp" else replacing)(path) as temporary:
        try:
            with warnings.catch_warnings(record=True) as caught, pace.part(_PREPARED, 1.0):
                warnings.simplefilter("always")
                lost = kind.write(layers, temporary) or ()
                pace.reached(1.0)  # the last moment to stop: from here on the new file is there
        except PlanviewerError:
            raise
        except _FAILURES as error:
            raise _refused(path, error) from error
    if kind.says_no_crs or (kind.side_file and in_words(layers[0].about)):
        side_file.write(layers[0], path)
    said = dict.fromkeys(str(item.message) for item in caught)
    if kind.says_no_crs:  # known, and the side file says it
        said = {text: None for text in said if not text.startswith(_NO_CRS)}
    notes = tuple(_note(text) for text in said)
    return (*lost, *notes)


def _prepared(layer: LayerOut, *, degrees: bool) -> LayerOut:
    frame = with_gdal.without_rings(layer.frame)
    return replace(layer, frame=in_degrees(frame) if degrees else frame)


def writable_suffixes() -> tuple[str, ...]:
    """Return the endings of what can be written, in the order they are offered."""
    return tuple(_KINDS)


def format_names() -> tuple[tuple[str, str], ...]:
    """Return the (ending, name) of each format to choose from."""
    return tuple((suffix, kind.name) for suffix, kind in _KINDS.items() if kind.name)


def holds_several(path: Path) -> bool:
    """Whether the format a name asks for can hold several layers."""
    kind = _KINDS.get(path.suffix.lower())
    return kind is not None and kind.several


def fixed_degrees(path: Path) -> bool:
    """Whether the format a name asks for is always in WGS 84."""
    kind = _KINDS.get(path.suffix.lower())
    return kind is not None and kind.degrees


# --- formats ----------------------------------------------------------------------------------
def _geojson(layers: Sequence[LayerOut], path: Path) -> None:
    layer = layers[0]
    words = "\n".join(in_words(layer.about))
    options = {"RFC7946": "YES", **({"DESCRIPTION": words} if words else {})}
    with_gdal.write(layer.frame, path, layer.name, "GeoJSON", options)


def _geopackage(layers: Sequence[LayerOut], path: Path) -> None:
    from planviewer.writing import geopackage  # noqa: PLC0415  only where it is written

    geopackage.write(layers, path)


def _flatgeobuf(layers: Sequence[LayerOut], path: Path) -> None:
    """Write FlatGeobuf, with a spatial index where every feature has a place to be indexed by."""
    layer = layers[0]
    everywhere = not (layer.frame.geometry.isna() | layer.frame.geometry.is_empty).any()
    options = {"SPATIAL_INDEX": "YES" if everywhere else "NO"}
    words = "\n".join(in_words(layer.about))
    if words:
        options |= {"TITLE": layer.about.title or layer.name, "DESCRIPTION": words}
    with_gdal.write(layer.frame, path, layer.name, "FlatGeobuf", options)


def _shapefile(layers: Sequence[LayerOut], path: Path) -> None:
    with_gdal.write(layers[0].frame, path, path.stem, "ESRI Shapefile", {"ENCODING": "UTF-8"})


def _parquet(layers: Sequence[LayerOut], path: Path) -> None:
    from planviewer.writing import parquet  # noqa: PLC0415  only where it is written

    parquet.write(layers[0], path)


def _kml(layers: Sequence[LayerOut], path: Path) -> None:
    from planviewer.writing import kml  # noqa: PLC0415  only where it is written

    (kml.write_packed if path.suffix.lower() == ".kmz" else kml.write)(layers, path)


def _gpx(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    from planviewer.writing import gpx  # noqa: PLC0415  only where it is written

    return gpx.write(layers, path)


def _dxf(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    from planviewer.writing import dxf  # noqa: PLC0415  only where it is written

    return dxf.write(layers, path)


def _workbook(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    from planviewer.writing import workbook  # noqa: PLC0415  only where it is written

    return workbook.write(layers, path)


def _csv(layers: Sequence[LayerOut], path: Path) -> None:
    frame = layers[0].frame
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    for name in table.columns:
        if pd.api.types.is_string_dtype(table[name]):
            table[name] = table[name].map(harmless, na_action="ignore")
    geometries = np.asarray(frame.geometry.array, dtype=object)
    types = shapely.get_type_id(geometries)
    if len(frame) and np.isin(types, (-1, 0)).all():
        table["x"], table["y"] = shapely.get_x(geometries), shapely.get_y(geometries)
        if shapely.has_z(geometries).any():
            table["z"] = shapely.get_z(geometries)
    else:
        table["wkt"] = _as_text(geometries)
    usual: dict[str, Any] = {"index": False, "lineterminator": "\r\n"}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for first in range(0, max(len(table), 1), _CSV_ROWS):
            pace.reached(_CSV_MADE + (1 - _CSV_MADE) * first / max(len(table), 1))
            part = table.iloc[first : first + _CSV_ROWS]
            part.to_csv(file, header=first == 0, **usual)


def _as_text(geometries: Any) -> list[str | None]:
    """Return geometries as WKT, saying how far it is."""
    texts: list[str | None] = []
    for first in range(0, len(geometries), _CSV_ROWS):
        pace.reached(_CSV_MADE * first / len(geometries))
        part = geometries[first : first + _CSV_ROWS]
        texts += shapely.to_wkt(part, rounding_precision=-1).tolist()
    return texts


@dataclass(frozen=True)
class _Kind:
    """How a format is written; ``side_file``: it has no room for where the data are from."""

    write: Callable[[Sequence[LayerOut], Path], tuple[Problem, ...] | None]
    name: str = ""
    degrees: bool = False
    several: bool = False
    side_file: bool = False
    says_no_crs: bool = False


_KINDS: Final[dict[str, _Kind]] = {
    ".gpkg": _Kind(_geopackage, "GeoPackage", several=True),
    ".geojson": _Kind(_geojson, "GeoJSON", degrees=True),
    ".json": _Kind(_geojson, degrees=True),
    ".fgb": _Kind(_flatgeobuf, "FlatGeobuf"),
    ".shp": _Kind(_shapefile, "Shapefile", side_file=True),
    ".parquet": _Kind(_parquet, "GeoParquet"),
    ".kml": _Kind(_kml, "KML", degrees=True, several=True),
    ".kmz": _Kind(_kml, "KMZ", degrees=True, several=True),
    ".gpx": _Kind(_gpx, "GPX", degrees=True, several=True),
    ".dxf": _Kind(_dxf, "DXF", several=True, side_file=True, says_no_crs=True),
    ".csv": _Kind(_csv, "CSV", side_file=True, says_no_crs=True),
    ".xlsx": _Kind(_workbook, "XLSX", several=True),
}


def harmless(text: Any) -> Any:
    """Keep spreadsheets from running a text: they take these first letters for a formula."""
    if isinstance(text, str) and text[:1] in "=+-@\t\r" and not _IS_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


_FULL_BYTES: Final = 65_536
"""Where less is free, that is why a driver failed."""


def _refused(path: Path, error: Exception) -> FileNotWritten:
    if shutil.disk_usage(path.resolve().parent).free < _FULL_BYTES:
        return not_written(path, OSError(errno.ENOSPC, ""))  # GDAL says it in many ways
    text = str(error).splitlines()[0][:200] if str(error).strip() else type(error).__name__
    reason = Message("writing", "the format does not take it ({detail}).", {"detail": text})
    return FileNotWritten(path=path, reason=reason)


def _note(said: str) -> Problem:
    message = Message("writing", "Noticed on writing: {text}", {"text": said})
    return Problem("writer-note", message, severity="note")
