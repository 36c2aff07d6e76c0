"""Which symbol each feature has, for formats that give it to every one."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from planviewer.model.style import CategoryStyle, GraduatedStyle, SingleStyle, Symbol
from planviewer.writing.about import AnyStyle
from planviewer.writing.values import as_text


def symbols_of(style: AnyStyle | None) -> list[Symbol]:
    """Return the symbols of a style, the one of all other features last; none of no style."""
    if style is None:
        return []
    if isinstance(style, SingleStyle):
        return [style.symbol]
    if isinstance(style, CategoryStyle):
        return [*(item.symbol for item in style.categories), style.other]
    return [*(item.symbol for item in style.classes), style.other]


def symbol_numbers(style: AnyStyle | None, frame: gpd.GeoDataFrame) -> list[int]:
    """Return for each row the place of its symbol in ``symbols_of``.

    Of a style by a field that the frame does not have, all are the first.
    """
    if style is None or isinstance(style, SingleStyle) or style.field not in frame.columns:
        return [0] * len(frame)
    values = frame[style.field]
    if isinstance(style, CategoryStyle):
        known = {item.value: index for index, item in enumerate(style.categories)}
        other = known.get(None, len(style.categories))
        return [other if pd.isna(v) else known.get(as_text(v), other) for v in values]
    return [_interval(style, value) for value in pd.to_numeric(values, errors="coerce")]


def _interval(style: GraduatedStyle, value: float) -> int:
    for index, item in enumerate(style.classes):
        if not pd.isna(value) and (item.upper is None or value <= item.upper):
            return index
    return len(style.classes)
