"""The open plan: its value with history, its data, and everything that follows an edit.

This is the one place that chains the rooms of the house. It knows no widget; the window listens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from planviewer.app import kept_map, saving
from planviewer.app.canvas import Canvas
from planviewer.app.history import History
from planviewer.app.loading import PlanData
from planviewer.app.new_layers import MOST_LAYERS_LOOKED_AT, NewLayer, not_added, with_free_ids
from planviewer.app.new_plan import with_added
from planviewer.app.recovery import Autosave
from planviewer.app.selection import Selection
from planviewer.app.supply import Supply
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.assets import bundled_plan
from planviewer.errors import PlanviewerError
from planviewer.i18n import Listed, Message
from planviewer.model import edits
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
    remarked(message)
        Something the person should know that is no fault.
    """

    opened = Signal()
    plan_changed = Signal(object, object)
    data_changed = Signal(object)
    saved_changed = Signal()
    selection_changed = Signal(object)
    failed = Signal(object)
    remarked = Signal(object)

    def __init__(self, tasks: Tasks, *, keeps_maps: bool = False) -> None:
        super().__init__()
        self.tasks = tasks
        self._keeps_maps = keeps_maps
        self.autosave = Autosave(tasks, self.failed.emit)
        self.path = bundled_plan()
        self.selection = Selection()
        self._saved: Plan | None = None
        self._history: History[Plan] | None = None
        self._supply: Supply | None = None
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
    def supply(self) -> Supply:
        """What keeps the data in step with the plan; a plan must be open."""
        if self._supply is None:
            raise RuntimeError("no plan is open")
        return self._supply

    @property
    def data(self) -> PlanData:
        """The data of the open plan."""
        return self.supply.data

    @property
    def canvas(self) -> Canvas:
        """The layers of the open plan, ready to draw on the map."""
        return self.supply.canvas

    @property
    def saved(self) -> Plan | None:
        """The plan as its file has it."""
        return self._saved

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
        self._begin(path, load_plan(path), restored)

    def new(self, plan: Plan) -> None:
        """Begin with a plan that has no file yet; it is unsaved until it is given one."""
        self._begin(saving.unnamed_path(plan.id), None, plan)

    def restore(self, path: Path, restored: Plan) -> PlanviewerError | None:
        """Open a plan as a crash left it; if its file cannot be read, return why.

        Then there is nothing to undo, and the plan is unsaved until it is saved.
        """
        try:
            self.open(path, restored)
        except PlanviewerError as error:
            self._begin(path, None, restored)
            return error
        return None

    def _begin(self, path: Path, saved: Plan | None, restored: Plan | None) -> None:
        # A plan may name a basemap in use; the network is used only once the person says so here.
        values = [plan.changed(basemap=None) for plan in (saved, restored) if plan is not None]
        self._history = History(values[0])
        self._saved = None if saved is None else values[0]
        self.path = path
        self.select(Selection())
        if restored is not None:
            self._history.push(values[-1], Message("session", "restore unsaved changes"))
        self._supply_anew()
        self.opened.emit()
        if restored is not None:
            self._keep_unsaved()  # what it has to say belongs to this plan
        self.saved_changed.emit()
        self.supply.start()

    def _supply_anew(self) -> None:
        if self._supply is not None:
            self._supply.close()
        kept = kept_map.find(self.plan, self.path) if self._keeps_maps else None
        self._supply = Supply(self.tasks, self.plan, self.path, kept)
        self._supply.changed.connect(self.data_changed)

    @property
    def waits(self) -> bool:
        """Whether reading waits for the map of another time to be shown."""
        return self._supply is not None and self._supply.waits

    def map_shown(self) -> bool:
        """Tell that the map is there; return whether reading waited for one of another time."""
        return self._supply is not None and self._supply.map_shown()

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
        """Forget selected rows of layers whose rows are others now; the same ones stay so."""
        kept = {name: rows for name, rows in self.selection.parts if name not in layer_ids}
        for layer_id in layer_ids & set(self.selection.layer_ids):
            rows = self.supply.same_rows(layer_id, self.selection.rows(layer_id))
            kept[layer_id] = rows
        self.select(Selection.of(kept))

    # --- files --------------------------------------------------------------------------------
    def save(self, target: Path | None = None) -> Path:
        """Save the plan (a bundled one: as the person's own copy) and return where.

        Raises
        ------
        FileNotWritten
            If the disk refuses; the plan stays unsaved and in the recovery file.
        """
        asked = self.plan
        saved = saving.save_with_files(asked, self.path, target or self._own_target())
        self._take_saved(self.history, asked, saved)
        return saved.path

    def save_in_background(self, target: Path | None = None) -> Task:
        """Save the plan as it is now; the task gives a :class:`planviewer.app.saving.Saved`.

        Edits made meanwhile stay, and are unsaved.
        """
        asked, path, history = self.plan, self.path, self.history
        place = target or self._own_target()

        def work(progress: Progress) -> saving.Saved:
            return saving.save_with_files(asked, path, place, progress.check, progress.commit)

        task = self.tasks.run(Message("session", "Saving {name}", {"name": place.name}), work)
        task.finished.connect(lambda saved: self._take_saved(history, asked, saved))
        return task

    def _own_target(self) -> Path:
        return saving.new_own_copy(self.path) if saving.is_bundled(self.path) else self.path

    def _take_saved(self, history: History[Plan], asked: Plan, saved: saving.Saved) -> None:
        if history is not self._history:
            return  # another plan is open by now
        old = self.plan
        self.path = saved.path
        self._saved = saved.plan
        now = saving.with_moved_files(old, asked, saved.plan)
        self.history.push(now, Message("session", "save"))
        self._follow(old)
        self._keep_unsaved()
        self.saved_changed.emit()

    def add_file(self, path: Path, **how: Any) -> Task:
        """Read a file in the background and add its layers on top, an image at the bottom.

        ``how`` is as for :meth:`read_file`, and so is what the task may fail with.
        """
        task, history = self.read_file(path, **how), self.history
        task.finished.connect(lambda added: self.add_layers(added, history, path))
        return task

    def read_file(self, path: Path, **how: Any) -> Task:
        """Read the layers of a file in the background; ``add_layers`` takes what comes of it.

        ``how`` is ``crs``, ``encoding``, ``sublayers``, ``swapped`` as for
        :func:`planviewer.app.adding.read_new_layers`. The task fails with CrsMissing if the file
        does not say its system, and with SublayersToChoose if it has many layers: ask, and call
        again.
        """
        fixed: dict[str, Any] = {
            "number": len(self.plan.layers),
            "taken": frozenset(layer.id for layer in self.plan.layers),
            "most": MOST_LAYERS_LOOKED_AT,
        }
        choice: dict[str, Any] = {"crs": None, "encoding": None, **how}

        def work(progress: Progress) -> list[NewLayer]:
            from planviewer.app.adding import read_new_layers  # noqa: PLC0415  off the start path

            return read_new_layers(path, progress=progress, early=progress.show, **fixed, **choice)

        title = Message("session", "Opening {name}", {"name": path.name})
        return self.tasks.run(title, work)

    def close(self) -> None:
        """End the session properly."""
        if self._supply is not None:
            if not self.unsaved:
                self._supply.keep_map()
            self._supply.close()
        self.tasks.stop()
        self.autosave.close()

    # --- what follows an edit -----------------------------------------------------------------
    def _follow(self, old: Plan) -> None:
        new = self.plan
        if new == old:
            return
        self._keep_unsaved()
        self.supply.follow(new, self.path)
        self.select(self.selection.only_of([item.id for item in new.layers if item.visible]))
        self.plan_changed.emit(old, new)
        self.saved_changed.emit()

    def _keep_unsaved(self) -> None:
        """Write the recovery file; a disk that refuses is said, and does not stop the work."""
        try:
            if self.unsaved:
                self.autosave.keep(self.path, self.plan)
            else:
                self.autosave.clear()
        except PlanviewerError as error:
            self.failed.emit(error)

    def add_layers(
        self, added: list[NewLayer], history: History[Plan] | None = None, path: Path | None = None
    ) -> None:
        """Add layers that were read, as one undoable step.

        ``history`` is that of the plan they were read for (None: this one): if another plan is open
        by now, it is only said that the file ``path`` was not added.
        """
        if history is not None and history is not self._history:
            self.remarked.emit(not_added(path or self.path))
            return
        added = with_free_ids(added, [layer.id for layer in self.plan.layers])
        self.supply.add(added)
        names = Listed(tuple(new.layer.title for new in added), ", ")
        label = Message("session", "add {name}", {"name": names})
        self.edit(label, lambda plan: with_added(plan, added))
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
        label = Message("session", "forget the place of {name}", name)
        self.edit(label, lambda plan: edits.unplace_site(plan, site_id))

    def _site_name(self, site_id: str) -> object:
        return next((site.title for site in self.data.sites if site.id == site_id), site_id)
