"""What the painter needs of a plan: one DrawLayer a layer, made again only when it must be."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from planviewer import i18n
from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.chainage_marks import chainage_marks
from planviewer.app.store import LayerStore
from planviewer.drawing.classes import AnyStyle
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.stations import Stations
from planviewer.model.crs import operation
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan


@dataclass(frozen=True, eq=False)
class _Made:
    revision: int
    style: AnyStyle
    layer: DrawLayer


class Canvas:
    """The drawable layers of a plan in one CRS.

    Geometry is transformed once per revision of the data; a change of style reuses it. In
    ``plan_crs`` chainages are counted.
    """

    def __init__(self, crs: str, plan_crs: str) -> None:
        self.crs = crs
        self.plan_crs = plan_crs
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
            drawn = build_layer(layer.id, frame, style, self.crs, self.plan_crs)
        elif made.style != style:
            stations = stations_of(frame, style, self.crs, self.plan_crs)
            drawn = made.layer.with_style(style, frame, stations=stations)
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


def build_layer(
    layer_id: str, frame: gpd.GeoDataFrame, style: AnyStyle, crs: str, plan_crs: str
) -> DrawLayer:
    """Return a layer ready to draw in ``crs``, with its chainages counted in ``plan_crs``."""
    stations = stations_of(frame, style, crs, plan_crs)
    return DrawLayer.build(layer_id, frame, style, crs, stations=stations)


def stations_of(
    frame: gpd.GeoDataFrame, style: AnyStyle, crs: str, plan_crs: str
) -> Stations | None:
    """Return the chainages a style asks for, in ``crs``; None if it asks for none.

    They are true chainages: counted along the line on the grid of the plan CRS.
    """
    label = style.label_of("chainage")
    if label is None:
        return None
    marks = chainage_marks(frame, label.step_m, plan_crs)
    texts = [format_chainage(chainage) for chainage in marks.chainages.tolist()]
    ahead = marks.places + marks.directions
    places = marks.places
    if crs != plan_crs:
        change = operation(plan_crs, crs)
        places, ahead = change.points(places), change.points(ahead)
    # whole kilometres and fives before the others, wherever there is not room for all
    number = np.rint(marks.chainages / marks.step_m)
    ranks = 1.0 + (number % 5 == 0) + (number % 10 == 0)
    return Stations.of(label, texts, places, ahead, ranks)


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
