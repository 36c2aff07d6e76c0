"""The places within reach of a line whose nearest point lies on chosen elements of it.

``nearest_region`` is what zones are: choose the elements on one side (or on one stretch) and get
the region that belongs to them. Each chosen element keeps its outline minus the parts in which a
rival, an element not chosen, is nearer; the region is the union of what they keep. Only pairs
whose outlines meet are compared, so the work grows with the length of the line, and a line whose
zone nowhere meets itself costs one union.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.bisectors import Pairs, nearer_parts, rival_corners
from planviewer.analysis.elements import (
    NOBODY,
    Bools,
    Elements,
    Floats,
    Geometries,
    Ints,
)
from planviewer.analysis.outlines import ROUND, Corners, arc_step, outlines
from planviewer.analysis.overlay import GRID_M, polygonal, polygonal_each, united, without_dust


def nearest_region(
    elements: Elements,
    chosen: Bools,
    radius: float,
    chord_error: float,
    corners: Corners = ROUND,
) -> BaseGeometry:
    """Return the places within ``radius`` metres of the line that are nearest to ``chosen``.

    With mitred or bevelled corners it is the places in the strips and corners of the chosen to
    which no other element is nearer.

    Parameters
    ----------
    elements
        All strips and sectors of the line (near the origin: a local frame keeps full precision).
    chosen
        Which of them count, shape (n,).
    radius, chord_error
        Metres; arcs and parabolas are drawn with chords at most ``chord_error`` off them.
    corners
        The shape of outer corners.

    Returns
    -------
    Valid polygon or multipolygon, possibly empty.
    """
    own = elements.take(chosen)
    kept = outlines(own, radius, arc_step(radius, chord_error), corners)
    if chosen.any() and not chosen.all():
        farthest = radius * corners.farthest(own)
        kept = _without_rivals(elements, chosen, kept, farthest, chord_error)
    along = np.argsort(own.nodes.sum(axis=1), kind="stable")
    return without_dust(polygonal(united(kept[along])))


def reach(elements: Elements, radius: float, chord_error: float) -> BaseGeometry:
    """Return all places within ``radius`` metres of the line, on whichever side."""
    return nearest_region(elements, np.ones(len(elements), dtype=bool), radius, chord_error)


def _without_rivals(
    elements: Elements, chosen: Bools, kept: Geometries, radius: float, chord_error: float
) -> Geometries:
    """Return the outlines of the chosen without the parts in which others are nearer."""
    own, rivals = np.flatnonzero(chosen), np.flatnonzero(~chosen)
    corners = rival_corners(elements.take(rivals), radius)
    i, j = _meeting(kept, corners)
    apart = ~_joined(elements.take(own[i]), elements.take(rivals[j]))
    i, j = i[apart], j[apart]
    mine, theirs = elements.take(own[i]), elements.take(rivals[j])
    first = (rivals[j] < own[i]) & (theirs.side != NOBODY)
    parts = nearer_parts(Pairs(mine, theirs, corners[j], first), radius, chord_error)
    meets = shapely.intersects(kept[i], parts)
    return _subtract(kept, i[meets], parts[meets])


def _meeting(kept: Geometries, corners: Floats) -> tuple[Ints, Ints]:
    """Return the pairs of rows of ``kept`` and ``corners`` whose outlines meet."""
    tree = shapely.STRtree(np.asarray(shapely.polygons(corners)))
    i, j = tree.query(kept, predicate="intersects")
    return i, j


def _joined(own: Elements, rivals: Elements) -> Bools:
    """Tell which pairs only touch, because they follow each other on the line."""
    a, b = own.nodes, rivals.nodes
    same = (a == b).all(axis=1)
    follows = (a[:, 1] == b[:, 0]) | (b[:, 1] == a[:, 0])
    forward = (own.last * rivals.last).sum(axis=1) >= 0
    strips = own.is_strip & rivals.is_strip
    touching: Bools = same | (follows & (forward | ~strips))
    return touching


def _subtract(kept: Geometries, of: Ints, parts: Geometries) -> Geometries:
    """Subtract ``parts`` from the rows ``of`` of ``kept``, one part of each row at a time."""
    order = np.argsort(of, kind="stable")
    of, parts = of[order], parts[order]
    rank = np.arange(len(of)) - np.searchsorted(of, of)
    kept = kept.copy()
    for turn in range(int(rank.max(initial=-1)) + 1):
        rows = rank == turn
        left = shapely.difference(kept[of[rows]], parts[rows], grid_size=GRID_M)
        kept[of[rows]] = polygonal_each(left)
    return kept
