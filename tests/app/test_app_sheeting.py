"""Sheets from an order: one way for window and command line; series; templates; what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtGui import QImage

from planviewer import i18n
from planviewer.app.selection import Selection
from planviewer.app.sheeting import making, series_files
from planviewer.app.sheeting.making import SheetMaker, write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.preview import Previewer
from planviewer.app.sheeting.series import SeriesOrder, plan_series
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.sheeting.templates import BUILT_IN, find_template, save_template, templates
from planviewer.app.tasks import Progress
from planviewer.assets import bundled_plan
from planviewer.errors import (
    Cancelled,
    FileNotWritten,
    NothingToShow,
    SheetDivisionWrongCrs,
    SheetEmpty,
    SheetFormatUnknown,
    SheetLineMissing,
    SheetScaleTooLarge,
    SheetSeriesTooLong,
    TemplateInvalid,
    TemplateUnknown,
)
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.marks import TextMark
from planviewer.sheets.request import Part

EMPTY = (541_000.0, 2_519_000.0, 541_200.0, 2_519_200.0)
SMALL = SheetOrder(dpi=40)


@pytest.fixture(scope="module", autouse=True)
def gui(qapp):
    return qapp


@pytest.fixture(scope="module")
def maker(plan, data):
    return SheetMaker(plan, data)


def said(sheet, block=None):
    return " ".join(
        mark.text
        for item in sheet.layout.blocks
        if block in (None, item.name)
        for mark in item.marks
        if isinstance(mark, TextMark)
    )


# --- one sheet --------------------------------------------------------------------------------
def test_a_class_is_listed_under_the_name_of_its_layer(maker):
    rows = {str(row.label): row for row in maker.make(SMALL).sheet.request.legend}
    assert str(rows["Phase 1"].layer) == "Nước Hai bypass"
    assert rows["Bằng river"].layer is None


def test_a_zone_tells_how_it_was_computed_and_from_what(maker):
    order = SheetOrder(subject=Subject(zone="recovery-50m"), paper="A3", plan_path=bundled_plan())
    made = maker.make(order)
    facts = {str(f.name): str(f.value) for f in made.sheet.request.certificate}
    assert facts["Area on the grid"].endswith(" m²")
    assert "bypass.geojson · SHA-256 " in facts["Source file"]
    assert facts["Status of the line"] == "schematic"
    assert "EPSG:9210" in facts["Transformation"]
    listed = {str(f.name) for f in made.sheet.request.facts}
    assert "Area" in listed
    assert "Rule" not in listed  # the certificate says it


def test_a_site_drawn_by_a_layer_tells_its_area(maker):
    made = maker.make(SheetOrder(subject=Subject(site="thom-lom"), dpi=40))
    facts = {str(f.name): str(f.value) for f in made.sheet.request.facts}
    assert "ha" in facts["Area"]
    assert made.sheet.request.qr.startswith("geo:22.7")


def test_a_selection_is_shown_with_its_figures(maker):
    both = Selection.of({"thom-lom": [0], "embankment": [0]})
    made = maker.make(SheetOrder(subject=Subject(selection=both), dpi=40))
    assert str(made.sheet.request.title) == "2 features selected"
    west, south, east, north = made.sheet.bounds
    assert east - west > 1000 < north - south


def test_a_moved_map_has_its_centre_there(maker):
    order = SheetOrder(scale=5000, centre=(541_500.0, 2_515_500.0), dpi=40)
    assert maker.make(order).sheet.ground.centre == (541_500.0, 2_515_500.0)


def test_the_texts_may_be_another_language_than_the_window_speaks(maker):
    made = maker.make(replace(SMALL, language="vi"))
    assert "Chú giải" in said(made.sheet)
    assert "Nước Hai – khu vực mở rộng" in said(made.sheet)
    both = maker.make(replace(SMALL, language="both"))
    assert "Chú giải / Legend" in said(both.sheet)
    assert i18n.language() == "en"


def test_lists_that_do_not_fit_follow_as_files(plan, data, tmp_path):
    order = SheetOrder(
        subject=Subject(zone="recovery-200m"), dpi=40, language="both", plan_path=bundled_plan()
    )
    result = write_sheet(plan, data, order, tmp_path / "a.png")
    assert result.lists == (str(tmp_path / "a-2.png"),)
    assert QImage(result.lists[0]).size() == QImage(str(result.path)).size()
    result = write_sheet(plan, data, order, tmp_path / "a.pdf")
    assert result.lists == ("2",)
    with pikepdf.open(result.path) as document:
        assert len(document.pages) == 2


def test_bytes_repeat_and_the_preview_is_the_sheet(plan, data, maker, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    order = SheetOrder(subject=Subject(zone="recovery-50m"), dpi=60)
    for ending in ("pdf", "png", "tif", "svg"):
        files = [tmp_path / f"{n}.{ending}" for n in (1, 2)]
        for file in files:
            write_sheet(plan, data, order, file)
        assert files[0].read_bytes() == files[1].read_bytes()
    silent = Progress(lambda _share: None)
    size = (round(297 / 25.4 * 60), round(210 / 25.4 * 60))
    shown = Previewer(plan, data).single(order, size, silent)
    assert shown.made.sheet == maker.make(order).sheet
    saved = QImage(str(tmp_path / "1.png"))
    assert abs(shown.picture.width() - saved.width()) <= 1  # pixels are rounded otherwise
    assert shown.picture.height() == saved.height()


# --- series -----------------------------------------------------------------------------------
def test_strips_follow_the_bypass_with_an_index(plan, data, tmp_path):
    series = SeriesOrder("along", replace(SMALL, scale=5000), layer="bypass")
    results = write_series(plan, data, series, tmp_path / "strips.pdf")
    with pikepdf.open(tmp_path / "strips.pdf") as document:
        assert len(document.pages) == len(results) + sum(len(r.lists) for r in results)
    index, *strips = results
    assert "Index of sheets" in index.title
    assert all(strip.scale == 5000 and strip.turn != 0 for strip in strips)
    assert strips[0].title.endswith(f"Km0+000 – {strips[1].title.split()[-3]}")
    assert [r.page for r in results] == sorted(r.page for r in results)


def test_a_folder_gets_a_file_for_each_sheet(plan, data, tmp_path):
    results = write_series(plan, data, SeriesOrder("zones", SMALL), tmp_path / "out", suffix=".png")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    main = [name for name in names if not name.endswith("-2.png")]
    assert main == ["00-index.png", "01-recovery-200m.png", "02-recovery-50m.png"]
    assert [r.path.name for r in results] == main


def test_a_series_of_sites_has_a_sheet_for_each_site_with_a_place(maker, data):
    planned = plan_series(maker, SeriesOrder("sites", SMALL))
    located = [site for site in data.sites if site.place is not None]
    assert len(located) >= 5
    titles = [str(maker.make(one.order).sheet.request.title) for one in planned]
    assert set(titles) == {str(site.title) for site in located}


def test_the_code_leads_to_the_place_or_to_a_map_of_it(maker):
    order = SheetOrder(subject=Subject(site="thom-lom"), dpi=40, qr="link")
    place = maker.make(replace(order, qr="place")).sheet.request.qr.removeprefix("geo:").split(",")
    link = maker.make(order).sheet.request.qr
    lat, lon = (f"{float(value):.5f}" for value in place)
    assert f"mlat={lat}&mlon={lon}" in link


@pytest.mark.parametrize(
    ("name", "paper"), [("field-a4", "A4"), ("review-a3", "A3"), ("wall-a1", "A1")]
)
def test_the_ready_templates_are_for_their_paper(maker, name, paper):
    made = maker.make(SheetOrder(subject=Subject(zone="recovery-50m")).after(find_template(name)))
    assert made.sheet.request.paper.value == paper


def test_a_grid_leaves_out_sheets_with_nothing_on_them(maker):
    planned = plan_series(maker, SeriesOrder("grid", replace(SMALL, scale=5000)))
    assert 4 <= len(planned) < 20
    for one in planned:
        assert maker.make(one.order).sheet.request.legend


def test_cadastral_sheets_show_their_square(maker):
    series = SeriesOrder("cadastral", replace(SMALL, paper="A1"), division=2000)
    planned = plan_series(maker, series)
    (one,) = [item for item in planned if item.name == "517539-9"]
    made = maker.make(one.order)
    assert made.sheet.scale in (2000, 2500)
    west, south, east, north = made.sheet.bounds
    assert west <= 541_000  # the 9th square of the sheet 517539 of 1:5000
    assert east >= 542_000
    assert south <= 2_514_000
    assert north >= 2_515_000
    assert made.sheet.ground.centre == (541_500.0, 2_514_500.0)
    assert "Cadastral sheet 517539-9" in said(made.sheet, "title")


@pytest.mark.parametrize("target", ["strips.pdf", "folder"])
def test_a_series_that_is_stopped_leaves_nothing(plan, data, tmp_path, target):
    shares = []

    def report(share):
        shares.append(share)
        if share > 0.7:
            progress.cancel()

    progress = Progress(report)
    series = SeriesOrder("along", replace(SMALL, scale=10_000), layer="bypass")
    with pytest.raises(Cancelled):
        write_series(plan, data, series, tmp_path / target, suffix=".png", progress=progress)
    assert [path for path in tmp_path.iterdir() if path.name != "profile"] == []
    assert shares == sorted(shares)


def test_a_series_that_fails_on_the_way_takes_its_files_back(plan, data, tmp_path, monkeypatch):
    kept = tmp_path / "out" / "old.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    write, calls = SheetMaker.write, []

    def failing(self, made, order, path, *rest):
        calls.append(path)
        if len(calls) == 3:
            raise FileNotWritten(path=path, reason="full")
        return write(self, made, order, path, *rest)

    monkeypatch.setattr(making.SheetMaker, "write", failing)
    with pytest.raises(FileNotWritten):
        write_series(plan, data, SeriesOrder("all", SMALL), kept.parent, suffix=".png")
    assert [path.name for path in kept.parent.iterdir()] == ["old.txt"]


# --- templates --------------------------------------------------------------------------------
@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_templates_are_whole(name):
    template = find_template(name)
    order = SheetOrder().after(template)
    assert (order.paper, order.parts) == (template.paper.value, template.parts)
    assert str(template.title) != name


def test_an_own_template_is_kept_and_found():
    mine = find_template("review-a3").changed(
        id="cua-toi", title="Của tôi", parts=frozenset({Part.TITLE, Part.QR})
    )
    path = save_template(mine)
    assert find_template("cua-toi") == mine
    assert list(templates()) == [*BUILT_IN, "cua-toi"]
    assert find_template(str(path)) == mine


@pytest.mark.parametrize(
    "text", ["", "[]", '{"id": "x"}', '{"id": "x", "title": "x", "paper": "B5"}', "\x00" * 200_000]
)
def test_a_broken_template_is_said_and_does_not_hide_the_others(text):
    path = save_template(find_template("wall-a1").changed(id="mine"))
    broken = path.with_name("broken.json")
    broken.write_text(text, encoding="utf-8")
    assert list(templates()) == [*BUILT_IN, "mine"]
    with pytest.raises(TemplateInvalid, match=r"broken\.json"):
        find_template(str(broken))


def test_an_unknown_template_names_the_known_ones():
    with pytest.raises(TemplateUnknown, match="field-a4"):
        find_template("a5")


# --- what can go wrong ------------------------------------------------------------------------
def refuse(sources, folder, error, order, name="a.pdf"):
    with pytest.raises(error) as caught:
        write_sheet(*sources, order, folder / name)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert [path for path in folder.iterdir() if path.name != "profile"] == []
    return sentence


def test_nothing_in_the_frame(plan, data, tmp_path):
    order = replace(SMALL, subject=Subject(ground=EMPTY))
    assert "Show a layer" in refuse((plan, data), tmp_path, SheetEmpty, order)


def test_scale_that_cannot_fit(plan, data, tmp_path):
    order = replace(SMALL, scale=500)
    assert "larger paper" in refuse((plan, data), tmp_path, SheetScaleTooLarge, order)


def test_an_empty_selection(plan, data, tmp_path):
    order = replace(SMALL, subject=Subject(selection=Selection()))
    refuse((plan, data), tmp_path, NothingToShow, order)


def test_unknown_ending(plan, data, tmp_path):
    refuse((plan, data), tmp_path, SheetFormatUnknown, SMALL, "a.jpg")


def test_a_folder_in_the_way(plan, data, tmp_path):
    target = tmp_path / "x.pdf"
    target.mkdir()
    with pytest.raises(FileNotWritten, match="folder"):
        write_sheet(plan, data, SMALL, target)


def test_a_file_in_the_way_of_a_folder(plan, data, tmp_path):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(FileNotWritten, match="name of a folder"):
        write_series(plan, data, SeriesOrder("zones", SMALL), tmp_path / "out")


@pytest.mark.parametrize("layer", ["thom-lom", "nothing", "sites"])
def test_strips_along_what_is_no_line(maker, layer):
    with pytest.raises(SheetLineMissing, match="bypass"):
        plan_series(maker, SeriesOrder("along", SMALL, layer=layer))


def test_a_grid_of_too_many_sheets(maker):
    with pytest.raises(SheetSeriesTooLong):
        plan_series(maker, SeriesOrder("grid", replace(SMALL, scale=200)))


def test_cadastral_sheets_need_vn2000(plan, data):
    other = plan.changed(crs="EPSG:32648")
    with pytest.raises(SheetDivisionWrongCrs, match="grid"):
        plan_series(SheetMaker(other, data), SeriesOrder("cadastral", SMALL))


def test_the_title_block_of_a_plan_opens_with_old_and_new_files(plan):
    text = json.loads(plan.model_dump_json())
    text.pop("title_block")
    assert type(plan).model_validate(text).title_block is None
    block = TitleBlock(unit="x" * 200)
    assert plan.changed(title_block=block).title_block == block
    assert series_files._COMPOSED < 1
