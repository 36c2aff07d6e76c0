"""Map tiles, layer by layer, kept as long as the layer looks the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.cache import ImageCache
from planviewer.drawing.canvas import Cancelled, blank
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.label_tiles import LabelTiles
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.painter import paint
from planviewer.drawing.view import MERCATOR_HALF, SCREEN_PX_PER_MM, TILE_SIZE, View

CACHE_BYTES: Final = 256 * 2**20
LIGHT_POINTS: Final = 20_000
"""A layer of so few vertices costs a tile nearly as much as it costs sixteen."""
_BLOCK: Final = 4
_EARTH_RADIUS: Final = 6_378_137.0


class Tile(NamedTuple):
    """A tile of the web map scheme, and the device pixels a logical one has.

    ``z`` may lie between whole zooms: the world is then 256·2ᶻ logical pixels wide.
    """

    z: float
    x: int
    y: int
    ratio: float = 1.0

    def view(self) -> View:
        """Return what the tile shows."""
        return View.for_tile(self.z, self.x, self.y, ratio=self.ratio)

    def block(self) -> View:
        """Return what the tile shows with its neighbours: one block of 4 x 4 tiles."""
        place = (self.x // _BLOCK, self.y // _BLOCK)
        whole = View.for_tile(self.z - math.log2(_BLOCK), *place, ratio=self.ratio)
        return replace(whole, width=_BLOCK * whole.width, height=_BLOCK * whole.height)

    def of_block(self) -> list[Tile]:
        """Return the tiles of that block, row by row."""
        left, top = self.x // _BLOCK * _BLOCK, self.y // _BLOCK * _BLOCK
        return [
            self._replace(x=left + column, y=top + row)
            for row in range(_BLOCK)
            for column in range(_BLOCK)
        ]


class TilePainter:
    """Draws tiles in EPSG:3857. May be called from any thread; one thread draws at a time.

    A tile is composed of one picture a layer. So showing, hiding, reordering or fading a layer
    draws nothing anew, and a changed layer costs only its own pictures. Labels, which give way to
    each other, are one more picture for all layers together.
    """

    def __init__(self, cache_bytes: int = CACHE_BYTES) -> None:
        self._cache = ImageCache(cache_bytes)
        self._layers: tuple[Drawable, ...] = ()
        self._labels = LabelTiles()
        self._drawing = Lock()

    @property
    def layers(self) -> tuple[Drawable, ...]:
        """The layers as set last."""
        return self._layers

    @property
    def used_bytes(self) -> int:
        """Bytes of pictures held."""
        return self._cache.used_bytes

    def set_layers(self, layers: Sequence[Drawable]) -> None:
        """Show these layers (the last on top); pictures of layers with a known token stay."""
        self._layers = tuple(layers)
        wanted = {layer.token for layer in self._layers}
        self._cache.drop(lambda key: not wanted.issuperset(_tokens(key)))

    def image(
        self, z: float, x: int, y: int, ratio: float = 1.0, cancelled: Cancelled | None = None
    ) -> QImage | None:
        """Return the tile z/x/y, 256 · ``ratio`` pixels wide; None when nothing is on it.

        Raises
        ------
        DrawingCancelled
            If ``cancelled`` answered True on the way.
        """
        tile = Tile(z, x, y, ratio)
        shown = [layer for layer in self._layers if layer.shown_at(ground_scale(z, layer))]
        parts = [(layer.opacity, self._picture(layer, tile, cancelled)) for layer in shown]
        lettered = [
            layer.lettered_at(ground_scale(z, layer))
            for layer in shown
            if isinstance(layer, DrawLayer)
        ]
        written = tuple(layer for layer in lettered if layer.texts)
        if written:
            parts.append((1.0, self._written(written, tile)))
        return _compose([(opacity, part) for opacity, part in parts if part is not None])

    def _picture(self, layer: Drawable, tile: Tile, cancelled: Cancelled | None) -> QImage | None:
        """Return one layer's picture of a tile."""
        key = ((layer.token,), "layer", tile)
        if not _is_light(layer):
            return self._kept(key, lambda: _draw(layer, tile.view(), cancelled))
        return self._kept(key, lambda: self._one_of_block(layer, tile, cancelled))

    def _one_of_block(
        self, layer: Drawable, tile: Tile, cancelled: Cancelled | None
    ) -> QImage | None:
        """Draw a light layer on a whole block, keep the other tiles and return this one."""
        whole = _draw(layer, tile.block(), cancelled)
        tiles = tile.of_block()
        pictures = [None] * len(tiles) if whole is None else _pieces(whole)
        for other, picture in zip(tiles, pictures, strict=True):
            self._cache.put(((layer.token,), "layer", other), picture)
        return pictures[tiles.index(tile)]

    def _written(self, layers: tuple[DrawLayer, ...], tile: Tile) -> QImage | None:
        """Return the labels of a tile."""
        key = (tuple(layer.token for layer in layers), "labels", tile)
        place = (tile.x, tile.y)
        return self._kept(key, lambda: self._labels.image(layers, tile.z, place, tile.ratio))

    def _kept(self, key: Hashable, draw: Callable[[], QImage | None]) -> QImage | None:
        """Return a picture from the cache, or drawn now."""
        try:
            return self._cache.get(key)
        except KeyError:
            pass
        with self._drawing:
            if key in self._cache:
                return self._cache.get(key)
            image = draw()
            self._cache.put(key, image)
            return image


def _tokens(key: Hashable) -> tuple[int, ...]:
    return key[0] if isinstance(key, tuple) else ()


def ground_scale(z: float, layer: Drawable) -> float:
    """Return the denominator of the scale (on the ground, at 96 dpi) in the middle of a layer.

    One scale for all tiles of a zoom: a layer must not end between two rows of tiles.
    """
    bounds = layer.bounds
    northing = 0.0 if bounds is None else (bounds[1] + bounds[3]) / 2
    return mercator_scale(z, northing)


def mercator_scale(z: float, northing: float) -> float:
    """Return the denominator of the scale on the ground of zoom ``z`` at an EPSG:3857 northing."""
    latitude = math.atan(math.sinh(northing / _EARTH_RADIUS))
    metres_per_px: float = 2 * MERCATOR_HALF / 2.0**z / TILE_SIZE * math.cos(latitude)
    return metres_per_px * SCREEN_PX_PER_MM * 1000


def _draw(layer: Drawable, view: View, cancelled: Cancelled | None) -> QImage | None:
    bounds, box = layer.bounds, view.around(view.px(layer.reach_mm) + 2)
    if bounds is None or not _touch(bounds, box):
        return None
    image = blank(view.width, view.height)
    painter = QPainter(image)
    try:
        plain = layer.with_look(opacity=1.0, visible=True)
        drawn = paint(painter, [plain], view, cancelled, labels=False)
    finally:
        painter.end()
    return image if drawn and _shows_something(image) else None


def _is_light(layer: Drawable) -> bool:
    return isinstance(layer, DrawLayer) and layer.geometry.point_count <= LIGHT_POINTS


def _pieces(block: QImage) -> list[QImage | None]:
    """Cut the picture of a block into its tiles; None where nothing is painted."""
    size = block.width() // _BLOCK
    pixels = np.frombuffer(block.constBits(), dtype=np.uint32)
    parts = np.asarray(pixels.reshape(_BLOCK, size, _BLOCK, size).any(axis=(1, 3)))
    return [
        block.copy(column * size, row * size, size, size) if parts[row, column] else None
        for row in range(_BLOCK)
        for column in range(_BLOCK)
    ]


def _shows_something(image: QImage) -> bool:
    """Whether any pixel is painted: of most tiles that bounds touch, a long line misses some."""
    return bool(np.frombuffer(image.constBits(), dtype=np.uint32).any())


def _touch(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def _compose(parts: Sequence[tuple[float, QImage]]) -> QImage | None:
    if not parts:
        return None
    if len(parts) == 1 and parts[0][0] >= 1:
        return parts[0][1]
    image = blank(parts[0][1].width(), parts[0][1].height())
    painter = QPainter(image)
    for opacity, part in parts:
        painter.setOpacity(opacity)
        painter.drawImage(QPoint(0, 0), part)
    painter.end()
    return image
