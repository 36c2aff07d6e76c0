"""Which coordinate system a file is in: said by the file, its format or the user, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Geod

from planviewer.errors import CrsUnknown, NoTransformation
from planviewer.i18n import Figure, Message, length
from planviewer.model.crs import WGS84, authority_of, crs_name, operation, parse_crs
from planviewer.model.features import CrsSource
from planviewer.model.problem import Problem

VIETNAM: Final = (102.0, 8.0, 110.0, 23.6)
"""West, south, east, north in degrees (land and inshore islands)."""
HOME: Final = (106.25786, 22.66568)
"""Cao Bằng city (GeoNames 1586185): likely systems are those that put a file near here."""
SYSTEMS: Final = (
    "EPSG:9210",
    *(f"EPSG:{code}" for code in (*range(9205, 9210), *range(9211, 9219))),
    *(f"EPSG:{code}" for code in range(5896, 5900)),
    *("EPSG:3405", "EPSG:3406", "EPSG:32648", "EPSG:32649"),
)
"""VN-2000 provincial zones, TM-3 zones, UTM zones, and WGS 84 UTM."""
_ELLIPSOID: Final = Geod(ellps="WGS84")
_FAR_DEGREES: Final = 6.0

Bounds = tuple[float, float, float, float]
Rows = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]


class Candidate(NamedTuple):
    """A coordinate system a file may be in, and why."""

    crs: str
    reason: Message


@dataclass(frozen=True)
class Stated:
    """A coordinate system and who says so."""

    crs: CRS
    source: CrsSource


def likely_crs(bounds: Bounds) -> list[Candidate]:
    """Name the systems that would put these coordinates in Vietnam, those near Cao Bằng first.

    Parameters
    ----------
    bounds
        min x, min y, max x, max y as they stand in the file, unit unknown.
    """
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    if not np.isfinite([x, y]).all():
        return []
    systems = (WGS84, "EPSG:4756") if max(abs(x), abs(y)) <= 180 else SYSTEMS
    placed = [(code, _place(code, x, y)) for code in systems]
    ranked = sorted(
        (
            (_outside(code, lon_lat), _distance(lon_lat), code)
            for code, lon_lat in placed
            if lon_lat
        ),
        key=lambda item: item[:2],
    )
    return [Candidate(code, _reason(code, metres)) for _, metres, code in ranked]


def as_text(candidates: list[Candidate]) -> str:
    """Write the most likely candidates as one line."""
    if not candidates:
        return str(Message("reading", "none of the systems used in Vietnam"))
    return "; ".join(f"{item.crs} ({item.reason})" for item in candidates[:3])


def likely_text(bounds: Bounds) -> str:
    """Write the most likely systems, with x and y exchanged where nothing else makes sense."""
    candidates = likely_crs(bounds)
    exchanged = likely_crs((bounds[1], bounds[0], bounds[3], bounds[2]))
    if candidates or not exchanged:
        return as_text(candidates)
    values = {"candidates": as_text(exchanged)}
    return str(Message("reading", "X and Y exchanged (--swap-xy), then {candidates}", values))


def in_range(geometries: npt.NDArray[np.object_], crs: CRS) -> npt.NDArray[np.bool_]:
    """Return which geometries can be in ``crs``; those without finite coordinates count as able.

    Degrees must lie within ±180 and ±90. Metres must come to a place on the globe that is not
    farther than some degrees from where the system is used.
    """
    bounds = shapely.bounds(geometries)
    known = np.isfinite(bounds).all(axis=1)
    inside = np.ones(len(bounds), dtype=bool)
    if crs.is_geographic:
        limits = np.array([180.0, 90.0, 180.0, 90.0])
        inside[known] = np.all(np.abs(bounds[known]) <= limits, axis=1)
    elif crs.is_projected and known.any():
        middle = (bounds[known, :2] + bounds[known, 2:]) / 2
        if not _near_use(_rim(middle), crs).all():
            inside[known] = _near_use(middle, crs)
    return inside


def _rim(points: Points) -> Points:
    """Return points along the box round ``points``: if they are near, all inside are."""
    low, high = points.min(axis=0), points.max(axis=0)
    steps = np.linspace(0, 1, 9)
    x, y = np.meshgrid(low[0] + (high[0] - low[0]) * steps, low[1] + (high[1] - low[1]) * steps)
    return np.column_stack((x.ravel(), y.ravel()))


def flat(text: str) -> CRS:
    """Return the horizontal part of a CRS.

    Raises
    ------
    CrsUnknown
        If it is not known.
    """
    crs = parse_crs(text)
    if crs.is_bound and crs.source_crs is not None:
        # What the file says of the shift is set aside: the pinned operation is used.
        crs = crs.source_crs
    horizontal = crs.to_2d()
    if horizontal.is_compound:
        horizontal = horizontal.sub_crs_list[0]
    if not (horizontal.is_geographic or horizontal.is_projected):
        raise CrsUnknown(crs=text)
    return parse_crs(crs_name(horizontal)) if authority_of(horizontal) else horizontal


def overruled(own: Stated | None, used: Stated) -> tuple[Problem, ...]:
    """Say that a file names another system than the one it is read in."""
    if own is None or own.source != "file" or own.crs == used.crs:
        return ()
    message = Message(
        "reading",
        "The file says {own}; it was read as {used}, as chosen.",
        {"own": crs_name(own.crs), "used": crs_name(used.crs)},
    )
    return (Problem("crs-overruled", message, severity="note"),)


def _near_use(middle: npt.NDArray[np.float64], crs: CRS) -> Rows:
    try:
        lon_lat = operation(crs, WGS84).points(middle)
        back = operation(WGS84, crs).points(lon_lat)
    except NoTransformation:
        return np.ones(len(middle), dtype=bool)
    # Beyond its world a projection repeats it: what does not come back was never in it.
    error = np.abs(np.where(np.isfinite(back), back, np.inf) - middle).max(axis=1)
    good: Rows = np.less(error, 1000)
    area = crs.area_of_use
    if area is None or area.west > area.east:  # the second: it spans the date line
        return good
    low = np.array([area.west, area.south]) - _FAR_DEGREES
    high = np.array([area.east, area.north]) + _FAR_DEGREES
    near: Rows = np.all(np.logical_and(lon_lat >= low, lon_lat <= high), axis=1)
    return good & near


def _place(code: str, x: float, y: float) -> tuple[float, float] | None:
    lon, lat = operation(code, WGS84).point(x, y)
    west, south, east, north = VIETNAM
    return (lon, lat) if west <= lon <= east and south <= lat <= north else None


def _outside(code: str, lon_lat: tuple[float, float]) -> bool:
    west, south, east, north = _area_of_use(code)
    return not (west <= lon_lat[0] <= east and south <= lon_lat[1] <= north)


@cache
def _area_of_use(code: str) -> Bounds:
    area: Any = parse_crs(code).area_of_use
    return (area.west, area.south, area.east, area.north)


def _distance(lon_lat: tuple[float, float]) -> float:
    return float(_ELLIPSOID.inv(*lon_lat, *HOME)[2])


def _reason(code: str, metres: float) -> Message:
    return Message(
        "reading",
        "{name}: then it lies {distance} from Cao Bằng",
        {"name": parse_crs(code).name, "distance": Figure(length, metres)},
    )
