"""Chainages beside a road: a tick across the line, the text level at its end."""

from __future__ import annotations

import numpy as np

from planviewer.drawing.arrays import Floats, Ints
from planviewer.drawing.fonts import ASCENT_EM, DESCENT_EM, MIDDLE_EM, PAD_EM
from planviewer.drawing.labels import Candidates, Piece, Placed, Setting, tie
from planviewer.drawing.stations import Stations
from planviewer.drawing.view import View

_GAP_EM = 0.3
TICK_MM = 0.3
"""The width of a tick."""


def beside_stations(setting: Setting, stations: Stations) -> Candidates:
    """Return the texts on the right of the line, looking along it."""
    texts, view, em = setting.texts, setting.view, setting.em
    chosen = _seen(stations, view)
    points, right = _device(stations, view, chosen)
    widths = texts.widths_em(texts.codes[chosen]) * em
    high = (ASCENT_EM + DESCENT_EM) * em
    reach = view.px(texts.label.tick_mm / 2) + _GAP_EM * em
    middles = (
        points + right * reach + right * np.column_stack((widths, np.full(len(widths), high))) / 2
    )
    x, y = middles[:, 0] - widths / 2, middles[:, 1] + MIDDLE_EM * em
    pad = PAD_EM * em
    boxes = np.column_stack((x - pad, y - ASCENT_EM * em, x + widths + pad, y + DESCENT_EM * em))

    def pieces(number: int) -> tuple[Piece, ...]:
        text = texts.texts[texts.codes[chosen[number]]]
        return (Piece(text, float(x[number]), float(y[number])),)

    ranks = stations.ranks[chosen]
    return Candidates(texts.label, setting.importance, boxes, ranks, tie(chosen), pieces)


def ticks(stations: Stations, view: View) -> list[Placed]:
    """Return the ticks in a picture; they stand whether or not there is room for their text."""
    half = view.px(stations.label.tick_mm / 2)
    if half == 0:
        return []
    points, right = _device(stations, view, _seen(stations, view))
    one, other = points - right * half, points + right * half
    low, high = np.minimum(one, other), np.maximum(one, other)
    return [
        Placed(stations.label, (), (*box[0], *box[1]), tick=(*ends[0], *ends[1]))
        for box, ends in zip(
            np.stack((low, high), axis=1).tolist(),
            np.stack((one, other), axis=1).tolist(),
            strict=True,
        )
    ]


def _seen(stations: Stations, view: View) -> Ints:
    west, south, east, north = view.around(view.px(stations.label.tick_mm))
    x, y = stations.places[:, 0], stations.places[:, 1]
    return np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))


def _device(stations: Stations, view: View, chosen: Ints) -> tuple[Floats, Floats]:
    """Return device positions and unit vectors to the right of the line."""
    points = view.device(stations.places[chosen])
    along = view.device(stations.ahead[chosen]) - points
    along /= np.hypot(*along.T)[:, None]
    return points, np.column_stack((-along[:, 1], along[:, 0]))
