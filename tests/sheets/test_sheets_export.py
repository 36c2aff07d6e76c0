"""What is on the paper: page size, scale, place, words, repeatable bytes, no half file."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import shapely
import sheets_demo as demo
from PySide6.QtGui import QImage, QImageReader

from planviewer import i18n
from planviewer.errors import (
    FileNotWritten,
    SheetAreaTooLarge,
    SheetFormatUnknown,
    SheetNotVerified,
    SheetResolution,
    SheetScaleImpossible,
)
from planviewer.model.style import Symbol
from planviewer.sheets import export
from planviewer.sheets.compose import compose
from planviewer.sheets.page import Orientation, Paper, page_size
from planviewer.sheets.request import Part, SheetRequest

CENTRE = (541_110.0, 2_515_367.0)
SHAPES = [(paper, orientation) for paper in Paper for orientation in Orientation]
PURE_RED = "#ff0000"


def kilometre(scale: int, **changes):
    """Return a bare sheet with a red line of 1,000 m in the middle, and who paints it."""
    east, north = CENTRE
    line = shapely.LineString([(east - 500, north), (east + 500, north)])
    symbol = Symbol(stroke=PURE_RED, stroke_width_mm=1.0)
    values = {"title": "1 km", "crs": "EPSG:9210", "centre": CENTRE, "scale": scale}
    values |= {"parts": frozenset(), "made_on": date(2026, 11, 22)}
    request = SheetRequest.model_validate({**values, **changes})
    return request, SharpEnds([demo.Drawn(line, symbol, "line")])


class SharpEnds(demo.PlainArtist):
    """Paints without blurring the ends, so that they can be measured."""

    def paint_map(self, painter, frame, bounds, px_per_mm):
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        super().paint_map(painter, frame, bounds, px_per_mm)


def red_extent_mm(picture: Path, dpi: float) -> float:
    """Return how far the red pixels reach from left to right; pens add half a width at each end."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    pixels = rows.reshape(image.height(), image.width(), 3)
    red = (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] < 60)
    columns = np.flatnonzero(red.any(axis=0))
    return (columns[-1] - columns[0] + 1) / dpi * 25.4 - 1.0  # the cap is square: 0.5 mm each


def rasterized(pdf: Path, dpi: int) -> Path:
    target = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(dpi), "-singlefile", "-png", pdf, target], check=True)
    return target.with_suffix(".png")


@pytest.mark.parametrize(("paper", "scale"), [("A4", 10000), ("A4", 7500), ("A3", 5000)])
@pytest.mark.parametrize("orientation", list(Orientation))
def test_a_kilometre_is_a_kilometre_in_png(tmp_path, paper, scale, orientation):
    request, artist = kilometre(scale, paper=paper, orientation=orientation, dpi=300)
    result = export.write_by(artist, compose(request), tmp_path / "km.png")
    assert red_extent_mm(result.path, 300) == pytest.approx(1_000_000 / scale, abs=0.1)


@pytest.mark.parametrize(("paper", "scale"), [("A4", 10000), ("A3", 5000), ("A0", 2000)])
def test_a_kilometre_is_a_kilometre_in_pdf(tmp_path, paper, scale):
    request, artist = kilometre(scale, paper=paper)
    result = export.write_by(artist, compose(request), tmp_path / "km.pdf")
    dpi = 300 if paper != "A0" else 120
    extent = red_extent_mm(rasterized(result.path, dpi), dpi)
    assert extent == pytest.approx(1_000_000 / scale, abs=0.1 + 25.4 / dpi)


@pytest.mark.parametrize(("paper", "orientation"), SHAPES)
def test_page_size_is_exact(tmp_path, paper, orientation):
    request, artist = kilometre(10000, paper=paper, orientation=orientation, dpi=50)
    sheet = compose(request)
    width, height = page_size(paper, orientation)
    with pikepdf.open(export.write_by(artist, sheet, tmp_path / "a.pdf").path) as document:
        box = [float(value) / 72 * 25.4 for value in document.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, width, height], abs=0.001)
    for name in ("a.png", "a.tif"):
        size = QImageReader(str(export.write_by(artist, sheet, tmp_path / name).path)).size()
        assert (size.width(), size.height()) == (
            round(width / 25.4 * 50),
            round(height / 25.4 * 50),
        )
    svg = export.write_by(artist, sheet, tmp_path / "a.svg").path.read_text(encoding="utf-8")
    assert f'width="{width:g}mm"' in svg
    assert f'height="{height:g}mm"' in svg


def test_result_says_what_the_contract_asks(tmp_path, plan, artist):
    sheet = compose(demo.bundled_request(plan, dpi=60))
    result = export.write_by(artist, sheet, tmp_path / "a.png").to_json()
    contract = ["path", "scale", "crs", "paper", "dpi", "frame_bounds", "frame_mm"]
    assert list(result)[: len(contract)] == contract
    assert set(result) - {*contract} == {"title", "page", "turn", "frame_corners", "lists"}
    assert (result["crs"], result["paper"], result["dpi"]) == ("EPSG:9210", "A4", 60)
    east0, north0, east1, north1 = result["frame_bounds"]
    _, _, width, height = result["frame_mm"]
    assert (east1 - east0) / result["scale"] * 1000 == pytest.approx(width, abs=1e-5)
    assert (north1 - north0) / result["scale"] * 1000 == pytest.approx(height, abs=1e-5)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_can_be_searched_in_pdf(tmp_path, plan, artist, language):
    i18n.install(language, demo.vietnamese if language == "vi" else None)
    path = export.write_by(artist, compose(demo.bundled_request(plan)), tmp_path / "a.pdf").path
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    expected = {
        "vi": ["Nước Hai – khu vực mở rộng", "SƠ ĐỒ", "Kè bờ phải và đường trên đỉnh kè"],
        "en": ["Nước Hai – expanded town", "SCHEMATIC", "Right-bank embankment", "EPSG:6960"],
    }[language]  # fmt: skip
    for words in expected:
        assert words in text
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True).stdout.decode()
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("BeVietnamPro" in row and " yes " in row for row in rows)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "shape",
    [{"paper": "A4", "orientation": "portrait"}, {"paper": "A3", "orientation": "landscape"}],
)
def test_picture_shows_map_notice_and_legend(tmp_path, plan, artist, language, shape):
    i18n.install(language, demo.vietnamese if language == "vi" else None)
    request = demo.bundled_request(plan, dpi=72, **shape)
    sheet = compose(request)
    image = QImage(str(export.write_by(artist, sheet, tmp_path / "a.png").path))

    def colours(box) -> set[str]:
        px = 72 / 25.4
        xs = range(int(box.x * px) + 1, int(box.right * px) - 1)
        ys = range(int(box.y * px) + 1, int(box.bottom * px) - 1)
        return {image.pixelColor(x, y).name() for x in xs for y in ys}

    blocks = {block.name: block.box for block in sheet.layout.blocks}
    assert "#b3261e" in colours(blocks["notice"])
    assert {"title", "legend", "facts", "sources", "scale", "footer"} <= set(blocks)
    frame = colours(sheet.layout.frame)
    assert len(frame) > 20
    assert any(name in frame for name in ("#3a9db5", "#7a4a12", "#d11f1f"))


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.tif", "a.svg"])
def test_bytes_repeat_when_the_clock_is_fixed(tmp_path, plan, artist, monkeypatch, name):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    digests = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        request = demo.bundled_request(plan, dpi=60)
        path = export.write_by(artist, compose(request), tmp_path / folder / name).path
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def gdal(path: Path) -> dict:
    run = subprocess.run(["gdalinfo", "-json", path], check=True, capture_output=True)
    return json.loads(run.stdout)


def test_gdal_finds_system_and_frame_in_pdf(tmp_path, plan, artist):
    result = export.write_by(artist, compose(demo.bundled_request(plan)), tmp_path / "a.pdf")
    info = gdal(result.path)
    assert 'ID["EPSG",9210]]' in info["coordinateSystem"]["wkt"]
    neat = [float(v) for v in re.findall(r"[\d.]+", info["metadata"][""]["NEATLINE"])]
    xs, ys = neat[::2], neat[1::2]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(result.frame_bounds, abs=0.05)


def test_gdal_finds_system_and_frame_in_geotiff(tmp_path, plan, artist):
    result = export.write_by(
        artist, compose(demo.bundled_request(plan, dpi=100)), tmp_path / "a.tif"
    )
    info = gdal(result.path)
    assert 'ID["EPSG",9210]]' in info["coordinateSystem"]["wkt"]
    west, pixel, _, north, _, down = info["geoTransform"]
    x, y, width, height = (side / 25.4 * 100 for side in result.frame_mm)
    found = (
        west + x * pixel,
        north + (y + height) * down,
        west + (x + width) * pixel,
        north + y * down,
    )
    assert found == pytest.approx(result.frame_bounds, abs=0.05)


def test_geotiff_shows_the_same_picture_as_png(tmp_path, plan, artist):
    sheet = compose(demo.bundled_request(plan, dpi=60))
    pictures = [
        QImage(str(export.write_by(artist, sheet, tmp_path / name).path)).convertToFormat(
            QImage.Format.Format_RGB32
        )
        for name in ("a.png", "a.tif")
    ]
    assert pictures[0] == pictures[1]


# --- what can go wrong ------------------------------------------------------------------------
def test_folder_missing_is_said_and_leaves_nothing(tmp_path, plan, artist):
    sheet = compose(demo.bundled_request(plan, dpi=60))
    with pytest.raises(FileNotWritten, match="nowhere"):
        export.write_by(artist, sheet, tmp_path / "nowhere" / "a.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_keeps_the_old_file(tmp_path, plan, artist, monkeypatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def full(_path, data):
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123 - a device, not a file
            return device.write(data)

    sheet = compose(demo.bundled_request(plan))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileNotWritten, match="disk is full"):
        export.write_by(artist, sheet, target)
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.tif", "a.svg"])
def test_a_broken_file_is_found_out_and_not_kept(tmp_path, plan, artist, monkeypatch, name):
    sheet = compose(demo.bundled_request(plan, dpi=60))
    other = compose(demo.bundled_request(plan, dpi=61, paper="A3"))
    if name == "a.pdf":
        encode = export.pdf
        monkeypatch.setattr(export, "pdf", lambda _sheets, *rest: encode([(other, artist)], *rest))
    else:
        chosen = export._PICTURES[Path(name).suffix]
        wrong = export._Format(lambda _sheet, who: chosen.encode(other, who), chosen.verify)
        monkeypatch.setitem(export._PICTURES, Path(name).suffix, wrong)
    with pytest.raises(SheetNotVerified):
        export.write_by(artist, sheet, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


WRONG = ({"east": 1.0}, {"north": -1.0}, {"scale": 5001})


@pytest.mark.parametrize("case", [(name, wrong) for name in ("a.pdf", "a.tif") for wrong in WRONG])
def test_a_map_in_another_place_or_scale_is_found_out(tmp_path, plan, artist, monkeypatch, case):
    name, wrong = case

    def request(east=0.0, north=0.0, scale=5000):
        bounds = (541_000.0 + east, 2_515_000.0 + north, 541_400.0 + east, 2_515_300.0 + north)
        return demo.bundled_request(plan, dpi=60, bounds=bounds, scale=scale)

    sheet, other = compose(request()), compose(request(**wrong))
    assert sheet.size_mm == other.size_mm
    if name == "a.pdf":
        encode = export.pdf
        monkeypatch.setattr(export, "pdf", lambda _sheets, *rest: encode([(other, artist)], *rest))
    else:
        chosen = export._PICTURES[".tif"]
        altered = export._Format(lambda _sheet, who: chosen.encode(other, who), chosen.verify)
        monkeypatch.setitem(export._PICTURES, ".tif", altered)
    with pytest.raises(SheetNotVerified):
        export.write_by(artist, sheet, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("paper", "dpi"), [("A4", 5), ("A4", 100_000), ("A0", 1200), ("A4", -1)])
def test_absurd_resolution_names_possible_ones(tmp_path, paper, dpi):
    request, artist = kilometre(5000, paper=paper, dpi=dpi)
    with pytest.raises(SheetResolution, match=r"from 30 to [\d,]+ dpi"):
        export.write_by(artist, compose(request), tmp_path / "a.png")


def test_unknown_format_names_known_ones(tmp_path, plan, artist):
    with pytest.raises(SheetFormatUnknown, match="pdf, png, tif"):
        export.write_by(artist, compose(demo.bundled_request(plan)), tmp_path / "a.docx")


@pytest.mark.parametrize("scale", [0, -5, 3, 10**9])
def test_absurd_scale_is_refused(scale):
    request, _ = kilometre(scale)
    with pytest.raises(SheetScaleImpossible):
        compose(request)


def test_an_area_too_large_for_any_sheet_is_not_called_a_wrong_scale():
    request, _ = kilometre(5000)
    half_the_world = request.changed(scale=None, centre=None, bounds=(0.0, 0.0, 2e7, 1e7))
    with pytest.raises(SheetAreaTooLarge, match="smallest scale is 1:5,000,000"):
        compose(half_the_world)


def test_bare_sheet_is_all_map():
    request, _ = kilometre(5000, parts=frozenset())
    frame = compose(request).layout.frame
    assert frame.width > 275
    full, _ = kilometre(5000, parts=frozenset(Part))
    assert compose(full).layout.frame.width < 220
