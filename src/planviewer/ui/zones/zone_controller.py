"""The zone editor at work: the draft follows the hand, the map follows the draft."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from planviewer.analysis.rule_words import rule_in_words
from planviewer.app.latest import Latest
from planviewer.app.session import Session
from planviewer.app.zone_editing import (
    ZoneDraft,
    ZonePreview,
    ZoneWorkshop,
    area_layers,
    choices,
    concerns_zones,
    counted_parcels,
    draft_of,
    line_layers,
    new_draft,
    parcel_layers,
    with_zone,
)
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.model.layer import ZoneSource
from planviewer.model.plan import Plan
from planviewer.ui.map.map_view import MapView
from planviewer.ui.zones.zone_form import Choices
from planviewer.ui.zones.zone_panel import ZonePanel


class ZoneController(QObject):
    """Edits one zone at a time.

    Signals
    -------
    began(), ended()
        The editor is needed, or no longer.
    failed(PlanviewerError)
        What was asked for cannot be edited.
    """

    began = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, panel: ZonePanel, view: MapView) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._view = view
        self._workshop: ZoneWorkshop | None = None
        self.draft: ZoneDraft | None = None
        self.preview: ZonePreview | None = None
        self.parcels: str | None = None
        self._lacks_parcels = False
        title = Message("session", "Computing the zone")
        self.latest = Latest(session.tasks, title, self._compute)
        self.latest.answered.connect(self._answered)
        self.latest.failed.connect(self._refused)
        panel.form.changed.connect(self._changed)
        panel.apply_wished.connect(self.apply)
        panel.cancel_wished.connect(self.cancel)
        session.opened.connect(self.cancel)
        session.plan_changed.connect(self._plan_changed)
        session.data_changed.connect(lambda _ids: self._data_came())

    @property
    def active(self) -> bool:
        """Whether a zone is being edited."""
        return self.draft is not None

    # --- beginning ----------------------------------------------------------------------------
    def edit(self, layer_id: str) -> None:
        """Edit a zone layer."""
        self._begin(draft_of(self._session.plan, layer_id, self._counted()))

    def new(self, line_layer: str) -> None:
        """Make a new zone beside a line layer."""
        self._begin(new_draft(self._session.plan, line_layer, self._counted()))

    def _counted(self) -> str | None:
        return counted_parcels(self._session.plan, self._session.data, self.parcels)

    def _begin(self, draft: ZoneDraft) -> None:
        self.draft, self.preview = draft, None
        self._lacks_parcels = draft.parcels is None
        self._workshop = ZoneWorkshop(self._session.data)
        self._show()
        self.began.emit()
        self._ask()

    def _data_came(self) -> None:
        """Compute anew; parcels that were still being read when the editor opened are counted."""
        if self.draft is not None and self._lacks_parcels:
            counted = self._counted()
            if counted is not None:
                self._lacks_parcels = False
                self.draft = replace(self.draft, parcels=counted)
                self._show()
        self._ask()

    # --- while it is edited -------------------------------------------------------------------
    def _show(self) -> None:
        if self.draft is None:
            return
        plan, data = self._session.plan, self._session.data
        frame = data.store.frame(self.draft.rule.line_layer)
        offered = Choices(
            lines=[(x.id, str(x.title)) for x in line_layers(plan, data)],
            fields={} if frame is None else choices(frame),
            areas=[(x.id, str(x.title)) for x in area_layers(plan, data, self.draft)],
            parcels=[(x.id, str(x.title)) for x in parcel_layers(plan, data)],
        )
        self._panel.form.show_draft(self.draft, offered)

    def _changed(self, draft: ZoneDraft) -> None:
        other = self.draft is None or draft.rule.line_layer != self.draft.rule.line_layer
        self.draft, self.parcels = draft, draft.parcels
        if other:
            self._show()
        self._ask()

    def _ask(self) -> None:
        if self.draft is not None and self._workshop is not None:
            self.latest.ask((self._workshop, self._session.plan, self.draft))

    @staticmethod
    def _compute(question: tuple[ZoneWorkshop, Plan, ZoneDraft]) -> ZonePreview:
        workshop, plan, draft = question
        return workshop.preview(plan, draft)

    def _answered(self, _question: object, preview: ZonePreview) -> None:
        self.preview = preview
        self._panel.show_preview(preview, self._sentence())
        self._view.show_preview({"type": "Feature", "properties": {}, "geometry": preview.outline})

    def _sentence(self) -> str:
        """Say the rule in words, as a certificate will."""
        if self.draft is None:
            return ""
        rule, plan = self.draft.rule, self._session.plan
        return str(rule_in_words(rule, plan.layer(rule.line_layer), plan.titles))

    def _refused(self, _question: object, error: PlanviewerError) -> None:
        self.preview = None
        self._panel.show_error(error)
        self._view.show_preview(None)

    def _plan_changed(self, old: Plan, plan: Plan) -> None:
        if self.draft is None or not concerns_zones(old, plan):
            return
        known = {layer.id: layer for layer in plan.layers}
        gone = self.draft.rule.line_layer not in known
        if gone or not (self.draft.is_new or self.draft.layer_id in known):
            self.cancel()
        else:
            self._show()
            self._ask()

    def retranslate(self) -> None:
        """Say the choices in the language of the moment."""
        self._show()
        self._panel.note.setText(self._sentence())

    # --- ending -------------------------------------------------------------------------------
    def apply(self) -> None:
        """Make the draft part of the plan, as one step that can be undone."""
        draft = self.draft
        if draft is None:
            return
        self._end()
        plan = self._session.plan
        changed = with_zone(plan, draft)
        if changed != plan:
            name = {"name": draft.title}
            label = Message("session", "zone {name}", name)
            if draft.is_new:
                label = Message("session", "new zone {name}", name)
            self._session.edit(label, lambda current: with_zone(current, draft))

    def cancel(self) -> None:
        """Leave the plan as it is."""
        if self.draft is not None:
            self._end()

    def _end(self) -> None:
        self.latest.forget()
        self.draft = self.preview = self._workshop = None
        self._view.show_preview(None)
        self.ended.emit()


def is_zone(plan: Plan, layer_id: str | None) -> bool:
    """Whether a layer is a zone of the plan."""
    found = [layer for layer in plan.layers if layer.id == layer_id]
    return bool(found) and isinstance(found[0].source, ZoneSource)
