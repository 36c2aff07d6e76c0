"""Series of sheets by the installed command: along a road, over an area, by cadastral division."""

import re
import shutil
from itertools import pairwise

import pikepdf
import pytest


def test_strips_along_the_bypass_join_and_have_an_index(run):
    out = run.folder / "strips.pdf"
    ran = run("sheet", "--along", "bypass", "--scale", 5000, "-o", out, "--json")
    assert ran.code == 0, ran.err
    index, *strips = ran.json["sheets"]
    assert index["turn"] == 0
    assert "Index" in index["title"]
    assert len(strips) > 2
    assert {sheet["scale"] for sheet in strips} == {5000}
    assert any(sheet["turn"] != 0 for sheet in strips)
    with pikepdf.open(out) as document:
        assert len(document.pages) >= 1 + len(strips)
    # the kilometres go on where the sheet before ends
    spans = [re.search(r"(Km\S+) – (Km\S+)", sheet["title"]).groups() for sheet in strips]
    assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_a_grid_fills_a_folder_with_pictures(run):
    out = run.folder / "grid"
    order = ("sheet", "--grid", "--scale", 10000, "--dpi", 50, "--no-index", "--format", "png")
    ran = run(*order, "-o", out, "--json")
    assert ran.code == 0, ran.err
    files = sorted(out.iterdir())
    sheets = ran.json["sheets"]
    written = [name for sheet in sheets for name in (sheet["path"], *sheet["lists"])]
    assert [str(file) for file in files] == sorted(written)
    assert len(sheets) > 1
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert all(re.fullmatch(r"\d\d-\d+-\d+(-\d+)?\.png", file.name) for file in files)


def test_cadastral_sheets_have_their_numbers(run):
    out = run.folder / "cadastral.pdf"
    ran = run("sheet", "--cadastral", 5000, "--no-index", "-o", out, "--json")
    assert ran.code == 0, ran.err
    sheets = ran.json["sheets"]
    numbers = [sheet["title"].split()[-1] for sheet in sheets]
    assert len(set(numbers)) == len(sheets) > 1
    for number, sheet in zip(numbers, sheets, strict=True):
        assert re.fullmatch(r"\d{6}", number)
        east0, north0, east1, north1 = sheet["frame_bounds"]
        # the sheet shows its whole square of 3 km, the upper left corner of which is its number
        left, top = 1000 * (int(number[3:])), 1000 * (2000 + int(number[:3]))
        assert east0 <= left < left + 3000 <= east1
        assert north0 <= top - 3000 < top <= north1


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (("--along", "thom-lom"), "no line to follow"),
        (("--along", "no-such"), "no line to follow"),
        (("--cadastral", 200), "300"),
        (("--grid", "--scale", 200), "300"),
        (("--bounds", "105,21,105.01,21.01"), "nothing on the sheet"),
        (("--dpi", 100000), "dpi"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(run, order, words):
    out = run.folder / "out.png"
    if "--along" in order or "--grid" in order or "--cadastral" in order:
        out = run.folder / "pages"
    ran = run("sheet", *order, "-o", out)
    assert ran.code == 1
    assert words in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit")
def test_a_disk_that_takes_no_more_leaves_the_old_sheet(run):
    out = run.folder / "a.pdf"
    out.write_bytes(b"old")
    ran = run("sheet", "-o", out, largest_file=20_000)
    assert ran.code == 1
    assert "does not take files so large" in ran.err
    assert [path.name for path in run.folder.iterdir()] == ["a.pdf"]
    assert out.read_bytes() == b"old"
