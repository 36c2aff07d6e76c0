"""Features that come as text from the clipboard: kept as a file, and opened like any other."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from typing import Final

from planviewer.app.profile import profile_dir
from planviewer.errors import NothingToPaste
from planviewer.i18n import translate
from planviewer.writing.atomic import replacing

_WKT: Final = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z\s*)?\(",
    re.IGNORECASE,
)
_MOST_CHARACTERS: Final = 64 * 2**20


def keep_pasted(text: str) -> Path:
    """Write a text that holds features to a file in the profile folder and return where.

    Raises
    ------
    NothingToPaste
        If it holds neither GeoJSON, WKT, KML nor a table.
    FileNotWritten
        If the disk refuses.
    """
    found = as_file_text(text) if len(text) <= _MOST_CHARACTERS else None
    if found is None:
        raise NothingToPaste
    suffix, content = found
    folder = profile_dir() / "pasted"
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = folder / f"{translate('file', 'Pasted')} {now:%Y-%m-%d %H.%M.%S}{suffix}"
    with replacing(path) as temporary:
        temporary.write_text(content, encoding="utf-8", newline="")
    return path


def as_file_text(text: str) -> tuple[str, str] | None:
    """Return the ending and the content of the file a text makes, None if it holds no features."""
    stripped = text.strip().lstrip("\ufeff")
    if stripped.startswith("{"):
        return ".geojson", stripped
    if stripped.startswith("<"):
        return (".kml", stripped) if "<kml" in stripped[:2000] else None
    if _WKT.match(stripped):
        return ".csv", _wkt_table(stripped)
    lines = stripped.splitlines()
    marks = "\t" if "\t" in stripped else ",;"
    is_table = len(lines) > 1 and all(any(mark in line for mark in marks) for line in lines[:2])
    return (".tsv" if marks == "\t" else ".csv", stripped) if is_table else None


def _wkt_table(text: str) -> str:
    """Return WKT, one geometry a line or spread over lines, as a table of one column."""
    lines = text.splitlines()
    whole = lines if all(_WKT.match(line) for line in lines if line.strip()) else [" ".join(lines)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "wkt"])
    writer.writerows(
        [number, line.strip()] for number, line in enumerate(whole, start=1) if line.strip()
    )
    return out.getvalue()
