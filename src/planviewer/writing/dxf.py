"""DXF for drawing programs: lines, outlines, points and names on layers, in metres as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from planviewer import pace
from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.model.style import CategoryStyle, Symbol
from planviewer.writing import with_gdal
from planviewer.writing.about import LayerOut
from planviewer.writing.looks import symbol_numbers, symbols_of
from planviewer.writing.values import as_text

_TEXT_HEIGHT_M: Final = 2.5
_LAST: Final = 0x10000
"""Letters from here on cannot be written by number."""
_BYTE: Final = re.compile(rb"[\x80-\xff]")
_STAND_IN_BEGINS: Final = "planviewer "
_STAND_IN: Final = re.compile(rb"^planviewer \d+(?=\r?$)", re.MULTILINE)
_PIECES: Final = 0.25
_DRAWN: Final = 0.9
"""Shares of the work after which the pieces are made, and drawn."""
_TOGETHER: Final = 4_096
_LINES: Final = 1 << 22
"""Bytes of text looked through together."""
_NOT_IN_LAYERS: Final = str.maketrans(dict.fromkeys('<>/\\":;?*|=`,', "_"))


def write(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    """Write layers; returns what the format could not keep.

    A layer by category becomes a layer for each value, as drawings are made here.
    """
    pieces: list[pd.DataFrame] = []
    for number, layer in enumerate(layers):
        with pace.part(_PIECES * number / len(layers), _PIECES * (number + 1) / len(layers)):
            pieces += _pieces(layer)
    frame = pd.concat(pieces, ignore_index=True) if pieces else layers[0].frame.iloc[:0]
    made = gpd.GeoDataFrame(frame, geometry="geometry", crs=None)
    stand_ins = _stand_ins(made["Layer"].unique()) if pieces else {}
    columns = ["Layer", "OGR_STYLE", "geometry"] if pieces else [made.geometry.name]
    made = made[columns].replace({"Layer": stand_ins}) if stand_ins else made[columns]
    with pace.part(_PIECES, _DRAWN):
        with_gdal.write(made, path, path.stem, "DXF", {}, settings={"DXF_WRITE_HATCH": "NO"})
    with pace.part(_DRAWN, 1.0):
        _write_letters(path, {token.encode(): name.encode() for name, token in stand_ins.items()})
    return _lost(layers)


def _stand_ins(names: Iterable[str]) -> dict[str, str]:
    """Return a plain name for each that has letters written by number, which GDAL would spoil.

    It has a space, which GDAL writes otherwise in text, so that no text is taken for it.
    """
    spoilt = [name for name in names if "\\" in name or name.startswith(_STAND_IN_BEGINS)]
    return {name: f"{_STAND_IN_BEGINS}{number}" for number, name in enumerate(spoilt)}


def _write_letters(path: Path, names: Mapping[bytes, bytes]) -> None:
    """Put the true names of layers in, and write the letters GDAL leaves as bytes by number.

    Of text it writes those beyond a byte by number itself, the others in cp1252.
    """
    size, done = path.stat().st_size, 0
    made = path.with_name(f"{path.name}-lettered")  # known by its name as being written
    try:
        with path.open("rb") as source, made.open("wb") as target:
            while lines := source.readlines(_LINES):
                pace.reached(done / size)
                content = b"".join(lines)
                done += len(content)
                content = _BYTE.sub(lambda found: b"\\U+%04X" % found[0][0], content)
                if names:
                    content = _STAND_IN.sub(lambda found: names.get(found[0], found[0]), content)
                target.write(content)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


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
    known: list[Symbol | None] = [*symbols_of(style)] or [None]
    symbols = [known[number] for number in symbol_numbers(style, frame)]
    if isinstance(style, CategoryStyle) and style.field in frame.columns:
        values = [None if pd.isna(v) else as_text(v) for v in frame[style.field]]
        return [base if v is None else _layer_name(v) for v in values], symbols
    return [base] * len(frame), symbols


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
    places = _inside(np.asarray(frame.geometry.array, dtype=object))
    rows = [
        (name, _label(value), place)
        for name, value, place in zip(names, values, places, strict=True)
        if value and place is not None
    ]
    return [pd.DataFrame(rows, columns=["Layer", "OGR_STYLE", "geometry"])] if rows else []


def _inside(geometries: npt.NDArray[np.object_]) -> list[Any]:
    """Return a point inside of each geometry, saying how far it is."""
    places: list[Any] = []
    for first in range(0, len(geometries), _TOGETHER):
        pace.reached(first / len(geometries))
        places += shapely.point_on_surface(geometries[first : first + _TOGETHER]).tolist()
    return places


def _label(text: str) -> str:
    quoted = "".join(c if c.isprintable() and ord(c) < _LAST else " " for c in text)
    quoted = quoted.replace('"', "'")
    return f'LABEL(f:"Arial",t:"{quoted}",s:{_TEXT_HEIGHT_M:g}g,c:#000000)'


def escaped(text: str) -> str:
    r"""Return a text in the letters every drawing program reads: others as ``\U+1EA1``."""
    return "".join(c if 32 <= ord(c) < 127 else _letter(c) for c in text)


def _letter(character: str) -> str:
    code = ord(character)
    return f"\\U+{code:04X}" if 127 < code < _LAST else " "


def _lost(layers: Sequence[LayerOut]) -> tuple[Problem, ...]:
    count = sum(len(layer.frame) for layer in layers)
    columns: list[Any] = [c for x in layers for c in x.frame.columns if c != x.frame.geometry.name]
    if not columns:
        return ()
    message = Message(
        "writing", "DXF holds drawings: of the values only names and layers were written."
    )
    return (Problem("attributes-lost", message, severity="warning", count=count),)
