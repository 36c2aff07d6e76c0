"""Gives a sheet away: as a file or files, to the clipboard, to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from planviewer import pace
from planviewer.app.sheeting.making import SheetMaker, write_sheet
from planviewer.app.sheeting.order import SheetOrder
from planviewer.app.sheeting.series import SeriesOrder
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.tasks import Progress, Task
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message
from planviewer.sheets.picture import image
from planviewer.ui.sheet.files import ask_target
from planviewer.ui.sheet.printing import ask_printer, print_pages

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow
    from planviewer.ui.sheet.controller import SheetController


class Giving(QObject):
    """Takes the sheet as it is chosen in the sheet window, and says there how it went."""

    def __init__(self, sheets: SheetController, window: MainWindow) -> None:
        super().__init__(sheets)
        self._sheets, self._window, self._session = sheets, window, window.session

    def ask_save(self) -> None:
        """Ask where, and write the sheet or the series."""
        order, series = self._sheets.order(), self._sheets.series()
        name = self._session.plan.id if series is not None else self._name()
        target = ask_target(self._sheets.shown(), name, is_series=series is not None)
        if target is not None:
            self.save(target.path, target.suffix, order, series)

    def save(self, path: Path, suffix: str, order: SheetOrder, series: SeriesOrder | None) -> Task:
        """Write a sheet, or a series, in the background."""
        plan, data = self._session.plan, self._session.data

        def work(progress: Progress) -> Path:
            if series is None:
                return write_sheet(plan, data, order, path).path
            write_series(plan, data, series, path, suffix=suffix, progress=progress)
            return path

        return self._run(Message("file", "Writing the snapshot map"), work, self._saved)

    def _saved(self, path: Path) -> None:
        self._tell(Message("file", "Saved: {path}", {"path": path}))

    def _tell(self, words: Message) -> None:
        """Say what was done, in the window and beside the sheet."""
        self._window.tell(words)
        if self._sheets.dialog is not None:
            self._sheets.dialog.say(str(words))

    def _run(
        self, title: Message, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> Task:
        def stoppable(progress: Progress) -> Any:
            with pace.listening(lambda _share: progress.check()):  # a table may be read for it
                return work(progress)

        task = self._session.tasks.run(title, stoppable)
        task.finished.connect(done)
        task.failed.connect(self.say)
        return task

    def say(self, error: PlanviewerError) -> None:
        """Say why something was not done, in the window and beside the sheet."""
        self._window.say(error)
        if self._sheets.dialog is not None:
            self._sheets.dialog.say(str(error), "error")

    def copy(self) -> None:
        """Put the picture of the sheet, at its resolution, onto the clipboard."""
        if self._sheets.preview is None:
            return
        preview, maker = self._sheets.preview, self._maker()
        sheet = preview.made.sheet

        def done(picture: Any) -> None:
            QGuiApplication.clipboard().setImage(picture)
            words = Message("sheet window", "The picture of the sheet is on the clipboard.")
            self._tell(words)

        title = Message("sheet window", "Copying the sheet")
        self._run(title, lambda _progress: image(sheet, maker().artist()), done)

    def ask_print(self) -> None:
        """Ask for a printer and print the sheet that is shown."""
        if self._sheets.preview is None:
            return
        made, maker = self._sheets.preview.made, self._maker()
        printer = ask_printer(made.sheet, self._sheets.shown())
        if printer is None:
            return

        def work(_progress: Progress) -> None:
            print_pages(printer, made.pages, maker().artist())

        done = Message("sheet window", "The sheet was sent to the printer.")
        title = Message("sheet window", "Printing the sheet")
        self._run(title, work, lambda _none: self._window.tell(done))

    def _maker(self) -> Callable[[], SheetMaker]:
        plan, data = self._session.plan, self._session.data
        return lambda: SheetMaker(plan, data)

    def _name(self) -> str:
        """Return the file name a sheet gets: the id of what it is about."""
        key: str = self._sheets.shown().panel.subject.value() or "view"
        kind, _, name = key.partition(":")
        return name or f"{self._session.plan.id}-{kind}"
