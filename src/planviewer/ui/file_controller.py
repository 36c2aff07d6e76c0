"""Opening, saving and giving away: what goes through a file dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from planviewer.app import saving
from planviewer.app.images import images_of
from planviewer.app.opening import is_plan
from planviewer.app.tasks import Task
from planviewer.assets import bundled_plan
from planviewer.errors import CrsMissing, PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.ui.crs_catalog import CrsCandidate
from planviewer.ui.dialogs.choose_crs import ChooseCrsDialog

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


class FileController(QObject):
    """What the window does with files."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    # --- opening ------------------------------------------------------------------------------
    def ask_open(self) -> None:
        """Ask for files and open them."""
        plans = translate("file", "Plans and map files")
        anything = translate("file", "All files")
        kinds = "*.planview *.geojson *.json *.gpkg *.shp *.fgb *.tif *.tiff"
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

    def add_file(self, path: Path, crs: str | None = None) -> None:
        """Add a file as layers; without a CRS ask for it."""
        task = self._session.add_file(path, crs=crs)
        task.failed.connect(lambda error: self._not_added(path, error))

    def _not_added(self, path: Path, error: PlanviewerError) -> None:
        if not isinstance(error, CrsMissing):
            self._window.say(error)
            return
        dialog = ChooseCrsDialog(path.name, _candidates(error), self._window)
        chosen = dialog.chosen() if dialog.exec() else None
        dialog.deleteLater()
        if chosen is not None:
            self.add_file(path, chosen)

    # --- saving -------------------------------------------------------------------------------
    def save(self) -> bool:
        """Save the plan; whether it is saved now."""
        return self._save(None)

    def ask_save_as(self) -> bool:
        """Ask where, and save the plan with its files there."""
        start = str(Path.home() / f"{self._session.plan.id}.planview")
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            translate("file", "Save as"),
            start,
            f"{translate('file', 'Plans')} (*.planview)",
        )
        return bool(name) and self._save(Path(name).with_suffix(".planview"))

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
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            translate("file", "Save the snapshot map"),
            str(Path.home() / f"{self._session.plan.id}.png"),
            f"{translate('file', 'Picture')} (*.png);;PDF (*.pdf)",
        )
        if name:
            self.write_snapshot(Path(name))

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
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            translate("file", "Share as a web page"),
            str(Path.home() / f"{self._session.plan.id}.html"),
            f"{translate('file', 'Web page')} (*.html)",
        )
        if name:
            self.write_share(Path(name))

    def write_share(self, path: Path) -> Task:
        """Write the plan as one web page in the background."""
        plan, data = self._session.plan, self._session.data

        def work(_progress: object) -> Path:
            from planviewer.app import outputs  # noqa: PLC0415  off the start path
            from planviewer.sheets.request import today  # noqa: PLC0415

            outputs.write_share(plan, data, path, today())
            return path

        task = self._give(Message("file", "Writing the web page"), work)
        images = ", ".join(images_of(plan))
        if images:
            left_out = Message(
                "file", "Images are not part of the page: {titles}", {"titles": images}
            )
            task.finished.connect(lambda _path: self._window.tell(str(left_out)))
        return task

    def _give(self, title: Message, work: object) -> Task:
        task = self._session.tasks.run(title, work)  # type: ignore[arg-type]
        task.failed.connect(self._window.say)
        task.finished.connect(
            lambda path: self._window.tell(str(Message("file", "Saved: {path}", {"path": path})))
        )
        return task


def _candidates(error: CrsMissing) -> list[CrsCandidate]:
    return [CrsCandidate(found.crs, str(found.reason)) for found in error.values.get("likely", ())]
