"""WGS 84 beside the frame, on request: ticks at round minutes and seconds, for phones and GPS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from planviewer.model.crs import WGS84, operation
from planviewer.sheets.furniture.edges import Edge, Label, edges, labels_along
from planviewer.sheets.furniture.grid import GUTTER
from planviewer.sheets.look import Look
from planviewer.sheets.marks import Mark
from planviewer.sheets.place import Place

BAND: Final = 4.4
"""Room for them beyond the gutter of the grid, in mm on A4."""
COLOR: Final = "#1f6fb2"

_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000)
_SPACING = 40.0
_METRES_A_SECOND = 30.9
_TICK = 0.9
_SAMPLES = 65


def marks(place: Place, crs: str, look: Look) -> tuple[Mark, ...]:
    """Return ticks and figures of longitude and latitude (WGS 84) around a frame."""
    style = look.small.colored(COLOR)
    to_wgs84 = operation(crs, WGS84)
    found: list[Mark] = []
    for edge in edges(place.frame):
        shares = np.linspace(0.0, 1.0, _SAMPLES)
        points = np.array([place.ground(*edge.at(share * edge.length)) for share in shares])
        degrees = to_wgs84.points(points)
        labels = sorted(_crossings(edge, shares, degrees, place, look))
        found += labels_along(
            edge,
            labels,
            style,
            near=look.mm(GUTTER),
            room=look.mm(BAND),
            tick=look.mm(_TICK),
        )
    return tuple(found)


def _crossings(
    edge: Edge,
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
    degrees: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    place: Place,
    look: Look,
) -> Iterator[Label]:
    """Yield the round angles along an edge; between samples they run straight to the millimetre."""
    step = _step(place.scale, look)
    for axis, letters in ((0, "EW"), (1, "NS")):
        seconds = degrees[:, axis] * 3600
        span = abs(seconds[-1] - seconds[0])
        if span < step / 4:
            continue  # this coordinate hardly changes along the edge
        if seconds[-1] < seconds[0]:
            seconds, along = seconds[::-1], shares[::-1]
        else:
            along = shares
        first = np.ceil(seconds[0] / step) * step
        for value in np.arange(first, seconds[-1] + 1e-9, step):
            place_along = float(np.interp(value, seconds, along)) * edge.length
            yield Label(place_along, _angle(float(value), letters))


def _step(scale: int, look: Look) -> int:
    """Return the round angle in seconds whose ticks are far enough apart for their figures."""
    needed = look.mm(_SPACING) * scale / 1000 / _METRES_A_SECOND
    return next((step for step in _STEPS if step >= needed), _STEPS[-1])


def _angle(seconds: float, letters: str) -> str:
    whole = round(abs(seconds))
    letter = letters[0] if seconds >= 0 else letters[1]
    return f"{whole // 3600}°{whole // 60 % 60:02d}'{whole % 60:02d}\"{letter}"
