"""How much of each parcel lies in a zone, and how much is left: exactly, and in that order.

A parcel wholly inside is taken whole, without computing an intersection; only the parcels at the
edge are cut, and against the piece of the zone near them. What is left is cut out on its own, so
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
        Which parcels lie wholly in the zone.
    piece, parcel
        Which piece of the zone meets which of the other parcels, pair by pair.
    """

    area: Floats
    whole: Bools
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
    if not zone.is_empty and len(area):
        whole[tree.query(zone, predicate="contains")] = True
    taken[whole] = area[whole]
    pieces = subdivided(zone) if pieces is None else pieces
    piece, parcel = tree.query(pieces, predicate="intersects")
    at_edge = ~whole[parcel]
    piece, parcel = pieces[piece[at_edge]], parcel[at_edge]
    cut = shapely.area(shapely.intersection(tree.geometries[parcel], piece))
    met = cut > 0
    np.add.at(taken, parcel[met], cut[met])
    return Inside(np.minimum(taken, area), whole, piece[met], parcel[met])


def area_left(geometry: Geometries, area: Floats, zones: Sequence[Inside]) -> Floats:
    """Return how much of each parcel lies in none of the zones, m².

    Cut out by taking the zones' pieces away one after the other, not subtracted from ``area``:
    land counted twice by ``inside``, or lost, shows as a difference.

    Parameters
    ----------
    geometry, area
        Valid parcels and their areas.
    """
    remaining = area.copy()
    whole = np.logical_or.reduce([np.zeros(len(area), dtype=bool), *(z.whole for z in zones)])
    none, nobody = np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
    piece = np.concatenate([none, *(zone.piece for zone in zones)])
    parcel = np.concatenate([nobody, *(zone.parcel for zone in zones)])
    piece, parcel = piece[~whole[parcel]], parcel[~whole[parcel]]
    left = geometry.copy()
    turn = pd.Series(parcel).groupby(parcel).cumcount().to_numpy()
    for number in range(int(turn.max(initial=-1)) + 1):
        now = turn == number
        left[parcel[now]] = shapely.difference(left[parcel[now]], piece[now])
    remaining[parcel] = shapely.area(left[parcel])
    remaining[whole] = 0.0
    return remaining


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
