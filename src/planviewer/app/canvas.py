"""What the painter needs of a plan: one drawable a layer, made again only when it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planviewer import i18n
from planviewer.app.chainages import stations_of
from planviewer.app.loading import Content
from planviewer.app.store import Entry, LayerStore
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.geometry import Kind
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.packing import looks_like
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan

if TYPE_CHECKING:
    import geopandas as gpd


MOST_COMPARED: Final = 200_000
"""Points of a layer that is compared with what it was before its data came anew."""


@dataclass(frozen=True, eq=False)
class _Made:
    revision: int
    style: AnyStyle
    layer: Drawable


class Canvas:
    """The drawable layers of a plan in one CRS.

    Geometry is transformed once per revision of the data; a change of style reuses it. In
    ``plan_crs`` chainages are counted.
    """

    def __init__(self, crs: str, plan_crs: str) -> None:
        self.crs = crs
        self.plan_crs = plan_crs
        self._made: dict[str, _Made] = {}
        self._kept: dict[str, tuple[Layer, DrawLayer]] = {}

    def use_kept(self, plan: Plan, layers: Mapping[str, DrawLayer]) -> None:
        """Give layers of ``plan`` as they were drawn another time, until their data are known."""
        known = {layer.id: layer for layer in plan.layers}
        self._kept = {name: (known[name], layers[name]) for name in layers if name in known}

    def kind(self, layer_id: str) -> Kind | None:
        """Return the only kind of geometry of a kept layer, None if there are several or none."""
        _, kept = self._kept.get(layer_id, (None, None))
        return kept.kinds[0] if kept is not None and len(kept.kinds) == 1 else None

    def keeps(self, layer_id: str) -> bool:
        """Whether a layer is shown as it was drawn another time."""
        return layer_id in self._kept

    @property
    def is_kept(self) -> bool:
        """Whether layers are shown whose data are not known."""
        return bool(self._kept)

    def layers(self, plan: Plan, store: LayerStore) -> list[Drawable]:
        """Return the visible layers in drawing order (first: bottom), with their opacity."""
        return [
            drawn.with_look(
                opacity=layer.opacity, max_scale=layer.max_scale, min_scale=layer.min_scale
            )
            for layer in plan.layers
            if layer.visible and (drawn := self.layer(layer, store)) is not None
        ]

    def layer(self, layer: Layer, store: LayerStore) -> Drawable | None:
        """Return one layer ready to draw, None while it has no data."""
        entry = store.entry(layer.id)
        if not entry.known:
            self._made.pop(layer.id, None)
            before, kept = self._kept.get(layer.id, (layer, None))
            same = (before.style, before.source) == (layer.style, layer.source)
            return kept if same else None
        if entry.features is None and entry.raster is None:
            self.forget(layer.id)
            return None
        made = self._made.get(layer.id)
        style = layer.style
        if entry.features is not None:
            style = spoken_style(style, entry.features.frame)
        if made is not None and made.revision == entry.revision and made.style == style:
            return made.layer
        drawn = self._make(layer.id, entry, style, made)
        self._made[layer.id] = _Made(entry.revision, style, drawn)
        return drawn

    def _make(self, layer_id: str, entry: Entry, style: AnyStyle, made: _Made | None) -> Drawable:
        known = made.layer if made is not None and made.revision == entry.revision else None
        if entry.features is None:
            return known or build(layer_id, entry.raster, style, self.crs, self.plan_crs)
        if isinstance(known, DrawLayer):
            frame = entry.features.frame
            stations = stations_of(frame, style, self.crs, self.plan_crs)
            return known.with_style(style, frame, stations=stations)
        drawn = build(layer_id, entry.features, style, self.crs, self.plan_crs)
        return self._as_before(layer_id, drawn)

    def use_plan_crs(self, plan_crs: str) -> None:
        """Count chainages on another grid from now on."""
        self.plan_crs = plan_crs
        self._kept = {x: pair for x, pair in self._kept.items() if pair[1].stations is None}
        for layer_id in [x for x, made in self._made.items() if made.style.label_of("chainage")]:
            self.forget(layer_id)

    def accept(self, layer_id: str, revision: int, style: AnyStyle, drawn: Drawable) -> None:
        """Take a layer that was made elsewhere (in the background) from that revision."""
        self._made[layer_id] = _Made(revision, style, self._as_before(layer_id, drawn))

    def _as_before(self, layer_id: str, drawn: Drawable) -> Drawable:
        """Return a layer of new data; if it looks as it did, pictures of it stay good."""
        _, kept = self._kept.pop(layer_id, (None, None))
        before = self._made[layer_id].layer if layer_id in self._made else kept
        if not isinstance(before, DrawLayer) or not isinstance(drawn, DrawLayer):
            return drawn
        if before.geometry.point_count > MOST_COMPARED or not looks_like(before, drawn):
            return drawn
        return replace(drawn, token=before.token)

    def forget(self, layer_id: str) -> None:
        """Drop what was made for a layer that is gone."""
        self._made.pop(layer_id, None)
        self._kept.pop(layer_id, None)


def build(
    layer_id: str, data: Content | None, style: AnyStyle, crs: str, plan_crs: str
) -> Drawable:
    """Make a layer of features or of an image ready to draw in ``crs``.

    Raises
    ------
    NoTransformation, CrsUnknown
        If the data cannot be brought into ``crs``, or to ``plan_crs`` for chainages.
    CrsNotMetric
        If chainages are asked for and ``plan_crs`` does not measure metres.
    """
    if isinstance(data, FeatureSet):
        stations = stations_of(data.frame, style, crs, plan_crs)
        return DrawLayer.build(layer_id, data.frame, style, crs, stations=stations)
    if data is None:
        raise TypeError(layer_id)
    return RasterDrawLayer.build(layer_id, data, crs)


def spoken_style(style: AnyStyle, frame: gpd.GeoDataFrame) -> AnyStyle:
    """Return the style with labels from the field in the language of the moment, if there is one.

    A field ``x`` may have a twin ``x_en``; labels of ``x`` are then English in English.
    """
    label = style.label_of("field")
    if label is None or f"{label.field}_{i18n.language()}" not in frame.columns:
        return style
    name = "label" if label is style.label else "second_label"
    spoken = label.changed(field=f"{label.field}_{i18n.language()}")
    return style.changed(**{name: spoken})
