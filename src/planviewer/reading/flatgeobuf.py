"""A look at a FlatGeobuf file before GDAL reads it.

GDAL 3.12 has a fast way of reading these files which ends the whole program when a feature has no
geometry. Whether all features have one is found out here, from the offsets in the file's spatial
index, for 100,000 features in some milliseconds. Where that is not certain the slow way is taken.

The layout is that of FlatGeobuf 3.x: magic bytes, a header table with its size, a packed Hilbert
R-tree whose last nodes are the leaves, then the features, each a table with its size.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

_MAGIC_BYTES: Final = 8
_NODE_BYTES: Final = 40
_COUNT, _NODE_SIZE = 8, 9
"""Slots in the header table: how many features, how many entries in a node of the index."""
_GEOMETRY: Final = 0
"""Slot in the feature table."""
_XY, _PARTS = 1, 7
"""Slots in the geometry table, one of which every geometry with a place fills."""
_DEFAULT_NODE_SIZE: Final = 16

Positions = npt.NDArray[np.int64]


def all_have_geometry(path: Path) -> bool:
    """Return whether every feature surely has a geometry with coordinates."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        buffer = np.frombuffer(data, dtype=np.uint8)
        try:
            return _all_have_geometry(buffer)
        except IndexError:  # an offset that leads out of the file
            return False
        finally:
            del buffer  # the map cannot be closed while it is looked at


def _all_have_geometry(buffer: npt.NDArray[np.uint8]) -> bool:
    header = np.array([_MAGIC_BYTES + 4])
    root = header + _read(buffer, header, "<u4")
    count = _scalar(buffer, root, _COUNT, "<u8", 0)
    node_size = _scalar(buffer, root, _NODE_SIZE, "<u2", _DEFAULT_NODE_SIZE)
    if node_size < 2 or not 0 < count <= len(buffer) // _NODE_BYTES:
        return False
    index = _MAGIC_BYTES + 4 + int(_read(buffer, header - 4, "<u4")[0])
    features = index + _nodes(count, node_size) * _NODE_BYTES
    leaves = features - np.arange(count, 0, -1) * _NODE_BYTES
    tables = features + 4 + _read(buffer, leaves + 32, "<u8")
    tables = tables + _read(buffer, tables, "<u4")
    slot = _slot(buffer, tables, _GEOMETRY)
    if not slot.all():
        return False
    geometries = tables + slot
    geometries = geometries + _read(buffer, geometries, "<u4")
    filled = _slot(buffer, geometries, _XY) | _slot(buffer, geometries, _PARTS)
    return bool(filled.all())


def _nodes(count: int, node_size: int) -> int:
    """Return how many nodes the packed tree over ``count`` leaves has."""
    total = level = count
    while True:
        level = -(-level // node_size)
        total += level
        if level == 1:
            return total


def _slot(buffer: npt.NDArray[np.uint8], tables: Positions, slot: int) -> Positions:
    """Return where a field lies in each table, from the table's start; 0 where it is not set."""
    vtables = tables - _read(buffer, tables, "<i4")
    reaches = _read(buffer, vtables, "<u2") >= 6 + 2 * slot
    where = _read(buffer, np.where(reaches, vtables + 4 + 2 * slot, vtables), "<u2")
    return np.where(reaches, where, 0)


def _scalar(
    buffer: npt.NDArray[np.uint8], table: Positions, slot: int, kind: str, default: int
) -> int:
    where = _slot(buffer, table, slot)
    return int(_read(buffer, table + where, kind)[0]) if where[0] else default


def _read(buffer: npt.NDArray[np.uint8], positions: Positions, kind: str) -> Positions:
    """Read a number at each position; IndexError where it lies outside the file."""
    if positions.size and int(positions.min()) < 0:
        raise IndexError
    last = len(buffer) - np.dtype(kind).itemsize
    # A view with a number at every byte: one look-up each, aligned or not.
    numbers = np.ndarray((max(last + 1, 0),), dtype=kind, buffer=buffer, strides=(1,))
    return numbers[positions].astype(np.int64)
