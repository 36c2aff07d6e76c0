"""Where labels might stand: beside points, along lines, inside polygons."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import shapely

from planviewer.drawing.arrays import Floats, Ints
from planviewer.drawing.fonts import ASCENT_EM, DESCENT_EM, MIDDLE_EM, PAD_EM
from planviewer.drawing.hit import as_geometries
from planviewer.drawing.label_lines import along_lines
from planviewer.drawing.label_stations import beside_stations, ticks
from planviewer.drawing.labels import (
    Candidates,
    LabelTexts,
    Piece,
    Placed,
    Setting,
    reach_px,
    tie,
    with_room,
)
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.prepare import Chosen, choose
from planviewer.drawing.view import View

_GAP_EM: Final = 0.25
_NEARLY: Final = 0.75
"""The share of the largest circle's radius that is room enough."""


CandidateMemory = dict[Hashable, tuple[Candidates, ...]]


def place_labels(
    layers: Sequence[DrawLayer], view: View, memory: CandidateMemory | None = None
) -> list[Placed]:
    """Return the labels to be drawn in ``view`` (device pixels), the best first.

    Labels of upper layers go before those of lower ones of the same priority. They may begin
    outside the picture and reach into it. ``memory`` keeps the candidates of each layer: when one
    layer changes, those of the others need not be looked for again.
    """
    texts = [texts for layer in layers for texts in layer.texts]
    if not texts:
        return []
    margin = round(reach_px(texts, view.px_per_mm))
    wide = view.part(-margin, -margin, view.width + 2 * margin, view.height + 2 * margin)
    groups = [
        group
        for position, layer in enumerate(layers)
        for group in _remembered({} if memory is None else memory, layer, wide, position)
        if len(group.boxes)
    ]
    seen = (margin, margin, margin + view.width, margin + view.height)
    placed = [label.shifted(-margin, -margin) for label in with_room(groups, seen)]
    marked = [layer.stations for layer in layers if layer.stations is not None]
    return placed + [tick for stations in marked for tick in ticks(stations, view)]


def place_labels_inside(
    layers: Sequence[DrawLayer], view: View, size: tuple[float, float]
) -> list[Placed]:
    """Return the labels that stand wholly inside ``size`` (width, height in pixels) of ``view``.

    For a page, which nothing continues: labels of points near its right edge stand at the left of
    their point.
    """
    groups = [
        group
        for position, layer in enumerate(layers)
        for part in _groups(layer, view, position, size[0])
        if len((group := part.inside(size)).boxes)
    ]
    placed = with_room(groups, (0.0, 0.0, *size)) if groups else []
    marked = [layer.stations for layer in layers if layer.stations is not None]
    return placed + [tick for stations in marked for tick in ticks(stations, view)]


def _setting(texts: LabelTexts, view: View, position: int) -> Setting:
    return Setting(texts, view, (float(texts.label.priority), float(position)))


def _remembered(
    memory: CandidateMemory, layer: DrawLayer, view: View, position: int
) -> tuple[Candidates, ...]:
    key = (layer.token, layer.labels is None, layer.stations is None, view, position)
    if key not in memory:
        memory[key] = tuple(_groups(layer, view, position))
    return memory[key]


def _groups(
    layer: DrawLayer, view: View, position: int, right: float = math.inf
) -> Iterator[Candidates]:
    if layer.stations is not None:
        yield beside_stations(_setting(layer.stations.texts, view, position), layer.stations)
    if layer.labels is not None:
        yield from _by_field(layer, _setting(layer.labels, view, position), right)


def _by_field(layer: DrawLayer, setting: Setting, right: float) -> Iterator[Candidates]:
    geometry, view = layer.geometry, setting.view
    sizes = [view.px(s.marker_size_mm / 2 + s.stroke_width_mm) for s in layer.symbols]
    yield _beside_points(setting, choose(layer, geometry.points, view), sizes, right)
    widths = [view.px(s.stroke_width_mm + 2 * s.casing_width_mm) for s in layer.symbols]
    yield along_lines(setting, choose(layer, geometry.lines, view), widths)
    yield _inside_polygons(setting, choose(layer, geometry.polygons, view))


def _beside_points(
    setting: Setting, chosen: Chosen, sizes: Sequence[float], right: float
) -> Candidates:
    """Return labels at the right of each point, at its left where they would pass ``right``."""
    em = setting.em
    rows = chosen.shapes.rows[chosen.places]
    anchors = setting.view.device(chosen.shapes.paths.coords[chosen.places])
    best = _best_of_cells(anchors - setting.view.anchor, tie(rows), (2 * em, em))
    chosen, rows, anchors = chosen.at(best), rows[best], anchors[best]
    gaps = np.array(sizes)[chosen.classes] + _GAP_EM * em
    widths = setting.texts.widths_em(setting.texts.codes[rows]) * em
    passes = anchors[:, 0] + gaps + widths + PAD_EM * em > right
    gaps = np.where(passes, -gaps - widths, gaps)
    starts = anchors + np.column_stack((gaps, np.full(len(gaps), MIDDLE_EM * em)))
    return _straight(setting, rows, starts, np.zeros(len(rows)))


def _best_of_cells(positions: Floats, lots: Ints, cell: tuple[float, float]) -> Ints:
    """Keep one point a cell, by lot: labels that begin so near to each other overlap anyway.

    The cells hang at the origin of the CRS, so they are the same for every picture of a scale.
    """
    cells = np.floor(positions / cell).astype(np.int64)
    order = np.lexsort((lots, cells[:, 1], cells[:, 0]))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(cells[order], axis=0) != 0).any(axis=1)
    return np.sort(order[first])


def _straight(setting: Setting, rows: Ints, starts: Floats, sizes: Floats) -> Candidates:
    """Return level labels whose baselines begin at ``starts``; rows without text are left out."""
    texts, em = setting.texts, setting.em
    codes = texts.codes[rows]
    widths = texts.widths_em(codes) * em
    kept = np.flatnonzero(widths > 0)
    codes, starts, widths = codes[kept], starts[kept], widths[kept]
    x, y, pad = starts[:, 0], starts[:, 1], PAD_EM * em
    boxes = np.column_stack((x - pad, y - ASCENT_EM * em, x + widths + pad, y + DESCENT_EM * em))

    def pieces(number: int) -> tuple[Piece, ...]:
        text = texts.fitted(texts.texts[codes[number]])
        return (Piece(text, float(x[number]), float(y[number])),)

    lots = tie(rows[kept])
    return Candidates(texts.label, setting.importance, boxes, sizes[kept], lots, pieces)


def _inside_polygons(setting: Setting, chosen: Chosen) -> Candidates:
    """Return labels of the polygons that are large enough to hold them."""
    texts, view, em = setting.texts, setting.view, setting.em
    bounds = chosen.shapes.bounds[chosen.places]
    wide, high = ((bounds[:, k + 2] - bounds[:, k]) / view.resolution for k in (0, 1))
    roomy = np.flatnonzero((high > em) & (wide > em))
    rows = chosen.shapes.rows[chosen.places[roomy]]
    widths = texts.widths_em(texts.codes[rows]) * em
    fit = np.flatnonzero((widths > 0) & (widths < wide[roomy]))
    places, rows = chosen.places[roomy[fit]], rows[fit]
    starts = view.device(_inner_points(chosen, places))
    starts -= np.column_stack((widths[fit] / 2, np.full(len(fit), -MIDDLE_EM * em)))
    areas = np.rint(chosen.shapes.areas[places] / view.resolution**2)
    return _straight(setting, rows, starts, areas)


def _inner_points(chosen: Chosen, places: Ints) -> Floats:
    """Return the centroid of each polygon, or where there is most room if it is not well inside.

    Most polygons are simple; only the others are worth the search for the largest circle inside.
    """
    if len(places) == 0:
        return np.empty((0, 2))
    polygons = as_geometries(chosen.shapes.paths.take(places), "polygon")
    points = shapely.centroid(polygons)
    room = shapely.distance(points, shapely.boundary(polygons))
    needed = 0.25 * np.sqrt(chosen.shapes.areas[places])
    odd = np.flatnonzero(~shapely.contains(polygons, points) | (room < needed))
    coords = shapely.get_coordinates(points)
    if len(odd):
        coords[odd] = _roomiest(chosen.shapes.roomiest, places[odd], polygons[odd])
    return coords


def _roomiest(known: dict[int, tuple[float, float]], places: Ints, polygons: Any) -> Floats:
    """Return a roomy point of each polygon, searched for once a polygon."""
    new = np.array([place not in known for place in places.tolist()])
    if new.any():
        middles = _roomy_points(polygons[new])
        known.update(zip(places[new].tolist(), map(tuple, middles.tolist()), strict=True))
    return np.array([known[place] for place in places.tolist()])


def _roomy_points(polygons: Any) -> Floats:
    """Return, where there is nearly as much room as anywhere, the point nearest to the centroid.

    The largest circle itself sits in the bend of a band, and out at its end where that is wider.
    """
    circles = shapely.maximum_inscribed_circle(polygons)
    middles = shapely.get_point(circles, 0)
    cores = shapely.buffer(polygons, -_NEARLY * shapely.length(circles), quad_segs=2)
    ways = shapely.shortest_line(cores, shapely.centroid(polygons))
    points = np.where(shapely.is_missing(ways), middles, shapely.get_point(ways, 0))
    return shapely.get_coordinates(points)
