"""What is wrong with the features of a layer; found for all rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from planviewer import pace
from planviewer.i18n import Message
from planviewer.model.problem import Problem, Severity

if TYPE_CHECKING:
    import geopandas as gpd

Rows = npt.NDArray[np.bool_]

SLIVER_M: Final = 0.05
"""An area whose mean width is less is no piece of land but a gap between drawings."""
_METRES_A_DEGREE: Final = 111_000.0
_COLLECTION: Final = 7
_LOOKS: Final = 9
"""How many kinds of problems are looked for."""


def find_problems(frame: gpd.GeoDataFrame, *, placed: bool = True) -> tuple[Problem, ...]:
    """Look for missing, empty, non-finite, invalid, mixed and repeated features.

    The first feature concerned is named by its row; nothing is changed. Of a table that has no
    geometries at all (not ``placed``) nobody misses those of single features.
    """
    if len(frame) and not placed:
        return ()
    if not len(frame):
        message = Message("reading", "The layer holds no features.")
        return (Problem("no-features", message, severity="warning", count=0),)
    with np.errstate(all="ignore"):  # absurd coordinates are what is looked for
        found = []
        for number, item in enumerate(
            _found(frame, np.asarray(frame.geometry.array, dtype=object))
        ):
            pace.reached(min(1.0, number / _LOOKS))
            found.append(item)
    return tuple(item for item in found if item is not None)


def _found(frame: gpd.GeoDataFrame, geometries: Any) -> Iterator[Problem | None]:
    bounds = shapely.bounds(geometries)
    missing = shapely.is_missing(geometries)
    empty = shapely.is_empty(geometries)
    finite = _finite(geometries, bounds, missing | empty)
    yield _problem("geometry-missing", missing, "note")
    yield _problem("geometry-empty", empty, "warning")
    yield _problem("coordinates-not-finite", ~finite & ~missing & ~empty, "error")
    invalid = _invalid(geometries, finite)
    yield _problem("geometry-invalid", invalid, "warning")
    yield _mixed(geometries, finite)
    yield _problem("duplicate", duplicates(frame, bounds, geometries), "warning")
    yield _problem("line-crosses-itself", _crossing_lines(geometries, finite), "note")
    yield _problem("sliver", slivers(frame, geometries, finite & ~invalid), "warning")
    yield _problem("geometry-3d", shapely.has_z(geometries) | shapely.has_m(geometries), "note")


def duplicates(frame: gpd.GeoDataFrame, bounds: npt.NDArray[np.float64], geometries: Any) -> Rows:
    """Return which rows say again, in geometry and every attribute, what an earlier one said.

    Only rows whose bounds occur twice are compared in full. Rows without a place are left out:
    a list of undertakings nobody has located may well repeat itself.
    """
    import pandas as pd  # noqa: PLC0415  off the start path

    result = np.zeros(len(frame), dtype=bool)
    placed = ~np.isnan(bounds[:, 0])
    keys = np.zeros(len(frame), dtype=np.uint64)
    for column in bounds.T:
        keys = keys * np.uint64(1_000_003) ^ np.ascontiguousarray(column).view(np.uint64)
    suspects = np.flatnonzero(pd.Series(keys).duplicated(keep=False).to_numpy() & placed)
    if not len(suspects):
        return result
    rows = frame.iloc[suspects].drop(columns=frame.geometry.name).reset_index(drop=True)
    rows = pd.DataFrame(rows).astype(str)
    rows["\0geometry"] = shapely.to_wkb(geometries[suspects])
    result[suspects] = rows.duplicated().to_numpy()
    return result


def _finite(geometries: Any, bounds: npt.NDArray[np.float64], nowhere: Rows) -> Rows:
    """Return which geometries have only finite coordinates.

    Bounds pass over NaN, so a NaN inside a finite box shows only in the coordinates; it makes the
    total length NaN, which costs less than looking at each coordinate.
    """
    finite = np.isfinite(bounds).all(axis=1) & ~nowhere
    extent = shapely.length(geometries)
    points = shapely.get_type_id(geometries) == shapely.GeometryType.MULTIPOINT
    doubtful = np.flatnonzero(finite & (~np.isfinite(extent) | points))
    for row in doubtful:
        finite[row] = bool(np.isfinite(shapely.get_coordinates(geometries[row])).all())
    return np.asarray(finite)


def _invalid(geometries: Any, finite: Rows) -> Rows:
    """Return which geometries cross themselves or are otherwise not simple features."""
    result = np.zeros(len(geometries), dtype=bool)
    result[finite] = ~shapely.is_valid(geometries[finite])
    return result


def slivers(frame: gpd.GeoDataFrame, geometries: Any, finite: Rows) -> Rows:
    """Return which areas are slivers: narrower on average than ``SLIVER_M``.

    The mean width of an area is twice its size by its perimeter; layers in degrees are measured on
    a plane that is stretched alike.
    """
    scale = 1.0 if frame.crs is None or frame.crs.is_projected else _METRES_A_DEGREE
    result = np.zeros(len(geometries), dtype=bool)
    areas = finite & (shapely.get_dimensions(geometries) == 2)
    shapes = geometries[areas]
    perimeter = shapely.length(shapes)
    width = 2 * shapely.area(shapes) / np.where(perimeter > 0, perimeter, np.inf) * scale
    result[areas] = width < SLIVER_M
    return result


def _crossing_lines(geometries: Any, finite: Rows) -> Rows:
    """Return which lines cross themselves; that may be meant."""
    result = np.zeros(len(geometries), dtype=bool)
    is_line = shapely.get_dimensions(geometries) == 1
    lines = finite & is_line & (shapely.get_type_id(geometries) != _COLLECTION)
    result[lines] = ~shapely.is_simple(geometries[lines])
    return result


def _mixed(geometries: Any, finite: Rows) -> Problem | None:
    """Tell a mixture; its rows are those that are not of the most frequent kind."""
    dimensions = shapely.get_dimensions(geometries[finite])
    collections = shapely.get_type_id(geometries[finite]) == _COLLECTION
    kinds = np.where(collections, 3, dimensions)
    if len(np.unique(kinds)) < 2:
        return None
    rarer = np.flatnonzero(finite)[kinds != np.bincount(kinds).argmax()]
    message = Message("reading", "The layer mixes points, lines and areas.")
    rows = tuple(rarer.tolist())
    return Problem("geometry-mixed", message, severity="note", count=int(finite.sum()), rows=rows)


def _problem(code: str, rows: Rows, severity: Severity) -> Problem | None:
    count = int(rows.sum())
    if not count:
        return None
    message, hint = _WORDS[code]
    where = tuple(np.flatnonzero(rows).tolist())
    return Problem(code, message, severity, hint, where[0], count, where)


_WORDS: Final = {
    "line-crosses-itself": (
        Message("reading", "Lines cross or touch themselves."),
        Message("reading", "Nothing to do if they are meant so; zones along them may be wrong."),
    ),
    "sliver": (
        Message("reading", "Areas are only slivers, less than 5 cm wide on average."),
        Message("reading", "Remove them, or give them to the neighbouring area."),
    ),
    "geometry-3d": (
        Message("reading", "Coordinates have heights or measures (Z, M), which are not drawn."),
        Message("reading", "Nothing to do; repairing leaves them out."),
    ),
    "geometry-missing": (
        Message(
            "reading", "Some features have no geometry; they are in the table but not on the map."
        ),
        Message("reading", "Nothing to do if their place is not known yet."),
    ),
    "geometry-empty": (
        Message("reading", "Some features have an empty geometry and cannot be drawn."),
        Message("reading", "Draw them again or delete them where the file was made."),
    ),
    "coordinates-not-finite": (
        Message(
            "reading", "Some features have coordinates that are not numbers and cannot be drawn."
        ),
        Message("reading", "Correct the coordinates where the file was made."),
    ),
    "geometry-invalid": (
        Message(
            "reading", "Some outlines cross themselves or overlap; areas of them may be wrong."
        ),
        Message("reading", "Repair the outlines before measuring with them."),
    ),
    "duplicate": (
        Message(
            "reading", "Some features stand in the layer twice, with the same geometry and values."
        ),
        Message("reading", "Delete the copies, or areas will be counted twice."),
    ),
}
