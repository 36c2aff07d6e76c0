"""Pixels of an image as colours, at the fineness a picture needs.

The grid of each level is fixed once for the whole image: what a pixel of it holds does not depend
on who asks for which part. So tiles join, and paper shows what the screen shows. Where the file
has no overview coarse enough, pixels are put together here; small results are kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.reading.raster.colours import to_rgba
from planviewer.reading.raster.images import Level, RasterInfo

GoOn = Callable[[], None]
"""Called between pieces of work; it raises to stop it."""
Rgba = npt.NDArray[np.uint8]

PIECE_PIXELS: Final = 4 * 2**20
"""Pixels of the file read at a time: it bounds memory, and the time until a cancel is heard."""
KEPT_PIXELS: Final = 4 * 2**20
_AVERAGED_PIXELS: Final = 400 * 2**20
"""In images larger than this single pixels stand for their surroundings, or it takes too long."""
_memory_lock: Final = threading.Lock()


@dataclass(frozen=True)
class Grid:
    """A level with 2ˢ × 2ˢ of its pixels put together (s: ``shift``)."""

    level: Level
    shift: int = 0

    @property
    def width(self) -> int:
        """Pixels across; what is left over at the edge belongs to the last one."""
        return max(1, self.level.width >> self.shift)

    @property
    def height(self) -> int:
        """Pixels down."""
        return max(1, self.level.height >> self.shift)

    def factors(self, info: RasterInfo) -> tuple[float, float]:
        """Return pixels of the full image per pixel of the grid, along columns and rows."""
        step = 1 << self.shift
        return info.width / self.level.width * step, info.height / self.level.height * step


def choose_grid(info: RasterInfo, scale: float) -> Grid:
    """Return the coarsest grid that still has a pixel for every ``scale`` pixels of the image."""
    fine = [level for level in info.levels if info.width / level.width <= scale * 1.01]
    level = fine[-1] if fine else info.levels[0]
    left = scale * 1.01 * level.width / info.width
    most = max(0, min(level.width, level.height).bit_length() - 1)
    return Grid(level, min(most, max(0, int(np.floor(np.log2(max(left, 1.0)))))))


def read_grid(info: RasterInfo, grid: Grid, box: tuple[int, int, int, int], go_on: GoOn) -> Rgba:
    """Return the colours of columns ``box[0]``–``box[2]`` and rows ``box[1]``–``box[3]``.

    Returns
    -------
    array of shape (rows, columns, 4)
        Straight (not premultiplied) red, green, blue, opacity.

    Raises
    ------
    FileUnreadable
        If the file cannot be read there.
    """
    left, top, right, bottom = box
    if grid.shift and grid.width * grid.height <= KEPT_PIXELS:
        return _kept(info, grid).whole(go_on)[top:bottom, left:right]
    pieces = list(_pieces(info, grid, box, go_on))
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _pieces(
    info: RasterInfo, grid: Grid, box: tuple[int, int, int, int], go_on: GoOn
) -> Iterator[Rgba]:
    left, top, right, bottom = box
    step = 1 << grid.shift
    rows = max(1, PIECE_PIXELS // ((right - left) * step * step))
    for start in range(top, bottom, rows):
        go_on()
        yield _read(info, grid, (left, start, right, min(start + rows, bottom)))


def _read(info: RasterInfo, grid: Grid, box: tuple[int, int, int, int]) -> Rgba:
    from planviewer.reading.raster import access  # noqa: PLC0415  0.2 s off the start

    left, top, right, bottom = box
    shape = (bottom - top, right - left)
    step = 1 << grid.shift
    window = (
        (top * step, min(bottom * step, grid.level.height)),
        (left * step, min(right * step, grid.level.width)),
    )
    with access.handles.borrow(grid.level.path, grid.level.overview) as dataset:
        how = access.AVERAGE if _is_averaged(info, grid) else access.NEAREST
        colours = info.colours
        indexes = [*colours.bands, *([colours.alpha] if colours.alpha else [])]
        values: Any = dataset.read(
            indexes, window=window, out_shape=(len(indexes), *shape), resampling=how
        )
        mask = None
        if info.transparency == "mask":
            mask = dataset.read_masks(1, window=window, out_shape=shape, resampling=access.NEAREST)
    return to_rgba(info, values, mask)


def _is_averaged(info: RasterInfo, grid: Grid) -> bool:
    small = grid.level.width * grid.level.height <= _AVERAGED_PIXELS
    return grid.shift > 0 and small and info.colours.shades != "palette"


class _Kept:
    """A coarse picture of the whole image, made in pieces; a cancelled start is not lost."""

    def __init__(self, info: RasterInfo, grid: Grid) -> None:
        self._info, self._grid = info, grid
        self._lock = threading.Lock()
        self._pixels: Rgba = np.zeros((grid.height, grid.width, 4), dtype=np.uint8)
        self._done = 0

    def whole(self, go_on: GoOn) -> Rgba:
        """Return all of it, made as far as it is missing."""
        with self._lock:
            if self._done < self._grid.height:
                box = (0, self._done, self._grid.width, self._grid.height)
                for piece in _pieces(self._info, self._grid, box, go_on):
                    self._pixels[self._done : self._done + len(piece)] = piece
                    self._done += len(piece)
        return self._pixels


def _kept(info: RasterInfo, grid: Grid) -> _Kept:
    """Return the one coarse picture of a grid; coarser ones are made of the finest one kept."""
    with _memory_lock:
        return info.memory.setdefault(("grid", grid), _Kept(info, grid))  # type: ignore[no-any-return]
