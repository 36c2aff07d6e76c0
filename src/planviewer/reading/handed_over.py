"""Which of the files that a person hands over together are to be opened.

Whoever takes a Shapefile in a folder takes all that lies there under its name: the parts, indexes,
descriptions and styles of other programs. Told by the names alone: the files may lie on a drive
that does not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planviewer.reading.formats import FORMATS, GEODATABASE, known_suffixes

_BESIDE: Final = frozenset(
    {".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs",
     ".mxs", ".qmd", ".qml", ".sld", ".lyr", ".lyrx", ".tfw", ".tifw", ".wld", ".ovr", ".xsd"}
)  # fmt: skip
"""Endings of what lies beside a map file under its name."""
_MAPS: Final = frozenset(known_suffixes())


def wholes(paths: Sequence[Path]) -> list[Path]:
    """Return the files to open, in their order, each once."""
    given = list(dict.fromkeys(paths))
    maps = [path for path in given if path.suffix.lower() in _MAPS]
    kept: dict[tuple[Path, str], Path] = {}
    for path in given:
        if not any(_belongs(path, other) for other in maps):
            kept.setdefault(_key(path), path)
    return list(kept.values())


def _belongs(path: Path, other: Path) -> bool:
    """Whether a file is a part of another map file, or only lies beside it."""
    if path == other or path.parent != other.parent:
        return False
    name, whole = path.name.casefold(), other.name.casefold()
    # a.shp.xml, a.tif.aux.xml, a.dxf.planviewer.json; a.gpkg-wal
    if name.startswith((f"{whole}.", f"{whole}-")):
        return True
    if path.stem.casefold() != other.stem.casefold():
        return False
    suffix, main = path.suffix.lower(), other.suffix.lower()
    return suffix in _BESIDE or any(suffix in x.parts and main in x.suffixes for x in FORMATS)


def _key(path: Path) -> tuple[Path, str]:
    """Return what is the same for files of which any leads to the same whole."""
    if path.parent.suffix.lower() == GEODATABASE.suffixes[0]:
        return path.parent, ""
    kind = next((x for x in FORMATS if path.suffix.lower() in x.parts), None)
    return (path, "") if kind is None else (path.with_suffix(""), kind.name)
