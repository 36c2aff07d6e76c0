"""Taking a table's coordinates to the plan CRS inside the database, and being sure of it.

Coordinates are transformed by parameters that are spelled out, never by what the database would
choose; that they lead to the same places as our own operation is tried first.
"""

from __future__ import annotations

import math
import warnings
from typing import Final, LiteralString

import numpy as np
import numpy.typing as npt
from pyproj import CRS
from pyproj.crs import CoordinateOperation  # type: ignore[attr-defined] # public, unsaid in stubs

from planviewer.errors import CrsMissing, DatabaseTransformDiffers, NoTransformation
from planviewer.i18n import Figure, number
from planviewer.model.crs import crs_name, operation, parse_crs
from planviewer.reading.postgis.tables import OpenTable
from planviewer.reading.systems import as_text, likely_crs

_SAME_PLACE_M: Final = 1e-5
_HELMERT: Final = (
    *(f"{axis}-axis translation" for axis in "XYZ"),
    *(f"{axis}-axis rotation" for axis in "XYZ"),
    "Scale difference",
)

_AS_THEY_ARE: Final = """
placed AS MATERIALIZED (
  SELECT id, ST_SetSRID(ST_Force2D(place), 0) AS given FROM once
)
"""
_MOVED: Final = """
numbered AS MATERIALIZED (
  SELECT id, place, row_number() OVER (ORDER BY id) - 1 AS n FROM once
), together AS MATERIALIZED (
  SELECT n / 256 AS lot,
    ST_Transform(ST_Collect(array_agg(ST_Force2D(place) ORDER BY n)), %(from_crs)s, %(to_crs)s)
      AS places
  FROM numbered GROUP BY n / 256
), placed AS MATERIALIZED (
  SELECT id, ST_SetSRID(ST_GeometryN(places, (n %% 256 + 1)::int), 0) AS given
  FROM numbered JOIN together ON lot = n / 256
)
"""
"""A transformation spelled out is made ready anew at each call, which takes a thousand times as
long as to use it: it is called for many parcels at a time."""


def crs_of_table(table: OpenTable) -> CRS:
    """Return the CRS of a table.

    Raises
    ------
    CrsMissing
        If neither the database nor the user says it.
    """
    if table.crs is None:
        likely = likely_crs((np.nan,) * 4)
        raise CrsMissing(path=table.address.title, candidates=as_text(likely), likely=likely)
    return table.crs


def placed_in(table: OpenTable, plan_crs: str) -> tuple[LiteralString, dict[str, str]]:
    """Return the step that takes parcels to the plan CRS, with what it needs; SRID 0 as pieces."""
    crs = crs_of_table(table)
    if parse_crs(plan_crs) == crs:
        return _AS_THEY_ARE, {}
    definitions = _definitions(crs, parse_crs(plan_crs))
    _require_same_places(table, plan_crs, definitions)
    return _MOVED, definitions


def _definitions(source: CRS, target: CRS) -> dict[str, str]:
    """Spell two systems out for PROJ, with the datum shift of the operation we use."""
    shifts = [_shift(step) for step in operation(source, target).steps]
    shift = next((values for values in shifts if values), None)
    texts = []
    for crs in (source, target):
        text = _proj(crs)
        known = "+towgs84" in text or "+datum=WGS84" in text
        if shift and not known:
            text += " +towgs84=" + ",".join(repr(value) for value in shift)
        texts.append(text.replace("+datum=WGS84", "+ellps=WGS84 +towgs84=0,0,0"))
    return dict(zip(("from_crs", "to_crs"), texts, strict=True))


def _shift(step: CoordinateOperation) -> list[float] | None:
    """Return a Helmert step to WGS 84 as PROJ's seven numbers, rotations by the position vector."""
    values = {parameter.name: parameter.value for parameter in step.params}
    found = [float(values.get(name, 0.0)) for name in _HELMERT]
    if not any(name in values for name in _HELMERT):
        return None
    if "Coordinate Frame" in step.method_name:  # turns the other way
        found[3:6] = [-value for value in found[3:6]]
    return found


def _proj(crs: CRS) -> str:
    """Write a system as PROJ's parameters; what that loses, the trial of places would find."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return crs.to_proj4().replace("+type=crs", "").strip()


def _require_same_places(table: OpenTable, plan_crs: str, definitions: dict[str, str]) -> None:
    """Try the database's transformation on points all over the place of the plan CRS."""
    source = crs_of_table(table)
    here = _around(plan_crs)
    there = operation(plan_crs, source).points(here)
    expected = operation(source, plan_crs).points(there)
    query = """
        SELECT ST_X(g), ST_Y(g)
        FROM unnest(%(x)s::float8[], %(y)s::float8[]) WITH ORDINALITY AS t(x, y, n),
             ST_Transform(ST_Point(x, y), %(from_crs)s, %(to_crs)s) AS g
        ORDER BY n
    """
    values = {"x": there[:, 0].tolist(), "y": there[:, 1].tolist(), **definitions}
    found = np.array(table.connection.execute(query, values).fetchall(), dtype=np.float64)
    off = float(np.abs(found - expected).max())
    if not off <= _SAME_PLACE_M:
        raise DatabaseTransformDiffers(
            server=table.address.server,
            source=crs_name(source),
            target=plan_crs,
            distance=Figure(_finely, off),
        )


def _finely(metres: float) -> str:
    """Write a length to three digits, however small."""
    digits = 2 - math.floor(math.log10(metres)) if 0 < metres < math.inf else 0
    return f"{number(metres, max(digits, 0))} m"


def _around(plan_crs: str) -> npt.NDArray[np.float64]:
    """Return points in the plan CRS all over the area it is for."""
    area = parse_crs(plan_crs).area_of_use
    if area is None:
        raise NoTransformation(source=plan_crs, target=plan_crs)
    lon, lat = np.meshgrid(
        np.linspace(area.west, area.east, 5), np.linspace(area.south, area.north, 5)
    )
    points = np.column_stack((lon.ravel(), lat.ravel()))
    return operation("EPSG:4326", plan_crs).points(points)
