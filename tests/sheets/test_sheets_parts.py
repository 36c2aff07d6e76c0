"""What else stands on a sheet: locator, title block, QR code, degrees, two languages, layers."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
import segno
import sheets_demo as demo
from sheets_demo import texts

from planviewer import i18n
from planviewer.model.crs import WGS84, operation
from planviewer.model.title_block import TitleBlock
from planviewer.sheets import export
from planviewer.sheets.compose import compose, compose_lists
from planviewer.sheets.furniture import degrees, grid
from planviewer.sheets.furniture.edges import edges
from planviewer.sheets.furniture.qr import code, geo_uri
from planviewer.sheets.look import Look
from planviewer.sheets.marks import CodeMark, OverviewMark, ShapeMark, TextMark
from planviewer.sheets.page import Box
from planviewer.sheets.pdf import pdf
from planviewer.sheets.place import Place
from planviewer.sheets.request import ALL_PARTS, Part, Seam

BLOCK = TitleBlock(unit="UBND xã Hòa An", drawn_by="Nông Thị Lan", sheet_no="01/BĐ")


def test_the_title_block_says_who_and_leaves_room_to_sign(plan):
    parts = ALL_PARTS
    sheet = compose(demo.bundled_request(plan, parts=parts, title_block=BLOCK))
    said = texts(sheet, "title-block")
    assert {"Unit", "UBND xã Hòa An", "Nông Thị Lan", "Approved by", "01/BĐ"} <= set(said)
    assert "22/11/2026" in said
    assert not texts(compose(demo.bundled_request(plan, title_block=BLOCK)), "title-block")


def test_empty_entries_are_filled_from_what_is_remembered():
    assert BLOCK.over(TitleBlock(unit="khác", checked_by="Hoàng Văn Bế")) == TitleBlock(
        unit="UBND xã Hòa An",
        drawn_by="Nông Thị Lan",
        checked_by="Hoàng Văn Bế",
        sheet_no="01/BĐ",
    )


def test_the_locator_shows_the_frame_and_is_left_out_where_it_says_nothing(plan):
    whole = (539_000.0, 2_512_000.0, 544_000.0, 2_518_000.0)
    small = demo.bundled_request(
        plan, bounds=(541_000.0, 2_515_000.0, 541_400.0, 2_515_300.0), overview=whole
    )
    sheet = compose(small)
    (mark,) = [m for m in sheet.marks if isinstance(m, OverviewMark)]
    outlines = [
        m for m in sheet.around if isinstance(m, ShapeMark) and mark.box.contains(m.box, 0.01)
    ]
    assert len(outlines) == 1
    east, north = sheet.ground.centre
    x = mark.box.x + (east - mark.bounds[0]) / (mark.bounds[2] - mark.bounds[0]) * mark.box.width
    assert outlines[0].box.centre[0] == pytest.approx(x, abs=0.01)
    large = compose(demo.bundled_request(plan, overview=whole, scale=50_000))
    assert not [m for m in large.marks if isinstance(m, OverviewMark)]
    assert north > 0


def test_the_qr_code_has_the_modules_of_the_standard():
    content = geo_uri(106.15216, 22.73738)
    assert content == "geo:22.737380,106.152160"
    expected = np.array(
        [list(row) for row in segno.make_qr(content, error="m", boost_error=False).matrix]
    )
    mark = code(content, 10.0, 20.0, 0.5)
    drawn = np.zeros_like(expected)
    for run in mark.runs:
        row = round((run.y - 20.0) / 0.5)
        drawn[row, round((run.x - 10.0) / 0.5) : round((run.right - 10.0) / 0.5)] = 1
    assert (drawn == (expected == 1)).all()


def test_the_qr_code_keeps_its_quiet_zone(plan):
    sheet = compose(demo.bundled_request(plan, qr=geo_uri(106.15, 22.73)))
    (head,) = [b for b in sheet.layout.blocks if b.name == "title"]
    (square,) = [m for m in head.marks if isinstance(m, CodeMark)]
    quiet = Box(square.box.x - 2.0, square.box.y, square.box.width + 2.0, square.box.height)
    assert not any(m.box.overlaps(quiet, 0.01) for m in head.marks if isinstance(m, TextMark))


@pytest.mark.parametrize("turn", [0.0, 33.0, -120.0])
def test_figures_of_the_grid_stand_at_their_coordinate(turn):
    place = Place(Box(20, 20, 180, 130), (541_110.0, 2_515_367.0), 5000, turn)
    lines = grid.make_grid(place, Look())
    for edge in edges(place.frame):
        for label in grid._crossings(lines, edge):
            east, north = place.ground(*edge.at(label.along))
            wanted = east if label.text.endswith("E") else north
            assert int("".join(c for c in label.text if c.isdigit())) == round(wanted)


def test_wgs84_marks_stand_at_their_degree():
    place = Place(Box(20, 20, 180, 130), (541_110.0, 2_515_367.0), 5000)
    found = 0
    to_wgs84 = operation("EPSG:9210", WGS84)
    for edge in edges(place.frame):
        shares = np.linspace(0, 1, 65)
        points = np.array([place.ground(*edge.at(s * edge.length)) for s in shares])
        for label in degrees._crossings(edge, shares, to_wgs84.points(points), place, Look()):
            lon, lat = to_wgs84.point(*place.ground(*edge.at(label.along)))
            whole, minutes, seconds = (
                int(part) for part in label.text[:-2].replace("°", " ").replace("'", " ").split()
            )
            angle = whole + minutes / 60 + seconds / 3600
            assert angle == pytest.approx(lon if label.text[-1] == "E" else lat, abs=2e-7)
            found += 1
    assert found >= 6


def test_both_languages_stand_on_one_sheet(plan):
    with i18n.speaking("vi", demo.vietnamese, i18n._source_text):
        said = " ".join(texts(compose(demo.bundled_request(plan))))
    assert "Chú giải / Legend" in said
    assert "Đường tránh thị trấn Nước Hai / Nước Hai bypass" in said
    assert "SƠ ĐỒ / SCHEMATIC" in said
    assert said.count("kinh tuyến trục") == 1
    assert "1:50.000" in said or "1:25.000" in said
    assert i18n.translate("sheet", "Legend") == "Legend"


def test_lists_too_long_for_the_panel_are_whole_on_a_list_page(plan):
    rows = demo.bundled_request(plan).sources * 8
    request = demo.bundled_request(plan, sources=rows)
    sheet = compose(request)
    assert not sheet.layout.complete
    pages = compose_lists(request)
    assert pages[-1].layout.complete
    area = pages[0].layout.page.inset(8.9)
    names = [text for page in pages for text in texts(page, "sources")]
    assert names.count("Bằng river") == 8
    assert all(area.contains(block.box, 0.01) for page in pages for block in page.layout.blocks)
    assert compose(demo.bundled_request(plan, sources=())).layout.complete


def test_a_pdf_has_a_switch_for_each_layer(tmp_path, plan, artist):
    sheets = [compose(demo.bundled_request(plan)), compose(demo.bundled_request(plan, paper="A3"))]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([(sheet, artist) for sheet in sheets], {"all": "Mọi lớp"}))
    with pikepdf.open(path) as document:
        assert len(document.pages) == 2
        names = [str(group.Name) for group in document.Root.OCProperties.OCGs]
        assert names == ["Grid", "Mọi lớp"]
        for page in document.pages:
            assert b"/OC /G" in page.Contents.read_bytes()
            used = {str(group.Name) for group in page.Resources.Properties.values()}
            assert used == set(names)
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    assert text.count("Nước Hai – expanded town") == 2


@pytest.mark.parametrize("ending", ["pdf", "tif"])
def test_gdal_finds_the_place_of_a_turned_sheet(tmp_path, plan, artist, ending):
    request = demo.bundled_request(
        plan, bounds=None, centre=(541_110.0, 2_515_367.0), scale=10_000, turn=31.0, dpi=100
    )
    sheet = compose(request)
    path = export.write_by(artist, sheet, tmp_path / f"a.{ending}").path
    out = subprocess.run(["gdalinfo", "-json", path], check=True, capture_output=True).stdout
    info = json.loads(out)
    a, b, c, d, e, f = info["geoTransform"]
    width, height = info["size"]
    per_mm = (width / sheet.size_mm[0], height / sheet.size_mm[1])
    if ending == "tif":
        per_mm = (100 / 25.4, 100 / 25.4)
    frame = sheet.layout.frame
    for (x, y), wanted in zip(
        ((frame.x, frame.bottom), (frame.right, frame.y)),
        (sheet.ground.corners[0], sheet.ground.corners[2]),
        strict=True,
    ):
        column, row = x * per_mm[0], y * per_mm[1]
        found = (a + column * b + row * c, d + column * e + row * f)
        assert found == pytest.approx(wanted, abs=0.05)


def test_a_match_line_names_its_neighbour_inside_the_frame(plan):
    seam = Seam(
        start=(541_110.0, 2_513_000.0),
        stop=(541_110.0, 2_518_000.0),
        inner=(540_500.0, 2_515_367.0),
        label="Joins sheet 3 · Km1+200",
    )
    sheet = compose(demo.bundled_request(plan, seams=(seam,)))
    (label,) = [m for m in sheet.over_map if isinstance(m, TextMark)]
    assert label.text == "Joins sheet 3 · Km1+200"
    assert sheet.layout.frame.contains(label.box, 0.01)
    x, _ = sheet.ground.page(541_110.0, 2_515_367.0)
    assert label.box.x > x
    line = [m for m in sheet.over_map if isinstance(m, ShapeMark) and m.dash]
    assert line[0].box.x == pytest.approx(x, abs=1e-6)


def test_parts_left_out_leave_room_for_the_map(plan):
    whole = compose(demo.bundled_request(plan, parts=ALL_PARTS, title_block=BLOCK))
    less = compose(demo.bundled_request(plan, parts=ALL_PARTS - {Part.TITLE_BLOCK, Part.DEGREES}))
    assert less.layout.frame.height > whole.layout.frame.height + 10
    assert replace(less.layout, blocks=()).frame == less.layout.frame
