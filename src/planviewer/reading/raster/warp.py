"""Parts of an image as they lie in another coordinate system.

The way from the picture to the image goes through the one pinned operation of ``model.crs`` (left
to the library, VN-2000 would be 0.7 m off or worse). It is computed exactly on a coarse mesh and
linearly between, and the mesh is refined until the middle of every cell is right.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS

from planviewer.model.crs import operation
from planviewer.reading.raster.images import RasterInfo
from planviewer.reading.raster.levels import GoOn, Grid, Rgba, choose_grid, read_grid
from planviewer.reading.systems import Bounds

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Places = tuple[Floats, Floats]
"""Columns and rows of the full image (0 at the outer edge of the first pixel)."""

EXACT_PX: Final = 0.01
"""What the mesh may be wrong, in pixels of the picture."""
_FEWEST_CELLS: Final = 4
_MOST_PIXELS: Final = 16
_BLENDED_AT_ONCE: Final = 8192
"""So many pixels stay in the processor's cache."""


def read_part(
    info: RasterInfo,
    target_crs: CRS | str,
    bounds: Bounds,
    width: int,
    height: int,
    *,
    go_on: GoOn = lambda: None,
) -> Rgba | None:
    """Return what an image shows in a rectangle of another system.

    Parameters
    ----------
    bounds
        min x, min y, max x, max y in ``target_crs``.
    width, height
        Pixels of the picture.
    go_on
        Called between pieces of work; what it raises comes through.

    Returns
    -------
    array of shape (height, width, 4), or None
        Straight red, green, blue, opacity; None where nothing of the image lies. Palettes are
        sampled by the nearest pixel, everything else bilinearly.

    Raises
    ------
    NoTransformation
        If the systems are not joined by a sure operation.
    FileUnreadable
        If the file cannot be read there.
    """
    columns, rows, scale = locate(info, target_crs, bounds, width, height)
    inside = _inside(info, columns, rows)
    if not inside.any():
        return None
    everywhere = bool(inside.all())
    u, v = (columns.ravel(), rows.ravel()) if everywhere else (columns[inside], rows[inside])
    grid = _affordable(info, choose_grid(info, scale), (u, v))
    across, down = grid.factors(info)
    u, v = u / across, v / down
    box = _box(u, v, grid)
    pixels = read_grid(info, grid, box, go_on)
    u -= box[0]
    v -= box[1]
    sample = _nearest if info.colours.shades == "palette" else _bilinear
    if everywhere:
        return sample(pixels, u, v).reshape(height, width, 4)
    result: Rgba = np.zeros((height, width, 4), dtype=np.uint8)
    result[inside] = sample(pixels, u, v)
    return result


def _inside(info: RasterInfo, columns: Floats, rows: Floats) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (
        (columns >= 0) & (columns < info.width) & (rows >= 0) & (rows < info.height)
    )
    return found


def locate(
    info: RasterInfo, target_crs: CRS | str, bounds: Bounds, width: int, height: int
) -> tuple[Floats, Floats, float]:
    """Return where in the image the middle of each pixel of a picture lies.

    Returns
    -------
    columns, rows
        Shape (height, width), in pixels of the full image; not finite where there is no way.
    scale
        Pixels of the image per pixel of the picture (the smaller of both directions).
    """
    way = _Way(info, target_crs, bounds, (width, height))
    cells = _FEWEST_CELLS
    while True:
        steps = np.arange(cells + 1, dtype=np.float64) / cells
        nodes = way.exact(width * steps, height * steps)
        scale = _scale(nodes, width / cells, height / cells)
        half = (np.arange(cells, dtype=np.float64) + 0.5) / cells
        true = way.exact(half * width, half * height)
        error = np.abs(_between(nodes, half, half) - true).max()
        if error <= EXACT_PX * max(scale, 1e-12):  # never so with a node that is not finite
            x, y = (np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height
            columns, rows = _between(nodes, x, y)
            return columns, rows, scale
        cells *= 4
        if cells * cells > width * height / _MOST_PIXELS:
            every_x = np.arange(width, dtype=np.float64) + 0.5
            every_y = np.arange(height, dtype=np.float64) + 0.5
            columns, rows = way.exact(every_x, every_y)
            return columns, rows, scale


class _Way:
    """From pixels of a picture to pixels of an image."""

    def __init__(
        self, info: RasterInfo, target_crs: CRS | str, bounds: Bounds, size: tuple[int, int]
    ) -> None:
        self._operation = operation(target_crs, info.crs_key)
        self._west, self._north = bounds[0], bounds[3]
        self._per_x = (bounds[2] - bounds[0]) / size[0]
        self._per_y = (bounds[3] - bounds[1]) / size[1]
        a, b, c, d, e, f = info.affine
        self._inverse = np.linalg.inv(np.array([[a, b], [d, e]]))
        self._corner = (c, f)

    def exact(self, x: Floats, y: Floats) -> Floats:
        """Return (2, rows, columns): column and row in the image for pixels x by y."""
        grid_x, grid_y = np.meshgrid(self._west + x * self._per_x, self._north - y * self._per_y)
        east, north = self._operation(grid_x.ravel(), grid_y.ravel())
        place = np.stack((np.asarray(east) - self._corner[0], np.asarray(north) - self._corner[1]))
        with np.errstate(invalid="ignore"):
            found = self._inverse @ place
        return found.reshape(2, len(y), len(x))


def _between(nodes: Floats, x: Floats, y: Floats) -> Floats:
    """Return (2, rows, columns) linearly between nodes at equal steps; x, y from 0 to 1."""
    with np.errstate(invalid="ignore"):
        return np.asarray(_weights(y, nodes.shape[1]) @ nodes @ _weights(x, nodes.shape[2]).T)


def _weights(at: Floats, count: int) -> Floats:
    place = at * (count - 1)
    left = np.minimum(place.astype(np.int64), count - 2)
    weights = np.zeros((len(at), count))
    row = np.arange(len(at))
    weights[row, left] = 1 - (place - left)
    weights[row, left + 1] = place - left
    return weights


def _scale(nodes: Floats, cell_width: float, cell_height: float) -> float:
    """Return pixels of the image per pixel of the picture, the finer direction."""
    with np.errstate(invalid="ignore"):
        across = np.hypot(*np.diff(nodes, axis=2)) / cell_width
        down = np.hypot(*np.diff(nodes, axis=1)) / cell_height
    steps = np.concatenate((across.ravel(), down.ravel()))
    steps = steps[np.isfinite(steps)]
    return float(np.median(steps)) if len(steps) else 1.0


def _affordable(info: RasterInfo, grid: Grid, places: Places) -> Grid:
    """Take a coarser grid where a stretched picture would need too much of the image at once."""
    wanted = len(places[0])
    while True:
        across, down = grid.factors(info)
        left, top, right, bottom = _box(places[0] / across, places[1] / down, grid)
        coarser = choose_grid(info, 2.02 * min(across, down))
        if (right - left) * (bottom - top) <= max(_MOST_PIXELS * wanted, 2**20) or coarser == grid:
            return grid
        grid = coarser


def _box(u: Floats, v: Floats, grid: Grid) -> tuple[int, int, int, int]:
    """Return the pixels of a grid that bilinear sampling at u, v looks at."""
    left, top = int(max(0, np.floor(u.min() - 0.5))), int(max(0, np.floor(v.min() - 0.5)))
    left, top = min(left, grid.width - 1), min(top, grid.height - 1)
    right = int(min(grid.width, np.floor(u.max() + 0.5) + 1))
    bottom = int(min(grid.height, np.floor(v.max() + 0.5) + 1))
    return left, top, right, bottom


def _nearest(pixels: Rgba, u: Floats, v: Floats) -> Rgba:
    high, wide = pixels.shape[:2]
    place = np.clip(v.astype(np.int64), 0, high - 1) * wide
    place += np.clip(u.astype(np.int64), 0, wide - 1)
    found: Rgba = np.ascontiguousarray(pixels).reshape(-1, 4)[place]
    return found


def _bilinear(pixels: Rgba, u: Floats, v: Floats) -> Rgba:
    """Blend the four pixels around; those without content do not colour their neighbours."""
    opaque = bool((pixels[..., 3] == 255).all())
    pixels = np.ascontiguousarray(pixels)
    result: Rgba = np.empty((len(u), 4), dtype=np.uint8)
    for start in range(0, len(u), _BLENDED_AT_ONCE):
        part = slice(start, start + _BLENDED_AT_ONCE)
        result[part] = _blend(pixels, u[part], v[part], opaque=opaque)
    return result


def _blend(pixels: Rgba, u: Floats, v: Floats, *, opaque: bool) -> Rgba:
    high, wide = pixels.shape[:2]
    x, y = u - 0.5, v - 0.5
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    # Each share four times over, once a channel: long plain arrays are blended fastest.
    fx, fy = (np.repeat(share.astype(np.float32), 4) for share in (x - left, y - top))
    columns = [np.clip(left + step, 0, wide - 1) for step in (0, 1)]
    rows = [np.clip(top + step, 0, high - 1) * wide for step in (0, 1)]
    flat = pixels.reshape(-1, 4).view(np.uint32).ravel()

    def corner(row: int, column: int) -> Floats32:
        colour: Floats32 = flat.take(rows[row] + columns[column]).view(np.uint8).astype(np.float32)
        if not opaque:
            by_channel = colour.reshape(-1, 4)
            by_channel[:, :3] *= by_channel[:, 3:] / np.float32(255)
        return colour

    upper = _lerp(corner(0, 0), corner(0, 1), fx)
    lower = _lerp(corner(1, 0), corner(1, 1), fx)
    total = _lerp(upper, lower, fy)
    if not opaque:
        by_channel = total.reshape(-1, 4)
        by_channel[:, :3] *= 255 / np.maximum(by_channel[:, 3:], np.float32(1e-3))
        np.clip(total, 0, 255, out=total)
    total += np.float32(0.5)
    blended: Rgba = total.astype(np.uint8).reshape(-1, 4)
    return blended


def _lerp(one: Floats32, other: Floats32, share: Floats32) -> Floats32:
    """Return what lies between; ``other`` is used up."""
    other -= one
    other *= share
    other += one
    return other
