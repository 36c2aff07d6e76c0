"""Whether a drawing as text holds one feature so large that the library is silent over it.

The library hands out feature by feature, and can be stopped between two of them only.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from planviewer.reading import formats as f
from planviewer.reading.formats import Format

_BEGINS: Final[Mapping[Format, re.Pattern[bytes]]] = {
    f.MAPINFO: re.compile(
        rb"^[ \t]*(?:none|point|line|pline|region|arc|text|rect|roundrect|ellipse|multipoint"
        rb"|collection)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    # Corners of old polylines are entities of their own, but belong to one feature.
    f.DXF: re.compile(rb"\n[ \t]*0[ \t]*\r?\n(?!VERTEX|SEQEND)[A-Z]"),
}
"""How a feature begins."""
_NEAR: Final = 1 << 16
"""In so many bytes of ordinary features at least one begins."""


def has_giant(path: Path, kind: Format, size: float) -> bool:
    """Return whether a file may hold a feature of ``size`` bytes; it is only looked into.

    Each feature of that size is found; several that are large, but smaller, may be taken for one.
    """
    begins, step = _BEGINS.get(kind), max(_NEAR, int((size - _NEAR) / 2))
    if begins is None or path.stat().st_size < size or path.suffix.lower() == ".tab":
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        without = 0  # in two places in a row: that far one feature reaches, or nearly
        for place in range(step // 2, len(data) - _NEAR, step):
            without = 0 if begins.search(data, place, place + _NEAR) else without + 1
            if without == 2:
                return True
    return False
