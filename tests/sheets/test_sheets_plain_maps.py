"""Large layers as PDF operators: the same picture as Qt paints of them, and a sound file."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pikepdf
import pytest
import shapely
from PySide6.QtGui import QImage

from planviewer.drawing.layer import DrawLayer
from planviewer.errors import PlanviewerError
from planviewer.model.style import Category, CategoryStyle, SingleStyle, Symbol
from planviewer.sheets import export, pdf_shapes
from planviewer.sheets.artist import MapArtist
from planviewer.sheets.compose import compose
from planviewer.sheets.request import SheetRequest

CENTRE = (541_110.0, 2_515_367.0)
DPI = 110


def parcels(count=60, side=20.0):
    """Return a layer of squares with a hole each, two classes, reaching beyond the frame."""
    west, south = CENTRE[0] - count / 2 * side, CENTRE[1] - count / 2 * side
    columns, rows = (part.ravel() for part in np.meshgrid(np.arange(count), np.arange(count)))
    x, y = west + columns * side, south + rows * side
    outer = shapely.box(x, y, x + side, y + side)
    inner = shapely.box(x + 6, y + 6, x + 14, y + 14)
    frame = gpd.GeoDataFrame(
        {"kind": np.where((columns + rows) % 3 == 0, "a", "b")},
        geometry=shapely.difference(outer, inner),
        crs="EPSG:9210",
    )
    symbols = {
        "a": Symbol(fill="#c83232", stroke="#101010", stroke_width_mm=0.5),
        "b": Symbol(fill="#3264c8", stroke="#305030", stroke_width_mm=0.3, casing="#ffe000",
                    casing_width_mm=0.3),
    }  # fmt: skip
    style = CategoryStyle(
        field="kind",
        categories=tuple(Category(value=k, label=k, symbol=s) for k, s in symbols.items()),
    )
    return DrawLayer.build("parcels", frame, style, "EPSG:9210")


def roads(count=40, points=700):
    along = np.linspace(-900, 900, points)
    lines = [np.column_stack((along, 30 * np.sin(along / 60) + (k - count / 2) * 33)) for k in
             range(count)]  # fmt: skip
    frame = gpd.GeoDataFrame(
        geometry=shapely.linestrings(np.array(lines) + CENTRE), crs="EPSG:9210"
    )
    style = SingleStyle(symbol=Symbol(stroke="#803010", stroke_width_mm=0.6))
    return DrawLayer.build("roads", frame, style, "EPSG:9210")


def sheet_of(**changes):
    values = {"title": "T", "crs": "EPSG:9210", "centre": CENTRE, "scale": 5000, "dpi": DPI}
    return compose(SheetRequest.model_validate({**values, "parts": frozenset(), **changes}))


def picture(path):
    command = ["pdftoppm", "-r", str(DPI), "-singlefile", "-png", path, path.with_suffix("")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == "", "a reader complains"
    image = QImage(str(path.with_suffix(".png"))).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3).astype(int)


LAYERS = {
    "parcels": parcels,
    "roads": roads,
    "faint parcels": lambda: parcels().with_look(opacity=0.4),
}


@pytest.mark.parametrize("turn", [0.0, 31.0])
@pytest.mark.parametrize("kind", LAYERS)
def test_operators_look_as_qt_paints(tmp_path, monkeypatch, kind, turn):
    layer, sheet = LAYERS[kind](), sheet_of(turn=turn)
    assert pdf_shapes.is_plain(layer)
    mine = picture(export.write(sheet, [layer], tmp_path / "mine.pdf").path)
    monkeypatch.setattr(pdf_shapes, "MANY_POINTS", 10**9)
    if kind == "faint parcels":  # Qt blends stroke and fill apart, which is not what is asked for
        image = tmp_path / "qt.png"
        export.write(sheet, [layer], image)
        qt = picture_of_png(image)
    else:
        qt = picture(export.write(sheet, [layer], tmp_path / "qt.pdf").path)
    high, wide = (
        min(len(mine), len(qt)),
        min(mine.shape[1], qt.shape[1]),
    )  # a page may end in a pixel
    difference = np.abs(mine[:high, :wide] - qt[:high, :wide]).max(axis=2)
    assert np.ptp(mine, axis=(0, 1)).min() > 40, "there is something to see"
    assert (difference > 100).mean() < 0.004
    assert difference.mean() < 6


def picture_of_png(path):
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3).astype(int)


def test_every_path_is_drawn_and_none_lacks_its_beginning(tmp_path):
    path = export.write(sheet_of(scale=2000), [parcels()], tmp_path / "a.pdf").path
    checked = 0
    with pikepdf.open(path) as document:
        for form in document.pages[0].Resources.XObject.values():
            for inner in (form.get("/Resources", {}).get("/XObject") or {}).values():
                begun = False
                for operands, operator in pikepdf.parse_content_stream(inner):
                    name = str(operator)
                    if name in {"l", "h", "f", "s", "S"}:
                        assert begun, f"{name} without a path"
                    if name in {"m", "l"}:
                        assert all(int(value) >= 0 for value in operands)
                        begun = True
                    if name in {"f", "s", "S"}:
                        begun, checked = False, checked + 1
    assert checked > 1000


def test_bytes_repeat(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    digests = set()
    for name in ("one.pdf", "two.pdf"):
        path = export.write(sheet_of(), [parcels()], tmp_path / name).path
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_what_operators_cannot_draw_is_left_to_qt():
    layer = parcels()
    hatched = layer.symbols[0].changed(hatch="cross")
    dashed = layer.symbols[0].changed(dash=(1.0, 1.0))
    for symbol in (hatched, dashed):
        assert not pdf_shapes.is_plain(replace(layer, symbols=(symbol, layer.symbols[1])))


def test_it_stops_when_nobody_wants_it(tmp_path):
    sheet = sheet_of()
    artist = MapArtist([parcels()], cancelled=lambda: True)
    with pytest.raises(Exception) as stopped:  # noqa: PT011 - whatever stops painting elsewhere
        export.write_by(artist, sheet, tmp_path / "a.pdf")
    assert type(stopped.value).__name__ == "DrawingCancelled"
    assert not isinstance(stopped.value, PlanviewerError)
    assert list(tmp_path.iterdir()) == []
