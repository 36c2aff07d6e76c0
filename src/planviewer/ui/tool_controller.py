"""The tool in hand: one at a time, fed by the map, shown by cursor, button and status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from planviewer.app.measuring import LonLat, MeasureKind
from planviewer.app.session import Session
from planviewer.ui.map.map_view import MapView
from planviewer.ui.map_tools import MeasureTool, PolygonTool, RectangleTool, Tool
from planviewer.web.messages import GeoJson

_SAME_PX = 5.0
_METRES_PER_DEGREE = 111_320.0


class ToolController(QObject):
    """Runs at most one tool.

    Signals
    -------
    changed()
        Another tool is in hand, or none.
    area_ready(outline, adds)
        An area to select in: places (lon, lat), and whether it adds to the selection.
    path_ready(path, kind)
        A finished measurement: places (lon, lat), "distance" or "area".
    """

    changed = Signal()
    area_ready = Signal(object, bool)
    path_ready = Signal(object, str)

    def __init__(self, session: Session, view: MapView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._tool: Tool | None = None
        view.clicked.connect(self._clicked)
        view.double_clicked.connect(self._double_clicked)
        view.pressed.connect(lambda lon, lat: self._tell(lambda tool: tool.press((lon, lat))))
        view.released.connect(self._released)
        view.pointer_moved.connect(lambda lon, lat: self._tell(lambda tool: tool.move((lon, lat))))
        session.opened.connect(self.stop)

    # --- which tool ---------------------------------------------------------------------------
    @property
    def active(self) -> bool:
        """Whether clicks belong to a tool."""
        return self._tool is not None

    @property
    def hint(self) -> str:
        """What to do with the tool in hand, "" for none."""
        return "" if self._tool is None else self._tool.hint()

    def is_used(self, tool_id: str) -> bool:
        """Whether this tool is in hand."""
        return self._tool is not None and self._tool.id == tool_id

    def use(self, tool_id: str) -> None:
        """Take a tool in hand, or put it down if it is the one in hand."""
        if self.is_used(tool_id):
            self.stop()
            return
        self._put_down()
        self._tool = self._make(tool_id)
        self._view.show_highlight(None)
        self._view.set_mode(self._tool.mode)
        self.changed.emit()

    def stop(self) -> None:
        """Put the tool down; clicks mean looking again."""
        if self._tool is not None:
            self._put_down()
            self._view.set_mode("pan")
            self.changed.emit()

    def key(self, name: str) -> bool:
        """Give a key to the tool; Esc ends it if it means nothing else. Whether it was used."""
        if self._tool is None:
            return False
        if not self._tool.key(name) and name == "Escape":
            self.stop()
        return True

    def _make(self, tool_id: str) -> Tool:
        made: dict[str, Callable[[], Tool]] = {
            "select.rectangle": lambda: RectangleTool(self),
            "select.polygon": lambda: PolygonTool(self),
            "select.distance": lambda: MeasureTool(self, "distance"),
            "select.area": lambda: MeasureTool(self, "area"),
        }
        return made[tool_id]()

    def _put_down(self) -> None:
        if self._tool is not None:
            self._tool.stop()
            self._tool = None

    # --- what the person does -----------------------------------------------------------------
    def _tell(self, say: Callable[[Tool], None]) -> None:
        if self._tool is not None and self._session.has_plan:
            say(self._tool)

    def _clicked(self, lon: float, lat: float, held: Qt.KeyboardModifier) -> None:
        self._tell(lambda tool: tool.click((lon, lat), _adds(held)))

    def _double_clicked(self, lon: float, lat: float, held: Qt.KeyboardModifier) -> None:
        self._tell(lambda tool: tool.double_click((lon, lat), _adds(held)))

    def _released(self, lon: float, lat: float, shift: bool) -> None:
        self._tell(lambda tool: tool.release((lon, lat), shift))

    # --- what tools ask for -------------------------------------------------------------------
    @property
    def plan_crs(self) -> str:
        """The CRS in which is measured."""
        return self._session.plan.crs

    def near(self, one: LonLat, other: LonLat) -> bool:
        """Whether two places are within a few pixels of each other."""
        reach = _SAME_PX * self._view.view_state().metres_per_pixel / _METRES_PER_DEGREE
        return abs(one[0] - other[0]) <= reach and abs(one[1] - other[1]) <= reach

    def sketch(self, geometry: GeoJson | None, label: str | None = None) -> None:
        """Show what is drawn, and a text beside the pointer."""
        self._view.show_sketch(geometry)
        self._view.show_highlight(None, label)

    def area_drawn(self, outline: Sequence[LonLat], adds: bool) -> None:
        """Pass an area on."""
        self.area_ready.emit(list(outline), adds)

    def path_drawn(self, path: Sequence[LonLat], kind: MeasureKind) -> None:
        """Pass a measurement on."""
        self.path_ready.emit(list(path), kind)


def _adds(held: Qt.KeyboardModifier) -> bool:
    return bool(held & Qt.KeyboardModifier.ShiftModifier)
