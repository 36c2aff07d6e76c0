"""Buildings on affected parcels: from a file or a layer of the plan into the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import shapely

from planviewer.analysis.buildings import count_buildings
from planviewer.analysis.elements import Geometries
from planviewer.analysis.zones import ZoneArea
from planviewer.app.affected.order import AffectedOrder
from planviewer.errors import LayerUnknown
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer
from planviewer.model.plan import Plan
from planviewer.model.problem import Problem
from planviewer.reading.files import read_features
from planviewer.reading.plans import data_path


def count_into(
    table: pd.DataFrame,
    plan: Plan,
    order: AffectedOrder,
    parcels: Geometries,
    zones: Mapping[str, ZoneArea],
) -> tuple[Problem, ...]:
    """Count the buildings on each parcel into the table; None where no buildings are given.

    Returns what is wrong with the buildings; errors as reading gives them, and ``LayerUnknown`` if
    there is neither a file nor a layer of that name.
    """
    table["buildings"] = table["buildings_affected"] = None
    if order.buildings is None:
        return ()
    features = _read(plan, order)
    together = shapely.union_all([zone.geometry for zone in zones.values()])
    counted = count_buildings(parcels, features.frame, together, plan.crs)
    table["buildings"], table["buildings_affected"] = counted
    return tuple(problem for problem in features.problems if problem.severity == "error")


def _read(plan: Plan, order: AffectedOrder) -> FeatureSet:
    layer = buildings_layer(plan, order)
    path = buildings_path(plan, order)
    if layer is None or not isinstance(layer.source, FileSource):
        return read_features(path)
    source = layer.source
    return read_features(
        path,
        sublayer=source.sublayer,
        crs=source.crs,
        encoding=source.encoding,
        swapped=source.swapped,
    )


def buildings_path(plan: Plan, order: AffectedOrder) -> Path:
    """Return the file of the buildings."""
    layer = buildings_layer(plan, order)
    if layer is None:
        return Path(str(order.buildings))
    if not isinstance(layer.source, FileSource):
        files = [item.id for item in plan.layers if isinstance(item.source, FileSource)]
        raise LayerUnknown(layer=layer.id, known=", ".join(files))
    return data_path(order.plan, layer.source)


def buildings_layer(plan: Plan, order: AffectedOrder) -> Layer | None:
    """Return the layer of the plan that holds the buildings, None if a file does."""
    name = str(order.buildings)
    if Path(name).exists():
        return None
    try:
        return plan.layer(name)
    except LayerUnknown:
        if Path(name).suffix:
            return None  # reading it will say that it is not there
        raise
