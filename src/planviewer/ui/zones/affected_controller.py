"""Affected parcels at work: the table follows the plan, table and map select for each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from planviewer.analysis.parcels import recognised
from planviewer.app.affected_table import AffectedTable, Ints
from planviewer.app.affected_view import (
    AffectedRequest,
    AffectedView,
    is_decided_by,
    order_for,
    view_affected,
)
from planviewer.app.latest import Latest
from planviewer.app.loading import PlanData
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.settings import Settings
from planviewer.app.tasks import Progress, Task
from planviewer.app.zone_editing import concerns_zones, parcel_layers
from planviewer.errors import PlanUnsaved, PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.plan import Plan
from planviewer.ui.dialogs.parcel_fields import ParcelFieldsDialog
from planviewer.ui.zones.affected_panel import AffectedPanel

LOOK_AFTER_MS = 150
"""The map follows the table when the hand rests, not at every row the arrow keys pass."""
Question = tuple[Plan, PlanData, AffectedRequest]


class AffectedController(QObject):
    """Computes what the panel asks, while it is in use.

    Signals
    -------
    failed(PlanviewerError)
        An export could not be written.
    written(Path)
        An export is there.
    zoom_wished(), look_wished()
        What is selected is to be shown large, or only to be seen.
    """

    failed = Signal(object)
    written = Signal(object)
    zoom_wished = Signal()
    look_wished = Signal()

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
        self._look.timeout.connect(self.look_wished)
        self.in_use = False
        self.view: AffectedView | None = None
        title = Message("session", "Finding affected parcels")
        self.latest = Latest(session.tasks, title, _found)
        self.latest.answered.connect(self._answered)
        self.latest.failed.connect(lambda _question, error: self._refused(error))
        panel.asked.connect(self._asked)
        panel.fields_wished.connect(self.ask_fields)
        panel.export_wished.connect(self.ask_export)
        panel.marked.connect(self._marked)
        panel.zoom_wished.connect(self.zoom_wished)
        session.plan_changed.connect(self._plan_changed)
        session.data_changed.connect(lambda _ids: self.refresh())
        session.opened.connect(self.refresh)
        session.selection_changed.connect(self._selection_changed)

    # --- asking -------------------------------------------------------------------------------
    def use(self, zone: str | None = None) -> None:
        """Begin to follow the plan; the zone that is current there is of no matter here."""
        del zone
        self.in_use = True
        self._panel.least.blockSignals(True)
        self._panel.least.setValue(self._settings().least_remaining_m2)
        self._panel.least.blockSignals(False)
        self._offer()
        self.ask()

    def stop(self) -> None:
        """Stop following the plan."""
        self.in_use = False
        self.latest.forget()

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
        columns = self._columns(layer)
        if layer is None or columns is None:
            return None
        return AffectedRequest(
            parcels=layer,
            zones=(zone,) if zone else (),
            fields=self._settings().parcel_fields.get(signature(columns), {}),
            min_remaining_m2=self._panel.least.value() or None,
        )

    def _columns(self, layer: str | None) -> list[str] | None:
        frame = None if layer is None else self._session.data.store.frame(layer)
        if frame is None:
            return None
        return [str(name) for name in frame.columns if name != frame.geometry.name]

    def ask(self) -> None:
        """Compute what the panel asks."""
        request = self.request()
        if request is None:
            self.view = None
            self._panel.show_problem(
                translate(
                    "affected-view",
                    "No layer of areas that could be parcels. Open the file of the parcels first.",
                )
            )
            return
        if self._session.data.zones or not self._session.tasks.busy:
            self.latest.ask((self._session.plan, self._session.data, request))

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
            self._session.select(Selection.of({self.view.request.parcels: features}))
            self._look.start()

    def _selection_changed(self, selection: Selection) -> None:
        if self.in_use and self.view is not None:
            self._panel.show_selected(selection.rows(self.view.request.parcels))

    # --- fields -------------------------------------------------------------------------------
    def ask_fields(self) -> None:
        """Show which column holds what, and keep what the person corrects."""
        layer = self._panel.parcels.currentData()
        columns = self._columns(layer)
        if columns is None:
            return
        frame = self._session.data.store.frame(layer)
        examples = {
            name: [str(value) for value in frame[name].dropna().head(3)]
            for name in columns
            if frame is not None
        }
        known, settings = recognised(columns), self._settings()
        kept = settings.parcel_fields.get(signature(columns), {})
        dialog = ParcelFieldsDialog(
            str(self._session.plan.layer(layer).title),
            examples,
            known,
            known.corrected(kept, columns),
            self._panel.window(),
        )
        if dialog.exec():
            self.keep_fields(columns, dialog.corrections())
        dialog.deleteLater()

    def keep_fields(self, columns: list[str], corrections: dict[str, str]) -> None:
        """Use corrected columns from now on, for every layer with the same ones."""
        kept = dict(self._settings().parcel_fields)
        kept[signature(columns)] = corrections
        self._change_settings(parcel_fields=kept)
        self.ask()

    # --- exporting ----------------------------------------------------------------------------
    def ask_export(self, ending: str) -> None:
        """Ask where, and write the result with its certificate."""
        session = self._session
        start = str(Path.home() / f"{session.plan.id}-affected{ending}")
        title = translate("affected-view", "Export affected parcels")
        name, _ = QFileDialog.getSaveFileName(
            self._panel.window(), title, start, f"{ending[1:].upper()} (*{ending})"
        )
        if name:
            path = Path(name)
            self.export(path if path.suffix.lower() == ending else Path(f"{name}{ending}"))

    def export(self, path: Path) -> Task | None:
        """Write the result in the background, computed again from the files as they are saved.

        A plan with unsaved edits of what decides the result is refused: its certificate could
        never be checked.
        """
        session, request = self._session, self.request()
        if request is None:
            return None
        saved = session.saved
        if saved is None or not is_decided_by(session.plan, saved, request):
            self.failed.emit(PlanUnsaved(path=path.name))
            return None
        today = date.today()  # noqa: DTZ011  the person's own calendar day
        owners = not self._panel.no_owners.isChecked()
        order = order_for(session.plan, session.path, request, today, owners=owners)

        def work(progress: Progress) -> Path:
            from planviewer.app.affected import find_affected  # noqa: PLC0415
            from planviewer.app.affected_files import write_affected  # noqa: PLC0415

            progress(0.0)
            result = find_affected(order)
            progress(0.6)
            write_affected(result, path)
            return path

        title = Message("session", "Writing {name}", {"name": path.name})
        task = session.tasks.run(title, work)
        task.finished.connect(self.written)
        task.failed.connect(self.failed)
        return task


def signature(columns: list[str]) -> str:
    """Return what tells layers of the same columns."""
    return "|".join(sorted(columns))


def _found(question: Question) -> tuple[AffectedView, AffectedTable]:
    view = view_affected(*question)
    return view, AffectedTable.of(view)
