"""Labels that follow a line: names of roads, kilometres along an alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

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
    for line, coords, start in _runs(chosen, view):
        text = texts.fitted(texts.texts[texts.codes[rows[line]]])
        for middle in _middles(text, float(lengths[line]), view):
            rise = widths[int(chosen.classes[line])] / 2 + DESCENT_EM * em
            pieces = _set_near(texts, text, coords, middle - start, em=em, rise=rise)
            if pieces:
                found.append((pieces, line, middle))
    lines = np.array([line for _, line, _ in found], dtype=np.int64)
    boxes = np.array([_box(texts, pieces, em) for pieces, _, _ in found]).reshape(-1, 4)
    sizes, lots = np.rint(lengths[lines]), tie(rows[lines])
    return Candidates(texts.label, setting.importance, boxes, sizes, lots, lambda n: found[n][0])


def _runs(chosen: Chosen, view: View) -> Iterator[tuple[int, Floats, float]]:
    """Yield (number of the line, points of a piece of it, where along the line it begins)."""
    if len(chosen) == 0:
        return
    taken = chosen.shapes.paths.take(chosen.places)
    paths = Paths(view.device(taken.coords), taken.path_offsets, taken.shape_offsets)
    runs = clip_lines(paths, (0.0, 0.0, float(view.width), float(view.height)))
    for n, source in enumerate(runs.source.tolist()):
        yield source, runs.coords[runs.offsets[n] : runs.offsets[n + 1]], float(runs.start[n])


def _middles(text: str, length: float, view: View) -> list[float]:
    """Return where along a line of ``length`` pixels labels have their middle."""
    if not text:
        return []
    count = max(1, round(length / view.px(SPACING_MM)))
    return [(k + 0.5) * length / count for k in range(count)]


def _set_near(
    labels: LabelTexts, text: str, coords: Floats, middle: float, *, em: float, rise: float
) -> tuple[Piece, ...]:
    """Return the letters of a text set at ``middle``, or beside it where the line bends less."""
    step = labels.width_em(text) * em
    for shift in _SHIFTS:
        pieces = _set_along(labels, text, coords, middle + shift * step, em=em, rise=rise)
        if pieces:
            return pieces
    return ()


def _set_along(
    labels: LabelTexts, text: str, coords: Floats, middle: float, *, em: float, rise: float
) -> tuple[Piece, ...]:
    """Return the letters of a text set along a line; nothing where it does not fit."""
    steps = np.hypot(*np.diff(coords, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    width = labels.width_em(text) * em
    begin, end = middle - width / 2, middle + width / 2
    if begin < 0 or end > along[-1] or width == 0:
        return ()
    if _at(coords, along, end)[0] < _at(coords, along, begin)[0]:
        coords, along = coords[::-1], along[-1] - along[::-1]
        begin, end = along[-1] - end, along[-1] - begin
    edges = np.array([labels.width_em(text[:n]) * em for n in range(len(text) + 1)]) + begin
    angles = _angles(coords, along, edges)
    turns = np.diff(angles)
    # letters stand above the line: where it bends up, their tops come together
    squeeze = np.radians(-turns) * (rise + _CAP_EM * em)
    if np.abs(turns).max(initial=0.0) > _SHARPEST or squeeze.max(initial=0.0) > _SQUEEZED_EM * em:
        return ()
    if np.ptp(angles) < _STRAIGHT:
        return (_piece(text, coords, along, (begin, end), rise),)
    return tuple(
        _piece(letter, coords, along, (edges[n], edges[n + 1]), rise)
        for n, letter in enumerate(text)
    )


def _at(coords: Floats, along: Floats, place: float) -> tuple[float, float]:
    x, y = (float(np.interp(place, along, coords[:, axis])) for axis in (0, 1))
    return x, y


def _angles(coords: Floats, along: Floats, edges: Floats) -> Floats:
    """Return the direction (degrees) of the line under each letter."""
    x, y = (np.interp(edges, along, coords[:, axis]) for axis in (0, 1))
    return np.degrees(np.unwrap(np.arctan2(np.diff(y), np.diff(x))))


def _piece(
    text: str, coords: Floats, along: Floats, span: tuple[float, float], rise: float
) -> Piece:
    """Return a text whose baseline runs ``rise`` pixels above its chord of the line."""
    (x0, y0), (x1, y1) = _at(coords, along, span[0]), _at(coords, along, span[1])
    direction = np.arctan2(y1 - y0, x1 - x0)
    x, y = x0 + np.sin(direction) * rise, y0 - np.cos(direction) * rise
    return Piece(text, float(x), float(y), float(np.degrees(direction)))


def _box(
    texts: LabelTexts, pieces: tuple[Piece, ...], em: float
) -> tuple[float, float, float, float]:
    """Return a level box around letters (or one rotated text)."""
    corners = []
    for piece in pieces:
        angle = np.radians(piece.degrees)
        forward = np.array((np.cos(angle), np.sin(angle)))
        up = np.array((np.sin(angle), -np.cos(angle)))
        start = np.array((piece.x, piece.y))
        end = start + forward * em * texts.width_em(piece.text)
        corners += [at - up * DESCENT_EM * em for at in (start, end)]
        corners += [at + up * ASCENT_EM * em for at in (start, end)]
    low, high = np.min(corners, axis=0) - PAD_EM * em, np.max(corners, axis=0) + PAD_EM * em
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
