"""What the first file needs is prepared while nobody waits, and is never in anybody's way."""

from __future__ import annotations

import pytest

from planviewer.app import warming
from planviewer.drawing import tiles


@pytest.fixture(autouse=True)
def cold(qapp):  # noqa: ARG001  pictures need the application
    warming.warm.cache_clear()
    yield
    warming.warm.cache_clear()


def test_a_small_file_is_read_and_really_drawn(monkeypatch):
    drawn, image = [], tiles.TilePainter.image

    def watched(self, *tile):
        drawn.append(image(self, *tile))
        return drawn[-1]

    monkeypatch.setattr(tiles.TilePainter, "image", watched)
    warming.warm("EPSG:9210")
    (picture,) = drawn
    assert picture is not None  # something of the file is on this tile


def test_it_is_done_once(monkeypatch):
    done = []
    monkeypatch.setattr(warming, "_rehearse", lambda: done.append(True))
    warming.warm("EPSG:9210")
    warming.warm("EPSG:9210")
    assert done == [True]


def test_without_the_small_file_nobody_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(warming, "bundled_plan", lambda: tmp_path / "nuoc-hai.planview")
    warming.warm("EPSG:9210")
