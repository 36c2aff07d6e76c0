"""planviewer's side of the sheet benchmark. One JSON line on stdout.

python side_planviewer_sheet.py FILE OUT.pdf|OUT.png [ROUNDS]     a file added to an empty plan
python side_planviewer_sheet.py plan OUT.pdf [ROUNDS]             the bundled plan, from its files
python side_planviewer_sheet.py series OUT.pdf [ROUNDS]           20 strips of it, and one sheet
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from planviewer.app.adding import read_new_layers
from planviewer.app.language import use_language
from planviewer.app.loading import PlanData, load_plan_data
from planviewer.app.sheeting.making import write_sheet
from planviewer.app.sheeting.order import SheetOrder
from planviewer.app.sheeting.series import SeriesOrder
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.tasks import Progress
from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan

A3 = SheetOrder(paper="A3", dpi=300)
STRIPS = 20


def timed(work, rounds):
    times = []
    for _ in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        work()
        times.append([time.perf_counter() - begun, time.process_time() - used])
    return times


def with_file(path):
    """Return a plan that shows one file, in the plan CRS, and its data."""
    plan = load_plan(bundled_plan())
    plan = plan.changed(layers=(), sites_layer=None)
    silent = Progress(lambda _share: None)
    data = PlanData()
    for new in read_new_layers(
        path, crs=None, encoding=None, number=0, taken=frozenset(), progress=silent
    ):
        plan = new.add_to(plan)
        data.take(plan, new.layer.id, new.content)
    frame = data.store.frame(plan.layers[-1].id)
    west, south, east, north = frame.to_crs("EPSG:4326").total_bounds.tolist()
    return plan.changed(home=(west, south, east, north)), data


def strip_scale(plan, data):
    """Return a scale at which the bypass needs about so many strips."""
    from planviewer.app.sheeting.making import SheetMaker  # noqa: PLC0415
    from planviewer.app.sheeting.series import plan_series  # noqa: PLC0415

    maker = SheetMaker(plan, data)
    for scale in range(2500, 500, -50):
        order = SeriesOrder("along", SheetOrder(scale=scale), layer="bypass", index=False)
        if len(plan_series(maker, order)) >= STRIPS:
            return order
    sys.exit("no such scale")


def main():
    _application = QGuiApplication([])
    use_language("vi")
    what, out, *more = sys.argv[1:]
    rounds = int(more[0]) if more else 1
    if what == "plan":

        def whole():
            plan = load_plan(bundled_plan())
            write_sheet(plan, load_plan_data(plan, bundled_plan()), SheetOrder(), Path(out))

        result = {"times": timed(whole, rounds)}
    elif what == "series":
        plan = load_plan(bundled_plan())
        data = load_plan_data(plan, bundled_plan())
        series = strip_scale(plan, data)
        one = SheetOrder(scale=series.sheet.scale, centre=(542_500.0, 2_515_000.0))
        result = {
            "one": timed(lambda: write_sheet(plan, data, one, Path(out)), rounds),
            "times": timed(lambda: write_series(plan, data, series, Path(out)), rounds),
        }
    else:
        plan, data = with_file(Path(what))
        result = {"times": timed(lambda: write_sheet(plan, data, A3, Path(out)), rounds)}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
