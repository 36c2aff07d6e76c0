"""Polygon rings: closed, wound one way, measured."""

from __future__ import annotations

import numpy as np

from planviewer.drawing.arrays import Floats, Ints, expand, reduce_each
from planviewer.drawing.segments import measure_paths
from planviewer.drawing.shapes import Paths


def wind_rings(rings: Paths) -> tuple[Paths, Floats, Floats]:
    """Turn shells counter-clockwise and holes clockwise, in place: there may be very many.

    Returns the rings, the area of each shape, and the length of its outline.

    A ring whose end point got lost (it was not finite) is closed by moving its last point.
    """
    coords = _closed(rings)
    lengths, signed = measure_paths(coords, rings.path_offsets)
    shell = np.zeros(len(signed), dtype=bool)
    starts = rings.shape_offsets[:-1]
    shell[starts] = True
    wrong = (signed < 0) == shell
    coords = _turned(coords, rings.path_offsets, np.flatnonzero(wrong))
    sizes = np.where(shell, np.abs(signed), -np.abs(signed))
    areas = np.maximum(reduce_each(np.add, sizes, rings.shape_offsets, 0.0), 0.0)
    outlines = lengths if rings.single else reduce_each(np.add, lengths, rings.shape_offsets, 0.0)
    return Paths(coords, rings.path_offsets, rings.shape_offsets), areas, outlines


def _closed(rings: Paths) -> Floats:
    filled = np.diff(rings.path_offsets) > 0
    first, last = rings.path_offsets[:-1][filled], rings.path_offsets[1:][filled] - 1
    begins, ends = (rings.coords.take(rows, axis=0, mode="clip") for rows in (first, last))
    if np.array_equal(begins, ends):
        return rings.coords
    apart = begins != ends
    open_ones = apart[:, 0] | apart[:, 1]
    coords = rings.coords.copy()
    coords[last[open_ones]] = coords[first[open_ones]]
    return coords


def _turned(coords: Floats, offsets: Ints, wrong: Ints) -> Floats:
    if len(wrong) == 0:
        return coords
    counts = offsets[wrong + 1] - offsets[wrong]
    places = expand(offsets[wrong], counts)
    ends = offsets[wrong] + offsets[wrong + 1] - 1
    coords[places] = coords[np.repeat(ends, counts) - places]
    return coords
