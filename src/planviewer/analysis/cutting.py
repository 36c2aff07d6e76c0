"""How much of each parcel lies in a zone, and how much is left: exactly, and in that order.

A parcel wholly inside is taken whole, without computing an intersection; only the parcels at the
edge are cut, and against the piece of the zone near them. What is left is cut out on its own, so
that the two can be held against the area of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.elements import Bools, Floats, Geometries
from planviewer.analysis.overlay import polygonal

_PIECE_CORNERS: Final = 64


def area_inside(tree: shapely.STRtree, area: Floats, zone: BaseGeometry) -> tuple[Floats, Bools]:
    """Return how much of each parcel of ``tree`` lies in ``zone``, m², and which lie wholly in it.

    Parameters
    ----------
    tree
        Valid parcels.
    area
        Their areas.
    """
    taken, whole = np.zeros(len(area)), np.zeros(len(area), dtype=bool)
    if zone.is_empty or not len(area):
        return taken, whole
    whole[tree.query(zone, predicate="contains")] = True
    taken[whole] = area[whole]
    pieces = subdivided(zone)
    piece, parcel = tree.query(pieces, predicate="intersects")
    piece, parcel = piece[~whole[parcel]], parcel[~whole[parcel]]
    cut = shapely.area(shapely.intersection(tree.geometries[parcel], pieces[piece]))
    np.add.at(taken, parcel, cut)
    return np.minimum(taken, area), whole


def area_left(geometry: Geometries, whole: Bools, zones: Sequence[BaseGeometry]) -> Floats:
    """Return how much of each parcel lies in none of ``zones``, m².

    Computed by taking the zones' pieces away one after the other, not from ``area_inside``: land
    counted twice there, or lost, shows as a difference.

    Parameters
    ----------
    whole
        Which parcels lie wholly in a zone: nothing is left of them.
    """
    left, tree = geometry.copy(), shapely.STRtree(geometry)
    pieces = all_pieces(zones)
    piece, parcel = tree.query(pieces, predicate="intersects")
    piece, parcel = piece[~whole[parcel]], parcel[~whole[parcel]]
    turn = pd.Series(parcel).groupby(parcel).cumcount().to_numpy()
    for number in range(int(turn.max(initial=-1)) + 1):
        now = turn == number
        left[parcel[now]] = shapely.difference(left[parcel[now]], pieces[piece[now]])
    remaining = np.asarray(shapely.area(left))
    remaining[whole] = 0.0
    return remaining


def all_pieces(zones: Sequence[BaseGeometry]) -> Geometries:
    """Return the pieces of all zones."""
    return np.concatenate([np.empty(0, dtype=object), *(subdivided(zone) for zone in zones)])


def subdivided(geometry: BaseGeometry, corners: int = _PIECE_CORNERS) -> Geometries:
    """Cut an area into pieces of at most ``corners`` corners, halving the longer side each time."""
    if geometry.is_empty:
        return np.empty(0, dtype=object)
    done: list[BaseGeometry] = []
    waiting = list(shapely.get_parts(geometry))
    while waiting:
        piece = waiting.pop()
        if shapely.get_num_coordinates(piece) <= corners:
            done.append(piece)
            continue
        for half in _halves(piece.bounds):
            part = polygonal(shapely.intersection(piece, half))
            waiting += [p for p in shapely.get_parts(part) if not p.is_empty]
    pieces = np.empty(len(done), dtype=object)
    pieces[:] = done
    return pieces[~shapely.is_empty(pieces)]


def _halves(bounds: tuple[float, float, float, float]) -> tuple[BaseGeometry, BaseGeometry]:
    west, south, east, north = bounds
    if east - west >= north - south:
        middle = (west + east) / 2
        return shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)
    middle = (south + north) / 2
    return shapely.box(west, south, east, middle), shapely.box(west, middle, east, north)
