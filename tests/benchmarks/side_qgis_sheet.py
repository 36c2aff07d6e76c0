"""QGIS's side of the sheet benchmark: a print layout of a file, exported. One JSON line on stdout.

/usr/bin/python3 side_qgis_sheet.py FILE OUT.pdf|OUT.png [ROUNDS [LOOK]]

LOOK is JSON, the symbols that planviewer's side drew with:
{"field": NAME or null, "symbols": [{"value", "fill", "stroke", "width_mm"}]}
"""

import json
import sys
import time

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

A3 = "A3"
DPI = 300


def symbol_of(look):
    return QgsFillSymbol.createSimple(
        {
            "color": look["fill"],
            "outline_color": look["stroke"],
            "outline_width": str(look["width_mm"]),
            "outline_width_unit": "MM",
        }
    )


def give_look(layer, look):
    """Draw ``layer`` as planviewer does: the same classes, colours and widths."""
    symbols = [(one["value"], symbol_of(one)) for one in look["symbols"]]
    if look["field"] is None:
        layer.setRenderer(QgsSingleSymbolRenderer(symbols[0][1]))
        return
    classes = [QgsRendererCategory(value, symbol, value) for value, symbol in symbols]
    layer.setRenderer(QgsCategorizedSymbolRenderer(look["field"], classes))


def layout_of(project, layer):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(A3, QgsLayoutItemPage.Landscape)
    view = QgsLayoutItemMap(layout)
    view.attemptMove(QgsLayoutPoint(10, 30))
    view.attemptResize(QgsLayoutSize(300, 240))
    view.setCrs(layer.crs())
    view.setLayers([layer])
    extent = layer.extent()
    extent.scale(1.05)
    view.setExtent(extent)  # of an item that has none yet, zoomToExtent makes nothing
    view.setFrameEnabled(True)
    view.grid().setEnabled(True)
    view.grid().setIntervalX(500)
    view.grid().setIntervalY(500)
    layout.addLayoutItem(view)
    title = QgsLayoutItemLabel(layout)
    title.setText("Parcels")
    title.attemptMove(QgsLayoutPoint(10, 10))
    title.attemptResize(QgsLayoutSize(200, 15))
    layout.addLayoutItem(title)
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(view)
    legend.attemptMove(QgsLayoutPoint(315, 30))
    layout.addLayoutItem(legend)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(view)
    bar.applyDefaultSize()
    bar.attemptMove(QgsLayoutPoint(315, 250))
    layout.addLayoutItem(bar)
    return layout


def export(layout, out):
    exporter = QgsLayoutExporter(layout)
    if out.endswith(".pdf"):
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = DPI
        return exporter.exportToPdf(out, settings)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    return exporter.exportToImage(out, settings)


def main():
    application = QgsApplication([], True)
    application.initQgis()
    path, out, *more = sys.argv[1:]
    layer = QgsVectorLayer(path, "parcels", "ogr")
    project = QgsProject.instance()
    if not layer.isValid() or layer.extent().isEmpty():
        sys.exit(f"QGIS cannot read {path}")
    if len(more) > 1:
        give_look(layer, json.loads(more[1]))
    project.addMapLayer(layer)
    project.setCrs(layer.crs())
    layout = layout_of(project, layer)
    times = []
    for _ in range(int(more[0]) if more else 1):
        begun, used = time.perf_counter(), time.process_time()
        if export(layout, out) != QgsLayoutExporter.Success:
            sys.exit("QGIS could not export")
        times.append([time.perf_counter() - begun, time.process_time() - used])
    print(json.dumps({"times": times}), flush=True)
    project.clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
