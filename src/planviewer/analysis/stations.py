"""A zone by chainage: how much land beside each stretch of the road."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd

from planviewer.analysis.zones import compute_zone, stretch_of
from planviewer.model.zone import ZoneRule


def areas_by_chainage(
    frame: gpd.GeoDataFrame,
    rule: ZoneRule,
    plan_crs: str,
    zone_id: str = "",
    *,
    step_m: float = 100.0,
    exclusions: Iterable[gpd.GeoDataFrame] = (),
) -> pd.DataFrame:
    """Return the area of a zone beside every ``step_m`` metres of its line.

    Parameters and errors are those of ``zones.compute_zone``; the lines must be one connected
    line, or a chainage would mean nothing.

    Returns
    -------
    Columns ``from_m``, ``to_m`` (chainages at whole steps, the first and last stretch may be
    shorter) and ``area_m2``; the areas sum to the area of the zone.
    """
    exclusions = list(exclusions)
    start, stop = stretch_of(frame, rule, plan_crs, zone_id)
    inner = np.arange(np.floor(start / step_m) + 1, np.ceil(stop / step_m)) * step_m
    limits = np.concatenate(([start], inner, [stop])).tolist()
    rows = []
    for low, high in pairwise(limits):
        part = rule.changed(from_chainage_m=low, to_chainage_m=high)
        zone = compute_zone(frame, part, plan_crs, zone_id, exclusions=exclusions)
        rows.append((low, high, zone.area_m2))
    return pd.DataFrame(rows, columns=["from_m", "to_m", "area_m2"])
