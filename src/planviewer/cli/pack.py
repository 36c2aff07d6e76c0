"""``planviewer pack``."""

from __future__ import annotations

import argparse

from planviewer.app.packing import PackOrder
from planviewer.app.packing import pack as run
from planviewer.assets import bundled_plan
from planviewer.cli.opening import open_complete
from planviewer.cli.output import print_json
from planviewer.cli.window import drawing
from planviewer.writing.moment import today


def pack(arguments: argparse.Namespace) -> int:
    """Write a field package of a plan, or of one site."""
    path = arguments.plan or bundled_plan()
    with drawing():
        plan, data = open_complete(path)
        packed = run(plan, data, path, PackOrder(arguments.site, today()), arguments.out)
    if arguments.json:
        print_json(packed.to_json())
    else:
        print(packed.path)
        for name in packed.members:
            print(f"  {name}")
    return 0
