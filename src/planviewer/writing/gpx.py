"""GPX, for GPS receivers and phones: points as waypoints, lines and outlines as tracks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planviewer import pace
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.writing.about import LayerOut, in_words
from planviewer.writing.values import as_text, xml_text

_TOGETHER: Final = 1 << 16
_BESIDE: Final = 10
"""What is written of a feature beside its corners takes as long as so many of them."""
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="planviewer" xmlns="http://www.topografix.com/GPX/1/1" '
    'xmlns:ogr="http://osgeo.org/gdal">\n'
)
_NOT_IN_NAMES: Final = re.compile(r"[^\w.-]+")
_OWN: Final = ("ele", "time", "name", "cmt", "desc", "src", "type")
"""What a point or track may say in GPX's own words, in the order it demands."""


def write(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    """Write layers in WGS 84; returns what the format could not keep."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.write(_metadata(layers))
        steps = [(layer, wanted) for wanted in ("point", "line") for layer in layers]
        for number, (layer, wanted) in enumerate(steps):
            with pace.part(number / len(steps), (number + 1) / len(steps)):
                _features(layer, wanted, file)
        file.write("</gpx>\n")
    return _lost(layers)


def _metadata(layers: Sequence[LayerOut]) -> str:
    title = layers[0].about.title or layers[0].name if len(layers) == 1 else ""
    words = "\n".join(dict.fromkeys(line for layer in layers for line in in_words(layer.about)))
    name = f"<name>{xml_text(title)}</name>" if title else ""
    desc = f"<desc>{xml_text(words)}</desc>" if words else ""
    return f"<metadata>{name}{desc}</metadata>\n" if name or desc else ""


def _features(layer: LayerOut, wanted: str, file: TextIO) -> None:
    frame = layer.frame
    attributes = frame.drop(columns=frame.geometry.name)
    columns = [str(name) for name in attributes.columns]
    geometries = np.asarray(frame.geometry.array, dtype=object)
    rows = attributes.itertuples(index=False, name=None)
    corners = shapely.get_num_coordinates(geometries)
    features = zip(rows, geometries, strict=True)
    for row, geometry in pace.by_weight(features, (corners + _BESIDE).tolist()):
        if geometry is None or geometry.is_empty:
            continue
        values = {n: v for n, v in zip(columns, row, strict=True) if not pd.isna(v)}
        named = values.get(layer.about.name_field or "")
        if named is not None and "name" not in values:
            values = {"name": named, **values}
        points, lines = _parts(geometry)
        if wanted == "point":
            file.writelines(_waypoint(point, values) for point in points)
        elif lines:
            steps = pace.Steps(int(shapely.get_num_coordinates(geometry)))
            file.writelines(_track(lines, values, steps))


def _parts(geometry: Any) -> tuple[list[Any], list[Any]]:
    """Return the points and the lines of a geometry, an area's outlines among them."""
    points, lines = [], []
    for part in shapely.get_parts(geometry):
        kind = part.geom_type
        if kind == "Point":
            points.append(part)
        elif kind == "Polygon":
            lines += [part.exterior, *part.interiors]
        elif kind in {"LineString", "LinearRing"}:
            lines.append(part)
        else:
            more_points, more_lines = _parts(part)
            points += more_points
            lines += more_lines
    return points, lines


def _waypoint(point: Any, values: dict[str, Any]) -> str:
    height = f"<ele>{point.z:.3f}</ele>" if point.has_z and np.isfinite(point.z) else ""
    kept = {k: v for k, v in values.items() if not (height and k == "ele")}
    return f"<wpt {_place(point.x, point.y)}>{height}{_words(kept)}</wpt>\n"


def _track(lines: list[Any], values: dict[str, Any], steps: pace.Steps) -> Iterator[str]:
    kept = {k: v for k, v in values.items() if k not in {"ele", "time"}}
    yield f"<trk>{_words(kept)}"
    for line in lines:
        yield "<trkseg>"
        yield from _points(line, steps)
        yield "</trkseg>"
    yield "</trk>\n"


def _points(line: Any, steps: pace.Steps) -> Iterator[str]:
    points = shapely.get_coordinates(line, include_z=bool(line.has_z))
    for first in range(0, len(points), _TOGETHER):
        for x, y, *z in steps.along(points[first : first + _TOGETHER].tolist()):
            height = f"<ele>{z[0]:.3f}</ele>" if z and np.isfinite(z[0]) else ""
            yield f"<trkpt {_place(x, y)}>{height}</trkpt>"


def _place(lon: float, lat: float) -> str:
    return f'lat="{lat:.8f}" lon="{lon:.8f}"'


def _words(values: dict[str, Any]) -> str:
    own = "".join(
        f"<{name}>{xml_text(as_text(values[name]))}</{name}>" for name in _OWN if name in values
    )
    others = "".join(
        f"<ogr:{tag}>{xml_text(as_text(value))}</ogr:{tag}>"
        for name, value in values.items()
        if name not in _OWN and (tag := _tag(name))
    )
    return f"{own}<extensions>{others}</extensions>" if others else own


def _tag(name: str) -> str:
    plain = _NOT_IN_NAMES.sub("_", name)
    return plain if plain and (plain[0].isalpha() or plain[0] == "_") else f"_{plain}"


def _lost(layers: Sequence[LayerOut]) -> tuple[Problem, ...]:
    areas = sum(_area_count(layer.frame) for layer in layers)
    if not areas:
        return ()
    message = Message("writing", "GPX knows no areas: their outlines were written as tracks.")
    return (Problem("areas-as-lines", message, severity="note", count=areas),)


def _area_count(frame: gpd.GeoDataFrame) -> int:
    types = shapely.get_type_id(np.asarray(frame.geometry.array, dtype=object))
    return int(np.isin(types, (3, 6)).sum())
