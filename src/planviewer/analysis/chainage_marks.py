"""Where along a road its chainages stand: places every so many metres, on the plan's grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from planviewer.analysis.elements import Floats
from planviewer.analysis.lines import clean_lines, in_crs, line_length
from planviewer.i18n import Message
from planviewer.model.crs import require_metric

if TYPE_CHECKING:
    import geopandas as gpd

MOST_MARKS: Final = 50_000
"""With more, the step is made ten times as long: nobody reads them."""
MOST_JOINED: Final = 1_000
"""Features that are joined into roads; finding out which ends meet grows with the square."""


@dataclass(frozen=True, eq=False)
class ChainageMarks:
    """Places along lines.

    Attributes
    ----------
    step_m
        The step there is.
    chainages
        (n,) metres from the start of the line, whole steps.
    places, directions
        (n, 2): coordinates in the plan CRS, and unit vectors along the line.
    """

    step_m: float
    chainages: Floats
    places: Floats
    directions: Floats


def chainage_marks(frame: gpd.GeoDataFrame, step_m: float, plan_crs: str) -> ChainageMarks:
    """Return the places at whole steps along the lines of ``frame``.

    Lines that continue each other end to start are one road and count on; each road begins at 0.

    Raises
    ------
    CrsNotMetric
        If the plan CRS does not measure metres on the ground.
    CrsUnknown, NoTransformation
        If the frame's CRS cannot be taken to the plan CRS.
    """
    require_metric(plan_crs, str(Message("measures", "Chainage")))
    lines = _roads(in_crs(frame, plan_crs))
    length = sum(line_length(line) for line in lines)
    while length / step_m > MOST_MARKS:
        step_m *= 10
    found = [_along(line, step_m) for line in lines] or [np.empty((0, 5))]
    table = np.concatenate(found)
    return ChainageMarks(step_m, table[:, 0], table[:, 1:3], table[:, 3:5])


def _roads(geometry: gpd.GeoSeries) -> list[Floats]:
    shapes = geometry.to_numpy()
    whole = shapely.get_coordinates(shapes)
    if not np.isfinite(whole).all():
        shapes = shapes[[np.isfinite(shapely.get_coordinates(item)).all() for item in shapes]]
    if len(shapes) <= MOST_JOINED:
        return clean_lines(shapes)
    return [line for shape in shapes for line in clean_lines([shape])]


def _along(line: Floats, step_m: float) -> Floats:
    """Return rows of chainage, x, y, direction x, direction y."""
    steps = np.diff(line, axis=0)
    lengths = np.hypot(*steps.T)
    ends = np.concatenate(([0.0], np.cumsum(lengths)))
    # a hair beyond the end counts as the end: the sum of the legs is rounded
    chainages = np.arange(np.floor((ends[-1] + 1e-6) / step_m) + 1) * step_m
    leg = np.searchsorted(ends, chainages, side="right") - 1
    leg = np.clip(leg, 0, len(lengths) - 1)
    directions = steps[leg] / lengths[leg, None]
    places = line[leg] + directions * (chainages - ends[leg])[:, None]
    return np.column_stack((chainages, places, directions))
