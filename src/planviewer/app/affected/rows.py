"""Affected parcels and the rows of their layer, of which not all need be there."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from planviewer.analysis.elements import Ints
from planviewer.app.affected.view import AffectedView
from planviewer.app.loading import PlanData

_NO_KEYS = np.empty(0, dtype=object)


def rows_of(view: AffectedView, data: PlanData, features: Ints) -> Ints:
    """Return which rows of the parcel layer are some features of a result; others are not there.

    ``features`` are values of the index of ``view.table``.
    """
    if view.keys is None:
        return features
    wanted = view.keys[view.table.index.isin(features)]
    return np.flatnonzero(pd.Index(_keys(view, data)).isin(wanted)).astype(np.int64)


def features_of(view: AffectedView, data: PlanData, rows: Ints) -> Ints:
    """Return what rows of the parcel layer are in a result: values of its index."""
    if view.keys is None:
        return rows
    there = _keys(view, data)
    return _with_keys(view, there[rows[rows < len(there)]])


def same_features(before: AffectedView, now: AffectedView, features: Ints) -> Ints:
    """Return features of a result by the index of another of the same layer."""
    if before is now or before.keys is None or now.keys is None:
        return features
    return _with_keys(now, before.keys[before.table.index.isin(features)])


def places_of(view: AffectedView, crs: str, features: Ints) -> gpd.GeoDataFrame:
    """Return where some features of a result are, in the plan CRS, whether read or not."""
    at = np.flatnonzero(view.table.index.isin(features))
    return gpd.GeoDataFrame(geometry=view.places[at], crs=crs)


def _with_keys(view: AffectedView, keys: npt.NDArray[np.object_]) -> Ints:
    assert view.keys is not None  # noqa: S101  asked by whoever calls
    return view.table.index[pd.Index(view.keys).isin(keys)].to_numpy(dtype=np.int64)


def _keys(view: AffectedView, data: PlanData) -> npt.NDArray[np.object_]:
    """Return what tells each row that is there apart."""
    features = data.store.entry(view.request.parcels).features
    return _NO_KEYS if features is None or features.keys is None else features.keys
