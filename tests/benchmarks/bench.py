"""planviewer beside a plain folium page and QGIS: the same files, one run, ratios printed.

    make bench                      all of it, some ten minutes
    make bench ARGS="--quick"       100,000 parcels once, no million
    make bench ARGS="--write"       and put the figures into docs/performance.md

Sides run in turns, each in a fresh process, so that a busy machine slows all of them alike.
"""

import argparse
import json

import report
import sides
from make_parcels import parcels

DATA = sides.ROOT / "build" / "bench-data"
GROWTH = (1_000, 10_000, 100_000, 1_000_000)
HOME = (106.1405, 22.7208, 106.1715, 22.7539)


def data_file(count):
    """Return the GeoPackage of so many parcels, made once."""
    path = DATA / f"parcels-{count}.gpkg"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        parcels(count).to_file(path)
    return path


def in_turns(rounds, work):
    """Run every side ``rounds`` times, alternately; return {side: answers}."""
    answers = {name: [] for name in work}
    for number in range(rounds):
        for name, run in work.items():
            print(f"  {number + 1}/{rounds} {name} …", flush=True)
            answer = run()
            if answer is not None:
                answers[name].append(answer)
    return answers


def bench_files(options, with_qgis):
    results = {}
    for count in GROWTH:
        if count > 100_000 and options.quick:
            continue
        path = data_file(count)
        print(f"{count:,} parcels", flush=True)
        work = {"planviewer": lambda p=path: sides.planviewer("open", p)}
        if with_qgis:
            work["QGIS"] = lambda p=path: sides.qgis("open", p)
        compared = count >= 100_000
        rounds = options.rounds if compared else 1
        results[str(count)] = in_turns(rounds, work)
        if count <= 100_000 and count >= 10_000:
            # the plain page takes a minute: it is not repeated
            results[str(count)] |= in_turns(1, {"folium": lambda p=path: sides.folium("open", p)})
    return results


def bench_start(options, with_qgis):
    print("start with the bundled plan", flush=True)
    layers = sorted((sides.ROOT / "layers").glob("*.geojson"))
    drawable = [path for path in layers if path.stem != "sites"]
    sides.planviewer_start()  # the first start compiles and caches
    work = {"planviewer": sides.planviewer_start}
    if with_qgis:
        desktop = lambda: sides.qgis_desktop(drawable, HOME)  # noqa: E731
        work["QGIS engine"] = lambda: sides.qgis("start", *drawable)
        work["QGIS desktop"] = lambda: (ms := desktop()) and {"start_ms": ms}
    return in_turns(options.rounds + 2, work)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the figures into the docs")
    options = parser.parse_args()
    if options.quick:
        options.rounds = 1
    with_qgis = sides.has_qgis()
    if not with_qgis:
        print("QGIS is left out: Debian's packages qgis and python3-qgis are not installed.")
    results = {"start": bench_start(options, with_qgis), "files": bench_files(options, with_qgis)}
    (DATA.parent / "bench.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    text = report.tables(results)
    print(text)
    if options.write:
        report.write(text)


if __name__ == "__main__":
    main()
