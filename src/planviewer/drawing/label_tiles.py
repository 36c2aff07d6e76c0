"""Labels of tiles: placed for a block of tiles at once, drawn on every tile they touch."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtGui import QImage, QPainter

from planviewer.drawing.canvas import blank
from planviewer.drawing.label_draw import draw_labels
from planviewer.drawing.label_places import CandidateMemory, place_labels
from planviewer.drawing.labels import Placed
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.view import SCREEN_PX_PER_MM, TILE_SIZE, View

_BLOCK_ZOOMS: Final = 2
_BLOCKS_KEPT: Final = 32
_CANDIDATES_KEPT: Final = 128


class LabelTiles:
    """Places labels for 4 × 4 tiles at a time and remembers the last places. One thread at a time.

    Placing looks far enough around a block for neighbouring blocks to agree.
    """

    def __init__(self) -> None:
        self._blocks: OrderedDict[Hashable, list[Placed]] = OrderedDict()
        self._memory: CandidateMemory = {}

    def image(
        self, layers: Sequence[DrawLayer], z: float, place: tuple[int, int], ratio: float
    ) -> QImage | None:
        """Return the labels on tile z/x/y, None when there are none."""
        size = round(TILE_SIZE * ratio)
        up = _BLOCK_ZOOMS
        block = (place[0] >> up, place[1] >> up)
        left, top = ((place[k] - (block[k] << up)) * size for k in (0, 1))
        labels = [
            label
            for label in self._placed(layers, z - up, block, (TILE_SIZE << up, ratio))
            if _near(label, left, top, size)
        ]
        if not labels:
            return None
        image = blank(size, size)
        painter = QPainter(image)
        painter.translate(-left, -top)
        draw_labels(painter, labels, SCREEN_PX_PER_MM * ratio)
        painter.end()
        return image

    def _placed(
        self, layers: Sequence[DrawLayer], z: float, block: tuple[int, int], size: tuple[int, float]
    ) -> list[Placed]:
        key = (tuple(layer.token for layer in layers), z, block, size)
        if key not in self._blocks:
            view = View.for_tile(z, *block, size=size[0], ratio=size[1])
            if len(self._memory) > _CANDIDATES_KEPT:
                self._memory.clear()
            self._blocks[key] = place_labels(list(layers), view, self._memory)
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(key)
        return self._blocks[key]


def _near(label: Placed, left: int, top: int, size: int) -> bool:
    """Whether a label, halo included, touches a tile."""
    halo = size / 16
    x0, y0, x1, y1 = label.box
    return (
        x0 - halo <= left + size
        and x1 + halo >= left
        and y0 - halo <= top + size
        and y1 + halo >= top
    )
