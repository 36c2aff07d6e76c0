"""Looking for problems of features after they are drawn, one layer after the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from planviewer import pace
from planviewer.app.loading import Content, examined
from planviewer.app.store import LayerStore
from planviewer.app.tasks import Progress, Tasks
from planviewer.i18n import Message
from planviewer.model.features import FeatureSet

EXAMINE_AFTER_MS: Final = 1_500
"""How long after new data their features are examined."""


class Examiner(QObject):
    """Examines what was read without, in the background; the store then holds what was found."""

    def __init__(self, tasks: Tasks, store: LayerStore) -> None:
        super().__init__()
        self._tasks = tasks
        self._store = store
        self._waiting: dict[str, FeatureSet] = {}
        self._later = QTimer(self, singleShot=True, interval=EXAMINE_AFTER_MS)
        self._later.timeout.connect(self._examine)

    def stop(self) -> None:
        """Begin nothing more."""
        self._later.stop()

    def examine_soon(self, layer_id: str, content: Content) -> None:
        """Look at a layer's features once nothing new has come for a while; not at a part only."""
        if isinstance(content, FeatureSet) and content.part is None:
            self._waiting[layer_id] = content
            self._later.start()

    def _examine(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for layer_id, features in waiting.items():
            self._examine_one(layer_id, features)

    def _examine_one(self, layer_id: str, features: FeatureSet) -> None:
        store = self._store
        title = Message("session", "Checking the features")

        def work(progress: Progress) -> FeatureSet:
            with pace.listening(progress):
                return examined(features)

        task = self._tasks.run(title, work)
        task.finished.connect(lambda found: store.amend(layer_id, features, found))
