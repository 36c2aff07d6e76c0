"""The figures as tables, and into docs/performance.md between its marks."""

import os
import platform
import statistics
from pathlib import Path

QUIET = 1.2
"""A load below which the machine counts as our own: each run leaves some of it for the next."""
DOCS = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def tables(results):
    empty = {"files": {}, "start": {}, "card": {}, "image": {}, "soak": {}, "dates": {}}
    results = empty | results
    parts = [
        _when(results), _targets(results), _growth(results["files"]), _details(results["files"]),
        _card(results["card"]), _images(results["image"]), _soak(results["soak"]),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part)


def write(text):
    before, rest = DOCS.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def machine():
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, "
        f"{memory:.0f} GB, no GPU · Python {platform.python_version()}"
    )


def _when(results):
    """Say on what machine, when, and beside what other work the figures came about."""
    dates = ", ".join(f"{part} {date}" for part, date in sorted(results["dates"].items()))
    loads = sorted(_loads(results))
    text = f"{results.get('machine', machine())}. Measured (UTC): {dates}."
    if not loads:
        return text
    middle, most = statistics.median(loads), loads[-1]
    shared = "" if middle < QUIET else (
        " **The machine was shared**: times on the clock are too long on all sides, processor "
        "times and ratios hold better."
    )  # fmt: skip
    return f"{text} Load before each run: median {middle:.1f}, at most {most:.1f}.{shared}"


def _loads(value):
    if isinstance(value, dict):
        if "load" in value:
            yield value["load"]
        for item in value.values():
            yield from _loads(item)
    elif isinstance(value, list):
        for item in value:
            yield from _loads(item)


def median(answers, key, pick=lambda value: value):
    """Return the median over runs of one figure; lists inside a run are pooled."""
    values = []
    for answer in answers or ():
        value = pick(answer.get(key)) if key in answer else None
        values += value if isinstance(value, list) else [] if value is None else [value]
    return statistics.median(values) if values else None


class Targets:
    """The table of what must be reached, row by row."""

    def __init__(self, files):
        self.rows = []
        self._files = files

    def row(self, work, value, target, holds, note=""):
        verdict = "–" if holds is None else "holds" if holds else "**falls short**"
        self.rows.append((work, value, target, verdict, note))

    def limit(self, work, milliseconds, most, note=""):
        holds = None if milliseconds is None else milliseconds <= most
        self.row(work, _ms(milliseconds), f"≤ {most} ms", holds, note)

    def ratio(self, work, ours, theirs, target):
        if ours is None or theirs is None:
            self.row(work, _ms(ours), f"≤ {target:g}", None, "the other side was not measured")
            return
        share = ours / theirs
        pair = f"{_ms(ours)} : {_ms(theirs)}"
        self.row(work, f"{share:.2f}", f"≤ {target:g}", share <= target, pair)

    def opening(self, count, rival, target):
        runs = self._files[count]
        ours, theirs = (median(runs.get(side), "first_ms") for side in ("planviewer", rival))
        self.ratio(f"{int(count):,}: open to drawn, to {rival}", ours, theirs, target)
        cpu, their_cpu = (median(runs.get(side), "first_cpu_ms") for side in ("planviewer", rival))
        if cpu and their_cpu:
            note = f"{_ms(cpu)} : {_ms(their_cpu)} of processor time, all threads"
            self.row(
                f"{int(count):,}: the same, processor", f"{cpu / their_cpu:.2f}", "", None, note
            )

    def memory(self, count):
        runs = self._files[count]["planviewer"]
        all_mb, own = median(runs, "together_mb"), median(runs, "own_mb")
        if all_mb:
            note = f"Python process {own / 1024:.2f} GB, the rest the page's processes"
            shown = f"{all_mb / 1024:.2f} GB"
            self.row(f"{int(count):,}: peak memory", shown, "≤ 2 GB", all_mb <= 2048, note)

    def handling(self, count):
        runs, name = self._files[count]["planviewer"], f"{int(count):,}"
        for closer in ("+0", "+2", "+4"):
            pick = lambda v, c=closer: v[c]  # noqa: E731
            note = f"without a rest between pans {_ms(median(runs, 'hurried_ms', pick))}"
            self.limit(f"{name}: pan, zoom {closer}", median(runs, "pans_ms", pick), 100, note)
        self.limit(f"{name}: hover answer", median(runs, "hover_ms"), 10)
        note = f"the page has it after {_ms(median(runs, 'handed_ms'))}"
        self.limit(f"{name}: hover to highlight", median(runs, "marked_ms"), 30, note)
        first, style = median(runs, "first_ms"), median(runs, "style_ms")
        self.ratio(f"{name}: style change, to first draw", style, first, 0.5)
        for phase in ("open", "style", "pan", "hover"):
            worst = median(runs, f"blocked_{phase}_ms")
            self.limit(f"{name}: longest UI block, {phase}", worst, 50)


def _targets(results):
    targets = Targets(results["files"])
    for count in ("100000", "1000000"):
        if count not in results["files"]:
            continue
        if count == "100000":
            targets.opening(count, "folium", 0.1)
            over = median(results["files"][count].get("over the plan"), "first_ms")
            targets.row(f"{int(count):,}: over the bundled plan", _ms(over), "", None, "8 layers")
        targets.opening(count, "QGIS", 0.35 if count == "100000" else 0.25)
        targets.memory(count)
        targets.handling(count)
    start = results["start"]
    rivals = ("QGIS desktop", "QGIS desktop without plugins", "QGIS engine")
    for side, until in (("planviewer, plan seen", "plan seen"), ("planviewer", "map at work")):
        ours = median(start.get(side), "start_ms")
        for rival in rivals:
            named = f"start, {until}, to {rival}"
            targets.ratio(named, ours, median(start.get(rival), "start_ms"), 0.4)
    picture = median(start.get("planviewer --screenshot"), "start_ms")
    targets.row("start to a saved picture, all data read", _ms(picture), "", None)
    return _table(("work", "figure", "must reach", "", "note"), targets.rows)


def _growth(files):
    rows = []
    for count, runs in files.items():
        row = [f"{int(count):,}"]
        sides = ("planviewer", "QGIS", "folium")
        row += [_ms(median(runs.get(side), "first_ms")) for side in sides]
        sides = ("planviewer", "QGIS")
        row += [_ms(median(runs.get(side), "first_cpu_ms")) for side in sides]
        ours = median(runs.get("planviewer"), "first_cpu_ms")
        row.append("–" if ours is None else f"{ours * 1000 / int(count):.0f} µs")
        memory = median(runs.get("planviewer"), "own_mb")
        row.append("–" if memory is None else f"{memory:.0f} MB")
        rows.append(row)
    head = (
        "parcels", "planviewer", "QGIS", "folium", "planviewer CPU", "QGIS CPU", "CPU each",
        "Python process",
    )  # fmt: skip
    return "Open to fully drawn, by size:\n\n" + _table(head, rows)


def _card(sides):
    """Compare drawing into memory with drawing through the graphics library."""
    if not sides:
        return ""
    works = {
        "open to drawn": ("first_ms", None),
        "pan, zoom +0": ("pans_ms", "+0"),
        "pan, zoom +2": ("pans_ms", "+2"),
        "pan, zoom +4": ("pans_ms", "+4"),
        "a pan, processor": ("pan_cpu_ms", None),
        "hover to highlight": ("marked_ms", None),
        "longest UI block, pan": ("blocked_pan_ms", None),
        "longest UI block, hover": ("blocked_hover_ms", None),
    }
    rows = []
    for work, (key, part) in works.items():
        pick = (lambda v, p=part: v[p]) if part else (lambda v: v)
        row = [_ms(median(sides.get(side), key, pick)) for side in ("memory", "library")]
        rows.append((work, *row))
    head = ("100,000 parcels, on a display", "into memory", "through the graphics library")
    return f"Where there is no graphics card:\n\n{_table(head, rows)}"


def _images(image):
    rows = []
    for name, runs in image.items():
        row = [name, _ms(median(runs, "first_ms"))]
        for key in ("pans_ms", "hurried_ms"):
            row += [_ms(median(runs, key, lambda v, c=c: v[c])) for c in ("+0", "+2", "+4")]
        rows.append((*row, _ms(median(runs, "blocked_ms"))))
    head = (
        "orthophoto", "open to drawn", "pan +0", "pan +2", "pan +4", "no rest +0", "no rest +2",
        "no rest +4", "longest UI block",
    )  # fmt: skip
    return (
        "An image of 18,944 × 18,944 pixels (1.08 GB unpacked):\n\n" + _table(head, rows)
        if rows
        else ""
    )


def _soak(soak):
    runs = soak.get("planviewer") or []
    if not runs:
        return ""
    held = runs[-1]["held_mb"]
    rows = [(step, f"{own} MB", f"{page} MB") for step, own, page in held[::4]]
    text = f"A thousand pans over 100,000 parcels, {_ms(runs[-1]['pan_ms'])} each (median):\n\n"
    return text + _table(("pans", "Python process", "the page's processes"), rows)


def _details(files):
    rows = []
    for count, runs in files.items():
        for closer in ("+0", "+2", "+4"):
            pick = lambda v, c=closer: v[c]  # noqa: E731
            ours = median(runs.get("planviewer"), "pans_ms", pick)
            theirs = median(runs.get("QGIS"), "pans_ms", pick)
            rows.append((f"{int(count):,}, zoom {closer}", _ms(ours), _ms(theirs)))
    return "Pan by a quarter of the window:\n\n" + _table(("parcels", "planviewer", "QGIS"), rows)


def _ms(value):
    if value is None:
        return "–"
    return f"{value / 1000:.2f} s" if value >= 1000 else f"{value:.3g} ms"


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
