"""What the supply of a plan hands over: layers read and zones computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planviewer.analysis.zones import ZoneArea
from planviewer.app import kept_map
from planviewer.app.canvas import build, spoken_style
from planviewer.app.loading import Content, compute_layer_zone, read_layer
from planviewer.app.store import LayerStore
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.drawable import Drawable
from planviewer.errors import PlanviewerError
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer
from planviewer.model.plan import Bounds, Plan


@dataclass(frozen=True, eq=False)
class LayerRead:
    """What came of a layer: its features or image ready to draw, or why there are none."""

    asked: Layer
    result: Content | PlanviewerError
    drawn: Drawable | None = None
    examined: bool = True
    style: AnyStyle | None = None
    """In which it was drawn: in the language of that moment, which may be another by now."""
    mark: object = None
    """What told the content of its file from any other before it was read."""


@dataclass(frozen=True, eq=False)
class Delivery:
    """What one piece of background work brought."""

    crs: str
    """The system the zones were computed in."""
    read: tuple[LayerRead, ...]
    zones: tuple[tuple[Layer, ZoneArea | PlanviewerError], ...]


def read_one(path: Path, layer: Layer, plan_crs: str, view: Bounds, *, examine: bool) -> LayerRead:
    """Read a layer (of a large table what ``view`` needs) and make it ready for the map."""
    mark = kept_map.mark(path, layer.source)
    result = read_layer(path, layer, view, examine=examine)
    if isinstance(result, PlanviewerError):
        return LayerRead(layer, result, mark=mark)
    if isinstance(result, FeatureSet):
        _ = result.kind  # found here, in the background, for the list of layers
    style = style_of(layer, result)
    drawn = build(layer.id, result, style, WEB_MERCATOR, plan_crs)
    return LayerRead(layer, result, drawn, examined=examine, style=style, mark=mark)


def style_of(layer: Layer, data: Content) -> AnyStyle:
    """Return the style data are drawn in: with labels in the language of the moment."""
    return spoken_style(layer.style, data.frame) if isinstance(data, FeatureSet) else layer.style


def zones_of(
    plan: Plan, read: Sequence[LayerRead], store: LayerStore
) -> tuple[tuple[Layer, ZoneArea | PlanviewerError], ...]:
    """Compute the zones whose line (or exclusion) was just read; others come from ``store``."""
    came = {item.asked.id for item in read}
    due = [layer for layer in plan.zone_layers if came & set(plan.needed_by(layer.id))]
    if not due:
        return ()
    known = LayerStore()
    for layer_id in store:
        features = store.entry(layer_id).features
        if features is not None:
            known.put(layer_id, features)
    for item in read:
        if isinstance(item.result, FeatureSet):
            known.put(item.asked.id, item.result)
    return tuple((layer, compute_layer_zone(plan, layer, known)) for layer in due)


def needed_layers(plan: Plan) -> set[str]:
    """Return the layers to read that are shown, or that something of the plan is made from."""
    ids = {x.id for x in plan.read_layers if x.visible or x.id == plan.sites_layer}
    return ids.union(*(plan.needed_by(layer.id) for layer in plan.zone_layers))


def source_changed(layer: Layer, old: Plan, *, otherwise: bool = True) -> bool:
    """Whether a layer has another source than in ``old``; ``otherwise`` if it is new."""
    known = {item.id: item.source for item in old.layers}
    return known[layer.id] != layer.source if layer.id in known else otherwise
