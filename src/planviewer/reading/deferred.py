"""Geometries that become objects only when somebody needs them as such.

To make a million shapely objects takes longer than to draw them. A large layer is drawn from
coordinate arrays read straight from its bytes; the objects are made afterwards, in the background.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from geopandas.array import GeometryArray
from pyproj import CRS

from planviewer.model.features import GeometryKind, kind_of_geometries
from planviewer.reading.wkb import PlainShapes

Geometries = npt.NDArray[np.object_]

_BLOCK: Final = 32_768
_FEW: Final = 1_000
"""Up to so many are made alone, for a look at some features, while the others are still bytes."""


class Bytes:
    """The geometries of a file as bytes, and as objects from the first wish on. Thread-safe.

    ``others`` are those that are no plain shapes, in their order, already objects; ``kind`` is that
    of all.
    """

    def __init__(
        self,
        count: int,
        plain: PlainShapes,
        others: Geometries,
        make: Callable[[npt.NDArray[np.int64] | None], Geometries],
    ) -> None:
        self.count = count
        self.kind = _kind(plain, others)
        self.others = others
        self._plain: PlainShapes | None = plain
        self._make: Callable[[npt.NDArray[np.int64] | None], Geometries] | None = make
        self._made: Geometries | None = None
        self._extent: npt.NDArray[np.float64] | None = None
        self._lock = threading.Lock()

    def made(self) -> Geometries:
        """Return all geometries as objects."""
        with self._lock:
            if self._made is None:
                assert self._make is not None  # noqa: S101  one of both is always there
                self._made = self._make(None)
                self._make = self._plain = None  # the bytes have done their duty
            return self._made

    def some(self, rows: npt.NDArray[np.int64]) -> Geometries:
        """Return the geometries of some rows."""
        make = self._make
        if self._made is None and make is not None and len(rows) <= _FEW:
            return make(rows)
        return self.made()[rows]

    def plain(self) -> PlainShapes | None:
        """Return the coordinates as they were read, once: they are as large as the objects."""
        with self._lock:
            plain, self._plain = self._plain, None
            return plain

    @property
    def is_finite(self) -> bool:
        """Whether all coordinates of the plain shapes are numbers."""
        return bool(np.isfinite(self.extent).all())

    @property
    def extent(self) -> npt.NDArray[np.float64]:
        """The corners (2, 2) of the plain shapes, not finite if any coordinate is not."""
        if self._extent is None:
            plain = self._plain
            self._extent = np.full((2, 2), np.nan) if plain is None else _extent(plain.coords)
        return self._extent


def _extent(coords: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the corners (2, 2) of points (n, 2), n > 0; what fits the cache is seen once."""
    found = []
    for first in range(0, len(coords), _BLOCK):
        columns = np.ascontiguousarray(coords[first : first + _BLOCK].T)
        found.append((columns.min(axis=1), columns.max(axis=1)))
    lows, highs = zip(*found, strict=True)
    return np.array([np.min(lows, axis=0), np.max(highs, axis=0)])


def _kind(plain: PlainShapes, others: Geometries) -> GeometryKind:
    points = shapely.points(0, 0) if plain.kind == 0 else None
    line = shapely.linestrings([(0, 0), (1, 1)]) if plain.kind == 1 else shapely.box(0, 0, 1, 1)
    return kind_of_geometries(np.array([points or line, *others], dtype=object))


class DeferredGeometries(GeometryArray):  # type: ignore[misc]  # geopandas has no types
    """A geometry column over `Bytes`; what geopandas does with it makes the objects.

    geopandas keeps the objects in a field of its own, ``_data``, and has no public way to supply
    them later; ``tests/drawing/test_drawing_deferred_geopandas.py`` tells when that changes.
    """

    def __init__(self, data: Bytes, crs: CRS) -> None:
        self._bytes: Bytes | None = data
        self._own: Geometries | None = None
        self._crs = None
        self.crs = crs
        self._sindex = None

    @property
    def _data(self) -> Geometries:
        if self._own is None:
            assert self._bytes is not None  # noqa: S101  one of both is always there
            return self._bytes.made()
        return self._own

    @_data.setter
    def _data(self, value: Geometries) -> None:
        self._own, self._bytes = value, None

    @property
    def source(self) -> Bytes | None:
        """The bytes, None once the column has been changed."""
        return self._bytes

    @property
    def size(self) -> int:
        """The number of geometries."""
        return self._bytes.count if self._bytes is not None else len(self._data)

    def copy(self, *_: Any, **__: Any) -> GeometryArray:
        """Return the same geometries; a change of either leaves the other alone."""
        if self._bytes is None:
            return GeometryArray(self._data.copy(), crs=self.crs)
        return DeferredGeometries(self._bytes, self.crs)

    def isna(self) -> npt.NDArray[np.bool_]:
        """Return where there is none: nowhere, as long as it is bytes."""
        if self._bytes is None:
            return np.asarray(super().isna())
        return np.zeros(self.size, dtype=bool)

    def take(self, indices: Any, allow_fill: bool = False, fill_value: Any = None) -> GeometryArray:
        """Return some geometries; a few are made alone."""
        rows = np.asarray(indices, dtype=np.int64)
        if self._bytes is None or (allow_fill and (rows < 0).any()):
            return super().take(indices, allow_fill=allow_fill, fill_value=fill_value)
        return GeometryArray(self._bytes.some(rows % self.size), crs=self.crs)

    def __getitem__(self, idx: Any) -> Any:
        """Return one geometry, or some of them; all of them stay bytes."""
        if self._bytes is None:
            return super().__getitem__(idx)
        if isinstance(idx, slice):
            if idx == slice(None):
                return DeferredGeometries(self._bytes, self.crs)
            return self.take(np.arange(self.size)[idx])
        if isinstance(idx, (int, np.integer)):
            if not -self.size <= idx < self.size:
                raise IndexError(idx)
            return self._bytes.some(np.array([idx % self.size]))[0]
        return super().__getitem__(idx)

    def __setitem__(self, key: Any, value: Any) -> None:
        """Change geometries of this column only."""
        if self._bytes is not None:
            self._data = self._bytes.made().copy()
        super().__setitem__(key, value)


def deferred(geometries: Any) -> Bytes | None:
    """Return the bytes behind a column that has not been made into objects, if it has any."""
    return geometries.source if isinstance(geometries, DeferredGeometries) else None


def samples(data: Bytes) -> Geometries:
    """Return geometries that lie nowhere but within a system's range if all of them do.

    The four corners of the plain shapes as points, and the others.
    """
    (west, south), (east, north) = data.extent
    found = shapely.points([west, west, east, east], [south, north, south, north])
    return np.concatenate((found, data.others))
