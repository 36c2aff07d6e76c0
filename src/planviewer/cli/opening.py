"""Opening a plan for an output: everything that is shown must be there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planviewer.app.adding import read_new_layers
from planviewer.app.loading import PlanData, load_plan_data
from planviewer.app.tasks import Progress
from planviewer.model.plan import Plan
from planviewer.reading.plans import load_plan


def open_complete(
    path: Path, layers: Sequence[Path] = (), crs: str | None = None, *, swapped: bool = False
) -> tuple[Plan, PlanData]:
    """Open a plan with further files as layers.

    A visible layer that cannot be read raises its error: an official output has all or is none.
    """
    plan = load_plan(path)
    data = load_plan_data(plan, path)
    for file in layers:
        plan = _add(plan, data, file, crs, swapped=swapped)
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
        for_map=False,
        swapped=swapped,
    )
    for new in added:
        plan = new.add_to(plan)
        data.take(plan, new.layer.id, new.content)
    return plan
