"""The doctors of the window: where a layer lies, what is wrong in it, what would replace it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from planviewer import pace
from planviewer.app.reloading import Reloader
from planviewer.app.selection import Selection
from planviewer.i18n import Message, translate
from planviewer.model import edits
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer

if TYPE_CHECKING:
    from planviewer.app.new_layers import NewLayer
    from planviewer.app.placing import Consultation
    from planviewer.app.repairing import Repaired
    from planviewer.app.replacing import Replacement
    from planviewer.app.tasks import Progress
    from planviewer.ui.crs_catalog import CrsCandidate
    from planviewer.ui.dialogs.problems import ProblemsDialog
    from planviewer.ui.main_window import MainWindow
    from planviewer.ui.replace_controller import ReplaceController


class DoctorController(QObject):
    """Carries out what the menu “Layer” offers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._replacing: ReplaceController | None = None
        self.reloader = Reloader(self._session)
        self.reloader.told.connect(lambda text: window.messages.show_message(text, "info"))
        self.reloader.failed.connect(window.say)

    def current(self) -> Layer | None:
        """Return the chosen layer if it is read from a file of features."""
        if not self._session.has_plan:
            return None
        layer = self._window.layer_panel.current_layer()
        known = layer is not None and isinstance(layer.source, FileSource)
        return layer if known else None

    def _ids(self) -> set[str]:
        return {layer.id for layer in self._session.plan.layers}

    def has_layer(self) -> bool:
        """Whether a layer of features is chosen, and read."""
        layer = self.current()
        return layer is not None and self._features(layer.id) is not None

    def _features(self, layer_id: str) -> FeatureSet | None:
        return self._session.data.store.entry(layer_id).features

    # --- position -----------------------------------------------------------------------------
    def ask_position(self) -> None:
        """Ask in which system the current layer is, with what would explain its position."""
        layer = self.current()
        features = None if layer is None else self._features(layer.id)
        if layer is None or features is None:
            return
        from planviewer.app import placing  # noqa: PLC0415  off the start path
        from planviewer.reading.neighbours import sample_points  # noqa: PLC0415

        plan, frame, source = self._session.plan, features.frame, layer.source
        frames = placing.frames_on_map(plan, self._session.data.store, without=layer.id)
        swapped = isinstance(source, FileSource) and source.swapped

        def work(_progress: object) -> Consultation:
            points = sample_points(np.asarray(frame.geometry.array, dtype=object))
            points = points[:, ::-1] if swapped else points
            return placing.consult(plan, frames, points, stated=frame.crs)

        title = Message("doctor", "Looking for the right position")
        task = self._session.tasks.run(title, work)
        task.failed.connect(self._window.say)
        task.finished.connect(lambda found: self._choose_position(layer, found))

    def _choose_position(self, layer: Layer, found: Consultation) -> None:
        from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog  # noqa: PLC0415

        dialog = ChooseCrsDialog(
            str(layer.title), candidates_of(found), self._window, found, stated=True
        )
        dialog.accepted.connect(lambda: self._use_position(layer.id, dialog.choice()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _use_position(self, layer_id: str, choice: object) -> None:
        from planviewer.ui.crs_catalog import CrsChoice  # noqa: PLC0415

        plan = self._session.plan
        if not isinstance(choice, CrsChoice) or layer_id not in {x.id for x in plan.layers}:
            return
        source = plan.layer(layer_id).source
        if isinstance(source, FileSource):
            changed = source.changed(crs=choice.code, swapped=choice.swapped)
            name = {"name": plan.layer(layer_id).title}
            label = Message("session", "coordinate system of {name}", name)
            self._session.edit(label, lambda plan: edits.use_source(plan, layer_id, changed))
            self._window.tell(Message("doctor", "{name} is read anew in the chosen system.", name))

    def ask_encoding(self) -> None:
        """Show how the text of the current layer is read, and let another encoding be chosen."""
        from planviewer.ui.preview_encoding import ask_encoding  # noqa: PLC0415  off the start path

        layer = self.current()
        features = None if layer is None else self._features(layer.id)
        if layer is not None and features is not None:
            ask_encoding(self._window, layer, features)

    # --- problems -----------------------------------------------------------------------------
    def ask_problems(self) -> None:
        """Look for what is wrong with the current layer, and list it."""
        layer = self.current()
        features = None if layer is None else self._features(layer.id)
        if layer is None or features is None:
            return
        from planviewer.app.loading import examined  # noqa: PLC0415  off the start path

        def work(progress: Progress) -> FeatureSet:
            with pace.listening(progress):
                return examined(features)

        title = Message("session", "Checking the features")
        task = self._session.tasks.run(title, work)
        task.failed.connect(self._window.say)
        task.finished.connect(lambda found: self.show_problems(layer, found))

    def show_problems(self, layer: Layer, features: FeatureSet) -> ProblemsDialog:
        """List the problems of a layer beside the map."""
        from planviewer.ui.dialogs.problems import ProblemsDialog  # noqa: PLC0415

        problems = list(dict.fromkeys(features.problems))
        dialog = ProblemsDialog(str(layer.title), problems, self._window)
        dialog.chosen.connect(lambda row: self._show_feature(layer.id, row))
        dialog.repair_wished.connect(lambda rows: self._repair(layer.id, features, rows, dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        corner = self._window.geometry().bottomLeft()
        dialog.move(corner.x(), corner.y() - dialog.height())  # the middle of the map stays free
        dialog.show()
        return dialog

    def _show_feature(self, layer_id: str, row: int) -> None:
        frame = self._session.data.store.frame(layer_id)
        if frame is not None and row < len(frame):
            self._window.maps.zoom_to_feature(layer_id, row)
            self._session.select(Selection.of({layer_id: [row]}))

    def _repair(
        self,
        layer_id: str,
        features: FeatureSet,
        wanted: Mapping[str, Sequence[int]],
        dialog: ProblemsDialog,
    ) -> None:
        if not wanted:
            return
        from planviewer.app.repairing import write_repaired  # noqa: PLC0415  off the start path

        plan, path = self._session.plan, self._session.path

        def work(progress: Progress) -> Repaired:
            return write_repaired(
                plan, path, layer_id, features=features, wanted=wanted, progress=progress
            )

        dialog.work(busy=True)
        task = self._session.tasks.run(Message("problems", "Repairing"), work)
        task.failed.connect(self._window.say)
        task.finished.connect(lambda done: self._use_repaired(layer_id, done, dialog))
        task.ended.connect(lambda: _calm(dialog))

    def _use_repaired(self, layer_id: str, done: Repaired, dialog: ProblemsDialog) -> None:
        plan = self._session.plan
        if layer_id not in {layer.id for layer in plan.layers}:
            return
        label = Message("session", "repair {name}", {"name": plan.layer(layer_id).title})
        self._session.edit(label, lambda plan: edits.use_source(plan, layer_id, done.source))
        if _alive(dialog):
            dialog.show_repair(done.repair, str(done.path))

    # --- replacing ----------------------------------------------------------------------------
    def ask_replace(self) -> None:
        """Ask for the file that replaces the current layer."""
        layer = self.current()
        if layer is None:
            return
        title = translate("replace", "Replace “{layer}” by a file").format(layer=layer.title)
        name, _filter = QFileDialog.getOpenFileName(self._window, title)
        if name:
            self.replace_by(layer.id, Path(name))

    def replace_by(self, layer_id: str, path: Path, crs: str | None = None) -> None:
        """Read the file that replaces a layer, and show what would move."""
        from planviewer.app.replacing import prepare  # noqa: PLC0415  off the start path

        plan, store = self._session.plan, self._session.data.store
        reading = self._session.read_file(path, crs=crs)

        def compare(added: list[NewLayer]) -> None:
            title = Message("replace", "Comparing with the new file")

            def work(progress: Progress) -> Replacement:
                with pace.listening(progress):
                    return prepare(plan, store, layer_id, path, added)

            task = self._session.tasks.run(title, work)
            task.failed.connect(self._window.say)
            task.finished.connect(lambda found: self.show_replacement(layer_id, found))

        reading.finished.connect(compare)
        reading.failed.connect(
            lambda error: self._window.files.adding.ask_crs(
                path, error, lambda choice: self.replace_by(layer_id, path, choice.code)
            )
        )

    def show_replacement(self, layer_id: str, found: Replacement) -> None:
        """Show before and after on the map, and ask where the new data are from."""
        if self._replacing is None:
            from planviewer.ui.replace_controller import ReplaceController  # noqa: PLC0415

            self._replacing = ReplaceController(self._window)
        self._replacing.show(layer_id, found)


def candidates_of(found: Consultation) -> list[CrsCandidate]:
    """Return the doctor's candidates as rows to choose from."""
    from planviewer.ui.crs_catalog import CrsCandidate  # noqa: PLC0415

    return [
        CrsCandidate(item.crs, str(item.reason), item.name, item.swapped, item.score)
        for item in found.candidates
    ]


def _alive(dialog: QObject) -> bool:
    from shiboken6 import isValid  # noqa: PLC0415

    return bool(isValid(dialog))


def _calm(dialog: ProblemsDialog) -> None:
    if _alive(dialog):
        dialog.work(busy=False)
