"""Point features: sprites on pixels, outlines on paper."""

from __future__ import annotations

import numpy as np

from planviewer.drawing.arrays import Floats, Ints
from planviewer.drawing.canvas import Canvas
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.markers import PHASES, draw_marker, sprite, sprite_half
from planviewer.drawing.prepare import Chosen
from planviewer.drawing.view import View
from planviewer.model.style import Symbol


def draw_points(canvas: Canvas, layer: DrawLayer, chosen: Chosen) -> None:
    """Draw points class by class, later rows over earlier ones."""
    for number in chosen.kinds:
        symbol = layer.symbols[number]
        positions = _positions(chosen.part(chosen.classes == number), canvas.view)
        if canvas.vector:
            for x, y in positions.tolist():
                canvas.go_on()
                draw_marker(canvas.painter, symbol, x, y, canvas.view.px_per_mm)
        else:
            _draw_sprites(canvas, symbol, _uncovered(positions, symbol, canvas.view))


def _positions(chosen: Chosen, view: View) -> Floats:
    order = np.argsort(chosen.shapes.rows[chosen.places], kind="stable")
    return view.device(chosen.shapes.paths.coords[chosen.places[order]])


def _uncovered(positions: Floats, symbol: Symbol, view: View) -> Floats:
    """Leave out markers that a later one hides but for a fraction of a pixel of its rim."""
    cell = max(0.5, view.px(symbol.marker_size_mm) / 10)
    cells = np.floor((positions - view.anchor) / cell).astype(np.int64)
    keys = cells[:, 0] * (1 << 31) + cells[:, 1]
    _, last = np.unique(keys[::-1], return_index=True)
    kept: Ints = np.sort(len(keys) - 1 - last)
    return positions[kept]


def _draw_sprites(canvas: Canvas, symbol: Symbol, positions: Floats) -> None:
    whole = np.floor(positions)
    phases = np.floor((positions - whole) * PHASES).astype(np.int64).clip(0, PHASES - 1)
    corners = whole.astype(np.int64) - sprite_half(symbol, canvas.view.px_per_mm)
    for (x, y), (phase_x, phase_y) in zip(corners.tolist(), phases.tolist(), strict=True):
        canvas.go_on()
        image = sprite(symbol, canvas.view.px_per_mm, phase_x, phase_y)
        canvas.painter.drawImage(x, y, image)
