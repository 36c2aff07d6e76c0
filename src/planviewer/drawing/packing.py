"""A layer ready to be drawn as plain arrays, for a file, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.geometry import GeometryArrays
from planviewer.drawing.labels import LabelTexts
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.shapes import Paths, Shapes
from planviewer.drawing.stations import Stations
from planviewer.model.style import Label, Symbol

Arrays = dict[str, npt.NDArray[Any]]

_KINDS: Final = ("polygons", "lines", "points")
_OF_SHAPES: Final = ("rows", "lengths", "areas")
_OF_PATHS: Final = ("coords", "path_offsets", "shape_offsets")
_OF_STATIONS: Final = ("places", "ahead", "ranks")


def pack(layer: DrawLayer) -> Arrays:
    """Return all that decides how a layer is drawn at opacity 1, as arrays of plain numbers.

    What is no number (symbols, labels, their texts) is JSON in UTF-8, in the array ``words``.
    """
    words: dict[str, Any] = {
        "id": layer.layer_id,
        "rows": layer.geometry.row_count,
        "symbols": [symbol.model_dump(mode="json") for symbol in layer.symbols],
        "labels": _words(layer.labels),
        "stations": None if layer.stations is None else _words(layer.stations.texts),
    }
    text = json.dumps(words, ensure_ascii=False)
    return {"words": np.frombuffer(text.encode(), dtype=np.uint8)} | _numbers(layer)


def _numbers(layer: DrawLayer) -> Arrays:
    numbers: Arrays = {"classes": layer.classes}
    for kind in _KINDS:
        shapes: Shapes = getattr(layer.geometry, kind)
        numbers |= {f"{kind}.{name}": getattr(shapes, name) for name in _OF_SHAPES}
        numbers |= {f"{kind}.{name}": getattr(shapes.paths, name) for name in _OF_PATHS}
    if layer.labels is not None:
        numbers["label codes"] = layer.labels.codes
    if layer.stations is not None:
        numbers["station codes"] = layer.stations.texts.codes
        numbers |= {name: getattr(layer.stations, name) for name in _OF_STATIONS}
    return numbers


def unpack(packed: Mapping[str, npt.NDArray[Any]]) -> DrawLayer:
    """Return the layer that was packed, with a token of its own.

    Raises
    ------
    KeyError, TypeError, ValueError
        If these are not the arrays of a layer.
    """
    words = json.loads(packed["words"].tobytes())
    polygons, lines, points = (_shapes(packed, kind) for kind in _KINDS)
    return DrawLayer(
        words["id"],
        GeometryArrays(polygons, lines, points, words["rows"]),
        tuple(Symbol.model_validate(symbol) for symbol in words["symbols"]),
        packed["classes"],
        labels=_texts(words["labels"], packed, "label codes"),
        stations=_stations(words["stations"], packed),
    )


def looks_like(one: DrawLayer, other: DrawLayer) -> bool:
    """Whether two layers of the same rows make the same picture at the same opacity."""
    if one.symbols != other.symbols or _spoken(one) != _spoken(other):
        return False
    some, others = _numbers(one), _numbers(other)
    return all(np.array_equal(some[name], others[name]) for name in some)


def _spoken(layer: DrawLayer) -> list[tuple[Label, tuple[str, ...]]]:
    return [(texts.label, texts.texts) for texts in layer.texts]


def _shapes(packed: Mapping[str, npt.NDArray[Any]], kind: str) -> Shapes:
    rows, lengths, areas = (packed[f"{kind}.{name}"] for name in _OF_SHAPES)
    coords, path_offsets, shape_offsets = (packed[f"{kind}.{name}"] for name in _OF_PATHS)
    return Shapes.build(Paths(coords, path_offsets, shape_offsets), rows, areas, lengths)


def _words(texts: LabelTexts | None) -> dict[str, Any] | None:
    if texts is None:
        return None
    return {"label": texts.label.model_dump(mode="json"), "texts": texts.texts}


def _texts(
    words: dict[str, Any] | None, packed: Mapping[str, npt.NDArray[Any]], codes: str
) -> LabelTexts | None:
    if words is None:
        return None
    label = Label.model_validate(words["label"])
    return LabelTexts(label, packed[codes], tuple(words["texts"]))


def _stations(
    words: dict[str, Any] | None, packed: Mapping[str, npt.NDArray[Any]]
) -> Stations | None:
    texts = _texts(words, packed, "station codes")
    if texts is None:
        return None
    return Stations(texts, *(packed[name] for name in _OF_STATIONS))
