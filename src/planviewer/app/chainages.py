"""Chainages for the drawing: counted in the plan CRS, wherever they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.chainage_marks import chainage_marks
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.stations import Stations
from planviewer.model.crs import operation

if TYPE_CHECKING:
    import geopandas as gpd


def stations_of(
    frame: gpd.GeoDataFrame, style: AnyStyle, crs: str, plan_crs: str
) -> Stations | None:
    """Return the chainages a style asks for, in ``crs``; None if it asks for none.

    They are true chainages: counted along the line on the grid of the plan CRS.

    Raises
    ------
    CrsNotMetric, CrsUnknown, NoTransformation
        See :func:`planviewer.analysis.chainage_marks.chainage_marks`.
    """
    label = style.label_of("chainage")
    if label is None:
        return None
    marks = chainage_marks(frame, label.step_m, plan_crs)
    texts = [format_chainage(chainage) for chainage in marks.chainages.tolist()]
    places, ahead = marks.places, marks.places + marks.directions
    if crs != plan_crs:
        change = operation(plan_crs, crs)
        places, ahead = change.points(places), change.points(ahead)
    # whole kilometres and fives before the others, wherever there is not room for all
    number = np.rint(marks.chainages / marks.step_m)
    ranks = 1.0 + (number % 5 == 0) + (number % 10 == 0)
    return Stations.of(label, texts, places, ahead, ranks)
