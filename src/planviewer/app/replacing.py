"""A layer replaced by a surveyed file: what would move, and the edit that does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from planviewer import pace
from planviewer.analysis.replacement import Moved, compare
from planviewer.app.loading import compute_layer_zone
from planviewer.app.new_layers import NewLayer
from planviewer.app.store import LayerStore
from planviewer.drawing.layer import DrawLayer
from planviewer.errors import FileUnreadable, PlanviewerError
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance
from planviewer.model.style import SingleStyle, Symbol
from planviewer.model.text import Text

_COMPARED: Final = 0.7
"""Share of the work after which it is known what moves; drawing both is the rest."""
_SEEN: Final = 0.03
"""An offset of a smaller share of all that is shown is only found by looking for it."""
_AROUND: Final = 2.0
_LEAST_AROUND_M: Final = 5.0
"""So much around the largest offset is shown with it: so many times its length, and so far."""
LOOKS: Final = {
    "before": Symbol(fill=None, stroke="#b26a00", stroke_width_mm=0.5, dash=(1.8, 1.2)),
    "after": Symbol(fill=None, stroke="#1668d0", stroke_width_mm=0.5, marker_size_mm=1.8),
    "worst": Symbol(fill=None, stroke="#d02020", stroke_width_mm=0.9),
}
"""How the layer as it is, the new file, and where it moves most are drawn on the map."""


@dataclass(frozen=True)
class ZoneChange:
    """A zone that follows the layer: its area before and after (m²), None where there is none."""

    title: Text | str
    before_m2: float | None
    after_m2: float | None


@dataclass(frozen=True, eq=False)
class Replacement:
    """What a file would change if it took the place of a layer."""

    layer_id: str
    path: Path
    new: NewLayer
    moved: Moved
    zones: tuple[ZoneChange, ...]
    overlay: tuple[DrawLayer, ...] = ()
    """Both drawings and the largest offset, ready for the map."""

    @property
    def source(self) -> FileSource:
        """The source the layer would have."""
        if not isinstance(self.new.layer.source, FileSource):
            raise TypeError(self.layer_id)
        return self.new.layer.source

    def frames(self, crs: str) -> list[gpd.GeoDataFrame]:
        """Return both drawings; ``crs`` is the system they were measured in."""
        both = (self.moved.before, self.moved.after)
        return [gpd.GeoDataFrame(geometry=list(x), crs=crs) for x in both if len(x)]

    def worst_frames(self, crs: str) -> list[gpd.GeoDataFrame]:
        """Return the surroundings of the largest offset, in which it is seen at once.

        Without an offset, both drawings.
        """
        if self.moved.worst is None:
            return self.frames(crs)
        line = shapely.LineString(self.moved.worst)
        around = shapely.box(*line.buffer(max(self.moved.max_m * _AROUND, _LEAST_AROUND_M)).bounds)
        return [gpd.GeoDataFrame(geometry=[around], crs=crs)]

    def is_fine(self, crs: str) -> bool:
        """Whether the largest offset is too small to be seen where all of both is shown."""
        frames = self.frames(crs)
        if not frames or not self.moved.max_m > 0:
            return False
        boxes = np.array([frame.total_bounds for frame in frames])
        sizes = boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)
        return bool(self.moved.max_m < sizes.max() * _SEEN)

    def edited(self, plan: Plan, provenance: Provenance) -> Plan:
        """Return the plan with the layer read from the file, and where it is from."""
        return edits.use_source(plan, self.layer_id, self.source, provenance)


def prepare(
    plan: Plan, store: LayerStore, layer_id: str, path: Path, added: list[NewLayer]
) -> Replacement:
    """Measure what would move.

    Raises
    ------
    FileUnreadable
        If the file holds no features, or the layer none to compare with.
    """
    new = next((x for x in added if isinstance(x.content, FeatureSet)), None)
    before = store.frame(layer_id)
    if new is None or not isinstance(new.content, FeatureSet) or before is None:
        reason = Message("replace", "there are no features to compare.")
        raise FileUnreadable(path=path, reason=reason)
    with pace.part(0.0, _COMPARED):
        moved = compare(before, new.content.frame, plan.crs)
    zones = _zones(plan, store, layer_id, new.content)
    with pace.part(_COMPARED, 1.0):
        return Replacement(layer_id, path, new, moved, zones, overlay(moved, plan.crs))


def overlay(moved: Moved, crs: str) -> tuple[DrawLayer, ...]:
    """Return both drawings (metres of ``crs``) and the largest offset as layers for the map."""
    worst = [] if moved.worst is None else [shapely.LineString(moved.worst)]
    shapes: dict[str, Any] = {"before": moved.before, "after": moved.after, "worst": worst}
    layers = []
    for number, (part, found) in enumerate(shapes.items()):
        if not len(found):
            continue
        frame = gpd.GeoDataFrame(geometry=list(found), crs=crs)
        look = SingleStyle(symbol=LOOKS[part])
        with pace.part(number / len(shapes), (number + 1) / len(shapes)):
            layers.append(DrawLayer.build(f"replaced {part}", frame, look, WEB_MERCATOR))
    return tuple(layers)


def _zones(
    plan: Plan, store: LayerStore, layer_id: str, features: FeatureSet
) -> tuple[ZoneChange, ...]:
    """Compute the zones that follow the layer, as they are and as they would be."""
    changed = LayerStore()
    for other in store:
        known = store.entry(other).features
        if known is not None:
            changed.put(other, known)
    changed.put(layer_id, features)
    due = [
        layer
        for layer in plan.zone_layers
        if isinstance(layer.source, ZoneSource)
        and layer_id in {layer.source.rule.line_layer, *layer.source.rule.exclude}
    ]
    return tuple(
        ZoneChange(
            layer.title,
            _area(compute_layer_zone(plan, layer, store)),
            _area(compute_layer_zone(plan, layer, changed)),
        )
        for layer in due
    )


def _area(zone: object) -> float | None:
    return None if isinstance(zone, PlanviewerError) else float(zone.area_m2)  # type: ignore[attr-defined]  # else a ZoneArea
