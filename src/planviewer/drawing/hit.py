"""What is here: exact answers through the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from planviewer.drawing.arrays import Bounds, Floats, Ints, Mask, reduce_each
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.drawing.segments import distances, even_odd
from planviewer.drawing.shapes import Paths, Shapes


@dataclass(frozen=True)
class Hit:
    """A feature: its layer and its row in the layer's frame."""

    layer_id: str
    row: int


def hit(layers: Sequence[Drawable], x: float, y: float, tolerance: float) -> list[Hit]:
    """Return the features at a place, the topmost first.

    Parameters
    ----------
    layers
        In drawing order (the last on top); layers not visible, and images, are passed over.
    x, y, tolerance
        In units of the layers' CRS. A polygon is hit inside (not in its holes) or within the
        tolerance of its outline; a line or point within the tolerance.
    """
    found: list[Hit] = []
    for layer in reversed(layers):
        if layer.visible and isinstance(layer, DrawLayer):
            rows = _rows_at(layer, x, y, tolerance)
            found += [Hit(layer.layer_id, row) for row in rows]
    return found


def hit_images(layers: Sequence[Drawable], x: float, y: float) -> list[Hit]:
    """Return the images at a place, the topmost first; their row is the number of the pixel."""
    images = [item for item in reversed(layers) if isinstance(item, RasterDrawLayer)]
    found = [(item, item.pixel_at(x, y)) for item in images if item.visible]
    return [Hit(item.layer_id, pixel) for item, pixel in found if pixel is not None]


def symbols_within(layer: Drawable, bounds: Bounds) -> frozenset[int]:
    """Return the numbers of the symbols seen in a rectangle (CRS of the layer); an image has 0."""
    if isinstance(layer, RasterDrawLayer):
        return frozenset({0} if layer.touches(bounds) else ())
    return frozenset(np.unique(layer.classes[within(layer, bounds)]).tolist())


def _rows_at(layer: DrawLayer, x: float, y: float, tolerance: float) -> list[int]:
    """Return rows, topmost first, each once: points lie over lines, lines over polygons."""
    geometry = layer.geometry
    rows: dict[int, None] = {}
    for shapes, area in (
        (geometry.points, False),
        (geometry.lines, False),
        (geometry.polygons, True),
    ):
        near = _near(layer, shapes, (x - tolerance, y - tolerance, x + tolerance, y + tolerance))
        if len(near):
            touched = _touched(shapes.paths.take(near), x, y, tolerance, area=area)
            rows |= dict.fromkeys(shapes.rows[near[touched]].tolist())
    return list(rows)


def _near(layer: DrawLayer, shapes: Shapes, box: Bounds) -> Ints:
    """Return drawn shapes whose bounds touch ``box``, the last drawn (class, row) first."""
    places = shapes.index.query(box)
    rows = shapes.rows[places]
    classes = layer.classes[rows]
    order = np.lexsort((-rows, -classes.astype(np.int64)))
    return places[order][classes[order] >= 0]


def _touched(paths: Paths, x: float, y: float, tolerance: float, *, area: bool) -> Mask:
    """Whether each shape is hit."""
    origin = paths.coords - (x, y)
    touched = distances(origin, paths.path_offsets, paths.point_offsets) <= tolerance
    if area:
        crossings = even_odd(origin, paths.path_offsets)
        inside = reduce_each(np.add, crossings, paths.shape_offsets, 0) % 2 == 1
        touched |= inside
    return np.asarray(touched)


def within(layer: DrawLayer, bounds: Bounds) -> Ints:
    """Return the rows of all features that touch a rectangle (CRS of the layer), ascending."""
    return select(layer, shapely.box(*bounds))


def select(layer: DrawLayer, area: shapely.Geometry) -> Ints:
    """Return the rows of all features that touch an area (CRS of the layer), ascending.

    Features whose bounds lie inside the area need no second look; shapely decides on the others.
    """
    found = [
        _touching(layer, shapes, area, kind)
        for kind, shapes in (
            ("polygon", layer.geometry.polygons),
            ("line", layer.geometry.lines),
            ("point", layer.geometry.points),
        )
    ]
    touched = np.zeros(layer.feature_count, dtype=bool)
    touched[np.concatenate(found)] = True
    return np.flatnonzero(touched)


def _touching(layer: DrawLayer, shapes: Shapes, area: shapely.Geometry, kind: str) -> Ints:
    if len(shapes) == 0:
        return shapes.rows
    places = shapes.index.query(shapely.bounds(area).tolist())
    places = places[layer.classes[shapes.rows[places]] >= 0]
    if len(places) == 0:
        return shapes.rows[places]
    shapely.prepare(area)
    sure, doubtful = _by_bounds(shapes.bounds[places], area)
    geometries = as_geometries(shapes.paths.take(places[doubtful]), kind)
    sure[doubtful] = shapely.intersects(area, geometries)
    return shapes.rows[places[sure]]


def _by_bounds(bounds: Floats, area: shapely.Geometry) -> tuple[Mask, Ints]:
    """Return which features are touched for sure, and the numbers of those to be asked exactly."""
    west, south, east, north = shapely.bounds(area).tolist()
    if shapely.equals(area, shapely.box(west, south, east, north)):
        low = (bounds[:, 0] > west) & (bounds[:, 1] > south)
        inside: Mask = low & (bounds[:, 2] < east) & (bounds[:, 3] < north)
        return inside, np.flatnonzero(~inside)
    boxes = shapely.box(*bounds.T)
    sure: Mask = np.asarray(shapely.contains_properly(area, boxes))
    return sure, np.flatnonzero(~sure & shapely.intersects(area, boxes))


def as_geometries(paths: Paths, kind: str) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return shapely geometries of shapes (for the few an exact question is about)."""
    if kind == "point":
        return np.asarray(shapely.points(paths.coords))
    if kind == "line":
        counts = np.diff(paths.path_offsets)
        path = np.repeat(np.arange(len(counts)), counts)
        return np.asarray(shapely.linestrings(paths.coords, indices=path))
    rings = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, paths.coords, (paths.path_offsets, paths.shape_offsets)
    )
    return np.asarray(rings)
