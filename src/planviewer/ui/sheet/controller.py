"""Runs the sheet window: what is chosen there, and its preview in the background."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QInputDialog

from planviewer.app.selection import Selection
from planviewer.app.settings import load_settings
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.preview import Preview, Previewer
from planviewer.app.sheeting.series import SeriesOrder
from planviewer.app.sheeting.templates import save_template, templates
from planviewer.app.tasks import Progress, Task
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.text import fold
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.request import Part
from planviewer.ui.sheet import offers
from planviewer.ui.sheet.dialog import SheetDialog
from planviewer.ui.sheet.giving import Giving
from planviewer.ui.sheet.panel import SheetPanel

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
        self.giving = Giving(self, window)
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
        dialog = self.shown()
        self._offer()
        dialog.panel.subject.choose(subject)
        dialog.panel.series.choose(series)
        dialog.panel.scale.set_scale(None)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self._refresh()

    def shown(self) -> SheetDialog:
        """Return the sheet window; it must be open."""
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
        dialog.save_requested.connect(self.giving.ask_save)
        dialog.copy_requested.connect(self.giving.copy)
        dialog.print_requested.connect(self.giving.ask_print)
        dialog.page_asked.connect(self._page_asked)
        dialog.spoke.connect(self._spoke)
        dialog.finished.connect(lambda _result: self.close())

    def _offer(self) -> None:
        plan, data = self._session.plan, self._session.data
        self.shown().panel.offer(
            offers.subjects(plan, data, selected=bool(self._selection)), offers.series(plan, data)
        )

    def _spoke(self) -> None:
        """Offer and draw in the language of the moment."""
        if self.shown().isVisible():
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
        self.shown().panel.scale.set_scale(None)
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
        self.shown().panel.scale.set_scale(float(self.preview.made.sheet.scale))
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
        panel = self.shown().panel
        subject = offers.subject_of(
            panel.subject.value() or "view", self._view, Subject(selection=self._selection)
        )
        base = SheetOrder(subject=subject, centre=self._centre, plan_path=self._session.path)
        order = panel.order(base)
        return order if order.scale is not None else replace(order, centre=None)

    def _series_key(self) -> offers.SeriesKey | None:
        key: offers.SeriesKey | None = self.shown().panel.series.value()
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

    # --- templates ----------------------------------------------------------------------------
    def _keep_template(self) -> None:
        """Ask for a name and keep the present look as a template."""
        name, chosen = QInputDialog.getText(
            self.shown(),
            translate("sheet window", "Save as a template"),
            translate("sheet window", "Name of the template"),
        )
        if chosen and name.strip():
            self.keep_template(name.strip())

    def keep_template(self, title: str) -> None:
        """Keep the present look as a template of this name."""
        words = "".join(c if c.isalnum() else "-" for c in fold(title)).strip("-")
        identifier = "-".join(part for part in words.split("-") if part)[:60] or "template"
        panel = self.shown().panel
        try:
            save_template(panel.as_template(identifier, title))
        except PlanviewerError as error:
            self.giving.say(error)
            return
        panel.offer_templates(templates())
        panel.template.choose(identifier)
