"""planviewer: see urban-planning sites on a map, exactly, offline."""

import os

__version__ = "0.1.0"

# The library that reads files chooses its driver by the content, and some drivers follow what a
# file says to other files, to the network, or to a chain of commands. Those we have no use for are
# not registered at all. It looks at this once, at its first import, so it must stand here.
os.environ["GDAL_SKIP"] = (
    "OGR_VRT,GDALG,HTTP,WFS,OAPIF,OGCAPI,CSW,Elasticsearch,Carto,AmigoCloud,PLSCENES,NGW,EEDA,"
    "GPSBabel,ADBC,PGDUMP,CSV,XLSX,ODS,KML,ESRIJSON,JSONFG,OSM,GeoRSS,GTFS,MapML,LVBAG,S57,VFK,"
    "EDIGEO,Idrisi,SXF,Selafin,JML,VDV,MiraMonVector,AVCBin,AVCE00,AIVector,WAsP,OGR_GMT,OGR_PDS,"
    "PDS4,VICAR,PCIDSK"
)
