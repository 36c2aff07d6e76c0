"""The window as a user starts it: drawn completely, in both languages, and reproducibly."""

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
