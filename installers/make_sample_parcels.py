"""Write the sample parcels: invented land around the schematic lines, to try the program with.

No parcel, number, land type or owner in it is real, and each says so. Run it after a change of the
lines, and commit what it writes:

    python installers/make_sample_parcels.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.zones import zone_area
from planviewer.assets import bundled_plan
from planviewer.model.crs import WGS84, operation
from planviewer.model.zone import ZoneRule

CRS: Final = "EPSG:9210"
SEED: Final = 20_210_610
LANE_M: Final = 3.0
BLOCK_M2: Final = 16_000.0
SHEET_M: Final = 600.0
DEGREE_GRID: Final = 1e-7
NOTE: Final = "số liệu giả định"
DESCRIPTION: Final = (
    "DỮ LIỆU GIẢ ĐỊNH, không có thửa nào là thật / SYNTHETIC DATA, no parcel in it is real"
)

USES: Final = {
    "town": {"ODT": 0.45, "ONT": 0.3, "CLN": 0.1, "TSC": 0.03, "SKC": 0.04, "BHK": 0.08},
    "village": {"ONT": 0.4, "CLN": 0.25, "BHK": 0.2, "NTS": 0.08, "NTD": 0.02, "CSD": 0.05},
    "field": {"LUC": 0.72, "LUK": 0.12, "BHK": 0.1, "NTS": 0.03, "DTL": 0.03},
    "hill": {"RSX": 0.55, "CLN": 0.2, "BHK": 0.15, "RPH": 0.06, "CSD": 0.04},
}
SIZES: Final = {"town": 370.0, "village": 680.0, "field": 900.0, "hill": 2600.0}
"""Likely size of a parcel, m²."""
PUBLIC: Final = frozenset({"TSC", "DTL", "NTD", "CSD", "RPH"})

Random = np.random.Generator


def main() -> None:
    """Write ``sample-parcels.geojson`` beside the bundled plan."""
    folder = bundled_plan().parent
    target = folder / "sample-parcels.geojson"
    target.write_text(_text(parcels(folder)), encoding="utf-8", newline="\n")


def parcels(folder: Path) -> gpd.GeoDataFrame:
    """Return the parcels (WGS 84, seven decimals, edges shared with the neighbours)."""
    random = np.random.default_rng(SEED)
    land, rings, uses = _land(folder), [], []
    for block in _pieces(land, BLOCK_M2, random):
        use = _use(block)
        inner = block.buffer(-LANE_M / 2, join_style="mitre")
        for part in _polygons(inner):
            cut = list(_pieces(part, SIZES[use], random))
            rings += [piece.exterior for piece in cut]
            uses += [(piece.representative_point(), use) for piece in cut]
    shapes = _shared_edges(rings)
    return _with_attributes(shapes, uses, random)


def _land(folder: Path) -> BaseGeometry:
    """Return where parcels are made: beside the lines, on this side of the river."""
    bypass, crest, river = (_line(folder, name) for name in ("bypass", "embankment", "bang-river"))
    landward = zone_area(crest, ZoneRule(line_layer="crest", side="right", to_m=255)).geometry
    bank = zone_area(crest, ZoneRule(line_layer="crest", side="left", to_m=30)).geometry
    land = shapely.union_all([bypass.buffer(125, cap_style="flat"), landward, bank])
    return land.difference(river.buffer(25))


def _line(folder: Path, name: str) -> BaseGeometry:
    frame = gpd.read_file(folder / f"{name}.geojson")
    lines = shapely.line_merge(shapely.union_all(frame.geometry.to_numpy()))
    return shapely.transform(lines, operation(WGS84, CRS).points)


def _use(block: Polygon) -> str:
    """Return what a block is used for, by where it lies; the order of places is invented too."""
    lon, lat = operation(CRS, WGS84).point(block.centroid.x, block.centroid.y)
    wave = np.sin(block.centroid.x / 170.0) + np.cos(block.centroid.y / 130.0)
    if lon < 106.1625 and lat < 22.7425:
        return "village" if wave > 0.9 else "field"
    if lat > 22.7455:
        return "hill" if wave > -0.4 else "field"
    return "town" if wave > 0.5 else ("village" if wave > -0.3 else "field")


# --- cutting ----------------------------------------------------------------------------------
def _pieces(area: BaseGeometry, size: float, random: Random) -> Iterator[Polygon]:
    """Cut an area across its longer side, not quite square, until pieces are about ``size`` m²."""
    waiting = list(_polygons(area))
    while waiting:
        piece = waiting.pop()
        if piece.area < size * random.uniform(1.1, 1.9):
            yield piece
            continue
        waiting += _halves(piece, random)


def _halves(piece: Polygon, random: Random) -> list[Polygon]:
    box = shapely.get_coordinates(piece.minimum_rotated_rectangle)[:4]
    sides = np.roll(box, -1, axis=0) - box
    long_ = int(np.hypot(*sides.T)[:2].argmax())
    start, along, across = box[long_], sides[long_], sides[(long_ + 1) % 4]
    first, second = np.clip(random.normal(0.5, 0.06) + random.normal(0, 0.03, 2), 0.3, 0.7)
    a, b = start + first * along, start + second * along + across
    bend = (a + b) / 2 + along * random.normal(0, 0.02)
    over = 0.2 * (b - a)
    cut = shapely.union_all([piece.exterior, LineString([a - over, bend, b + over])])
    parts = [p for p in shapely.get_parts(shapely.polygonize([cut])) if p.area > 1]
    return [p for p in parts if piece.buffer(0.01).contains(p)]


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > 20]


def _shared_edges(rings: Sequence[BaseGeometry]) -> npt.NDArray[np.object_]:
    """Return the parcels in degrees on a grid, with a vertex wherever a neighbour has one."""
    to_degrees = operation(CRS, WGS84)
    lines = shapely.transform(np.array(rings, dtype=object), to_degrees.points)
    noded = shapely.union_all(lines, grid_size=DEGREE_GRID)
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))


# --- attributes -------------------------------------------------------------------------------
def _with_attributes(
    shapes: npt.NDArray[np.object_], uses: Sequence[tuple[BaseGeometry, str]], random: Random
) -> gpd.GeoDataFrame:
    """Give each parcel a number within its sheet, a use, an area and an owner."""
    metric = shapely.transform(shapes, operation(WGS84, CRS).points)
    areas = shapely.area(metric)
    tree = shapely.STRtree([point for point, _ in uses])
    parcel, point = tree.query(metric, predicate="contains")
    use = dict(zip(parcel.tolist(), [uses[index][1] for index in point], strict=True))
    kept = np.array(sorted(i for i in use if areas[i] > 40))
    centres = shapely.get_coordinates(shapely.centroid(metric[kept]))
    west, north = centres[:, 0].min(), centres[:, 1].max()
    cell = np.column_stack((north - centres[:, 1], centres[:, 0] - west)) // SHEET_M
    sheet = np.unique(cell, axis=0, return_inverse=True)[1].ravel() + 1
    order = np.lexsort((centres[:, 0], -np.round(centres[:, 1] / 25), sheet))
    kept, sheet = kept[order], sheet[order]
    rows = [_row(int(sheet[n]), use[int(i)], float(areas[i]), random) for n, i in enumerate(kept)]
    frame = gpd.GeoDataFrame(rows, geometry=shapely.orient_polygons(shapes[kept]), crs=WGS84)
    frame.insert(1, "shthua", frame.groupby("shbando").cumcount() + 1)
    return frame


def _row(sheet: int, use: str, area: float, random: Random) -> dict[str, Any]:
    kinds = USES[use]
    kind = str(random.choice(list(kinds), p=np.array(list(kinds.values()))))
    recorded = area * (1 + random.normal(0, 0.012))
    return {
        "shbando": sheet,
        "khloaidat": kind,
        "dientich": round(recorded, 1),
        "tenchu": _owner(kind, random),
        "diachi": f"Xứ đồng giả định {'ABCDEFGH'[sheet % 8]}",
        "ghichu": NOTE,
    }


def _owner(kind: str, random: Random) -> str:
    if kind in PUBLIC:
        return "UBND xã (giả định)"
    if kind == "SKC" or random.random() < 0.01:
        return f"Công ty giả định {random.integers(1, 9)}"
    return f"Hộ giả định {random.integers(1, 900):03d}"


# --- writing ----------------------------------------------------------------------------------
def _text(frame: gpd.GeoDataFrame) -> str:
    """Return the GeoJSON, a feature a line."""
    table = frame.drop(columns="geometry").astype(object).to_dict("records")
    lines = [
        json.dumps(
            {"type": "Feature", "properties": row, "geometry": _geometry(shape)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row, shape in zip(table, frame.geometry, strict=True)
    ]
    head = (
        f'{{"type": "FeatureCollection", "name": "sample-parcels",\n"description": "{DESCRIPTION}",'
    )
    return head + '\n"features": [\n' + ",\n".join(lines) + "\n]}\n"


def _geometry(shape: Polygon) -> dict[str, Any]:
    ring = [[round(x, 7), round(y, 7)] for x, y in shape.exterior.coords]
    holes = [[[round(x, 7), round(y, 7)] for x, y in hole.coords] for hole in shape.interiors]
    return {"type": "Polygon", "coordinates": [ring, *holes]}


if __name__ == "__main__":
    main()
