"""Values of an image as colours."""

from __future__ import annotations

import threading
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.reading.raster.images import Level, RasterInfo

Rgba = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

LOW_PERCENT, HIGH_PERCENT = 2.0, 98.0
"""Values of more than 8 bits are stretched between these percentiles of the image."""
_SAMPLE_SIDE: Final = 512
_SAMPLE_BLOCKS: Final = 64
_lock: Final = threading.Lock()


def to_rgba(info: RasterInfo, values: Any, mask: Any) -> Rgba:
    """Return colours (rows, columns, 4) of values (bands, rows, columns).

    ``mask`` is 0 where there is no content, if the file keeps that apart.
    """
    colours = info.colours
    content = values[: len(colours.bands)]
    result = np.empty((*values.shape[1:], 4), dtype=np.uint8)
    if colours.shades == "palette":
        table = np.array(colours.palette, dtype=np.uint8)
        result[:] = table[np.clip(content[0], 0, len(table) - 1)]
    else:
        for place in range(3):
            result[..., place] = _shade(info, content, min(place, len(content) - 1))
        result[..., 3] = 255
    if colours.alpha is not None:
        result[..., 3] = _opacity(values[-1])
    if mask is not None:
        result[mask == 0, 3] = 0
    empty = is_empty(info, content)
    if empty is not None:
        result[empty, 3] = 0
    return result


def is_empty(info: RasterInfo, content: Any) -> Mask | None:
    """Return where no band has content; None if there is content everywhere."""
    empty: Any = None
    if np.issubdtype(content.dtype, np.floating):
        empty = ~np.isfinite(content).all(axis=0)
    if info.transparency == "nodata" and info.nodata is not None and np.isfinite(info.nodata):
        without = (content == np.asarray(info.nodata).astype(content.dtype)).all(axis=0)
        empty = without if empty is None else empty | without
    found: Mask | None = empty
    return found


def _shade(info: RasterInfo, content: Any, place: int) -> Any:
    values = content[place]
    if info.colours.top is not None:
        return (values.astype(np.uint16) * 255 // info.colours.top).astype(np.uint8)
    if values.dtype == np.uint8:
        return values
    low, high = _stretch(info)[place]
    scaled = (values.astype(np.float32) - low) * np.float32(255.0 / (high - low))
    return np.clip(np.nan_to_num(scaled), 0, 255).astype(np.uint8)


def _opacity(values: Any) -> Any:
    if values.dtype == np.uint8:
        return values
    top = np.iinfo(values.dtype).max if np.issubdtype(values.dtype, np.integer) else 1.0
    return np.clip(np.nan_to_num(values / top) * 255, 0, 255).astype(np.uint8)


def _stretch(info: RasterInfo) -> tuple[tuple[float, float], ...]:
    """Return the values shown darkest and lightest, by band of ``info.colours``."""
    with _lock:
        if "stretch" not in info.memory:
            info.memory["stretch"] = _measure(info)
        found: tuple[tuple[float, float], ...] = info.memory["stretch"]
        return found


def _measure(info: RasterInfo) -> tuple[tuple[float, float], ...]:
    sample = _sample(info)
    empty = is_empty(info, sample)
    kept = sample if empty is None else sample[:, ~empty]
    return tuple(_range(band.ravel()) for band in kept.reshape(len(sample), -1))


def _range(values: Any) -> tuple[float, float]:
    if not len(values):
        return 0.0, 1.0
    low, high = (float(v) for v in np.percentile(values, (LOW_PERCENT, HIGH_PERCENT)))
    if high <= low:
        low, high = float(values.min()), float(values.max())
    return low, high if high > low else low + 1.0


def _sample(info: RasterInfo) -> Any:
    """Return values (bands, rows, columns) from all over the image, without reading all of it."""
    from planviewer.reading.raster import access  # noqa: PLC0415  0.2 s off the start

    level = _fitting(info)
    with access.handles.borrow(level.path, level.overview) as dataset:
        bands = list(info.colours.bands)
        if level.width * level.height <= 4 * _SAMPLE_SIDE**2:
            return dataset.read(bands)
        rows, columns = dataset.block_shapes[0]
        down, across = -(-level.height // rows), -(-level.width // columns)
        places = np.unique(np.linspace(0, down * across - 1, _SAMPLE_BLOCKS).astype(int))
        parts = []
        for place in places.tolist():
            top, left = place // across * rows, place % across * columns
            window = (
                (top, min(top + min(rows, _SAMPLE_SIDE), level.height)),
                (left, min(left + min(columns, 4 * _SAMPLE_SIDE), level.width)),
            )
            part = dataset.read(bands, window=window)
            parts.append(part.reshape(len(bands), 1, -1)[:, :, ::4])
        return np.concatenate(parts, axis=2)


def _fitting(info: RasterInfo) -> Level:
    """Return the smallest copy that still shows the image well enough to count its values."""
    large = [level for level in info.levels if min(level.width, level.height) >= _SAMPLE_SIDE // 2]
    return large[-1] if large else info.levels[0]
