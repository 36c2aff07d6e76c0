"""Keeps the data of the open plan in step with its value: read, computed, located, in background.

A plan says which files, rules and placements there are. The supply reads what is new, computes
zones whose line or rule changed, puts sites in their place, and tells which layers changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planviewer import i18n, pace
from planviewer.app import data_rooms, kept_map, saving
from planviewer.app.by_view import View, ViewFollower
from planviewer.app.canvas import Canvas
from planviewer.app.deliveries import (
    Delivery,
    LayerRead,
    needed_layers,
    read_one,
    source_changed,
    style_of,
    zones_of,
)
from planviewer.app.examining import Examiner
from planviewer.app.kept_map import NOTHING, KeptMap
from planviewer.app.loading import PlanData, compute_layer_zone
from planviewer.app.new_layers import NewLayer
from planviewer.app.same_rows import Rows, same_rows
from planviewer.app.tasks import Lane, Progress, Tasks
from planviewer.drawing.layer import DrawLayer
from planviewer.errors import PlanviewerError
from planviewer.i18n import Listed, Message
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import DatabaseSource, Layer, RasterSource, ReadSource, StoredSource
from planviewer.model.plan import Bounds, Plan
from planviewer.reading.plans import data_path

SMALL_BYTES = 2_000_000
"""Files up to this size are read together, so that a plan of many small ones appears at once."""
PATIENCE_MS = 1_000
"""How long reading waits for a map that does not come."""
HIDDEN_AFTER_MS = 1_500
"""How long after the start, or after what was asked for since, the layers are read that nothing
shown needs."""


class Supply(QObject):
    """The data of one open plan.

    ``changed(layer_ids)`` says whose features came, went or moved; ``reloaded(layer_id, before,
    now)`` how many features a layer had and has whose file was read again, ``reload_failed`` why
    that (or reading more of a table) was not possible: the features read before stay.
    """

    changed = Signal(object)
    reloaded = Signal(str, int, int)
    reload_failed = Signal(str, object)

    def __init__(self, tasks: Tasks, plan: Plan, path: Path, kept: KeptMap | None = None) -> None:
        super().__init__()
        self.data = PlanData()
        self.canvas = Canvas(WEB_MERCATOR, plan.crs)
        self.canvas.use_kept(plan, (kept or NOTHING).layers)
        self._keeps, self.kept_mark = kept is not None, (kept or NOTHING).mark
        self._kept: object = None
        self._begin_later = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._begin_later.timeout.connect(self._begin)
        self._tasks = tasks
        tasks.asked.connect(self.map_shown)  # whoever asks for work wants the data, too
        self._plan = plan
        self._path = path
        self._reading: dict[str, ReadSource] = {}
        self._closed = False
        self._again: dict[str, FeatureSet] = {}
        self._before: dict[str, FeatureSet] = {}
        self._marks: dict[str, tuple[Path, object, object]] = {}
        self._examiner = Examiner(tasks, self.data.store)
        self._read_later = QTimer(self, singleShot=True, interval=HIDDEN_AFTER_MS)
        self._read_later.timeout.connect(self._read_hidden)
        self.by_view = ViewFollower(
            tasks, View(plan.home), lambda: (self._plan, self.data.store), self._more
        )
        self.by_view.read.connect(self._take_more)
        self.by_view.failed.connect(self.reload_failed)

    def start(self) -> None:
        """Read what the first picture needs, and the rest when that picture is there.

        Where the map is known from another time it comes first.
        """
        if self.kept_mark:
            self._begin_later.start()
        else:
            self._begin()

    @property
    def waits(self) -> bool:
        """Whether reading begins once the map is shown."""
        return self._begin_later.isActive()

    def map_shown(self) -> bool:
        """Begin to read if that waited for the map; return whether it did."""
        if not self.waits:
            return False
        self._begin_later.stop()
        self._begin()
        return True

    def _begin(self) -> None:
        entry = self.data.store.entry  # an edit or a file may have come before the picture
        self._read_due([layer for layer in self._plan.read_layers if not entry(layer.id).known])
        self._read_later.start()

    def close(self) -> None:
        """Another plan is open: what still arrives is dropped."""
        self._closed = True
        self._begin_later.stop()
        self._examiner.stop()
        self._read_later.stop()
        self.by_view.stop()

    def follow(self, new: Plan, path: Path) -> None:
        """Bring the data in step with the plan after an edit, undo or redo."""
        old, self._plan, self._path = self._plan, new, path
        for layer_id in {x.id for x in old.layers} - {x.id for x in new.layers}:
            self.data.store.drop(layer_id)
            self.canvas.forget(layer_id)
        self._read_due([layer for layer in new.read_layers if self._is_unread(layer, old)])
        changed = {layer.id for layer in new.zone_layers if source_changed(layer, old)}
        if new.crs != old.crs:
            self._use_plan_crs(new)
            changed = {layer.id for layer in new.zone_layers}
        due = [x for x in new.zone_layers if changed & {x.id, *new.needed_by(x.id)}]
        self._compute(due)
        moved = self.data.use_sites(old, new)
        if moved or new.placements != old.placements:
            self._locate_sites(moved)
        self.by_view.look_again()

    def _use_plan_crs(self, plan: Plan) -> None:
        """Measure on another grid: no figure of the one before may stay."""
        self.canvas.use_plan_crs(plan.crs)
        self.data.zones.clear()

    def add(self, added: Sequence[NewLayer]) -> None:
        """Keep layers that were read already; they join the plan by an edit after this."""
        for new in added:
            self.data.take(self._plan, new.layer.id, new.content)
            revision = self.data.store.entry(new.layer.id).revision
            if new.drawn is not None:
                self.canvas.accept(new.layer.id, revision, new.layer.style, new.drawn)
            self._examiner.examine_soon(new.layer.id, new.content)

    def reload(self, layer_ids: Iterable[str]) -> None:
        """Read layers again: files that changed on disk, tables that may have changed."""
        wanted = set(layer_ids)
        layers = [layer for layer in self._plan.read_layers if layer.id in wanted]
        for layer in layers:
            features = self.data.store.entry(layer.id).features
            if features is not None:
                self._again[layer.id] = features
        self._read(layers)

    def same_rows(self, layer_id: str, rows: Rows) -> Rows:
        """Return where features of a layer just read again are now; those that changed are not."""
        before, now = self._before.get(layer_id), self.data.store.entry(layer_id).features
        if before is None or now is None:
            return rows[:0]
        return same_rows(before.frame, now.frame, rows)

    # --- reading ------------------------------------------------------------------------------
    def _is_unread(self, layer: Layer, old: Plan) -> bool:
        entry = self.data.store.entry(layer.id)
        return not entry.known or source_changed(layer, old, otherwise=False)

    def _read_due(self, layers: Sequence[Layer]) -> None:
        """Read of ``layers`` what the picture needs, and the rest when that picture is there."""
        needed = needed_layers(self._plan)
        now = [layer for layer in layers if layer.id in needed]
        self._read(now)
        if len(now) < len(layers):
            self._read_later.start()

    def _read_hidden(self) -> None:
        if self._tasks.busy:
            self._read_later.start()  # what somebody waits for comes first
            return
        crs, path, keep = self._plan.crs, self._path, self._keeping()

        def work(_progress: Progress) -> None:
            from planviewer.app.warming import warm  # noqa: PLC0415  off the start path

            saving.clear_leftovers(path)
            keep()
            warm(crs)

        self._tasks.run(Message("session", "Getting ready"), work)
        entry = self.data.store.entry
        self._read([layer for layer in self._plan.read_layers if not entry(layer.id).known])

    def keep_map(self) -> None:
        """Keep the map for the next time this plan is opened."""
        self._keeping()()

    def _keeping(self) -> Callable[[], None]:
        """Return what keeps the map as it is now; nothing if that is done."""
        plan, path, store = self._plan, self._path, self.data.store
        state = (plan, path, i18n.language(), store.revision)
        shown = [layer for layer in plan.layers if layer.visible]
        known = all(store.entry(layer.id).known for layer in shown)
        if not self._keeps or not known or state == self._kept:
            return lambda: None
        self._kept = state
        drawn = [self.canvas.layer(layer, store) for layer in shown]
        layers = [layer for layer in drawn if isinstance(layer, DrawLayer)]
        whole = len(layers) == len([layer for layer in drawn if layer is not None])
        looked = {x.id: self._marks.get(x.id, (None, None, None)) for x in plan.layers}
        marks = {x.id: looked[x.id][2] for x in plan.layers if looked[x.id][:2] == (path, x.source)}
        keep = partial(kept_map.keep, plan, path, layers, marks=marks)
        return partial(keep, whole=whole, language=i18n.language())

    def _read(self, layers: Iterable[Layer]) -> None:
        due = [x for x in layers if self._reading.get(x.id) != x.source]
        small: list[Layer] = []
        large: list[list[Layer]] = []
        for layer in due:
            if self._is_small(layer):
                small.append(layer)
            else:
                large.append([layer])
        for batch in (small, *large):
            if batch:
                self._read_together(batch)

    def _is_small(self, layer: Layer) -> bool:
        if not isinstance(layer.source, StoredSource):
            return False
        if isinstance(layer.source, RasterSource):
            return True  # only its head is read
        try:
            return data_path(self._path, layer.source).stat().st_size <= SMALL_BYTES
        except (OSError, PlanviewerError):
            return True  # reading it will say what is wrong

    def _read_together(self, layers: list[Layer]) -> None:
        self._reading |= {x.id: x.source for x in layers if isinstance(x.source, ReadSource)}
        plan, path, store = self._plan, self._path, self.data.store
        view = self.by_view.view.bounds
        # A large file is drawn first; what is wrong with its features is looked for after that.
        examine = all(self._is_small(layer) for layer in layers)

        def work(progress: Progress) -> Delivery:
            data_rooms.load()
            read = []
            for number, layer in enumerate(layers):
                share = number / len(layers), (number + 1) / len(layers)
                with pace.listening(progress), pace.part(*share):
                    read.append(read_one(path, layer, plan.crs, view, examine=examine))
            return Delivery(plan.crs, tuple(read), zones_of(plan, read, store))

        names = Listed(tuple(layer.title for layer in layers), ", ")
        title = Message("session", "Reading {name}", {"name": names})
        lane: Lane = "database" if isinstance(layers[0].source, DatabaseSource) else "work"
        task = self._tasks.run(title, work, lane=lane)
        task.finished.connect(self._take)
        task.failed.connect(
            lambda error: self._take(
                Delivery(plan.crs, tuple(LayerRead(x, error) for x in layers), ())
            )
        )
        task.ended.connect(lambda: [self._reading.pop(layer.id, None) for layer in layers])

    def _more(self, layer: Layer, view: Bounds) -> Callable[[], LayerRead]:
        """Return what reads a view of a large table; what was read before stays until then."""
        return partial(read_one, self._path, layer, self._plan.crs, view, examine=False)

    def _take_more(self, read: LayerRead) -> None:
        before = self.data.store.entry(read.asked.id).features
        if isinstance(read.result, PlanviewerError):
            self.reload_failed.emit(read.asked.id, read.result)
        elif before is not None:
            self._before[read.asked.id] = before
            self._take(Delivery(self._plan.crs, (read,), ()))

    def _compute(self, layers: list[Layer]) -> None:
        if not layers:
            return
        plan, store = self._plan, self.data.store

        def work(_progress: Progress) -> Delivery:
            zones = tuple((x, compute_layer_zone(plan, x, store)) for x in layers)
            return Delivery(plan.crs, (), zones)

        task = self._tasks.run(Message("session", "Computing zones"), work)
        task.finished.connect(self._take)

    # --- taking -------------------------------------------------------------------------------
    def _take(self, delivery: Delivery) -> None:
        """Keep what came, except for layers that are gone or have another source by now."""
        if self._closed:
            return
        current = {layer.id: layer.source for layer in self._plan.layers}
        came = set()
        for read in delivery.read:
            if current.get(read.asked.id) == read.asked.source:
                self._keep(read)
                came.add(read.asked.id)
        holds = delivery.crs == self._plan.crs
        if not holds:  # another grid was chosen meanwhile
            self._compute([x for x, _ in delivery.zones if current.get(x.id) == x.source])
        for layer, zone in delivery.zones:
            if holds and current.get(layer.id) == layer.source:
                self.data.take_zone(self._plan, layer, zone)
                came.add(layer.id)
        self._locate_sites(came)

    def _keep(self, read: LayerRead) -> None:
        before = self._again.pop(read.asked.id, None)
        if before is not None and isinstance(read.result, PlanviewerError):
            self.reload_failed.emit(read.asked.id, read.result)
            return
        if before is not None and isinstance(read.result, FeatureSet):
            self._before[read.asked.id] = before
            self.reloaded.emit(read.asked.id, len(before.frame), len(read.result.frame))
        self._marks[read.asked.id] = (self._path, read.asked.source, read.mark)
        self.data.take(self._plan, read.asked.id, read.result)
        if read.drawn is not None and not isinstance(read.result, PlanviewerError):
            style = read.style or style_of(read.asked, read.result)
            revision = self.data.store.entry(read.asked.id).revision
            self.canvas.accept(read.asked.id, revision, style, read.drawn)
            if not read.examined:
                self._examiner.examine_soon(read.asked.id, read.result)

    # --- sites --------------------------------------------------------------------------------
    def _locate_sites(self, came: Iterable[str] = ()) -> None:
        """Put the sites in their place, and tell what changed with them."""
        before = self.data.sites
        self.data.derive_sites(self._plan)
        changed = set(came)
        if self._plan.sites_layer is not None and self.data.sites != before:
            changed.add(self._plan.sites_layer)
        if changed:
            self.changed.emit(changed)
            self.by_view.look_again()
        self._before.clear()
