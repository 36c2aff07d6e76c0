"""Which coordinate system a file is in, as it or its format says, or the person."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planviewer.errors import CrsUnknown
from planviewer.model.crs import WGS84
from planviewer.reading import gdal, side_file
from planviewer.reading.formats import GEOJSON, GEOJSON_LINES, GPX, KML, TOPOJSON, Format
from planviewer.reading.geojson import UNSTATED, declared_crs
from planviewer.reading.mapinfo_systems import vn2000_by_shift
from planviewer.reading.systems import Stated, flat
from planviewer.reading.vn_systems import named

LON_LAT: Final = frozenset({KML, GPX, GEOJSON_LINES, TOPOJSON})
"""Formats whose standard fixes WGS 84, longitude first."""


def chosen_crs(crs: str | None) -> Stated | None:
    """Return the user's choice of a system.

    Raises
    ------
    CrsUnknown
        If it is not known.
    """
    return Stated(flat(crs), "user") if crs is not None else None


def stated_system(path: Path, kind: Format, table: gdal.Table) -> Stated | None:
    """Return the system that the file or its format states, None if nobody says it."""
    if kind is GEOJSON:
        declared = declared_crs(path)
        if declared == UNSTATED:
            return None
        return Stated(flat(declared or WGS84), "file" if declared else "standard")
    if table.geometry is None or kind in LON_LAT:  # nothing in it has a place, or it is fixed
        return Stated(flat(WGS84), "standard")
    said = table.crs or side_file.stated_crs(path)
    if not said or _is_no_crs(said):
        return None
    try:
        return Stated(vn2000_by_shift(said) or named(flat(said)), "file")
    except CrsUnknown:  # damaged, or of a program's own making: asked for like one not said
        return None


def _is_no_crs(text_: str) -> bool:
    """Whether a GeoPackage says "undefined" in the roundabout way its standard asks for."""
    return "Undefined" in text_[:60] or text_.startswith(("LOCAL_CS", "ENGCRS"))
