"""The window as a user starts it: drawn completely, in both languages, and reproducibly."""

import json
from collections import Counter

import pytest
from PySide6.QtGui import QImage


def test_screenshot_of_a_first_start_has_the_size_asked_for(run):
    out = run.folder / "window.png"
    ran = run("--screenshot", out, "--size", "1280x720")
    assert ran.code == 0, ran.err
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 720)
    assert len({image.pixel(x, y) for x in range(300, 980, 7) for y in range(60, 680, 7)}) > 20


def test_languages_look_different(run):
    pictures = []
    for lang in ("vi", "en"):
        out = run.folder / f"{lang}.png"
        assert run("--screenshot", out, "--size", "1280x720", lang=lang).code == 0
        pictures.append(QImage(str(out)))
    assert pictures[0] != pictures[1]


def test_a_picture_leaves_no_trace_in_the_profile(run, tmp_path):
    assert run("--screenshot", run.folder / "w.png").code == 0
    kept = {path.name for path in (tmp_path / "profile").rglob("*") if path.is_file()}
    assert "settings.json" not in kept


@pytest.mark.parametrize("name", ["no/folder/w.png", "w.nonsense"])
def test_a_picture_that_cannot_be_written_says_so(run, name):
    ran = run("--screenshot", run.folder / name)
    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1


def field(path, west, south):
    """Write an area of a tenth of a degree."""
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"ten": "Thửa"}, "geometry": geometry}
    path.write_text(json.dumps(feature, ensure_ascii=False), encoding="utf-8")
    return path


def areas(picture, first, last):
    """Return the colours of large areas between two columns of the map, without its paper."""
    seen = Counter(
        picture.pixelColor(x, y).name() for x in range(first, last, 2) for y in range(100, 640, 2)
    )
    paper = seen.most_common(1)[0][0]
    return {name for name, count in seen.items() if count > 200 and name != paper}


def test_files_named_on_the_command_line_are_all_opened_and_in_view(run):
    west = field(run.folder / "khu đất 1.geojson", 106.0, 22.6)
    east = field(run.folder / "khu đất #2.geojson", 106.4, 22.6)
    out = run.folder / "w.png"
    ran = run(west, east, "--screenshot", out, "--size", "1280x720")
    assert (ran.code, ran.err) == (0, "")
    picture = QImage(str(out))
    left, middle, right = (areas(picture, x, x + 220) for x in (312, 540, 768))
    shared = (left & right) - middle - {"#ffffff"}  # white are the buttons and the scale bar
    assert len(shared) == 1  # an area in each of them, of the same new colour
