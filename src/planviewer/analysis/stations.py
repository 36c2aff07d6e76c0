"""A zone by chainage: how much land beside each stretch of the road.

The zone is computed once and cut along the lines on which two stretches are equally near, so the
parts are those of the zone itself, whatever rule made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.elements import Elements, Floats, Geometries, Ints, line_elements
from planviewer.analysis.lines import clean_lines, in_crs, matching
from planviewer.analysis.nearest import nearest_regions
from planviewer.analysis.overlay import GRID_M, polygonal, polygonal_each
from planviewer.analysis.stretches import with_vertices
from planviewer.analysis.zones import CHORD_ERROR_M, ZoneArea, compute_zone, stretch_of
from planviewer.errors import ChainageStepInvalid, StretchesUnaccounted
from planviewer.model.zone import ZoneRule

TOLERANCE_M2: Final = 0.01
"""The parts make the zone's area to this."""
MOST_STRETCHES: Final = 5_000
"""With a shorter step nobody could read them."""
_MOST_SPLINTERS_M2: Final = 0.5


@dataclass(frozen=True, eq=False)
class ZoneByChainage:
    """A zone in stretches of its road.

    Attributes
    ----------
    zone
        The whole.
    limits
        (n + 1,) chainages in metres: stretch k lies between limits k and k + 1, at whole steps;
        the first and the last stretch may be shorter.
    geometry, area_m2
        (n,) the part of the zone beside each stretch, in the plan CRS, and its grid area. The
        areas sum to that of the zone.
    """

    zone: ZoneArea
    limits: Floats
    geometry: Geometries
    area_m2: Floats

    @property
    def table(self) -> pd.DataFrame:
        """Columns ``from_m``, ``to_m`` (chainages) and ``area_m2``."""
        columns = {"from_m": self.limits[:-1], "to_m": self.limits[1:], "area_m2": self.area_m2}
        return pd.DataFrame(columns)


def zone_by_chainage(
    frame: gpd.GeoDataFrame,
    rule: ZoneRule,
    plan_crs: str,
    zone_id: str = "",
    *,
    step_m: float = 100.0,
    zone: ZoneArea | None = None,
    exclusions: Iterable[gpd.GeoDataFrame] = (),
) -> ZoneByChainage:
    """Divide a zone among the stretches of ``step_m`` metres of its line.

    Parameters and errors are those of ``zones.compute_zone``; ``zone`` is what it gave, where that
    is known already. The lines must be one connected line, or a chainage would mean nothing.

    Raises
    ------
    ZoneRuleInvalid
        Also if there are several lines.
    ChainageStepInvalid
        If there would be more than ``MOST_STRETCHES`` stretches.
    StretchesUnaccounted
        If the parts do not make the zone.
    """
    start, stop = stretch_of(frame, rule, plan_crs, zone_id)
    if zone is None:
        zone = compute_zone(frame, rule, plan_crs, zone_id, exclusions=exclusions)
    limits = step_limits(start, stop, step_m)
    coords = clean_lines(in_crs(matching(frame, rule.where), plan_crs))[0]
    origin = np.round(coords.mean(axis=0))
    local = shapely.transform(zone.geometry, lambda xy: xy - origin)
    parts = _parts(local, coords - origin, limits, rule.edge_m + rule.to_m)
    areas = np.asarray(shapely.area(parts))
    missing = zone.area_m2 - float(areas.sum())
    if not abs(missing) <= TOLERANCE_M2:
        raise StretchesUnaccounted(zone=zone_id, missing=missing)
    return ZoneByChainage(zone, limits, shapely.transform(parts, lambda xy: xy + origin), areas)


def step_limits(start: float, stop: float, step_m: float) -> Floats:
    """Return the chainages at which stretches begin and end, whole steps in between.

    Raises
    ------
    ChainageStepInvalid
        If there would be more than ``MOST_STRETCHES``.
    """
    if not step_m > 0 or (stop - start) / step_m > MOST_STRETCHES:
        raise ChainageStepInvalid(step=step_m)
    inner = np.arange(np.floor(start / step_m) + 1, np.ceil(stop / step_m)) * step_m
    inner = inner[(inner > start + GRID_M) & (inner < stop - GRID_M)]
    return np.concatenate(([start], inner, [stop]))


def _parts(zone: BaseGeometry, coords: Floats, limits: Floats, far: float) -> Geometries:
    """Cut a zone ``far`` metres deep by which stretch of the line is the nearest."""
    elements = line_elements([with_vertices(coords, limits)], round_ends=True)
    if len(limits) == 2:
        return np.array([zone], dtype=object)
    label = _stretch_numbers(elements, limits)
    radius = max(far, _farthest(zone, coords)) * 1.001 + 0.01
    regions = nearest_regions(elements, label, len(limits) - 1, radius, CHORD_ERROR_M)
    parts = polygonal_each(shapely.intersection(regions, zone, grid_size=GRID_M))
    return _healed(parts, zone)


def _healed(parts: Geometries, zone: BaseGeometry) -> Geometries:
    """Give each place of the zone to exactly one part.

    Where parabolas meet, their chords leave, or share, splinters of a hundredth of a square metre.
    """
    first, second = _neighbours(parts)
    for i, j in zip(first, second, strict=True):
        parts[j] = polygonal(shapely.difference(parts[j], parts[i], grid_size=GRID_M))
    if abs(zone.area - shapely.area(parts).sum()) <= GRID_M * len(parts):
        return parts
    missing = shapely.difference(zone, shapely.union_all(parts, grid_size=GRID_M))
    if missing.area > max(_MOST_SPLINTERS_M2, zone.area * 1e-5):
        return parts  # no splinters: the sum will say so
    splinters = shapely.get_parts(polygonal(missing))
    nearest = shapely.STRtree(parts).nearest(splinters)
    for part, splinter in zip(nearest, splinters, strict=True):
        parts[part] = polygonal(shapely.union(parts[part], splinter, grid_size=GRID_M))
    return parts


def _neighbours(parts: Geometries) -> tuple[Ints, Ints]:
    """Return the pairs of parts that share some land, each once."""
    first, second = shapely.STRtree(parts).query(parts, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(parts[first], parts[second])) > GRID_M
    return first[shared], second[shared]


def _stretch_numbers(elements: Elements, limits: Floats) -> Ints:
    """Return each element's stretch; what lies before the first or after the last is theirs."""
    middle = elements.chainage.mean(axis=1)
    # a bend at a limit belongs to the stretch that begins there
    number = np.searchsorted(limits, middle + 1e-4, side="right") - 1
    found: Ints = np.clip(number, 0, len(limits) - 2).astype(np.int64)
    return found


def _farthest(zone: BaseGeometry, coords: Floats) -> float:
    """Return how far off the line a zone's corners are: mitred ones reach beyond its depth."""
    corners = shapely.points(shapely.get_coordinates(zone))
    return float(shapely.distance(corners, shapely.LineString(coords)).max(initial=0.0))
