"""Where an image lies: its own georeference, control points, or a world file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from planviewer.errors import CrsUnknown
from planviewer.reading.recognition import read_head
from planviewer.reading.systems import Stated, flat

Affine = tuple[float, float, float, float, float, float]
WORLD_FILES: Final = (".tfw", ".tifw", ".tiffw", ".wld")
_BENT_PX: Final = 1.0


def placed(path: Path, dataset: Any) -> Affine | None:
    """Return the affine transformation of an image, None if nothing says it.

    Control points count where one affine transformation goes through all of them to a pixel; what
    bends the image more must be rectified first.
    """
    own = dataset.transform
    if not own.is_identity:
        return _sound(tuple(own)[:6])
    points = dataset.gcps[0]
    return _through(points) if len(points) >= 3 else _world_file(path)


def stated_crs(path: Path, dataset: Any) -> Stated | None:
    """Return the system the file says, or the ``.prj`` file beside it."""
    own = dataset.crs or dataset.gcps[1]
    text = own.to_wkt() if own else _beside(path, (".prj",))
    if not text or text.startswith(("LOCAL_CS", "ENGCRS")):
        return None
    try:
        return Stated(flat(text), "file")
    except CrsUnknown:  # damaged: asked for like one not said
        return None


def _through(points: Any) -> Affine | None:
    pixels = np.array([(point.col, point.row, 1.0) for point in points])
    places = np.array([(point.x, point.y) for point in points])
    solution, _, rank, _ = np.linalg.lstsq(pixels, places, rcond=None)
    if rank < 3:
        return None
    (a, d), (b, e), (c, f) = solution.tolist()
    affine = _sound((a, b, c, d, e, f))
    off = np.linalg.norm(pixels @ solution - places, axis=1).max()
    per_pixel = np.sqrt(abs(a * e - b * d))
    return affine if off <= _BENT_PX * per_pixel else None


def _world_file(path: Path) -> Affine | None:
    """Read six numbers: A D B E C F of the middle of the upper left pixel."""
    try:
        values = [float(word.replace(",", ".")) for word in _beside(path, WORLD_FILES).split()]
    except ValueError:
        return None
    if len(values) != 6:
        return None
    a, d, b, e, x, y = values
    return _sound((a, b, x - (a + b) / 2, d, e, y - (d + e) / 2))


def _beside(path: Path, suffixes: tuple[str, ...]) -> str:
    """Return the text of a small file of the same name with another ending."""
    for suffix in suffixes:
        for name in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
            if name.is_file():
                return read_head(name).decode("utf-8-sig", "replace")
    return ""


def _sound(affine: tuple[float, ...]) -> Affine | None:
    a, b, c, d, e, f = affine
    sound = np.isfinite(affine).all() and a * e - b * d != 0
    return (a, b, c, d, e, f) if sound else None
