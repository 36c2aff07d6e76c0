"""``planviewer share``, and opening a plan with further layers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from planviewer.app import outputs
from planviewer.app.adding import read_new_layers
from planviewer.app.images import images_of
from planviewer.app.loading import PlanData, load_plan_data
from planviewer.app.tasks import Progress
from planviewer.assets import bundled_plan
from planviewer.errors import WriteFormatUnknown
from planviewer.i18n import translate
from planviewer.model.plan import Plan
from planviewer.reading.plans import load_plan
from planviewer.sheets.request import today


def share(arguments: argparse.Namespace) -> int:
    """Write the plan as one self-contained web page."""
    if arguments.out.suffix.lower() not in {".html", ".htm"}:
        raise WriteFormatUnknown(path=arguments.out, known=".html, .htm")
    plan, data = open_with_layers(arguments)
    outputs.write_share(plan, data, arguments.out, today())
    print(arguments.out)
    images = images_of(plan)
    if images:
        text = translate("cli", "Images are not part of the page: {titles}")
        print(text.format(titles=", ".join(images)), file=sys.stderr)
    return 0


def open_with_layers(arguments: argparse.Namespace) -> tuple[Plan, PlanData]:
    """Open the plan with the further layers; a layer that failed stops an official output."""
    path: Path = arguments.plan or bundled_plan()
    plan = load_plan(path)
    data = load_plan_data(plan, path)
    for file in arguments.layer:
        plan = _add(plan, data, file, arguments.crs, swapped=arguments.swap_xy)
    for layer in plan.layers:
        error = data.store.entry(layer.id).error
        if error is not None and layer.visible:
            raise error
    return plan, data


def _add(plan: Plan, data: PlanData, file: Path, crs: str | None, *, swapped: bool) -> Plan:
    taken = frozenset(layer.id for layer in plan.layers)
    silent = Progress(lambda _share: None)
    added = read_new_layers(
        file,
        crs=crs,
        encoding=None,
        number=len(plan.layers),
        taken=taken,
        progress=silent,
        swapped=swapped,
    )
    for new in added:
        plan = new.add_to(plan)
        data.take(plan, new.layer.id, new.content)
    return plan
