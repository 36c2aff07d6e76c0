"""The systems files from Vietnam are in, and the ones that mistakes make of them.

Official ones are EPSG's: VN-2000 / TM-3 on the meridian of each province, UTM on VN-2000 and on
WGS 84, degrees. A mistake makes systems that nobody registered: TM-3 figured on WGS 84 without the
datum shift, or with the scale 0.9996 of UTM on a 3° zone. Those are written as WKT.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pyproj import CRS
from pyproj.crs import ProjectedCRS
from pyproj.crs.coordinate_operation import TransverseMercatorConversion

from planviewer.model.crs import VN2000, WGS84, parse_crs

Kind = Literal["tm3", "utm", "wgs84-utm", "degrees", "vn2000-degrees", "no-shift", "utm-scale"]

TM3_SCALE: Final = 0.9999
UTM_SCALE: Final = 0.9996
TM3_CODES: Final = (*range(5896, 5900), *range(9205, 9219))
_UTM_MERIDIANS: Final = (105.0, 111.0)
_NAMELESS: Final = frozenset({"unnamed", "unknown"})
_SAME_DEGREES: Final = 1e-6


@dataclass(frozen=True)
class System:
    """A system: "EPSG:n" (or WKT), what it is, its meridian in degrees and its scale there."""

    crs: str
    kind: Kind
    name: str
    meridian: float | None = None
    scale: float | None = None


@cache
def official() -> tuple[System, ...]:
    """Return the systems in metres that files are meant to be in."""
    tm3 = [_of_code(code, "tm3") for code in TM3_CODES]
    utm = [_of_code(code, "utm") for code in (3405, 3406)]
    wgs84 = [_of_code(code, "wgs84-utm") for code in (32648, 32649)]
    return (*tm3, *utm, *wgs84)


@cache
def variants() -> tuple[System, ...]:
    """Return what mistakes make of each TM-3 zone."""
    found = []
    for zone in official():
        if zone.kind == "tm3" and zone.meridian is not None:
            found.append(_made(zone.meridian, TM3_SCALE, WGS84, "no-shift"))
            if zone.meridian not in _UTM_MERIDIANS:  # that would be UTM itself
                found.append(_made(zone.meridian, UTM_SCALE, VN2000, "utm-scale"))
    return tuple(found)


@cache
def degrees() -> tuple[System, ...]:
    """Return the systems in degrees."""
    return (
        System(WGS84, "degrees", "WGS 84"),
        System(VN2000, "vn2000-degrees", "VN-2000"),
    )


def by_name(name: str) -> System | None:
    """Return a system that a mistake makes, by its name as candidates show it."""
    wanted = name.strip().casefold()
    return next((item for item in variants() if item.name.casefold() == wanted), None)


def zone_of(meridian: float) -> System | None:
    """Return the official TM-3 zone on a meridian."""
    return next(
        (x for x in official() if x.kind == "tm3" and _same(x.meridian, meridian)),
        None,
    )


def figures(crs: CRS) -> tuple[float, float] | None:
    """Return (meridian, scale) of a transverse Mercator on false easting 500 km, else None."""
    operation = crs.coordinate_operation
    if operation is None or "Transverse Mercator" not in operation.method_name:
        return None
    values = {item.name: float(item.value) for item in operation.params}
    meridian = values.get("Longitude of natural origin")
    scale = values.get("Scale factor at natural origin")
    easting = values.get("False easting")
    if meridian is None or scale is None or easting != 500_000:
        return None
    return meridian, scale


def is_vn2000(crs: CRS) -> bool:
    """Whether a system stands on the datum VN-2000."""
    return crs.geodetic_crs is not None and "VN-2000" in crs.geodetic_crs.name


def is_wgs84(crs: CRS) -> bool:
    """Whether a system stands on the datum WGS 84, whatever it calls itself."""
    datum = crs.datum
    return datum is not None and datum.name.startswith(("World Geodetic System 1984", "WGS 84"))


def named(crs: CRS) -> CRS:
    """Return a nameless system by the name it has here, if it is one that mistakes make."""
    found = figures(crs)
    if crs.name not in _NAMELESS or found is None or not is_wgs84(crs):
        return crs
    same = [
        parse_crs(item.crs)
        for item in variants()
        if item.kind == "no-shift" and (item.meridian, item.scale) == found
    ]
    return same[0] if same and _all_figures(same[0]) == _all_figures(crs) else crs


def _all_figures(crs: CRS) -> dict[str, float]:
    operation = crs.coordinate_operation
    return {} if operation is None else {x.name: float(x.value) for x in operation.params}


def _of_code(code: int, kind: Kind) -> System:
    crs = parse_crs(f"EPSG:{code}")
    found = figures(crs)
    meridian, scale = found if found is not None else (None, None)
    return System(f"EPSG:{code}", kind, crs.name, meridian, scale)


def _made(meridian: float, scale: float, base: str, kind: Kind) -> System:
    degree, minute = int(meridian), round((meridian - int(meridian)) * 60)
    datum = "WGS 84" if base == WGS84 else "VN-2000"
    name = f"{datum} / TM-3 {degree}-{minute:02}"
    name += "" if scale == TM3_SCALE else f" k0 {scale}"
    conversion = TransverseMercatorConversion(0, meridian, 500_000, 0, scale)
    crs = ProjectedCRS(conversion, name=name, geodetic_crs=parse_crs(base))
    return System(crs.to_wkt(), kind, name, meridian, scale)


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) < _SAME_DEGREES
