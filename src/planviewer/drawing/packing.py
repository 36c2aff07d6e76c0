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
from planviewer.drawing.soundness import numbers, offsets, places, plain, require, texts
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
    return {"words": np.frombuffer(text.encode(errors="surrogatepass"), dtype=np.uint8)} | _numbers(
        layer
    )


def _numbers(layer: DrawLayer) -> Arrays:
    found: Arrays = {"classes": layer.classes}
    for kind in _KINDS:
        shapes: Shapes = getattr(layer.geometry, kind)
        found |= {f"{kind}.{name}": getattr(shapes, name) for name in _OF_SHAPES}
        found |= {f"{kind}.{name}": getattr(shapes.paths, name) for name in _OF_PATHS}
    if layer.labels is not None:
        found["label codes"] = layer.labels.codes
    if layer.stations is not None:
        found["station codes"] = layer.stations.texts.codes
        found |= {name: getattr(layer.stations, name) for name in _OF_STATIONS}
    return found


def unpack(packed: Mapping[str, npt.NDArray[Any]]) -> DrawLayer:
    """Return the layer that was packed, with a token of its own.

    Raises
    ------
    KeyError, TypeError, ValueError
        If these are not the arrays of a layer, or point anywhere where nothing is.
    """
    words = json.loads(packed["words"].tobytes())
    name, rows = words["id"], words["rows"]
    require(isinstance(name, str) and type(rows) is int and rows >= 0, "words")
    symbols = tuple(Symbol.model_validate(symbol) for symbol in words["symbols"])
    polygons, lines, points = (_shapes(packed, kind, rows) for kind in _KINDS)
    return DrawLayer(
        name,
        GeometryArrays(polygons, lines, points, rows),
        symbols,
        numbers(packed, "classes", np.int16, rows, len(symbols)),
        labels=_texts(words["labels"], packed, "label codes", rows),
        stations=_stations(words["stations"], packed),
    )


def looks_like(one: DrawLayer, other: DrawLayer) -> bool:
    """Whether two layers of the same rows make the same picture at the same opacity."""
    if one.symbols != other.symbols or _spoken(one) != _spoken(other):
        return False
    some, others = _numbers(one), _numbers(other)
    return some.keys() == others.keys() and all(
        np.array_equal(some[name], others[name]) for name in some
    )


def _spoken(layer: DrawLayer) -> list[tuple[Label, tuple[str, ...]]]:
    return [(texts.label, texts.texts) for texts in layer.texts]


def _shapes(packed: Mapping[str, npt.NDArray[Any]], kind: str, row_count: int) -> Shapes:
    coords = places(packed, f"{kind}.coords", None)
    path_offsets = offsets(packed, f"{kind}.path_offsets", len(coords))
    shape_offsets = offsets(packed, f"{kind}.shape_offsets", len(path_offsets) - 1)
    count = len(shape_offsets) - 1
    rows = numbers(packed, f"{kind}.rows", np.int64, count, row_count)
    lengths, areas = (plain(packed, f"{kind}.{x}", np.float64, count) for x in ("lengths", "areas"))
    return Shapes.build(Paths(coords, path_offsets, shape_offsets), rows, areas, lengths)


def _words(texts: LabelTexts | None) -> dict[str, Any] | None:
    if texts is None:
        return None
    return {"label": texts.label.model_dump(mode="json"), "texts": texts.texts}


def _texts(
    words: dict[str, Any] | None,
    packed: Mapping[str, npt.NDArray[Any]],
    name: str,
    count: int | None = None,
) -> LabelTexts | None:
    """Return texts for ``count`` rows; None: one for each text."""
    if words is None:
        return None
    label, said = Label.model_validate(words["label"]), texts(words["texts"])
    codes = numbers(packed, name, np.int64, len(said) if count is None else count, len(said))
    return LabelTexts(label, codes, said)


def _stations(
    words: dict[str, Any] | None, packed: Mapping[str, npt.NDArray[Any]]
) -> Stations | None:
    said = _texts(words, packed, "station codes")
    if said is None:
        return None
    count = len(said.texts)
    marks, ahead = (places(packed, name, count) for name in ("places", "ahead"))
    return Stations(said, marks, ahead, plain(packed, "ranks", np.float64, count))
