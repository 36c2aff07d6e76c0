"""Two alternatives of a zone, from whatever they come: the plan, another width, line or plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.affected import affected_parcels
from planviewer.analysis.compared import Difference, difference, parcel_changes
from planviewer.analysis.lines import in_crs
from planviewer.analysis.parcels import ParcelFields
from planviewer.analysis.zones import ZoneArea
from planviewer.app.loading import PlanData, compute_layer_zone, zone_frame
from planviewer.app.store import LayerStore
from planviewer.drawing.layer import DrawLayer
from planviewer.errors import DatabaseShownByView, PlanviewerError, ZonesMissing, ZoneUnknown
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.style import SingleStyle, Symbol
from planviewer.model.zone import ZoneRule
from planviewer.reading.files import read_features
from planviewer.reading.plans import load_plan

Part = Literal["common", "lost", "gained"]
LOOKS: Final[dict[Part, Symbol]] = {
    "common": Symbol(
        fill="#8a8f98", fill_opacity=0.3, hatch="diagonal", hatch_color="#7d848f",
        stroke="#7d848f", stroke_width_mm=0.25,
    ),
    "lost": Symbol(
        fill="#2f86d6", fill_opacity=0.4, hatch="horizontal", hatch_color="#1c6ab5",
        stroke="#1c6ab5", stroke_width_mm=0.4,
    ),
    "gained": Symbol(
        fill="#e0562b", fill_opacity=0.4, hatch="vertical", hatch_color="#c23f16",
        stroke="#c23f16", stroke_width_mm=0.4,
    ),
}  # fmt: skip
"""Told apart by hatch as well as by colour, for paper and for eyes that confuse red and green."""


@dataclass(frozen=True, eq=False)
class Alternative:
    """One of the two: its name, and its zone in the CRS of the plan that compares."""

    title: str
    zone: ZoneArea


@dataclass(frozen=True, eq=False)
class Comparison:
    """What changes from the first alternative to the second.

    ``parcels`` as of ``analysis.compared.parcel_changes``, None without a parcel layer.
    """

    first: Alternative
    second: Alternative
    difference: Difference
    parcels: pd.DataFrame | None
    crs: str

    def counts(self) -> dict[str, int]:
        """Return how many parcels are of each kind ("gained", "lost", "more", "less", "same")."""
        kinds = ("gained", "lost", "more", "less", "same")
        table = self.parcels
        found = {} if table is None else table["kind"].value_counts().to_dict()
        return {kind: int(found.get(kind, 0)) for kind in kinds}

    def area(self, part: Part) -> float:
        """Return the area of a part, m²."""
        return {
            "common": self.difference.common_m2,
            "lost": self.difference.lost_m2,
            "gained": self.difference.gained_m2,
        }[part]


# --- alternatives -----------------------------------------------------------------------------
def from_plan(plan: Plan, data: PlanData, layer_id: str, title: str) -> Alternative:
    """Return a zone as the open plan has it.

    Raises
    ------
    LineMissing, ZoneRuleInvalid
        If it could not be computed.
    """
    zone = data.zones.get(layer_id)
    return Alternative(title, _sure(compute_layer_zone(plan, plan.layer(layer_id), data.store))
                       if zone is None else zone)  # fmt: skip


def with_distances(
    plan: Plan, data: PlanData, layer_id: str, distances: tuple[float, float], title: str
) -> Alternative:
    """Return a zone of the plan with other distances (from, to, metres)."""
    rule = _rule(plan.layer(layer_id)).changed(from_m=distances[0], to_m=distances[1])
    return Alternative(title, _computed(plan, data, layer_id, rule))


def on_line_layer(
    plan: Plan, data: PlanData, layer_id: str, line_layer: str, title: str
) -> Alternative:
    """Return a zone of the plan beside another line layer, say the surveyed one."""
    rule = _rule(plan.layer(layer_id)).changed(line_layer=line_layer)
    rule = rule.changed(where=_possible(rule, data.store.frame(line_layer)))
    return Alternative(title, _computed(plan, data, layer_id, rule))


def on_line_file(plan: Plan, data: PlanData, layer_id: str, path: Path, title: str) -> Alternative:
    """Return a zone of the plan beside the line of a file.

    Raises
    ------
    FileError, CrsError
        If the file cannot be read or put in its place.
    """
    frame = read_features(path).frame
    rule = _rule(plan.layer(layer_id))
    rule = rule.changed(where=_possible(rule, frame))
    store = LayerStore()
    for name in plan.needed_by(layer_id):
        if (features := data.store.entry(name).features) is not None:
            store.put(name, features)
    store.put(rule.line_layer, FeatureSet(frame))
    layer = plan.layer(layer_id).changed(source=ZoneSource(rule=rule))
    return Alternative(title, _sure(compute_layer_zone(plan, layer, store)))


def from_plan_file(plan: Plan, path: Path, layer_id: str, title: str) -> Alternative:
    """Return a zone of another plan file (an earlier meeting's), in the CRS of this plan.

    Raises
    ------
    FileError, PlanError
        If it cannot be read.
    ZoneUnknown
        If it has no such zone.
    """
    other = load_plan(path)
    known = [layer.id for layer in other.zone_layers]
    if not known:
        raise ZonesMissing(plan=path)
    if layer_id not in known:
        raise ZoneUnknown(zone=layer_id, known=", ".join(known))
    layer, data = other.layer(layer_id), PlanData()
    needed = [other.layer(name) for name in other.needed_by(layer_id)]
    data.read_files(other, path, needed, lambda _share: None)
    zone = _sure(compute_layer_zone(other, layer, data.store))
    if other.crs != plan.crs:
        moved = in_crs(zone_frame(other, layer, zone), plan.crs).iloc[0]
        parts = len(shapely.get_parts(moved))
        zone = ZoneArea(moved, zone.length_m, float(moved.area), parts)
    return Alternative(title, zone)


def zones_of_file(path: Path) -> list[Layer]:
    """Return the zone layers of a plan file; errors as in ``from_plan_file``."""
    found = list(load_plan(path).zone_layers)
    if not found:
        raise ZonesMissing(plan=path)
    return found


def _rule(layer: Layer) -> ZoneRule:
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    return layer.source.rule


def _possible(rule: ZoneRule, frame: gpd.GeoDataFrame | None) -> tuple[tuple[str, str], ...]:
    """Return the filters of a rule that another line has fields for."""
    columns = () if frame is None else frame.columns
    return tuple(pair for pair in rule.where if pair[0] in columns)


def _computed(plan: Plan, data: PlanData, layer_id: str, rule: ZoneRule) -> ZoneArea:
    layer = plan.layer(layer_id).changed(source=ZoneSource(rule=rule))
    return _sure(compute_layer_zone(plan, layer, data.store))


def _sure(zone: ZoneArea | PlanviewerError) -> ZoneArea:
    if isinstance(zone, PlanviewerError):
        raise zone
    return zone


# --- comparing --------------------------------------------------------------------------------
def parcels_for(
    plan: Plan, data: PlanData, layer_id: str, *zones: ZoneArea
) -> gpd.GeoDataFrame | None:
    """Return the parcels of a layer, None if it has no features.

    Raises
    ------
    DatabaseShownByView
        If only what the map shows was read, and that is not all in which the zones lie.
    """
    features = data.store.entry(layer_id).features
    if features is None or features.part is None:
        return None if features is None else features.frame
    box = shapely.box(*shapely.total_bounds([zone.geometry for zone in zones]))
    if not features.part.covers(shapely.transform(box, operation(plan.crs, WGS84).points).bounds):
        raise DatabaseShownByView(layer=str(plan.layer(layer_id).title))
    return features.frame


def compare(
    first: Alternative,
    second: Alternative,
    crs: str,
    parcels: gpd.GeoDataFrame | None = None,
    fields: ParcelFields | None = None,
) -> Comparison:
    """Compare two alternatives, land and parcels.

    Raises
    ------
    ComparisonUnaccounted, AreaUnaccounted
        If land was lost in the computation.
    """
    found = difference(first.zone.geometry, second.zone.geometry)
    changes = None
    if parcels is not None:
        both = [
            affected_parcels(parcels, [("zone", item.zone.geometry)], crs, fields)
            for item in (first, second)
        ]
        changes = parcel_changes(*both)
    return Comparison(first, second, found, changes, crs)


def overlay(comparison: Comparison) -> list[DrawLayer]:
    """Return the three parts ready to be drawn on the map, the shared land at the bottom."""
    parts: list[tuple[Part, BaseGeometry]] = [
        ("common", comparison.difference.common),
        ("lost", comparison.difference.lost),
        ("gained", comparison.difference.gained),
    ]
    drawn = []
    for part, geometry in parts:
        if not geometry.is_empty:
            frame = gpd.GeoDataFrame(geometry=[geometry], crs=comparison.crs)
            style = SingleStyle(symbol=LOOKS[part])
            drawn.append(DrawLayer.build(f"compared {part}", frame, style, WEB_MERCATOR))
    return drawn
