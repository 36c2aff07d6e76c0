"""Mending the features of a layer, with an account of every change; the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from planviewer.errors import NoTransformation
from planviewer.i18n import Message
from planviewer.model.crs import operation, require_metric

Shapes = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]

REPAIRABLE: Final = (
    "ring-open", "geometry-invalid", "coordinates-not-finite", "geometry-empty", "geometry-3d",
    "duplicate", "sliver",
)  # fmt: skip
"""What can be mended, in the order it is done."""
_BLOCK: Final = 2_000
_MENDED: Final = 0.6
"""Share of the work after which all is mended; measuring what changed is the rest."""


@dataclass(frozen=True)
class Change:
    """What was done to one feature: its row before, and its area before and after (m²)."""

    row: int
    code: str
    area_before_m2: float
    area_after_m2: float

    @property
    def words(self) -> Message:
        """What was done."""
        return _DONE[self.code]


@dataclass(frozen=True, eq=False)
class Repair:
    """A mended layer.

    Attributes
    ----------
    frame
        The features after it, with a new RangeIndex; ``kept`` are their rows before.
    changes
        Every feature that was changed or taken out.
    """

    frame: gpd.GeoDataFrame
    kept: Rows
    changes: tuple[Change, ...]

    @property
    def area_change_m2(self) -> float:
        """How much larger all areas together are after it."""
        return sum(item.area_after_m2 - item.area_before_m2 for item in self.changes)


def repair(
    frame: gpd.GeoDataFrame,
    wanted: Mapping[str, Iterable[int]],
    plan_crs: str,
    report: Any = lambda _share: None,
) -> Repair:
    """Mend the wanted rows.

    Parameters
    ----------
    frame
        A layer in any system; it is not changed.
    wanted
        Rows by the code of their problem (see ``REPAIRABLE``).
    plan_crs
        The system in metres in which areas are told.
    report
        Called with the share done; may raise to stop.

    Raises
    ------
    CrsNotMetric
        If ``plan_crs`` is not in metres.
    """
    require_metric(plan_crs, "area")
    shapes = np.asarray(frame.geometry.array, dtype=object).copy()
    before = shapes.copy()
    done: dict[int, str] = {}
    dropped: set[int] = set()
    steps = [code for code in REPAIRABLE if wanted.get(code)]
    mending = _share(report, 0.0, _MENDED)
    for number, code in enumerate(steps):
        rows = np.array(sorted(set(wanted[code])), dtype=np.int64)
        if code in {"duplicate", "sliver"}:
            dropped |= set(rows.tolist())
        else:
            _in_blocks(
                shapes, rows, code, lambda share, n=number: mending((n + share) / len(steps))
            )
        done |= {row: code for row in rows.tolist() if row not in done or row in dropped}
    kept = np.array([row for row in range(len(frame)) if row not in dropped], dtype=np.int64)
    mended = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))
    half = (1.0 + _MENDED) / 2
    touched = sorted(done)
    areas = (
        _areas(before[touched], frame.crs, plan_crs, _share(report, _MENDED, half)),
        _areas(shapes[touched], frame.crs, plan_crs, _share(report, half, 1.0)),
    )
    changes = _changes(done, dropped, *areas)
    return Repair(mended.iloc[kept].reset_index(drop=True), kept, changes)


def _share(report: Any, begin: float, end: float) -> Any:
    """Return a report of a part of the work, from one share of the whole to another."""
    return lambda share: report(begin + share * (end - begin))


def _in_blocks(shapes: Shapes, rows: Rows, code: str, report: Any) -> None:
    """Mend a part at a time: while shapely works, nothing else of Python can."""
    for first in range(0, len(rows), _BLOCK):
        report(first / len(rows))
        part = rows[first : first + _BLOCK]
        shapes[part] = _MENDERS[code](shapes[part])


def _made_valid(shapes: Shapes) -> Shapes:
    """Make outlines valid (GEOS "structure": holes stay holes); parts of less dimension go."""
    made = shapely.make_valid(shapely.force_2d(shapes), method="structure", keep_collapsed=False)
    dimensions = shapely.get_dimensions(shapes)
    return np.array([_only(x, d) for x, d in zip(made, dimensions, strict=True)], dtype=object)


def _only(shape: Any, dimension: int) -> Any:
    if shape is None or shape.geom_type != "GeometryCollection":
        return shape
    parts = [x for x in shape.geoms if shapely.get_dimensions(x) == dimension]
    return shapely.union_all(parts) if parts else None


def _without_gaps(shapes: Shapes) -> Shapes:
    """Leave out coordinates that are no numbers; None where too few are left."""
    with np.errstate(all="ignore"):
        return np.array([_finite(shape) for shape in shapes], dtype=object)


def _finite(shape: Any) -> Any:
    if shape is None or shape.geom_type in {"Point", "MultiPoint"}:
        points = [] if shape is None else shapely.get_parts(shape).tolist()
        good = [x for x in points if not x.is_empty and np.isfinite(x.coords).all()]
        return (good[0] if len(good) == 1 else shapely.MultiPoint(good)) if good else None
    try:
        if shape.geom_type == "LineString":
            return shapely.LineString(_good(shape))
        if shape.geom_type == "Polygon":
            holes = [_good(ring) for ring in shape.interiors]
            return shapely.Polygon(_good(shape.exterior), [x for x in holes if len(x) > 3])
    except (ValueError, shapely.errors.GEOSException):
        return None
    parts = [x for x in map(_finite, shapely.get_parts(shape)) if x is not None]
    return type(shape)(parts) if parts else None


def _good(line: Any) -> npt.NDArray[np.float64]:
    points = shapely.get_coordinates(line)  # heights go with what cannot be trusted
    return points[np.isfinite(points).all(axis=1)]


def _missing(shapes: Shapes) -> Shapes:
    return np.full(len(shapes), None, dtype=object)


def _as_closed(shapes: Shapes) -> Shapes:
    return shapes  # closed when it was read; saving makes it last


_MENDERS: Final[dict[str, Callable[[Shapes], Shapes]]] = {
    "ring-open": _as_closed,
    "geometry-invalid": _made_valid,
    "coordinates-not-finite": _without_gaps,
    "geometry-empty": _missing,
    "geometry-3d": shapely.force_2d,
}
_DONE: Final = {
    "ring-open": Message("repair", "outline closed"),
    "geometry-invalid": Message("repair", "outline made valid"),
    "coordinates-not-finite": Message("repair", "coordinates that are no numbers left out"),
    "geometry-empty": Message("repair", "empty geometry taken away, the row stays"),
    "geometry-3d": Message("repair", "heights and measures left out"),
    "duplicate": Message("repair", "copy removed"),
    "sliver": Message("repair", "sliver removed"),
}


def _changes(
    done: dict[int, str],
    dropped: set[int],
    before: npt.NDArray[np.float64],
    after: npt.NDArray[np.float64],
) -> tuple[Change, ...]:
    return tuple(
        Change(row, done[row], float(a), 0.0 if row in dropped else float(b))
        for row, a, b in zip(sorted(done), before, after, strict=True)
    )


def _areas(shapes: Shapes, crs: Any, plan_crs: str, report: Any) -> npt.NDArray[np.float64]:
    """Return areas in m²; what has none, or cannot be measured, counts as 0."""
    try:
        to_metres = operation(crs, plan_crs)
    except NoTransformation:
        return np.zeros(len(shapes))
    with np.errstate(all="ignore"):
        areas = np.zeros(len(shapes))
        for first in range(0, len(shapes), _BLOCK):
            report(first / len(shapes))
            part = slice(first, first + _BLOCK)
            moved = [_moved(shape, to_metres.points) for shape in shapes[part]]
            areas[part] = shapely.area(np.array(moved, dtype=object))
    return np.where(np.isfinite(areas), areas, 0.0)


def _moved(shape: Any, to_metres: Any) -> Any:
    if shape is None or shapely.get_dimensions(shape) != 2:
        return None
    try:
        return shapely.transform(shapely.force_2d(shape), to_metres)
    except (ValueError, shapely.errors.GEOSException):
        return None
