"""Opening, saving and giving away: what goes through a file dialog."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from planviewer import pace
from planviewer.app import saving
from planviewer.app.opening import is_plan
from planviewer.app.pasting import keep_pasted, paths_in
from planviewer.app.tables import left_out
from planviewer.app.tasks import Progress, Task
from planviewer.assets import bundled_plan
from planviewer.errors import (
    FileNotWritten,
    PlanviewerError,
)
from planviewer.i18n import Listed, Message, translate
from planviewer.model.problem import Problem
from planviewer.reading.formats import known_suffixes
from planviewer.reading.handed_over import wholes
from planviewer.ui.adding_controller import AddingController
from planviewer.ui.dialogs.waiting import wait_for
from planviewer.ui.sheet.rooms import Rooms
from planviewer.writing.moment import today

if TYPE_CHECKING:
    from planviewer.model.plan import Plan
    from planviewer.model.text import Text
    from planviewer.ui.main_window import MainWindow


class FileController(QObject):
    """What the window does with files."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.adding = AddingController(window)
        self._saving: Task | None = None
        self._rooms = Rooms(self)

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

    def open_paths(
        self, paths: Sequence[Path], crs: str | None = None, *, swapped: bool = False
    ) -> None:
        """Open a plan, or add files as layers; what fails is said and changes nothing.

        Of files that belong together, as the parts of a Shapefile, one stands for all.
        """
        for path in wholes(paths):
            if is_plan(path):
                self.open_plan(path)
            else:
                self.add_file(path, crs, swapped=swapped)

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
        # There is none where the desktop has no clipboard, or does not let it be read.
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        mime = mime or QMimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        paths = paths or paths_in(mime.text())
        if paths:
            self.open_paths(paths)
            return
        try:
            pasted = keep_pasted(mime.text())
        except PlanviewerError as error:
            self._window.say(error)
            return
        self.add_file(pasted)

    def add_file(self, path: Path, crs: str | None = None, *, swapped: bool = False) -> None:
        """Add a file as layers; ask for what it does not say, and show it first if in doubt."""
        self.adding.add_file(path, crs, swapped=swapped)

    # --- saving -------------------------------------------------------------------------------
    def save(self) -> Task | None:
        """Save the plan in the background; for a new one ask where (None: nowhere)."""
        return self.ask_save_as() if saving.is_unnamed(self._session.path) else self._save(None)

    def save_now(self) -> bool:
        """Save the plan and wait for it, the window alive meanwhile; whether it is saved."""
        saved: list[object] = []
        task = self.save()
        if task is None:
            return False
        task.finished.connect(saved.append)
        wait_for(task, self._window)
        return bool(saved)

    def finish_saving(self) -> None:
        """Wait for a save that is on its way."""
        if self._saving is not None:
            wait_for(self._saving, self._window)

    def ask_save_as(self) -> Task | None:
        """Ask where, and save the plan with its files there in the background."""
        kinds = f"{translate('file', 'Plans')} (*.planview)"
        path = self._ask_name(translate("file", "Save as"), kinds, (".planview",))
        return None if path is None else self._save(path)

    def _ask_name(
        self, title: str, kinds: str, endings: tuple[str, ...], *, name: str = ""
    ) -> Path | None:
        """Ask for the name of a file to write; without an ending it gets the one chosen.

        ``name`` is offered, else the plan's id.
        """
        stem = re.sub(r'[<>:"/\\|?*]', "-", name) or self._session.plan.id
        start = str(Path.home() / f"{stem}{endings[0]}")
        chosen, filter_ = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        wanted = re.search(r"\*(\.\w+)\)$", filter_)
        first = wanted[1] if wanted is not None and wanted[1] in endings else endings[0]
        path = with_ending(Path(chosen or start), (first, *endings))
        if chosen and path != Path(chosen) and path.exists():  # nobody was asked about that one
            reason = translate("errors", "It exists already. Choose it in the list to replace it.")
            self._window.say(FileNotWritten(path=path, reason=reason))
            return None
        return path if chosen else None

    def _save(self, target: Path | None) -> Task:
        own = target is None and saving.is_bundled(self._session.path)
        task = self._saving = self._session.save_in_background(target)
        task.failed.connect(self._window.say)
        task.finished.connect(lambda saved: self._saved(saved, own=own))
        task.ended.connect(self._not_saving)
        return task

    def _not_saving(self) -> None:
        self._saving = None

    def _saved(self, saved: saving.Saved, *, own: bool) -> None:
        self._window.remember_recent(saved.path)
        values = {"path": saved.path}
        text = Message("file", "Saved: {path}", values)
        if own:
            text = Message("file", "Saved as your own copy: {path}. It opens from now on.", values)
        self._window.tell(text)
        if saved.missing:
            self._window.warn(_not_copied(saved.missing))

    # --- giving away --------------------------------------------------------------------------

    def ask_share(self) -> None:
        """Ask where, and write the plan as one web page."""
        kinds = f"{translate('file', 'Web page')} (*.html)"
        path = self._ask_name(translate("file", "Share as a web page"), kinds, (".html", ".htm"))
        if path is not None:
            self.write_share(path)

    def write_share(self, path: Path) -> Task:
        """Write the plan as one web page in the background."""
        plan, data = self._session.plan, self._session.data
        missing: list[Text] = []

        def work(_progress: object) -> Path:
            from planviewer.app import outputs  # noqa: PLC0415  off the start path

            missing.extend(outputs.write_share(plan, data, path, today()))
            return path

        task = self._give(Message("file", "Writing the web page"), work)
        task.finished.connect(lambda _path: self._say_left_out(plan, missing))
        return task

    def ask_export(self, layer_id: str) -> None:
        """Ask where, and write a layer to a file of any format we write."""
        from planviewer.writing.features import (  # noqa: PLC0415  off the start path
            format_names,
            writable_suffixes,
        )

        title = str(self._session.plan.layer(layer_id).title)
        endings = writable_suffixes()
        kinds = ";;".join(f"{name} (*{ending})" for ending, name in format_names())
        asked = translate("file", "Export the layer")
        path = self._ask_name(asked, kinds, endings, name=title)
        if path is not None:
            self.write_export(layer_id, path)

    def write_export(self, layer_id: str, path: Path) -> Task:
        """Write a layer to a file in the background, and say what its format could not keep."""
        plan, data = self._session.plan, self._session.data
        lost: list[Problem] = []

        def work(progress: Progress) -> Path:
            from planviewer.app.layers_out import export_layer  # noqa: PLC0415  off the start path

            with pace.listening(progress):
                lost.extend(export_layer(plan, data, layer_id, path))
            return path

        name = {"name": plan.layer(layer_id).title}
        task = self._give(Message("file", "Exporting {name}", name), work)
        task.finished.connect(lambda _path: self._say_lost(path, lost))
        return task

    def _say_lost(self, path: Path, lost: Sequence[Problem]) -> None:
        if lost:
            said = Listed(tuple({str(x.message): x.message for x in lost}.values()), " ")
            text = Message("file", "Saved: {path}. {lost}", {"path": path, "lost": said})
            self._window.messages.show_message(text, "warning")

    def ask_pack(self) -> None:
        """Ask where, and write a field package of the whole plan."""
        kinds = f"{translate('file', 'Archive')} (*.zip)"
        path = self._ask_name(translate("file", "Field package"), kinds, (".zip",))
        if path is not None:
            self.write_pack(path)

    def write_pack(self, path: Path) -> Task:
        """Write a field package of the whole plan in the background."""
        session = self._session
        plan, data, plan_path = session.plan, session.data, session.path
        missing: list[Text] = []

        self._rooms.begin()

        def work(progress: Progress) -> Path:
            self._rooms.await_all(progress)
            from planviewer.app import loading, packing  # noqa: PLC0415  off the start path

            order = packing.PackOrder(None, today())
            whole = loading.with_unread(plan, data, plan_path)
            packed = packing.pack(plan, whole, plan_path, order, path, report=progress)
            missing.extend(packed.missing)
            return packed.path

        task = self._give(Message("file", "Writing the field package"), work)
        task.finished.connect(lambda _path: self._say_absent(plan, missing))
        return task

    def _say_left_out(self, plan: Plan, missing: Sequence[Text]) -> None:
        from planviewer.app.images import images_of  # noqa: PLC0415  off the start path

        images = images_of(plan)
        if images:
            values = {"titles": Listed(images, ", ")}
            self._window.tell(Message("file", "Images are not part of the page: {titles}", values))
        self._say_absent(plan, missing)

    def _say_absent(self, plan: Plan, missing: Sequence[Text]) -> None:
        if missing:
            values = {"titles": Listed(tuple(missing), ", ")}
            text = Message("file", "Layers that were not read are empty in it: {titles}", values)
            self._window.warn(text)
        tables = left_out(plan, self._session.data)
        if tables:
            values = {"titles": Listed(tables, ", ")}
            text = Message("file", "Tables shown by view were left out: {titles}", values)
            self._window.warn(text)

    def _give(self, title: Message, work: object) -> Task:
        task = self._session.tasks.run(title, work)  # type: ignore[arg-type]
        task.failed.connect(self._window.say)
        task.finished.connect(
            lambda path: self._window.tell(Message("file", "Saved: {path}", {"path": path}))
        )
        return task


def _not_copied(missing: Sequence[Path]) -> Message:
    return Message(
        "file",
        "The plan is saved, but without these files, which were not found: {files}. Put them back "
        "and save again.",
        {"files": ", ".join(map(str, missing))},
    )


def with_ending(path: Path, endings: tuple[str, ...]) -> Path:
    """Return ``path`` with one of ``endings``; "Nước Hai v1.2" becomes "Nước Hai v1.2.planview"."""
    return path if path.suffix.lower() in endings else path.with_name(path.name + endings[0])
