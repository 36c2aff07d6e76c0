"""The sites of the programme, from the features of the sites layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from pydantic import ValidationError

from planviewer.i18n import Message
from planviewer.model.crs import WGS84, operation
from planviewer.model.problem import Problem
from planviewer.model.site import LocatedBy, Placement, Site

if TYPE_CHECKING:
    import geopandas as gpd

LonLat = tuple[float, float]

_TEXTS: Final = {"title": "name", "group": "group", "funding": "funding", "note": "note"}
_PLAIN: Final = ("id", "group_id", "visit_order", "layer")


def read_sites(
    frame: gpd.GeoDataFrame,
    placements: Sequence[Placement] = (),
    layer_places: Mapping[str, LonLat] | None = None,
) -> tuple[Site, ...]:
    """Return the sites in the order of the features.

    The place is what the user gave (it goes before the file), else the feature's own geometry,
    else that of the layer which draws the site, else unknown. Features that are no sites, and ids
    used again, are left out: see :func:`check_sites`.

    Parameters
    ----------
    frame
        Features with the fields id, name, group_id, group, source and, where known, funding,
        note, visit_order, layer; English texts in fields ending in ``_en``.
    placements
        Places given by the user.
    layer_places
        WGS 84 longitude and latitude of a point in each layer, by layer id.
    """
    given = {item.site: (item.lon, item.lat) for item in placements}
    return tuple(
        _located(site, given, own, layer_places or {})
        for _, site, own in _rows(frame)
        if isinstance(site, Site)
    )


def check_sites(
    frame: gpd.GeoDataFrame, placements: Sequence[Placement] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong with the features of a sites layer and the placements made for it."""
    rows = list(_rows(frame))
    known = {site.id for _, site, _ in rows if isinstance(site, Site)}
    strays = [item.site for item in placements if item.site not in known]
    problems = [problem for _, problem, _ in rows if isinstance(problem, Problem)]
    return (*problems, *(_stray(site) for site in strays))


def sites_frame(frame: gpd.GeoDataFrame, sites: Sequence[Site]) -> gpd.GeoDataFrame:
    """Return ``frame`` with the places of ``sites`` as points, None where a place is unknown.

    Rows stay as they are, so that a row found on the map is the same row in the file.
    """
    import geopandas as gpd  # noqa: PLC0415  off the start path

    places = {site.id: site.place for site in sites if site.place is not None}
    points = np.full(len(frame), None, dtype=object)
    ids = frame["id"].astype(str).tolist() if "id" in frame else []
    rows = [row for row, name in enumerate(ids) if name in places and name not in ids[:row]]
    if rows:
        lon_lat = np.array([places[ids[row]] for row in rows], dtype=float)
        points[rows] = shapely.points(operation(WGS84, frame.crs).points(lon_lat))
    return frame.set_geometry(gpd.GeoSeries(points, index=frame.index, crs=frame.crs))


def _rows(frame: gpd.GeoDataFrame) -> Iterator[tuple[int, Site | Problem, LonLat | None]]:
    """Give for each feature its row, the site or what keeps it from being one, and its place."""
    seen: set[str] = set()
    places = _own_places(frame)
    for row, record in enumerate(frame.drop(columns=frame.geometry.name).to_dict("records")):
        site = _site(row, {str(key): _value(value) for key, value in record.items()})
        if isinstance(site, Site) and site.id in seen:
            site = _twice(row, site.id)
        if isinstance(site, Site):
            seen.add(site.id)
        yield row, site, places[row]


def _site(row: int, record: dict[str, Any]) -> Site | Problem:
    values = {name: record.get(name) for name in _PLAIN}
    texts = {name: _text(record, field) for name, field in _TEXTS.items()}
    try:
        return Site(**values, **texts, source=_text(record, "source"))
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        return _unfit(row, _TEXTS.get(field, field))


def _text(record: dict[str, Any], field: str) -> dict[str, str] | None:
    """Return a text in both languages; one that is missing is taken from the other."""
    vi, en = record.get(field), record.get(f"{field}_en")
    known = [text for text in (vi, en) if isinstance(text, str) and text.strip()]
    if not known:
        return None
    return {"vi": str(vi) if vi in known else known[0], "en": str(en) if en in known else known[0]}


def _value(value: Any) -> Any:
    """Return None for every way a table has of saying nothing, and whole numbers as such."""
    import pandas as pd  # noqa: PLC0415  off the start path

    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _own_places(frame: gpd.GeoDataFrame) -> list[LonLat | None]:
    geometries = np.array(frame.geometry.array, dtype=object)
    geometries[~np.isfinite(shapely.bounds(geometries)).all(axis=1)] = None
    points = shapely.point_on_surface(geometries)
    x, y = operation(frame.crs, WGS84)(shapely.get_x(points), shapely.get_y(points))
    return [
        (float(lon), float(lat)) if abs(lon) <= 180 and abs(lat) <= 90 else None
        for lon, lat in zip(x, y, strict=True)
    ]


def _located(
    site: Site, given: Mapping[str, LonLat], own: LonLat | None, layers: Mapping[str, LonLat]
) -> Site:
    ways: tuple[tuple[LocatedBy, LonLat | None], ...] = (
        ("placed", given.get(site.id)),
        ("file", own),
        ("layer", layers.get(site.layer) if site.layer is not None else None),
    )
    for located_by, place in ways:
        if place is not None and np.isfinite(place).all():
            return site.changed(place=place, located_by=located_by)
    return site


def _unfit(row: int, field: str) -> Problem:
    message = Message(
        "reading",
        "This feature is no site: its field “{field}” is missing or unfit.",
        {"field": field},
    )
    hint = Message("reading", "A site needs id, name, group_id, group and source.")
    return Problem("site-invalid", message, "error", hint, row)


def _twice(row: int, site: str) -> Problem:
    message = Message(
        "reading", "The site id “{site}” is used again; the first one counts.", {"site": site}
    )
    return Problem("site-twice", message, "error", feature=row)


def _stray(site: str) -> Problem:
    message = Message(
        "reading",
        "The plan places the site “{site}”, which the layer does not hold.",
        {"site": site},
    )
    return Problem("site-unknown", message)
