"""Times of the drawing room alone: build, first picture, pan, hit, style change, memory.

python tests/benchmarks/bench_drawing.py [COUNT …]     default 1e3 1e4 1e5
"""

import os
import resource
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from make_parcels import parcels, points, roads
from PySide6.QtGui import QGuiApplication

from planviewer.drawing.hit import hit, within
from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import MERCATOR_HALF
from planviewer.model.style import SingleStyle, Symbol

WIDTH, HEIGHT = 1280, 800
CRS = "EPSG:3857"


clock = time.process_time if "--cpu" in sys.argv else time.perf_counter


def timed(work):
    begun = clock()
    result = work()
    return (clock() - begun) * 1000, result


def fitting_zoom(bounds):
    """Return the zoom at which the bounds just fit the window, as the page chooses it."""
    west, south, east, north = bounds
    resolution = max((east - west) / WIDTH, (north - south) / HEIGHT)
    return int(np.floor(np.log2(2 * MERCATOR_HALF / 256 / resolution)))


def window_tiles(zoom, x, y):
    """Return the tiles of a window centred on x, y."""
    side = 2 * MERCATOR_HALF / 2**zoom
    px = side / 256
    left, right = x - WIDTH / 2 * px, x + WIDTH / 2 * px
    top, bottom = y + HEIGHT / 2 * px, y - HEIGHT / 2 * px
    columns = range(int((left + MERCATOR_HALF) // side), int((right + MERCATOR_HALF) // side) + 1)
    rows = range(int((MERCATOR_HALF - top) // side), int((MERCATOR_HALF - bottom) // side) + 1)
    return [(zoom, column, row) for row in rows for column in columns]


def draw(tiles, wanted):
    for tile in wanted:
        tiles.image(*tile)


def pan_times(tiles, zoom, x, y):
    """Return the times of eight pans by a quarter of the window, the first picture drawn."""
    px = 2 * MERCATOR_HALF / 2**zoom / 256
    draw(tiles, window_tiles(zoom, x, y))
    times = []
    for step in range(8):
        if step % 2:
            y += HEIGHT / 4 * px
        else:
            x += WIDTH / 4 * px
        times.append(timed(lambda x=x, y=y: draw(tiles, window_tiles(zoom, x, y)))[0])
    return times


def memory_mb():
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    line = next(text for text in status if text.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def bench(count):
    frame = parcels(count)
    style = default_style(frame, "polygon")
    before = memory_mb()
    build, layer = timed(lambda: DrawLayer.build("parcels", frame, style, CRS))
    print(f"\n{count:,} parcels: build {build:.0f} ms, +{memory_mb() - before:.0f} MB")
    west, south, east, north = layer.bounds
    x, y = (west + east) / 2, (south + north) / 2
    tiles = TilePainter()
    tiles.set_layers([layer])
    zoom = fitting_zoom(layer.bounds)
    for z in range(zoom, min(zoom + 6, 20)):
        fresh = TilePainter()
        fresh.set_layers([layer])
        first = timed(lambda z=z, f=fresh: draw(f, window_tiles(z, x, y)))[0]
        pans = pan_times(fresh, z, x, y)
        print(
            f"  zoom {z}: first {first:.0f} ms, pan median {statistics.median(pans):.0f}"
            f" worst {max(pans):.0f} ms"
        )
    random = np.random.default_rng(1)
    places = random.uniform((west, south), (east, north), (50, 2)).tolist()
    hits = [timed(lambda p=p: hit([layer], *p, 3.0))[0] for p in places]
    print(f"  hit median {statistics.median(hits):.2f} worst {max(hits):.2f} ms")
    whole, rows = timed(lambda: within(layer, (west, south, x, y)))
    print(f"  rectangle select: {len(rows):,} in {whole:.0f} ms")
    selected = layer.only("selection", rows, Symbol(fill="#ffcc00", stroke="#ff8800"))
    tiles.set_layers([selected])
    drawn = timed(lambda: draw(tiles, window_tiles(zoom, x, y)))[0]
    print(f"  selection drawn {drawn:.0f} ms")
    restyle, _ = timed(lambda: layer.with_style(SingleStyle(symbol=Symbol()), frame))
    recategorised, changed = timed(lambda: layer.with_style(style, frame))
    tiles.set_layers([changed])
    redraw = timed(lambda: draw(tiles, window_tiles(zoom, x, y)))[0]
    print(f"  style change {restyle:.0f}–{recategorised:.0f} ms + redraw {redraw:.0f} ms")
    others = [
        DrawLayer.build("roads", roads(count), SingleStyle(symbol=Symbol(dash=(2, 1))), CRS),
        DrawLayer.build("points", points(count // 10, count), SingleStyle(), CRS),
    ]
    for other in others:
        tiles.set_layers([other])
        for z in (zoom, zoom + 3):
            drawn = timed(lambda z=z: draw(tiles, window_tiles(z, x, y)))[0]
            pans = pan_times(tiles, z, x, y)
            print(
                f"  {other.layer_id} ({other.feature_count:,}) zoom {z}: first {drawn:.0f} ms,"
                f" pan median {statistics.median(pans):.0f} ms"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory {memory_mb():.0f} MB, peak {peak:.0f} MB")


if __name__ == "__main__":
    app = QGuiApplication(sys.argv[:1])
    counts = [argument for argument in sys.argv[1:] if argument != "--cpu"]
    for argument in counts or ["1e3", "1e4", "1e5"]:
        bench(int(float(argument)))
