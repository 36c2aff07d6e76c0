"""``planviewer pack``."""

from __future__ import annotations

import argparse

from planviewer.app.loading import load_plan_data
from planviewer.app.packing import PackOrder
from planviewer.app.packing import pack as run
from planviewer.assets import bundled_plan
from planviewer.cli.output import print_json
from planviewer.cli.window import offscreen_if_needed
from planviewer.reading.plans import load_plan
from planviewer.sheets.request import today


def pack(arguments: argparse.Namespace) -> int:
    """Write a field package of a plan, or of one site."""
    offscreen_if_needed()
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  after the platform is chosen

    application = QGuiApplication.instance() or QGuiApplication([])
    path = arguments.plan or bundled_plan()
    plan = load_plan(path)
    data = load_plan_data(plan, path)
    for layer in plan.layers:
        error = data.store.entry(layer.id).error
        if error is not None and layer.visible:
            raise error
    packed = run(plan, data, path, PackOrder(arguments.site, today()), arguments.out)
    del application
    if arguments.json:
        print_json(packed.to_json())
    else:
        print(packed.path)
        for name in packed.members:
            print(f"  {name}")
    return 0
