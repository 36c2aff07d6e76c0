"""Is what was typed a place here? Conversion, swapped axes, and the answer in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final, Literal

from planviewer import i18n
from planviewer.app.coordinate_words import (
    Axis,
    as_typed,
    degrees_minutes,
    latitude_longitude,
    northing_easting,
    system_words,
)
from planviewer.errors import PlanviewerError
from planviewer.i18n import translate
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Bounds
from planviewer.ui.coordinates import Angle, parse_angle, parse_metres, split_pair

Level = Literal["empty", "error", "warning", "good"]

NORTHING: Final = (850_000.0, 2_700_000.0)
EASTING: Final = (100_000.0, 900_000.0)
LATITUDE: Final = (6.0, 24.0)
LONGITUDE: Final = (101.0, 118.0)
"""Where Vietnam can be, generously: what lies outside is a slip of the pen."""
FAR_M: Final = 20_000.0
"""Farther than this from the middle of the plan, a place is questioned, not refused."""


@dataclass(frozen=True)
class Place:
    """One point in both systems: metres of the plan CRS, degrees of WGS 84."""

    easting: float
    northing: float
    lon: float
    lat: float


@dataclass(frozen=True)
class Verdict:
    """What to tell the person; ``place`` is set unless ``level`` is "empty" or "error"."""

    level: Level
    words: str = ""
    place: Place | None = None
    swapped: bool = False


def check_metres(x_text: str, y_text: str, plan_crs: str, home: Bounds | None) -> Verdict:
    """Judge X (northing) and Y (easting) in the plan CRS."""
    northing, easting = parse_metres(x_text), parse_metres(y_text)
    if northing is None and x_text.strip():
        return _unreadable("X", as_typed(2515367.14, 2))
    if easting is None and y_text.strip():
        return _unreadable("Y", as_typed(541109.98, 2))
    if northing is None or easting is None:
        return Verdict("empty")
    slip = _slip_in_metres(northing, easting)
    return slip or _converted(lambda: _from_metres(easting, northing, plan_crs), plan_crs, home)


def _slip_in_metres(northing: float, easting: float) -> Verdict | None:
    if _within(easting, NORTHING) and _within(northing, EASTING):
        return _swapped(translate("place site", "X is the northing (7 digits), Y the easting (6)."))
    if not _within(northing, NORTHING):
        return _outside("X", northing)
    if not _within(easting, EASTING):
        return _outside("Y", easting)
    return None


def check_degrees(lat_text: str, lon_text: str, plan_crs: str, home: Bounds | None) -> Verdict:
    """Judge latitude and longitude in WGS 84."""
    lat, lon = parse_angle(lat_text), parse_angle(lon_text)
    if lat is None and lat_text.strip():
        return _unreadable(translate("place site", "Latitude"), _example(22.73738, "lat"))
    if lon is None and lon_text.strip():
        return _unreadable(translate("place site", "Longitude"), _example(106.15216, "lon"))
    if lat is None or lon is None:
        return Verdict("empty")
    slip = _slip_in_degrees(lat, lon)
    if slip is not None:
        return slip
    return _converted(lambda: _from_degrees(lon.degrees, lat.degrees, plan_crs), plan_crs, home)


def _slip_in_degrees(lat: Angle, lon: Angle) -> Verdict | None:
    by_letter = lat.axis == "lon" or lon.axis == "lat"
    if by_letter or (_within(lat.degrees, LONGITUDE) and _within(lon.degrees, LATITUDE)):
        return _swapped(translate("place site", "Latitude (about 22) comes first."))
    if not _within(lat.degrees, LATITUDE):
        return _outside(translate("place site", "Latitude"), lat.degrees)
    if not _within(lon.degrees, LONGITUDE):
        return _outside(translate("place site", "Longitude"), lon.degrees)
    return None


def pair_in_metres(text: str) -> tuple[str, str] | None:
    """Part X and Y that were copied together, in either order; None if these are not two."""

    def fits(first: str, second: str) -> bool:
        figures = [value for value in map(parse_metres, (first, second)) if value is not None]
        return len(figures) == 2 and _either_way(figures, NORTHING, EASTING)

    return split_pair(text, fits)


def pair_in_degrees(text: str) -> tuple[str, str] | None:
    """Part latitude and longitude that were copied together, in either order."""

    def fits(first: str, second: str) -> bool:
        angles = parse_angle(first), parse_angle(second)
        degrees = [angle.degrees for angle in angles if angle is not None]
        return len(degrees) == 2 and _either_way(degrees, LATITUDE, LONGITUDE)

    return split_pair(text, fits)


def _either_way(figures: Sequence[float], *limits: tuple[float, float]) -> bool:
    first, second = figures
    return any(
        _within(first, one) and _within(second, other) for one, other in permutations(limits)
    )


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _unreadable(what: str, example: str) -> Verdict:
    words = translate("place site", "{what} cannot be read. Write it like {example}.")
    return Verdict("error", words.format(what=what, example=example))


def _example(degrees: float, axis: Axis) -> str:
    return f"{as_typed(degrees, 5)} / {degrees_minutes(degrees, axis)}"


def _swapped(rule: str) -> Verdict:
    words = translate("place site", "The two values seem to be swapped. {rule}").format(rule=rule)
    return Verdict("error", words, swapped=True)


def _outside(what: str, value: float) -> Verdict:
    words = translate("place site", "{what} = {value} is not in Vietnam. Check the digits.")
    decimals = 0 if abs(value) > 1000 else 4
    return Verdict("error", words.format(what=what, value=i18n.number(value, decimals)))


def _from_metres(easting: float, northing: float, plan_crs: str) -> Place:
    lon, lat = operation(plan_crs, WGS84).point(easting, northing)
    return Place(easting, northing, lon, lat)


def _from_degrees(lon: float, lat: float, plan_crs: str) -> Place:
    easting, northing = operation(WGS84, plan_crs).point(lon, lat)
    return Place(easting, northing, lon, lat)


def _converted(convert: Callable[[], Place], plan_crs: str, home: Bounds | None) -> Verdict:
    try:
        place = convert()
    except PlanviewerError as error:
        return Verdict("error", str(error))
    if not all(map(math.isfinite, (place.easting, place.northing, place.lon, place.lat))):
        return Verdict("error", translate("place site", "This place cannot be converted."))
    away = 0.0 if home is None else _distance(place, plan_crs, home)
    if away <= FAR_M:
        return Verdict("good", place=place)
    words = translate("place site", "This is {distance} from the plan area. Is it right?")
    return Verdict("warning", words.format(distance=i18n.length(away)), place)


def _distance(place: Place, plan_crs: str, home: Bounds) -> float:
    west, south, east, north = home
    middle = _from_degrees((west + east) / 2, (south + north) / 2, plan_crs)
    return math.hypot(place.easting - middle.easting, place.northing - middle.northing)


def place_lines(place: Place, plan_crs: str) -> list[str]:
    """Return a place in both systems, a line each."""
    return [
        f"{system_words(plan_crs)}:  {northing_easting(place.northing, place.easting)}",
        f"WGS 84:  {latitude_longitude(place.lat, place.lon)}",
        f"{degrees_minutes(place.lat, 'lat')}  {degrees_minutes(place.lon, 'lon')}",
    ]
