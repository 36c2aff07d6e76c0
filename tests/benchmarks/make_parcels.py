"""Make a district: shared-edge parcels, long roads, points; the same file for the same size.

    python tests/benchmarks/make_parcels.py 100000 OUT_DIR [--format gpkg|fgb|geojson]

Parcels (EPSG:9210, around Nước Hai) have nine vertices, all shared with their neighbours: no gaps,
no overlaps. Sheet, number, land type and owner are invented.
"""

import argparse
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

CRS = "EPSG:9210"
CENTRE = (541_110.0, 2_515_367.0)
CELL_M = 22.0
SHEET = 40
LAND_TYPES = {
    "LUC": 0.3, "BHK": 0.15, "CLN": 0.12, "ONT": 0.15, "ODT": 0.05, "RSX": 0.1, "NTS": 0.04,
    "DGT": 0.04, "NTD": 0.02, "CSD": 0.03,
}  # fmt: skip
FAMILY = ("Nông", "Hoàng", "Lương", "Bế", "Đàm", "Triệu", "Nguyễn", "Mã", "Lục", "Phan")
GIVEN = ("Văn An", "Thị Hoà", "Văn Đức", "Thị Lý", "Minh Tú", "Thị Mừng", "Văn Khánh", "Thị Ngọc")


def parcels(count: int, seed: int = 203) -> gpd.GeoDataFrame:
    """Return ``count`` parcels in rows of a bent lattice."""
    random = np.random.default_rng(seed)
    columns = int(np.ceil(np.sqrt(count)))
    rows = int(np.ceil(count / columns))
    rings = _rings(columns, rows, random)[:count]
    place = np.arange(count)
    row, column = place // columns, place % columns
    sheet = (row // SHEET) * (columns // SHEET + 1) + column // SHEET + 1
    number = (row % SHEET) * SHEET + column % SHEET + 1
    geometry = shapely.polygons(rings)
    return gpd.GeoDataFrame(
        {
            "shbando": sheet.astype(np.int32),
            "shthua": number.astype(np.int32),
            "khloaidat": pd.Categorical.from_codes(
                _land_types(sheet, random), list(LAND_TYPES)
            ).astype(object),
            "dientichpl": np.round(shapely.area(geometry), 1),
            "tenchu": _owners(count, random),
        },
        geometry=geometry,
        crs=CRS,
    )


def _rings(columns, rows, random):
    """Return (columns·rows, 10, 2): four corners, five points between them, closed."""
    nodes = _lattice(columns, rows, random)
    # a point on every edge, and a second one on the lower edge; the upper neighbour shares both
    right = _between(nodes[:, :-1], nodes[:, 1:], 0.35, random)
    right_b = _between(nodes[:, :-1], nodes[:, 1:], 0.7, random)
    up = _between(nodes[:-1], nodes[1:], 0.5, random)
    corners = [
        nodes[:-1, :-1], right[:-1], right_b[:-1], nodes[:-1, 1:], up[:, 1:],
        nodes[1:, 1:], right[1:], nodes[1:, :-1], up[:, :-1], nodes[:-1, :-1],
    ]  # fmt: skip
    # the second point of an upper edge lies on the line from the first to the corner
    right_b[1:] = (right[1:] + nodes[1:, 1:]) / 2
    return np.stack(corners, axis=2).reshape(-1, len(corners), 2)


def _lattice(columns, rows, random):
    x, y = np.meshgrid(np.arange(columns + 1.0), np.arange(rows + 1.0))
    bend = 3.0 * np.sin(y / 37.0) + 1.5 * np.sin((x + y) / 23.0)
    jitter = random.uniform(-0.22, 0.22, (2, *x.shape))
    nodes = np.stack((x + bend + jitter[0], y + 2.0 * np.sin(x / 41.0) + jitter[1]), axis=2)
    middle = (columns / 2, rows / 2)
    return (nodes - middle) * CELL_M + CENTRE


def _between(a, b, share, random):
    sideways = np.stack((a[..., 1] - b[..., 1], b[..., 0] - a[..., 0]), axis=-1)
    shift = random.uniform(-0.06, 0.06, (*a.shape[:-1], 1))
    return a + share * (b - a) + shift * sideways


def _land_types(sheet, random):
    """Return codes; each sheet has a leaning, so that colours lie in patches as they do."""
    shares = np.array(list(LAND_TYPES.values()))
    leaning = random.dirichlet(shares * 6, size=int(sheet.max()) + 1)
    limits = np.cumsum(leaning, axis=1)
    drawn = random.random(len(sheet))
    return (drawn[:, None] > limits[sheet]).sum(axis=1).clip(max=len(shares) - 1)


def _owners(count, random):
    names = np.array([f"{f} {g}" for f in FAMILY for g in GIVEN], dtype=object)
    return names[random.integers(0, len(names), count)]


def roads(parcel_count: int, seed: int = 204) -> gpd.GeoDataFrame:
    """Return long winding lines across the parcels' extent, 4,000 vertices each."""
    random = np.random.default_rng(seed)
    side = np.sqrt(parcel_count) * CELL_M
    count = max(4, int(np.sqrt(parcel_count) / 10))
    along = np.linspace(-0.5, 0.5, 4_000)
    lines = []
    for k in range(count):
        waves = [
            random.uniform(0.2, 0.5) / n * np.sin(6.3 * n * along + random.uniform(0, 6.3))
            for n in (1, 2, 5, 9, 23, 51)
        ]
        across = (k + 0.5 + np.sum(waves, axis=0)) / count - 0.5
        pair = (along, across) if k % 2 else (across, along)
        lines.append(np.column_stack(pair) * side + CENTRE)
    names = [f"ĐT.{200 + k}" for k in range(count)]
    return gpd.GeoDataFrame({"name": names}, geometry=shapely.linestrings(lines), crs=CRS)


def points(count: int, parcel_count: int, seed: int = 205) -> gpd.GeoDataFrame:
    """Return ``count`` boundary marks scattered over the parcels' extent."""
    random = np.random.default_rng(seed)
    side = np.sqrt(parcel_count) * CELL_M
    places = random.uniform(-0.5, 0.5, (count, 2)) * side + CENTRE
    kinds = np.array(["mốc", "cột", "giếng"], dtype=object)[random.integers(0, 3, count)]
    return gpd.GeoDataFrame({"kind": kinds}, geometry=shapely.points(places), crs=CRS)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=lambda text: int(float(text)))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", default="gpkg", choices=["gpkg", "fgb", "geojson"])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    layers = {
        "parcels": parcels(options.count),
        "roads": roads(options.count),
        "points": points(options.count // 10, options.count),
    }
    for name, frame in layers.items():
        path = options.folder / f"{name}-{options.count}.{options.format}"
        frame.to_file(path)
        print(path)


if __name__ == "__main__":
    main()
