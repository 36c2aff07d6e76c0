"""What is in a file, for ``planviewer info`` and for asking before loading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from planviewer.errors import FileUnreadable, NoTransformation
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, crs_name, operation
from planviewer.model.features import CrsSource, FeatureSet
from planviewer.model.problem import Problem
from planviewer.reading.files import bounds_of, most, read_sublayer, with_swapped_axes
from planviewer.reading.raster.images import RasterInfo, bounds_in, look_at
from planviewer.reading.recognition import is_image, recognise
from planviewer.reading.sources import Sublayer, left_out, member_of, opened
from planviewer.reading.systems import Bounds, Stated, flat, in_range, likely_text


@dataclass(frozen=True)
class Field:
    """A column: its name and the kind of its values."""

    name: str
    type: str


@dataclass(frozen=True)
class LayerReport:
    """What a layer of a file holds; ``format`` is what the file (or member) is.

    ``crs`` and ``crs_source`` are None where nobody says the coordinate system, ``bounds_wgs84``
    (west, south, east, north in degrees) then and for layers without any place.
    """

    name: str
    path: Path
    geometry_types: tuple[str, ...]
    feature_count: int
    crs: str | None
    crs_source: CrsSource | None
    bounds_wgs84: Bounds | None
    encoding: str | None
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    format: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``planviewer info --json``."""
        return {
            "name": self.name,
            "path": str(self.path),
            "format": self.format,
            "geometry_types": list(self.geometry_types),
            "feature_count": self.feature_count,
            "crs": self.crs,
            "crs_source": self.crs_source,
            "bounds_wgs84": list(self.bounds_wgs84) if self.bounds_wgs84 else None,
            "encoding": self.encoding,
            "fields": [{"name": field.name, "type": field.type} for field in self.fields],
            "problems": [
                {"code": item.code, "message": str(item.message), "count": item.count}
                for item in self.problems
            ],
        }


def describe(
    path: Path, *, crs: str | None = None, encoding: str | None = None, swapped: bool = False
) -> list[LayerReport]:
    """Report on every layer of a file.

    A layer whose coordinate system nobody says is reported with a problem, not refused; so is a
    member of an archive that cannot be read, as long as another can. With
    ``swapped`` x and y are exchanged first.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown, EncodingUnknown, CrsUnknown
        As ``files.read_features``.
    """
    chosen = Stated(flat(crs), "user") if crs is not None else None
    if is_image(recognise(path)[1]):
        return [_image(path, crs)]
    with opened(path) as source:
        reports, failed = [], list(source.failures)
        for layer in source.layers:
            try:
                report = _report(path, layer, chosen=chosen, encoding=encoding, swapped=swapped)
                reports.append(report)
            except FileUnreadable as error:
                if source.kind.role != "archive":
                    raise
                failed.append(error)
        if not reports:
            raise failed[0]
        return [*reports, *(_unreadable(path, error) for error in failed)]


def _unreadable(path: Path, failure: FileUnreadable) -> LayerReport:
    return LayerReport(
        name=member_of(failure),
        path=path,
        geometry_types=(),
        feature_count=0,
        crs=None,
        crs_source=None,
        bounds_wgs84=None,
        encoding=None,
        fields=(),
        problems=(left_out(failure),),
        format="–",
    )


def _image(path: Path, crs: str | None) -> LayerReport:
    opened = look_at(path, crs)
    info, stated = opened.info, opened.stated
    missing = () if stated else (_crs_missing(info.bounds),)
    return LayerReport(
        name=path.stem,
        path=path,
        geometry_types=(),
        feature_count=0,
        crs=crs_name(stated.crs) if stated else None,
        crs_source=stated.source if stated else None,
        bounds_wgs84=_image_bounds(info) if stated else None,
        encoding=None,
        fields=tuple(Field(band.name, band.type) for band in info.bands),
        problems=(*missing, *info.problems),
        format=info.format,
    )


def _image_bounds(info: RasterInfo) -> Bounds | None:
    try:
        return bounds_in(info, WGS84)
    except NoTransformation:
        return None


def _report(
    path: Path, layer: Sublayer, *, chosen: Stated | None, encoding: str | None, swapped: bool
) -> LayerReport:
    content = read_sublayer(layer, encoding=encoding)
    if swapped:
        content = with_swapped_axes(content)
    stated = chosen or content.stated
    problems: tuple[Problem, ...] = ()
    placed = content.table.geometry is not None
    outside = np.zeros(len(content.made()), dtype=bool)
    if stated is not None:
        outside = ~in_range(content.made(), stated.crs)
        if stated is not chosen and content.is_fixed and most(outside, content.made()):
            stated, outside = None, np.zeros_like(outside)
    if stated is None and placed:
        problems = (_crs_missing(bounds_of(content.made())),)
    features = content.features(stated or Stated(CRS(WGS84), "standard"), outside)
    return LayerReport(
        name=content.name,
        path=path,
        geometry_types=geometry_types(features.frame),
        feature_count=len(features.frame),
        crs=crs_name(stated.crs) if stated and placed else None,
        crs_source=stated.source if stated and placed else None,
        bounds_wgs84=_bounds_wgs84(features, outside) if stated else None,
        encoding=features.encoding,
        fields=fields(features.frame),
        problems=(*problems, *features.problems),
        format=content.kind.name,
    )


def geometry_types(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return the names of the geometry types that occur, in the order of the alphabet."""
    codes = np.unique(shapely.get_type_id(np.asarray(frame.geometry.array, dtype=object)))
    names = {
        "LinearRing" if code == 2 else _TYPE_NAMES.get(int(code), "Geometry")
        for code in codes
        if code >= 0
    }
    return tuple(sorted(names))


_TYPE_NAMES = {
    0: "Point",
    1: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
}


def fields(frame: gpd.GeoDataFrame) -> tuple[Field, ...]:
    """Return the attribute columns with the kind of their values."""
    attributes = frame.drop(columns=frame.geometry.name)
    return tuple(Field(str(name), _kind(dtype)) for name, dtype in attributes.dtypes.items())


def _kind(dtype: Any) -> str:
    types = pd.api.types
    if types.is_bool_dtype(dtype):
        return "boolean"
    if types.is_integer_dtype(dtype):
        return "integer"
    if types.is_float_dtype(dtype):
        return "real"
    for name, kind in (("date32", "date"), ("timestamp", "datetime"), ("time32", "time")):
        if str(dtype).startswith(name):  # Arrow's; pandas takes its days for moments
            return kind
    if types.is_datetime64_any_dtype(dtype):
        return "datetime"
    return "text" if isinstance(dtype, pd.StringDtype) else "other"


def _bounds_wgs84(features: FeatureSet, outside: Any) -> Bounds | None:
    geometries = np.asarray(features.frame.geometry.array, dtype=object)[~outside]
    west, south, east, north = bounds_of(geometries)
    if not np.isfinite(west):
        return None
    try:
        to_degrees = operation(features.frame.crs, WGS84)
    except NoTransformation:
        return None
    edge = np.linspace(0, 1, 21)
    x, y = west + (east - west) * edge, south + (north - south) * edge
    rim_x = np.concatenate((x, x, np.full(21, west), np.full(21, east)))
    rim_y = np.concatenate((np.full(21, south), np.full(21, north), y, y))
    lon, lat = to_degrees(rim_x, rim_y)
    return (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))


def _crs_missing(bounds: Bounds) -> Problem:
    message = Message(
        "reading",
        "The coordinate system is not known. Likely: {candidates}.",
        {"candidates": likely_text(bounds)},
    )
    hint = Message("reading", "Give it with --crs EPSG:n.")
    return Problem("crs-missing", message, "error", hint)
