"""What an image says at one pixel."""

from __future__ import annotations

from typing import Final

from planviewer.reading.raster.images import RasterInfo

MOST_BANDS: Final = 16
_QUICK_BYTES: Final = 64 * 2**20


def pixel_values(info: RasterInfo, column: int, row: int) -> tuple[float, ...] | None:
    """Return the values of the first bands as they stand in the file.

    None where the file must be unpacked in pieces so large that a click would have to wait.

    Raises
    ------
    FileUnreadable
        If the file cannot be read there.
    """
    from planviewer.reading.raster import access  # noqa: PLC0415  0.2 s off the start

    bands = list(range(1, min(len(info.bands), MOST_BANDS) + 1))
    with access.handles.borrow(info.path) as dataset:
        rows, columns = dataset.block_shapes[0]
        if rows * columns * len(info.bands) * 8 > _QUICK_BYTES:
            return None
        window = ((row, row + 1), (column, column + 1))
        return tuple(float(value) for value in dataset.read(bands, window=window).ravel())
