"""What the page holds: so that a tile that looks as before need not travel again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from PySide6.QtGui import QImage

from planviewer.ui.map.tile_key import TileKey

_LIMIT_BYTES: Final = 64 * 2**20
"""A large window and the tiles around it; a picture of one layer shares the cache's memory."""


class ServedTiles:
    """The pictures handed out last, by place. For one thread."""

    def __init__(self) -> None:
        self._served: OrderedDict[Hashable, tuple[int, QImage | None]] = OrderedDict()
        self._bytes = 0

    def is_known(self, key: TileKey, image: QImage | None) -> bool:
        """Whether the page holds this very picture, as version ``key.base``; then remember it."""
        version, before = self._served.pop(key.place, (None, None))
        self._served[key.place] = (key.version, image)
        self._bytes += _size(image) - _size(before)
        while self._bytes > _LIMIT_BYTES and len(self._served) > 1:
            self._bytes -= _size(self._served.popitem(last=False)[1][1])
        return version is not None and version == key.base and _alike(before, image)


def _size(image: QImage | None) -> int:
    return 0 if image is None else image.sizeInBytes()


def _alike(one: QImage | None, other: QImage | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.cacheKey() == other.cacheKey() or one == other
