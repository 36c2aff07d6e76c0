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

# numpy asks Linux for pages of 2 MiB under every large array. To find and clear them in one piece
# took a third of the time a million parcels need, whose arrays live for a moment each; the small
# pages everybody else uses are faster here. It is asked once as well, when numpy is imported.
os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")

# numpy's linear algebra keeps a thread for each core, which spins for a while after it was made;
# nothing here solves equations large enough to need it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# pydantic looks through the description of every installed package for plugins of its own. We use
# none, and nobody else's is to see what a plan holds.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
