"""One dataset for every format: what a planner's layer may hold, and what each format keeps.

``EXPECTED`` and ``READ`` are what docs/formats.md is made of: the page says what the tests have
seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import Category, CategoryStyle, Label, Symbol
from planviewer.model.text import Text
from planviewer.writing.about import About

CORNER = (541_100.0, 2_515_360.0)
"""In EPSG:9210, in the middle of the town."""

PROVENANCE = Provenance(
    source=Text(vi="Dữ liệu kiểm thử", en="Test data"),
    date=date(2021, 6, 10),
    status=Status.SCHEMATIC,
    accuracy_m=50.0,
)


def boxes() -> gpd.GeoDataFrame:
    """Three parcels in EPSG:9210: every kind of value, gaps, letters, a hole, an order."""
    x, y = CORNER
    outlines = [shapely.box(x + 30 * i, y, x + 30 * i + 20, y + 25.5) for i in range(3)]
    outlines[1] = outlines[1].difference(shapely.box(x + 35, y + 5, x + 40, y + 10))
    return gpd.GeoDataFrame(
        {
            "tenchu": ["Nguyễn Văn Ướm", "Hoà An – “Đường tránh”", None],
            "loaidat": ["LUC", "ONT", "LUC"],
            "shthua": pd.array([1, None, 3], dtype="Int64"),
            "dientich": [510.0, np.nan, 510.25],
            "co_so": pd.array([True, None, False], dtype="boolean"),
            "ngay": pd.array([date(2021, 6, 10), None, date(2025, 7, 1)], dtype="object"),
        },
        geometry=outlines,
        crs="EPSG:9210",
    ).astype({"ngay": "date32[day][pyarrow]"})


def points() -> gpd.GeoDataFrame:
    """The same with points."""
    frame = boxes()
    return frame.set_geometry(shapely.centroid(frame.geometry.array))


def lines() -> gpd.GeoDataFrame:
    """The same with lines."""
    frame = boxes()
    return frame.set_geometry(gpd.GeoSeries([g.exterior for g in frame.geometry], crs=frame.crs))


DATASETS = {"polygon": boxes, "line": lines, "point": points}

STYLE = CategoryStyle(
    field="loaidat",
    categories=(
        Category(
            value="LUC",
            label=Text(vi="Đất chuyên trồng lúa nước", en="Rice land"),
            symbol=Symbol(fill="#fffc8c", stroke="#404040", stroke_width_mm=0.3),
        ),
        Category(
            value="ONT",
            label=Text(vi="Đất ở nông thôn", en="Rural housing"),
            symbol=Symbol(fill="#ffd0ff", stroke="#c00000", stroke_width_mm=0.5, dash=(2.0, 1.0)),
        ),
    ),
    label=Label(field="tenchu", size_pt=9.0),
)
ABOUT = About(title="Thửa đất kiểm thử", provenance=PROVENANCE, style=STYLE, name_field="tenchu")


@dataclass(frozen=True)
class Expected:
    """What comes back of the dataset when a format was written and read again.

    ``kept``: types that come back as they were; ``as_text``, ``as_moment``: fields that come
    back as text, and days that come back as midnight;
    ``crs``: "kept", "WGS 84" or "asked".
    """

    name: str
    kinds: tuple[str, ...] = ("polygon", "line", "point")
    fields: tuple[str, ...] = ("tenchu", "loaidat", "shthua", "dientich", "co_so", "ngay")
    as_text: tuple[str, ...] = ()
    as_moment: tuple[str, ...] = ()
    crs: str = "kept"
    style: str = "–"
    provenance: str = "inside"
    layers: str = "one"
    decimals_m: float = 0.001


EXPECTED = {
    ".geojson": Expected("GeoJSON (RFC 7946)", crs="WGS 84", decimals_m=0.02),
    ".gpkg": Expected("GeoPackage", style="layer_styles (QGIS)", layers="several"),
    ".shp": Expected("Shapefile", provenance="beside"),
    ".fgb": Expected("FlatGeobuf", as_moment=("ngay",)),
    ".parquet": Expected("GeoParquet"),
    ".kml": Expected(
        "KML", crs="WGS 84", style="symbols", layers="several", as_text=("ngay",), decimals_m=0.01
    ),
    ".kmz": Expected(
        "KMZ", crs="WGS 84", style="symbols", layers="several", as_text=("ngay",), decimals_m=0.01
    ),
    ".gpx": Expected(
        "GPX",
        kinds=("line", "point"),
        crs="WGS 84",
        layers="several",
        as_text=("shthua", "dientich", "co_so", "ngay"),
        decimals_m=0.01,
    ),
    ".dxf": Expected("DXF", fields=(), style="colours", provenance="beside", layers="several"),
    ".csv": Expected("CSV", provenance="beside"),
    ".xlsx": Expected("XLSX", layers="several"),
}


# --- what arrives from others -----------------------------------------------------------------
VALUES = {
    "tenchu": "text",
    "loaidat": "text",
    "shthua": "integer",
    "dientich": "real",
    "co_so": "boolean",
    "ngay": "date",
}
"""The fields of the dataset, and the kind of values each holds, as ``info`` names it."""
BANDS = {"red": "uint8", "green": "uint8", "blue": "uint8"}


@dataclass(frozen=True)
class Readable:
    """What arrives of the dataset in a file as another program writes it.

    ``crs``: where the system is from; ``layer``: its name, None: that of the file; ``kinds``,
    ``count``, ``fields``: what ``info`` says of it; ``gaps``: whether a gap arrives as one, or as
    empty text, 0 and no; ``letters``: the field in which drawings have names; ``problems``: what
    ``check`` says; ``note``: for the page.
    """

    format: str
    crs: str = "in the file"
    layer: str | None = None
    kinds: tuple[str, ...] = ("Polygon",)
    count: int = 3
    fields: Mapping[str, str] = field(default_factory=lambda: VALUES)
    gaps: bool = True
    letters: str | None = None
    decimals_m: float = 0.001
    problems: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_image(self) -> bool:
        """Whether it has pixels and no features."""
        return not self.kinds

    @property
    def epsg(self) -> int:
        """The system it arrives in; the asked one is that of the dataset."""
        return {"WGS 84": 4326, "EPSG:3857": 3857}.get(self.crs.split(",")[0], 9210)


_CUT = "images and vector tiles; features are cut at the borders of tiles"
_DRAWN = ("crs-missing", "geometry-mixed")


def _features_in_tiles(name):
    return Readable(
        name,
        "EPSG:3857",
        layer="thua",
        kinds=("MultiPolygon",),
        count=4,
        fields={**VALUES, "ngay": "text"},
        decimals_m=0.05,
        problems=("tiles-cut",),
        note=_CUT,
    )


def _picture_in_tiles(name):
    return Readable(name, "EPSG:3857", kinds=(), count=0, fields={**BANDS, "alpha": "uint8"})


READ = {
    ".geojson": Readable("GeoJSON", "WGS 84, or its older `crs` member", decimals_m=0.02),
    ".ndjson": Readable("GeoJSON lines", "WGS 84", decimals_m=0.02),
    ".topojson": Readable("TopoJSON", "WGS 84", decimals_m=0.01, note="an object a layer"),
    ".gpkg": Readable("GeoPackage"),
    ".shp": Readable(
        "Shapefile",
        "`.prj`",
        note="any part leads to the whole; text by `.cpg`, by its bytes, or as chosen",
    ),
    ".fgb": Readable("FlatGeobuf", fields={**VALUES, "ngay": "datetime"}),
    ".parquet": Readable("GeoParquet", note="WKB and native geometry"),
    ".kml": Readable(
        "KML", "WGS 84", fields={**VALUES, "ngay": "text"}, decimals_m=0.01, note="a folder a layer"
    ),
    ".kmz": Readable(
        "KMZ",
        "WGS 84",
        fields={**VALUES, "ngay": "text"},
        decimals_m=0.01,
        note="images and links are left out",
    ),
    ".gpx": Readable(
        "GPX",
        "WGS 84",
        layer="waypoints",
        kinds=("Point",),
        fields={"name": "text"},
        decimals_m=0.01,
        note="waypoints, routes, tracks",
    ),
    ".gml": Readable("GML", layer="thửa_đất"),
    ".tab": Readable(
        "MapInfo TAB/MIF",
        "in the file; the seven parameters of VN-2000 are recognised",
        gaps=False,
        decimals_m=0.02,
        note="tables with data of their own; no views or seamless tables",
    ),
    ".mif": Readable("MapInfo TAB/MIF", gaps=False),
    ".dxf": Readable(
        "DXF",
        "asked for, unless planviewer wrote it",
        kinds=("LineString", "Point"),
        count=6,
        fields={},
        letters="Text",
        problems=_DRAWN,
        note="text form; layers, text and blocks; code page or UTF-8 as the drawing says",
    ),
    ".dgn": Readable(
        "DGN v7",
        "asked for",
        kinds=("Point", "Polygon"),
        count=6,
        fields={},
        letters="Text",
        decimals_m=0.01,
        problems=_DRAWN,
        note="levels, text; v8 must be converted",
    ),
    ".gdb": Readable(
        "File Geodatabase",
        layer="Thua_dat",
        kinds=("MultiPolygon",),
        fields={**VALUES, "co_so": "integer", "ngay": "datetime"},
        note="the folder, any file in it, or zipped",
    ),
    "-xy.csv": Readable(
        "CSV",
        "asked for, unless planviewer wrote it",
        kinds=("Point",),
        fields={**VALUES, "ngay": "text"},
        problems=("crs-missing", "axes-swapped"),
        note="X/Y, easting/northing, degrees in any spelling, or WKT; Vietnamese headings",
    ),
    "-wkt.csv": Readable("CSV", "asked for", problems=("crs-missing",)),
    ".xlsx": Readable(
        "XLSX",
        "asked for, unless planviewer wrote it",
        note="a sheet a layer; columns as for CSV",
    ),
    ".mbtiles": _features_in_tiles("MBTiles"),
    "-image.mbtiles": _picture_in_tiles("MBTiles"),
    ".pmtiles": _features_in_tiles("PMTiles"),
    "-image.pmtiles": _picture_in_tiles("PMTiles"),
    ".zip": Readable(
        "ZIP",
        "as of what is in it",
        layer="thửa đất",
        note="every map file in it is a layer; archives in it are not opened",
    ),
    "-gdb.zip": Readable(
        "ZIP",
        layer="Thua_dat",
        kinds=("MultiPolygon",),
        fields={**VALUES, "co_so": "integer", "ngay": "datetime"},
    ),
    ".tif": Readable(
        "GeoTIFF",
        "in the file, or `.prj` and world file beside it",
        kinds=(),
        count=0,
        fields=BANDS,
        note="COG is told by name; drawn without being read whole",
    ),
    "-cog.tif": Readable("GeoTIFF", kinds=(), count=0, fields=BANDS),
}
"""By the end of the file's name."""
