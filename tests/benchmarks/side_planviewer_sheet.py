"""planviewer's side of the sheet benchmark. One JSON line on stdout.

python side_planviewer_sheet.py FILE OUT.pdf|OUT.png [ROUNDS [classes|single]]
                                                                  a file added to an empty plan
python side_planviewer_sheet.py plan OUT.pdf [ROUNDS]             the bundled plan, from its files
python side_planviewer_sheet.py series OUT.pdf [ROUNDS]           20 strips of it, also one by one
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from planviewer.app.adding import read_new_layers
from planviewer.app.language import use_language
from planviewer.app.loading import PlanData, load_plan_data
from planviewer.app.sheeting.making import SheetMaker, write_sheet
from planviewer.app.sheeting.order import SheetOrder
from planviewer.app.sheeting.series import SeriesOrder, plan_series
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.tasks import Progress
from planviewer.assets import bundled_plan
from planviewer.model.style import SingleStyle
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


def alike(plan):
    """Return the plan with one symbol for all features of its layer, that of the first class."""
    layer = plan.layers[-1]
    symbol = layer.style.categories[0].symbol
    return plan.changed(layers=(layer.changed(style=SingleStyle(symbol=symbol)),))


def look_of(style):
    """Return a style in words for the other side."""
    if isinstance(style, SingleStyle):
        pairs, field = [(None, style.symbol)], None
    else:
        pairs, field = [(one.value, one.symbol) for one in style.categories], style.field
    symbols = [
        {"value": value, "fill": s.fill, "stroke": s.stroke, "width_mm": s.stroke_width_mm}
        for value, s in pairs
    ]
    return {"field": field, "symbols": symbols}


def strip_scale(plan, data):
    """Return a scale at which the bypass needs about so many strips."""
    maker = SheetMaker(plan, data)
    for scale in range(2500, 500, -50):
        order = SeriesOrder("along", SheetOrder(scale=scale), layer="bypass", index=False)
        if len(plan_series(maker, order)) >= STRIPS:
            return order
    sys.exit("no such scale")


def one_by_one(plan, data, series, out):
    """Write every strip as a sheet by itself."""
    for number, one in enumerate(plan_series(SheetMaker(plan, data), series)):
        maker = SheetMaker(plan, data)
        file = out.with_stem(f"{out.stem}-{number}")
        maker.write([maker.make(one.order)], one.order, file)


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
        write_series(plan, data, series, Path(out))  # fonts and first things are no one's
        result = {"one": [], "times": [], "scale": series.sheet.scale}
        for _ in range(rounds):
            result["one"] += timed(lambda: one_by_one(plan, data, series, Path(out)), 1)
            result["times"] += timed(lambda: write_series(plan, data, series, Path(out)), 1)
    else:
        plan, data = with_file(Path(what))
        if more[1:] == ["single"]:
            plan = alike(plan)
        result = {
            "times": timed(lambda: write_sheet(plan, data, A3, Path(out)), rounds),
            "look": look_of(plan.layers[-1].style),
            "home": plan.home,
        }
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
