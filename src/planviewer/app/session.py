"""The open plan: its value with history, its data, and everything that follows an edit.

This is the one place that chains the rooms of the house. It knows no widget; the window listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planviewer.app import saving
from planviewer.app.adding import NewLayer, read_new_layers
from planviewer.app.canvas import Canvas, build_layer, spoken_style
from planviewer.app.history import History
from planviewer.app.loading import PlanData, compute_layer_zone, read_layer
from planviewer.app.recovery import Autosave
from planviewer.app.selection import Selection
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.assets import bundled_plan
from planviewer.drawing.layer import DrawLayer
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.reading.plans import load_plan

Edit = Callable[[Plan], Plan]


class Session(QObject):
    """One open plan.

    Signals
    -------
    opened
        Another plan is open (its data follow).
    plan_changed(old, new)
        The plan's value changed, by an edit, undo or redo.
    data_changed(layer_ids)
        Features of these layers came, went or moved.
    saved_changed
        Whether there are unsaved edits, or the path, may have changed.
    selection_changed(selection)
        Other features are selected.
    failed(error)
        Something the person asked for could not be done.
    """

    opened = Signal()
    plan_changed = Signal(object, object)
    data_changed = Signal(object)
    saved_changed = Signal()
    selection_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.tasks = tasks
        self.autosave = Autosave()
        self.path = bundled_plan()
        self.data = PlanData()
        self.canvas = Canvas(WEB_MERCATOR, WEB_MERCATOR)
        self.selection = Selection()
        self._saved: Plan | None = None
        self._history: History[Plan] | None = None
        self._reading: dict[str, FileSource] = {}
        self.data_changed.connect(self._unselect)

    # --- the plan -----------------------------------------------------------------------------
    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.history.value

    @property
    def has_plan(self) -> bool:
        """Whether a plan is open."""
        return self._history is not None

    @property
    def history(self) -> History[Plan]:
        """The plan's past and future; a plan must be open."""
        if self._history is None:
            raise RuntimeError("no plan is open")
        return self._history

    @property
    def unsaved(self) -> bool:
        """Whether the plan differs from its file."""
        return self._history is not None and self._history.value != self._saved

    def open(self, path: Path, restored: Plan | None = None) -> None:
        """Open a plan; ``restored`` is a later, unsaved value of it (undo leads to the file's).

        Raises
        ------
        FileError, PlanError
            If the plan cannot be read; the one that is open stays untouched.
        """
        plan = load_plan(path)
        self._history = History(plan)
        self._saved = plan
        self.path = path
        self.data = PlanData()
        self.canvas = Canvas(WEB_MERCATOR, plan.crs)
        self._reading.clear()
        self.select(Selection())
        if restored is not None:
            self._history.push(restored, Message("session", "restore unsaved changes"))
            self.autosave.keep(path, restored)
        self.opened.emit()
        self.saved_changed.emit()
        self._read(self.plan.file_layers)

    def edit(self, label: Message, change: Edit) -> None:
        """Apply an edit as one undoable step."""
        old = self.plan
        self.history.push(change(old), label)
        self._follow(old)

    def undo(self) -> None:
        """Take the last edit back."""
        old = self.plan
        self.history.undo()
        self._follow(old)

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        old = self.plan
        self.history.redo()
        self._follow(old)

    def select(self, selection: Selection) -> None:
        """Have other features selected; it is no edit of the plan."""
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)

    def _unselect(self, layer_ids: set[str]) -> None:
        """Forget selected rows of layers whose rows are others now."""
        self.select(self.selection.only_of(set(self.selection.layer_ids) - layer_ids))

    # --- files --------------------------------------------------------------------------------
    def save(self, target: Path | None = None) -> Path:
        """Save the plan (a bundled one: as the person's own copy) and return where.

        Raises
        ------
        FileNotWritten
            If the disk refuses; the plan stays unsaved and in the recovery file.
        """
        if target is None:
            target = saving.own_copy(self.path) if saving.is_bundled(self.path) else self.path
        saved = saving.save_with_files(self.plan, self.path, target)
        old = self.plan
        self.path = target
        self._saved = saved
        self.history.push(saved, Message("session", "save"))
        self._follow(old)
        return target

    def add_file(self, path: Path, *, crs: str | None = None, encoding: str | None = None) -> Task:
        """Read a file in the background and add its layers on top.

        The task fails with CrsMissing if the file does not say its system: ask, and call again.
        """
        number = len(self.plan.layers)
        taken = frozenset(layer.id for layer in self.plan.layers)

        def work(progress: Progress) -> list[NewLayer]:
            return read_new_layers(
                path, crs=crs, encoding=encoding, number=number, taken=taken, progress=progress
            )

        title = Message("session", "Opening {name}", {"name": path.name})
        task = self.tasks.run(title, work)
        task.finished.connect(self._add_layers)
        return task

    def close(self) -> None:
        """End the session properly."""
        self.tasks.stop()
        self.autosave.close()

    # --- what follows an edit -----------------------------------------------------------------
    def _follow(self, old: Plan) -> None:
        new = self.plan
        if new == old:
            return
        self._keep_unsaved()
        gone = {layer.id for layer in old.layers} - {layer.id for layer in new.layers}
        for layer_id in gone:
            self.data.store.drop(layer_id)
            self.canvas.forget(layer_id)
        self._read([layer for layer in new.file_layers if self._is_unread(layer, old)])
        self._compute_zones([layer for layer in new.zone_layers if _rule_changed(layer, old)])
        if new.placements != old.placements:
            self._locate_sites()
        self.select(self.selection.only_of([item.id for item in new.layers if item.visible]))
        self.plan_changed.emit(old, new)
        self.saved_changed.emit()

    def _is_unread(self, layer: Layer, old: Plan) -> bool:
        known = {item.id: item.source for item in old.layers}
        entry = self.data.store.entry(layer.id)
        missing = entry.features is None and entry.error is None
        return missing or known.get(layer.id, layer.source) != layer.source

    def _keep_unsaved(self) -> None:
        """Write the recovery file; a disk that refuses is said, and does not stop the work."""
        try:
            if self.unsaved:
                self.autosave.keep(self.path, self.plan)
            else:
                self.autosave.clear()
        except PlanviewerError as error:
            self.failed.emit(error)

    # --- data ---------------------------------------------------------------------------------
    def _read(self, layers: Iterable[Layer]) -> None:
        for layer in layers:
            self._read_one(layer)

    def _read_one(self, layer: Layer) -> None:
        source = layer.source
        if not isinstance(source, FileSource) or self._reading.get(layer.id) == source:
            return
        self._reading[layer.id] = source
        path, plan_crs = self.path, self.plan.crs

        def work(_progress: Progress) -> tuple[FeatureSet | PlanviewerError, DrawLayer | None]:
            result = read_layer(path, layer)
            if not isinstance(result, FeatureSet):
                return result, None
            style = spoken_style(layer.style, result.frame)
            drawn = build_layer(layer.id, result.frame, style, WEB_MERCATOR, plan_crs)
            return result, drawn

        title = Message("session", "Reading {name}", {"name": str(layer.title)})
        task = self.tasks.run(title, work)
        task.finished.connect(lambda answer: self._take(layer, *answer))
        task.ended.connect(lambda: self._reading.pop(layer.id, None))
        task.failed.connect(lambda error: self._take(layer, error, None))

    def _take(
        self, asked: Layer, result: FeatureSet | PlanviewerError, drawn: DrawLayer | None
    ) -> None:
        """Keep what was read, unless the layer is gone or has another source by now."""
        current = {layer.id: layer for layer in self.plan.layers}.get(asked.id)
        if current is None or current.source != asked.source:
            return
        self.data.take(self.plan, asked.id, result)
        if drawn is not None and isinstance(result, FeatureSet):
            revision = self.data.store.entry(asked.id).revision
            self.canvas.accept(asked.id, revision, spoken_style(asked.style, result.frame), drawn)
        self._data_came(asked.id)

    def _data_came(self, layer_id: str) -> None:
        """Tell the window, and compute what depends on the layer."""
        self._compute_zones([z for z in self.plan.zone_layers if _line_of(z) == layer_id])
        self.data_changed.emit({layer_id})
        self._locate_sites()

    def _compute_zones(self, layers: list[Layer]) -> None:
        if not layers:
            return
        plan, store = self.plan, self.data.store

        def work(_progress: Progress) -> list[object]:
            return [(layer, compute_layer_zone(plan, layer, store)) for layer in layers]

        task = self.tasks.run(Message("session", "Computing zones"), work)
        task.finished.connect(self._take_zones)

    def _take_zones(self, results: list[tuple[Layer, object]]) -> None:
        current = {layer.id: layer.source for layer in self.plan.layers}
        for layer, zone in results:
            if current.get(layer.id) == layer.source:
                self.data.take_zone(self.plan, layer, zone)  # type: ignore[arg-type]
                self.data_changed.emit({layer.id})
        self._locate_sites()

    def _locate_sites(self) -> None:
        before = self.data.sites
        self.data.derive_sites(self.plan)
        if self.plan.sites_layer is not None and self.data.sites != before:
            self.data_changed.emit({self.plan.sites_layer})

    def _add_layers(self, added: list[NewLayer]) -> None:
        for new in added:
            self.data.take(self.plan, new.layer.id, new.features)
            revision = self.data.store.entry(new.layer.id).revision
            self.canvas.accept(new.layer.id, revision, new.layer.style, new.drawn)

        def add_all(plan: Plan) -> Plan:
            for new in added:
                plan = edits.add_layer(plan, new.layer)
            return plan

        names = ", ".join(str(new.layer.title) for new in added)
        self.edit(Message("session", "add {name}", {"name": names}), add_all)
        for new in added:
            self.data_changed.emit({new.layer.id})

    # --- sites --------------------------------------------------------------------------------
    def place_site(self, site_id: str, lon: float, lat: float) -> None:
        """Give a site its place (WGS 84 degrees), undoably."""
        today = date.today()  # noqa: DTZ011  the person's own calendar day
        label = Message("session", "place {name}", {"name": self._site_name(site_id)})
        self.edit(label, lambda plan: edits.place_site(plan, site_id, lon, lat, today))

    def unplace_site(self, site_id: str) -> None:
        """Forget the place the person gave to a site, undoably."""
        name = {"name": self._site_name(site_id)}
        label = Message("session", "take back the place of {name}", name)
        self.edit(label, lambda plan: edits.unplace_site(plan, site_id))

    def _site_name(self, site_id: str) -> str:
        return next((str(s.title) for s in self.data.sites if s.id == site_id), site_id)


def _line_of(layer: Layer) -> str | None:
    return layer.source.rule.line_layer if isinstance(layer.source, ZoneSource) else None


def _rule_changed(layer: Layer, old: Plan) -> bool:
    known = {item.id: item.source for item in old.layers}
    return known.get(layer.id) != layer.source
