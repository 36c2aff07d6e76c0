"""Which layers of a file can be put on a map."""

from __future__ import annotations

from pathlib import Path

from planviewer.reading import gdal
from planviewer.reading.formats import recognise


def placed_layers(path: Path) -> tuple[str | None, ...]:
    """Return the layers that have geometry; ``(None,)`` for a file that is one layer.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown
        As :func:`planviewer.reading.files.read_features`.
    """
    main, kind = recognise(path)
    layers = gdal.sublayers(main, kind)
    if len(layers) == 1:
        return (None,)
    return tuple(name for name, has_places in layers if has_places)
