"""Lines made ready for zones: plain, without duplicate vertices, connected ones joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.elements import Floats
from planviewer.model.crs import operation, parse_crs

if TYPE_CHECKING:
    import geopandas as gpd

JOIN_M: Final = 0.01
"""Ends closer than this are one place."""

_DUPLICATE_M: Final = 1e-4
"""Vertices closer than this to the one before say nothing about a direction and are dropped."""


def clean_lines(geometries: Iterable[BaseGeometry | None]) -> list[Floats]:
    """Return the vertices of the lines in ``geometries``, connected lines joined into one.

    Lines are joined end to start where exactly two meet, so that each keeps its direction and its
    left stays its left. What is not a line, or has no length, is left out.

    Returns
    -------
    Arrays of shape (m, 2), m ≥ 2; the last vertex equals the first in closed lines.
    """
    parts = shapely.get_parts(np.array([g for g in geometries if g is not None], dtype=object))
    parts = shapely.force_2d(parts)
    lines = [_distinct(shapely.get_coordinates(g)) for g in parts if _is_line(g)]
    lines = _with_common_ends([line for line in lines if len(line) > 1])
    if not lines:
        return []
    joined = shapely.line_merge(MultiLineString(lines), directed=True)
    return [shapely.get_coordinates(part) for part in shapely.get_parts(joined)]


def _is_line(geometry: BaseGeometry) -> bool:
    return geometry.geom_type in {"LineString", "LinearRing"} and not geometry.is_empty


def _distinct(coords: Floats) -> Floats:
    """Return the vertices without those that repeat the one before; a closed line stays closed."""
    kept = [coords[0]]
    for vertex in coords[1:]:
        if np.hypot(*(vertex - kept[-1])) > _DUPLICATE_M:
            kept.append(vertex)
    if len(kept) > 2 and np.hypot(*(coords[-1] - kept[0])) <= _DUPLICATE_M:
        closing = np.hypot(*(kept[-1] - kept[0])) <= _DUPLICATE_M
        kept[len(kept) - closing :] = [kept[0]]
    return np.array(kept)


def _with_common_ends(lines: list[Floats]) -> list[Floats]:
    """Move ends that are closer than ``JOIN_M`` to the place of the first of them."""
    if len(lines) < 2:
        return lines
    ends = np.array([end for line in lines for end in (line[0], line[-1])])
    near = np.hypot(*(ends[:, None] - ends[None]).transpose(2, 0, 1)) <= JOIN_M
    place = ends[near.argmax(axis=1)].reshape(-1, 2, 2)
    return [
        np.vstack((start, line[1:-1], stop))
        for line, (start, stop) in zip(lines, place, strict=True)
    ]


def line_length(coords: Floats) -> float:
    """Return the length of a line given by its vertices, metres."""
    return float(np.hypot(*np.diff(coords, axis=0).T).sum())


def in_crs(frame: gpd.GeoDataFrame, crs: str) -> gpd.GeoSeries:
    """Return the geometries of ``frame`` in ``crs``, by the one operation the model allows.

    Raises
    ------
    CrsUnknown, NoTransformation
        If a system is not known, or no sure transformation joins the two.
    """
    import geopandas as gpd  # noqa: PLC0415  off the start path

    geometry = frame.geometry.to_numpy()
    if parse_crs(crs) == frame.crs:
        flat = shapely.force_2d(geometry) if shapely.has_z(geometry).any() else geometry
        return gpd.GeoSeries(flat, index=frame.index, crs=crs)
    moved = shapely.transform(geometry, operation(frame.crs, crs).points)  # drops heights
    return gpd.GeoSeries(moved, index=frame.index, crs=crs)


def matching(frame: gpd.GeoDataFrame, where: Iterable[tuple[str, str]]) -> gpd.GeoDataFrame:
    """Return the rows whose fields have the given values, compared as text.

    The number 1 is "1" whether the file stores it as 1, 1.0 or "1"; null matches nothing.

    Raises
    ------
    KeyError
        If the frame has no such field.
    """
    keep = np.ones(len(frame), dtype=bool)
    for field, value in where:
        keep &= (frame[field].map(as_text) == as_text(value)).to_numpy(dtype=bool)
    return frame[keep]


def as_text(value: object) -> str | None:
    """Return a field's value as text for comparison: whole numbers without decimals."""
    import pandas as pd  # noqa: PLC0415  off the start path

    if not isinstance(value, str) and pd.isna(value):  # type: ignore[call-overload]
        return None
    text = str(value).strip()
    whole, dot, decimals = text.partition(".")
    return whole if dot and not decimals.strip("0") and whole.lstrip("-").isdigit() else text
