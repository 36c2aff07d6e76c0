"""Who paints the map inside the frame, and the swatches of the legend, as sheets see them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from planviewer.model.style import Symbol
from planviewer.sheets.marks import Kind
from planviewer.sheets.scales import Bounds


class Artist(Protocol):
    """Paints features; the origin of the painter is the upper left corner of the page."""

    def paint_map(self, painter: QPainter, frame: QRectF, bounds: Bounds, px_per_mm: float) -> None:
        """Paint what lies in ``bounds`` (plan CRS) into ``frame`` (device pixels, clipped)."""

    def paint_swatch(
        self, painter: QPainter, box: QRectF, symbol: Symbol, kind: Kind, px_per_mm: float
    ) -> None:
        """Paint a sample of ``symbol`` into ``box`` (device pixels, clipped)."""
