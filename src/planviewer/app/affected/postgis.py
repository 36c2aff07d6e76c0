"""Affected parcels of a table, computed inside its database.

For cadastres that no one machine holds: the zones go to the database, the parcels that lose land
come back. The figures are made and held against each other here, as for a file.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from planviewer.analysis.accounting import Taken, accounted
from planviewer.analysis.affected import in_turn
from planviewer.analysis.cutting import subdivided
from planviewer.app.affected.order import (
    AffectedOrder,
    Computed,
    ZonesAsked,
    around,
    chosen_fields,
    require_near,
)
from planviewer.app.table_words import conditions_words
from planviewer.errors import ParcelsMissing, ParcelsNotChosen
from planviewer.i18n import Message
from planviewer.model.crs import operation, require_metric
from planviewer.model.features import FeatureSet
from planviewer.reading.postgis.address import TableAddress
from planviewer.reading.postgis.connection import versions
from planviewer.reading.postgis.overlay import nearest_area, overlay, parts_of
from planviewer.reading.postgis.places import crs_of_table
from planviewer.reading.postgis.tables import OpenTable, open_table


def compute_in_postgis(order: AffectedOrder, zones: ZonesAsked) -> Computed:
    """Compute which parcels of a table lose land.

    Raises
    ------
    DatabaseError
        If the database cannot be used, or cannot transform coordinates as it should.
    CrsMissing, NoTransformation, ParcelsMissing, ParcelsOutside, FieldUnknown, AreaUnaccounted
        As for parcels of a file, and
    ParcelsNotChosen
        if the conditions leave none.
    """
    if not isinstance(order.parcels, TableAddress):
        raise TypeError(order.parcels)
    require_metric(zones.crs, str(Message("affected", "Affected land")))
    with open_table(order.parcels, order.crs) as table:
        fields = chosen_fields(table.fields, order.fields)
        shapes = [shape for _, shape in zones.shapes]
        shares = in_turn(shapes, [zones.priorities.get(zone, 0) for zone, _ in zones.shapes])
        asked = [(shape, subdivided(shape), False) for shape in shapes]
        asked += [(together, subdivided(together), True) for _, together in shares[1:]]
        parts = parts_of(asked, zones.crs, table)
        columns = [name for name in vars(fields).values() if name]
        rows = overlay(table, parts, zones.crs, columns, order.where)
        crs = crs_of_table(table)
        if rows.empty:
            _require_near(table, crs, order, zones)
        program = versions(table.connection)
    taken = _taken(rows, [zone for zone, _ in shares])
    chosen = rows[[name for name in columns if name in rows.columns]]
    ids = [zone for zone, _ in zones.shapes]
    union_area = float(shapely.area(shares[-1][1])) if shares else 0.0
    exact = accounted(chosen, fields, taken, ids, union_area)
    frame = gpd.GeoDataFrame(
        chosen.loc[exact.parcels.index], geometry=exact.geometry, crs=zones.crs
    )
    features = FeatureSet(frame, "file" if order.crs is None else "user", "UTF-8")
    keys = rows["told"].loc[exact.parcels.index].to_numpy(dtype=object)
    return Computed(exact, fields, features, crs, program, keys=keys)


def _taken(rows: Any, turns: list[int]) -> Taken:
    """Take the answer apart: the zones' areas, then those of each zone with all before it."""
    count = len(turns)
    taken = np.array(rows["taken"].tolist(), dtype=np.float64).reshape(len(rows), -1)
    gross, together = taken[:, :count], taken[:, count:]
    net = gross.copy()
    shared = (gross > 0).sum(axis=1) > 1
    counted = gross[:, turns[0]] if turns else np.zeros(len(rows))
    for zone, now in zip(turns[1:], together.T, strict=True):
        net[shared, zone] = np.maximum(now - counted, 0.0)[shared]
        counted = np.maximum(now, counted)
    geometry = np.asarray(rows["geometry"], dtype=object)
    area, change, left = (rows[name].to_numpy() for name in ("area", "change", "left"))
    return Taken(geometry, area, change, gross, net, left)


def _require_near(table: OpenTable, crs: CRS, order: AffectedOrder, zones: ZonesAsked) -> None:
    """Say why nothing was found, where there can be nothing."""
    box = around(zones)
    outline = shapely.segmentize(box, max(box.length / 200, 1e-9))
    there = shapely.transform(outline, operation(zones.crs, crs).points)
    nearest = nearest_area(table, there.envelope.bounds, order.where)
    if nearest is None and order.where:
        raise ParcelsNotChosen(path=order.parcels_name, conditions=conditions_words(order.where))
    if nearest is None:
        raise ParcelsMissing(path=order.parcels_name)
    here = shapely.transform(shapely.box(*nearest), operation(crs, zones.crs).points)
    require_near(float(shapely.distance(here.envelope, box)), order, crs)
