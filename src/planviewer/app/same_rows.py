"""Which rows of a layer that was read again are the same features as before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    import geopandas as gpd

Rows = npt.NDArray[np.int64]
MOST_MOVED = 1_000
"""Of more selected rows that stand elsewhere now the selection is given up: it would take long."""


def same_rows(before: gpd.GeoDataFrame, now: gpd.GeoDataFrame, rows: Rows) -> Rows:
    """Return the rows in ``now`` of features that had ``rows`` in ``before``.

    The same feature has the same geometry and the same values, wherever it stands; each is found
    once.
    """
    rows = rows[rows < len(before)]
    if not len(rows) or list(before.columns) != list(now.columns):
        return rows[:0]
    there = _unmoved(before, now, rows)
    moved = np.setdiff1d(rows, there)
    if not len(moved) or len(moved) > MOST_MOVED:
        return there
    candidates = np.setdiff1d(_of_equal_bounds(before, now, moved), there)
    places: defaultdict[object, list[int]] = defaultdict(list)
    for key, row in zip(_keys(now, candidates), candidates.tolist(), strict=True):
        places[key].append(row)
    found = [places[key].pop(0) for key in _keys(before, moved) if places[key]]
    return np.array(sorted([*there.tolist(), *found]), dtype=np.int64)


def _unmoved(before: gpd.GeoDataFrame, now: gpd.GeoDataFrame, rows: Rows) -> Rows:
    """Return the rows that stand where they stood: most edits leave most rows alone."""
    rows = rows[rows < len(now)]
    old, new = before.iloc[rows], now.iloc[rows]
    name = before.geometry.name
    same = shapely.equals_identical(
        np.asarray(old.geometry.array, dtype=object), np.asarray(new.geometry.array, dtype=object)
    )
    same |= np.asarray(old.geometry.isna() & new.geometry.isna())
    for column in before.columns.drop(name):
        same &= np.asarray(old[column].astype(str)) == np.asarray(new[column].astype(str))
    return rows[same]


def _of_equal_bounds(before: gpd.GeoDataFrame, now: gpd.GeoDataFrame, rows: Rows) -> Rows:
    """Return the rows of ``now`` that may be the ones looked for: looking at all takes long."""
    import pandas as pd  # noqa: PLC0415  off the start path

    wanted = _bounds(before)[rows].view(np.int64).reshape(len(rows), 4)
    present = _bounds(now).view(np.int64).reshape(len(now), 4)
    known = pd.MultiIndex.from_arrays(list(wanted.T))
    return np.flatnonzero(pd.MultiIndex.from_arrays(list(present.T)).isin(known))


def _bounds(frame: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    bounds = shapely.bounds(np.asarray(frame.geometry.array, dtype=object))
    return np.ascontiguousarray(np.nan_to_num(bounds, nan=-1.0) + 0.0)


def _keys(frame: gpd.GeoDataFrame, rows: Rows) -> list[object]:
    """Return what tells features apart: their geometry and all values, as text."""
    part = frame.iloc[rows]
    shapes = shapely.to_wkb(np.asarray(part.geometry.array, dtype=object))
    values = part.drop(columns=frame.geometry.name).astype(str).itertuples(index=False, name=None)
    return list(zip(shapes, values, strict=True))
