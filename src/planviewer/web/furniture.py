"""Coordinate grid and scale bar for a view: figures here, lines and letters in the page."""

from __future__ import annotations

import math
from typing import Final, Literal

import numpy as np

from planviewer import i18n
from planviewer.model.crs import WGS84, Operation, operation
from planviewer.web.messages import GridLine, ScaleBar
from planviewer.web.view import ViewState

GRID_SPACING_PX: Final = 110
"""Grid lines are no closer than this."""
BAR_WIDTH_PX: Final = 120
"""The scale bar is no longer than this."""
_WIDEST_VIEW_DEGREES: Final = 3.0  # beyond it a transverse Mercator grid bends and means nothing
_POINTS_PER_LINE: Final = 9
_MARGIN: Final = 0.5  # of the view on each side, so that panning does not run out of lines
_Axis = Literal["easting", "northing"]


def round_up(value: float) -> float:
    """Return the next of 1, 2, 5 × 10ⁿ at or above ``value``."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= value * (1 - 1e-9))


def round_down(value: float) -> float:
    """Return the last of 1, 2, 5 × 10ⁿ at or below ``value``."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    return next(m * power for m in (5, 2, 1) if m * power <= value * (1 + 1e-9))


def scale_bar(view: ViewState) -> ScaleBar:
    """Return a bar of a round length, true at the centre of the view."""
    metres = round_down(BAR_WIDTH_PX * view.metres_per_pixel)
    return ScaleBar(label=_bar_label(metres), width=metres / view.metres_per_pixel)


def _bar_label(metres: float) -> str:
    if metres >= 1000:
        return f"{i18n.number(metres / 1000)} km"
    if metres >= 1:
        return f"{i18n.number(metres)} m"
    return f"{i18n.number(metres * 100)} cm"


def grid(view: ViewState, crs: str) -> tuple[GridLine, ...]:
    """Return the lines of ``crs``'s grid that cross the view and half a view around it.

    Empty where the view is too wide for the projection, or outside of it.
    """
    west, _, east, _ = view.bounds
    if view.width == 0 or view.height == 0 or east - west > _WIDEST_VIEW_DEGREES:
        return ()
    to_grid, back = operation(WGS84, crs), operation(crs, WGS84)
    extent = _extent(view.bounds, to_grid)
    if extent is None:
        return ()
    step = round_up(GRID_SPACING_PX * view.metres_per_pixel)
    e0, n0, e1, n1 = extent
    return (
        *_lines("easting", (e0, e1), (n0, n1), step, back),
        *_lines("northing", (n0, n1), (e0, e1), step, back),
    )


def _extent(
    bounds: tuple[float, float, float, float], to_grid: Operation
) -> tuple[float, float, float, float] | None:
    west, south, east, north = bounds
    dx, dy = (east - west) * _MARGIN, (north - south) * _MARGIN
    lon = np.linspace(west - dx, east + dx, 5)
    lat = np.linspace(max(south - dy, -89), min(north + dy, 89), 5)
    x, y = to_grid(*(axis.ravel() for axis in np.meshgrid(lon, lat)))
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _lines(
    axis: _Axis,
    across: tuple[float, float],
    along: tuple[float, float],
    step: float,
    back: Operation,
) -> tuple[GridLine, ...]:
    values = np.arange(math.ceil(across[0] / step), math.floor(across[1] / step) + 1) * step
    run = np.linspace(*along, _POINTS_PER_LINE)
    value, position = (m.ravel() for m in np.meshgrid(values, run, indexing="ij"))
    lon, lat = back(value, position) if axis == "easting" else back(position, value)
    points = np.column_stack((lat, lon)).reshape(len(values), _POINTS_PER_LINE, 2).round(8)
    decimals = 0 if step >= 1 else 1
    return tuple(
        GridLine(axis=axis, label=i18n.number(float(v), decimals), points=line)
        for v, line in zip(values, points.tolist(), strict=True)
    )
