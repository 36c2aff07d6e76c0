"""How a layer looks before anybody styled it."""

from __future__ import annotations

from typing import Final

import geopandas as gpd

from planviewer.drawing.classes import AnyStyle, texts_of
from planviewer.drawing.geometry import Kind
from planviewer.model.style import Category, CategoryStyle, SingleStyle, Symbol
from planviewer.model.text import Text

LAND_TYPE_FIELDS: Final = ("khloaidat", "maloaidat", "kyhieumucd", "loaidat")
"""Names of the land-type field in cadastral files, any case."""

LAND_TYPE_COLOURS: Final = {
    "LUC": "#fffc8c",
    "LUK": "#fffc96",
    "BHK": "#fff0b4",
    "CLN": "#ffd2a0",
    "RSX": "#b4ffb4",
    "RPH": "#beff1e",
    "NTS": "#aaffff",
    "DTL": "#aaffff",
    "ONT": "#ffd0ff",
    "ODT": "#ffa0ff",
    "TSC": "#ffaaa0",
    "SKC": "#faaaa0",
    "DGT": "#ffaa32",
    "SON": "#a0ffff",
    "MNC": "#b4ffff",
    "NTD": "#d2d2d2",
    "CSD": "#fffffe",
}
"""Colours of land types as land-use maps show them."""

PALETTE: Final = (
    "#3b6fb6",
    "#c8553d",
    "#2f8f6b",
    "#8a5fb0",
    "#b58a1b",
    "#2a8fa3",
    "#a8497c",
    "#6b7a3a",
)
"""Colours for layers without a style, alike in weight, apart in hue."""

_PARCEL_STROKE: Final = "#7d7463"
_MOST_CATEGORIES: Final = 40


def default_style(frame: gpd.GeoDataFrame, kind: Kind, index: int = 0) -> AnyStyle:
    """Return a sensible style for a layer.

    Parameters
    ----------
    kind
        The kind of geometry to show well.
    index
        The number of the layer among those opened: neighbours get different colours.

    Notes
    -----
    Polygons with a land-type field get the colours of land-use maps, by the first code of a value
    such as "ONT+CLN".
    """
    field = land_type_field(frame) if kind == "polygon" else None
    categories = _land_types(frame, field) if field else ()
    if field and categories:
        other = Symbol(fill="#f2efe9", stroke=_PARCEL_STROKE, stroke_width_mm=0.18)
        return CategoryStyle(field=field, categories=categories, other=other)
    return SingleStyle(symbol=_plain(kind, PALETTE[index % len(PALETTE)]))


def land_type_field(frame: gpd.GeoDataFrame) -> str | None:
    """Return the name of the land-type field, None if there is none."""
    names = {str(name).lower(): str(name) for name in frame.columns}
    return next((names[field] for field in LAND_TYPE_FIELDS if field in names), None)


def _land_types(frame: gpd.GeoDataFrame, field: str) -> tuple[Category, ...]:
    """Return a category for each value that begins with a known code, in the order of the codes."""
    _, texts = texts_of(frame[field])
    known = [(_code(text), text) for text in set(texts) if text and _code(text)]
    order = list(LAND_TYPE_COLOURS)
    known.sort(key=lambda pair: (order.index(pair[0]), len(pair[1]), pair[1]))
    return tuple(
        Category(value=text, label=Text(vi=text, en=text), symbol=_parcel(LAND_TYPE_COLOURS[code]))
        for code, text in known[:_MOST_CATEGORIES]
    )


def _code(text: str) -> str:
    code = text.strip().upper()[:3]
    return code if code in LAND_TYPE_COLOURS else ""


def _parcel(fill: str) -> Symbol:
    return Symbol(fill=fill, stroke=_PARCEL_STROKE, stroke_width_mm=0.18)


def _plain(kind: Kind, colour: str) -> Symbol:
    if kind == "point":
        return Symbol(fill=colour, stroke="#ffffff", marker_size_mm=2.4)
    if kind == "line":
        return Symbol(stroke=colour, stroke_width_mm=0.5)
    return Symbol(fill=colour, fill_opacity=0.35, stroke=colour, stroke_width_mm=0.3)
