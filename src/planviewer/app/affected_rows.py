"""Affected parcels and the rows of their layer, of which not all need be there."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from planviewer.analysis.elements import Ints
from planviewer.app.affected_view import AffectedView
from planviewer.app.loading import PlanData

_NONE = np.empty(0, dtype=np.int64)


def rows_of(view: AffectedView, data: PlanData, features: Ints) -> Ints:
    """Return which rows of the parcel layer are some features of a result; others are not there.

    ``features`` are values of the index of ``view.table``.
    """
    if view.key is None:
        return features
    keys = _keys(view, data)
    return np.flatnonzero(keys.isin(features)).astype(np.int64)


def features_of(view: AffectedView, data: PlanData, rows: Ints) -> Ints:
    """Return what rows of the parcel layer are in a result: values of its index."""
    if view.key is None:
        return rows
    keys = _keys(view, data)
    found = keys.iloc[rows[rows < len(keys)]]
    return found[found.isin(view.table.index)].to_numpy(dtype=np.int64)


def places_of(view: AffectedView, crs: str, features: Ints) -> gpd.GeoDataFrame:
    """Return where some features of a result are, in the plan CRS, whether read or not."""
    at = np.flatnonzero(view.table.index.isin(features))
    return gpd.GeoDataFrame(geometry=view.places[at], crs=crs)


def _keys(view: AffectedView, data: PlanData) -> pd.Series:
    """Return the key of each row that is there; none where nothing tells rows apart."""
    frame = data.store.frame(view.request.parcels)
    if frame is None or not view.key or view.key not in frame.columns:
        return pd.Series(_NONE)
    return pd.Series(frame[view.key].array)
