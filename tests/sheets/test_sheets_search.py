"""Names on the map of a PDF can be searched, also those that bend with their line."""

from __future__ import annotations

import subprocess

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage

from planviewer.drawing.layer import DrawLayer
from planviewer.model.style import Label, SingleStyle, Symbol
from planviewer.sheets import export
from planviewer.sheets.compose import compose
from planviewer.sheets.request import SheetRequest

RED = Label(field="name", color="#e00000")
CENTRE = (541_110.0, 2_515_367.0)


def layer_of(line, name):
    moved = shapely.transform(line, lambda points: points + CENTRE)
    frame = gpd.GeoDataFrame({"name": [name], "geometry": [moved]}, crs="EPSG:9210")
    style = SingleStyle(symbol=Symbol(stroke="#3a9db5"), label=RED)
    return DrawLayer.build("river", frame, style, "EPSG:9210")


def request(**changes):
    values = {"title": "T", "crs": "EPSG:9210", "centre": CENTRE, "scale": 5000}
    return SheetRequest.model_validate({**values, "parts": frozenset(), **changes})


def written(tmp_path, layer):
    path = export.write(compose(request()), [layer], tmp_path / "a.pdf").path
    out = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout
    return path, out.decode()


bend = np.linspace(-1.2, 1.2, 60)
LINES = {
    "bent": shapely.LineString(np.column_stack((np.sin(bend), np.cos(bend))) * 420),
    "sloping": shapely.LineString([(-400, -260), (400, 260)]),
    "level": shapely.LineString([(-400, 0), (400, 0)]),
}


@pytest.mark.parametrize("kind", LINES)
def test_a_name_along_a_line_is_found_whole(tmp_path, kind):
    for name in ("Sông Bằng", "Đường tránh thị trấn Nước Hai"):
        _path, text = written(tmp_path, layer_of(LINES[kind], name))
        assert name in text.split("\n")
        stray = [line for line in text.split("\n") if len(line.strip("\f")) in {1, 2}]
        assert not stray, "letters by themselves"


def ink(picture):
    """Return how much of a picture is in the red of the names."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    pixels = rows.reshape(image.height(), image.width(), 3).astype(int)
    return int(np.clip(pixels[..., 0] - pixels[..., 1] - 40, 0, None).sum())


def test_what_is_written_to_be_searched_is_not_seen(tmp_path):
    layer = layer_of(LINES["sloping"], "W" * 20)
    path, _text = written(tmp_path, layer)
    command = ["pdftoppm", "-r", "100", "-singlefile", "-png", path, path.with_suffix("")]
    subprocess.run(command, check=True)
    other = export.write(compose(request(dpi=100)), [layer], tmp_path / "b.png").path
    # poppler's letters are a little bolder; seen twice they would have twice the ink
    assert 0.8 < ink(path.with_suffix(".png")) / ink(other) < 1.4
