"""What the painter needs of a plan: one DrawLayer a layer, made again only when it must be."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from planviewer import i18n
from planviewer.app.store import LayerStore
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.layer import DrawLayer
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan


@dataclass(frozen=True, eq=False)
class _Made:
    revision: int
    style: AnyStyle
    layer: DrawLayer


class Canvas:
    """The drawable layers of a plan in one CRS.

    Geometry is transformed once per revision of the data; a change of style reuses it.
    """

    def __init__(self, crs: str) -> None:
        self.crs = crs
        self._made: dict[str, _Made] = {}

    def layers(self, plan: Plan, store: LayerStore) -> list[DrawLayer]:
        """Return the visible layers in drawing order (first: bottom), with their opacity."""
        return [
            drawn.with_look(
                opacity=layer.opacity, max_scale=layer.max_scale, min_scale=layer.min_scale
            )
            for layer in plan.layers
            if layer.visible and (drawn := self.layer(layer, store)) is not None
        ]

    def layer(self, layer: Layer, store: LayerStore) -> DrawLayer | None:
        """Return one layer ready to draw, None while it has no features."""
        entry = store.entry(layer.id)
        if entry.features is None:
            self._made.pop(layer.id, None)
            return None
        made, frame = self._made.get(layer.id), entry.features.frame
        style = spoken_style(layer.style, frame)
        if made is None or made.revision != entry.revision:
            drawn = DrawLayer.build(layer.id, frame, style, self.crs)
        elif made.style != style:
            drawn = made.layer.with_style(style, frame)
        else:
            return made.layer
        self._made[layer.id] = _Made(entry.revision, style, drawn)
        return drawn

    def accept(self, layer_id: str, revision: int, style: AnyStyle, drawn: DrawLayer) -> None:
        """Take a layer that was made elsewhere (in the background) from that revision."""
        self._made[layer_id] = _Made(revision, style, drawn)

    def forget(self, layer_id: str) -> None:
        """Drop what was made for a layer that is gone."""
        self._made.pop(layer_id, None)


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
