"""Whether a GeoTIFF is laid out as a COG, told by its layout and not by what it says of itself.

The rules are those of the "OGC Cloud Optimized GeoTIFF Standard" (21-026), as far as a reader
feels them: pieces are tiles, large images hold smaller copies, all directories stand before the
pixels, the full image's first, and pixels of smaller copies before those of larger ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

_ONE_PIECE: Final = 512
"""Up to so many pixels an image needs no smaller copies."""


def is_cog(path: Path, dataset: Any) -> bool:
    """Whether an open GeoTIFF is a COG.

    Raises
    ------
    FileUnreadable
        If a smaller copy in it cannot be opened.
    """
    from planviewer.reading.raster import access  # noqa: PLC0415  0.2 s off the start

    if not _is_handy(dataset):
        return False
    places = [_places(dataset)]
    for number in range(len(dataset.overviews(1))):
        with access.handles.borrow(path, number) as smaller:
            if not _is_tiled(smaller):
                return False
            places.append(_places(smaller))
    heads = [head for head, _ in places]
    pixels = [first for _, first in places if first is not None]
    return _ascends(heads) and _ascends(pixels[::-1]) and all(heads[-1] < x for x in pixels)


def _is_handy(dataset: Any) -> bool:
    small = max(dataset.width, dataset.height) <= _ONE_PIECE
    return _is_tiled(dataset) and (small or bool(dataset.overviews(1)))


def _is_tiled(dataset: Any) -> bool:
    """Whether pieces are tiles; strips are as wide as the image."""
    rows, columns = dataset.block_shapes[0]
    return bool(columns != dataset.width or rows % 16 == columns % 16 == 0)


def _places(dataset: Any) -> tuple[int, int | None]:
    """Return where a directory stands in the file, and its first pixels (None: nothing stored)."""
    head = dataset.get_tag_item("IFD_OFFSET", "TIFF", bidx=1)
    first = dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1)
    return int(head or 0), None if first is None else int(first)


def _ascends(values: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(values))
