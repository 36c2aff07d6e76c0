"""Coordinates in words: letters, order and figures in the language of the moment.

Tables here give X = northing, Y = easting; the letter of the direction says so beside each figure.
"""

from __future__ import annotations

from typing import Literal

from planviewer import i18n
from planviewer.app.details import Row
from planviewer.i18n import translate
from planviewer.model.crs import (
    VN2000_TO_WGS84,
    VN2000_TO_WGS84_CODE,
    WGS84,
    Operation,
    crs_name,
    operation,
    parse_crs,
)
from planviewer.model.plan import Plan

Axis = Literal["lat", "lon"]


def letter(direction: Literal["N", "S", "E", "W"]) -> str:
    """Return the letter of a direction: N, S, E, W are B, N, Đ, T in Vietnamese."""
    return {
        "N": translate("coordinates", "N"),
        "S": translate("coordinates", "S"),
        "E": translate("coordinates", "E"),
        "W": translate("coordinates", "W"),
    }[direction]


def northing_easting(northing: float | None, easting: float | None) -> str:
    """Return "X 2,515,367.14 (N)   Y 541,109.98 (E)", metres; None is shown as a dash."""
    x, y = ("–" if value is None else i18n.number(value, 2) for value in (northing, easting))
    return f"X {x} ({letter('N')})   Y {y} ({letter('E')})"


def latitude_longitude(lat: float, lon: float) -> str:
    """Return "22.737380, 106.152160"; with a decimal comma a semicolon stands between the two."""
    separator = ";" if i18n.language() == "vi" else ","
    return f"{i18n.number(lat, 6)}{separator} {i18n.number(lon, 6)}"


def degrees_minutes(degrees: float, axis: Axis) -> str:
    """Return degrees as 22°44'14.57"N."""
    hundredths = round(abs(degrees) * 360_000)
    minutes, seconds = divmod(hundredths, 6000)
    whole, minutes = divmod(minutes, 60)
    shown = i18n.number(seconds / 100, 2).rjust(5, "0")
    return f"{whole}°{minutes:02d}'{shown}\"{_direction(degrees, axis)}"


def _direction(degrees: float, axis: Axis) -> str:
    if axis == "lat":
        return letter("N") if degrees >= 0 else letter("S")
    return letter("E") if degrees >= 0 else letter("W")


def system_words(crs: str) -> str:
    """Return a coordinate system as people quote it: "VN-2000 (EPSG:9210)"."""
    return f"VN-2000 ({crs})" if "VN-2000" in parse_crs(crs).name else crs_name(crs)


def as_typed(value: float, decimals: int) -> str:
    """Return a figure as one types it here: the decimal mark of the language, no grouping."""
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if i18n.language() == "vi" else text


def coordinate_rows(plan: Plan, lon: float, lat: float) -> tuple[Row, ...]:
    """Return a place in the plan CRS (X = northing, as tables here have it) and in WGS 84."""
    used = operation(WGS84, plan.crs)
    easting, northing = used.point(lon, lat)
    return (
        Row(system_words(plan.crs), northing_easting(northing, easting)),
        Row("WGS 84", latitude_longitude(lat, lon)),
        Row(translate("details", "Transformation"), _operation_words(used)),
    )


def _operation_words(used: Operation) -> str:
    code = VN2000_TO_WGS84_CODE if VN2000_TO_WGS84 in used.name else used.name
    if used.accuracy_m <= 0:
        return code
    words = translate("details", "{code}, good to {accuracy}")
    return words.format(code=code, accuracy=i18n.length(used.accuracy_m))
