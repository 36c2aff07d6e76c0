"""The name of a tile, as the page asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_PATH: Final = re.compile(r"/(\d+)(?:~(\d+))?/(\d+(?:\.\d+)?)/(-?\d+)/(-?\d+)@(\d+(?:\.\d+)?)")
_LARGEST_RATIO: Final = 8.0
_LARGEST_ZOOM: Final = 26.0


@dataclass(frozen=True)
class TileKey:
    """A tile of a version of the picture, at ``ratio`` device pixels per CSS pixel.

    ``base`` is the version the page shows there already, if any: the tile may look the same.
    """

    version: int
    z: float
    x: int
    y: int
    ratio: float
    base: int | None = field(default=None, compare=False)

    @classmethod
    def from_path(cls, path: str) -> TileKey | None:
        """Return the tile that ``/version/z/x/y@ratio`` names, None if it names none.

        The version may be written ``version~base``.
        """
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        version, base, z, x, y, ratio = match.groups()
        known = None if base is None else int(base)
        key = cls(int(version), float(z), int(x), int(y), float(ratio), known)
        sane = key.z <= _LARGEST_ZOOM and 0 < key.ratio <= _LARGEST_RATIO
        return key if sane else None

    @property
    def picture(self) -> tuple[int, float, float]:
        """What the tiles of one picture have in common."""
        return self.version, self.z, self.ratio

    @property
    def place(self) -> tuple[float, int, int, float]:
        """Which tile it is, of whatever version."""
        return self.z, self.x, self.y, self.ratio

    def offset(self, centre: tuple[float, float]) -> tuple[float, float]:
        """Return how far the tile's middle lies from ``centre``, in shares of the world's width."""
        world: float = 2.0**self.z
        return (self.x + 0.5) / world - centre[0], (self.y + 0.5) / world - centre[1]

    def distance(self, centre: tuple[float, float]) -> float:
        """Return the squared distance to ``centre``, both as shares of the world's width."""
        dx, dy = self.offset(centre)
        return dx * dx + dy * dy
