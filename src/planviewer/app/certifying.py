"""Making the certificate of a result, and the files' fingerprints in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from planviewer import __version__
from planviewer.analysis.certificate import (
    AREA_METHOD,
    Certificate,
    CertifiedZone,
    LandTypeFigure,
    Outcome,
    ParcelBasis,
    Role,
    Row,
    Source,
    Transformation,
    rows_digest,
)
from planviewer.analysis.measures import measure_on_ellipsoid
from planviewer.analysis.rule_words import rule_in_words
from planviewer.analysis.zones import CHORD_ERROR_M, ZoneArea
from planviewer.app.affected.buildings import buildings_layer, buildings_path
from planviewer.app.affected.land import AffectedResult
from planviewer.app.loading import PlanData
from planviewer.app.saving import is_bundled
from planviewer.errors import FileUnreadable
from planviewer.model.crs import crs_name, operation, parse_crs
from planviewer.model.layer import DatabaseSource, FileSource, Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.reading.plans import data_path
from planviewer.reading.postgis.address import TableAddress

BUNDLED = "bundled:"
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_CHUNK = 1 << 20
_SAID: Final = ("sheet", "parcel", "land_type", "owner", "address", "owner_kind", "recorded_m2")


def certificate_of(result: AffectedResult, folder: Path) -> Certificate:
    """Return the certificate of a result that will lie in ``folder``."""
    plan = result.plan
    return Certificate(
        program_version=__version__,
        made_on=result.order.made_on,
        plan_id=plan.id,
        plan_title=plan.title,
        crs=plan.crs,
        crs_name=parse_crs(plan.crs).name,
        transformations=tuple(_transformations(result)),
        sources=tuple(_sources(result, folder)),
        zones=tuple(certified_zone(result.plan, area, zone) for zone, area in result.zones.items()),
        parcels=_basis(result),
        outcome=outcome_of(result),
    )


def outcome_of(result: AffectedResult) -> Outcome:
    """Return the figures of a result."""
    kinds = result.by("land_type")
    return Outcome(
        parcel_count=len(result.table),
        affected_area_m2=result.affected_area_m2,
        zone_area_m2=result.zone_area_m2,
        by_land_type=tuple(
            LandTypeFigure(land_type=str(kind), count=int(row["count"]), area_m2=row["area_m2"])
            for kind, row in kinds.iterrows()
        ),
        rows_sha256=rows_digest(rows_of(result.table)),
    )


def rows_of(table: pd.DataFrame) -> Iterator[Row]:
    """Return the listed figures that a certificate vouches for."""
    names = ["sheet", "parcel", "land_type", "area_m2", "affected_m2", "remaining_m2", "zones"]
    return table[names].itertuples(index=False, name=None)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, of a Shapefile's parts one after the other.

    Raises
    ------
    FileUnreadable
        If it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for part in _parts(path):
            with part.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error
    return digest.hexdigest()


def _parts(path: Path) -> Iterable[Path]:
    if path.suffix.lower() not in _PARTS:
        return (path,)
    siblings = {p.suffix.lower(): p for p in path.parent.glob(f"{path.stem}.*")}
    return [siblings[suffix] for suffix in _PARTS if suffix in siblings]


def path_from(folder: Path, path: Path) -> str:
    """Return how ``path`` is reached from ``folder``, the same on every system."""
    if is_bundled(path):
        return f"{BUNDLED}{path.name}"
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return path.name


def _sources(result: AffectedResult, folder: Path) -> Iterator[Source]:
    order = result.order
    yield _source("plan", order.plan, folder)
    lines = {_rule_line(layer) for layer in result.plan.zone_layers}
    for layer in result.deciding_layers:
        role: Role = "line" if layer.id in lines else "exclusion"
        frame = result.data.store.frame(layer.id)
        if isinstance(layer.source, FileSource):
            yield _source(role, data_path(order.plan, layer.source), folder, layer)
        elif isinstance(layer.source, DatabaseSource) and frame is not None:
            yield _table_source(role, layer, layer.source, frame)
    yield _parcels_source(result, folder)
    if order.buildings is not None:
        path = buildings_path(result.plan, order)
        yield _source("buildings", path, folder, buildings_layer(result.plan, order))


def _rule_line(layer: Layer) -> str | None:
    return layer.source.rule.line_layer if isinstance(layer.source, ZoneSource) else None


def _source(role: Role, path: Path, folder: Path, layer: Layer | None = None) -> Source:
    return Source(
        role=role,
        name=path.name,
        path=path_from(folder, path),
        sha256=file_digest(path),
        layer=None if layer is None else layer.id,
        status=None if layer is None else layer.provenance.status,
        provenance=None if layer is None else layer.provenance.source,
    )


def _table_source(
    role: Role, layer: Layer, source: DatabaseSource, frame: gpd.GeoDataFrame
) -> Source:
    """Return a table as a source: it is known again by its rows."""
    return Source(
        role=role,
        kind="table",
        name=source.title,
        path=f"{source.connection.place} {source.title}",
        sha256=frame_digest(frame),
        layer=layer.id,
        status=layer.provenance.status,
        provenance=layer.provenance.source,
    )


def frame_digest(frame: gpd.GeoDataFrame) -> str:
    """Return a SHA-256 of rows in whatever order: their values, and outlines to the micrometre."""
    values = frame.drop(columns=frame.geometry.name).astype(str)
    said = values.agg("\x1f".join, axis=1) if len(values.columns) else [""] * len(frame)
    outlines = shapely.to_wkt(shapely.normalize(frame.geometry.to_numpy()), rounding_precision=6)
    lines = sorted("\x1f".join(map(str, pair)) for pair in zip(said, outlines, strict=True))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _parcels_source(result: AffectedResult, folder: Path) -> Source:
    """Return what the parcels are: a file by its bytes, a table by the parcels that lose land."""
    parcels = result.order.parcels
    if isinstance(parcels, Path) and parcels.is_file():
        return _source("parcels", parcels, folder, result.parcel_layer)
    is_file = isinstance(parcels, Path)
    return Source(
        role="parcels",
        kind="dataset" if is_file else "table",
        name=parcels.name if isinstance(parcels, Path) else str(parcels),
        path=path_from(folder, parcels) if isinstance(parcels, Path) else str(parcels),
        sha256=parcels_digest(result),
        layer=None if result.parcel_layer is None else result.parcel_layer.id,
    )


def parcels_digest(result: AffectedResult) -> str:
    """Return a SHA-256 of the parcels that lose land: what is said of them, and their outlines.

    In whatever order they come; outlines to the micrometre.
    """
    texts = result.exact.parcels[[*_SAID]].astype(object)
    said = texts.where(texts.notna(), "").astype(str).agg("\x1f".join, axis=1)
    outlines = shapely.to_wkt(shapely.normalize(result.exact.geometry), rounding_precision=6)
    lines = sorted(map("\x1f".join, zip(said, outlines, strict=True)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _transformations(result: AffectedResult) -> Iterator[Transformation]:
    frames = [result.data.store.frame(layer.id) for layer in result.deciding_layers]
    systems = [frame.crs for frame in frames if frame is not None] + [result.parcels_crs]
    done = {result.plan.crs}
    for crs in systems:
        if crs_name(crs) not in done:
            done.add(crs_name(crs))
            used = operation(crs, result.plan.crs)
            yield Transformation(
                source=used.source, target=used.target, name=used.name, accuracy_m=used.accuracy_m
            )


def certified_zone(plan: Plan, area: ZoneArea, zone_id: str) -> CertifiedZone:
    """Return what a certificate says of a zone of the plan."""
    layer = plan.layer(zone_id)
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(zone_id)
    rule, line = layer.source.rule, plan.layer(layer.source.rule.line_layer)
    ellipsoid = measure_on_ellipsoid(area.geometry, plan.crs).area_m2
    return CertifiedZone(
        id=zone_id,
        title=layer.title,
        rule=rule,
        words=rule_in_words(rule, line, plan.titles),
        line_status=line.provenance.status,
        length_m=round(area.length_m, 3),
        area_m2=round(area.area_m2, 2),
        ellipsoid_area_m2=round(ellipsoid, 2),
        chord_error_m=CHORD_ERROR_M,
        corners=int(shapely.get_num_coordinates(area.geometry))
        - len(shapely.get_parts(shapely.boundary(area.geometry))),
    )


def zone_certificate(plan: Plan, data: PlanData, plan_path: Path, made_on: date) -> dict[str, Any]:
    """Return how the zones of a plan were computed and from what, as JSON."""
    sources = [_source("plan", plan_path, plan_path.parent)]
    lines = {_rule_line(layer) for layer in plan.zone_layers}
    for layer in plan.read_layers:
        frame = data.store.frame(layer.id)
        if layer.id in lines and isinstance(layer.source, FileSource):
            path = data_path(plan_path, layer.source)
            sources.append(_source("line", path, plan_path.parent, layer))
        elif layer.id in lines and isinstance(layer.source, DatabaseSource) and frame is not None:
            sources.append(_table_source("line", layer, layer.source, frame))
    zones = [certified_zone(plan, area, zone_id) for zone_id, area in data.zones.items()]
    return {
        "format": "planviewer-zone-certificate",
        "version": 1,
        "program_version": __version__,
        "made_on": made_on.isoformat(),
        "plan_id": plan.id,
        "plan_title": plan.title.model_dump(mode="json"),
        "crs": plan.crs,
        "crs_name": parse_crs(plan.crs).name,
        "sources": [item.model_dump(mode="json", exclude_none=True) for item in sources],
        "zones": [item.model_dump(mode="json", exclude_none=True) for item in zones],
        "area_method": AREA_METHOD.model_dump(mode="json"),
    }


def _basis(result: AffectedResult) -> ParcelBasis:
    order = result.order
    in_database = isinstance(order.parcels, TableAddress)
    return ParcelBasis(
        crs=crs_name(result.parcels_crs),
        sublayer=order.sublayer,
        chosen_crs=order.crs,
        encoding=order.encoding,
        swapped=order.swapped or None,
        fields=vars(result.fields),
        layer=None if result.parcel_layer is None else result.parcel_layer.id,
        engine="postgis" if in_database else order.engine,
        computed_by=result.program,
        min_remaining_m2=order.min_remaining_m2,
        owners=order.owners,
        where=order.where if in_database else (),
    )
