"""An image as a layer of the map: painted like any other, tile by tile or onto paper."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Self

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.arrays import Bounds
from planviewer.drawing.canvas import Canvas
from planviewer.drawing.tokens import next_token
from planviewer.drawing.view import View
from planviewer.model.crs import operation
from planviewer.reading.raster.images import RasterInfo, bounds_in
from planviewer.reading.raster.warp import read_part

BLOCK: Final = 512
"""Pixels of the picture made at a time: memory stays small however large the paper is."""
PRINT_PX_PER_MM: Final = 300 / 25.4
MOST_PRINTED_PIXELS: Final = 40_000_000


@dataclass(frozen=True, eq=False)
class RasterDrawLayer:
    """What the painter draws of an image; look and token as for `DrawLayer`.

    Attributes
    ----------
    info, crs
        The image and the system it is drawn in.
    bounds
        In ``crs``; None when nothing of the image can be brought there.
    """

    layer_id: str
    info: RasterInfo
    crs: str
    bounds: Bounds | None
    opacity: float = 1.0
    visible: bool = True
    max_scale: float | None = None
    min_scale: float | None = None
    token: int = field(default_factory=next_token)
    reach_mm: float = 0.0

    @classmethod
    def build(cls, layer_id: str, info: RasterInfo, crs: str) -> Self:
        """Prepare an image for drawing in ``crs``; no pixel is read.

        Raises
        ------
        NoTransformation, CrsUnknown
            If the image cannot be brought into ``crs``.
        """
        return cls(layer_id, info, crs, bounds_in(info, crs))

    def with_look(
        self,
        *,
        opacity: float | None = None,
        visible: bool | None = None,
        max_scale: float | None = None,
        min_scale: float | None = None,
    ) -> Self:
        """Return the layer with another look; what is None stays. Drawn pictures keep."""
        return replace(
            self,
            opacity=self.opacity if opacity is None else opacity,
            visible=self.visible if visible is None else visible,
            max_scale=max_scale or self.max_scale,
            min_scale=min_scale or self.min_scale,
        )

    def shown_at(self, scale: float) -> bool:
        """Whether the layer is to be seen at 1:``scale``."""
        return (
            self.visible
            and self.opacity > 0
            and (self.max_scale is None or scale >= self.max_scale)
            and (self.min_scale is None or scale <= self.min_scale)
        )

    @property
    def feature_count(self) -> int:
        """Return 0: an image holds no features."""
        return 0

    @property
    def kinds(self) -> tuple[()]:
        """There is no geometry."""
        return ()

    def touches(self, bounds: Bounds) -> bool:
        """Whether the image reaches into a rectangle (CRS of the layer)."""
        mine = self.bounds
        return mine is not None and (
            mine[0] <= bounds[2]
            and mine[2] >= bounds[0]
            and mine[1] <= bounds[3]
            and mine[3] >= bounds[1]
        )

    def pixel_at(self, x: float, y: float) -> int | None:
        """Return the number of the pixel at a place (row · width + column), None beside it."""
        east, north = operation(self.crs, self.info.crs).point(x, y)
        a, b, c, d, e, f = self.info.affine
        if not (math.isfinite(east) and math.isfinite(north)):
            return None
        column, row = np.linalg.solve([[a, b], [d, e]], [east - c, north - f]).tolist()
        inside = 0 <= column < self.info.width and 0 <= row < self.info.height
        return int(row) * self.info.width + int(column) if inside else None

    def draw(self, canvas: Canvas) -> bool:
        """Paint what lies in the canvas' view; whether there was anything.

        Raises
        ------
        DrawingCancelled
            If the picture is no longer wanted.
        FileUnreadable
            If the file cannot be read there.
        """
        if not self.touches(canvas.view.bounds):
            return False
        with canvas.blended(self.opacity) as target:
            if target.vector:
                return self._draw_as_one(target)
            drawn = False
            for x, y, part in _parts(target.view):
                image = self._image(part, target)
                if image is not None:
                    target.painter.drawImage(QPointF(x, y), image)
                    drawn = True
            return drawn

    def _draw_as_one(self, canvas: Canvas) -> bool:
        """Paint one picture of print resolution: in a PDF, blocks would show their seams."""
        view = _printed(canvas.view)
        whole = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
        whole.fill(0)
        painter = QPainter(whole)
        try:
            drawn = replace(self, opacity=1.0).draw(
                Canvas(painter, view, vector=False, cancelled=canvas.cancelled)
            )
        finally:
            painter.end()
        if drawn:
            size = QSizeF(canvas.view.width, canvas.view.height)
            canvas.painter.drawImage(QRectF(QPointF(0, 0), size), whole)
        return drawn

    def _image(self, view: View, canvas: Canvas) -> QImage | None:
        canvas.go_on()
        if not self.touches(view.bounds):
            return None
        pixels = read_part(
            self.info, self.crs, view.bounds, view.width, view.height, go_on=canvas.go_on
        )
        if pixels is None:
            return None
        kind = QImage.Format.Format_RGBA8888
        image = QImage(pixels.data, view.width, view.height, 4 * view.width, kind)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _parts(view: View) -> Iterator[tuple[int, int, View]]:
    for y in range(0, view.height, BLOCK):
        for x in range(0, view.width, BLOCK):
            size = min(BLOCK, view.width - x), min(BLOCK, view.height - y)
            whole = (x, y, *size) == (0, 0, view.width, view.height)
            yield x, y, view if whole else view.part(x, y, *size)


def _printed(view: View) -> View:
    """Return a view of the same ground with no more pixels than print can show."""
    shrink = min(
        1.0,
        PRINT_PX_PER_MM / view.px_per_mm,
        math.sqrt(MOST_PRINTED_PIXELS / (view.width * view.height)),
    )
    width, height = max(1, round(view.width * shrink)), max(1, round(view.height * shrink))
    return View(view.bounds, width, height, view.px_per_mm * shrink)
