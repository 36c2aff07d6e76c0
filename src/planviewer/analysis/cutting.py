"""How much of each parcel lies in a zone, and how much is left: exactly, and in that order.

A parcel wholly inside is taken whole, without computing an intersection; only the parcels at the
edge are cut: by a straight line where the edge is one (see ``chords``), else against the piece of
the zone near them. What is left is cut out on its own, so
that the two can be held against the area of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.chords import areas_left_of, passing
from planviewer.analysis.elements import Bools, Floats, Geometries, Ints
from planviewer.analysis.overlay import polygonal

_PIECE_CORNERS: Final = 64
_LONG: Final = 300.0
"""Metres: shorter pieces are not worth cutting for their shape."""


@dataclass(frozen=True, eq=False)
class Inside:
    """What of each parcel lies in one zone.

    Attributes
    ----------
    area
        m², one a parcel.
    whole
        Which parcels lie in the zone and away from its edge.
    left
        What lies on the other side where the edge is a straight line, m²; NaN elsewhere.
    piece, parcel
        Which piece of the zone meets which of the other parcels it takes land from, pair by pair.
    """

    area: Floats
    whole: Bools
    left: Floats
    piece: Geometries
    parcel: Ints


def inside(
    tree: shapely.STRtree, area: Floats, zone: BaseGeometry, pieces: Geometries | None = None
) -> Inside:
    """Return how much of each parcel of ``tree`` lies in ``zone``.

    Parameters
    ----------
    tree
        Valid parcels.
    area
        Their areas.
    pieces
        The zone, ``subdivided``, where that has been done already.
    """
    taken, whole = np.zeros(len(area)), np.zeros(len(area), dtype=bool)
    left = np.full(len(area), np.nan)
    pieces = subdivided(zone) if pieces is None else pieces
    if not len(pieces) or not len(area):
        return Inside(taken, whole, left, np.empty(0, dtype=object), np.empty(0, dtype=np.int64))
    edge = passing(tree, zone)
    whole[_within(tree, zone, pieces, edge.meets)] = True
    taken[whole] = area[whole]
    geometry = np.asarray(tree.geometries)
    cut = geometry[edge.parcel]
    taken[edge.parcel] = areas_left_of(cut, edge.start, edge.along)
    left[edge.parcel] = areas_left_of(cut, edge.start, -edge.along)
    piece, parcel = _pairs(geometry, pieces, np.flatnonzero(edge.meets))
    other = np.flatnonzero(np.isnan(left[parcel]))
    overlap = shapely.area(shapely.intersection(geometry[parcel[other]], piece[other]))
    np.add.at(taken, parcel[other], overlap)
    met = taken[parcel] > 0
    return Inside(np.minimum(taken, area), whole, left, piece[met], parcel[met])


def _within(tree: shapely.STRtree, zone: BaseGeometry, pieces: Geometries, at_edge: Bools) -> Ints:
    """Return the parcels in the zone whose box its edge does not meet: one point decides."""
    near = np.zeros(len(at_edge), dtype=bool)
    near[tree.query(pieces)[1]] = True
    rows = np.flatnonzero(near & ~at_edge)
    west, south, east, north = shapely.bounds(np.asarray(tree.geometries)[rows]).T
    shapely.prepare(zone)
    found: Ints = rows[shapely.contains_xy(zone, (west + east) / 2, (south + north) / 2)]
    return found


def _pairs(geometry: Geometries, pieces: Geometries, rows: Ints) -> tuple[Geometries, Ints]:
    """Return which piece meets which of some parcels, pair by pair."""
    piece, parcel = shapely.STRtree(geometry[rows]).query(pieces, predicate="intersects")
    return pieces[piece], rows[parcel]


def area_left(geometry: Geometries, area: Floats, zones: Sequence[Inside]) -> Floats:
    """Return how much of each parcel lies in none of the zones, m².

    Measured on its own, not subtracted from ``area``: land counted twice by ``inside``, or lost,
    shows as a difference. Where one zone takes land by a straight line it is what lies on the
    other side; elsewhere the zones' pieces are taken away one after the other.

    Parameters
    ----------
    geometry, area
        Valid parcels and their areas.
    """
    remaining = area.copy()
    takes = np.sum([np.zeros(len(area)), *(zone.area > 0 for zone in zones)], axis=0)
    done = np.logical_or.reduce([np.zeros(len(area), dtype=bool), *(z.whole for z in zones)])
    remaining[done] = 0.0
    for zone in zones:
        by_line = ~done & (takes == 1) & (zone.area > 0) & ~np.isnan(zone.left)
        remaining[by_line] = zone.left[by_line]
        done |= by_line
    _take_away(remaining, geometry, zones, done)
    return remaining


def _take_away(
    remaining: Floats, geometry: Geometries, zones: Sequence[Inside], done: Bools
) -> None:
    """Cut the zones' pieces out of the parcels that are not done, and measure what is left."""
    none, nobody = np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
    piece = np.concatenate([none, *(zone.piece for zone in zones)])
    parcel = np.concatenate([nobody, *(zone.parcel for zone in zones)])
    piece, parcel = piece[~done[parcel]], parcel[~done[parcel]]
    left = geometry.copy()
    turn = pd.Series(parcel).groupby(parcel).cumcount().to_numpy()
    for number in range(int(turn.max(initial=-1)) + 1):
        now = turn == number
        left[parcel[now]] = shapely.difference(left[parcel[now]], piece[now])
    remaining[parcel] = shapely.area(left[parcel])


def subdivided(geometry: BaseGeometry, corners: int = _PIECE_CORNERS) -> Geometries:
    """Cut an area into pieces of at most ``corners`` corners, halving the longer side each time.

    A long piece that leaves most of its bounds empty (a strip that runs aslant) is cut further:
    parcels are found by those bounds.
    """
    if geometry.is_empty:
        return np.empty(0, dtype=object)
    done: list[BaseGeometry] = []
    waiting = list(shapely.get_parts(geometry))
    while waiting:
        piece = waiting.pop()
        if shapely.get_num_coordinates(piece) <= corners and not _is_aslant(piece):
            done.append(piece)
            continue
        for half in _halves(piece.bounds):
            part = polygonal(shapely.intersection(piece, half))
            waiting += [p for p in shapely.get_parts(part) if not p.is_empty]
    pieces = np.empty(len(done), dtype=object)
    pieces[:] = done
    return pieces[~shapely.is_empty(pieces)]


def _is_aslant(piece: BaseGeometry) -> bool:
    west, south, east, north = piece.bounds
    width, height = east - west, north - south
    return bool(max(width, height) > _LONG and piece.area < 0.4 * width * height)


def _halves(bounds: tuple[float, float, float, float]) -> tuple[BaseGeometry, BaseGeometry]:
    west, south, east, north = bounds
    if east - west >= north - south:
        middle = (west + east) / 2
        return shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)
    middle = (south + north) / 2
    return shapely.box(west, south, east, middle), shapely.box(west, middle, east, north)
