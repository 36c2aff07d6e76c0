"""Land-recovery zones: the strip beside a line that a rule describes, exactly.

A zone holds the points whose distance to the line is between ``from_m`` and ``to_m`` and whose
nearest point of the line is reached on the asked side. Beyond the perpendicular at a flat end
nothing belongs; a round end adds the half-disc, cut by the extended end tangent. Lines of one
zone compete: the nearest of all of them decides the side, so that land is counted once.

Buffers of the usual geometry libraries do not compute this on bends tighter than the zone is
wide; see ``nearest`` for the construction. Arcs and bisectors are drawn with chords at most
``CHORD_ERROR_M`` off the true curve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.elements import LEFT, RIGHT, Bools, Elements, Floats, line_elements
from planviewer.analysis.lines import JOIN_M, clean_lines, in_crs, line_length, matching
from planviewer.analysis.nearest import nearest_region, reach
from planviewer.analysis.outlines import Corners
from planviewer.analysis.overlay import GRID_M, polygonal, without_dust
from planviewer.analysis.stretches import on_stretch, with_vertices
from planviewer.errors import LineMissing, ZoneRuleInvalid
from planviewer.i18n import Message
from planviewer.model.crs import require_metric
from planviewer.model.zone import RoadStrip, ZoneRule

if TYPE_CHECKING:
    import geopandas as gpd

CHORD_ERROR_M: Final = 0.001


@dataclass(frozen=True, eq=False)
class ZoneArea:
    """A computed zone.

    Attributes
    ----------
    geometry
        Valid polygon or multipolygon in the CRS of the lines, without holes or parts of no area.
    length_m
        Length of the stretch of line the zone lies beside, metres.
    area_m2
        Grid area of ``geometry``, square metres.
    part_count
        Number of polygons.
    """

    geometry: BaseGeometry
    length_m: float
    area_m2: float
    part_count: int


def compute_zone(
    frame: gpd.GeoDataFrame,
    rule: ZoneRule,
    plan_crs: str,
    zone_id: str = "",
    *,
    exclusions: Iterable[gpd.GeoDataFrame] = (),
    roads: Iterable[gpd.GeoDataFrame] = (),
    chord_error_m: float = CHORD_ERROR_M,
) -> ZoneArea:
    """Compute a zone from the features of its line layer, in the plan CRS.

    Parameters
    ----------
    frame
        Features of ``rule.line_layer`` in any CRS; rows are chosen by ``rule.where``.
    plan_crs
        A metric CRS, "EPSG:n".
    zone_id
        For error messages.
    exclusions
        Features of the layers ``rule.exclude`` names: their areas are taken out.
    roads
        Features of the layers ``rule.exclude_roads`` names, one frame for each of its entries.
    chord_error_m
        Coarser than the standard for a picture that moves, never for a figure.

    Raises
    ------
    CrsNotMetric
        If the plan CRS does not measure metres on the ground.
    LineMissing
        If no line with a length matches.
    ZoneRuleInvalid
        If the rule names a field the layer does not have, or a chainage beyond the end, or takes
        out a layer that holds no area.
    """
    lines = _lines_of(frame, rule, plan_crs, zone_id)
    zone = zone_area(lines, rule, zone_id=zone_id, chord_error_m=chord_error_m)
    names = dict(enumerate(rule.exclude))
    areas = [
        _areas(other, names.get(number, ""), plan_crs, zone_id)
        for number, other in enumerate(exclusions)
    ]
    strips = zip(rule.exclude_roads, roads, strict=True)
    areas += [_strip(other, road, plan_crs, zone_id, chord_error_m) for road, other in strips]
    return _without(zone, areas)


def zone_area(
    lines: BaseGeometry | Iterable[BaseGeometry | None],
    rule: ZoneRule,
    *,
    zone_id: str = "",
    chord_error_m: float = CHORD_ERROR_M,
) -> ZoneArea:
    """Compute the zone beside lines in a metric CRS; filter and exclusions are not applied.

    Raises
    ------
    LineMissing
        If there is no line with a length.
    ZoneRuleInvalid
        If the rule has no width, or asks for a stretch beyond the end of the line.
    """
    coords, origin = _local(lines, rule, zone_id)
    start, stop = _stretch(coords, rule, zone_id)
    coords = [with_vertices(line, (start, stop)) for line in coords]
    elements = line_elements(coords, round_ends=rule.cap == "round")
    chosen = _on_side(elements, rule) & on_stretch(elements, start, stop)
    geometry = _between(elements, chosen, rule, chord_error_m)
    return _result(shapely.transform(geometry, lambda xy: xy + origin), stop - start)


def _between(elements: Elements, chosen: Bools, rule: ZoneRule, chord_error: float) -> BaseGeometry:
    """Return what belongs to ``chosen`` between the two distances of the rule.

    Rings are exclusive: what is nearer than ``from_m`` is the zone that ends there, corners and
    all.
    """
    near, far = rule.edge_m + rule.from_m, rule.edge_m + rule.to_m
    corners = Corners(rule.join, rule.mitre_limit)
    geometry = nearest_region(elements, chosen, far, chord_error, corners)
    if near > 0:
        too_near = (
            reach(elements, near, chord_error)
            if rule.join == "round"
            else nearest_region(elements, chosen, near, chord_error, corners)
        )
        geometry = shapely.difference(geometry, too_near, grid_size=GRID_M)
        geometry = without_dust(polygonal(geometry))
    return geometry


def stretch_of(
    frame: gpd.GeoDataFrame, rule: ZoneRule, plan_crs: str, zone_id: str = ""
) -> tuple[float, float]:
    """Return the chainages (metres) between which a zone lies; errors as in ``compute_zone``.

    Raises
    ------
    ZoneRuleInvalid
        Also if the lines are not one connected line.
    """
    coords, _ = _local(_lines_of(frame, rule, plan_crs, zone_id), rule, zone_id)
    if len(coords) > 1:
        raise _several_lines(zone_id)
    return _stretch(coords, rule, zone_id)


def net_areas(
    zones: Sequence[tuple[str, BaseGeometry]], priorities: Mapping[str, int] | None = None
) -> dict[str, float]:
    """Return for each zone the area (m²) that no zone before it has counted.

    Higher priorities (by id, 0 where none is given) come first, among the same the order given.
    The areas sum to the area of the union of all zones.
    """
    counted: BaseGeometry = shapely.Polygon()
    areas = dict.fromkeys((zone_id for zone_id, _ in zones), 0.0)
    given = priorities or {}
    for zone_id, geometry in sorted(zones, key=lambda zone: -given.get(zone[0], 0)):
        areas[zone_id] = float(
            shapely.area(shapely.difference(geometry, counted, grid_size=GRID_M))
        )
        counted = polygonal(shapely.union(counted, geometry, grid_size=GRID_M))
    return areas


def _lines_of(
    frame: gpd.GeoDataFrame, rule: ZoneRule, plan_crs: str, zone_id: str
) -> gpd.GeoSeries:
    """Return the lines a rule is about, in the plan CRS."""
    require_metric(plan_crs, str(Message("zones", "A zone")))
    try:
        chosen = matching(frame, rule.where)
    except KeyError as error:
        reason = Message("zones", "its line layer has no field {field}", {"field": error.args[0]})
        raise ZoneRuleInvalid(zone=zone_id, reason=reason) from error
    return in_crs(chosen, plan_crs)


def _several_lines(zone_id: str) -> ZoneRuleInvalid:
    reason = Message("zones", "a chainage needs one connected line, and there are several")
    return ZoneRuleInvalid(zone=zone_id, reason=reason)


def _local(
    lines: BaseGeometry | Iterable[BaseGeometry | None], rule: ZoneRule, zone_id: str
) -> tuple[list[Floats], Floats]:
    """Return the clean lines in a frame near the origin, where double precision is finest."""
    if rule.to_m <= rule.from_m:
        reason = Message("zones", "it must end farther from the line than it begins")
        raise ZoneRuleInvalid(zone=zone_id, reason=reason)
    coords = clean_lines([lines] if isinstance(lines, BaseGeometry) else lines)
    if not coords:
        raise LineMissing(zone=zone_id, layer=rule.line_layer)
    origin = np.round(coords[0].mean(axis=0))
    return [line - origin for line in coords], origin


def _stretch(coords: list[Floats], rule: ZoneRule, zone_id: str) -> tuple[float, float]:
    """Return from where to where along the line the zone goes; without limits the whole length."""
    length = sum(line_length(line) for line in coords)
    start, stop = rule.from_chainage_m, rule.to_chainage_m
    if start is None and stop is None:
        return 0.0, length
    if len(coords) > 1:
        raise _several_lines(zone_id)
    if (start or 0.0) >= length or (stop or 0.0) > length + JOIN_M:
        values = {"end": format_chainage(length)}
        reason = Message("zones", "its chainage lies beyond the end of the line, {end}", values)
        raise ZoneRuleInvalid(zone=zone_id, reason=reason)
    return start or 0.0, min(stop or length, length)


def _on_side(elements: Elements, rule: ZoneRule) -> Bools:
    sides = {"left": [LEFT], "right": [RIGHT], "both": [LEFT, RIGHT]}[rule.side]
    return np.isin(elements.side, sides)


def _areas(frame: gpd.GeoDataFrame, layer: str, plan_crs: str, zone_id: str) -> list[BaseGeometry]:
    """Return the areas of a layer that is taken out."""
    areas = [g for g in in_crs(frame, plan_crs) if g is not None and g.area > 0]
    if not areas and (shapely.get_dimensions(frame.geometry.to_numpy()) == 1).any():
        values = {"layer": layer}
        reason = Message("zones", "{layer}, which it leaves out, holds lines without width", values)
        raise ZoneRuleInvalid(zone=zone_id, reason=reason)
    return areas


def _strip(
    frame: gpd.GeoDataFrame, road: RoadStrip, plan_crs: str, zone_id: str, chord_error: float
) -> list[BaseGeometry]:
    """Return the area of a road that is taken out."""
    rule = ZoneRule(line_layer=road.layer, where=road.where, side="both", to_m=road.width_m / 2)
    lines = _lines_of(frame, rule, plan_crs, zone_id)
    return [zone_area(lines, rule, zone_id=zone_id, chord_error_m=chord_error).geometry]


def _without(zone: ZoneArea, exclusions: Sequence[list[BaseGeometry]]) -> ZoneArea:
    """Return the zone without the areas of the exclusions."""
    areas = [area for some in exclusions for area in some]
    if not areas:
        return zone
    taken_out = polygonal(shapely.union_all(shapely.make_valid(areas)))
    return _result(
        polygonal(shapely.difference(zone.geometry, taken_out, grid_size=GRID_M)), zone.length_m
    )


def _result(geometry: BaseGeometry, length: float) -> ZoneArea:
    parts = len(shapely.get_parts(geometry))
    return ZoneArea(geometry, length, float(geometry.area), parts)
