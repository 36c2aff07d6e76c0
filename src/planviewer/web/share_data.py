"""The plan, its features and its sites as the plain values the shared page is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import GeometryCollection, mapping
from shapely.geometry.base import BaseGeometry

from planviewer.model import crs
from planviewer.model.layer import Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.model.style import legend_entries
from planviewer.web.share_symbols import style_field, symbol_indices, symbols

DECIMALS: Final = 7
"""Of a degree: one centimetre on the ground."""

_KINDS: Final = {0: "point", 1: "line", 2: "area"}


class Measured(Protocol):
    """Length (m) and area (m²) of one feature in the plan CRS, None where it has none."""

    @property
    def length_m(self) -> float | None:
        """Length in metres."""

    @property
    def area_m2(self) -> float | None:
        """Area in square metres."""


Measures = Mapping[str, Sequence[Measured | None]]
"""By layer id, one entry for each row of the layer's frame."""


def layer_values(
    layer: Layer, frame: gpd.GeoDataFrame | None, measures: Sequence[Measured | None] | None
) -> dict[str, Any]:
    """Return one layer with its features; rows without a geometry are left out."""
    features = [] if frame is None else _features(layer, frame, measures)
    return {
        "id": layer.id,
        "title": layer.title.model_dump(),
        "group": layer.group,
        "visible": layer.visible,
        "left_out": frame is None and not layer.visible,
        "missing": frame is None and layer.visible,
        "opacity": layer.opacity,
        "max_scale": layer.max_scale,
        "min_scale": layer.min_scale,
        "name_field": layer.name_field,
        "provenance": layer.provenance.model_dump(mode="json"),
        "rule": layer.source.rule.model_dump() if isinstance(layer.source, ZoneSource) else None,
        "symbols": [symbol.model_dump() for symbol in symbols(layer.style)],
        "legend": _legend(layer),
        "kind": _kind(frame),
        "features": features,
    }


def placed_sites(frame: gpd.GeoDataFrame | None, sites: Sequence[Site]) -> gpd.GeoDataFrame:
    """Return the sites layer with the places the sites have now (WGS 84), one row a site.

    Attributes are those of the frame's row whose ``id`` is the site's.
    """
    rows = _rows(frame) if frame is not None else []
    known = {str(row.get("id")): row for row in rows}
    attributes = [
        {**known.get(site.id, {}), "id": site.id, "group_id": site.group_id} for site in sites
    ]
    # A site that its own layer draws gets no mark of its own.
    points = [
        None if site.place is None or site.located_by == "layer" else shapely.Point(site.place)
        for site in sites
    ]
    table = pd.DataFrame(attributes, dtype=object)
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(points, crs=crs.WGS84), crs=crs.WGS84)


def site_values(site: Site) -> dict[str, Any]:
    """Return one site."""
    return site.model_dump(mode="json")


def group_values(plan: Plan) -> list[dict[str, Any]]:
    """Return the headings of the layer tree."""
    return [group.model_dump() for group in plan.groups]


def _legend(layer: Layer) -> list[dict[str, Any]]:
    entries = legend_entries(layer.style, layer.title)
    return [{"label": label.model_dump(), "symbol": s.model_dump()} for label, s in entries]


def _kind(frame: gpd.GeoDataFrame | None) -> str:
    """Say whether a layer is of points, lines or areas, by what most of its features are."""
    dimensions = shapely.get_dimensions([] if frame is None else frame.geometry.to_numpy())
    # -1 is none, or an empty collection
    counts = np.bincount(dimensions[dimensions >= 0], minlength=3)
    return _KINDS[int(counts.argmax())]


def _features(
    layer: Layer, frame: gpd.GeoDataFrame, measures: Sequence[Measured | None] | None
) -> list[dict[str, Any]]:
    rows = _rows(frame)
    field = style_field(layer.style)
    indices = symbol_indices(layer.style, [row.get(field) if field else None for row in rows])
    figures = [None] * len(rows) if measures is None else [_figures(m) for m in measures]
    parts = zip(_world(frame), rows, indices, figures, strict=True)
    return [
        {
            "type": "Feature",
            "geometry": mapping(geometry),
            "properties": properties,
            "symbol": index,
            "measures": figure,
        }
        for shape, properties, index, figure in parts
        for geometry in _drawable(shape)
    ]


def _rows(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    records = table.astype(object).to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in records]


def _figures(measured: Measured | None) -> tuple[float | None, float | None] | None:
    if measured is None:
        return None
    return (_rounded(measured.length_m), _rounded(measured.area_m2))


def _rounded(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else round(float(value), 3)


def _world(frame: gpd.GeoDataFrame) -> Any:
    """Geometries in WGS 84, two dimensions, to :data:`DECIMALS`."""
    to_world = crs.operation(frame.crs, crs.WGS84)
    flat = shapely.force_2d(frame.geometry.to_numpy())
    return shapely.transform(flat, lambda xy: np.round(to_world.points(xy), DECIMALS))


def _drawable(geometry: BaseGeometry | None) -> list[BaseGeometry]:
    """Return what can be drawn of a geometry: collections in parts, nothing that is not finite."""
    if geometry is None or geometry.is_empty:
        return []
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        return []
    if isinstance(geometry, GeometryCollection):
        return [part for one in geometry.geoms for part in _drawable(one)]
    return [geometry]


def _plain(value: Any) -> Any:
    """Return an attribute as JSON can say it: text, number, truth or null."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple | dict | np.ndarray):
        return str(value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, float):
        return value if np.isfinite(value) else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
