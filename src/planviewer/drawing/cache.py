"""Pictures kept, the longest unused thrown away first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from PySide6.QtGui import QImage

_ENTRY_BYTES = 200
"""What an entry costs without its picture (key, bookkeeping): empty tiles are not free."""


class ImageCache:
    """An LRU cache of pictures, limited in bytes; None stands for an empty picture. Thread-safe."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._used = 0
        self._images: OrderedDict[Hashable, QImage | None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._images

    @property
    def used_bytes(self) -> int:
        """Bytes held."""
        return self._used

    def get(self, key: Hashable) -> QImage | None:
        """Return a picture that is there and call it used.

        Raises
        ------
        KeyError
            If it is not there.
        """
        with self._lock:
            self._images.move_to_end(key)
            return self._images[key]

    def put(self, key: Hashable, image: QImage | None) -> None:
        """Keep a picture, dropping old ones as needed."""
        with self._lock:
            if key in self._images:
                self._used -= _cost(self._images.pop(key))
            self._images[key] = image
            self._used += _cost(image)
            while self._used > self._limit and self._images:
                self._used -= _cost(self._images.popitem(last=False)[1])

    def drop(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Drop the pictures whose key is ``unwanted``."""
        with self._lock:
            for key in [k for k in self._images if unwanted(k)]:
                self._used -= _cost(self._images.pop(key))


def _cost(image: QImage | None) -> int:
    return _ENTRY_BYTES + (0 if image is None else image.sizeInBytes())
