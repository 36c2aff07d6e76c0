"""The strip chart and the map: each marks on the other what is pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from PySide6.QtCore import QObject

from planviewer.analysis.stations import ZoneByChainage, zone_by_chainage
from planviewer.app.latest import Latest
from planviewer.app.loading import PlanData
from planviewer.app.session import Session
from planviewer.app.zone_editing import concerns_zones, seen_outline
from planviewer.errors import LineMissing, PlanviewerError
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, operation
from planviewer.model.layer import ZoneSource
from planviewer.model.plan import Plan
from planviewer.ui.map.map_view import MapView
from planviewer.ui.zones.chainage_panel import ChainagePanel
from planviewer.ui.zones.strip_chart import NONE


@dataclass(frozen=True, eq=False)
class _Question:
    plan: Plan
    data: PlanData
    zone: str
    step_m: float


class ChainageController(QObject):
    """Divides the zone that is chosen, while the panel is in use."""

    def __init__(self, session: Session, panel: ChainagePanel, view: MapView) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._view = view
        self._parts: ZoneByChainage | None = None
        self._index: shapely.STRtree | None = None
        self.in_use = False
        title = Message("session", "Dividing the zone by chainage")
        self.latest = Latest(session.tasks, title, _divided)
        self.latest.answered.connect(self._answered)
        self.latest.failed.connect(self._refused)
        panel.asked.connect(self.ask)
        panel.marked.connect(self._marked)
        view.pointer_moved.connect(self._pointed)
        view.pointer_left.connect(lambda: self._mark_from_map(NONE))
        session.plan_changed.connect(self._plan_changed)
        session.data_changed.connect(lambda _ids: self.refresh())
        session.opened.connect(self.refresh)

    def use(self, zone: str | None = None) -> None:
        """Begin to follow the plan, at a zone."""
        self.in_use = True
        self._offer()
        if zone is not None:
            self._panel.choose(zone)
        self.ask()

    def stop(self) -> None:
        """Stop following the plan."""
        self.in_use = False
        self.latest.forget()
        self._marked(NONE)

    def _plan_changed(self, old: Plan, new: Plan) -> None:
        if concerns_zones(old, new):
            self.refresh()

    def refresh(self) -> None:
        """Offer the zones there are, and divide the chosen one anew."""
        if self.in_use and self._session.has_plan:
            self._offer()
            self.ask()

    def retranslate(self) -> None:
        """Name the zones in the language of the moment."""
        if self.in_use and self._session.has_plan:
            self._offer()

    def _offer(self) -> None:
        zones = self._session.plan.zone_layers
        self._panel.show_zones([(layer.id, str(layer.title)) for layer in zones])

    def ask(self) -> None:
        """Divide the zone that is chosen."""
        zone = self._panel.zone.currentData()
        if zone is None:
            self._panel.show_parts(None)
        elif zone in self._session.data.zones:
            step = self._panel.step.value()
            self.latest.ask(_Question(self._session.plan, self._session.data, zone, step))

    def _answered(self, _question: object, parts: ZoneByChainage) -> None:
        self._parts, self._index = parts, shapely.STRtree(parts.geometry)
        self._panel.show_parts(parts)

    def _refused(self, _question: object, error: PlanviewerError) -> None:
        self._parts = self._index = None
        self._panel.show_parts(None, str(error))

    # --- pointing -----------------------------------------------------------------------------
    def _marked(self, number: int) -> None:
        """Show on the map the stretch that is pointed at in the chart."""
        outline: dict[str, Any] | None = None
        if self._parts is not None and 0 <= number < len(self._parts.geometry):
            part = self._parts.geometry[number]
            shape = seen_outline(part, self._session.plan.crs)
            outline = {"type": "Feature", "properties": {}, "geometry": shape}
        self._view.show_highlight(outline)

    def _pointed(self, lon: float, lat: float) -> None:
        if not self.in_use or self._index is None or not self._panel.isVisible():
            return
        place = operation(WGS84, self._session.plan.crs).point(lon, lat)
        found = self._index.query(shapely.Point(place), predicate="intersects")
        self._mark_from_map(int(found[0]) if len(found) else NONE)

    def _mark_from_map(self, number: int) -> None:
        if self.in_use and number != self._panel.chart.mark:
            self._panel.show_mark(number)


def _divided(question: _Question) -> ZoneByChainage:
    plan, layer = question.plan, question.plan.layer(question.zone)
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    frame = question.data.store.frame(layer.source.rule.line_layer)
    if frame is None:
        raise LineMissing(zone=str(layer.title), layer=layer.source.rule.line_layer)
    zone, name = question.data.zones.get(layer.id), str(layer.title)
    rule, step = layer.source.rule, question.step_m
    return zone_by_chainage(frame, rule, plan.crs, name, step_m=step, zone=zone)
