"""Reading 100,000 parcels from every format: ours beside pyogrio with Arrow, geopandas and ogr2ogr.

    make bench, or alone: python tests/benchmarks/bench_formats.py [--write] [.gpkg .shp …]

Processor time of a process and its children, the least of some rounds in turns, a fresh process
for each format; a busy machine slows all sides alike. planviewer reads as its window does: it says
how far it is and can be stopped, for which large documents are read by a process of their own,
whose time counts. ogr2ogr copies into memory and makes no frame.
"""

import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path

import bench
import geopandas as gpd
import numpy as np
import pyogrio
import report
from make_parcels import parcels

from planviewer import pace
from planviewer.reading.files import read_features
from planviewer.writing.features import write_features

MOST_OF_PYOGRIO = 1.1
COUNT = 100_000
ROUNDS, ENOUGH_S = 5, 25
BEGIN, END = "<!-- formats: begin -->", "<!-- formats: end -->"
OURS = (".gpkg", ".shp", ".fgb", ".parquet", ".geojson", ".kml", ".gpx", ".dxf", ".csv", ".xlsx")
"""Written by us, the others by GDAL."""
DRIVERS = {".gml": "GML", ".gdb": "OpenFileGDB", ".tab": "MapInfo File", ".mif": "MapInfo File"}
NAMES = {
    ".gpkg": "GeoPackage", ".shp": "Shapefile", ".fgb": "FlatGeobuf", ".parquet": "GeoParquet",
    ".geojson": "GeoJSON", ".gml": "GML", ".gdb": "File Geodatabase", ".tab": "MapInfo TAB",
    ".mif": "MapInfo MIF", ".kml": "KML", ".gpx": "GPX", ".dxf": "DXF", ".csv": "CSV (WKT)",
    ".xlsx": "XLSX (WKT)",
}  # fmt: skip
TABLES = (".csv", ".xlsx")
NO_CRS = (".dxf", ".csv")
NOTES = {
    ".parquet": "beside geopandas.read_parquet",
    ".gpx": "outlines as tracks",
    ".xlsx": "the others make no geometry of it",
}


def file_of(suffix):
    return bench.DATA / "formats" / f"{suffix[1:]}-parcels{suffix}"


def made(suffix):
    """Return the file of a format, made once."""
    path = file_of(suffix)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        print(f"  making {path.name} …", flush=True)
        _make(path)
    return path


def _make(path):
    frame, suffix = parcels(COUNT), path.suffix
    if suffix == ".gpx":
        frame = frame.set_geometry(frame.boundary)
    if suffix in OURS:
        write_features(frame, path, layer="parcels")
        return
    more = {"layer": "parcels"} if suffix == ".gdb" else {}
    more |= {"encoding": "UTF-8"} if suffix in {".tab", ".mif"} else {}
    pyogrio.write_dataframe(frame, path, driver=DRIVERS[suffix], **more)


# --- one format, in a process of its own ------------------------------------------------------
def sides(path):
    """Return what reads a file, by its name in the table."""
    crs = "EPSG:9210" if path.suffix in NO_CRS else None
    more = {"layer": "tracks"} if path.suffix == ".gpx" else {}

    def ours():
        with pace.listening(lambda _share: None):
            return read_features(path, crs=crs, examine=False)

    def arrow():
        if path.suffix in TABLES:
            return elsewhere(path, use_arrow=True)
        if path.suffix == ".parquet":
            return gpd.read_parquet(path)
        return pyogrio.read_dataframe(path, use_arrow=True, **more)

    found = {
        "planviewer": ours,
        "objects": lambda: np.asarray(ours().frame.geometry.array, dtype=object),
        "pyogrio": arrow,
    }
    if path.suffix != ".parquet":
        plain = path.suffix in TABLES
        found["geopandas"] = lambda: elsewhere(path) if plain else gpd.read_file(path, **more)
    if path.suffix != ".parquet" and shutil.which("ogr2ogr"):
        command = ["ogr2ogr", "-f", "Memory", "out", str(path), *more.values()]
        found["ogr2ogr"] = lambda: subprocess.run(
            command, check=True, capture_output=True, env=without_ours()
        )
    return found


def elsewhere(path, **how):
    """Return the time of another process without planviewer, which has these drivers taken out."""
    code = (
        "import sys, time, pyogrio; begun = time.process_time();"
        f"pyogrio.read_dataframe(sys.argv[1], **{how!r}); print(time.process_time() - begun)"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=without_ours())
    return float(done.stdout)


def without_ours():
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("GDAL", "OGR"))
    }


def processor_time(work):
    begun = used()
    taken = work()
    return taken if isinstance(taken, float) else used() - begun


def used():
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def measure(path):
    """Print the least time of each side (s) as JSON; what cannot read it is left out."""
    warnings.simplefilter("ignore")
    work, least = sides(path), {}
    begun = time.monotonic()
    for number in range(ROUNDS):
        for name, read in list(work.items()):
            if number and name in {"ogr2ogr", "geopandas"}:
                continue  # there for comparison
            try:
                least[name] = min(least.get(name, 1e9), processor_time(read))
            except Exception as error:  # noqa: BLE001  what a rival cannot read is left out
                print(f"  {name}: {error}", file=sys.stderr)
                del work[name]
        if time.monotonic() - begun > ENOUGH_S:
            break
    print(json.dumps(least))


# --- the table --------------------------------------------------------------------------------
def row(suffix, least):
    mine, other = least["planviewer"], least.get("pyogrio")
    seconds = [f"{least[name]:.2f} s" if name in least else "–" for name in
               ("planviewer", "objects", "pyogrio", "geopandas", "ogr2ogr")]  # fmt: skip
    if other is None:
        return (NAMES[suffix], *seconds, "–", "–", NOTES.get(suffix, ""))
    ratio, objects = mine / other, least["objects"] / other
    verdict = "holds" if ratio <= MOST_OF_PYOGRIO else "**falls short**"
    return (NAMES[suffix], *seconds, f"{ratio:.2f} ({objects:.2f})", verdict, NOTES.get(suffix, ""))


def table(results):
    head = ("format", "planviewer", "with objects", "pyogrio, Arrow", "geopandas", "ogr2ogr",
            "to pyogrio", f"≤ {MOST_OF_PYOGRIO}", "note")  # fmt: skip
    dates = sorted({item["date"] for item in results.values()})
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    rows = [row(suffix, results[suffix]["least"]) for suffix in NAMES if suffix in results]
    return f"{report.machine()}. Measured (UTC): {when}.\n\n{report._table(head, rows)}"


def write(text):
    before, rest = report.DOCS.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    report.DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main(words):
    kept = bench.DATA / "formats.json"
    results = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for suffix in [word for word in words if word in NAMES] or NAMES:
        command = [sys.executable, __file__, "--side", str(made(suffix))]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        now = f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d %H:%M}"
        results[suffix] = {"date": now, "least": json.loads(answer.splitlines()[-1])}
        print(*row(suffix, results[suffix]["least"]), sep=" | ", flush=True)
        kept.write_text(json.dumps(results, indent=1), encoding="utf-8")
    short = [s for s in results if row(s, results[s]["least"])[-2] == "**falls short**"]
    if "--write" in words:
        write(table(results))
    return f"slower than {MOST_OF_PYOGRIO} × pyogrio: {', '.join(short)}" if short else 0


if __name__ == "__main__":
    if "--side" in sys.argv:
        measure(Path(sys.argv[-1]))
    else:
        bench.DATA.mkdir(parents=True, exist_ok=True)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.exit(main(sys.argv[1:]))
