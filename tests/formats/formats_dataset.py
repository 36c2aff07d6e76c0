"""One dataset for every format: what a planner's layer may hold, and what each format keeps.

``EXPECTED`` is what docs/formats.md is made of, so the page says what the tests have seen.
"""

from __future__ import annotations

from dataclasses import dataclass
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
