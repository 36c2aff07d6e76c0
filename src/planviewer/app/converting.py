"""From one file to another: format, coordinate system and encoding, with a report of all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from planviewer import pace
from planviewer.app.adding import read_wanted
from planviewer.errors import (
    CrsFixedByFormat,
    FileNotWritten,
    SublayerNotNamed,
    WriteFormatUnknown,
)
from planviewer.i18n import Message, translate
from planviewer.model.crs import WGS84, Operation, crs_name, operation, parse_crs
from planviewer.model.features import FeatureSet
from planviewer.model.problem import Problem
from planviewer.reading.describe import fields, geometry_types
from planviewer.writing.about import About, LayerOut
from planviewer.writing.features import (
    fixed_degrees,
    holds_several,
    writable_suffixes,
    write_layers,
)
from planviewer.writing.moving import moved


@dataclass(frozen=True)
class Order:
    """What shall become of which file; systems are "EPSG:n" or None.

    ``swapped``: x and y of the source are exchanged first.
    """

    source: Path
    target: Path
    from_crs: str | None = None
    to_crs: str | None = None
    encoding: str | None = None
    sublayer: str | None = None
    swapped: bool = False


@dataclass(frozen=True, eq=False)
class Converted:
    """What became of a layer."""

    name: str
    before: FeatureSet
    after: gpd.GeoDataFrame
    way: Operation | None


@dataclass(frozen=True, eq=False)
class Report:
    """What was done, and what the new file could not keep."""

    order: Order
    layers: tuple[Converted, ...]
    lost: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``planviewer convert --json``."""
        return {
            "from": str(self.order.source),
            "path": str(self.order.target),
            "layers": [_layer_json(layer) for layer in self.layers],
            "changes": [
                {"code": item.code, "message": str(item.message), "count": item.count}
                for item in self.lost
            ],
        }


def convert(order: Order, report: Callable[[float], None] = lambda _share: None) -> Report:
    """Read a file and write it anew.

    Raises
    ------
    FileError, CrsMissing
        If it cannot be read or written, or does not say its system.
    CrsFixedByFormat
        If another system is asked for than the format allows.
    SublayerNotNamed
        If there are several layers, the new format holds one, and nobody said which.
    Cancelled
        If ``report``, which is called with the share done, raises it; nothing is written then.
    """
    target = order.target
    if target.suffix.lower() not in writable_suffixes():
        raise WriteFormatUnknown(path=target, known=", ".join(writable_suffixes()))
    if target.exists() and target.resolve() == order.source.resolve():
        reason = translate("cli", "The data are read from it. Give the new file another name.")
        raise FileNotWritten(path=target, reason=reason)
    system = _system(order)
    with pace.listening(report):
        return _converted_all(order, system)


def _converted_all(order: Order, system: str | None) -> Report:
    target = order.target
    with pace.part(0.0, 0.4):
        read = read_wanted(
            order.source, order.sublayer, order.from_crs, order.encoding, swapped=order.swapped
        )
    if len(read) > 1 and not holds_several(target):
        known = ", ".join(name for name, _ in read)
        raise SublayerNotNamed(path=order.source, known=known, target=target.name)
    layers = []
    for number, (name, features) in enumerate(read):
        with pace.part(*(0.4 + 0.2 * (number + n) / len(read) for n in (0, 1))):
            layers.append(_converted(name, features, system))
    with pace.part(0.6, 1.0):
        lost = write_layers([_out(layer, order.source) for layer in layers], target)
    return Report(order, tuple(layers), lost)


def _system(order: Order) -> str | None:
    """Return the system to write in, None for the file's own."""
    if not fixed_degrees(order.target):
        return order.to_crs
    if order.to_crs is not None and parse_crs(order.to_crs) != parse_crs(WGS84):
        raise CrsFixedByFormat(path=order.target, crs=order.to_crs)
    return WGS84


def _converted(name: str, features: FeatureSet, system: str | None) -> Converted:
    frame = features.frame
    if system is None or frame.crs == system:
        return Converted(name, features, frame, None)
    return Converted(name, features, moved(frame, system), operation(frame.crs, system))


def _out(layer: Converted, source: Path) -> LayerOut:
    return LayerOut(layer.name, layer.after, About(title=layer.name, file=source.name))


def _layer_json(layer: Converted) -> dict[str, Any]:
    before, way = layer.before, layer.way
    return {
        "name": layer.name,
        "feature_count": len(layer.after),
        "geometry_types": list(geometry_types(layer.after)),
        "fields": [{"name": item.name, "type": item.type} for item in fields(layer.after)],
        "encoding": before.encoding,
        "from_crs": crs_name(before.frame.crs),
        "from_crs_source": before.crs_source,
        "to_crs": crs_name(layer.after.crs),
        "operation": None if way is None else {"name": way.name, "accuracy_m": way.accuracy_m},
        "round_trip_m": None if way is None else _round_trip(before.frame, way),
        "problems": [
            {"code": item.code, "message": str(item.message), "count": item.count}
            for item in before.problems
        ],
    }


def _round_trip(frame: gpd.GeoDataFrame, way: Operation) -> float | None:
    """Return by how much a corner comes back elsewhere after there and back again (units: m)."""
    points = shapely.get_coordinates(np.asarray(frame.geometry.array, dtype=object))[:10_000]
    if not len(points) or not frame.crs.is_projected:
        return None
    back = operation(way.target, way.source).points(way.points(points))
    off = np.linalg.norm(back - points, axis=1)
    finite = off[np.isfinite(off)]
    return round(float(finite.max()), 6) if len(finite) else None


def words_of(report: Report) -> Sequence[str]:
    """Return what was done, a line each."""
    lines = []
    for layer in report.layers:
        before, after = crs_name(layer.before.frame.crs), crs_name(layer.after.crs)
        values = {"name": layer.name, "count": len(layer.after), "crs": after}
        lines.append(str(Message("convert", "{name}: {count} features, {crs}", values)))
        if layer.way is not None:
            way = {"before": before, "after": after, "name": layer.way.name}
            way |= {"accuracy": f"{layer.way.accuracy_m:g}"}
            moved_by = Message("convert", "{before} → {after} by {name} (±{accuracy} m)", way)
            lines.append(f"  {moved_by}")
        lines += [f"  ! {item.message} ({item.count})" for item in layer.before.problems]
    return [*lines, *(f"! {item.message}" for item in report.lost)]
