"""Large tables are read by view: when the map shows more than was read, that is read as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from planviewer import pace
from planviewer.app.store import LayerStore
from planviewer.app.tasks import Progress, Task, Tasks
from planviewer.i18n import Message
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer
from planviewer.model.plan import Bounds, Plan

REST_MS: Final = 150
"""The view must stand still for so long: on the way nothing is asked."""


@dataclass(frozen=True)
class View:
    """What the map shows: bounds in WGS 84 degrees, and N of its scale 1:N (0: not known)."""

    bounds: Bounds
    scale: float = 0.0

    def shows(self, layer: Layer) -> bool:
        """Whether a layer is switched on, and seen at this scale."""
        near = layer.max_scale is not None and 0 < self.scale < layer.max_scale
        far = layer.min_scale is not None and self.scale > layer.min_scale
        return layer.visible and not near and not far


Known = Callable[[], tuple[Plan, LayerStore]]
"""The plan as it is now, and what was read of its layers."""
Reading = Callable[[Layer, Bounds], Callable[[], Any]]
"""Returns what reads a layer for some bounds (WGS 84), to be called in the background."""


class ViewFollower(QObject):
    """Has tables read again where the view leads; a newer question stops the one before it.

    ``read(answer)`` brings what reading gave, ``failed(layer_id, error)`` why it did not.
    """

    read = Signal(object)
    failed = Signal(str, object)

    def __init__(self, tasks: Tasks, view: View, known: Known, reading: Reading) -> None:
        super().__init__()
        self.view = view
        self._tasks = tasks
        self._answers: tuple[Known, Reading] | None = (known, reading)
        self._asked: dict[str, tuple[Bounds, Task]] = {}
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self._look)

    def look_at(self, view: View) -> None:
        """Follow the map to another view."""
        self.view = view
        self._later.start()

    def look_again(self) -> None:
        """Look whether layers that came, or are switched on now, lack something."""
        self._later.start()

    def stop(self) -> None:
        """Another plan is open: who answered for this one is let go, and its data with them."""
        self._later.stop()
        self.blockSignals(True)
        for _, task in self._asked.values():
            task.cancel()
        self._answers = None

    def _look(self) -> None:
        if self._answers is None:
            return
        known, reading = self._answers
        plan, store = known()
        tables = plan.database_layers
        for gone in self._asked.keys() - {layer.id for layer in tables}:
            self._asked[gone][1].cancel()
        for layer in tables:
            features = store.entry(layer.id).features
            if self.view.shows(layer) and features is not None and self._lacks(layer, features):
                self._ask(layer, reading)

    def _lacks(self, layer: Layer, features: FeatureSet) -> bool:
        """Whether the view shows what neither was read nor is being read."""
        part, bounds = features.part, self.view.bounds
        if part is None or part.covers(bounds) or part.view == bounds:
            self._give_up(layer.id)
            return False
        asked = self._asked.get(layer.id)
        return asked is None or asked[0] != bounds

    def _give_up(self, layer_id: str) -> None:
        """Stop what is still being read of a layer: it is not needed any more."""
        if layer_id in self._asked:
            self._asked[layer_id][1].cancel()

    def _ask(self, layer: Layer, reading: Reading) -> None:
        self._give_up(layer.id)
        bounds, read = self.view.bounds, reading(layer, self.view.bounds)

        def work(progress: Progress) -> Any:
            with pace.listening(progress):
                return read()

        title = Message("session", "Reading {name}", {"name": layer.title})
        task = self._tasks.run(title, work, lane="database")
        asked = self._asked[layer.id] = (bounds, task)
        task.finished.connect(self.read)
        task.failed.connect(lambda error: self.failed.emit(layer.id, error))
        task.cancelled.connect(lambda: self._forget(layer.id, asked))

    def _forget(self, layer_id: str, asked: tuple[Bounds, Task]) -> None:
        """Ask again at the next move what was stopped."""
        if self._asked.get(layer_id) is asked:
            del self._asked[layer_id]
