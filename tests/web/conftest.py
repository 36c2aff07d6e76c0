"""The real engine, one map for all tests: no console error, no request that leaves."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from planviewer.ui.map.map_view import MapView
from planviewer.ui.map.scheme import register_scheme
from waiting import until

register_scheme()  # before any test makes the application object

HOME = (106.1385, 22.7165, 106.1745, 22.7565)
SIZE = (800, 600)


class PlainPainter:
    """Fills every tile with a colour and remembers what was asked."""

    def __init__(self) -> None:
        self.colour = QColor("#3070c0")
        self.asked: list[tuple[float, int, int, float]] = []

    def image(
        self, z: float, x: int, y: int, ratio: float, cancelled: Callable[[], bool]
    ) -> QImage | None:
        del cancelled
        self.asked.append((z, x, y, ratio))
        side = round(256 * ratio)
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(self.colour)
        return image


class Browser:
    """A map with what a test needs around it: waiting, the page's values, what went wrong."""

    def __init__(self) -> None:
        self.map = MapView()
        self.host = self.map._host
        self.painter = PlainPainter()
        self.page_errors: list[str] = []
        self.failures: list[Any] = []
        self.map.page_error.connect(self.page_errors.append)
        self.map.failed.connect(self.failures.append)

    def until(self, holds: Callable[[], Any], seconds: float = 15) -> None:
        until(holds, seconds=seconds, told=lambda: f"the page said {self.page_errors}")

    def settle(self) -> None:
        """Wait for the complete picture; say what it waits for if it never comes."""
        try:
            self.until(self.map.is_drawn)
        except AssertionError as error:
            raise AssertionError(f"never drawn: {self.describe()}") from error

    def describe(self) -> dict[str, Any]:
        talk = self.map._page
        page = self.value(
            """(({pictures, serial, view, furnished, reported, foot}) => JSON.stringify({
              complete: pictures.complete, next: !!pictures.next, serial, view, furnished, reported,
              turned: foot.turned, fonts: document.fonts.status, hidden: document.hidden,
            }))(planviewer.window)"""
        )
        asked = (self.host.bridge.serial, talk._drawn_serial, talk._mark, talk.view)
        return {"page": page, "python": asked, "pending": self.host.tiles.pending}

    def value(self, script: str) -> Any:
        """What an expression is in the page."""
        answers: list[Any] = []
        self.host.page.runJavaScript(script, 0, answers.append)
        self.until(lambda: answers)
        return answers[0]

    def turn(self, seconds: float = 0.2) -> None:
        """Let the event loop run, where the point is that nothing happens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def reset(self) -> None:
        self.painter.colour = QColor("#3070c0")
        self.map.set_mode("pan")
        self.map.set_theme("light")
        self.map.set_notice("")
        self.map.show_highlight(None)
        self.map.show_selection(None)
        self.map.show_sketch(None)
        self.map.resize(*SIZE)
        self.map.set_painter(self.painter)
        self.map.fit_bounds(*HOME)
        self.settle()
        self.page_errors.clear()
        self.failures.clear()
        self.painter.asked.clear()


@pytest.fixture(scope="session")
def _one_browser(qapp: QApplication) -> Iterator[Browser]:
    browser = Browser()
    browser.map.resize(*SIZE)
    browser.map.show()
    yield browser
    browser.map.shut_down()
    browser.map.close()
    browser.map.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def browser(_one_browser: Browser) -> Iterator[Browser]:
    """The map as if just opened. An error or a warning on the page's console fails the test."""
    _one_browser.reset()
    yield _one_browser
    assert _one_browser.page_errors == []
    assert _one_browser.failures == []
    assert _one_browser.host.guard.blocked == []
    assert _one_browser.host.guard.let_out == []
