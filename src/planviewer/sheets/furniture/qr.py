"""A QR code with the place: a phone that reads it opens its own map there.

The content is a geo URI (RFC 5870), which needs no network and names no service. Some phones do
not know it; for them there is, where it is asked for, the address of a map instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import segno

from planviewer.sheets.look import INK
from planviewer.sheets.marks import CodeMark
from planviewer.sheets.request import QrContent

MODULE_MM: Final = 0.5
"""Side of a module on A4; office printers and phones hold 0.4 mm."""
QUIET: Final = 4
"""Blank modules that the standard (ISO/IEC 18004) wants around the code."""


def geo_uri(lon: float, lat: float) -> str:
    """Return the address of a place (WGS 84 degrees) to 0.1 m."""
    return f"geo:{lat:.6f},{lon:.6f}"


def map_link(lon: float, lat: float) -> str:
    """Return the address of a web map with a mark at a place (WGS 84 degrees), to 1 m."""
    return f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}&zoom=17"


ADDRESSES: Final[dict[QrContent, Callable[[float, float], str]]] = {
    "place": geo_uri,
    "link": map_link,
}


def side_mm(content: str, module: float) -> float:
    """Return the side of a code without its quiet zone."""
    return len(_modules(content)) * module


def code(content: str, x: float, y: float, module: float) -> CodeMark:
    """Return the code with its upper left module at (x, y)."""
    return CodeMark(_modules(content), x, y, module, INK)


@lru_cache(maxsize=64)
def _modules(content: str) -> tuple[bytes, ...]:
    matrix = segno.make_qr(content, error="m", boost_error=False).matrix
    return tuple(bytes(row) for row in matrix)
