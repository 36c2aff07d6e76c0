"""Coordinate systems as MapInfo defines them.

Apart from the rest, so that a process that only reads needs no library of systems.
"""

from __future__ import annotations

import re
from typing import Final

from pyproj import CRS
from pyproj.crs import ProjectedCRS

from planviewer.model.crs import VN2000, parse_crs

_SHIFT: Final = re.compile(r"TOWGS84\[([^]]*)\]")
_VN2000_SHIFT: Final = (
    -191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278,
)  # fmt: skip
"""EPSG:6960 as MapInfo writes it (m, arc seconds, parts per million)."""


def vn2000_by_shift(wkt: str) -> CRS | None:
    """Return the VN-2000 system that a definition means by giving its shift, None if it does not.

    MapInfo knows no VN-2000 by name; offices define it by its seven parameters.
    """
    shift = _SHIFT.search(wkt)
    if shift is None:
        return None
    given = [float(number) for number in shift[1].split(",")]
    # The sign of the rotations is a matter of convention, which not everybody minds.
    if len(given) < 7 or any(
        abs(abs(a) - abs(b)) > 5e-4 for a, b in zip(given, _VN2000_SHIFT, strict=False)
    ):
        return None
    without = _SHIFT.sub("", wkt).replace(",,", ",").replace(",]", "]")
    return _on_vn2000(parse_crs(without))


def _on_vn2000(crs: CRS) -> CRS:
    """Return a projection of any name on VN-2000; by its code where EPSG has it."""
    if not crs.is_projected:
        return parse_crs(VN2000)
    made = ProjectedCRS(
        conversion=crs.coordinate_operation, geodetic_crs=parse_crs(VN2000), name="VN-2000"
    )
    for code in (*range(9205, 9219), *range(5896, 5900), 3405, 3406):
        known = parse_crs(f"EPSG:{code}")
        if known.coordinate_operation is not None and _alike(known, made):
            return known
    return made


def _alike(one: CRS, other: CRS) -> bool:
    def figures(crs: CRS) -> list[float]:
        operation = crs.coordinate_operation
        return [] if operation is None else [float(item.value) for item in operation.params]

    a, b = figures(one), figures(other)
    return len(a) == len(b) and all(abs(x - y) < 1e-7 for x, y in zip(a, b, strict=True))
