"""From shapely geometries to coordinate arrays, without a Python step for each feature.

Nothing a file can contain stops this: missing and empty geometry is left out, collections are
taken apart, points that are not finite are dropped, enormous ones are brought to the rim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, Self

import numpy as np
import numpy.typing as npt
import shapely

from planviewer import pace
from planviewer.drawing.arrays import Bounds, Floats, Ints, expand, offsets_of
from planviewer.drawing.projection import project
from planviewer.drawing.rings import wind_rings
from planviewer.drawing.segments import measure_paths
from planviewer.drawing.shapes import Paths, Shapes
from planviewer.model.crs import WEB_MERCATOR, Operation, parse_crs

if TYPE_CHECKING:
    from geopandas.array import GeometryArray

    from planviewer.reading.wkb import PlainShapes

Kind = Literal["polygon", "line", "point"]
Geometries = npt.NDArray[Any]

RIM: Final = 1e9
"""Coordinates (metres) beyond are brought back to this: outside any CRS, yet safe to square."""
_BLOCK: Final = 1_024
_REPORT: Final = 8
_COORDINATES: Final = 0.3
_PROJECTED: Final = 0.7
"""What share of the work is done once points are there, and once they are projected."""
_POLAR: Final = 89.9
_POINT, _LINE, _RING, _POLYGON = 0, 1, 2, 3
_COLLECTION: Final = 7


@dataclass(frozen=True, eq=False)
class GeometryArrays:
    """The geometry of a layer in the target CRS, apart by kind.

    ``row_count`` is the number of rows of the frame, drawn or not.
    """

    polygons: Shapes
    lines: Shapes
    points: Shapes
    row_count: int

    @property
    def point_count(self) -> int:
        """How many vertices there are."""
        return sum(len(part.paths.coords) for part in (self.polygons, self.lines, self.points))

    @classmethod
    def build(cls, geometries: Geometries, operation: Operation | None = None) -> Self:
        """Turn geometries (n; None allowed) into arrays, transformed by ``operation`` if given."""
        parts, rows = _simple_parts(np.asarray(geometries, dtype=object))
        return cls._of(parts, rows, None, operation, len(geometries))

    @classmethod
    def of_column(cls, column: GeometryArray, operation: Operation | None = None) -> Self:
        """Do as `build`, straight from a file's bytes where the column is still bytes."""
        from planviewer.reading.deferred import deferred  # noqa: PLC0415  off the start path

        source = deferred(column)
        plain = None if source is None else source.plain()
        if source is None or plain is None:
            return cls.build(np.asarray(column, dtype=object), operation)
        others = plain.others(source.count)
        parts, rows = _simple_parts(source.others)
        return cls._of(parts, others[rows], plain, operation, source.count)

    @classmethod
    def _of(
        cls,
        parts: Geometries,
        rows: Ints,
        plain: PlainShapes | None,
        operation: Operation | None,
        row_count: int,
    ) -> Self:
        """Build from single-part geometries, and from shapes that are arrays already."""
        types = shapely.get_type_id(parts)
        masks = (types == _POLYGON, (types == _LINE) | (types == _RING), types == _POINT)
        kinds = (_POLYGON, _LINE, _POINT)
        arrays = [plain if plain is not None and plain.kind == kind else None for kind in kinds]
        weights = [
            int(m.sum()) + (0 if a is None else len(a.rows))
            for m, a in zip(masks, arrays, strict=True)
        ]
        shares = np.cumsum([0, *weights]) / max(sum(weights), 1)
        built = []
        for n, build in enumerate((_polygons, _lines, _points)):
            with pace.part(float(shares[n]), float(shares[n + 1])):
                built.append(build(parts[masks[n]], rows[masks[n]], operation, arrays[n]))
        polygons, lines, points = built
        return cls(polygons, lines, points, row_count)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds there are, in drawing order."""
        pairs: tuple[tuple[Kind, Shapes], ...] = (
            ("polygon", self.polygons),
            ("line", self.lines),
            ("point", self.points),
        )
        return tuple(kind for kind, shapes in pairs if len(shapes))

    @cached_property
    def bounds(self) -> Bounds | None:
        """Bounds of everything, None when there is nothing."""
        extents = np.array([s.extent for s in (self.polygons, self.lines, self.points)])
        west, south = extents[:, :2].min(axis=0)
        east, north = extents[:, 2:].max(axis=0)
        return (float(west), float(south), float(east), float(north)) if west <= east else None


def _simple_parts(geometries: Geometries) -> tuple[Geometries, Ints]:
    """Return the single-part geometries inside, none empty, and the row each comes from."""
    rows = np.flatnonzero(~(shapely.is_missing(geometries) | shapely.is_empty(geometries)))
    parts = geometries[rows]
    types = shapely.get_type_id(parts)
    while (types > _POLYGON).any():
        single = types <= _POLYGON
        inside, origin = shapely.get_parts(parts[~single], return_index=True)
        parts = np.concatenate((parts[single], inside))
        rows = np.concatenate((rows[single], rows[~single][origin]))
        full = ~shapely.is_empty(parts)
        parts, rows = parts[full], rows[full]
        types = shapely.get_type_id(parts)
    return parts, rows


def _polygons(
    parts: Geometries, rows: Ints, operation: Operation | None, plain: PlainShapes | None
) -> Shapes:
    ring_counts = shapely.get_num_interior_rings(parts).astype(np.int64) + 1
    lengths = _ring_lengths(parts, ring_counts, offsets_of(ring_counts))
    coords = _coordinates(parts)
    if plain is not None:
        coords, lengths, rows = _joined(plain, coords, lengths, rows)
        ring_counts = np.concatenate((np.ones(len(plain.rows), dtype=np.int64), ring_counts))
    coords, lengths = _projected(coords, lengths, operation, shortest=4)
    rings = Paths(coords, offsets_of(lengths), offsets_of(ring_counts))
    with pace.part(_PROJECTED, 1.0):
        paths, areas, outlines = wind_rings(rings)
        return Shapes.build(paths, rows, areas, outlines)


def _ring_lengths(parts: Geometries, ring_counts: Ints, shape_offsets: Ints) -> Ints:
    """Return the number of points of every ring; only polygons with holes are opened for it."""
    lengths = np.zeros(int(ring_counts.sum()), dtype=np.int64)
    plain = ring_counts == 1
    lengths[shape_offsets[:-1][plain]] = shapely.get_num_coordinates(parts[plain])
    if not plain.all():
        places = expand(shape_offsets[:-1][~plain], ring_counts[~plain])
        lengths[places] = shapely.get_num_coordinates(shapely.get_rings(parts[~plain]))
    return lengths


def _lines(
    parts: Geometries, rows: Ints, operation: Operation | None, plain: PlainShapes | None
) -> Shapes:
    return _single_paths(parts, rows, operation, plain, shortest=2)


def _points(
    parts: Geometries, rows: Ints, operation: Operation | None, plain: PlainShapes | None
) -> Shapes:
    return _single_paths(parts, rows, operation, plain, shortest=1)


def _single_paths(
    parts: Geometries,
    rows: Ints,
    operation: Operation | None,
    plain: PlainShapes | None,
    *,
    shortest: int,
) -> Shapes:
    coords, lengths = _coordinates(parts), shapely.get_num_coordinates(parts).astype(np.int64)
    if plain is not None:
        coords, lengths, rows = _joined(plain, coords, lengths, rows)
    coords, counts = _projected(coords, lengths, operation, shortest)
    paths = Paths(coords, offsets_of(counts), np.arange(len(rows) + 1, dtype=np.int64))
    long = measure_paths(paths.coords, paths.path_offsets)[0]
    return Shapes.build(paths, rows, np.zeros(len(rows)), long)


def _joined(
    plain: PlainShapes, coords: Floats, lengths: Ints, rows: Ints
) -> tuple[Floats, Ints, Ints]:
    """Put shapes that are arrays already before the others."""
    if len(rows) == 0:
        return plain.coords, plain.lengths, plain.rows
    return (
        np.concatenate((plain.coords, coords)),
        np.concatenate((plain.lengths, lengths)),
        np.concatenate((plain.rows, rows)),
    )


def _coordinates(parts: Geometries) -> Floats:
    """Return the points (n, 2) of geometries, block by block.

    While shapely copies them no other thread of Python's can run, the one of the window included.
    """
    counts = [
        int(shapely.get_num_coordinates(parts[first : first + _BLOCK]).sum())
        for first in range(0, len(parts), _BLOCK)
    ]
    coords, begin = np.empty((sum(counts), 2)), 0
    for number, count in enumerate(counts):
        if number % _REPORT == 0:
            pace.reached(_COORDINATES * number / len(counts))
        block = parts[number * _BLOCK : (number + 1) * _BLOCK]
        coords[begin : begin + count] = shapely.get_coordinates(block)
        begin += count
    return coords


def _projected(
    coords: Floats, lengths: Ints, operation: Operation | None, shortest: int
) -> tuple[Floats, Ints]:
    """Transform points, drop those that are not finite, and empty paths that became too short."""
    coords, lengths = _finite(coords, lengths, shortest)
    if operation is not None and len(coords):
        with pace.part(_COORDINATES, _PROJECTED):
            coords = project(_in_reach(coords, operation), operation.points, in_place=True)
        coords, lengths = _finite(coords, lengths, shortest)
    if len(coords) and (coords.max() > RIM or coords.min() < -RIM):
        coords = np.clip(coords, -RIM, RIM)
    return coords, lengths


def _in_reach(coords: Floats, operation: Operation) -> Floats:
    """Keep latitudes away from the poles, which Web Mercator has at infinity."""
    if operation.target == WEB_MERCATOR and parse_crs(operation.source).is_geographic:
        np.clip(coords[:, 1], -_POLAR, _POLAR, out=coords[:, 1])
    return coords


def _finite(coords: Floats, lengths: Ints, shortest: int) -> tuple[Floats, Ints]:
    long_enough = bool((lengths >= shortest).all())
    # a sum is finite only if every part is: the quickest look at 20 million numbers
    with np.errstate(over="ignore", invalid="ignore"):
        finite = bool(np.isfinite(coords.sum()))
    if long_enough and finite:
        return coords, lengths
    good = np.isfinite(coords).all(axis=1)
    path = np.repeat(np.arange(len(lengths)), lengths)
    left = np.bincount(path[good], minlength=len(lengths))
    good &= (left >= shortest)[path]
    return coords[good], np.where(left >= shortest, left, 0).astype(np.int64)
