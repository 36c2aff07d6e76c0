"""Features from files of every format, each layer with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS

from planviewer import pace
from planviewer.errors import AxesSwapped, CoordinatesOutOfRange, CrsMissing, FileUnreadable
from planviewer.i18n import Message
from planviewer.model.crs import crs_name
from planviewer.model.features import FeatureSet
from planviewer.model.problem import Problem
from planviewer.reading import gdal, raw_tables, text
from planviewer.reading.deferred import Bytes, samples
from planviewer.reading.file_notes import about_file
from planviewer.reading.findings import find_problems
from planviewer.reading.formats import (
    DGN,
    DXF,
    GEOJSON,
    KML,
    Format,
)
from planviewer.reading.frames import (
    Geometries,
    defer_geometries,
    make_frame,
    make_geometries,
    without_zero_heights,
)
from planviewer.reading.neighbours import sample_points
from planviewer.reading.sources import Sublayer, opened
from planviewer.reading.stated import LON_LAT, chosen_crs, stated_system
from planviewer.reading.systems import (
    Bounds,
    Points,
    Stated,
    in_range,
    likely_crs,
    likely_text,
    overruled,
)

FLAT_AT_ZERO: Final = frozenset({KML, DXF, DGN})
"""Formats whose writers give a height of 0 to what has none."""


def read_features(
    path: Path,
    *,
    sublayer: str | None = None,
    crs: str | None = None,
    encoding: str | None = None,
    examine: bool = True,
    swapped: bool = False,
) -> FeatureSet:
    """Read one layer of a file.

    Parameters
    ----------
    path
        A file on this machine; any part of a Shapefile leads to the whole.
    sublayer
        Layer of a file that holds several; None takes the first that has geometries.
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the file says.
    encoding
        Text encoding chosen by the user, likewise.
    examine
        Look for problems of the features as well. That takes as long as reading; who wants to
        show a large file at once calls ``findings.find_problems`` on the frame afterwards.
    swapped
        Exchange x and y, as the user found that the file has them.

    Returns
    -------
    FeatureSet
        In the file's own coordinates; problems name rows of the frame.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown, SublayerUnknown, EncodingUnknown
        If the file cannot be read.
    CrsMissing
        If neither the file nor its format nor the user says the coordinate system, or if the
        coordinates cannot be in the one that the format fixes.
    CrsUnknown, CoordinatesOutOfRange
        If ``crs`` is not known, or the coordinates cannot be in it.
    """
    chosen = chosen_crs(crs)
    content = read_content(path, sublayer=sublayer, encoding=encoding, defer=not examine)
    if swapped:
        content = with_swapped_axes(content)
    return as_features(path, content, chosen, examine=examine)


def with_swapped_axes(content: Content) -> Content:
    """Return a layer with x and y exchanged."""
    flipped = shapely.transform(content.made(), lambda points: points[:, ::-1])
    return replace(content, geometries=flipped)


def as_features(
    path: Path, content: Content, chosen: Stated | None, *, examine: bool
) -> FeatureSet:
    """Put a layer that was read into a coordinate system: the chosen one, else what it states.

    Raises
    ------
    CrsMissing, CoordinatesOutOfRange
        As ``read_features``.
    FileUnreadable
        If nobody says the system, and nothing has a place that could be in one.
    """
    stated = chosen or content.stated
    if stated is None:
        _refuse_nowhere(path, content.made())
        raise _crs_missing(path, content.made())
    outside = content.outside(stated.crs)
    if outside.any() and most(outside, content.made()):
        if stated is not chosen and content.is_fixed:
            raise _crs_missing(path, content.made())
        raise _out_of_system(path, sample_points(content.made()), stated.crs)
    return content.features(stated, outside, examine=examine)


def _refuse_nowhere(path: Path, geometries: Geometries) -> None:
    """Ask nobody for the system of nothing: empty drawings, formulas without values."""
    if not (shapely.is_missing(geometries) | shapely.is_empty(geometries)).all():
        return
    reason = Message(
        "reading",
        "nothing in it has a place. Look at it in the program it was made with, and save it anew.",
    )
    raise FileUnreadable(path=path, reason=reason)


@dataclass(frozen=True, eq=False)
class Content:
    """A layer as it stands in the file; ``stated`` is None where nobody says the CRS."""

    name: str
    kind: Format
    table: gdal.Table
    decoded: text.Decoded
    geometries: Geometries | Bytes
    stated: Stated | None
    problems: tuple[Problem, ...]

    @property
    def is_fixed(self) -> bool:
        """Whether the format fixes the coordinate system, so that others are a mistake."""
        return self.kind is GEOJSON or self.kind in LON_LAT

    def made(self) -> Geometries:
        """Return the geometries as objects."""
        return self.geometries.made() if isinstance(self.geometries, Bytes) else self.geometries

    def outside(self, crs: CRS) -> npt.NDArray[np.bool_]:
        """Return which features lie where ``crs`` cannot be."""
        kept = self.geometries
        if isinstance(kept, Bytes) and kept.is_finite and in_range(samples(kept), crs).all():
            return np.zeros(kept.count, dtype=bool)
        return ~in_range(self.made(), crs)

    def features(
        self, stated: Stated, outside: npt.NDArray[np.bool_], *, examine: bool = True
    ) -> FeatureSet:
        """Make the value other rooms work with."""
        frame = make_frame(
            self.decoded.attributes, self.geometries, stated.crs, self.table.datetimes
        )
        found = (
            *_doubts(frame, stated),
            *self.problems,
            *overruled(self.stated, stated),
            *_out_of_range(outside),
            *(find_problems(frame, placed=self.table.geometry is not None) if examine else ()),
        )
        kind = self.geometries.kind if isinstance(self.geometries, Bytes) else None
        return FeatureSet(
            frame,
            stated.source,
            self.decoded.encoding,
            found,
            kind,
            encoding_source=self.decoded.source,
            field_encodings=self.decoded.fields,
            examined=examine,
        )


def _doubts(frame: gpd.GeoDataFrame, stated: Stated) -> tuple[Problem, ...]:
    """Say if the system a file names makes no sense; what a person chose is not doubted."""
    if stated.source != "file" or not stated.crs.is_projected:
        return ()
    from planviewer.reading.suspicion import suspicion  # noqa: PLC0415  off the start path

    doubt = suspicion(frame)
    return () if doubt is None else (doubt,)


def read_content(
    path: Path, *, sublayer: str | None, encoding: str | None, defer: bool = False
) -> Content:
    """Read a layer without judging its coordinate system.

    With ``defer`` the geometries of a large file may stay bytes for the time being.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown, SublayerUnknown, EncodingUnknown
        As ``read_features``.
    """
    if encoding is not None:
        text.encoding_name(encoding)  # a wrong one is told before anything else
    with opened(path) as source:
        return read_sublayer(source.choose(sublayer), encoding=encoding, defer=defer)


def read_sublayer(layer: Sublayer, *, encoding: str | None, defer: bool = False) -> Content:
    """Read a layer of an open source, likewise."""
    wanted = text.encoding_name(encoding) if encoding is not None else None
    with pace.part(0.0, 0.4):
        read = raw_tables.read(layer, wanted)
    with pace.part(0.4, 1.0):
        geometries, broken = _geometries(read.table, layer.kind, defer=defer)
    about = about_file(layer.path, layer.kind, read.table)
    stated = stated_system(layer.path, layer.kind, read.table)
    decoded = read.decoding()
    problems = (*about, *read.problems, *decoded.problems, *broken)
    return Content(layer.name, layer.kind, read.table, decoded, geometries, stated, problems)


def _geometries(
    table: gdal.Table, kind: Format, *, defer: bool
) -> tuple[Geometries | Bytes, tuple[Problem, ...]]:
    kept = defer_geometries(table.geometry) if defer else None
    # plain shapes have no heights
    if kept is not None and not (kind in FLAT_AT_ZERO and shapely.has_z(kept.others).any()):
        return kept, ()
    geometries, broken = make_geometries(table.geometry, table.attributes.num_rows)
    return without_zero_heights(geometries) if kind in FLAT_AT_ZERO else geometries, broken


def _crs_missing(path: Path, geometries: Geometries) -> CrsMissing:
    bounds = bounds_of(geometries)
    candidates = likely_crs(bounds)
    points = sample_points(geometries)
    return CrsMissing(path=path, candidates=likely_text(bounds), likely=candidates, points=points)


def _out_of_system(path: Path, points: Points, stated: CRS) -> CoordinatesOutOfRange:
    """Return the error for coordinates that cannot be; it tells if they can in the other order."""
    flipped = np.array([shapely.Point(y, x) for x, y in points], dtype=object)
    order = AxesSwapped if len(points) and in_range(flipped, stated).all() else None
    kind = order or CoordinatesOutOfRange
    return kind(path=path, crs=crs_name(stated), points=points, stated=stated)


def bounds_of(geometries: Geometries) -> Bounds:
    """Return min x, min y, max x, max y of what is finite (NaN where nothing is)."""
    bounds = shapely.bounds(geometries)
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if not len(bounds):
        return (np.nan, np.nan, np.nan, np.nan)
    low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def most(outside: npt.NDArray[np.bool_], geometries: Geometries) -> bool:
    """Whether at least half of the features with a place lie where they cannot.

    A single stray point does not make a file unreadable; it becomes a problem of that feature.
    """
    placed = int((~shapely.is_missing(geometries) & ~shapely.is_empty(geometries)).sum())
    return placed > 0 and 2 * int(outside.sum()) >= placed


def _out_of_range(outside: npt.NDArray[np.bool_]) -> tuple[Problem, ...]:
    if not outside.any():
        return ()
    message = Message("reading", "Features lie where this coordinate system cannot have any.")
    hint = Message("reading", "Correct their coordinates, or choose the right coordinate system.")
    rows = tuple(np.flatnonzero(outside).tolist())
    return (Problem("coordinates-out-of-range", message, "error", hint, rows[0], len(rows), rows),)
