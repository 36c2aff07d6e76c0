"""The only door to rasterio: quiet, offline, two drivers only, and speaking through our errors.

rasterio brings a GDAL of its own, apart from pyogrio's. It is handed nothing but local files that
begin like a TIFF or an MBTiles database, each with its one driver, and looks at no file beside
them: a neighbour named ``.ovr`` or ``.aux.xml`` could lead it elsewhere. What is useful beside an
image is read by us.
"""

from __future__ import annotations

import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message
from planviewer.reading.raster.cut_messages import log_cut_messages

OPTIONS: Final = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_CACHEMAX": 128 * 2**20,
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "PROJ_NETWORK": "OFF",
    "OSR_PROJ_NETWORK": "OFF",
    "CPL_DEBUG": "OFF",
}
AVERAGE, NEAREST = Resampling.average, Resampling.nearest
LARGEST_BLOCK: Final = 1 << 30
"""Bytes of one tile or strip once unpacked: it must fit into memory whole."""
_HANDLES_KEPT: Final = 16
_SQLITE: Final = b"SQLite format 3\0"
_FAILURES: Final = (RasterioError, CPLE_BaseError, OSError, ValueError, MemoryError)

Key = tuple[str, int | None]
"""A file and one of its overviews, None for the full image."""


class Handles:
    """Open datasets, each lent to one thread at a time and kept for the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: OrderedDict[int, tuple[Key, Any]] = OrderedDict()

    @contextmanager
    def borrow(self, path: Path, overview: int | None = None) -> Iterator[Any]:
        """Lend a dataset.

        Raises
        ------
        FileUnreadable
            If the file is broken, also when that shows only in the course of reading.
        """
        key = (str(path), overview)
        with speaking_for(path):
            dataset = self._take(key)
            if dataset is None:
                dataset = _open(path, overview)
            try:
                yield dataset
            except BaseException:
                dataset.close()
                raise
            self._give_back(key, dataset)

    def close(self) -> None:
        """Close what nobody uses just now: on Windows an open file cannot be replaced."""
        with self._lock:
            datasets = [dataset for _, dataset in self._free.values()]
            self._free.clear()
        for dataset in datasets:
            dataset.close()

    def _take(self, key: Key) -> Any:
        with self._lock:
            found = next((n for n, (known, _) in self._free.items() if known == key), None)
            return None if found is None else self._free.pop(found)[1]

    def _give_back(self, key: Key, dataset: Any) -> None:
        with self._lock:
            self._free[id(dataset)] = (key, dataset)
            late = self._free.popitem(last=False)[1][1] if len(self._free) > _HANDLES_KEPT else None
        if late is not None:
            late.close()


handles: Final = Handles()


def _open(path: Path, overview: int | None) -> Any:
    level = {} if overview is None else {"OVERVIEW_LEVEL": overview}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        return rasterio.open(path, driver=_driver(path), sharing=False, **level)


def _driver(path: Path) -> str:
    """Return the one driver that may open a file: by its beginning, never by its name."""
    with path.open("rb") as file:
        return "MBTiles" if file.read(len(_SQLITE)) == _SQLITE else "GTiff"


@contextmanager
def speaking_for(path: Path) -> Iterator[None]:
    """Set the options of this thread, and turn the library's failures into ours."""
    log_cut_messages()
    try:
        with rasterio.Env(**OPTIONS):
            yield
    except _FAILURES as error:
        raise FileUnreadable(path=path, reason=_reason(error)) from error


def _reason(error: BaseException) -> Message:
    if isinstance(error, MemoryError):
        return Message("reading", "there is not enough memory for it.")
    cause = error.__cause__ or error
    text = str(cause).strip() or type(cause).__name__
    return Message(
        "reading",
        "it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.",
        {"detail": text.splitlines()[0][:200]},
    )


def refuse_bomb(path: Path, dataset: Any) -> None:
    """Refuse an image whose pieces cannot be unpacked in reasonable memory, or make no sense.

    Raises
    ------
    FileUnreadable
        If so.
    """
    rows, columns = dataset.block_shapes[0]
    together = dataset.count if str(dataset.interleaving).endswith("pixel") else 1
    size = rows * columns * together * _item_bytes(dataset.dtypes[0])
    if size > LARGEST_BLOCK:
        reason = Message(
            "reading",
            "it is stored in pieces of {size} MB. Save it tiled (TILED=YES) where it came from.",
            {"size": size // 2**20},
        )
        raise FileUnreadable(path=path, reason=reason)


def _item_bytes(name: str) -> int:
    return {"uint8": 1, "int8": 1, "uint16": 2, "int16": 2, "float16": 2}.get(name, 8)


def refuse_cut_short(path: Path, dataset: Any) -> None:
    """Refuse an image with pieces that lie beyond the end of its file.

    A few thousand pieces, spread evenly, are looked at; the last ones always.

    Raises
    ------
    FileUnreadable
        If so.
    """
    rows, columns = dataset.block_shapes[0]
    down, across = -(-dataset.height // rows), -(-dataset.width // columns)
    step = max(1, down * across // 2000)
    places = {*range(0, down * across, step), *range(max(0, down * across - 64), down * across)}
    size = path.stat().st_size
    for place in places:
        name = f"{place % across}_{place // across}"
        offset = dataset.get_tag_item(f"BLOCK_OFFSET_{name}", "TIFF", bidx=1)
        length = dataset.get_tag_item(f"BLOCK_SIZE_{name}", "TIFF", bidx=1)
        if offset is not None and int(offset) + int(length or 0) > size:
            reason = Message("reading", "it is cut short. Copy it again.")
            raise FileUnreadable(path=path, reason=reason)
