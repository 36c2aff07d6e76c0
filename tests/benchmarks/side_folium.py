"""The plain way's side: geopandas, a folium map saved, the same web engine. JSON on stdout.

python side_folium.py open FILE

It is given every advantage: Leaflet from the disk instead of the network, and the canvas renderer,
which is several times quicker here than folium's default of one SVG element a feature.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import folium
import geopandas as gpd
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

WIDTH, HEIGHT = 1280, 800
PANS = 4
VENDOR = Path(__file__).parents[2] / "resources" / "vendor" / "leaflet"

# The canvas is drawn in the next frame after a layer is added; the one after it is on the screen.
DONE = """
<script>
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() =>
  setTimeout(then, 0)));
window.addEventListener("load", () => painted(() => { document.title = "drawn"; }));
window.pan = (x, y, name) => {
  const map = window[Object.keys(window).find((key) => key.startsWith("map_"))];
  map.panBy([x, y], { animate: false });
  painted(() => { document.title = name; });
};
</script>
"""


def save_page(path, target):
    frame = gpd.read_file(path).to_crs("EPSG:4326")
    west, south, east, north = frame.total_bounds
    page = folium.Map(tiles=None, prefer_canvas=True)
    page.default_js = [("leaflet", (VENDOR / "leaflet.js").as_uri())]
    page.default_css = [("leaflet_css", (VENDOR / "leaflet.css").as_uri())]
    folium.GeoJson(frame).add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    page.get_root().html.add_child(folium.Element(DONE))
    page.save(str(target))


def wait_for_title(view, title, begin):
    """Call ``begin`` and return the milliseconds until the page calls itself ``title``."""
    loop = QEventLoop()
    connection = view.titleChanged.connect(lambda now: loop.quit() if now == title else None)
    QTimer.singleShot(300_000, loop.quit)
    begun = time.perf_counter()
    begin()
    loop.exec()
    view.titleChanged.disconnect(connection)
    return (time.perf_counter() - begun) * 1000


def measure_open(path, view, folder):
    page = Path(folder) / "page.html"

    def show():
        save_page(path, page)
        view.load(QUrl.fromLocalFile(str(page)))

    result = {"first_ms": wait_for_title(view, "drawn", show)}
    result["page_mb"] = page.stat().st_size / 1e6
    result["drawn"] = drawn_share(view)
    pans = []
    for step in range(PANS):
        x, y = ((WIDTH // 4, 0), (0, HEIGHT // 4))[step % 2]
        script = f"pan({x}, {y}, 'pan {step}')"
        run = lambda script=script: view.page().runJavaScript(script)  # noqa: E731
        pans.append(wait_for_title(view, f"pan {step}", run))
    result["pan_ms"] = statistics.median(pans)
    return result


def drawn_share(view):
    """Return the share of pixels that are not background: a blank page would not count."""
    image = view.grab().toImage()
    points = [(x, y) for x in range(5, WIDTH, 40) for y in range(5, HEIGHT, 40)]
    ground = image.pixelColor(2, 2).rgb()
    return sum(image.pixelColor(x, y).rgb() != ground for x, y in points) / len(points)


def main():
    application = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    wait_for_title(view, "ready", lambda: view.setHtml("<title>ready</title>"))  # engine is warm
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure_open(Path(sys.argv[2]), view, folder)), flush=True)
    view.page().deleteLater()
    application.processEvents()


if __name__ == "__main__":
    main()
