"""What a file beside another says of it: formats that cannot hold it themselves have one.

``parcels.csv.planviewer.json`` tells the coordinate system and where the data are from; it is
written by ``writing.side_file``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

SUFFIX: Final = ".planviewer.json"
_CRS: Final = re.compile(r"EPSG:\d{4,6}$|[A-Z]{3,20}\[")
_MOST_BYTES: Final = 1 << 20


def stated_crs(path: Path) -> str | None:
    """Return the coordinate system that the file beside ``path`` names, None if there is none."""
    beside = path.with_name(path.name + SUFFIX)
    try:
        with beside.open("rb") as file:
            said = json.loads(file.read(_MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return crs_in(said)


def crs_in(said: object) -> str | None:
    """Return the coordinate system that such a JSON object names: "EPSG:n" or WKT."""
    crs = said.get("crs") if isinstance(said, dict) else None
    return crs if isinstance(crs, str) and _CRS.match(crs) else None
