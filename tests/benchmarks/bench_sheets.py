"""Sheets beside QGIS' layout export: the same parcels, colours and widths, A3, 300 dpi.

python tests/benchmarks/bench_sheets.py [--write]       (part of make bench)

Sides run in turns. "Export": both have the layer open; planviewer's side has read it, QGIS' reads
it while it draws, as each does in its window. "Command": one process from start to end, nothing
read before. Times on the clock, and of the processor with all threads, which do not depend on what
else the machine does.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench
import report
import sides

from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan
from planviewer.writing.plans import save_plan

ROUNDS = 2
BEGIN, END = "<!-- sheets: begin -->", "<!-- sheets: end -->"
HALF, SECOND, SERIES = 0.5, 1.0, 0.6


def ours(what, out, *more):
    script = sides.HERE / "side_planviewer_sheet.py"
    return sides.run([sys.executable, str(script), str(what), str(out), *more], sides._ours())


def theirs_command(what, out, look, rounds="2"):
    script = sides.HERE / "side_qgis_sheet.py"
    return [sides.QGIS_PYTHON, str(script), str(what), str(out), rounds, json.dumps(look)]


def used(command, env):
    """Return (clock, processor) seconds of a whole process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, cpu


def middle(pairs):
    """Return the median (clock, processor)."""
    return tuple(statistics.median(values) for values in zip(*pairs, strict=True))


def exports(parcels, look, out):
    """Return the times of both sides for one picture, in turns."""
    mine, other = [], []
    for _ in range(ROUNDS):
        answer = ours(parcels, out, "2", look)
        mine += answer["times"]
        if sides.has_qgis():
            command = theirs_command(parcels, out.with_stem("qgis"), answer["look"])
            other += sides.run(command, sides._plain())["times"]
    sizes = [p.stat().st_size / 1e6 for p in (out, out.with_stem("qgis")) if p.exists()]
    return middle(mine), middle(other) if other else None, sizes, answer["look"]


def planviewer(*arguments):
    env = sides._ours() | {"PLANVIEWER_PROFILE": str(sides.ROOT / "build" / "bench-profile")}
    return used([sys.executable, "-m", "planviewer", *map(str, arguments)], env)


def commands(parcels, look, out, plan):
    """Return the times of two whole processes."""
    mine, other = [], []
    for _ in range(ROUNDS):
        mine.append(
            planviewer("sheet", plan, "--layer", parcels, "--paper", "A3", "--dpi", 300, "-o", out)
        )
        if sides.has_qgis():
            command = theirs_command(parcels, out.with_stem("qgis"), look, "1")
            other.append(used(command, sides._plain()))
    return middle(mine), middle(other) if other else None


def empty_plan(folder, parcels):
    """Write a plan without layers that shows where the parcels lie."""
    plan = load_plan(bundled_plan()).changed(layers=(), sites_layer=None)
    bounds = ours(parcels, folder / "first.png", "1")["home"]
    path = folder / "empty.json"
    save_plan(plan.changed(home=tuple(bounds)), path)
    return path


class Table:
    """Rows as they come, printed at once."""

    def __init__(self):
        self.rows = []

    def compare(self, work, mine, other, note=""):
        if other is None:
            self.add(work, f"{mine[0]:.2f} s", "–", "–", "–", note)
            return
        clock, cpu = mine[0] / other[0], mine[1] / other[1]
        pair = f"{mine[0]:.2f} : {other[0]:.2f} s ({mine[1]:.2f} : {other[1]:.2f} s)"
        self.add(work, f"{clock:.2f} ({cpu:.2f})", f"≤ {HALF}", cpu <= HALF, pair + note)

    def add(self, work, figure, target, holds, note=""):
        verdict = holds if isinstance(holds, str) else "holds" if holds else "**falls short**"
        self.rows.append((work, figure, target, verdict, note))
        print(*self.rows[-1], sep=" | ", flush=True)

    def text(self):
        about = f"{report.machine()}. Load {os.getloadavg()[0]:.1f}. Processor time in brackets."
        head = ("work", "figure", "must reach", "", "planviewer : QGIS")
        return f"{about}\n\n{report._table(head, self.rows)}"


def parcels_part(table, folder):
    parcels = bench.data_file(100_000)
    plan = empty_plan(folder, parcels)
    for ending in ("pdf", "png"):
        for kind, words in (("classes", "ten classes"), ("single", "one symbol")):
            out = folder / f"sheet.{ending}"
            mine, other, sizes, look = exports(parcels, kind, out)
            size = "; " + " : ".join(f"{size:.1f}" for size in sizes) + " MB"
            table.compare(f"{ending.upper()}, {words}, export", mine, other, size)
            if kind == "classes":
                pair = commands(parcels, look, out, plan)
                table.compare(f"{ending.upper()}, {words}, whole command", *pair)


def plan_part(table, folder):
    times = middle(ours("plan", folder / "plan.pdf", "5")["times"])
    command = middle([planviewer("sheet", "-o", folder / "plan.pdf") for _ in range(ROUNDS)])
    note = f"read and written; the whole command {command[0]:.2f} s ({command[1]:.2f} s)"
    figure = f"{times[0]:.2f} s ({times[1]:.2f} s)"
    table.add("bundled plan, A4 PDF", figure, f"≤ {SECOND:g} s", times[1] <= SECOND, note)


def series_part(table, folder):
    answer = ours("series", folder / "strips.pdf", "5")
    one, series = middle(answer["one"]), middle(answer["times"])
    share = [series[n] / one[n] for n in (0, 1)]
    note = f"{series[1]:.2f} s, one by one {one[1]:.2f} s, program open and plan read"
    figure = f"{share[0]:.2f} ({share[1]:.2f})"
    table.add("20 strips, to 20 × one", figure, f"≤ {SERIES}", share[1] <= SERIES, note)
    scale, out = answer["scale"], folder / "strips.pdf"
    along = ("sheet", "--along", "bypass", "--no-index", "--scale", scale, "-o", out)
    series = middle([planviewer(*along) for _ in range(ROUNDS)])
    one = middle([planviewer("sheet", "-o", folder / "one.pdf") for _ in range(ROUNDS)])
    share = [series[n] / one[n] / 20 for n in (0, 1)]
    note = f"{series[1]:.2f} s, one {one[1]:.2f} s"
    figure = f"{share[0]:.2f} ({share[1]:.2f})"
    table.add("the same as commands", figure, f"≤ {SERIES}", share[1] <= SERIES, note)


def write(text):
    before, rest = report.DOCS.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    report.DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main():
    bench.DATA.mkdir(parents=True, exist_ok=True)
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for part in (parcels_part, plan_part, series_part):
            part(table, Path(folder))
    text = table.text()
    print(text)
    if "--write" in sys.argv:
        write(text)


if __name__ == "__main__":
    main()
