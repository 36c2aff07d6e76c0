"""What several selected features come to: figures, words, a table for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from planviewer import i18n
from planviewer.analysis.measures import measure_frame
from planviewer.app.coordinate_words import system_words
from planviewer.app.details import Details, Row, Section
from planviewer.app.inspect import feature_title
from planviewer.app.loading import PlanData
from planviewer.app.selection import Selection
from planviewer.drawing.classes import as_text
from planviewer.i18n import translate
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan

if TYPE_CHECKING:
    import geopandas as gpd

LISTED = 20
"""Features named one by one; of more only the number is said."""
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Total:
    """What the selected features of one layer measure on the grid of the plan CRS.

    ``length_m`` sums lines only, ``area_m2`` polygons only.
    """

    layer_id: str
    count: int
    length_m: float
    area_m2: float


def frames_of(data: PlanData, selection: Selection) -> dict[str, gpd.GeoDataFrame]:
    """Return the selected features by layer, in the layers' own CRS."""
    found = {}
    for layer_id, rows in selection.parts:
        frame = data.store.frame(layer_id)
        if frame is not None:
            found[layer_id] = frame.iloc[rows[rows < len(frame)]]
    return found


def totals(frames: dict[str, gpd.GeoDataFrame], plan_crs: str) -> tuple[Total, ...]:
    """Measure selected features, layer by layer; for large selections not for the window's thread.

    Raises
    ------
    CrsNotMetric, CrsUnknown, NoTransformation
        See :func:`planviewer.analysis.measures.measure_frame`.
    """
    found = []
    for layer_id, frame in frames.items():
        measured = measure_frame(frame, plan_crs)
        lines = shapely.get_dimensions(frame.geometry.to_numpy()) == 1
        length = float(np.nansum(measured["length_m"].to_numpy()[lines]))
        area = float(np.nansum(measured["area_m2"].to_numpy()))
        found.append(Total(layer_id, len(frame), length, area))
    return tuple(found)


def selection_details(
    plan: Plan, data: PlanData, selection: Selection, figures: tuple[Total, ...] | None
) -> Details:
    """Return a selection in words; ``figures`` None: they are still being computed."""
    title = translate("selection", "{count} features selected")
    sections = [
        _layer_section(plan, layer_id, selection, figures) for layer_id in selection.layer_ids
    ]
    return Details(
        title=title.format(count=i18n.number(selection.count)),
        subtitle=translate("selection", "Measured in {crs}").format(crs=system_words(plan.crs)),
        sections=(*sections, _list_section(plan, data, selection)),
    )


def _layer_section(
    plan: Plan, layer_id: str, selection: Selection, figures: tuple[Total, ...] | None
) -> Section:
    count = len(selection.rows(layer_id))
    rows = [Row(translate("selection", "Features"), i18n.number(count))]
    if figures is None:
        computing = translate("selection", "computing…")
        rows.append(Row(translate("selection", "Length and area"), computing))
    for total in figures or ():
        if total.layer_id == layer_id:
            rows += _total_rows(total)
    return Section(str(plan.layer(layer_id).title), tuple(rows))


def _total_rows(total: Total) -> list[Row]:
    rows = []
    if total.length_m > 0:
        rows.append(Row(translate("selection", "Total length"), i18n.length(total.length_m)))
    if total.area_m2 > 0:
        rows.append(Row(translate("selection", "Total area"), i18n.area(total.area_m2)))
    return rows


def _list_section(plan: Plan, data: PlanData, selection: Selection) -> Section:
    rows = []
    for number, (layer_id, row) in enumerate(selection.first(LISTED), start=1):
        frame = data.store.frame(layer_id)
        if frame is not None and row < len(frame):
            name = _short_name(plan.layer(layer_id), frame, row)
            rows.append(Row(i18n.number(number), name))
    if selection.count > LISTED:
        more = translate("selection", "and {count} more")
        rows.append(Row("…", more.format(count=i18n.number(selection.count - LISTED))))
    return Section(translate("selection", "The first of them"), tuple(rows))


def _short_name(layer: Layer, frame: gpd.GeoDataFrame, row: int) -> str:
    """Return a feature's name; where the layer has no names, its first known attributes."""
    record = frame.iloc[row]
    title = feature_title(layer, record)
    if title != str(layer.title):
        return title
    texts = [as_text(record[name]) for name in frame.columns if name != frame.geometry.name]
    known = " · ".join([" ".join(text.split())[:40] for text in texts if text][:4])
    return known or title


def table(plan: Plan, frames: dict[str, gpd.GeoDataFrame]) -> str:
    """Return features with headings as tab-separated text, a block for each layer.

    Every block has the layer's fields and then ``length_m`` and ``area_m2`` on the grid of the
    plan CRS. Texts that a spreadsheet would run as a formula get an apostrophe in front.
    """
    blocks = []
    for layer_id, frame in frames.items():
        lines = [str(plan.layer(layer_id).title)] if len(frames) > 1 else []
        blocks.append("\n".join([*lines, *_lines(frame, plan.crs)]))
    return "\n\n".join(blocks) + "\n"


def _lines(frame: gpd.GeoDataFrame, plan_crs: str) -> list[str]:
    import pandas as pd  # noqa: PLC0415  off the start path

    fields = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    measured = measure_frame(frame, plan_crs).round(2)
    columns = [(str(name), fields[name]) for name in fields.columns]
    columns += [(f"{name} ({plan_crs})", measured[name]) for name in measured.columns]
    cells = [[_cell(value) for value in column.tolist()] for _, column in columns]
    heading = "\t".join(_cell(name) for name, _ in columns)
    return [heading, *("\t".join(row) for row in zip(*cells, strict=True))]


def _cell(value: object) -> str:
    text = " ".join((as_text(value) or "").split())
    if isinstance(value, str) and text.startswith(_FORMULA):
        return f"'{text}"
    return text
