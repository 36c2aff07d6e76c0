"""A 1 GB orthophoto: from the file to the first picture, pans, zooms, memory.

python tests/benchmarks/bench_raster.py [SIDE]        default 18944 (1.08 GB of RGB)

Tiled, uncompressed, with overviews, as drones' software writes it; the content is made here. The
same image without overviews and with JPEG tiles is measured beside it.
"""

import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import rasterio
from PySide6.QtGui import QGuiApplication
from rasterio.enums import Resampling
from rasterio.transform import Affine

from planviewer.drawing.raster import RasterDrawLayer
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import MERCATOR_HALF
from planviewer.reading.raster.images import open_raster

WIDTH, HEIGHT = 1280, 800
BLOCK = 512


def make(path, side, *, overviews=True, **options):
    profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8"}
    tiled = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK, "interleave": "pixel"}
    place = {"crs": "EPSG:9210", "transform": Affine(0.1, 0, 540_000, 0, -0.1, 2_516_500)}
    random = np.random.default_rng(3)
    ground = random.integers(60, 200, (3, BLOCK, BLOCK), dtype=np.uint8)
    with rasterio.open(path, "w", **profile, **tiled, **place, **options) as image:
        for _, window in image.block_windows(1):
            tone = np.uint8((window.row_off + window.col_off) // 900 % 50)
            image.write(ground[:, : window.height, : window.width] + tone, window=window)
    if overviews:
        with rasterio.open(path, "r+") as image:
            image.build_overviews([2, 4, 8, 16, 32, 64], Resampling.average)
    return path


def made(path, side, **options):
    """Make an image in another process: its memory is not to be counted."""
    work = multiprocessing.get_context("spawn").Process(
        target=make, args=(path, side), kwargs=options
    )
    work.start()
    work.join()
    return path


def images(folder, side):
    """Return the images of a side, made once: {what they are: path}."""
    kinds = {
        "plain tiles": {},
        "JPEG tiles": {"compress": "jpeg", "photometric": "ycbcr"},
    }
    paths = {name: folder / f"image-{side}-{name.split()[0]}.tif" for name in kinds}
    for name, path in paths.items():
        if not path.exists():
            half = path.with_suffix(".half")
            made(half, side, **kinds[name])
            half.rename(path)
    return paths


def timed(work):
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1000, result


def tiles_of(zoom, x, y):
    side = 2 * MERCATOR_HALF / 2**zoom
    px = side / 256
    west, north = x - WIDTH / 2 * px + MERCATOR_HALF, MERCATOR_HALF - y - HEIGHT / 2 * px
    columns = range(int(west // side), int((west + WIDTH * px) // side) + 1)
    rows = range(int(north // side), int((north + HEIGHT * px) // side) + 1)
    return [(zoom, column, row) for row in rows for column in columns]


def draw(painter, zoom, x, y):
    for tile in tiles_of(zoom, x, y):
        painter.image(*tile)


def memory_mb():
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(text for text in status if text.startswith("VmRSS")).split()[1]) / 1024


def measure(name, path):
    before = memory_mb()
    opening, info = timed(lambda: open_raster(path))
    layer = RasterDrawLayer.build("a", info, "EPSG:3857")
    painter = TilePainter()
    painter.set_layers([layer])
    x, y = (layer.bounds[0] + layer.bounds[2]) / 2, (layer.bounds[1] + layer.bounds[3]) / 2
    resolution = (layer.bounds[2] - layer.bounds[0]) / HEIGHT
    fit = int(np.log2(2 * MERCATOR_HALF / 256 / resolution))
    whole, _ = timed(lambda: draw(painter, fit, x, y))
    zooms = {
        zoom: timed(lambda zoom=zoom: draw(painter, zoom, x, y))[0] for zoom in range(fit + 1, 22)
    }
    pans = []
    for step in range(1, 9):
        px = 2 * MERCATOR_HALF / 2**19 / 256
        pans.append(timed(lambda step=step, px=px: draw(painter, 19, x + step * 320 * px, y))[0])
    print(f"{name}: {path.stat().st_size / 1e9:.2f} GB, {info.width} × {info.height}")
    print(f"  open {opening:.0f} ms, open to drawn {opening + whole:.0f} ms")
    print("  a window at each zoom: " + ", ".join(f"{z}: {t:.0f} ms" for z, t in zooms.items()))
    print(f"  pan by a quarter, median {statistics.median(pans):.0f} ms, worst {max(pans):.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory +{memory_mb() - before:.0f} MB, peak of the process {peak:.0f} MB")
    return opening + whole


def test_a_gigabyte_opens_at_once(tmp_path):
    run(tmp_path, 18_944)


def run(folder, side):
    application = QGuiApplication.instance() or QGuiApplication([])
    open_raster(make(folder / "warm.tif", 600))
    measure("tiled, overviews", made(folder / "a.tif", side))
    (folder / "a.tif").unlink()
    jpeg = {"compress": "jpeg", "photometric": "ycbcr"}
    measure("JPEG tiles, overviews", made(folder / "b.tif", side, **jpeg))
    (folder / "b.tif").unlink()
    measure("tiled, no overviews", made(folder / "c.tif", side, overviews=False))
    del application


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 18_944)
