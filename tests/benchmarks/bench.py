"""planviewer beside a plain folium page and QGIS: the same files, one run, ratios printed.

    make bench                          all of it, at most a quarter of an hour
    make bench ARGS="--quick"           each once, no million, no gigabyte
    make bench ARGS="--only files"      a part: start, files, image, soak
    make bench ARGS="--write"           and put the figures into docs/performance.md

Sides run in turns, each in a fresh process, so that a busy machine slows all of them alike. What is
there is written to build/bench.json after every run; a part that is not run keeps its last figures,
marked with their date. After --minutes no further run begins.
"""

import argparse
import datetime as dt
import json
import os
import time

import bench_raster
import report
import sides
from make_parcels import parcels

DATA = sides.ROOT / "build" / "bench-data"
KEPT = sides.ROOT / "build" / "bench.json"
GIGABYTE_SIDE = 18_944
GROWTH = (1_000, 10_000, 100_000, 1_000_000)
OVER_PLAN = 100_000
HOME = (106.1405, 22.7208, 106.1715, 22.7539)


def data_file(count):
    """Return the GeoPackage of so many parcels, made once."""
    path = DATA / f"parcels-{count}.gpkg"
    if not path.exists():
        parcels(count).to_file(path)
    return path


class Run:
    """One run of the benchmark: its options, its time, and what has come of it so far."""

    def __init__(self, options):
        self.options = options
        self.with_qgis = sides.has_qgis()
        self.results = kept() | {"machine": report.machine()}
        self._end = time.monotonic() + 60 * options.minutes

    def in_turns(self, rounds, work):
        """Run every side ``rounds`` times, alternately; return {side: answers}."""
        answers = {name: [] for name in work}
        for number in range(rounds):
            for name, run in work.items():
                if number and time.monotonic() > self._end:
                    print("  the time is up: no more rounds", flush=True)
                    return answers
                load = os.getloadavg()[0]
                print(f"  {number + 1}/{rounds} {name} (load {load:.1f}) …", flush=True)
                answer = run()
                if answer is not None:
                    answers[name].append(answer | {"load": load})
        return answers

    def keep(self, part, figures):
        """Write down what there is: a run that is stopped has not been in vain."""
        self.results[part] = figures
        self.results.setdefault("dates", {})[part] = f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d %H:%M}"
        KEPT.write_text(json.dumps(self.results, indent=1), encoding="utf-8")


def kept():
    try:
        return json.loads(KEPT.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def bench_files(run):
    files = {}
    for count in run.options.counts:
        if count > 100_000 and run.options.quick:
            continue
        path = data_file(count)
        print(f"{count:,} parcels", flush=True)
        work = {"planviewer": lambda p=path: sides.planviewer("open", p)}
        if count == OVER_PLAN:
            work["over the plan"] = lambda p=path: sides.planviewer("over", p)
        if run.with_qgis:
            work["QGIS"] = lambda p=path: sides.qgis("open", p)
        if 10_000 <= count <= 100_000:
            # the plain page takes a minute: it is not repeated
            files[str(count)] = run.in_turns(1, {"folium": lambda p=path: sides.folium("open", p)})
        rounds = run.options.rounds if count >= 100_000 else 1
        files[str(count)] = run.in_turns(rounds, work) | files.get(str(count), {})
        run.keep("files", files)


def bench_start(run):
    print("start with the bundled plan", flush=True)
    layers = sorted((sides.ROOT / "layers").glob("*.geojson"))
    drawable = [path for path in layers if path.stem != "sites"]
    for _ in range(2):  # the first keeps the map, the second its picture
        sides.planviewer_start("first")
    work = {
        "planviewer": lambda: sides.planviewer_start("again"),
        "planviewer, plan seen": lambda: sides.planviewer_start("seen"),
        "planviewer --screenshot": sides.planviewer_picture,
    }
    if run.with_qgis:
        work["QGIS engine"] = lambda: sides.qgis("start", *drawable)
        for name, plugins in (("QGIS desktop", True), ("QGIS desktop without plugins", False)):
            work[name] = lambda p=plugins: sides.qgis_desktop(drawable, HOME, plugins=p)
            work[name]()
    run.keep("start", run.in_turns(run.options.rounds + 2, work))


def bench_image(run):
    print("an orthophoto", flush=True)
    side = 4_000 if run.options.quick else GIGABYTE_SIDE
    images = {
        name: lambda p=path: sides.planviewer("image", p)
        for name, path in bench_raster.images(DATA, side).items()
    }
    run.keep("image", run.in_turns(1, images))


def bench_soak(run):
    print("a thousand pans", flush=True)
    path = data_file(100_000)
    run.keep("soak", run.in_turns(1, {"planviewer": lambda: sides.planviewer("soak", path)}))


def bench_card(run):
    print("with and without the graphics library", flush=True)
    path = data_file(100_000)
    work = {
        "memory": lambda: sides.planviewer("open", path, QT_QUICK_BACKEND="software"),
        "library": lambda: sides.planviewer("open", path, QT_QUICK_BACKEND="rhi"),
    }
    run.keep("card", run.in_turns(run.options.rounds, work))


PARTS = {
    "start": bench_start,
    "files": bench_files,
    "card": bench_card,
    "image": bench_image,
    "soak": bench_soak,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--write", action="store_true", help="put the figures into the docs")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--counts", nargs="+", type=int, default=GROWTH)
    options = parser.parse_args()
    if options.quick:
        options.rounds = 1
    DATA.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    if not run.with_qgis:
        print("QGIS is left out: Debian's packages qgis and python3-qgis are not installed.")
    for part in options.only:
        PARTS[part](run)
    text = report.tables(run.results)
    print(text)
    if options.write:
        report.write(text)


if __name__ == "__main__":
    main()
