"""What a sheet says about its coordinate system, and the guard that it can be measured in."""

from __future__ import annotations

from pyproj import CRS, Proj

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model import crs as systems
from planviewer.sheets.furniture.north_arrow import degrees_text


def convergence(crs: str, middle: tuple[float, float]) -> float | None:
    """Return the angle from true to grid north in degrees, east positive; None if undefined."""
    parsed = systems.parse_crs(crs)
    geographic = parsed.geodetic_crs
    if geographic is None:
        return None
    lon, lat = systems.operation(parsed, geographic).point(*middle)
    factors = Proj(parsed).get_factors(lon, lat, errcheck=False)
    angle = float(factors.meridian_convergence)
    return angle if abs(angle) < 180 else None


def system_text(crs: str) -> str:
    """Return the system in words: name, code, central meridian and scale factor."""
    parsed = systems.parse_crs(crs)
    parts = [f"{parsed.name} ({systems.crs_name(parsed)})"]
    values = _parameters(parsed)
    if "8802" in values:
        meridian = translate("sheet", "central meridian {angle}")
        parts.append(meridian.format(angle=degrees_text(values["8802"])))
    if "8805" in values:
        parts.append(f"k0 = {i18n.number(values['8805'], 4)}")
    return translate("sheet", "Coordinate system: {system}").format(system=" · ".join(parts))


def transformation_text(crs: str) -> str:
    """Return how coordinates of the sheet reach WGS 84."""
    to_wgs84 = systems.operation(crs, systems.WGS84)
    name = to_wgs84.name
    if systems.VN2000_TO_WGS84 in name:
        name = f"{systems.VN2000_TO_WGS84_CODE} {systems.VN2000_TO_WGS84}"
    accuracy = i18n.number(to_wgs84.accuracy_m, 1)
    return translate("sheet", "To WGS 84: {name}, accuracy {accuracy} m").format(
        name=name, accuracy=accuracy
    )


def _parameters(parsed: CRS) -> dict[str, float]:
    """Return the projection's parameters by EPSG code."""
    conversion = parsed.coordinate_operation
    if conversion is None:
        return {}
    return {str(p.code): float(p.value) for p in conversion.params if p.code}
