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
from planviewer.app.affected import AffectedResult
from planviewer.app.affected_book import book_of
from planviewer.app.certifying import certificate_of
from planviewer.errors import FormatUnknown
from planviewer.writing.book import write_book
from planviewer.writing.certified import write_certified_layers, write_certified_table

FORMATS: Final = (".xlsx", ".csv", ".gpkg", ".geojson", ".json")
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
    """Return the listed figures under plain names, a column of area for each zone."""
    table = result.table.copy()
    table["zones"] = [" ".join(zones) for zones in table["zones"]]
    for zone in result.by_zone.columns:
        table[f"in_{zone}_m2"] = result.by_zone[zone]
    empty = [n for n in ("owner", "address", "too_small") if table[n].isna().all()]
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
        "summary": _summary(result),
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


def _summary(result: AffectedResult) -> dict[str, Any]:
    small = result.table["too_small"]
    return {
        "parcel_count": len(result.table),
        "affected_area_m2": result.affected_area_m2,
        "by_land_type": _by(result, "land_type"),
        "by_owner_kind": _by(result, "owner_kind"),
        "by_zone": {
            zone: {
                "count": sum(zone in zones for zones in result.table["zones"]),
                "area_m2": round(float(result.by_zone[zone].sum()), 2),
            }
            for zone in result.zones
        },
        "zone_area_m2": result.zone_area_m2,
        "outside_parcels_m2": round(result.zone_area_m2 - result.affected_area_m2, 2),
        "too_small_count": None if small.isna().all() else int((small == True).sum()),  # noqa: E712  objects
        "mended_count": int(result.table["mended_m2"].notna().sum()),
    }


def _by(result: AffectedResult, column: str) -> dict[str, dict[str, float]]:
    return {
        str(kind): {"count": int(row["count"]), "area_m2": round(float(row["area_m2"]), 2)}
        for kind, row in result.by(column).iterrows()
    }


def _parcels(result: AffectedResult) -> list[dict[str, Any]]:
    table = result.table.astype(object)
    table = table.where(table.notna(), None)
    table["zones"] = [list(zones) for zones in result.table["zones"]]
    rows = table.to_dict("records")
    in_zones = result.by_zone.to_dict("records")
    for row, feature, by_zone in zip(rows, result.table.index, in_zones, strict=True):
        row["feature"] = int(feature)
        row["by_zone"] = {zone: by_zone[zone] for zone in row["zones"]}
    return [{str(key): value for key, value in row.items()} for row in rows]
