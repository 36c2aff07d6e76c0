"""Legend swatches for delegates: drawn once by the map's painter, then kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QImage

from planviewer.model.style import Symbol
from planviewer.ui.layer_rows import GeometryKind

SwatchKind = Literal["point", "line", "polygon"]
Swatch = Callable[[Symbol, SwatchKind, int, int, float], QImage]
"""Draws a swatch: symbol, kind, width and height in logical pixels, pixel ratio."""


def kept(swatch: Swatch) -> Swatch:
    """Return ``swatch`` with a memory: rows are painted at every move of the pointer."""
    return lru_cache(maxsize=512)(swatch)


def swatch_kind(kind: GeometryKind, symbol: Symbol) -> SwatchKind:
    """Return what to draw for a layer: of mixed geometries the part its symbol says most about."""
    if kind == "raster":
        return "polygon"
    if kind != "mixed":
        return kind
    return "polygon" if symbol.fill is not None or symbol.hatch != "none" else "line"
