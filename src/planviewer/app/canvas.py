"""What the painter needs of a plan: one drawable a layer, made again only when it must be."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from planviewer import i18n
from planviewer.app.chainages import stations_of
from planviewer.app.loading import Content
from planviewer.app.store import Entry, LayerStore
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan


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
        if entry.features is None and entry.raster is None:
            self._made.pop(layer.id, None)
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
        return build(layer_id, entry.features, style, self.crs, self.plan_crs)

    def use_plan_crs(self, plan_crs: str) -> None:
        """Count chainages on another grid from now on."""
        self.plan_crs = plan_crs
        for layer_id in [x for x, made in self._made.items() if made.style.label_of("chainage")]:
            self.forget(layer_id)

    def accept(self, layer_id: str, revision: int, style: AnyStyle, drawn: Drawable) -> None:
        """Take a layer that was made elsewhere (in the background) from that revision."""
        self._made[layer_id] = _Made(revision, style, drawn)

    def forget(self, layer_id: str) -> None:
        """Drop what was made for a layer that is gone."""
        self._made.pop(layer_id, None)


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
