"""A zone while it is being made: its draft, what the draft comes to, and the edit it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.lines import in_crs
from planviewer.analysis.overlay import polygonal
from planviewer.analysis.ready_parcels import ReadyParcels, Taken
from planviewer.analysis.zones import ZoneArea, compute_zone, net_areas, stretch_of
from planviewer.app.loading import PlanData
from planviewer.app.tables import is_part
from planviewer.errors import DatabaseShownByView, LineMissing, ZoneRuleInvalid
from planviewer.model.crs import WGS84, operation
from planviewer.model.layer import Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance
from planviewer.model.style import SingleStyle, Symbol
from planviewer.model.text import Text
from planviewer.model.zone import ZoneRule

T = TypeVar("T")
SEEN_M: Final = 0.05
"""The outline on the map leaves out corners that change it by less: nobody sees them."""
_LOOK: Final = SingleStyle(
    symbol=Symbol(
        fill="#e2574c", fill_opacity=0.22, hatch="back-diagonal", hatch_color="#c0392b",
        stroke="#b3261e", stroke_width_mm=0.4, dash=(2.0, 1.0),
    )
)  # fmt: skip


_SURE_FIELDS: Final = 2
"""Of sheet, number and land type so many must be there for a layer to be taken for parcels."""


@dataclass(frozen=True)
class ZoneDraft:
    """A zone as it would be.

    ``layer_id`` is the zone layer that is edited, or the id a new one would get (``is_new``).
    ``parcels`` names the parcel layer whose affected parcels are counted, None for none.
    """

    layer_id: str
    title: Text
    rule: ZoneRule
    parcels: str | None = None
    is_new: bool = False


@dataclass(frozen=True, eq=False)
class ZonePreview:
    """What a draft comes to.

    Attributes
    ----------
    zone, net_m2
        The zone in the plan CRS, and its area that no zone before it in the plan counts.
    outline
        GeoJSON geometry in WGS 84 for the map, corners within ``SEEN_M``.
    line_m
        Length of its line, None where several lines have no common chainage.
    taken
        Affected parcels, None if no parcel layer is chosen.
    """

    zone: ZoneArea
    net_m2: float
    outline: dict[str, Any]
    line_m: float | None
    taken: Taken | None


class ZoneWorkshop:
    """Computes previews, keeping what does not change while a slider moves.

    Lines and exclusions in the plan CRS, unions and indexes are made once for each revision of
    the data. One thread at a time.
    """

    def __init__(self, data: PlanData) -> None:
        self._data = data
        self._kept: dict[tuple[Any, ...], tuple[int, Any]] = {}

    def preview(self, plan: Plan, draft: ZoneDraft) -> ZonePreview:
        """Compute what a draft comes to.

        Raises
        ------
        LineMissing, ZoneRuleInvalid, CrsError
            If the rule cannot be carried out, see ``analysis.zones.compute_zone``.
        DatabaseShownByView
            If a line or what is left out is in a table of which only a part was read.
        """
        name, rule = str(draft.title), draft.rule
        lines = self._lines(plan, rule.line_layer, name)
        others = [self._areas(plan, item, name) for item in rule.exclude]
        roads = [self._lines(plan, road.layer, name) for road in rule.exclude_roads]
        zone = compute_zone(lines, rule, plan.crs, name, exclusions=others, roads=roads)
        return ZonePreview(
            zone,
            self._net(plan, draft, zone.geometry),
            seen_outline(zone.geometry, plan.crs),
            self._line_length(plan, rule, name),
            self._taken(plan, draft, zone.geometry),
        )

    def _taken(self, plan: Plan, draft: ZoneDraft, zone: BaseGeometry) -> Taken | None:
        """Return what a zone takes; None where not all parcels that may lose land are there."""
        if draft.parcels is None:
            return None
        features = self._data.store.entry(draft.parcels).features
        there = shapely.transform(zone.envelope, operation(plan.crs, WGS84).points).bounds
        if features is None or (features.part is not None and not features.part.covers(there)):
            return None
        parcels = self._parcels(plan, draft.parcels)
        return None if parcels is None else parcels.taken_by(zone)

    def prepare(self, plan: Plan, draft: ZoneDraft) -> None:
        """Make an index of the parcels, which takes a moment, before the first preview."""
        if draft.parcels is not None:
            self._parcels(plan, draft.parcels)

    def _frame(self, plan: Plan, layer_id: str, name: str) -> gpd.GeoDataFrame:
        frame = self._data.store.frame(layer_id)
        if frame is None:
            raise LineMissing(zone=name, layer=layer_id)
        if is_part(self._data, layer_id):
            raise DatabaseShownByView(layer=plan.layer(layer_id).title)
        return frame

    def _keep(self, key: tuple[Any, ...], layer_id: str, make: Callable[[], T]) -> T:
        revision = self._data.store.entry(layer_id).revision
        kept = self._kept.get(key)
        if kept is None or kept[0] != revision:
            kept = self._kept[key] = (revision, make())
        found: T = kept[1]
        return found

    def _lines(self, plan: Plan, layer_id: str, name: str) -> gpd.GeoDataFrame:
        frame = self._frame(plan, layer_id, name)
        made = lambda: frame.set_geometry(in_crs(frame, plan.crs))  # noqa: E731
        return self._keep(("lines", layer_id), layer_id, made)

    def _areas(self, plan: Plan, layer_id: str, name: str) -> gpd.GeoDataFrame:
        """Return all areas of a layer as one, in the plan CRS."""
        frame = self._frame(plan, layer_id, name)

        def made() -> gpd.GeoDataFrame:
            shapes = in_crs(frame, plan.crs).to_numpy()
            shapes = shapely.make_valid(shapes[shapely.area(shapes) > 0])
            if not len(shapes):
                return frame  # the computation says what is wrong with it
            return gpd.GeoDataFrame(geometry=[polygonal(shapely.union_all(shapes))], crs=plan.crs)

        return self._keep(("areas", layer_id), layer_id, made)

    def _parcels(self, plan: Plan, layer_id: str) -> ReadyParcels | None:
        frame = self._data.store.frame(layer_id)
        if frame is None:
            return None
        made = lambda: ReadyParcels.of(frame, plan.crs)  # noqa: E731
        return self._keep(("parcels", layer_id), layer_id, made)

    def _line_length(self, plan: Plan, rule: ZoneRule, name: str) -> float | None:
        lines = self._lines(plan, rule.line_layer, name)
        whole = rule.changed(from_chainage_m=None, to_chainage_m=None)

        def made() -> float | None:
            try:
                return stretch_of(lines, whole, plan.crs, name)[1]
            except ZoneRuleInvalid:
                return None

        return self._keep(("length", rule.line_layer, rule.where), rule.line_layer, made)

    def _net(self, plan: Plan, draft: ZoneDraft, geometry: BaseGeometry) -> float:
        zones, priorities = self._data.zones, plan.priorities
        own, earlier = draft.rule.priority, True
        before: list[tuple[str, BaseGeometry]] = []
        for layer in plan.zone_layers:
            if layer.id == draft.layer_id:
                earlier = False
            elif layer.id in zones and (priorities[layer.id], earlier) > (own, False):
                before.append((layer.id, zones[layer.id].geometry))
        return net_areas([*before, (draft.layer_id, geometry)])[draft.layer_id]


def seen_outline(geometry: BaseGeometry, crs: str) -> dict[str, Any]:
    """Return an area as a GeoJSON geometry in WGS 84 for the map."""
    plain = shapely.simplify(geometry, SEEN_M)
    moved = shapely.transform(plain, operation(crs, WGS84).points)
    return dict(shapely.geometry.mapping(moved))


# --- drafts -----------------------------------------------------------------------------------
def draft_of(plan: Plan, layer_id: str, parcels: str | None = None) -> ZoneDraft:
    """Return the draft of a zone layer as it is.

    Raises
    ------
    LayerUnknown
        If there is no such layer.
    """
    layer = plan.layer(layer_id)
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer_id)
    return ZoneDraft(layer_id, layer.title, layer.source.rule, parcels)


def new_draft(plan: Plan, line_layer: str, parcels: str | None = None) -> ZoneDraft:
    """Return a draft of a zone 50 m wide on both sides of a line."""
    taken = {layer.id for layer in plan.layers}
    number = next(n for n in range(1, len(taken) + 2) if f"zone-{n}" not in taken)
    line = plan.layer(line_layer).title
    title = Text(vi=f"Vùng thu hồi – {line.vi}", en=f"Recovery zone – {line.en}")
    rule = ZoneRule(line_layer=line_layer, side="both", to_m=50.0)
    return ZoneDraft(f"zone-{number}", title, rule, parcels, is_new=True)


def line_layers(plan: Plan, data: PlanData) -> list[Layer]:
    """Return the layers a zone may lie beside."""
    return [layer for layer in plan.read_layers if data.kind(layer.id) == "line"]


def area_layers(plan: Plan, data: PlanData, draft: ZoneDraft) -> list[Layer]:
    """Return the layers a zone may leave out: areas, and zones that do not depend on it."""
    found = []
    for layer in plan.layers:
        features = data.store.entry(layer.id).features
        depends = draft.layer_id in (layer.id, *plan.needed_by(layer.id))
        if features is not None and features.kind in {"polygon", "mixed"} and not depends:
            found.append(layer)
    return found


def parcel_layers(plan: Plan, data: PlanData) -> list[Layer]:
    """Return the layers that may be parcels, those with cadastral fields first."""
    found = _by_cadastral_fields(plan, data)
    return [layer for _, layer in found]


def counted_parcels(plan: Plan, data: PlanData, chosen: str | None = None) -> str | None:
    """Return the parcel layer to count in, None while there is none.

    That is the one chosen, the one the plan names, or the one whose cadastral fields are surest.
    Areas that do not say that they are parcels are not counted unasked: the answer "0" for them
    would look like one about land that people own.
    """
    found = _by_cadastral_fields(plan, data)
    ids = [layer.id for _, layer in found]
    for known in (chosen, plan.cadastre.parcels):
        if known in ids:
            return known
    return next((layer.id for known, layer in found if known >= _SURE_FIELDS), None)


def _by_cadastral_fields(plan: Plan, data: PlanData) -> list[tuple[int, Layer]]:
    from planviewer.analysis.parcels import recognised  # noqa: PLC0415  brings pandas

    found: list[tuple[int, Layer]] = []
    for layer in plan.read_layers:
        features = data.store.entry(layer.id).features
        if features is not None and features.kind in {"polygon", "mixed"}:
            fields = recognised(features.frame.columns)
            known = sum(bool(getattr(fields, key)) for key in ("sheet", "parcel", "land_type"))
            found.append((known, layer))
    return sorted(found, key=lambda pair: -pair[0])


def concerns_zones(old: Plan, new: Plan) -> bool:
    """Whether an edit may have changed a zone, or which layers there are."""
    return old.crs != new.crs or _basis(old) != _basis(new)


def _basis(plan: Plan) -> tuple[object, ...]:
    return plan.cadastre, *((layer.id, layer.source, layer.title) for layer in plan.layers)


# --- the edit ---------------------------------------------------------------------------------
def with_zone(plan: Plan, draft: ZoneDraft) -> Plan:
    """Return the plan with a draft carried out: its zone changed, or a new one added."""
    source = ZoneSource(rule=draft.rule)
    if not draft.is_new:
        change = lambda layer: layer.changed(source=source, title=draft.title)  # noqa: E731
        return plan.with_layer(draft.layer_id, change)
    layers = list(plan.layers)
    layers.insert(_place(plan, draft), _new_layer(plan, draft))
    return plan.changed(layers=tuple(layers))


def _new_layer(plan: Plan, draft: ZoneDraft) -> Layer:
    zones, line = plan.zone_layers, plan.layer(draft.rule.line_layer)
    vi, en = line.title.vi, line.title.en
    provenance = Provenance(
        source=Text(vi=f"Tính từ: {vi}", en=f"Computed from: {en}"),
        status=line.provenance.status,
        accuracy_note=Text(vi="chính xác như tuyến gốc", en="as good as its line"),
    )
    return Layer(
        id=draft.layer_id,
        title=draft.title,
        group=zones[-1].group if zones else line.group,
        source=ZoneSource(rule=draft.rule),
        style=zones[-1].style if zones else _LOOK,
        provenance=provenance,
    )


def _place(plan: Plan, draft: ZoneDraft) -> int:
    """Return where a new zone lies: above the other zones, else below its line."""
    ids = [layer.id for layer in plan.layers]
    zones = [ids.index(layer.id) for layer in plan.zone_layers]
    return max(zones) + 1 if zones else ids.index(draft.rule.line_layer)


def choices(frame: gpd.GeoDataFrame, most: int = 200) -> dict[str, list[str]]:
    """Return the fields by which a line can be chosen, with their values as text."""
    from planviewer.analysis.lines import as_text  # noqa: PLC0415

    found = {}
    for name in frame.columns:
        if name != frame.geometry.name:
            values = dict.fromkeys(as_text(value) for value in frame[name].head(10_000).unique())
            texts = [value for value in values if value]
            if 0 < len(texts) <= most:
                found[str(name)] = sorted(texts)
    return found
