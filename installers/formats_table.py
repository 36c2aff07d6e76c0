"""Write docs/formats.md: what is read and written, as the tests of tests/formats have it.

python installers/formats_table.py            write the page
python installers/formats_table.py --check    fail if it is not what would be written
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats.md"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "formats")]

_SYSTEM = {
    "GeoJSON": "WGS 84, or its older `crs` member",
    "GeoJSON lines": "WGS 84",
    "TopoJSON": "WGS 84",
    "KML": "WGS 84",
    "KMZ": "WGS 84",
    "GPX": "WGS 84",
    "DXF": "asked for",
    "DGN v7": "asked for",
    "CSV": "asked for",
    "XLSX": "asked for",
    "MapInfo TAB/MIF": "in the file; the seven parameters of VN-2000 are recognised",
    "ZIP": "as of what is in it",
    "MBTiles": "EPSG:3857",
    "PMTiles": "EPSG:3857",
    "GeoTIFF": "in the file, or `.prj` and world file beside it",
    "Shapefile": "`.prj`",
}
_NOTES = {
    "Shapefile": "any part leads to the whole; text by `.cpg`, by its bytes, or as chosen",
    "MapInfo TAB/MIF": "tables with data of their own; no views or seamless tables",
    "DXF": "text form; layers, text and blocks; code page or UTF-8 as the drawing says",
    "DGN v7": "levels, text; v8 must be converted",
    "File Geodatabase": "the folder, any file in it, or zipped",
    "CSV": "X/Y, easting/northing, degrees in any spelling, or WKT; Vietnamese headings",
    "XLSX": "a sheet a layer; columns as for CSV",
    "ZIP": "every map file in it is a layer; archives in it are not opened",
    "KML": "a folder a layer",
    "KMZ": "images and links are left out",
    "GPX": "waypoints, routes, tracks",
    "MBTiles": "images and vector tiles; features are cut at the borders of tiles",
    "PMTiles": "images and vector tiles; features are cut at the borders of tiles",
    "GeoTIFF": "COG too; drawn without being read whole",
    "TopoJSON": "an object a layer",
    "GeoParquet": "WKB and native geometry",
}


def page() -> str:
    """Return the page."""
    return "\n".join([*_head(), *_reading(), *_foreign(), *_writing()]) + "\n"


def _head() -> list[str]:
    return [
        "# Formats",
        "",
        "Made by `installers/formats_table.py` from the table of formats and from what",
        "`tests/formats` sees come back; do not edit.",
        "",
    ]


def _reading() -> list[str]:
    from planviewer.reading.formats import FORMATS  # noqa: PLC0415  after the path is set

    by_name: dict[str, list[Any]] = {}
    for item in FORMATS:
        by_name.setdefault(item.name, []).append(item)
    rows = [
        (
            name,
            " ".join(dict.fromkeys(f"`{suffix}`" for kind in kinds for suffix in kind.suffixes)),
            "several" if any(kind.layered or kind.role == "archive" for kind in kinds) else "one",
            _SYSTEM.get(name, "in the file"),
            _NOTES.get(name, ""),
        )
        for name, kinds in by_name.items()
    ]
    head = ("format", "endings", "layers", "coordinate system", "")
    return ["## Read", "", "The content decides, not the ending.", "", *_table(head, rows), ""]


def _foreign() -> list[str]:
    from planviewer import i18n  # noqa: PLC0415  after the path is set
    from planviewer.reading import formats  # noqa: PLC0415  as above

    i18n.install("en")
    known = [x for x in vars(formats).values() if isinstance(x, formats.Foreign)]
    rows = [(item.name, str(item.advice)) for item in known]
    return ["## Recognised, but to be converted first", "", *_table(("format", "how"), rows), ""]


def _writing() -> list[str]:
    from formats_dataset import (  # type: ignore[import-not-found]  # noqa: PLC0415  the path is set
        EXPECTED,
        boxes,
    )

    everything = [name for name in boxes().columns if name != "geometry"]
    rows = [
        (
            item.name,
            f"`{suffix}`",
            ", ".join(item.kinds),
            _values(item, everything),
            item.crs,
            item.layers,
            item.style,
            item.provenance,
        )
        for suffix, item in EXPECTED.items()
    ]
    head = ("format", "ending", "geometry", "values that come back", "system", "layers", "style",
            "origin")  # fmt: skip
    return [
        "## Written",
        "",
        "One dataset goes through each and is read again: text in Vietnamese, whole numbers,",
        "numbers, yes/no, days, each with a gap, on areas with a hole, lines and points. Origin:",
        "source, date, status and accuracy go into the file, or into one beside it",
        "(`.planviewer.json`).",
        "",
        *_table(head, rows),
    ]


def _values(item: Any, everything: Sequence[str]) -> str:
    if not item.fields:
        return "none (names as text)"
    words = {"tenchu": "text", "shthua": "whole numbers", "dientich": "numbers",
             "co_so": "yes/no", "ngay": "days"}  # fmt: skip
    changed = [
        *(f"{words[name]} as text" for name in item.as_text),
        *(f"{words[name]} as midnight" for name in item.as_moment),
    ]
    whole = len(item.fields) == len(everything)
    return "; ".join(["all" if whole else "some", *changed])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def main() -> int:
    """Write or check the page."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/formats.md is not what the tests say: make formats")
    return 1


if __name__ == "__main__":
    sys.exit(main())
