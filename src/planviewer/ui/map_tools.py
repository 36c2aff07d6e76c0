"""What drawing on the map is for: each tool turns presses, clicks and keys into a shape.

Places are (longitude, latitude) in WGS 84 degrees, as the map tells them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from planviewer.app.measuring import LonLat, MeasureKind, measure_path, readout
from planviewer.i18n import translate
from planviewer.web.messages import GeoJson, Mode


class Desk(Protocol):
    """What a tool may ask of whoever runs it."""

    @property
    def plan_crs(self) -> str:
        """The CRS in which is measured."""

    def near(self, one: LonLat, other: LonLat) -> bool:
        """Whether two places are the same for a hand on the mouse."""

    def sketch(self, geometry: GeoJson | None, label: str | None = None) -> None:
        """Show what is drawn so far, and a text beside the pointer."""

    def area_drawn(self, outline: Sequence[LonLat], adds: bool) -> None:
        """Take the outline of an area to select in."""

    def path_drawn(self, path: Sequence[LonLat], kind: MeasureKind) -> None:
        """Take a finished measurement."""


class Tool:
    """One thing to do with the pointer; what a tool does not care about does nothing."""

    id = ""
    mode: Mode = "pan"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def hint(self) -> str:
        """Say what to do, for the status bar."""
        return ""

    def press(self, place: LonLat) -> None:
        """Take note that the button went down."""

    def release(self, place: LonLat, adds: bool) -> None:
        """Take note that the button went up; ``adds``: Shift was held."""

    def click(self, place: LonLat, adds: bool) -> None:
        """Take a click."""

    def double_click(self, place: LonLat, adds: bool) -> None:
        """Take a double click, after its two clicks."""

    def move(self, place: LonLat) -> None:
        """Follow the pointer."""

    def key(self, name: str) -> bool:  # noqa: ARG002  a tool need not know any key
        """Use a key ("Escape", "Enter", "Backspace", "Delete"); whether it meant something."""
        return False

    def stop(self) -> None:
        """Forget what was begun."""
        self.desk.sketch(None)


class RectangleTool(Tool):
    """Select by dragging a rectangle, or by clicking two opposite corners."""

    id = "select.rectangle"
    mode: Mode = "rectangle"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._corner: LonLat | None = None
        self._first = False

    def hint(self) -> str:
        """Say what to do."""
        return translate("tool", "Drag, or click two corners. Esc: end.")

    def press(self, place: LonLat) -> None:
        """Begin, or come to the second corner."""
        self._first = self._corner is None
        if self._corner is None:
            self._corner = place

    def release(self, place: LonLat, adds: bool) -> None:
        """End the rectangle, unless it was only the click on its first corner."""
        if self._corner is None or (self._first and self.desk.near(self._corner, place)):
            return
        corner, self._corner = self._corner, None
        self.desk.sketch(None)
        self.desk.area_drawn(_rectangle(corner, place), adds)

    def move(self, place: LonLat) -> None:
        """Show the rectangle."""
        if self._corner is not None:
            self.desk.sketch(_polygon(_rectangle(self._corner, place)))

    def key(self, name: str) -> bool:
        """Esc forgets the first corner."""
        if name != "Escape" or self._corner is None:
            return False
        self.stop()
        return True

    def stop(self) -> None:
        """Forget the first corner."""
        self._corner = None
        super().stop()


class PathTool(Tool):
    """Click corner after corner; double click or Enter ends, Backspace takes the last one back."""

    fewest = 2

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._places: list[LonLat] = []
        self._pointer: LonLat | None = None
        self._adds = False

    def click(self, place: LonLat, adds: bool) -> None:
        """Add a corner."""
        if not (self._places and self.desk.near(self._places[-1], place)):
            self._places.append(place)
        self._adds = adds
        self._show()

    def double_click(self, place: LonLat, adds: bool) -> None:
        """End; its two clicks have set the last corner."""
        del place
        self._adds = adds
        self._end()

    def move(self, place: LonLat) -> None:
        """Show how it would go on."""
        self._pointer = place
        if self._places:
            self._show()

    def key(self, name: str) -> bool:
        """Enter ends, Backspace or Delete takes the last corner back, Esc all of them."""
        if not self._places:
            return False
        if name == "Enter":
            self._end()
        elif name == "Escape":
            self.stop()
        else:
            self._places.pop()
            self._show()
        return True

    def stop(self) -> None:
        """Forget all corners."""
        self._places.clear()
        super().stop()

    def _end(self) -> None:
        if len(self._places) < self.fewest:
            return
        places = list(self._places)
        self._places.clear()
        self.finished(places)

    def _show(self) -> None:
        places = [*self._places]
        if places and self._pointer is not None:
            places.append(self._pointer)
        self.shown(places)

    def shown(self, places: list[LonLat]) -> None:
        """Show corners, the pointer's place the last of them."""
        raise NotImplementedError

    def finished(self, places: list[LonLat]) -> None:
        """Take all corners."""
        raise NotImplementedError


class PolygonTool(PathTool):
    """Select by the corners of a polygon."""

    id = "select.polygon"
    mode: Mode = "polygon"
    fewest = 3

    def hint(self) -> str:
        """Say what to do."""
        return translate(
            "tool",
            "Click corners, Enter selects. Esc: end.",
        )

    def shown(self, places: list[LonLat]) -> None:
        """Show the polygon."""
        self.desk.sketch(_shape(places, closed=True))

    def finished(self, places: list[LonLat]) -> None:
        """Select in it."""
        self.desk.sketch(None)
        self.desk.area_drawn(places, self._adds)


class MeasureTool(PathTool):
    """Measure a distance or an area; the result stays until the next one begins."""

    mode: Mode = "measure"

    def __init__(self, desk: Desk, kind: MeasureKind) -> None:
        super().__init__(desk)
        self.id = f"select.{kind}"
        self.kind = kind
        self.fewest = 3 if kind == "area" else 2

    def hint(self) -> str:
        """Say what to do."""
        return translate("tool", "Click points, Enter finishes. Esc: end.")

    def shown(self, places: list[LonLat]) -> None:
        """Show path and figures."""
        measured = measure_path(places, self.kind, self.desk.plan_crs)
        label = readout(measured) if len(places) > 1 else None
        self.desk.sketch(_shape(places, closed=self.kind == "area"), label)

    def finished(self, places: list[LonLat]) -> None:
        """Keep the path on the map and tell the result."""
        self.desk.sketch(_shape(places, closed=self.kind == "area"))
        self.desk.path_drawn(places, self.kind)


def _rectangle(one: LonLat, other: LonLat) -> list[LonLat]:
    (west, south), (east, north) = one, other
    return [(west, south), (east, south), (east, north), (west, north)]


def _polygon(places: Sequence[LonLat]) -> GeoJson:
    ring = [list(place) for place in [*places, places[0]]]
    return _feature({"type": "Polygon", "coordinates": [ring]})


def _shape(places: Sequence[LonLat], *, closed: bool) -> GeoJson | None:
    if not places:
        return None
    if len(places) == 1:
        return _feature({"type": "Point", "coordinates": list(places[0])})
    if closed and len(places) > 2:
        return _polygon(places)
    return _feature({"type": "LineString", "coordinates": [list(place) for place in places]})


def _feature(geometry: dict[str, Any]) -> GeoJson:
    return {"type": "Feature", "properties": {}, "geometry": geometry}
