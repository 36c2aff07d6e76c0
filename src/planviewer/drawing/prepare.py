"""From a layer's arrays to the few Qt paths one picture needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainterPath

from planviewer.drawing.arrays import Bounds, Floats, Ints
from planviewer.drawing.classes import ClassIndex
from planviewer.drawing.clip import MARGIN_PX, Runs, clip_lines, clip_rings
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.level import is_large, thin
from planviewer.drawing.qpaths import build_paths
from planviewer.drawing.segmented import segments_by_class
from planviewer.drawing.shapes import Paths, Shapes
from planviewer.drawing.view import View

_LARGE_PX: Final = 1_000.0


@dataclass(frozen=True, eq=False)
class Chosen:
    """Shapes of one kind to be drawn: positions in the layer's arrays, and classes, ascending."""

    shapes: Shapes
    places: Ints
    classes: ClassIndex

    def __len__(self) -> int:
        return len(self.places)

    @property
    def kinds(self) -> list[int]:
        """The classes there are, ascending."""
        if len(self) == 0:
            return []
        first = np.flatnonzero(np.diff(self.classes, prepend=np.int16(-1)))
        return [int(number) for number in self.classes[first]]

    def part(self, mask: npt.NDArray[np.bool_]) -> Chosen:
        """Return those for which ``mask`` holds."""
        return Chosen(self.shapes, self.places[mask], self.classes[mask])

    def at(self, numbers: Ints) -> Chosen:
        """Return some of them by number."""
        return Chosen(self.shapes, self.places[numbers], self.classes[numbers])


@dataclass(frozen=True, eq=False)
class Outlines:
    """Qt paths by class: ``fills`` for brushes, ``strokes`` (path, dash phase in px) for pens.

    ``segments`` (n, 4) are what is stroked without a path (`drawing.segmented`).
    """

    fills: dict[int, list[QPainterPath]] = field(default_factory=dict)
    strokes: dict[int, list[tuple[QPainterPath, float]]] = field(default_factory=dict)
    segments: dict[int, Floats] = field(default_factory=dict)

    def add(self, group: int, path: QPainterPath, *, filled: bool, stroked: bool) -> None:
        """Keep a path for filling, stroking or both."""
        if filled:
            self.fills.setdefault(group, []).append(path)
        if stroked:
            self.strokes.setdefault(group, []).append((path, 0.0))


def choose(layer: DrawLayer, shapes: Shapes, view: View) -> Chosen:
    """Return the shapes of which something may be seen, by class, else in their order."""
    if len(shapes) == 0:
        return Chosen(shapes, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int16))
    places = shapes.index.query(view.around(view.px(layer.reach_mm) + 2))
    classes = layer.classes[shapes.rows[places]]
    drawn = classes >= 0
    if not drawn.all():
        places, classes = places[drawn], classes[drawn]
    if len(layer.symbols) > 1:
        order = np.argsort(classes, kind="stable")
        places, classes = places[order], classes[order]
    return Chosen(shapes, places, classes)


def split_dust(chosen: Chosen, smallest: float) -> tuple[Chosen, Chosen]:
    """Divide into shapes at least ``smallest`` (CRS units) in some direction, and dust."""
    large = is_large(chosen.shapes.bounds, chosen.places, smallest)
    if large.all():
        return chosen, chosen.at(chosen.places[:0])
    return chosen.part(large), chosen.part(~large)


def outline(
    layer: DrawLayer,
    chosen: Chosen,
    view: View,
    *,
    closed: bool,
    segmented: frozenset[int] = frozenset(),
) -> Outlines:
    """Build the Qt paths of polygons (``closed``) or lines.

    Outlines of ``segmented`` classes are left as segments.
    """
    result = Outlines()
    if len(chosen) == 0:
        return result
    margin = MARGIN_PX + view.px(layer.reach_mm)
    inside = _within(chosen, view.around(margin))
    whole = chosen.part(inside)
    if len(whole):
        placed = _device(whole, view, closed=closed)
        for group, path in build_paths(placed, whole.classes, _typical_px(whole, view)):
            result.add(group, path, filled=closed, stroked=group not in segmented)
        if segmented:
            found = segments_by_class(placed, whole.classes)
            result.segments.update(pair for pair in found if pair[0] in segmented)
    if not inside.all():
        _cut(layer, result, chosen.part(~inside), view, margin, closed=closed)
    return result


def _within(chosen: Chosen, box: Bounds) -> npt.NDArray[np.bool_]:
    bounds = chosen.shapes.bounds[chosen.places]
    west, south, east, north = box
    low = (bounds[:, 0] >= west) & (bounds[:, 1] >= south)
    high = (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    return np.asarray(low & high)


def _typical_px(chosen: Chosen, view: View) -> float:
    some = chosen.shapes.bounds[chosen.places[:: max(1, len(chosen) // 100)]]
    return float((some[:, 2] - some[:, 0]).mean()) / view.resolution


def _device(chosen: Chosen, view: View, *, closed: bool) -> Paths:
    paths = chosen.shapes.paths.take(chosen.places)
    placed = Paths(view.device(paths.coords), paths.path_offsets, paths.shape_offsets)
    return thin(placed, chosen.shapes.step / view.resolution, closed=closed)


def _cut(
    layer: DrawLayer, result: Outlines, chosen: Chosen, view: View, margin: float, *, closed: bool
) -> None:
    """Add shapes that reach far outside: fills cut as areas, strokes as lines."""
    paths = _device(chosen, view, closed=closed)
    box = (-margin, -margin, view.width + margin, view.height + margin)
    if closed:
        for group, path in build_paths(clip_rings(paths, box), chosen.classes, _LARGE_PX):
            result.add(group, path, filled=True, stroked=False)
    runs = clip_lines(paths, box)
    shape = np.searchsorted(paths.shape_offsets, runs.source, side="right") - 1
    classes = chosen.classes[shape]
    dashed = np.array([bool(symbol.dash) for symbol in layer.symbols])[classes]
    for group, path in _run_paths(runs, classes, ~dashed):
        result.add(group, path, filled=False, stroked=True)
    for run in np.flatnonzero(dashed).tolist():
        alone = np.arange(len(dashed)) == run
        for group, path in _run_paths(runs, classes, alone):
            result.strokes.setdefault(group, []).append((path, float(runs.start[run])))


def _run_paths(
    runs: Runs, classes: ClassIndex, wanted: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, QPainterPath]]:
    chosen = np.flatnonzero(wanted)
    single = Paths(runs.coords, runs.offsets, np.arange(len(wanted) + 1, dtype=np.int64))
    if len(chosen):
        yield from build_paths(single.take(chosen), classes[chosen], _LARGE_PX)
