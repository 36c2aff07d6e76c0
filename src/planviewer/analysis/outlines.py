"""The shapes of strips and sectors as polygons, arcs drawn by chords, corners as a rule asks."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, pi
from typing import Final

import numpy as np
import shapely

from planviewer.analysis.elements import Bools, Elements, Floats, Geometries, Ints
from planviewer.model.zone import Join


def arc_step(radius: float, chord_error: float) -> float:
    """Return the angle (radians) whose chord lies at most ``chord_error`` inside the arc."""
    return min(pi / 8, 2 * acos(max(0.0, 1 - chord_error / radius)))


@dataclass(frozen=True)
class Corners:
    """How outer corners are shaped: see ``ZoneRule.join``."""

    join: Join = "round"
    mitre_limit: float = 5.0

    def mitred(self, sectors: Elements) -> Bools:
        """Tell at which bends the edges are carried on until they meet."""
        reach = np.cos(np.minimum(sectors.turn, pi) / 2) * self.mitre_limit
        bends: Bools = (sectors.turn > 0) & (reach >= 1.0) & (self.join == "mitre")
        return bends

    def farthest(self, sectors: Elements) -> float:
        """Return how far the corners reach, as a multiple of the distance from the line."""
        turns = sectors.turn[self.mitred(sectors)]
        return float(1 / np.cos(turns.max() / 2)) if len(turns) else 1.0


ROUND: Final = Corners()


def outlines(
    elements: Elements, radius: float, step: float, corners: Corners = ROUND
) -> Geometries:
    """Return each element's polygon up to ``radius`` metres from the line.

    Arcs are drawn by chords of at most ``step`` radians with their corners on the arc; strips and
    sectors that meet share their corners to the last bit. A corner that is cut off whole (where a
    bevelled line runs straight back) is empty.
    """
    polygons = np.full(len(elements), shapely.Polygon(), dtype=object)
    strips = elements.is_strip
    polygons[strips] = shapely.polygons(strip_corners(elements.take(strips), radius))
    at_bend = ~strips & (elements.turn > 0) & (corners.join != "round")
    arcs = np.flatnonzero(~strips & ~at_bend)
    if len(arcs):
        points, ring = sector_corners(elements.take(arcs), radius, step)
        polygons[arcs] = shapely.polygons(shapely.linearrings(points, indices=ring))
    cut = np.flatnonzero(at_bend & (elements.extent == elements.turn))
    if len(cut):
        bends = elements.take(cut)
        polygons[cut] = shapely.polygons(_bend_corners(bends, radius, corners.mitred(bends)))
    return polygons


def _bend_corners(bends: Elements, radius: float, mitred: Bools) -> Floats:
    """Return the corners of bevelled and mitred bends, shape (n, 4, 2)."""
    first, last = radius * bends.first, radius * bends.last
    middle = (first + last) / 2
    tip = middle / np.where(mitred, np.cos(bends.turn / 2) ** 2, 1.0)[:, None]
    at = bends.origin
    return np.stack((at, at + first, at + tip, at + last), axis=1)


def strip_corners(strips: Elements, radius: float) -> Floats:
    """Return the corners of strips, shape (n, 4, 2)."""
    a, b = strips.origin, strips.end
    out = radius * strips.first
    return np.stack((a, b, b + out, a + out), axis=1)


def sector_corners(sectors: Elements, radius: float, step: float) -> tuple[Floats, Ints]:
    """Return the corners of sectors one after the other, and each corner's sector number."""
    chords = np.maximum(1, np.ceil(sectors.extent / step)).astype(np.int64)
    count = chords + 2
    ring = np.repeat(np.arange(len(sectors)), count)
    position = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    angle = np.arctan2(sectors.first[:, 1], sectors.first[:, 0])[ring]
    angle = angle + sectors.extent[ring] * (position - 1) / chords[ring]
    ray = np.column_stack((np.cos(angle), np.sin(angle)))
    ray[position == 0] = 0.0
    ray[position == 1] = sectors.first
    ray[position == count[ring] - 1] = sectors.last
    return sectors.origin[ring] + radius * ray, ring
