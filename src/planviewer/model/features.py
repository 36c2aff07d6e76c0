"""The data of one layer, as it was read or computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd

from planviewer.model.problem import Problem

CrsSource = Literal["file", "standard", "user", "computed"]
"""How the CRS is known: written in the file, fixed by the format (GeoJSON), given by the user,
or the result of a computation in the plan CRS."""


@dataclass(frozen=True, eq=False)
class FeatureSet:
    """Features of a layer.

    Attributes
    ----------
    frame
        Rows with a RangeIndex; geometry may be None or empty; ``frame.crs`` is always set.
    crs_source, encoding, problems
        How the CRS and the text encoding are known, and what was found wrong on reading.
    """

    frame: gpd.GeoDataFrame
    crs_source: CrsSource = "file"
    encoding: str | None = None
    problems: tuple[Problem, ...] = field(default=())
