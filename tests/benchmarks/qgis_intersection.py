"""Run in QGIS's own Python: intersect two layers, say how long the processor worked, save.

/usr/bin/python3 qgis_intersection.py PARCELS ZONES OUT
"""

import os
import sys
import time

from qgis.core import QgsApplication, QgsFeatureRequest, QgsVectorLayer

sys.path.append("/usr/share/qgis/python/plugins")
application = QgsApplication([], False)
application.initQgis()

import processing  # noqa: E402  part of QGIS, after its start
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()
# In memory and indexed: reading is not counted, and an index is the least one does.
files = [QgsVectorLayer(path, "layer", "ogr") for path in sys.argv[1:3]]
parcels, zones = (layer.materialize(QgsFeatureRequest()) for layer in files)
for layer in (parcels, zones):
    processing.run("native:createspatialindex", {"INPUT": layer})
begun = time.process_time()
result = processing.run(
    "native:intersection", {"INPUT": parcels, "OVERLAY": zones, "OUTPUT": "memory:"}
)
print(time.process_time() - begun)
processing.run("native:savefeatures", {"INPUT": result["OUTPUT"], "OUTPUT": sys.argv[3]})
sys.stdout.flush()
os._exit(0)  # QGIS takes its layers apart in an order that ends in a fault
