"""Comparing at work: the wish becomes two alternatives, the map shows what they differ by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from planviewer import i18n
from planviewer.app.comparing import alternatives as comparing
from planviewer.app.comparing.alternatives import Alternative, Comparison
from planviewer.app.latest import Latest
from planviewer.app.loading import PlanData
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.zone_editing import (
    concerns_zones,
    counted_parcels,
    line_layers,
    parcel_layers,
)
from planviewer.drawing.layer import DrawLayer
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.layer import ZoneSource
from planviewer.model.plan import Plan
from planviewer.ui.map_controller import MapController
from planviewer.ui.zones.compare_panel import ComparePanel, CompareWish


@dataclass(frozen=True, eq=False)
class _Question:
    plan: Plan
    data: PlanData
    wish: CompareWish
    titles: tuple[str, str]


class CompareController(QObject):
    """Compares what is asked, while the panel is in use."""

    def __init__(self, session: Session, panel: ComparePanel, maps: MapController) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._maps = maps
        self.in_use = False
        self.found: Comparison | None = None
        self._parcels: str | None = None
        title = Message("session", "Comparing the alternatives")
        self.latest = Latest(session.tasks, title, _compared)
        self.latest.answered.connect(self._answered)
        self.latest.failed.connect(lambda _question, error: self._refused(error))
        panel.asked.connect(self.ask)
        panel.zone_chosen.connect(self._zone_chosen)
        panel.plan_chosen.connect(self._plan_chosen)
        panel.parcels_marked.connect(self._parcels_marked)
        session.plan_changed.connect(self._plan_changed)
        session.data_changed.connect(lambda _ids: self.refresh())
        session.opened.connect(self.refresh)

    def use(self, zone: str | None = None) -> None:
        """Begin to compare, a zone if one is named."""
        self.in_use = True
        self._offer()
        if zone is not None and self._panel.zone.findData(zone) >= 0:
            self._panel.zone.setCurrentIndex(self._panel.zone.findData(zone))
        self._zone_chosen()

    def stop(self) -> None:
        """Take the comparison off the map."""
        self.in_use = False
        self.found = None
        self.latest.forget()
        self._maps.show_extra(())

    def _plan_changed(self, old: Plan, new: Plan) -> None:
        if concerns_zones(old, new):
            self.refresh()

    def refresh(self) -> None:
        """Offer what there is, and compare anew."""
        if self.in_use and self._session.has_plan:
            self._offer()
            self.ask()

    def retranslate(self) -> None:
        """Name layers and alternatives in the language of the moment."""
        self.refresh()

    def _offer(self) -> None:
        if self._session.has_plan:
            plan, data = self._session.plan, self._session.data
            self._panel.offer(
                [(x.id, str(x.title)) for x in plan.zone_layers if x.id in data.zones],
                [(x.id, str(x.title)) for x in line_layers(plan, data)],
                [(x.id, str(x.title)) for x in parcel_layers(plan, data)],
                counted_parcels(plan, data),
            )

    def _zone_chosen(self) -> None:
        """Suggest three fifths of its width: what is asked most is what a narrower one takes."""
        zone = self._panel.zone.currentData()
        layers = [x for x in self._session.plan.zone_layers if x.id == zone]
        if layers and isinstance(layers[0].source, ZoneSource):
            rule = layers[0].source.rule
            self._panel.suggest(rule.from_m, rule.from_m + 0.6 * (rule.to_m - rule.from_m))
        self.ask()

    def ask(self) -> None:
        """Compare what the panel says."""
        wish = self._panel.wish()
        if wish is None:
            self.found = None
            self._panel.show_comparison(None)
            self._maps.show_extra(())
            return
        plan = self._session.plan
        self._parcels = wish.parcels
        self.latest.ask(_Question(plan, self._session.data, wish, _titles(plan, wish)))

    def _plan_chosen(self, path: Path) -> None:
        try:
            zones = comparing.zones_of_file(path)
        except PlanviewerError as error:
            self._refused(error)
            return
        self._panel.offer_file_zones([(x.id, str(x.title)) for x in zones])
        self.ask()

    def _answered(self, _question: object, answer: tuple[Comparison, list[DrawLayer]]) -> None:
        self.found, drawn = answer
        self._panel.show_comparison(self.found)
        self._maps.show_extra(drawn)

    def _refused(self, error: PlanviewerError) -> None:
        self.found = None
        self._panel.show_comparison(None, str(error))
        self._maps.show_extra(())

    def _parcels_marked(self, rows: list[int]) -> None:
        if self._parcels is not None:
            self._session.select(Selection.of({self._parcels: rows}))


def _titles(plan: Plan, wish: CompareWish) -> tuple[str, str]:
    """Name both alternatives for the person."""
    zone = str(plan.layer(wish.zone).title)
    low, high = (i18n.number(value, 1 if value % 1 else 0) for value in wish.distances)
    named = "" if wish.other is None or wish.way == "plan-file" else wish.other
    other = str(plan.layer(named).title) if named else ""
    file = "" if wish.path is None else wish.path.name
    second = {
        "distances": translate("compare", "The same from {low} to {high} m").format(
            low=low, high=high
        ),
        "zone": other,
        "line": translate("compare", "The same beside: {line}").format(line=other),
        "line-file": translate("compare", "The same beside the line of {file}").format(file=file),
        "plan-file": translate("compare", "As in {file}").format(file=file),
    }[wish.way]
    return zone, second


def _compared(question: _Question) -> tuple[Comparison, list[DrawLayer]]:
    plan, data, wish = question.plan, question.data, question.wish
    first = comparing.from_plan(plan, data, wish.zone, question.titles[0])
    second = _second(question)
    zones = (first.zone, second.zone)
    frame = (
        None if wish.parcels is None else comparing.parcels_for(plan, data, wish.parcels, *zones)
    )
    found = comparing.compare(first, second, plan.crs, frame)
    return found, comparing.overlay(found)


def _second(question: _Question) -> Alternative:
    plan, data, wish = question.plan, question.data, question.wish
    title, other = question.titles[1], wish.other or ""
    if wish.way == "zone":
        return comparing.from_plan(plan, data, other, title)
    if wish.way == "line":
        return comparing.on_line_layer(plan, data, wish.zone, other, title)
    if wish.way == "line-file" and wish.path is not None:
        return comparing.on_line_file(plan, data, wish.zone, wish.path, title)
    if wish.way == "plan-file" and wish.path is not None:
        return comparing.from_plan_file(plan, wish.path, other, title)
    return comparing.with_distances(plan, data, wish.zone, wish.distances, title)
