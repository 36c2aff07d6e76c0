"""The plan's coordinate system as figures, for a page that transforms without PROJ.

Every figure is read from PROJ's operation; none is written here. The page knows the transverse
Mercator projection (EPSG method 9807) and the seven-parameter shifts by coordinate frame rotation
(1032, 9607) and position vector (1033, 9606).
"""

from __future__ import annotations

from typing import Any, Final

from pyproj import CRS
from pyproj.crs import CoordinateOperation  # type: ignore[attr-defined] # public, unsaid in stubs

from planviewer.model import crs

_LATITUDE, _LONGITUDE, _SCALE, _EASTING, _NORTHING = 8801, 8802, 8805, 8806, 8807
_TRANSLATIONS: Final = {"x": 8605, "y": 8606, "z": 8607}
_ROTATIONS: Final = {"x": 8608, "y": 8609, "z": 8610}
_SCALE_DIFFERENCE: Final = 8611


def plan_system(plan_crs: str) -> dict[str, Any] | None:
    """Return what the page needs to go between WGS 84 and ``plan_crs``, None if it cannot.

    Lengths are in metres; ``lat0`` and ``lon0`` in degrees; rotations in radians as a coordinate
    frame rotation; ``scale`` as a ratio (0 for none). ``helmert`` is None without a datum shift.
    """
    parsed = crs.parse_crs(plan_crs)
    projection = parsed.coordinate_operation
    if projection is None or projection.method_name != "Transverse Mercator":
        return None
    steps = crs.operation(plan_crs, crs.WGS84).steps
    shifts = [step for step in steps if step.type_name == "Transformation"]
    if len(shifts) > 1 or any(_rotation_sign(step) is None for step in shifts):
        return None
    figures = _figures(projection)
    return {
        "ellipsoid": _ellipsoid(parsed),
        "wgs84": _ellipsoid(crs.parse_crs(crs.WGS84)),
        "lat0": figures[_LATITUDE],
        "lon0": figures[_LONGITUDE],
        "k0": figures[_SCALE],
        "fe": figures[_EASTING],
        "fn": figures[_NORTHING],
        "helmert": _helmert(shifts[0]) if shifts else None,
    }


def shift_to_wgs84(plan_crs: str) -> dict[str, Any] | None:
    """Return name and stated accuracy (metres) of the datum shift to WGS 84, None without one."""
    operation = crs.operation(plan_crs, crs.WGS84)
    names = [step.name for step in operation.steps if step.type_name == "Transformation"]
    if not names:
        return None
    codes = {crs.VN2000_TO_WGS84: crs.VN2000_TO_WGS84_CODE}
    said = [f"{codes[name]} {name}" if name in codes else name for name in names]
    return {"name": " + ".join(said), "accuracy_m": operation.accuracy_m}


def _ellipsoid(system: CRS) -> dict[str, float]:
    ellipsoid = system.ellipsoid
    assert ellipsoid is not None  # noqa: S101 -- every geodetic or projected system has one
    return {"a": ellipsoid.semi_major_metre, "f": 1 / ellipsoid.inverse_flattening}


def _figures(operation: CoordinateOperation) -> dict[int, float]:
    """Parameters by EPSG code, in metres, degrees and ratios."""
    figures = {}
    for p in operation.params:
        unit = 1.0 if p.unit_name == "degree" else p.unit_conversion_factor
        figures[int(p.code)] = float(p.value) * unit
    return figures


def _rotation_sign(step: CoordinateOperation) -> int | None:
    name = step.method_name or ""
    if name.startswith("Coordinate Frame rotation"):
        return 1
    return -1 if name.startswith("Position Vector transformation") else None


def _helmert(step: CoordinateOperation) -> dict[str, Any]:
    figures = _figures(step)
    sign = _rotation_sign(step) or 1
    return {
        "translation": {axis: figures[code] for axis, code in _TRANSLATIONS.items()},
        "rotation": {axis: sign * figures[code] for axis, code in _ROTATIONS.items()},
        "scale": figures[_SCALE_DIFFERENCE],
    }
