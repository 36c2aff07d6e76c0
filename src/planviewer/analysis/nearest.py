"""The places within reach of a line whose nearest point lies on chosen elements of it.

``nearest_region`` is what zones are: choose the elements on one side (or on one stretch) and get
the region that belongs to them. Each chosen element keeps its outline minus the parts in which a
rival, an element not chosen, is nearer; the region is the union of what they keep. Only pairs
whose outlines meet are compared, so the work grows with the length of the line, and a line whose
zone nowhere meets itself costs one union.
"""

from __future__ import annotations

from dataclasses import dataclass

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

_STRAIGHT = 1e-9
"""A turn (its sine) at which strips of one side that follow each other do not overlap."""


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


def nearest_regions(
    elements: Elements, label: Ints, count: int, radius: float, chord_error: float
) -> Geometries:
    """Share the places within ``radius`` metres of a line out among groups of its elements.

    Every place goes to the group of the element nearest to it, so the regions fill ``reach`` and
    overlap nowhere.

    Parameters
    ----------
    label
        The number (0 to ``count`` - 1) of each element's group, shape (n,).

    Returns
    -------
    Valid polygons or multipolygons, possibly empty, one for each group.
    """
    everyone = np.arange(len(elements))
    kept = outlines(elements, radius, arc_step(radius, chord_error))
    corners = rival_corners(elements, radius)
    i, j = _meeting(kept, corners)
    apart = label[i] != label[j]
    pairs = _Meeting(everyone, everyone, i[apart], j[apart])
    kept = _without_parts(elements, pairs, kept, corners, radius=radius, chord_error=chord_error)
    along = np.argsort(elements.nodes.sum(axis=1), kind="stable")
    regions = np.empty(count, dtype=object)
    regions[:] = [polygonal(united(kept[along[label[along] == n]])) for n in range(count)]
    return regions


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
    pairs = _Meeting(own, rivals, i, j)
    return _without_parts(elements, pairs, kept, corners, radius=radius, chord_error=chord_error)


@dataclass(frozen=True, eq=False)
class _Meeting:
    """Pairs of elements whose outlines meet: ``own[i]`` and ``rivals[j]``."""

    own: Ints
    rivals: Ints
    i: Ints
    j: Ints


def _without_parts(
    elements: Elements,
    meeting: _Meeting,
    kept: Geometries,
    corners: Floats,
    *,
    radius: float,
    chord_error: float,
) -> Geometries:
    """Return the outlines of ``own`` without what is nearer to the rivals they meet."""
    i, j = meeting.i, meeting.j
    own, rivals = meeting.own[i], meeting.rivals[j]
    apart = ~_joined(elements.take(own), elements.take(rivals))
    i, j, own, rivals = i[apart], j[apart], own[apart], rivals[apart]
    mine, theirs = elements.take(own), elements.take(rivals)
    first = (rivals < own) & (theirs.side != NOBODY)
    parts = nearer_parts(Pairs(mine, theirs, corners[j], first), radius, chord_error)
    meets = shapely.intersects(kept[i], parts)
    return _subtract(kept, i[meets], parts[meets])


def _meeting(kept: Geometries, corners: Floats) -> tuple[Ints, Ints]:
    """Return the pairs of rows of ``kept`` and ``corners`` whose outlines meet."""
    tree = shapely.STRtree(np.asarray(shapely.polygons(corners)))
    i, j = tree.query(kept, predicate="intersects")
    return i, j


def _joined(own: Elements, rivals: Elements) -> Bools:
    """Tell which pairs only touch, because they follow each other on the line.

    Strips of one side that follow each other at a bend do not: inside the bend both lie on the
    same land.
    """
    a, b = own.nodes, rivals.nodes
    same = (a == b).all(axis=1)
    follows = (a[:, 1] == b[:, 0]) | (b[:, 1] == a[:, 0])
    forward = (own.last * rivals.last).sum(axis=1) >= 0
    strips = own.is_strip & rivals.is_strip
    turn = own.last[:, 0] * rivals.last[:, 1] - own.last[:, 1] * rivals.last[:, 0]
    apart = (own.side != rivals.side) | (np.abs(turn) < _STRAIGHT)
    touching: Bools = same | (follows & ((forward & apart) | ~strips))
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
