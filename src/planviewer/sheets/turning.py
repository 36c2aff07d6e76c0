"""Features of a turned sheet: brought to stand upright, so that names on the map read level."""

from __future__ import annotations

from dataclasses import replace

from planviewer.drawing.arrays import Bounds
from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.shapes import Paths, Shapes
from planviewer.drawing.stations import Stations
from planviewer.drawing.tokens import next_token
from planviewer.sheets.place import Place


def turned(layer: DrawLayer, place: Place) -> DrawLayer:
    """Return the part of ``layer`` near ``place``, turned about its centre.

    Painted on ``place.upright`` it looks as the layer does on the turned frame.
    """
    reach = layer.reach_mm * place.scale / 1000
    west, south, east, north = place.bounds
    near = (west - reach, south - reach, east + reach, north + reach)
    geometry = layer.geometry
    return replace(
        layer,
        geometry=GeometryArrays(
            _shapes(geometry.polygons, place, near),
            _shapes(geometry.lines, place, near),
            _shapes(geometry.points, place, near),
            geometry.row_count,
        ),
        stations=None if layer.stations is None else _stations(layer.stations, place),
        token=next_token(),
    )


def _shapes(shapes: Shapes, place: Place, near: Bounds) -> Shapes:
    if len(shapes) == 0:
        return shapes
    places = shapes.index.query(near)
    paths = shapes.paths.take(places)
    moved = Paths(place.turned_back(paths.coords), paths.path_offsets, paths.shape_offsets)
    return Shapes.build(moved, shapes.rows[places], shapes.areas[places], shapes.lengths[places])


def _stations(stations: Stations, place: Place) -> Stations:
    ends = (place.turned_back(coords) for coords in (stations.places, stations.ahead))
    places, ahead = ends
    return replace(stations, places=places, ahead=ahead)
