"""The geometries of placemarks in well-known binary, all of a block at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from planviewer.reading.kml.coordinates import Floats, coordinates_of
from planviewer.reading.kml.tags import Elements
from planviewer.reading.kml.vocabulary import KIND
from planviewer.reading.markup.grammar import Ints, insist

PARTS: Final = ("Point", "LineString", "Polygon")
_POINT, _LINE, _POLYGON = 1, 2, 3
_TYPES: Final = np.zeros(len(KIND) + 1, np.int64)
_TYPES[[KIND[name] for name in PARTS]] = _POINT, _LINE, _POLYGON
_TO_MULTI: Final = 3
_WITH_HEIGHT: Final = 1_000
_SHORTEST: Final = np.array([0, 1, 2, 4])
"""Places of a point, a line and a ring; the library has something to say of shorter ones."""
_HEAD, _COUNT = 5, 4
"""Bytes of the order and the type, and of a number."""


@dataclass(frozen=True, eq=False)
class _Paths:
    """Lists of coordinates (n): whose they are, and where those begin.

    ``types`` are those of the parts, ``first`` says whether a path is the first of its part,
    ``opens`` whether of its geometry; ``many`` whether that is of several parts.
    """

    parts: Ints
    owners: Ints
    types: Ints
    first: npt.NDArray[np.bool_]
    opens: npt.NDArray[np.bool_]
    many: npt.NDArray[np.bool_]
    rows: Ints


def shapes_of(elements: Elements) -> pa.Array:
    """Return the geometry of each placemark as well-known binary, null where it has none.

    Raises
    ------
    IrregularError, ArrowInvalid
        If one is not plain: empty, of parts of several kinds, a ring that is open.
    """
    count = int(elements.rows[-1]) + 1
    lists = elements.of("coordinates")
    insist(len(lists) == elements.count("Point", "LineString", "LinearRing"))
    if not len(lists):
        insist(not elements.count("Polygon", "MultiGeometry"))
        return pa.nulls(count, pa.binary())
    paths = _paths(elements, lists)
    places, counts = coordinates_of(elements.block, elements.starts[lists], elements.stops[lists])
    _check_lengths(paths, places, counts)
    data, sizes = _written(paths, places, counts)
    return _by_row(data, np.add.reduceat(sizes, np.flatnonzero(paths.opens)), paths, count)


def _paths(elements: Elements, lists: Ints) -> _Paths:
    holders = elements.parents[lists]
    ring = elements.named(holders, "LinearRing")
    walls = np.where(ring, elements.parents[holders], holders)
    parts = np.where(ring, elements.parents[walls], holders)
    around = elements.parents[parts]
    many = elements.named(around, "MultiGeometry")
    owners = np.where(many, around, parts)
    first = np.diff(parts, prepend=-1) != 0
    opens = np.diff(owners, prepend=-1) != 0
    types = _TYPES[elements.kinds[parts]]
    rows = elements.rows[lists]
    insist(np.count_nonzero(first) == elements.count(*PARTS))
    insist(np.count_nonzero(opens & many) == elements.count("MultiGeometry"))
    insist(np.count_nonzero(ring) == elements.count("outerBoundaryIs", "innerBoundaryIs"))
    insist((elements.named(walls, "outerBoundaryIs") == first)[ring])
    insist(np.diff(rows[opens]) > 0)
    insist(types == types[opens][np.cumsum(opens) - 1])
    return _Paths(parts, owners, types, first, opens, many, rows)


def _check_lengths(paths: _Paths, places: Floats, counts: Ints) -> None:
    insist(counts >= _SHORTEST[paths.types])
    insist(counts[paths.types == _POINT] == 1)
    rings = paths.types == _POLYGON
    ends = np.cumsum(counts)[rings]
    insist(places[ends - counts[rings]] == places[ends - 1])


# --- bytes ------------------------------------------------------------------------------------
def _written(paths: _Paths, places: Floats, counts: Ints) -> tuple[npt.NDArray[np.uint8], Ints]:
    """Put what belongs before the places of each path there.

    Returns
    -------
    data, sizes
        The bytes of all, and how many of each path.
    """
    heads, kept = _heads(paths, counts, places.shape[1] == 3)
    lengths = kept.sum(axis=1)
    sizes = lengths + 8 * places.shape[1] * counts
    starts = np.cumsum(sizes) - sizes
    ordinals = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.repeat(starts, lengths) + ordinals
    data, own = np.empty(int(sizes.sum()), np.uint8), np.ones(int(sizes.sum()), bool)
    own[at] = False
    data[at] = heads[kept]
    data[own] = places.astype("<f8").view(np.uint8).ravel()
    return data, sizes


def _heads(
    paths: _Paths, counts: Ints, high: bool
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Return the bytes before each path (n, 22), and which of them it has.

    Of the geometry: order, type, how many parts; of the part: order, type, how many rings; of the
    path: how many places.
    """
    types = paths.types + _WITH_HEIGHT * high
    area, line = paths.types == _POLYGON, paths.types != _POINT
    fields = (
        (np.ones_like(types), 1, paths.opens & paths.many),
        (types + _TO_MULTI, _COUNT, paths.opens & paths.many),
        (_runs(paths.owners, paths.first), _COUNT, paths.opens & paths.many),
        (np.ones_like(types), 1, paths.first),
        (types, _COUNT, paths.first),
        (_runs(paths.parts, np.ones_like(area)), _COUNT, paths.first & area),
        (counts, _COUNT, line),
    )
    shown = [values.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :n] for values, n, _ in fields]
    kept = [np.repeat(which[:, None], n, axis=1) for _, n, which in fields]
    return np.hstack(shown), np.hstack(kept)


def _runs(owners: Ints, counted: npt.NDArray[np.bool_]) -> Ints:
    """Return how many are counted in each run of the same owner, beside all of them."""
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    sums = np.add.reduceat(counted.astype(np.int64), firsts)
    return np.repeat(sums, np.diff(np.append(firsts, len(owners))))


def _by_row(data: npt.NDArray[np.uint8], sizes: Ints, paths: _Paths, count: int) -> pa.Array:
    """Return the bytes of the geometries as an array with nulls between them."""
    rows = paths.rows[paths.opens]
    lengths, given = np.zeros(count + 1, np.int32), np.zeros(count, bool)
    lengths[rows + 1], given[rows] = sizes, True
    valid = None if given.all() else pa.array(given).buffers()[1]
    buffers = [valid, pa.py_buffer(np.cumsum(lengths, dtype=np.int32)), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.binary(), count, buffers)
