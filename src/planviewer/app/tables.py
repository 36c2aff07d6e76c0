"""The tables behind layers: through the person's own connections, whole or by view.

A plan may come from anybody. It only names a database; whether that is asked, and how it is
reached, is for the person's saved connections to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from planviewer.app.settings import load_settings
from planviewer.errors import DatabaseFrameTooFull, DatabaseNotSaved
from planviewer.model.database import SavedConnection, known_connection
from planviewer.model.features import FeatureSet, Part
from planviewer.model.layer import DatabaseSource, Layer, RasterSource
from planviewer.model.plan import Bounds, Plan
from planviewer.model.provenance import Provenance
from planviewer.model.text import Text
from planviewer.reading.postgis.address import TableAddress

if TYPE_CHECKING:
    from planviewer.app.loading import PlanData

MOST_ON_PAPER: Final = 500_000
"""A sheet shows all that is in its frame or is refused; so many features of a layer it can hold."""


def address_of(source: DatabaseSource) -> TableAddress:
    """Return where the table of a layer is, by the person's own connection to that database.

    Raises
    ------
    DatabaseNotSaved
        If the person has none.
    """
    wanted = source.connection
    known = known_connection(wanted, load_settings().connections)
    if known is None:
        raise DatabaseNotSaved(server=wanted.place, name=wanted.name)
    return replace(
        server_of(known),
        schema=source.schema_name,
        table=source.table,
        geometry=source.geometry,
        key=source.key,
    )


def server_of(connection: SavedConnection) -> TableAddress:
    """Return the address of a database, of no table in it."""
    return TableAddress(
        host=connection.host,
        port=str(connection.port),
        user=connection.user,
        dbname=connection.database,
        sslmode=connection.sslmode,
    )


def read_source(
    source: DatabaseSource, view: Bounds, *, examine: bool = False, whole: bool = False
) -> FeatureSet:
    """Read the table of a layer: of a large one what a view (WGS 84) needs, unless ``whole``.

    Raises
    ------
    DatabaseNotSaved
        If the person has no connection to that database.
    DatabaseError, CrsMissing
        As :func:`planviewer.reading.postgis.rows.read_for_view`.
    """
    from planviewer.reading.postgis.rows import read_for_view, read_table  # noqa: PLC0415

    address = address_of(source)
    if whole:
        return read_table(address, where=source.where, crs=source.crs, examine=examine)
    return read_for_view(address, view, where=source.where, crs=source.crs, examine=examine)


# --- what needs more than the view ------------------------------------------------------------
def all_of(plan: Plan, data: PlanData, layer_id: str) -> PlanData:
    """Return the data with all features of a layer, read now if only a part of them is there."""
    source, features = plan.layer(layer_id).source, data.store.entry(layer_id).features
    if features is None or features.part is None or not isinstance(source, DatabaseSource):
        return data
    return data.with_features(layer_id, read_source(source, features.part.bounds, whole=True))


def covering(plan: Plan, data: PlanData, layer_id: str, bounds: Bounds) -> PlanData:
    """Return the data with all features of a layer that meet ``bounds`` (WGS 84).

    Raises
    ------
    DatabaseFrameTooFull
        If they are too many to be shown together.
    """
    from planviewer.reading.postgis.rows import read_for_view  # noqa: PLC0415

    layer, features = plan.layer(layer_id), data.store.entry(layer_id).features
    source, part = layer.source, None if features is None else features.part
    if part is None or part.covers(bounds) or not isinstance(source, DatabaseSource):
        return data
    around = _together(part, bounds)
    found = read_for_view(
        address_of(source), around, where=source.where, crs=source.crs, most=MOST_ON_PAPER
    )
    if found.part is not None and not found.part.complete:
        raise DatabaseFrameTooFull(layer=layer.title, most=MOST_ON_PAPER)
    return data.with_features(layer_id, found)


def _together(part: Part, bounds: Bounds) -> Bounds:
    """Return bounds with those around them that are known whole: a series asks for one by one."""
    mine = part.bounds
    far = not part.complete or mine[2] < bounds[0] or bounds[2] < mine[0]
    if far or mine[3] < bounds[1] or bounds[3] < mine[1]:
        return bounds
    low, high = zip(mine[:2], bounds[:2], strict=True), zip(mine[2:], bounds[2:], strict=True)
    (west, south), (east, north) = map(min, low), map(max, high)
    return west, south, east, north


def is_part(data: PlanData, layer_id: str) -> bool:
    """Whether only what the map shows of a layer was read."""
    features = data.store.entry(layer_id).features
    return features is not None and features.part is not None


def left_out(plan: Plan, data: PlanData) -> tuple[Text, ...]:
    """Return the titles of the layers that are too large to be given away with the plan."""
    return tuple(x.title for x in plan.database_layers if is_part(data, x.id))


def not_there(layers: Iterable[Layer], data: PlanData) -> tuple[Text, ...]:
    """Return the titles of the layers whose features were not read, yet or at all."""
    drawn = (layer for layer in layers if not isinstance(layer.source, RasterSource))
    return tuple(layer.title for layer in drawn if data.store.frame(layer.id) is None)


def dated(plan: Plan, data: PlanData) -> Plan:
    """Return the plan with the day each table was read, for what is given away now."""
    for layer in plan.database_layers:
        now = read_provenance(data, layer)
        if now != layer.provenance:
            plan = plan.with_layer(layer.id, partial(Layer.changed, provenance=now))
    return plan


def read_provenance(data: PlanData, layer: Layer) -> Provenance:
    """Return where a layer is from, with the day it was read if it is a table."""
    features = data.store.entry(layer.id).features
    if features is None or features.read_on is None:
        return layer.provenance
    return layer.provenance.changed(date=features.read_on)
