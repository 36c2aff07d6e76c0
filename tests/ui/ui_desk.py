"""The whole window with what a test needs around it: waiting, places, clicks, colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from planviewer.model.crs import WGS84, operation
from waiting import until

TO_MERCATOR = ("EPSG:4326", "EPSG:3857")


class Desk:
    """A window on the bundled plan. What the page complains of stands in ``page_errors``."""

    def __init__(self, window) -> None:
        self.window = window
        self.session = window.session
        self.page_errors: list[str] = []
        window.map.page_error.connect(self.page_errors.append)

    def until(self, holds, seconds=30) -> None:
        until(holds, seconds=seconds, told=lambda: f"the page said {self.page_errors}")

    def settle(self) -> None:
        reached = []
        self.window.when_settled(lambda: reached.append(True))
        self.until(lambda: reached)

    def at(self, easting, northing) -> QPoint:
        """Return where a place (EPSG:9210) is on the map widget."""
        state = self.window.map.view_state()
        to_mercator = operation(*TO_MERCATOR)
        x, y = to_mercator.point(*operation("EPSG:9210", WGS84).point(easting, northing))
        west, south = to_mercator.point(*state.bounds[:2])
        east, north = to_mercator.point(*state.bounds[2:])
        return QPoint(
            round((x - west) / (east - west) * state.width),
            round((north - y) / (north - south) * state.height),
        )

    def colour(self, easting, northing) -> QColor:
        """Return the colour of a place (EPSG:9210) in the complete picture."""
        self.settle()
        return self.window.map.grab().toImage().pixelColor(self.at(easting, northing))

    def click(self, easting, northing) -> None:
        QTest.mouseClick(self.page, Qt.MouseButton.LeftButton, pos=self.at(easting, northing))

    @property
    def page(self):
        """The widget of the page, which takes mouse and keys."""
        return self.window.map._host.view.focusProxy()

    def value(self, script: str):
        """Return what an expression is in the page."""
        answers: list[object] = []
        self.window.map._host.page.runJavaScript(script, 0, answers.append)
        self.until(lambda: answers)
        return answers[0]

    def zone_point(self, zone) -> tuple[float, float]:
        point = self.session.data.zones[zone].geometry.representative_point()
        return point.x, point.y
