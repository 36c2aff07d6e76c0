"""A layer that says its system, but lies where that system makes no sense."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
from pyproj import CRS

from planviewer.errors import NoTransformation
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, crs_name, operation
from planviewer.model.problem import Problem
from planviewer.reading.neighbours import sample_points
from planviewer.reading.place_doctor import Diagnosis, Known, Points, diagnose, is_doubtful
from planviewer.reading.systems import VIETNAM
from planviewer.reading.vn_systems import is_vn2000

_LOOKED_AT: Final = 300
"""So many features tell where a layer lies."""
_MARGIN_DEGREES: Final = 0.3
"""So far outside its area a layer of a province may lie."""


def suspicion(frame: gpd.GeoDataFrame) -> Problem | None:
    """Tell why the position of a layer seems wrong, and what would explain it; None if it does not.

    Only systems used in Vietnam are judged: others may lie anywhere.
    """
    crs = frame.crs
    if crs is None or not len(frame):
        return None
    # Of a large layer only some become objects.
    rows = np.unique(np.linspace(0, len(frame) - 1, _LOOKED_AT).astype(np.int64))
    points = sample_points(np.asarray(frame.geometry.array.take(rows), dtype=object))
    if not len(points):
        return None
    return of_points(points, crs)


def of_points(points: Points, crs: CRS) -> Problem | None:
    """As :func:`suspicion`, of points in ``crs``."""
    if is_doubtful(crs):
        return _problem(
            Message(
                "doctor",
                "The file says {crs}: a VN-2000 zone without its datum shift or with the scale of "
                "UTM, which is a common mistake.",
                {"crs": crs_name(crs)},
            ),
            diagnose(points, Known(stated=crs)),
        )
    if not is_vn2000(crs) or _is_in_its_area(points, crs):
        return None
    message = Message(
        "doctor", "It lies outside the area where {crs} is used.", {"crs": crs_name(crs)}
    )
    return _problem(message, diagnose(points, Known(stated=crs)))


def _is_in_its_area(points: Points, crs: CRS) -> bool:
    try:
        lon, lat = np.median(operation(crs, WGS84).points(points), axis=0)
    except NoTransformation:
        return True
    area = crs.area_of_use
    box = VIETNAM if area is None else (area.west, area.south, area.east, area.north)
    west, south, east, north = box
    far = _MARGIN_DEGREES
    return bool(west - far <= lon <= east + far and south - far <= lat <= north + far)


def _problem(message: Message, candidates: list[Diagnosis]) -> Problem:
    others = [item for item in candidates if item.mistake != "none"][:2]
    if not others:
        hint = Message("doctor", "Give the right system with --crs EPSG:n.")
        return Problem("position-suspicious", message, "warning", hint)
    named = "; ".join(f"{item.name}: {item.reason}" for item in others)
    hint = Message(
        "doctor", "Likely: {candidates} Give the right one with --crs.", {"candidates": named}
    )
    return Problem("position-suspicious", message, "warning", hint)
