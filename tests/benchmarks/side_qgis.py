"""QGIS's side, by its Python API, run with the system's Python. One JSON object on stdout.

/usr/bin/python3 side_qgis.py open FILE
/usr/bin/python3 side_qgis.py start FILE…     spawn to these layers drawn, engine only
/usr/bin/python3 side_qgis.py project OUT FILE…    write a project for the desktop program
"""

import json
import statistics
import sys
import time
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsFillSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

WIDTH, HEIGHT = 1280, 800
PANS = 4
MANY = 300_000
"""Beyond, only the first picture is timed: each pan takes half a minute."""


def timed(work):
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1000, result


def open_layer(path):
    layer = QgsVectorLayer(str(path), Path(path).stem, "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS cannot read {path}")
    return layer


def render(layers, extent):
    settings = QgsMapSettings()
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(layers[0].crs())
    settings.setLayers(layers)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def whole(layers):
    extent = QgsRectangle(layers[0].extent())
    for layer in layers[1:]:
        extent.combineExtentWith(layer.extent())
    extent.scale(1.05)
    return extent


def shifted(extent, step):
    ratio = WIDTH / HEIGHT
    wide = max(extent.width(), extent.height() * ratio)
    dx, dy = ((wide / 4, 0), (0, -wide / ratio / 4))[step % 2]
    return QgsRectangle(
        extent.xMinimum() + dx, extent.yMinimum() + dy, extent.xMaximum() + dx,
        extent.yMaximum() + dy,
    )  # fmt: skip


def pan_times(layer, extent):
    times = []
    for step in range(PANS):
        extent = shifted(extent, step)
        times.append(timed(lambda extent=extent: render([layer], extent))[0])
    return times


def closer(extent, levels):
    part = QgsRectangle(extent)
    part.scale(1 / 2**levels)
    return part


def restyle(layer, extent):
    symbol = QgsFillSymbol.createSimple({"color": "#c0d8a0", "outline_color": "#333333"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return render([layer], extent)


def measure_open(path):
    def work():
        layer = open_layer(path)
        return layer, render([layer], whole([layer]))

    first, (layer, image) = timed(work)
    extent = whole([layer])
    result = {"first_ms": first, "drawn": drawn_share(image), "version": _version()}
    if layer.featureCount() > MANY:
        return result
    return result | {
        "pans_ms": {f"+{n}": pan_times(layer, closer(extent, n)) for n in (0, 2, 4)},
        "style_ms": statistics.median(timed(lambda: restyle(layer, extent))[0] for _ in range(2)),
    }


def drawn_share(image):
    points = [(x, y) for x in range(5, WIDTH, 40) for y in range(5, HEIGHT, 40)]
    return sum(image.pixelColor(x, y) != QColor("white") for x, y in points) / len(points)


def _version():
    from qgis.core import Qgis  # noqa: PLC0415

    return Qgis.QGIS_VERSION.split("-")[0]


def measure_start(paths):
    layers = [open_layer(path) for path in reversed(paths)]
    QgsProject.instance().addMapLayers(layers)
    render(layers, whole(layers))
    return {"drawn_at": time.time()}


def write_project(out, paths):
    project = QgsProject.instance()
    project.addMapLayers([open_layer(path) for path in paths])
    project.write(out)
    extent = whole(list(project.mapLayers().values()))
    return {"extent": extent.toString().replace(" : ", ",")}


def main():
    application = QgsApplication([], True)
    application.initQgis()
    what, *rest = sys.argv[1:]
    if what == "open":
        result = measure_open(rest[0])
    elif what == "start":
        result = measure_start(rest)
    else:
        result = write_project(rest[0], rest[1:])
    print(json.dumps(result), flush=True)
    QgsProject.instance().clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
