"""What the first file opened needs and the start does without: loaded while nobody waits."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

import pyarrow as pa

from planviewer.drawing.hilbert import hilbert_tables
from planviewer.model.crs import WEB_MERCATOR, operation

ROOMS: Final = (
    "planviewer.app.placing",
    "planviewer.app.previewing",
    "planviewer.reading.suspicion",
)
"""Rooms of our own that are imported late."""


@cache
def warm(crs: str) -> None:
    """Import what a file needs, and prepare the way from ``crs`` to the map. Once is enough."""
    for room in ROOMS:
        import_module(room)
    hilbert_tables()
    operation(crs, WEB_MERCATOR)
    pa.array([""]).to_pandas()  # looks for pandas the first time
