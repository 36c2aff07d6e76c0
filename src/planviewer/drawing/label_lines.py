"""Labels that follow a line: names of roads, kilometres along an alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_SHARPEST: Final = 30.0
"""Degrees between two letters from which on they no longer read as one word."""
_SQUEEZED_EM: Final = 0.12
"""How much nearer to each other the tops of two letters may come where the line bends up."""
_CAP_EM: Final = 0.7
_STRAIGHT: Final = 1.5
_SHIFTS: Final = (0.0, 0.3, -0.3, 0.6, -0.6, 1.0, -1.0)
"""Where else along the line, in lengths of the text, it is tried to be set."""


def along_lines(setting: Setting, chosen: Chosen, widths: Sequence[float]) -> Candidates:
    """Return labels at even distances along each line, where it is straight enough.

    They stand on the line's upper side, so that neither hides the other; ``widths`` are the
    widths of the strokes by class, in device pixels.
    """
    texts, view, em = setting.texts, setting.view, setting.em
    found: list[tuple[tuple[Piece, ...], int, float]] = []
    rows = chosen.shapes.rows[chosen.places]
    lengths = chosen.shapes.lengths[chosen.places] / view.resolution
    for line, run, start in _runs(chosen, view):
        text = texts.fitted(texts.texts[texts.codes[rows[line]]])
        for middle in _middles(text, float(lengths[line]), view):
            rise = widths[int(chosen.classes[line])] / 2 + DESCENT_EM * em
            pieces = _set_near(texts, text, run, middle - start, em=em, rise=rise)
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

    def backwards(self) -> _Run:
        return _Run(self.coords[::-1], self.along[-1] - self.along[::-1])

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


def _middles(text: str, length: float, view: View) -> list[float]:
    """Return where along a line of ``length`` pixels labels have their middle."""
    if not text:
        return []
    count = max(1, round(length / view.px(SPACING_MM)))
    return [(k + 0.5) * length / count for k in range(count)]


def _set_near(
    labels: LabelTexts, text: str, run: _Run, middle: float, *, em: float, rise: float
) -> tuple[Piece, ...]:
    """Return the letters of a text set at ``middle``, or beside it where the line bends less."""
    edges = np.array([labels.width_em(text[:n]) * em for n in range(len(text) + 1)])
    for shift in _SHIFTS:
        begin = middle + (shift - 0.5) * edges[-1]
        if begin >= 0 and begin + edges[-1] <= run.along[-1] and edges[-1] > 0:
            pieces = _set_along(text, run, edges + begin, em=em, rise=rise)
            if pieces:
                return pieces
    return ()


def _set_along(text: str, run: _Run, edges: Floats, *, em: float, rise: float) -> tuple[Piece, ...]:
    """Return the letters of a text between ``edges`` of a line; nothing where it bends too much."""
    points = run.at(edges)
    if points[-1, 0] < points[0, 0]:
        run, edges = run.backwards(), run.along[-1] - edges[-1] + edges - edges[0]
        points = run.at(edges)
    steps = np.diff(points, axis=0)
    angles = np.degrees(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))
    turns = np.diff(angles)
    # letters stand above the line: where it bends up, their tops come together
    squeeze = np.radians(-turns) * (rise + _CAP_EM * em)
    if np.abs(turns).max(initial=0.0) > _SHARPEST or squeeze.max(initial=0.0) > _SQUEEZED_EM * em:
        return ()
    if np.ptp(angles) < _STRAIGHT:
        return _pieces((text,), points[[0, -1]], rise)
    return tuple(piece for piece in _pieces(text, points, rise) if piece.text != " ")


def _pieces(texts: Sequence[str], points: Floats, rise: float) -> tuple[Piece, ...]:
    """Return texts whose baselines run ``rise`` pixels above the chords between ``points``."""
    steps = np.diff(points, axis=0)
    direction = np.arctan2(steps[:, 1], steps[:, 0])
    above = np.column_stack((np.sin(direction), -np.cos(direction))) * rise
    starts, degrees = (points[:-1] + above).tolist(), np.degrees(direction).tolist()
    return tuple(
        Piece(text, x, y, turn) for text, (x, y), turn in zip(texts, starts, degrees, strict=True)
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
