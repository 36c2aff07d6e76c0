"""A line taken apart into what can be nearest to a point: strips and sectors.

Every point of the plane off the line is nearest to the inside of a segment, and then it lies in
that segment's *strip* on one side, or to a vertex, and then it lies in the vertex's *sector*: the
wedge between the perpendiculars of the two segments on the convex side, or the half-disc beyond
an end. A strip or sector therefore has one side of the line, and its distance is the distance to
a straight line or to a point. Zones are put together from these elements (see ``nearest``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import pi
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Geometries = npt.NDArray[np.object_]

LEFT: Final = 1
RIGHT: Final = -1
NOBODY: Final = 0
"""Side of the sectors beyond a flat end: they belong to neither side."""

_STRAIGHT_BACK: Final = pi - 1e-9
"""A turn from which on neither side is convex: the line runs back on itself."""


@dataclass(frozen=True, eq=False)
class Elements:
    """Strips and sectors of one or more lines, as columns of length n (or shape (n, 2)).

    Attributes
    ----------
    is_strip
        Whether the element is a strip (otherwise a sector).
    side
        ``LEFT``, ``RIGHT`` or ``NOBODY``.
    origin, end
        The segment's start and end; a sector's vertex twice (metres).
    first
        Unit vectors: a strip's normal, pointing to its side; a sector's first ray.
    last
        Unit vectors: a strip's direction of digitising; a sector's last ray, counter-clockwise.
    extent
        A strip's length in metres; a sector's sweep in radians (0 < sweep ≤ π).
    nodes
        Numbers of the line's vertices at the start and end (a sector: twice its own).
    chainage
        Metres along the line at the start and end.
    turn
        By how much the line turns at a sector's vertex, radians; 0 for strips and at ends.
    """

    is_strip: Bools
    side: Ints
    origin: Floats
    end: Floats
    first: Floats
    last: Floats
    extent: Floats
    nodes: Ints
    chainage: Floats
    turn: Floats

    def __len__(self) -> int:
        return len(self.side)

    def take(self, rows: npt.NDArray[np.int64 | np.bool_]) -> Elements:
        """Return some of the elements."""
        return Elements(*(getattr(self, f.name)[rows] for f in fields(self)))


def line_elements(lines: Sequence[Floats], *, round_ends: bool) -> Elements:
    """Take lines apart.

    Parameters
    ----------
    lines
        Vertices of each line, shape (m, 2), m ≥ 2, metres, no vertex twice in succession. A line
        whose last vertex equals its first is closed and has no ends.
    round_ends
        Whether the half-discs beyond the ends belong to the sides (cut by the extended end
        tangent) or to nobody.
    """
    parts: list[Elements] = []
    node = 0
    for coords in lines:
        parts += _one_line(coords, node, round_ends=round_ends)
        node += len(coords)
    columns = ([getattr(part, f.name) for part in parts] for f in fields(Elements))
    return Elements(*(np.concatenate(column) for column in columns))


@dataclass(frozen=True, eq=False)
class _Line:
    """One line: its vertices (n + 1), and the directions and lengths of its n segments."""

    coords: Floats
    nodes: Ints
    chainage: Floats
    tangent: Floats
    lengths: Floats

    @property
    def closed(self) -> bool:
        return bool((self.coords[0] == self.coords[-1]).all())


def _one_line(coords: Floats, node: int, *, round_ends: bool) -> list[Elements]:
    steps = np.diff(coords, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    chainage = np.concatenate(([0.0], np.cumsum(lengths)))
    nodes = node + np.arange(len(coords))
    line = _Line(coords, nodes, chainage, steps / lengths[:, None], lengths)
    if line.closed:
        nodes[-1] = nodes[0]
    ends = [] if line.closed else _ends(line, round_ends=round_ends)
    return [_strips(line, LEFT), _strips(line, RIGHT), *_bends(line), *ends]


def left_normal(tangent: Floats) -> Floats:
    """Return vectors turned by 90° to the left; shape (…, 2)."""
    return np.stack((-tangent[..., 1], tangent[..., 0]), axis=-1)


def _strips(line: _Line, side: int) -> Elements:
    n = len(line.tangent)
    return Elements(
        is_strip=np.ones(n, dtype=bool),
        side=np.full(n, side),
        origin=line.coords[:-1],
        end=line.coords[1:],
        first=side * left_normal(line.tangent),
        last=line.tangent,
        extent=line.lengths,
        nodes=np.column_stack((line.nodes[:-1], line.nodes[1:])),
        chainage=np.column_stack((line.chainage[:-1], line.chainage[1:])),
        turn=np.zeros(n),
    )


def _bends(line: _Line) -> list[Elements]:
    """Return the sectors on the convex sides of the bends."""
    n = len(line.tangent)
    before = np.arange(n if line.closed else n - 1)
    at = (before + 1) % n
    t0, t1 = line.tangent[before], line.tangent[at]
    turn = np.arctan2(t0[:, 0] * t1[:, 1] - t0[:, 1] * t1[:, 0], (t0 * t1).sum(axis=1))
    n0, n1 = left_normal(t0), left_normal(t1)
    back = np.abs(turn) >= _STRAIGHT_BACK
    quarter = np.full(len(turn), pi / 2)
    kinds = (
        ((turn > 0) & ~back, RIGHT, -n0, -n1, turn),
        ((turn < 0) & ~back, LEFT, n1, n0, -turn),
        # where the line runs straight back, the half-disc is cut by the direction it came in
        (back, RIGHT, -n0, t0, quarter),
        (back, LEFT, t0, n0, quarter),
    )
    return [
        _sectors(line, side, at[keep], (first[keep], last[keep]), (sweep[keep], np.abs(turn[keep])))
        for keep, side, first, last, sweep in kinds
    ]


def _ends(line: _Line, *, round_ends: bool) -> list[Elements]:
    """Return the quarter-discs beyond the two ends, left and right of the end tangents."""
    start, stop = line.tangent[:1], line.tangent[-1:]
    left, left_stop = left_normal(start), left_normal(stop)
    quarters = (
        (LEFT, 0, left, -start),
        (RIGHT, 0, -start, -left),
        (LEFT, len(line.coords) - 1, stop, left_stop),
        (RIGHT, len(line.coords) - 1, -left_stop, stop),
    )
    angles = (np.array([pi / 2]), np.zeros(1))
    return [
        _sectors(line, side if round_ends else NOBODY, np.array([at]), (first, last), angles)
        for side, at, first, last in quarters
    ]


def _sectors(
    line: _Line, side: int, at: Ints, rays: tuple[Floats, Floats], angles: tuple[Floats, Floats]
) -> Elements:
    """Return sectors; ``angles`` are their sweeps and the turns of the line at their vertices."""
    n = len(at)
    return Elements(
        is_strip=np.zeros(n, dtype=bool),
        side=np.full(n, side),
        origin=line.coords[at],
        end=line.coords[at],
        first=rays[0],
        last=rays[1],
        extent=angles[0],
        nodes=np.column_stack((line.nodes[at], line.nodes[at])),
        chainage=np.column_stack((line.chainage[at], line.chainage[at])),
        turn=angles[1],
    )
