"""Affected parcels as JSON and as files, each with its certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from planviewer import __version__
from planviewer.analysis.certificate import Certificate
from planviewer.analysis.overlay import polygonal_each
from planviewer.app.affected.book import book_of
from planviewer.app.affected.land import AffectedResult
from planviewer.app.affected.summary import summary
from planviewer.app.certifying import certificate_of
from planviewer.errors import FormatUnknown
from planviewer.writing.book import write_book
from planviewer.writing.certified import write_certified_layers, write_certified_table

FORMATS: Final = (".xlsx", ".csv", ".gpkg", ".geojson", ".json")
_OPTIONAL: Final = ("owner", "address", "too_small", "buildings", "buildings_affected")
TAKEN, PARCELS = "affected", "parcels"
"""Layers of a GeoPackage: the land taken, and the whole parcels."""


def require_format(path: Path) -> None:
    """Refuse a name whose ending is no format of results, before anything is computed.

    Raises
    ------
    FormatUnknown
        If it is not.
    """
    if path.suffix.lower() not in FORMATS:
        raise FormatUnknown(path=path, known=", ".join(FORMATS))


def write_affected(result: AffectedResult, path: Path) -> Certificate:
    """Write a result in the format its name asks for, and return its certificate.

    XLSX is for reading and signing, CSV has the figures only; a GeoPackage has the land taken and
    the whole parcels as two layers, GeoJSON the land taken.

    Raises
    ------
    FormatUnknown, FileNotWritten
        If the ending is no format of results, or the disk refuses.
    """
    require_format(path)
    certificate = certificate_of(result, path.parent)
    data = certificate.model_dump(mode="json")
    if path.suffix.lower() == ".xlsx":
        title = str(result.plan.title)
        pages = book_of(result, certificate)
        write_book(pages, path, title=title, program=f"planviewer {__version__}")
    elif path.suffix.lower() == ".csv":
        write_certified_table(figures(result), path, data)
    else:
        write_certified_layers(_layers(result), path, data)
    return certificate


def figures(result: AffectedResult) -> pd.DataFrame:
    """Return the listed figures under plain names.

    For each zone the area in it, and (net) what no zone of higher priority has counted.
    """
    table = result.table.copy()
    table["zones"] = [" ".join(zones) for zones in table["zones"]]
    for zone in result.by_zone.columns:
        table[f"in_{zone}_m2"] = result.by_zone[zone]
    if len(result.by_zone.columns) > 1:
        for zone in result.net_by_zone.columns:
            table[f"net_{zone}_m2"] = result.net_by_zone[zone]
    empty = [name for name in _OPTIONAL if table[name].isna().all()]
    return table.drop(columns=empty)


def _layers(result: AffectedResult) -> list[tuple[str, gpd.GeoDataFrame]]:
    table = figures(result)
    if "too_small" in table.columns:
        table["too_small"] = table["too_small"].astype(bool)
    taken = land_taken(result)
    crs = result.plan.crs
    return [
        (TAKEN, gpd.GeoDataFrame(table, geometry=taken, crs=crs)),
        (PARCELS, gpd.GeoDataFrame(table, geometry=result.exact.geometry, crs=crs)),
    ]


def land_taken(result: AffectedResult) -> Any:
    """Return the part of each affected parcel that the zones take, in the plan CRS."""
    zones = shapely.union_all([zone.geometry for zone in result.zones.values()])
    parts = result.exact.geometry.copy()
    cut = (result.table["remaining_m2"] > 0).to_numpy()
    parts[cut] = polygonal_each(shapely.intersection(parts[cut], zones))
    return parts


def to_json(result: AffectedResult, certificate: Certificate) -> dict[str, Any]:
    """Return the object of the command-line contract, and more."""
    return {
        "crs": result.plan.crs,
        "summary": summary(result),
        "parcels": _parcels(result),
        "fields": vars(result.fields),
        "problems": [
            {
                "code": problem.code,
                "message": str(problem.message),
                "severity": problem.severity,
                "count": problem.count,
                "feature": problem.feature,
            }
            for problem in result.problems
        ],
        "certificate": certificate.model_dump(mode="json"),
    }


def _parcels(result: AffectedResult) -> list[dict[str, Any]]:
    table = result.table.astype(object)
    table = table.where(table.notna(), None)
    table["zones"] = [list(zones) for zones in result.table["zones"]]
    rows = table.to_dict("records")
    in_zones = result.by_zone.to_dict("records")
    net = result.net_by_zone.to_dict("records")
    for row, feature, *areas in zip(rows, result.table.index, in_zones, net, strict=True):
        row["feature"] = int(feature)
        for key, by_zone in zip(("by_zone", "net_by_zone"), areas, strict=True):
            row[key] = {zone: by_zone[zone] for zone in row["zones"]}
    return [{str(key): value for key, value in row.items()} for row in rows]
