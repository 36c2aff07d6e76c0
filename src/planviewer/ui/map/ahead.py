"""Which tiles to draw before anybody asks: around the view, first where it has been going."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from planviewer.ui.map.tile_key import TileKey

Place = tuple[float, float]
"""Shares of the Mercator world, 0–1, y down."""

MARGIN: Final = 0.3
"""The share of the view that is drawn ahead on each side: a pan by a quarter finds it done."""
_MOST: Final = 400
_REMEMBERED: Final = 2
"""So many moves are expected to come again; who follows a river goes right and down in turns."""


class Ahead:
    """The view, the moves that led to it, and the tiles around it nobody has asked for yet."""

    def __init__(self) -> None:
        self.centre: Place = (0.5, 0.5)
        self._half: Place = (0.0, 0.0)
        self._moves: list[Place] = []
        self._latest: TileKey | None = None
        self._seen: set[TileKey] = set()
        self._waiting: list[TileKey] | None = None

    def look(self, centre: Place, half: Place) -> None:
        """Follow the view: its centre, and half its width and height."""
        move = (centre[0] - self.centre[0], centre[1] - self.centre[1])
        if half != self._half:
            self._moves = []  # another zoom: what came before says nothing, and no tile is known
            self._latest = None
        elif move != (0.0, 0.0):
            self._moves = [move, *self._moves][:_REMEMBERED]
        self.centre, self._half = centre, half
        self._waiting = None

    def expect(self, key: TileKey) -> None:
        """Take the tiles of this key's picture for those that will be asked for."""
        if self._latest is None or key.picture != self._latest.picture:
            self._seen.clear()
            self._waiting = None
        self._latest = key

    def note(self, key: TileKey) -> None:
        """Remember a tile that was asked for."""
        self.expect(key)
        self._seen.add(key)

    def in_view(self, key: TileKey) -> bool:
        """Whether the view shows a tile: it will be asked for, if it was not yet."""
        if self._latest is None or key.picture != self._latest.picture:
            return False
        reach = 0.5 / 2.0**key.z
        offsets = zip(key.offset(self.centre), self._half, strict=True)
        return all(abs(off) <= half + reach for off, half in offsets)

    def give_up(self, key: TileKey) -> None:
        """Take a tile back that was not finished."""
        self._seen.discard(key)
        self._waiting = None

    def forget(self) -> None:
        """Start anew: the picture is another one."""
        self._seen.clear()
        self._latest = self._waiting = None

    def next(self) -> TileKey | None:
        """Return the tile most likely to be wanted next, None when all are done."""
        if self._waiting is None:
            self._waiting = self._in_order()
        while self._waiting and self._waiting[-1] in self._seen:
            self._waiting.pop()
        return self._waiting[-1] if self._waiting else None

    def _in_order(self) -> list[TileKey]:
        """Return the tiles around the view, the most likely last."""
        around = [key for key in self._around() if key not in self._seen]
        around.sort(key=lambda key: (not self._expected(key), key.distance(self.centre)))
        return around[::-1]

    def _expected(self, key: TileKey) -> bool:
        """Whether a view like the last ones, moved on by one of the last moves, shows the tile."""
        reach = 0.5 / 2.0**key.z
        return any(
            all(
                abs(off - step) <= half + reach
                for off, step, half in zip(key.offset(self.centre), move, self._half, strict=True)
            )
            for move in self._moves
        )

    def _around(self) -> list[TileKey]:
        """Return the tiles of the picture in the view and `MARGIN` of it on each side."""
        if self._latest is None or self._half == (0.0, 0.0):
            return []
        latest, world = self._latest, 2.0**self._latest.z
        columns, rows = (
            range(
                math.floor((c - h * (1 + 2 * MARGIN)) * world),
                math.floor((c + h * (1 + 2 * MARGIN)) * world) + 1,
            )
            for c, h in zip(self.centre, self._half, strict=True)
        )
        if len(columns) * len(rows) > _MOST:
            return []
        return [replace(latest, x=x, y=y) for y in rows for x in columns]
