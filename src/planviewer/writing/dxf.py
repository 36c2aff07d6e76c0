"""DXF for drawing programs: lines, outlines, points and names on layers, in metres as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.model.style import CategoryStyle, SingleStyle, Symbol
from planviewer.writing.about import LayerOut
from planviewer.writing.values import as_text

_TEXT_HEIGHT_M: Final = 2.5
_NOT_IN_LAYERS: Final = str.maketrans(dict.fromkeys('<>/\\":;?*|=`,', "_"))


def write(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    """Write layers; returns what the format could not keep.

    A layer by category becomes a layer for each value, as drawings are made here.
    """
    pieces = [piece for layer in layers for piece in _pieces(layer)]
    frame = pd.concat(pieces, ignore_index=True) if pieces else layers[0].frame.iloc[:0]
    made = gpd.GeoDataFrame(frame, geometry="geometry", crs=None)
    with pyogrio_option("DXF_WRITE_HATCH", "NO"):
        columns = ["Layer", "OGR_STYLE", "geometry"] if pieces else [made.geometry.name]
        pyogrio.write_dataframe(made[columns], path, driver="DXF", geometry_type="Unknown")
    return _lost(layers)


class pyogrio_option:  # noqa: N801  used like a function
    """Set an option of the library for a while."""

    def __init__(self, name: str, value: str) -> None:
        self._name, self._value = name, value

    def __enter__(self) -> None:
        pyogrio.set_gdal_config_options({self._name: self._value})

    def __exit__(self, *_: object) -> None:
        pyogrio.set_gdal_config_options({self._name: None})


def _pieces(layer: LayerOut) -> list[pd.DataFrame]:
    frame = layer.frame[layer.frame.geometry.notna() & ~layer.frame.geometry.is_empty]
    if frame.empty:
        return []
    names, symbols = _names_and_symbols(layer, frame)
    geometries = np.asarray(frame.geometry.array, dtype=object)
    shapes = pd.DataFrame(
        {"Layer": names, "OGR_STYLE": [_pen(symbol) for symbol in symbols], "geometry": geometries}
    )
    return [shapes, *_texts(layer, frame, names)]


def _names_and_symbols(
    layer: LayerOut, frame: gpd.GeoDataFrame
) -> tuple[list[str], list[Symbol | None]]:
    style, base = layer.about.style, _layer_name(layer.name)
    if isinstance(style, CategoryStyle) and style.field in frame.columns:
        by_value = {item.value: item.symbol for item in style.categories}
        values = [None if pd.isna(v) else as_text(v) for v in frame[style.field]]
        names = [base if v is None else _layer_name(v) for v in values]
        return names, [by_value.get(v, style.other) for v in values]
    symbol = style.symbol if isinstance(style, SingleStyle) else None
    return [base] * len(frame), [symbol] * len(frame)


def _layer_name(text: str) -> str:
    return escaped(text.translate(_NOT_IN_LAYERS).strip()[:120]) or "0"


def _pen(symbol: Symbol | None) -> str:
    colour = (symbol.stroke or symbol.fill) if symbol is not None else None
    return f"PEN(c:{colour or '#000000'})"


def _texts(layer: LayerOut, frame: gpd.GeoDataFrame, names: list[str]) -> list[pd.DataFrame]:
    """Return the features' names as text, each inside its feature."""
    label = layer.about.style.label_of("field") if layer.about.style is not None else None
    field = label.field if label is not None else layer.about.name_field
    if field is None or field not in frame.columns:
        return []
    values = [None if pd.isna(v) else as_text(v) for v in frame[field]]
    places = shapely.point_on_surface(np.asarray(frame.geometry.array, dtype=object))
    rows = [
        (name, _label(value), place)
        for name, value, place in zip(names, values, places, strict=True)
        if value and place is not None
    ]
    return [pd.DataFrame(rows, columns=["Layer", "OGR_STYLE", "geometry"])] if rows else []


def _label(text: str) -> str:
    quoted = escaped(text).replace('"', "'")
    return f'LABEL(f:"Arial",t:"{quoted}",s:{_TEXT_HEIGHT_M:g}g,c:#000000)'


def escaped(text: str) -> str:
    r"""Return a text in the letters every drawing program reads: others as ``\U+1EA1``."""
    return "".join(c if 32 <= ord(c) < 127 else _letter(c) for c in text)


def _letter(character: str) -> str:
    code = ord(character)
    return f"\\U+{code:04X}" if 127 < code < 0x10000 else " "


def _lost(layers: Sequence[LayerOut]) -> tuple[Problem, ...]:
    count = sum(len(layer.frame) for layer in layers)
    columns: list[Any] = [c for x in layers for c in x.frame.columns if c != x.frame.geometry.name]
    if not columns:
        return ()
    message = Message(
        "writing", "DXF holds drawings: of the values only names and layers were written."
    )
    return (Problem("attributes-lost", message, severity="warning", count=count),)
