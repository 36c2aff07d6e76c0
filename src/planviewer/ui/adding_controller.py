"""Adding a file as layers: asked for what it does not say, shown first if in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject

from planviewer.app.new_layers import not_added, nothing_in
from planviewer.errors import (
    CoordinatesOutOfRange,
    CrsMissing,
    PlanviewerError,
    SublayersToChoose,
)
from planviewer.i18n import Message
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource
from planviewer.ui.crs_catalog import CrsCandidate, CrsChoice
from planviewer.ui.doctor_controller import candidates_of
from planviewer.ui.small_map import Part, part_of

if TYPE_CHECKING:
    from planviewer.app.history import History
    from planviewer.app.new_layers import NewLayer
    from planviewer.app.placing import Consultation
    from planviewer.app.previewing import LayerPreview
    from planviewer.app.tasks import Task
    from planviewer.model.plan import Plan
    from planviewer.ui.dialogs.preview import PreviewDialog
    from planviewer.ui.main_window import MainWindow

    Looked = tuple[list[LayerPreview], Part]
    """What a file holds, and what the map shows already."""


class AddingController(QObject):
    """Reads files and adds their layers, with the questions that are needed for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._reading: set[Task] = set()
        self._added: list[str] = []
        self.asks = True
        """Whether a file in doubt is shown before it is added (not for a picture)."""

    def add_file(
        self,
        path: Path,
        crs: str | None = None,
        sublayers: tuple[str, ...] | None = None,
        *,
        swapped: bool = False,
        encoding: str | None = None,
    ) -> None:
        """Add a file as layers; ask for what it does not say, and show it first if in doubt."""
        history = self._session.history
        task = self._session.read_file(
            path, crs=crs, sublayers=sublayers, swapped=swapped, encoding=encoding
        )
        self._reading.add(task)
        task.early.connect(self._window.maps.show_arriving)
        task.finished.connect(lambda added: self._read(history, path, added))
        task.failed.connect(lambda error: self._not_read(history, path, error, crs, sublayers))
        task.ended.connect(lambda: self._forget(task))

    def _forget(self, task: Task) -> None:
        """Show what files opened together have added, when the last of them was read."""
        self._reading.discard(task)
        self._window.maps.show_arriving(None)
        self._show_added()

    def _show_added(self) -> None:
        if self._added and not self._reading:
            self._window.maps.bring_layers_into_view(self._added)
            self._window.layers.show_soon(select=self._added[-1])
            self._added = []

    def _add(self, added: list[NewLayer], history: History[Plan], path: Path) -> None:
        """Add layers and show them: who opens a file wants to see what is in it."""
        before = {layer.id for layer in self._session.plan.layers}
        self._session.add_layers(added, history, path)
        self._added += [x.id for x in self._session.plan.layers if x.id not in before]
        empty = nothing_in(added)
        if empty is not None:
            self._window.warn(empty)

    def _read(self, history: History[Plan], path: Path, added: list[NewLayer]) -> None:
        """Add layers that were read; show them before where something in them is not sure."""
        from planviewer.app.previewing import is_sure, preview  # noqa: PLC0415  off the start path

        if not self.asks or is_sure(added) or history is not self._session.history:
            self._add(added, history, path)
            return
        plan, store = self._session.plan, self._session.data.store

        def work(_progress: object) -> Looked:
            from planviewer.app.placing import frames_on_map  # noqa: PLC0415  off the start path
            from planviewer.reading.neighbours import Neighbours  # noqa: PLC0415

            known = Neighbours(frames_on_map(plan, store), plan.crs)
            return preview(added, plan.crs), part_of("known", known.shapes)

        title = Message("session", "Looking through {name}", {"name": path.name})
        task = self._session.tasks.run(title, work)
        task.failed.connect(self._window.say)
        task.finished.connect(lambda looked: self._show_preview(history, path, added, looked))

    def _show_preview(
        self, history: History[Plan], path: Path, added: list[NewLayer], looked: Looked
    ) -> None:
        from planviewer.ui.dialogs.preview import PreviewDialog  # noqa: PLC0415
        from planviewer.ui.preview_encoding import read_in  # noqa: PLC0415

        layers, known = looked
        dialog = PreviewDialog(path.name, layers, known, self._window)
        read = [new for new in added if isinstance(new.content, FeatureSet)]
        dialog.accepted.connect(
            lambda: self._add_shown([read[number] for number in dialog.chosen()], history, path)
        )
        dialog.position_wished.connect(
            lambda number: self._ask_position(path, read[number], dialog)
        )
        dialog.encoding_wished.connect(
            lambda number, encoding: read_in(encoding, dialog, read, number, self._window)
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.show()

    def _ask_position(self, path: Path, new: NewLayer, dialog: PreviewDialog) -> None:
        """Ask for the system of a file that names a doubtful one, and read it anew in that."""
        from planviewer.reading.neighbours import sample_points  # noqa: PLC0415  off the start path

        source = new.layer.source
        if not isinstance(new.content, FeatureSet) or not isinstance(source, FileSource):
            return
        frame = new.content.frame
        shapes = np.asarray(frame.geometry.array, dtype=object)
        values = {"points": sample_points(shapes), "stated": frame.crs}

        def use(choice: CrsChoice) -> None:
            dialog.reject()
            wanted = None if source.sublayer is None else (source.sublayer,)
            swapped, encoding = choice.swapped, source.encoding
            self.add_file(path, choice.code, wanted, swapped=swapped, encoding=encoding)

        self._consult(path, values, use)

    def _add_shown(self, added: list[NewLayer], history: History[Plan], path: Path) -> None:
        self._add(added, history, path)
        self._show_added()

    def _not_read(
        self,
        history: History[Plan],
        path: Path,
        error: PlanviewerError,
        crs: str | None,
        sublayers: tuple[str, ...] | None,
    ) -> None:
        if self._session.history is not history:
            self._window.warn(not_added(path))
        elif isinstance(error, SublayersToChoose):
            names = self._chosen_layers(path, error.values["names"])
            if names:
                self.add_file(path, crs, names)
        else:
            self.ask_crs(
                path,
                error,
                lambda choice: self.add_file(path, choice.code, sublayers, swapped=choice.swapped),
            )

    def ask_crs(self, path: Path, error: PlanviewerError, use: Callable[[CrsChoice], None]) -> None:
        """Ask for the system of a file that does not say it; other errors are said."""
        points = error.values.get("points")
        if not isinstance(error, (CrsMissing, CoordinatesOutOfRange)):
            self._window.say(error)
        elif points is None or not self._session.has_plan:
            self._choose_crs(path, _candidates(error), None, use)
        else:
            self._consult(path, error.values, use)

    def _consult(
        self, path: Path, values: dict[str, Any], use: Callable[[CrsChoice], None]
    ) -> None:
        from planviewer.app import placing  # noqa: PLC0415  off the start path

        plan, store = self._session.plan, self._session.data.store
        stated = values.get("stated")

        def work(_progress: object) -> Consultation:
            frames = placing.frames_on_map(plan, store)
            return placing.consult(plan, frames, values["points"], stated=stated)

        task = self._session.tasks.run(Message("doctor", "Looking for the right position"), work)
        task.failed.connect(self._window.say)
        task.finished.connect(
            lambda found: self._choose_crs(
                path, candidates_of(found), found, use, stated=stated is not None
            )
        )

    def _choose_crs(
        self,
        path: Path,
        candidates: list[CrsCandidate],
        found: Consultation | None,
        use: Callable[[CrsChoice], None],
        *,
        stated: bool = False,
    ) -> None:
        from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog  # noqa: PLC0415  off the start path

        dialog = ChooseCrsDialog(path.name, candidates, self._window, found, stated=stated)
        choice = dialog.choice() if dialog.exec() else None
        dialog.deleteLater()
        if choice is not None:
            use(choice)

    def _chosen_layers(self, path: Path, names: Sequence[str]) -> tuple[str, ...]:
        from planviewer.ui.dialogs.choose_layers import ChooseLayersDialog  # noqa: PLC0415  off the start path

        dialog = ChooseLayersDialog(path.name, names, self._window)
        chosen = dialog.chosen() if dialog.exec() else ()
        dialog.deleteLater()
        return chosen


def _candidates(error: PlanviewerError) -> list[CrsCandidate]:
    return [CrsCandidate(found.crs, str(found.reason)) for found in error.values.get("likely", ())]
