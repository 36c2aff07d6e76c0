"""Affected parcels of partitioned GeoParquet, computed on a Dask cluster.

Each worker reads its parts of the layer and computes as this process would; only the parcels that
lose land come back. Parts whose bounds meet no zone are not read at all. The workers need
planviewer installed, and must see the files under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from planviewer.analysis.accounting import Affected, joined
from planviewer.analysis.affected import affected_parcels, in_turn
from planviewer.analysis.parcels import ParcelFields
from planviewer.app.affected.order import (
    AffectedOrder,
    Computed,
    ZonesAsked,
    around,
    chosen_fields,
    require_near,
)
from planviewer.errors import (
    ClusterError,
    ClusterUnreachable,
    CrsMissing,
    DaskMissing,
    FileMissing,
    FileUnreadable,
    ParcelsMissing,
    PlanviewerError,
)
from planviewer.i18n import Message
from planviewer.model.crs import operation, parse_crs
from planviewer.model.features import FeatureSet
from planviewer.reading.systems import as_text, flat, likely_crs

_SECONDS_TO_ANSWER = 15
_PARTS_OF_A_BOX = 200

Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class _Work:
    """What a worker is told; ``crs`` where a person chose it."""

    zones: ZonesAsked
    fields: ParcelFields
    crs: str | None


@dataclass(frozen=True, eq=False)
class _Part:
    """What a worker answers: the figures, how much of the part are areas, and their bounds."""

    affected: Affected
    areas: int
    bounds: Box | None


def compute_on_dask(order: AffectedOrder, zones: ZonesAsked) -> Computed:
    """Compute which parcels of a GeoParquet file or folder lose land, on the workers of a cluster.

    Raises
    ------
    DaskMissing, ClusterUnreachable, ClusterError
        If Dask is not installed, nobody answers, or the workers fail.
    FileMissing, FileUnreadable, CrsMissing, CrsUnknown, NoTransformation
        If the layer cannot be read or put in its place.
    ParcelsMissing, ParcelsOutside, FieldUnknown, AreaUnaccounted
        As for parcels of a file.
    """
    path = order.parcels
    if not isinstance(path, Path):
        raise TypeError(path)
    with _client(order.scheduler or "") as client:
        layer = _open(path)
        crs = _crs(layer, order)
        fields = chosen_fields([c for c in layer.columns if c != layer.geometry.name], order.fields)
        columns = dict.fromkeys([name for name in vars(fields).values() if name])
        layer = layer[[*columns, layer.geometry.name]]
        known, near = _near(layer, zones, crs)
        work = _Work(zones, fields, crs.to_wkt() if order.crs else None)
        parts = _computed(client, layer.partitions[near], work)
        program = _versions(client)
    _require_parcels(order, parts, zones, crs, known)
    exact = _together(parts, zones)
    said = exact.parcels[["sheet", "parcel", "land_type"]]
    frame = gpd.GeoDataFrame(said, geometry=exact.geometry, crs=zones.crs)
    features = FeatureSet(frame, "file" if order.crs is None else "user", "UTF-8")
    return Computed(exact, fields, features, crs, program)


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        import distributed  # noqa: PLC0415  slow, and for clusters only
    except ImportError as error:
        raise DaskMissing from error
    try:
        client = distributed.Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_SECONDS_TO_ANSWER, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise ClusterUnreachable(scheduler=scheduler) from error
    try:
        yield client
    except PlanviewerError:
        raise
    except (OSError, RuntimeError, MemoryError) as error:
        reason = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        raise ClusterError(scheduler=scheduler, reason=reason) from error
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _versions(client: Any) -> str:
    count = len(client.scheduler_info()["workers"])
    return f"Dask {version('distributed')}, shapely {shapely.__version__} ({count} workers)"


def _open(path: Path) -> Any:
    """Look the layer up without reading it; its columns, its CRS, the bounds of its parts."""
    try:
        import dask_geopandas  # noqa: PLC0415
    except ImportError as error:
        raise DaskMissing from error
    if not path.exists():
        raise FileMissing(path=path)
    try:
        return dask_geopandas.read_parquet(str(path), gather_spatial_partitions=True)
    except (ValueError, OSError, KeyError) as error:
        reason = Message("reading", "it is not GeoParquet.")
        raise FileUnreadable(path=path, reason=reason) from error


def _crs(layer: Any, order: AffectedOrder) -> CRS:
    if order.crs is not None:
        return parse_crs(order.crs)
    if layer.crs is None:
        likely = likely_crs((np.nan,) * 4)
        raise CrsMissing(path=order.parcels_name, candidates=as_text(likely), likely=likely)
    return flat(layer.crs.to_wkt())


def _near(layer: Any, zones: ZonesAsked, crs: CRS) -> tuple[Box | None, list[int]]:
    """Return the bounds of the layer where they are known, and which parts may meet a zone."""
    boxes = layer.spatial_partitions
    if boxes is None:
        return None, list(range(layer.npartitions))
    outlines = shapely.buffer([shape.envelope for _, shape in zones.shapes], 10.0)
    there = shapely.transform(shapely.segmentize(outlines, 100.0), operation(zones.crs, crs).points)
    asked = np.asarray(shapely.envelope(there))
    bounds = shapely.bounds(boxes.to_numpy())
    reach = np.asarray(shapely.box(*bounds.T))
    meets = np.asarray(shapely.intersects(reach[:, None], asked[None])).any(axis=1)
    west, south, *_ = np.nanmin(bounds, axis=0)
    *_, east, north = np.nanmax(bounds, axis=0)
    rows = [int(row) for row in np.flatnonzero(meets)] or [0]
    return (float(west), float(south), float(east), float(north)), rows


def _computed(client: Any, layer: Any, work: _Work) -> list[_Part]:
    """Have the workers compute; the zones go to each of them once."""
    from dask.delayed import delayed  # noqa: PLC0415

    told = delayed(work, pure=False)
    compute = delayed(_compute_part, pure=False)
    futures = client.compute([compute(part, told) for part in layer.to_delayed()])
    parts: list[_Part] = client.gather(futures)
    return parts


def _compute_part(frame: gpd.GeoDataFrame, work: _Work) -> _Part:
    """Compute one part: this runs on a worker."""
    if work.crs is not None:
        frame = frame.set_crs(work.crs, allow_override=True)
    geometry = np.asarray(frame.geometry.array, dtype=object)
    areas = int((shapely.get_dimensions(geometry) == 2).sum())
    bounds = shapely.total_bounds(geometry) if areas else None
    zones = work.zones
    affected = affected_parcels(frame, zones.shapes, zones.crs, work.fields, zones.priorities)
    return _Part(affected, areas, None if bounds is None else tuple(bounds.tolist()))


def _require_parcels(
    order: AffectedOrder, parts: list[_Part], zones: ZonesAsked, crs: CRS, known: Box | None
) -> None:
    """Refuse a layer without areas, and one that lies elsewhere."""
    if not any(part.areas for part in parts):
        raise ParcelsMissing(path=order.parcels_name)
    boxes = [shapely.box(*part.bounds) for part in parts if part.bounds is not None]
    extent = shapely.box(*known) if known else shapely.union_all(boxes)
    outline = shapely.segmentize(extent.envelope, max(extent.length / _PARTS_OF_A_BOX, 1e-9))
    here = shapely.transform(outline, operation(crs, zones.crs).points)
    require_near(float(shapely.distance(here.envelope, around(zones))), order, crs)


def _together(parts: list[_Part], zones: ZonesAsked) -> Affected:
    """Put the answers together, numbered anew where each part numbers its rows from 0."""
    union = in_turn([shape for _, shape in zones.shapes], [0] * len(zones.shapes))
    area = float(shapely.area(union[-1][1])) if union else 0.0
    exact = joined([part.affected for part in parts], area)
    if exact.parcels.index.is_unique and pd.api.types.is_integer_dtype(exact.parcels.index):
        return exact
    rows = pd.RangeIndex(len(exact.parcels))
    return replace(
        exact,
        parcels=exact.parcels.set_axis(rows),
        by_zone=exact.by_zone.set_axis(rows),
        net_by_zone=exact.net_by_zone.set_axis(rows),
    )
