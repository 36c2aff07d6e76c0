"""Tiles: one thread, the nearest first, cancelled ones not drawn."""

import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QThread
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from planviewer.errors import MapPictureFailed
from planviewer.ui.map import tile_service
from planviewer.ui.map.tile_key import TileKey
from planviewer.ui.map.tile_service import Picture, TileService

CENTRE = (0.5, 0.5)


class GatedPainter:
    """Draws nothing, only when let; remembers what was asked, where, and whether to stop."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.asked: list[tuple[int, int]] = []
        self.threads: set[int] = set()
        self.stopped: list[bool] = []

    def image(
        self, z: float, x: int, y: int, ratio: float, cancelled: Callable[[], bool]
    ) -> QImage | None:
        del z, ratio
        self.asked.append((x, y))
        self.threads.add(threading.get_ident())
        assert self.gate.acquire(timeout=10)
        self.stopped.append(cancelled())


class BrokenPainter:
    def image(self, *_: object) -> QImage | None:
        raise RuntimeError("out of paint")


@pytest.fixture
def service(qapp: object) -> Iterator[TileService]:
    del qapp
    made = TileService()
    made.set_centre(*CENTRE)
    yield made
    made.close()


def tile(x: int, y: int, version: int = 1, z: float = 4) -> TileKey:
    return TileKey(version, z, x, y, 1.0)


def test_the_tile_nearest_to_the_centre_is_drawn_first(service: TileService, qtbot: QtBot) -> None:
    painter, answers = GatedPainter(), []
    service.set_painter(painter)
    service.request(tile(0, 0), answers.append)
    qtbot.waitUntil(lambda: painter.asked == [(0, 0)])
    for x in (15, 11, 8, 13):
        service.request(tile(x, 8), answers.append)
    painter.gate.release(5)
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert painter.asked == [(0, 0), (8, 8), (11, 8), (13, 8), (15, 8)]


def test_a_newer_picture_goes_before_an_older_one(service: TileService, qtbot: QtBot) -> None:
    painter, answers = GatedPainter(), []
    service.set_painter(painter)
    service.request(tile(0, 0), answers.append)
    qtbot.waitUntil(lambda: painter.asked == [(0, 0)])
    service.request(tile(8, 8), answers.append)
    service.request(tile(2, 2, version=2), answers.append)
    painter.gate.release(3)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert painter.asked == [(0, 0), (2, 2), (8, 8)]


def test_a_view_is_drawn_before_its_tiles_are_asked_for(service: TileService, qtbot: QtBot) -> None:
    painter, answers = GatedPainter(), []
    service.set_painter(painter)
    painter.gate.release()
    service.request(tile(0, 0), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    service.set_centre(0.51, 0.51, half=(0.6 / 16, 0.6 / 16), picture=(2, 4.0))
    qtbot.waitUntil(lambda: painter.asked[1:] == [(8, 8)])
    service.request(tile(7, 7, version=2), answers.append)
    service.request(tile(8, 8, version=2), answers.append)
    painter.gate.release(3)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert painter.stopped[1] is False  # somebody else's request does not stop what is to be seen
    painter.gate.release(100)


def test_what_was_drawn_for_another_view_is_given_up(service: TileService, qtbot: QtBot) -> None:
    painter, answers = GatedPainter(), []
    service.set_painter(painter)
    painter.gate.release()
    service.request(tile(0, 0), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    service.set_centre(0.51, 0.51, half=(0.6 / 16, 0.6 / 16), picture=(2, 4.0))
    qtbot.waitUntil(lambda: painter.asked[1:] == [(8, 8)])
    service.set_centre(0.51, 0.51, half=(0.3 / 16, 0.3 / 16), picture=(2, 5.0))
    painter.gate.release()
    qtbot.waitUntil(lambda: len(painter.stopped) == 2)
    assert painter.stopped[1] is True
    painter.gate.release(100)


@pytest.mark.parametrize("still_s", [5.0, 0.05], ids=["after a rest", "moving on"])
def test_around_a_view_that_moves_after_a_rest_nothing_is_drawn_until_the_move_is_shown(
    service: TileService, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, still_s: float
) -> None:
    now = [100.0]
    monkeypatch.setattr(tile_service, "monotonic", lambda: now[0])
    painter, answers = GatedPainter(), []
    painter.gate.release(100)
    service.set_painter(painter)
    half = (1.2 / 16, 1.2 / 16)
    service.set_centre(0.53, 0.53, half)
    now[0] += still_s
    service.set_centre(0.53 + 1 / 16, 0.53, half)
    in_view = {(x, y) for x in (8, 9, 10) for y in (7, 8, 9)}
    service.request(tile(9, 8), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    if still_s > 1:
        qtbot.wait(100)  # nothing happens
        assert set(painter.asked) <= in_view
        now[0] += 1
    qtbot.waitUntil(lambda: set(painter.asked) - in_view != set())


def test_a_cancelled_tile_is_not_drawn_or_told_to_stop(service: TileService, qtbot: QtBot) -> None:
    painter, answers = GatedPainter(), []
    service.set_painter(painter)
    started = service.request(tile(8, 8), lambda _: answers.append("started"))
    qtbot.waitUntil(lambda: painter.asked == [(8, 8)])
    waiting = service.request(tile(9, 8), lambda _: answers.append("waiting"))
    service.request(tile(10, 8), lambda _: answers.append("wanted"))
    service.cancel(started)
    service.cancel(waiting)
    service.cancel(waiting)
    painter.gate.release(2)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["wanted"]
    assert painter.asked == [(8, 8), (10, 8)]
    assert painter.stopped == [True, False]
    assert service.pending == 0


def test_drawing_is_elsewhere_and_answers_come_home(service: TileService, qtbot: QtBot) -> None:
    painter, threads = GatedPainter(), []
    painter.gate.release(10)
    service.set_painter(painter)
    home = QThread.currentThread()
    for x in range(10):
        service.request(tile(x, 0), lambda _: threads.append(QThread.currentThread() is home))
    qtbot.waitUntil(lambda: len(threads) == 10)
    assert all(threads)
    assert len(painter.threads) == 1
    assert painter.threads != {threading.get_ident()}


def test_a_tile_that_fails_is_told_and_answered_empty(service: TileService, qtbot: QtBot) -> None:
    answers: list[Picture] = []
    service.set_painter(BrokenPainter())
    with qtbot.waitSignal(service.failed) as caught:
        service.request(tile(1, 1), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(caught.args[0], MapPictureFailed)
    assert "out of paint" in str(caught.args[0])
    picture = QImage.fromData(answers[0].content)
    assert picture.pixelColor(0, 0).alpha() == 0


def test_closing_answers_nobody_and_ends_the_thread(qapp: object) -> None:
    del qapp
    service, painter, answers = TileService(), GatedPainter(), []
    service.set_painter(painter)
    service.request(tile(1, 1), answers.append)
    painter.gate.release()
    service.close()
    assert answers == []
    assert not service._thread.is_alive()


@given(
    version=st.integers(0, 10**6),
    z=st.floats(0, 26).map(lambda z: round(z, 6)).filter(lambda z: "e" not in repr(z)),
    x=st.integers(-(2**26), 2**26),
    y=st.integers(-(2**26), 2**26),
    ratio=st.sampled_from([1, 1.25, 1.5, 2, 3]),
)
def test_a_tile_s_address_names_it(version: int, z: float, x: int, y: int, ratio: float) -> None:
    key = TileKey.from_path(f"/{version}/{z}/{x}/{y}@{ratio}")
    assert key == TileKey(version, z, x, y, ratio)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/1/2/3", "/1/2/3/4", "/1/99/3/4@1", "/1/2/3/4@0", "/1/2/3/4@99", "/1/2/3/../4@1"],
)
def test_what_names_no_tile_is_none(path: str) -> None:
    assert TileKey.from_path(path) is None


class ColourPainter:
    def __init__(self) -> None:
        self.value = 1

    def image(self, *_: object) -> QImage | None:
        image = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0xFF000000 + self.value)
        return image


def test_a_tile_that_looks_as_before_is_only_said_to(service: TileService, qtbot: QtBot) -> None:
    painter, answers = ColourPainter(), []
    service.set_painter(painter)

    def ask(path: str) -> tuple[int, int]:
        key = TileKey.from_path(path)
        assert key is not None
        count = len(answers)
        service.request(key, answers.append)
        qtbot.waitUntil(lambda: len(answers) > count)
        image = QImage.fromData(answers[-1].content)
        return image.width(), image.height()

    assert ask("/1/4/8/8@1") == (4, 4)
    assert ask("/2~1/4/8/8@1") == (1, 2)
    assert ask("/3~2/4/8/8@1") == (1, 2)
    assert ask("/4~2/4/8/8@1") == (4, 4)  # the page holds something older than was sent last
    assert ask("/5~4/4/8/9@1") == (4, 4)  # another tile
    painter.value = 2
    assert ask("/5~4/4/8/8@1") == (4, 4)
    assert ask("/6/4/8/8@1") == (4, 4)  # a new picture takes every tile
