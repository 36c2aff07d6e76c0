"""Opening, saving and giving away: what goes through a file dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from planviewer.app import saving
from planviewer.app.opening import is_plan
from planviewer.app.pasting import keep_pasted
from planviewer.app.tasks import Task
from planviewer.assets import bundled_plan
from planviewer.errors import (
    CoordinatesOutOfRange,
    CrsMissing,
    FileNotWritten,
    PlanviewerError,
    SublayersToChoose,
)
from planviewer.i18n import Message, translate
from planviewer.model.features import FeatureSet
from planviewer.reading.formats import known_suffixes
from planviewer.ui.crs_catalog import CrsCandidate, CrsChoice
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog
from planviewer.ui.dialogs.choose_layers import ChooseLayersDialog
from planviewer.ui.doctor_controller import candidates_of
from planviewer.ui.small_map import Part, part_of

if TYPE_CHECKING:
    from planviewer.app.adding import NewLayer
    from planviewer.app.placing import Consultation
    from planviewer.app.previewing import LayerPreview
    from planviewer.model.plan import Plan
    from planviewer.ui.main_window import MainWindow

    Looked = tuple[list[LayerPreview], Part]
    """What a file holds, and what the map shows already."""


class FileController(QObject):
    """What the window does with files."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.asks = True
        """Whether a file in doubt is shown before it is added (not for a picture)."""
        self._session = window.session

    # --- opening ------------------------------------------------------------------------------
    def ask_open(self) -> None:
        """Ask for files and open them."""
        plans = translate("file", "Plans and map files")
        anything = translate("file", "All files")
        kinds = " ".join(f"*{suffix}" for suffix in (".planview", *known_suffixes()))
        names, _filter = QFileDialog.getOpenFileNames(
            self._window, translate("file", "Open"), "", f"{plans} ({kinds});;{anything} (*)"
        )
        self.open_paths([Path(name) for name in names])

    def open_paths(self, paths: Sequence[Path], crs: str | None = None) -> None:
        """Open a plan, or add files as layers; what fails is said and changes nothing."""
        for path in paths:
            if is_plan(path):
                self.open_plan(path)
            else:
                self.add_file(path, crs)

    def open_plan(self, path: Path) -> bool:
        """Open a plan, after asking about unsaved edits; whether it is open now."""
        if not self._window.may_leave_plan():
            return False
        try:
            self._session.open(path)
        except PlanviewerError as error:
            self._window.say(error)
            return False
        self._window.remember_recent(path)
        return True

    def open_bundled(self) -> None:
        """Open the bundled plan as it was delivered."""
        self.open_plan(bundled_plan())

    def paste(self) -> None:
        """Open what the clipboard holds: files, or features as text."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.open_paths(paths)
            return
        try:
            pasted = keep_pasted(mime.text())
        except PlanviewerError as error:
            self._window.say(error)
            return
        self.add_file(pasted)

    def add_file(
        self,
        path: Path,
        crs: str | None = None,
        sublayers: tuple[str, ...] | None = None,
        *,
        swapped: bool = False,
    ) -> None:
        """Add a file as layers; ask for what it does not say, and show it first if in doubt."""
        task = self._session.read_file(path, crs=crs, sublayers=sublayers, swapped=swapped)
        task.finished.connect(lambda added: self._read(path, added))
        task.failed.connect(lambda error: self._not_added(path, error, crs, sublayers))

    def _read(self, path: Path, added: list[NewLayer]) -> None:
        """Add layers that were read; show them before where something in them is not sure."""
        from planviewer.app.previewing import is_sure, preview  # noqa: PLC0415  off the start path

        if not self.asks or is_sure(added):
            self._session.add_layers(added)
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
        task.finished.connect(lambda looked: self._show_preview(path, added, looked))

    def _show_preview(self, path: Path, added: list[NewLayer], looked: Looked) -> None:
        from planviewer.ui.dialogs.preview import PreviewDialog  # noqa: PLC0415

        layers, known = looked
        dialog = PreviewDialog(path.name, layers, known, self._window)
        dialog.accepted.connect(lambda: self._add_chosen(added, dialog.chosen()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.show()

    def _add_chosen(self, added: list[NewLayer], chosen: list[int]) -> None:
        features = [new for new in added if isinstance(new.content, FeatureSet)]
        wanted = [new for number, new in enumerate(features) if number in chosen]
        if wanted:
            self._session.add_layers(wanted)

    def _not_added(
        self,
        path: Path,
        error: PlanviewerError,
        crs: str | None,
        sublayers: tuple[str, ...] | None,
    ) -> None:
        if isinstance(error, SublayersToChoose):
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
        dialog = ChooseCrsDialog(path.name, candidates, self._window, found, stated=stated)
        choice = dialog.choice() if dialog.exec() else None
        dialog.deleteLater()
        if choice is not None:
            use(choice)

    def _chosen_layers(self, path: Path, names: Sequence[str]) -> tuple[str, ...]:
        dialog = ChooseLayersDialog(path.name, names, self._window)
        chosen = dialog.chosen() if dialog.exec() else ()
        dialog.deleteLater()
        return chosen

    # --- saving -------------------------------------------------------------------------------
    def save(self) -> bool:
        """Save the plan; whether it is saved now."""
        return self._save(None)

    def ask_save_as(self) -> bool:
        """Ask where, and save the plan with its files there."""
        kinds = f"{translate('file', 'Plans')} (*.planview)"
        path = self._ask_name(translate("file", "Save as"), kinds, (".planview",))
        return path is not None and self._save(path)

    def _ask_name(self, title: str, kinds: str, endings: tuple[str, ...]) -> Path | None:
        """Ask for the name of a file to write; without an ending it gets the first."""
        start = str(Path.home() / f"{self._session.plan.id}{endings[0]}")
        name, _filter = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        path = with_ending(Path(name or start), endings)
        if name and path != Path(name) and path.exists():  # nobody was asked about that one
            reason = translate("errors", "It exists already. Choose it in the list to replace it.")
            self._window.say(FileNotWritten(path=path, reason=reason))
            return None
        return path if name else None

    def _save(self, target: Path | None) -> bool:
        own = target is None and saving.is_bundled(self._session.path)
        try:
            path = self._session.save(target)
        except PlanviewerError as error:
            self._window.say(error)
            return False
        self._window.remember_recent(path)
        text = (
            Message("file", "Saved as your own copy: {path}. It opens from now on.", {"path": path})
            if own
            else Message("file", "Saved: {path}", {"path": path})
        )
        self._window.tell(str(text))
        return True

    # --- giving away --------------------------------------------------------------------------
    def ask_snapshot(self) -> None:
        """Ask where, and write a page of the present view."""
        kinds = f"{translate('file', 'Picture')} (*.png);;PDF (*.pdf)"
        endings = (".png", ".pdf", ".svg", ".tif", ".tiff")
        path = self._ask_name(translate("file", "Save the snapshot map"), kinds, endings)
        if path is not None:
            self.write_snapshot(path)

    def write_snapshot(self, path: Path) -> Task:
        """Write a page of the present view in the background."""
        session, bounds = self._session, self._window.visible_bounds()
        plan, data = session.plan, session.data

        def work(_progress: object) -> Path:
            from planviewer.app import outputs  # noqa: PLC0415  off the start path

            request = outputs.SheetOrder(bounds=bounds)
            return outputs.write_sheet(plan, data, request, path).path

        return self._give(Message("file", "Writing the snapshot map"), work)

    def ask_share(self) -> None:
        """Ask where, and write the plan as one web page."""
        kinds = f"{translate('file', 'Web page')} (*.html)"
        path = self._ask_name(translate("file", "Share as a web page"), kinds, (".html", ".htm"))
        if path is not None:
            self.write_share(path)

    def write_share(self, path: Path) -> Task:
        """Write the plan as one web page in the background."""
        plan, data = self._session.plan, self._session.data

        def work(_progress: object) -> Path:
            from planviewer.app import outputs  # noqa: PLC0415  off the start path
            from planviewer.sheets.request import today  # noqa: PLC0415

            outputs.write_share(plan, data, path, today())
            return path

        task = self._give(Message("file", "Writing the web page"), work)
        task.finished.connect(lambda _path: self._say_left_out(plan))
        return task

    def _say_left_out(self, plan: Plan) -> None:
        from planviewer.app.images import images_of  # noqa: PLC0415  off the start path

        titles = ", ".join(images_of(plan))
        if titles:
            text = Message("file", "Images are not part of the page: {titles}", {"titles": titles})
            self._window.tell(str(text))

    def _give(self, title: Message, work: object) -> Task:
        task = self._session.tasks.run(title, work)  # type: ignore[arg-type]
        task.failed.connect(self._window.say)
        task.finished.connect(
            lambda path: self._window.tell(str(Message("file", "Saved: {path}", {"path": path})))
        )
        return task


def _candidates(error: PlanviewerError) -> list[CrsCandidate]:
    return [CrsCandidate(found.crs, str(found.reason)) for found in error.values.get("likely", ())]


def with_ending(path: Path, endings: tuple[str, ...]) -> Path:
    """Return ``path`` with one of ``endings``; "Nước Hai v1.2" becomes "Nước Hai v1.2.planview"."""
    return path if path.suffix.lower() in endings else path.with_name(path.name + endings[0])
