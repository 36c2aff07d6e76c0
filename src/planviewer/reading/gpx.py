"""Which layers a GPX file has, found without reading it.

The library goes through the whole document for every question, once for each of the five layers it
names; three of them are features of their own, and their elements stand in the text.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Final

from planviewer.reading.kml.layers import places_of

_ELEMENTS: Final = (
    ("waypoints", b"<wpt"),
    ("routes", b"<rte"),
    ("tracks", b"<trk"),
)
_NO_ELEMENTS: Final = (b"<!--", b"<![CDATA[")
"""Where a text may name an element without there being one."""


def used_layers(path: Path) -> tuple[str, ...]:
    """Return the layers that surely hold features; none if the text leaves any doubt."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if any(data.find(mark) >= 0 for mark in _NO_ELEMENTS):
            return ()
        return tuple(
            name for name, element in _ELEMENTS if any(True for _ in places_of(data, element))
        )
