"""Layers as sheets of a plain workbook: one row a feature, the place as x and y or as WKT."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font

from planviewer import pace
from planviewer.errors import FileNotWritten
from planviewer.i18n import Message, translate
from planviewer.model.problem import Problem
from planviewer.writing.about import LayerOut, as_data, crs_words, in_words
from planviewer.writing.book import MOST_ROWS, plain, sheet_name

PROPERTY: Final = "planviewer"
"""Name of the document property that holds what goes with the layers, as JSON."""
_LONGEST_CELL: Final = 32_767
_ROWS_SHARE: Final = 0.9
"""Of writing a workbook; packing it is the rest."""
_MOST_DIGITS: Final = 10**15


def write(layers: Sequence[LayerOut], path: Path) -> tuple[Problem, ...]:
    """Write layers; returns what the format could not keep.

    Raises
    ------
    FileNotWritten
        If a layer has more features than a workbook has rows.
    """
    if any(len(layer.frame) > MOST_ROWS for layer in layers):
        reason = Message("writing", "a workbook holds no more than a million rows. Write a GPKG.")
        raise FileNotWritten(path=path, reason=reason)
    book = Workbook(write_only=True)
    problems: list[Problem] = []
    about: dict[str, Any] = {}
    for number, layer in enumerate(layers):
        name = sheet_name(layer.name, about)
        about[name] = as_data(layer.about, layer.frame)
        begin, end = (_ROWS_SHARE * (number + n) / len(layers) for n in (0, 1))
        with pace.part(begin, end):
            sheet = book.create_sheet(name)
            try:
                problems += _sheet(sheet, layer)
            except BaseException:
                sheet.close()  # it writes as rows come, and would do so without an end
                raise
    _sources(book, layers, list(about))
    book.custom_doc_props.append(
        StringProperty(name=PROPERTY, value=json.dumps(about, ensure_ascii=False))
    )
    book.save(path)
    return tuple(problems)


def _sheet(sheet: Any, layer: LayerOut) -> list[Problem]:
    frame = layer.frame
    attributes = frame.drop(columns=frame.geometry.name)
    places, too_long = _places(frame)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, str(name)) for name in (*attributes.columns, *places)])
    rows = attributes.itertuples(index=False, name=None)
    for number, row in enumerate(pace.along(rows, len(frame))):
        cells = (*row, *(column[number] for column in places.values()))
        sheet.append([_cell(sheet, value) for value in cells])
    if not too_long:
        return []
    message = Message(
        "writing",
        "Outlines too long for a cell were left out. Write a GPKG to keep them.",
    )
    return [Problem("geometry-too-long", message, severity="warning", count=too_long)]


def _places(frame: gpd.GeoDataFrame) -> tuple[dict[str, list[Any]], int]:
    """Return the columns that say where the rows are, and how many could not."""
    geometries = np.asarray(frame.geometry.array, dtype=object)
    types = shapely.get_type_id(geometries)
    if len(frame) and np.isin(types, (-1, 0)).all():
        x, y = shapely.get_x(geometries), shapely.get_y(geometries)
        columns = {"x": x.tolist(), "y": y.tolist()}
        if shapely.has_z(geometries).any():
            columns["z"] = shapely.get_z(geometries).tolist()
        return columns, 0
    texts = shapely.to_wkt(geometries, rounding_precision=-1)
    long = [text is not None and len(text) > _LONGEST_CELL for text in texts]
    kept = [None if cut else text for text, cut in zip(texts, long, strict=True)]
    return {"wkt": kept}, sum(long)


def _sources(book: Workbook, layers: Sequence[LayerOut], names: Sequence[str]) -> None:
    sheet = book.create_sheet(sheet_name(translate("writing", "Sources"), names))
    for layer, name in zip(layers, names, strict=True):
        sheet.append([_bold(sheet, name)])
        for line in (*in_words(layer.about), crs_words(layer.frame)):
            sheet.append([_cell(sheet, line)])
        sheet.append([])


def _bold(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Return a cell; text never becomes a formula, long whole numbers become text."""
    cell = WriteOnlyCell(sheet)
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return cell
    if isinstance(value, bool | np.bool_):
        cell.value = bool(value)
    elif isinstance(value, int | np.integer) and abs(int(value)) < _MOST_DIGITS:
        cell.value = int(value)
    elif isinstance(value, float | np.floating) and np.isfinite(value):
        cell.value = float(value)
    elif isinstance(value, date) and getattr(value, "tzinfo", None) is None:
        cell.value = value  # a datetime is a date too
    else:
        cell.value = plain(str(value))
        cell.data_type = "s"
        cell.quotePrefix = str(value)[:1] in {"=", "+", "-", "@"}
    return cell
