"""Affected land summed up: by land type, kind of owner, zone and site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from planviewer.app.affected.land import AffectedResult
from planviewer.model.site import Site
from planviewer.model.text import Text


@dataclass(frozen=True)
class ZoneFigures:
    """Parcels a zone takes land from, the land in it, and what no zone before it has counted."""

    count: int
    area_m2: float
    net_area_m2: float


@dataclass(frozen=True)
class SiteFigures:
    """Parcels that lose land for a site, and how much, each square metre counted once."""

    title: Text | None
    count: int
    area_m2: float


def by_zone(result: AffectedResult) -> dict[str, ZoneFigures]:
    """Return the figures of each zone, in the order of the plan."""
    return {
        zone: ZoneFigures(
            sum(zone in zones for zones in result.table["zones"]),
            round(float(result.by_zone[zone].sum()), 2),
            round(float(result.net_by_zone[zone].sum()), 2),
        )
        for zone in result.zones
    }


def by_site(result: AffectedResult) -> dict[str, SiteFigures]:
    """Return the figures of each site whose zones take land; "" for zones of no site."""
    sites = _sites_of(result)
    figures = {}
    for site in dict.fromkeys(sites.values()):
        zones = [zone for zone, its in sites.items() if its == site]
        count = sum(bool(set(zones) & set(its)) for its in result.table["zones"])
        area = round(float(np.sum(result.net_by_zone[zones].to_numpy())), 2)
        title = next((s.title for s in result.data.sites if s.id == site), None)
        figures[site] = SiteFigures(title, count, area)
    return figures


def _sites_of(result: AffectedResult) -> dict[str, str]:
    """Return the site of each zone: the one whose layer it is."""
    drawn = _by_layer(result.data.sites)
    return {zone: drawn.get(zone, "") for zone in result.zones}


def _by_layer(sites: Iterable[Site]) -> dict[str, str]:
    return {site.layer: site.id for site in sites if site.layer is not None}


def summary(result: AffectedResult) -> dict[str, Any]:
    """Return all sums for programs: the keys of the command-line contract, and more."""
    small, stand = result.table["too_small"], result.table["buildings"]
    return {
        "parcel_count": len(result.table),
        "affected_area_m2": result.affected_area_m2,
        "by_land_type": _by(result, "land_type"),
        "by_owner_kind": _by(result, "owner_kind"),
        "owner_kind_guessed": result.guesses_owner_kind,
        "by_zone": {zone: asdict(figures) for zone, figures in by_zone(result).items()},
        "by_site": {
            site: {"count": figures.count, "area_m2": figures.area_m2}
            for site, figures in by_site(result).items()
        },
        "zone_area_m2": result.zone_area_m2,
        "outside_parcels_m2": round(result.zone_area_m2 - result.affected_area_m2, 2),
        "too_small_count": None if small.isna().all() else int((small == True).sum()),  # noqa: E712  objects
        "mended_count": int(result.table["mended_m2"].notna().sum()),
        "buildings": None if stand.isna().all() else int(stand.sum()),
        "buildings_affected": (
            None if stand.isna().all() else int(result.table["buildings_affected"].sum())
        ),
    }


def _by(result: AffectedResult, column: str) -> dict[str, dict[str, float]]:
    return {
        str(kind): {"count": int(row["count"]), "area_m2": round(float(row["area_m2"]), 2)}
        for kind, row in result.by(column).iterrows()
    }
