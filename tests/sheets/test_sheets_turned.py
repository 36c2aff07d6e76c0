"""A turned sheet on the ground: what other programs read from its PDF, and a place picked there."""

from __future__ import annotations

import json
import math
import re
import subprocess

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage

from planviewer.drawing.layer import DrawLayer
from planviewer.model.style import SingleStyle, Symbol
from planviewer.sheets import export
from planviewer.sheets.compose import compose
from planviewer.sheets.request import SheetRequest

CENTRE = (541_110.0, 2_515_367.0)
DPI = 200
TURNS = [-69.80349, 31.0, 90.0, 179.5]


def sheet_of(turn, **changes):
    values = {"title": "Strip", "crs": "EPSG:9210", "centre": CENTRE, "scale": 2000, "turn": turn}
    return compose(SheetRequest.model_validate({**values, "parts": frozenset(), **changes}))


def dot(at):
    """Return a layer of one red dot, 2 m wide at 1:2000."""
    frame = gpd.GeoDataFrame({"geometry": [shapely.Point(at)]}, crs="EPSG:9210")
    symbol = Symbol(fill="#ff0000", stroke=None, marker_size_mm=1.0)
    return DrawLayer.build("dot", frame, SingleStyle(symbol=symbol), "EPSG:9210")


def gdal(path):
    out = subprocess.run(["gdalinfo", "-json", path], check=True, capture_output=True).stdout
    return json.loads(out)


def on_ground(info, share):
    """Return where a place of the page (shares of its width and height) lies, as GDAL says."""
    a, b, c, d, e, f = info["geoTransform"]
    column, row = (part * count for part, count in zip(share, info["size"], strict=True))
    return a + column * b + row * c, d + column * e + row * f


@pytest.mark.parametrize("turn", TURNS)
def test_corners_of_a_turned_pdf_are_exact(tmp_path, turn):
    sheet = sheet_of(turn)
    path = export.write(sheet, [dot(CENTRE)], tmp_path / "a.pdf").path
    info = gdal(path)
    assert 'ID["EPSG",9210]]' in info["coordinateSystem"]["wkt"]
    frame, (width, height) = sheet.layout.frame, sheet.size_mm
    pages = (
        (frame.x, frame.bottom),
        (frame.x, frame.y),
        (frame.right, frame.y),
        (frame.right, frame.bottom),
    )
    for (x, y), wanted in zip(pages, sheet.ground.corners, strict=True):
        assert on_ground(info, (x / width, y / height)) == pytest.approx(wanted, abs=0.05)
    neat = [float(v) for v in re.findall(r"[\d.]+", info["metadata"][""]["NEATLINE"])]
    assert np.reshape(neat[:8], (4, 2)) == pytest.approx(np.array(sheet.ground.corners), abs=0.05)


@pytest.mark.parametrize("turn", TURNS)
def test_a_place_picked_in_a_turned_pdf_is_its_coordinate(tmp_path, turn):
    at = (CENTRE[0] + 61.37, CENTRE[1] - 48.91)
    path = export.write(sheet_of(turn), [dot(at)], tmp_path / "a.pdf").path
    command = ["pdftoppm", "-r", str(DPI), "-singlefile", "-png", path, path.with_suffix("")]
    subprocess.run(command, check=True)
    image = QImage(str(path.with_suffix(".png"))).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    pixels = rows.reshape(image.height(), image.width(), 3).astype(int)
    red = np.clip(pixels[..., 0] - pixels[..., 1], 0, None).astype(float)
    ys, xs = np.indices(red.shape) + 0.5
    width_px, height_px = (side / 25.4 * DPI for side in sheet_of(turn).size_mm)
    middle = (
        (xs * red).sum() / red.sum() / width_px,
        (ys * red).sum() / red.sum() / height_px,
    )
    assert math.dist(on_ground(gdal(path), middle), at) <= 0.2
