"""Affected parcels at work: the table follows the plan, table and map select for each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from planviewer.app.affected.rows import places_of
from planviewer.app.affected.table import AffectedTable, Ints
from planviewer.app.affected.view import (
    AffectedRequest,
    AffectedView,
    Basis,
    asks_database,
    view_affected,
)
from planviewer.app.latest import Latest
from planviewer.app.loading import PlanData
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.settings import Settings
from planviewer.app.tasks import Task
from planviewer.app.zone_editing import concerns_zones, counted_parcels, parcel_layers
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.plan import Plan
from planviewer.ui.zones.affected_export import AffectedExport
from planviewer.ui.zones.affected_marks import Marks
from planviewer.ui.zones.affected_panel import AffectedPanel
from planviewer.ui.zones.parcel_columns import ParcelColumns

LOOK_AFTER_MS = 150
"""The map follows the table when the hand rests, not at every row the arrow keys pass."""
Question = tuple[Plan, PlanData, AffectedRequest]


class AffectedController(QObject):
    """Computes what the panel asks, while it is in use.

    Signals
    -------
    zoom_wished(frame), look_wished(frame)
        Places are to be shown large, or only to be seen: parcels chosen in the table.
    """

    zoom_wished = Signal(object)
    look_wished = Signal(object)

    def __init__(
        self,
        session: Session,
        panel: AffectedPanel,
        settings: Callable[[], Settings],
        change_settings: Callable[..., None],
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._settings = settings
        self._change_settings = change_settings
        self._look = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._look.timeout.connect(lambda: self._show_places(self.look_wished))
        self.columns = ParcelColumns(session, settings, change_settings)
        self.exports = AffectedExport(session, self)
        self.in_use = False
        self.view: AffectedView | None = None
        self._marks = Marks(session)
        self._asked_for: Basis | None = None
        title = Message("session", "Finding affected parcels")
        self.latest = Latest(session.tasks, title, _found)
        self.latest.answered.connect(self._answered)
        self.latest.failed.connect(lambda _question, error: self._refused(error))
        self.latest.stopped.connect(lambda _question: self._stopped())
        panel.state.stop_wished.connect(self.latest.stop)
        panel.state.again_wished.connect(self.ask_again)
        panel.asked.connect(self._asked)
        panel.fields_wished.connect(self.ask_fields)
        panel.export_wished.connect(self.ask_export)
        panel.marked.connect(self._marked)
        panel.zoom_wished.connect(lambda: self._show_places(self.zoom_wished))
        panel.copy_wished.connect(self.copy)
        session.plan_changed.connect(self._plan_changed)
        session.data_changed.connect(self._data_changed)
        session.opened.connect(self._opened)
        session.selection_changed.connect(self._selection_changed)

    # --- asking -------------------------------------------------------------------------------
    def use(self, zone: str | None = None) -> None:
        """Begin to follow the plan; the zone that is current there is of no matter here."""
        del zone
        self.in_use = True
        self._hear_of_reloads()
        self._panel.least.blockSignals(True)
        land = self._session.plan.cadastre
        least = land.min_remaining_m2 or self._settings().least_remaining_m2
        self._panel.least.setValue(least)
        self._panel.least.blockSignals(False)
        self._offer()
        self.ask()

    def stop(self) -> None:
        """Stop following the plan."""
        self.in_use = False
        self._asked_for = None
        self.latest.forget()

    def _opened(self) -> None:
        self._asked_for = None
        self._panel.choose_parcels(None)
        if self.in_use:
            self._hear_of_reloads()
        self.refresh()

    def _hear_of_reloads(self) -> None:
        """Compute anew when the table is read again: its rows may be others."""
        kind = Qt.ConnectionType.UniqueConnection
        self._session.supply.reloaded.connect(self._reloaded, kind)

    @Slot(str, int, int)
    def _reloaded(self, layer_id: str, _before: int, _now: int) -> None:
        asked = None if self._asked_for is None else self._asked_for.request
        if asked is not None and layer_id in (asked.parcels, asked.buildings):
            self._asked_for = None

    def _data_changed(self, layer_ids: set[str]) -> None:
        self.refresh()
        if self.view is not None and self.view.request.parcels in layer_ids:
            self._marks.mark_again(self.view)

    def _plan_changed(self, old: Plan, new: Plan) -> None:
        if concerns_zones(old, new):
            self.refresh()

    def refresh(self) -> None:
        """Offer what there is, and compute anew."""
        if self.in_use and self._session.has_plan:
            self._offer()
            self.ask()

    def _offer(self) -> None:
        plan, data = self._session.plan, self._session.data
        self._panel.offer(
            [(x.id, str(x.title)) for x in parcel_layers(plan, data)],
            [(x.id, str(x.title)) for x in plan.zone_layers],
            counted_parcels(plan, data),
        )

    def retranslate(self) -> None:
        """Name layers and zones in the language of the moment."""
        if self.in_use and self._session.has_plan:
            self._offer()
            self._panel.name_again()

    def _asked(self) -> None:
        least = self._panel.least.value()
        if least != self._settings().least_remaining_m2:
            self._change_settings(least_remaining_m2=least)
        self.ask()

    def request(self) -> AffectedRequest | None:
        """Return what the panel asks, None without a parcel layer."""
        layer, zone = self._panel.parcels.currentData(), self._panel.zone.currentData()
        if layer is None or self.columns.of(layer) is None:
            return None
        return AffectedRequest(
            parcels=layer,
            zones=(zone,) if zone else (),
            fields=self.columns.named(layer),
            min_remaining_m2=self._panel.least.value() or None,
            buildings=self._session.plan.cadastre.buildings,
        )

    def ask(self) -> None:
        """Compute what the panel asks."""
        request = self.request()
        self._panel.bar.can_save(possible=request is not None)
        if request is None:
            self.view = self._asked_for = None
            self._panel.show_problem(self._lack())
            return
        if self._session.data.zones or not self._session.tasks.busy:
            self._ask(request)

    def _lack(self) -> str:
        if self._panel.parcels.count():
            return translate("affected-view", "Choose the layer of the parcels.")
        return translate(
            "affected-view",
            "No layer of areas that could be parcels. Open the file of the parcels first.",
        )

    def _ask(self, request: AffectedRequest) -> None:
        plan, data = self._session.plan, self._session.data
        if not asks_database(data, request):
            self._asked_for = None
            self.latest.ask((plan, data, request))
            return
        basis = Basis.of(plan, data, request)
        if basis == self._asked_for:
            self._panel.name_again()
            return
        self._asked_for, self.view = basis, None
        self._panel.show_waiting()
        self.latest.ask((plan, data, request), "database")

    def ask_again(self) -> None:
        """Compute what the panel asks, even if it was just asked."""
        self._asked_for = None
        self.ask()

    def _stopped(self) -> None:
        self.view = None
        self._panel.show_stopped()

    def _answered(self, _question: object, answer: tuple[AffectedView, AffectedTable]) -> None:
        self.view, table = answer
        self._panel.show_result(self.view, table)
        self._selection_changed(self._session.selection)

    def _refused(self, error: PlanviewerError) -> None:
        self.view = None
        self._panel.show_problem(str(error))

    # --- selecting ----------------------------------------------------------------------------
    def _marked(self, features: Ints) -> None:
        if self.view is not None:
            self._marks.mark(self.view, features)
            self._look.start()

    def _show_places(self, wish: SignalInstance) -> None:
        """Have the map show what is chosen, also what was not read yet."""
        if self.view is not None and len(self._marks.features):
            wish.emit(places_of(self.view, self._session.plan.crs, self._marks.features))

    def _selection_changed(self, selection: Selection) -> None:
        if self.in_use and self.view is not None:
            self._marks.take(self.view, selection)
            self._panel.show_selected(self._marks.features)

    # --- what the panel asks for ----------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected rows, or all, as a table for a spreadsheet."""
        self.exports.copy(*self._panel.copied())

    def ask_fields(self) -> None:
        """Show which column holds what, and use what the person corrects."""
        layer = self._panel.parcels.currentData()
        if layer is not None:
            self.columns.ask(layer, self._panel.window())
            self.ask()

    def ask_export(self, ending: str) -> None:
        """Ask where, and write the result with its certificate."""
        path = self.exports.ask(ending, self._panel.window())
        if path is not None:
            self.export(path)

    def export(self, path: Path) -> Task | None:
        """Write the result with its certificate in the background."""
        request = self.request()
        if request is None:
            return None
        owners = not self._panel.no_owners.isChecked()
        return self.exports.write(request, path, owners=owners)


def _found(question: Question) -> tuple[AffectedView, AffectedTable]:
    view = view_affected(*question)
    return view, AffectedTable.of(view)
