"""Names on a sheet: each stands wholly inside the frame, in the part of its feature that is seen.

Tiles of the screen go on beyond their edge, a sheet does not: a name that crosses the frame is a
name nobody can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from planviewer.drawing.arrays import Bounds, Ints, offsets_of, sequence_of
from planviewer.drawing.clip import clip_lines
from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.hit import as_geometries
from planviewer.drawing.label_places import place_labels_inside
from planviewer.drawing.labels import Placed
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.segments import measure_paths
from planviewer.drawing.shapes import Paths, Shapes
from planviewer.drawing.view import View

_NOTHING = np.empty(0, dtype=np.int64)


def letters(layers: Sequence[DrawLayer], view: View, frame_px: tuple[float, float]) -> list[Placed]:
    """Return the labels of ``layers`` that stand inside ``frame_px`` (width, height) of ``view``.

    ``layers`` are in drawing order and carry the labels to be seen at the scale of ``view``.
    """
    west, north = view.bounds[0], view.bounds[3]
    metres = view.resolution
    seen = (west, north - frame_px[1] * metres, west + frame_px[0] * metres, north)
    cut = [_cut(layer, seen) for layer in layers if layer.texts]
    return place_labels_inside(cut, view, frame_px)


def _cut(layer: DrawLayer, seen: Bounds) -> DrawLayer:
    """Return the layer with the seen part of its geometry only."""
    geometry = layer.geometry
    cut = GeometryArrays(
        _cut_polygons(geometry.polygons, seen),
        _cut_lines(geometry.lines, seen),
        _taken(geometry.points, _near(geometry.points, seen)),
        geometry.row_count,
    )
    return replace(layer, geometry=cut)


def _near(shapes: Shapes, seen: Bounds) -> Ints:
    return shapes.index.query(seen) if len(shapes) else _NOTHING


def _taken(shapes: Shapes, places: Ints) -> Shapes:
    if len(shapes) == 0:
        return shapes
    return Shapes.build(
        shapes.paths.take(places),
        shapes.rows[places],
        shapes.areas[places],
        shapes.lengths[places],
    )


def _cut_lines(shapes: Shapes, seen: Bounds) -> Shapes:
    if len(shapes) == 0:
        return shapes
    places = _near(shapes, seen)
    taken = shapes.paths.take(places)
    runs = clip_lines(taken, seen)
    path_of_shape = sequence_of(taken.shape_offsets)
    rows = shapes.rows[places][path_of_shape[runs.source]]
    alone = offsets_of(np.ones(len(rows), dtype=np.int64))
    lengths = measure_paths(runs.coords, runs.offsets)[0]
    return Shapes.build(Paths(runs.coords, runs.offsets, alone), rows, np.zeros(len(rows)), lengths)


def _cut_polygons(shapes: Shapes, seen: Bounds) -> Shapes:
    """Cut the few polygons that cross the frame; of each its largest seen part is kept."""
    if len(shapes) == 0:
        return shapes
    places = _near(shapes, seen)
    whole = _inside(shapes, places, seen)
    crossing = places[~whole]
    kept = _taken(shapes, places[whole])
    if len(crossing) == 0:
        return kept
    polygons = as_geometries(shapes.paths.take(crossing), "polygon")
    parts = np.array([_largest(item, seen) for item in polygons], dtype=object)
    cut = GeometryArrays.build(parts).polygons
    return _both(kept, replace(cut, rows=shapes.rows[crossing][cut.rows]))


def _inside(
    shapes: Shapes, places: Ints, seen: Bounds
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    bounds = shapes.bounds[places]
    low = (bounds[:, 0] >= seen[0]) & (bounds[:, 1] >= seen[1])
    return np.asarray(low & (bounds[:, 2] <= seen[2]) & (bounds[:, 3] <= seen[3]))


def _largest(polygon: shapely.Geometry, seen: Bounds) -> shapely.Geometry | None:
    valid = polygon if shapely.is_valid(polygon) else shapely.make_valid(polygon)
    parts = shapely.get_parts(shapely.clip_by_rect(valid, *seen))
    areas = [part for part in parts if part.geom_type == "Polygon"]
    return max(areas, key=shapely.area, default=None)


def _both(one: Shapes, other: Shapes) -> Shapes:
    a, b = one.paths, other.paths
    paths = Paths(
        np.concatenate((a.coords, b.coords)),
        np.concatenate((a.path_offsets, b.path_offsets[1:] + a.path_offsets[-1])),
        np.concatenate((a.shape_offsets, b.shape_offsets[1:] + a.shape_offsets[-1])),
    )
    rows = np.concatenate((one.rows, other.rows))
    areas, lengths = (
        np.concatenate(pair) for pair in ((one.areas, other.areas), (one.lengths, other.lengths))
    )
    return Shapes.build(paths, rows, areas, lengths)
