"""The shared page, made from the plan and its data (sheets: ``app.sheeting``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planviewer.analysis.measures import Measures, measure_frame
from planviewer.app.loading import PlanData
from planviewer.app.tables import dated, is_part, not_there
from planviewer.model.plan import Plan
from planviewer.model.text import Text
from planviewer.writing.atomic import replacing


def write_share(plan: Plan, data: PlanData, path: Path, made_on: date) -> tuple[Text, ...]:
    """Write the plan as one self-contained web page.

    Images, and tables too large to be read whole, are left out; the window says so. Returned are
    the titles of layers that are shown, but were not read (yet): they are empty in the page.

    Layers that are hidden are listed there, but their features are left out: the page is to be
    sent, and a cadastre would make it a hundred times larger.

    Raises
    ------
    FileNotWritten
        If it cannot be written; nothing is left half written.
    """
    from planviewer.web.share import share_page  # noqa: PLC0415  folium is slow to load

    frames = {
        layer.id: frame
        for layer in plan.layers
        if layer.visible
        and (frame := data.store.frame(layer.id)) is not None
        and not is_part(data, layer.id)
    }
    missing = not_there((layer for layer in plan.layers if layer.visible), data)
    measures = {
        layer_id: [Measures(*row) for row in measure_frame(frame, plan.crs).itertuples(index=False)]
        for layer_id, frame in frames.items()
    }
    page = share_page(dated(plan, data), frames, data.sites, made_on=made_on, measures=measures)
    with replacing(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")
    return missing
