"""Features that come as text from the clipboard: kept as a file, and opened like any other."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from urllib.request import url2pathname

import numpy as np

from planviewer.app.profile import profile_dir
from planviewer.errors import NothingToPaste
from planviewer.i18n import translate
from planviewer.reading.coordinate_text import numbers_of
from planviewer.writing.atomic import replacing

_WKT: Final = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z\s*)?\(",
    re.IGNORECASE,
)
_BETWEEN_NUMBERS: Final = tuple(re.compile(mark) for mark in (r"[\t;]", r",\s+", r"\s+", r","))
_MOST_PATHS, _LONGEST_PATH = 200, 4_096
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


def paths_in(text: str) -> list[Path]:
    """Return the files that a text names, a line each; empty if a line is anything else.

    File managers copy paths so, in quotation marks or as addresses of this machine.
    """
    lines = [line.strip().strip('"').strip("'") for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= _MOST_PATHS or any(len(line) > _LONGEST_PATH for line in lines):
        return []
    paths = [_path(line) for line in lines]
    try:
        known = all(path.is_absolute() and path.exists() for path in paths)
    except (OSError, ValueError):  # a name no file can have
        return []
    return paths if known else []


def _path(line: str) -> Path:
    if line.lower().startswith("file:///"):
        return Path(url2pathname(unquote(line[7:])))
    return Path(line)


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
    places = _place_table(lines)
    if places is not None:
        return ".tsv", places
    marks = "\t" if "\t" in stripped else ",;"
    is_table = len(lines) > 1 and all(any(mark in line for mark in marks) for line in lines[:2])
    return (".tsv" if marks == "\t" else ".csv", stripped) if is_table else None


def _place_table(lines: list[str]) -> str | None:
    """Return places without headings, a line each, as a table; None if they are anything else.

    A line is two numbers or angles, a height after them or not; which is the easting shows by
    their size.
    """
    rows = [_place(line) for line in lines if line.strip()]
    widths = {len(row) for row in rows}
    if not rows or len(widths) > 1 or not widths <= {2, 3}:
        return None
    columns = list(zip(*rows, strict=True))
    if not all(np.isfinite(numbers_of(column)).all() for column in columns):
        return None
    table = [["X", "Y", "H"][: len(columns)], *rows]
    return "\n".join("\t".join(row) for row in table) + "\n"


def _place(line: str) -> list[str]:
    """Divide a line by the plainest mark that makes two or three of it."""
    for mark in _BETWEEN_NUMBERS:
        parts = [part.strip() for part in mark.split(line.strip())]
        if len(parts) in {2, 3} and all(any(sign.isdigit() for sign in part) for part in parts):
            return parts
    return []


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
