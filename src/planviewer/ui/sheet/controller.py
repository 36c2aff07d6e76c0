"""Runs the sheet window: previews in the background, then files, clipboard or printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from planviewer.app.selection import Selection
from planviewer.app.settings import load_settings
from planviewer.app.sheeting.making import SheetMaker, write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.preview import Preview, Previewer
from planviewer.app.sheeting.series import SeriesOrder
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.sheeting.templates import save_template, templates
from planviewer.app.tasks import Progress, Task
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.text import fold
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.picture import image
from planviewer.sheets.request import Part
from planviewer.ui.sheet import offers
from planviewer.ui.sheet.dialog import SheetDialog
from planviewer.ui.sheet.files import ask_target
from planviewer.ui.sheet.panel import SheetPanel
from planviewer.ui.sheet.printing import ask_printer, print_pages

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow

_SOON_MS = 120
"""Changes that come faster than this make one preview."""


class SheetController(QObject):
    """Opens the sheet window and does what it asks for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.dialog: SheetDialog | None = None
        self.preview: Preview | None = None
        self._previewer: Previewer | None = None
        self._task: Task | None = None
        self._centre: tuple[float, float] | None = None
        self._number = 1
        self._view, self._selection = Subject(), Selection()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._draw)
        self._session.plan_changed.connect(lambda _old, _new: self._plan_moved_on())
        self._session.data_changed.connect(lambda _ids: self._plan_moved_on())
        self._session.opened.connect(self.close)

    # --- opening ------------------------------------------------------------------------------
    def open(self, subject: str, series: offers.SeriesKey | None = None) -> None:
        """Open the window on a subject (see `offers`), or turn it to it."""
        self._view = Subject(bounds=self._window.visible_bounds())
        self._selection = self._session.selection
        for _step in self.making():
            pass
        self._centre, self._number = None, 1
        dialog = self._dialog()
        self._offer()
        dialog.panel.subject.choose(subject)
        dialog.panel.series.choose(series)
        dialog.panel.scale.set_scale(None)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self._refresh()

    def _dialog(self) -> SheetDialog:
        if self.dialog is None:
            raise RuntimeError("the sheet window is not open")
        return self.dialog

    def making(self) -> Iterator[None]:
        """Make the window, if there is none, in steps that the map hardly notices."""
        if self.dialog is not None:
            return
        panel = SheetPanel(templates())
        yield
        dialog = SheetDialog(panel, self._window)
        yield
        if self.dialog is not None:  # somebody else was quicker
            dialog.deleteLater()
            return
        self._take(dialog)

    def _take(self, dialog: SheetDialog) -> None:
        settings, plan = load_settings(), self._session.plan
        self.dialog, panel = dialog, dialog.panel
        panel.use_template(settings.sheet_template)
        block = (plan.title_block or TitleBlock()).over(settings.title_block)
        panel.set_title_block(block)
        if block.filled:
            panel.show_part(Part.TITLE_BLOCK)
        panel.changed.connect(self._refresh)
        panel.about_changed.connect(self._about_changed)
        panel.scale.chosen.connect(self._scale_chosen)
        panel.save_template_requested.connect(self._keep_template)
        dialog.view.moved.connect(self._moved)
        dialog.view.scaled.connect(panel.scale.step)
        dialog.view.resized.connect(self._refresh)
        dialog.save_requested.connect(self.ask_save)
        dialog.copy_requested.connect(self.copy)
        dialog.print_requested.connect(self.ask_print)
        dialog.page_asked.connect(self._page_asked)
        dialog.spoke.connect(self._spoke)
        dialog.finished.connect(lambda _result: self.close())

    def _offer(self) -> None:
        plan, data = self._session.plan, self._session.data
        self._dialog().panel.offer(
            offers.subjects(plan, data, selected=bool(self._selection)), offers.series(plan, data)
        )

    def _spoke(self) -> None:
        """Offer and draw in the language of the moment."""
        if self._dialog().isVisible():
            self._offer()
            self._refresh()

    def close(self) -> None:
        """Close the window and keep what was chosen for the next time."""
        if self.dialog is None:
            return
        self._soon.stop()
        self._drop_task()
        panel = self.dialog.panel
        self._window.look.change_settings(
            title_block=panel.title_block(), sheet_template=panel.template.value()
        )
        self.dialog.hide()
        self.dialog.deleteLater()
        self.dialog = self.preview = self._previewer = None

    # --- what was changed ---------------------------------------------------------------------
    def _about_changed(self) -> None:
        self._centre, self._number = None, 1
        self._dialog().panel.scale.set_scale(None)
        self._refresh()

    def _scale_chosen(self, denominator: float | None) -> None:
        """Keep the middle of the map where it is while its scale changes."""
        if self._series_key() is None:
            known = self.preview is not None and denominator is not None
            self._centre = self.preview.made.sheet.ground.centre if known else None  # type: ignore[union-attr]
        self._refresh()

    def _moved(self, east: float, north: float) -> None:
        if self._series_key() is not None or self.preview is None:
            self._refresh()
            return
        self._centre = (east, north)
        self._dialog().panel.scale.set_scale(float(self.preview.made.sheet.scale))
        self._refresh()

    def _page_asked(self, number: int) -> None:
        self._number = number
        self._refresh()

    def _plan_moved_on(self) -> None:
        self._previewer = None
        if self.dialog is not None:
            self._offer()
            self._refresh()

    def _refresh(self) -> None:
        if self.dialog is not None:
            self.dialog.show_busy()
            self._soon.start()

    # --- previews -----------------------------------------------------------------------------
    def order(self) -> SheetOrder:
        """Return the sheet as it is chosen now."""
        panel = self._dialog().panel
        subject = offers.subject_of(
            panel.subject.value() or "view", self._view, Subject(selection=self._selection)
        )
        base = SheetOrder(subject=subject, centre=self._centre, plan_path=self._session.path)
        order = panel.order(base)
        return order if order.scale is not None else replace(order, centre=None)

    def _series_key(self) -> offers.SeriesKey | None:
        key: offers.SeriesKey | None = self._dialog().panel.series.value()
        return key

    def series(self) -> SeriesOrder | None:
        """Return the series as it is chosen now, None for a single sheet."""
        key = self._series_key()
        if key is None:
            return None
        return offers.series_order(key, replace(self.order(), centre=None, title=None))

    def _draw(self) -> None:
        """Have the preview made in the background; one that is no longer wanted is stopped."""
        if self.dialog is None:
            return
        self._drop_task()
        previewer = self._previewer or Previewer(self._session.plan, self._session.data)
        self._previewer = previewer
        series, order, number = self.series(), self.order(), self._number
        size = self.dialog.view.wanted_size()

        def work(progress: Progress) -> Preview:
            if series is not None:
                return previewer.of_series(series, number, size, progress)
            return previewer.single(order, size, progress)

        task = self._session.tasks.run(Message("sheet window", "Drawing the sheet"), work)
        task.finished.connect(self._drawn)
        task.failed.connect(self._failed)
        task.ended.connect(lambda: self._ended(task))
        self._task = task

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None

    @property
    def pending(self) -> bool:
        """Whether another preview is on its way."""
        return self._soon.isActive() or self._task is not None

    def _drawn(self, preview: Preview) -> None:
        if self.dialog is None:
            return
        self.preview, self._number = preview, preview.number
        preview.picture.setDevicePixelRatio(1.0)
        self.dialog.show_preview(preview)

    def _failed(self, error: PlanviewerError) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(str(error))

    # --- giving away --------------------------------------------------------------------------
    def ask_save(self) -> None:
        """Ask where, and write the sheet or the series."""
        order, series = self.order(), self.series()
        name = self._session.plan.id if series is not None else self._name()
        target = ask_target(self._dialog(), name, is_series=series is not None)
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
        if self.dialog is not None:
            self.dialog.notice.setText(str(words))

    def _run(
        self, title: Message, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> Task:
        task = self._session.tasks.run(title, work)
        task.finished.connect(done)
        task.failed.connect(self._failed_giving)
        return task

    def _failed_giving(self, error: PlanviewerError) -> None:
        self._window.say(error)
        if self.dialog is not None:
            self.dialog.notice.setText(str(error))

    def copy(self) -> None:
        """Put the picture of the sheet, at its resolution, onto the clipboard."""
        if self.preview is None:
            return
        preview, maker = self.preview, self._maker()
        sheet = preview.made.sheet

        def done(picture: Any) -> None:
            QGuiApplication.clipboard().setImage(picture)
            words = Message("sheet window", "The picture of the sheet is on the clipboard.")
            self._tell(words)

        title = Message("sheet window", "Copying the sheet")
        self._run(title, lambda _progress: image(sheet, maker().artist()), done)

    def ask_print(self) -> None:
        """Ask for a printer and print the sheet that is shown."""
        if self.preview is None:
            return
        made, maker = self.preview.made, self._maker()
        printer = ask_printer(made.sheet, self._dialog())
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
        key: str = self._dialog().panel.subject.value() or "view"
        kind, _, name = key.partition(":")
        return name or f"{self._session.plan.id}-{kind}"

    def _keep_template(self) -> None:
        """Ask for a name and keep the present look as a template."""
        name, chosen = QInputDialog.getText(
            self._dialog(),
            translate("sheet window", "Save as a template"),
            translate("sheet window", "Name of the template"),
        )
        if chosen and name.strip():
            self.keep_template(name.strip())

    def keep_template(self, title: str) -> None:
        """Keep the present look as a template of this name."""
        words = "".join(c if c.isalnum() else "-" for c in fold(title)).strip("-")
        identifier = "-".join(part for part in words.split("-") if part)[:60] or "template"
        panel = self._dialog().panel
        try:
            save_template(panel.as_template(identifier, title))
        except PlanviewerError as error:
            self._failed_giving(error)
            return
        panel.offer_templates(templates())
        panel.template.choose(identifier)
