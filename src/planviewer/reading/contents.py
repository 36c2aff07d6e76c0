"""Which layers of a file can be put on a map."""

from __future__ import annotations

from pathlib import Path

from planviewer.reading.sources import opened


def placed_layers(path: Path) -> tuple[str | None, ...]:
    """Return the layers that have geometry; ``(None,)`` for a file that is one layer.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown
        As :func:`planviewer.reading.files.read_features`.
    """
    with opened(path) as source:
        if len(source.layers) == 1:
            return (None,)
        return tuple(layer.name for layer in source.placed)
