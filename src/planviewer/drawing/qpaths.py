"""QPainterPaths straight from coordinate arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from planviewer.drawing.arrays import Ints
from planviewer.drawing.classes import ClassIndex
from planviewer.drawing.shapes import Paths

# What QDataStream reads for a path: a count, (kind, x, y) records, where the last subpath begins,
# the fill rule.
_RECORD: Final = np.dtype([("kind", "<i4"), ("x", "<f8"), ("y", "<f8")])
_MOVE, _LINE = 0, 1
_WINDING: Final = (1).to_bytes(4, "little")

_FEW, _MANY = 8, 32
_PX_A_PATH: Final = 256.0
_POINTS_A_PATH: Final = 1_000


def build_paths(
    paths: Paths, groups: ClassIndex, size_px: float
) -> Iterator[tuple[int, QPainterPath]]:
    """Yield (group, path) for shapes sorted by ``groups`` (shapes), some shapes a path.

    ``size_px`` is the typical size of a shape. One path with everything is quadratic to fill, one
    path a shape costs a call each: few large ones or many small ones are best.
    """
    if len(paths.coords) == 0:
        return
    points = paths.point_offsets
    most = int(np.clip(_PX_A_PATH / max(size_px, 1.0), _FEW, _MANY))
    batches = [
        (first, last)
        for first, last in _batches(groups, points, most)
        if points[last] > points[first]
    ]
    stream = QDataStream(QByteArray(b"".join(_written(paths, batches))))
    stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
    for first, _last in batches:
        path = QPainterPath()
        stream >> path
        yield int(groups[first]), path


def _written(paths: Paths, batches: list[tuple[int, int]]) -> Iterator[bytes | memoryview]:
    """Yield what a stream holds of paths, one after the other."""
    records = memoryview(_records(paths).tobytes())
    size, points = _RECORD.itemsize, paths.point_offsets
    for first, last in batches:
        a, b = int(points[first]), int(points[last])
        start = int(paths.path_offsets[paths.shape_offsets[last] - 1]) - a
        yield (b - a).to_bytes(4, "little")
        yield records[a * size : b * size]
        yield max(start, 0).to_bytes(4, "little") + _WINDING


def _records(paths: Paths) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    records = np.empty(len(paths.coords), dtype=_RECORD)
    records["kind"] = _LINE
    starts = paths.path_offsets[:-1]
    records["kind"][starts[starts < len(records)]] = _MOVE
    records["x"], records["y"] = paths.coords[:, 0], paths.coords[:, 1]
    return records


def _batches(groups: ClassIndex, points: Ints, most: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of shapes of one group, limited in shapes and points."""
    limits = np.append(np.flatnonzero(np.diff(groups)) + 1, len(groups)).tolist()
    first = 0
    for limit in limits:
        while first < limit:
            last = min(first + most, limit)
            if points[last] - points[first] > _POINTS_A_PATH:
                enough = int(np.searchsorted(points, points[first] + _POINTS_A_PATH))
                last = min(last, max(enough, first + 1))
            yield first, last
            first = last
