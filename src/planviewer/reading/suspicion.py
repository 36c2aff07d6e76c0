"""A layer that says its system, but lies where that system makes no sense."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
from pyproj import CRS, Geod

from planviewer.errors import NoTransformation
from planviewer.i18n import Figure, Message, length
from planviewer.model.crs import WGS84, crs_name, operation
from planviewer.model.problem import Problem
from planviewer.reading.neighbours import sample_points
from planviewer.reading.place_doctor import Diagnosis, Known, Points, diagnose, is_doubtful
from planviewer.reading.systems import VIETNAM, Bounds
from planviewer.reading.vn_systems import TM3_SCALE, System, figures, is_vn2000, is_wgs84, zone_of

_LOOKED_AT: Final = 300
"""So many features tell where a layer lies."""
_ELLIPSOID: Final = Geod(ellps="WGS84")
_EASTERNMOST: Final = 118.0
"""Degrees: the sea reaches farther east than the provinces."""
_MARGIN_DEGREES: Final = 0.3
"""So far outside its area a layer of a province may lie."""


def suspicion(frame: gpd.GeoDataFrame) -> Problem | None:
    """Tell why the position of a layer seems wrong, and what would explain it; None if it does not.

    A layer in a system of elsewhere may lie anywhere, unless its figures are those of a VN-2000
    zone.
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
    zone = zone_without_datum(crs)
    if zone is not None:
        return _datum_lost(points, crs, zone)
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
    if not is_vn2000(crs):
        return _far_away(points, crs)
    if _is_in_its_area(points, crs):
        return None
    message = Message(
        "doctor", "It lies outside the area where {crs} is used.", {"crs": crs_name(crs)}
    )
    return _problem(message, diagnose(points, Known(stated=crs)))


def zone_without_datum(crs: CRS) -> System | None:
    """Return the VN-2000 zone a system has all figures of, but not the datum; None if it is none.

    No survey is figured on WGS 84 with the meridian and the scale 0.9999 of a VN-2000 zone: MapInfo
    knows no VN-2000, and programs that write its tables, or an old ``.prj``, put WGS 84 instead.
    """
    found = figures(crs)
    if found is None or found[1] != TM3_SCALE or not is_wgs84(crs):
        return None
    return zone_of(found[0])


def _datum_lost(points: Points, crs: CRS, zone: System) -> Problem:
    metres = Figure(length, _apart(points, crs, zone.crs))
    message = Message(
        "doctor",
        "The file says WGS 84, but with meridian and scale of {zone} ({code}): the datum VN-2000 "
        "was probably lost when it was written. If so, it lies {distance} from its place.",
        {"zone": zone.name, "code": zone.crs, "distance": metres},
    )
    hint = Message(
        "doctor",
        "If it is VN-2000, give --crs {code} (convert: --from-crs {code}), or choose {code} in the "
        "window.",
        {"code": zone.crs},
    )
    return Problem("datum-lost", message, "warning", hint)


def _far_away(points: Points, crs: CRS) -> Problem | None:
    """Tell of a system that puts figures of a VN-2000 zone into another country.

    Programs ask for the system of a table, and offer Web Mercator or the one used last.
    """
    west, south, _, north = VIETNAM
    if _is_within(points, crs, (west, south, _EASTERNMOST, north)):
        return None
    candidates = [item for item in diagnose(points, Known(stated=crs)) if not item.swapped]
    if not candidates:
        return None
    message = Message(
        "doctor",
        "In {crs}, as the file says, it lies far from Vietnam; its figures are those of VN-2000.",
        {"crs": crs_name(crs)},
    )
    return _problem(message, candidates)


def _apart(points: Points, one: CRS, other: str) -> float:
    """Return how far apart (m) two systems put the same coordinates."""
    lon, lat = np.median(operation(one, WGS84).points(points), axis=0)
    lon2, lat2 = np.median(operation(other, WGS84).points(points), axis=0)
    return float(_ELLIPSOID.inv(lon, lat, lon2, lat2)[2])


def _is_in_its_area(points: Points, crs: CRS) -> bool:
    area = crs.area_of_use
    box = VIETNAM if area is None else (area.west, area.south, area.east, area.north)
    return _is_within(points, crs, box)


def _is_within(points: Points, crs: CRS, box: Bounds) -> bool:
    """Whether the middle of the points lies in a box in degrees, or a little outside."""
    try:
        lon, lat = np.median(operation(crs, WGS84).points(points), axis=0)
    except NoTransformation:
        return True
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
