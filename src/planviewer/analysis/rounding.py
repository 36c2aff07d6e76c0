"""Figures as documents give them: to the cent of a square metre, and adding up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planviewer.analysis.elements import Floats


def settled(parcels: pd.DataFrame, by_zone: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Round the areas of ``Affected`` to 0.01 m² so that every printed sum is right.

    Rounded one by one, hundreds of figures do not make their rounded total. Here the difference
    (some hundredths of a square metre) goes to the parcels whose rounding was the coarsest, so each
    stays within 0.01 m² of its exact figure, a parcel's affected and remaining area make its area,
    and the column makes the exact total, rounded. A parcel in one zone has the same figure there.
    """
    parcels, by_zone = parcels.copy(), by_zone.copy()
    area = _cents(parcels["area_m2"].to_numpy())
    exact = parcels["affected_m2"].to_numpy() * 100
    affected = np.minimum(_apportioned(exact, (parcels["share"] < 1).to_numpy()), area)
    parcels["area_m2"], parcels["affected_m2"] = area / 100, affected / 100
    parcels["remaining_m2"] = (area - affected) / 100
    for name in ("recorded_m2", "mended_m2"):
        parcels[name] = parcels[name].round(2)
    parcels["share"] = parcels["share"].round(6)
    single = (parcels["zones"].map(len) == 1).to_numpy()
    for zone in by_zone.columns:
        in_zone = _cents(by_zone[zone].to_numpy())
        here = single & (by_zone[zone] > 0).to_numpy()
        by_zone[zone] = np.where(here, affected, in_zone) / 100
    return parcels, by_zone


def settled_net(affected: pd.Series, net_by_zone: pd.DataFrame) -> pd.DataFrame:
    """Round what each zone takes alone to 0.01 m², so that it makes the parcel's ``affected_m2``.

    A difference goes to the zone that takes the most of the parcel. ``affected`` is rounded.
    """
    rounded = _cents(net_by_zone.to_numpy())
    if rounded.size:
        rows, largest = np.arange(len(rounded)), rounded.argmax(axis=1)
        rounded[rows, largest] += _cents(affected.to_numpy()) - rounded.sum(axis=1)
    return pd.DataFrame(rounded / 100, index=net_by_zone.index, columns=net_by_zone.columns)


def _cents(square_metres: Floats) -> Floats:
    return np.round(square_metres * 100)


def _apportioned(exact: Floats, free: np.ndarray) -> Floats:
    """Round so that the sum is the rounded sum, moving only rows that are ``free``."""
    rounded = np.round(exact)
    over = int(np.round(exact.sum()) - rounded.sum())
    rows = np.flatnonzero(free)
    count = min(abs(over), len(rows))
    if count:
        error = (exact - rounded)[rows] * np.sign(over)
        rounded[rows[np.argsort(-error, kind="stable")[:count]]] += np.sign(over)
    return rounded
