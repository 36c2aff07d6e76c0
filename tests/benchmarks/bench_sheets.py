"""Sheets beside QGIS' layout export: the same parcels, A3, 300 dpi, PDF and PNG; ratios printed.

make bench ARGS="…" runs bench.py; this one is run by itself:
python tests/benchmarks/bench_sheets.py
"""

import statistics
import sys
import tempfile
from pathlib import Path

import bench
import sides

ROUNDS = 3


def ours(what, out):
    script = sides.HERE / "side_planviewer_sheet.py"
    return sides.run([sys.executable, str(script), str(what), str(out), str(ROUNDS)], sides._ours())


def theirs(what, out):
    script = sides.HERE / "side_qgis_sheet.py"
    return sides.run(
        [sides.QGIS_PYTHON, str(script), str(what), str(out), str(ROUNDS)], sides._plain()
    )


def middle(times, kind):
    """Return the median of a side's seconds: 0 on the clock, 1 of the processor."""
    return statistics.median(pair[kind] for pair in times)


def main():
    parcels = bench.data_file(100_000)
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("pdf", "png"):
            out = Path(folder) / f"sheet.{ending}"
            mine = ours(parcels, out)["times"]
            line = f"{ending}: planviewer {middle(mine, 0):.2f} s ({middle(mine, 1):.2f} s cpu)"
            if sides.has_qgis():
                other = theirs(parcels, out)["times"]
                line += f", QGIS {middle(other, 0):.2f} s ({middle(other, 1):.2f} s cpu)"
                line += f", ratio {middle(mine, 0) / middle(other, 0):.2f}"
                line += f" ({middle(mine, 1) / middle(other, 1):.2f} cpu)"
            print(line, flush=True)
        whole = ours("plan", Path(folder) / "plan.pdf")["times"]
        print(
            f"bundled plan, read and written: {middle(whole, 0):.2f} s ({middle(whole, 1):.2f} cpu)"
        )
        strips = ours("series", Path(folder) / "strips.pdf")
        one, series = middle(strips["one"], 1), middle(strips["times"], 1)
        print(
            f"20 strips: {series:.2f} s cpu, one sheet {one:.2f} s: {series / one / 20:.2f} of 20"
        )


if __name__ == "__main__":
    main()
