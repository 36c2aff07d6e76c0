"""Labels that follow a line: names of roads, kilometres along an alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Final, NamedTuple

import numpy as np

from planviewer.drawing.arrays import Floats
from planviewer.drawing.clip import clip_lines
from planviewer.drawing.fonts import ASCENT_EM, DESCENT_EM, PAD_EM
from planviewer.drawing.labels import Candidates, LabelTexts, Piece, Setting, tie
from planviewer.drawing.prepare import Chosen
from planviewer.drawing.shapes import Paths
from planviewer.drawing.view import View

SPACING_MM: Final = 90.0
"""A long line has its name about this often."""
_SHARPEST: Final = 22.5
"""Degrees between two letters from which on they no longer read as one word."""
_SHARPEST_OF_WORD: Final = 45.0
"""The same for ``_WORD`` letters together: several turns in a row break a word as one does."""
_WORD: Final = 4
_SQUEEZED_EM: Final = 0.12
"""How much nearer to each other the tops of two letters may come where the line bends up."""
_CAP_EM: Final = 0.7
_OVER_EM: Final = 0.1
"""How much wider a letter may be than its place, which is shorter where the way bends under it."""
_STRAIGHT: Final = 1.5
_CALM: Final = 5.0
"""A name whose letters turn by less from one to the next need not look for a better place."""
_SHIFTS: Final = np.array([0.0, 0.2, -0.2, 0.4, -0.4, 0.6, -0.6, 0.8, -0.8, 1.0, -1.0])
"""Where else along the line, in lengths of the text, it is tried to be set."""
_FAR_COST: Final = 6.0
"""A place a whole text away must be calmer by so many degrees between two letters."""
_SMOOTH_EM: Final = 0.8
"""A corner of the line is rounded for the letters from so far before it to so far behind it."""
_STEP_EM: Final = 0.2
_FOLDED: Final = 0.2
"""Where the way above the line is shorter than this share of the line's, it turns back."""


def along_lines(setting: Setting, chosen: Chosen, widths: Sequence[float]) -> Candidates:
    """Return labels at even distances along each line, where it is straight enough.

    They stand on the line's upper side, so that neither hides the other; ``widths`` are the
    widths of the strokes by class, in device pixels.
    """
    texts, view, em = setting.texts, setting.view, setting.em
    found: list[tuple[tuple[Piece, ...], int, float]] = []
    rows = chosen.shapes.rows[chosen.places]
    lengths = chosen.shapes.lengths[chosen.places] / view.resolution
    known: dict[str, Floats] = {}
    for line, run, start in _runs(chosen, view):
        text = texts.fitted(texts.texts[texts.codes[rows[line]]])
        if text not in known:
            known[text] = np.array([texts.width_em(text[:n]) for n in range(len(text) + 1)])
        edges = known[text] * em
        moved = (max(_SHIFTS) + 0.5) * edges[-1]  # its far end, with the farthest of its places
        reach = start - moved, start + run.along[-1] + moved
        rise = widths[int(chosen.classes[line])] / 2 + DESCENT_EM * em
        for middle in _middles(text, float(lengths[line]), view, reach):
            pieces = _set_near(text, run, middle - start, edges, em=em, rise=rise)
            if pieces:
                found.append((pieces, line, middle))
    lines = np.array([line for _, line, _ in found], dtype=np.int64)
    boxes = np.array([_box(texts, pieces, em) for pieces, _, _ in found]).reshape(-1, 4)
    sizes, lots = np.rint(lengths[lines]), tie(rows[lines])
    return Candidates(texts.label, setting.importance, boxes, sizes, lots, lambda n: found[n][0])


class _Run(NamedTuple):
    """A piece of a line in the view, read from its beginning."""

    coords: Floats
    along: Floats

    @classmethod
    def of(cls, coords: Floats) -> _Run:
        steps = np.hypot(*np.diff(coords, axis=0).T)
        return cls(coords, np.concatenate(([0.0], np.cumsum(steps))))

    def at(self, places: Floats) -> Floats:
        """Return the points (n, 2) at some lengths along the piece."""
        return np.column_stack([np.interp(places, self.along, xy) for xy in self.coords.T])


def _runs(chosen: Chosen, view: View) -> Iterator[tuple[int, _Run, float]]:
    """Yield (number of the line, a piece of it, where along the line it begins)."""
    if len(chosen) == 0:
        return
    taken = chosen.shapes.paths.take(chosen.places)
    paths = Paths(view.device(taken.coords), taken.path_offsets, taken.shape_offsets)
    runs = clip_lines(paths, (0.0, 0.0, float(view.width), float(view.height)))
    for n, source in enumerate(runs.source.tolist()):
        run = _Run.of(runs.coords[runs.offsets[n] : runs.offsets[n + 1]])
        yield source, run, float(runs.start[n])


def _middles(text: str, length: float, view: View, reach: tuple[float, float]) -> list[float]:
    """Return where along a line of ``length`` pixels labels have their middle.

    Only those between the ends of ``reach``: others cannot be moved into view, and a line may go
    on for thousands of them.
    """
    if not text or length <= 0:
        return []
    count = max(1, round(length / view.px(SPACING_MM)))
    low, high = (place * count / length - 0.5 for place in reach)
    near = range(max(floor(low), 0), min(ceil(high) + 1, count))
    return [(k + 0.5) * length / count for k in near]


def _set_near(
    text: str, run: _Run, middle: float, edges: Floats, *, em: float, rise: float
) -> tuple[Piece, ...]:
    """Return the letters of a text set at ``middle``, or beside it where the line bends less.

    ``edges`` are where letters begin and end in a straight line.
    """
    half = edges[-1] / 2
    places = middle + _SHIFTS * edges[-1]
    inside = (places >= half) & (places <= run.along[-1] - half)
    if half <= 0 or not inside.any():
        return ()
    points, costs = _tried(run, middle, places, edges, em=em, rise=rise)
    costs = np.where(inside, costs, np.inf)
    best = int(costs.argmin())
    if not np.isfinite(costs[best]):
        return ()
    found = points[best]
    if np.ptp(_directions(found)) < _STRAIGHT:
        return _pieces((text,), found[[0, -1]])
    return _pieces(text, found)


def _tried(
    run: _Run, middle: float, places: Floats, edges: Floats, *, em: float, rise: float
) -> tuple[Floats, Floats]:
    """Return where letters begin and end, (places, letters + 1, 2), and what is wrong with each.

    That is by how many degrees they turn, and infinite where they cannot be read. They stand on a
    way of their own, ``rise`` pixels above the line and rounded where that has a corner: so they
    neither part at an outer bend nor run into each other at an inner one.
    """
    half = edges[-1] / 2
    backwards = run.at(places + half)[:, 0] < run.at(places - half)[:, 0]
    points = np.zeros((len(places), len(edges), 2))
    costs = np.full(len(places), np.inf)
    for turned in sorted(set(backwards.tolist())):
        some = backwards == turned
        way, at = _way_above(run, middle, edges[-1], em=em, rise=rise, turned=turned)
        if len(way) > 1:
            points[some], costs[some] = _on_way(way, at, places[some], edges, em)
    return points, costs + np.abs(_SHIFTS) * _FAR_COST


def _way_above(
    run: _Run, middle: float, length: float, *, em: float, rise: float, turned: bool
) -> tuple[Floats, Floats]:
    """Return the way letters stand on, and where along the line its points are.

    It runs against the line if that is ``turned``. It is made of points at even distances from
    ``middle``, so that it is the same whatever part of the line is in view.
    """
    step = _STEP_EM * em
    count = int(np.ceil((length * 1.75 + em) / step))
    at = middle + np.arange(-count, count + 1) * (-step if turned else step)
    at = at[(at >= 0) & (at <= run.along[-1])]
    reach = np.minimum(_SMOOTH_EM * em, np.minimum(at, run.along[-1] - at))
    before, here, behind = run.at(np.concatenate((at - reach, at, at + reach))).reshape(3, -1, 2)
    ahead = before - behind if turned else behind - before
    ahead = ahead / np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    up = np.column_stack((ahead[:, 1], -ahead[:, 0]))
    return (before + here + behind) / 3 + up * rise, at


def _on_way(
    way: Floats, at: Floats, places: Floats, edges: Floats, em: float
) -> tuple[Floats, Floats]:
    """Return the edges of the letters at some places along a way, and by how much they turn."""
    steps = np.hypot(*np.diff(way, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    sign = 1.0 if at[0] < at[-1] else -1.0
    wanted = np.interp(sign * places, sign * at, along)[:, None] + edges - edges[-1] / 2
    points = np.stack([np.interp(wanted, along, xy) for xy in way.T], axis=2)
    back = np.concatenate(([0], np.cumsum(steps < _FOLDED * np.abs(np.diff(at)))))
    from_, to = back[np.searchsorted(along, wanted[:, [0, -1]]).clip(max=len(steps))].T
    legible = (wanted[:, 0] >= 0) & (wanted[:, -1] <= along[-1]) & (from_ == to)
    over = np.diff(edges) - np.hypot(*np.moveaxis(np.diff(points, axis=1), 2, 0))
    legible &= over.max(axis=1) <= _OVER_EM * em
    bends = _bends(np.diff(_directions(points), axis=1))
    return points, np.where(legible, bends, np.inf)


def _directions(points: Floats) -> Floats:
    """Return the directions between points (…, n, 2), degrees that go on beyond 180."""
    steps = np.diff(points, axis=-2)
    found: Floats = np.degrees(np.unwrap(np.arctan2(steps[..., 1], steps[..., 0])))
    return found


def _bends(turns: Floats) -> Floats:
    """Return by how much rows of letters turn at most; infinite where they are no words any more.

    Up to ``_CALM`` degrees it is of no matter.
    """
    if turns.shape[1] == 0:
        return np.zeros(len(turns))
    total = np.pad(np.cumsum(np.abs(turns), axis=1), ((0, 0), (_WORD - 1, 0)))
    of_words = (total[:, _WORD - 1 :] - total[:, : 1 - _WORD]).max(axis=1)
    sharpest = np.abs(turns).max(axis=1)
    # letters stand above the line: where it bends up, their tops come together
    squeeze = np.radians(-turns.min(axis=1)) * _CAP_EM
    broken = (sharpest > _SHARPEST) | (of_words > _SHARPEST_OF_WORD) | (squeeze > _SQUEEZED_EM)
    return np.where(broken, np.inf, np.maximum(sharpest, _CALM))


def _pieces(texts: Sequence[str], points: Floats) -> tuple[Piece, ...]:
    """Return texts whose baselines run along the chords between ``points``.

    Spaces, too: the text is read from its pieces.
    """
    steps = np.diff(points, axis=0)
    degrees = np.degrees(np.arctan2(steps[:, 1], steps[:, 0])).tolist()
    return tuple(
        Piece(text, x, y, turn)
        for text, (x, y), turn in zip(texts, points[:-1].tolist(), degrees, strict=True)
    )


def _box(
    texts: LabelTexts, pieces: tuple[Piece, ...], em: float
) -> tuple[float, float, float, float]:
    """Return a level box around letters (or one rotated text)."""
    angles = np.radians([piece.degrees for piece in pieces])
    widths = np.array([texts.width_em(piece.text) * em for piece in pieces])[:, None]
    forward = np.column_stack((np.cos(angles), np.sin(angles)))
    up = np.column_stack((np.sin(angles), -np.cos(angles))) * em
    starts = np.array([(piece.x, piece.y) for piece in pieces])
    feet = np.concatenate((starts, starts + forward * widths))
    ups = np.concatenate((up, up))
    corners = np.concatenate((feet - ups * DESCENT_EM, feet + ups * ASCENT_EM))
    (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    pad = PAD_EM * em
    return west - pad, south - pad, east + pad, north + pad
