"""Several features at once: selected in an area, told in figures, copied, zoomed to."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from planviewer import i18n
from planviewer.app import inspect
from planviewer.app.measuring import LonLat
from planviewer.app.selected import Total, frames_of, selection_details, table, totals
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.tasks import Progress
from planviewer.drawing.hit import Hit, select
from planviewer.drawing.layer import DrawLayer
from planviewer.i18n import Message, translate
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.plan import Bounds
from planviewer.ui.map_controller import MapController

AT_ONCE = 500
"""So many features are measured without leaving the thread of the window."""


class SelectionController(QObject):
    """Carries out what is done with the selection of the session.

    Signals
    -------
    shown(details)
        Details of the selection, to be read; None: nothing is selected any more.
    copied(text)
        What was done, in words.
    missed(text)
        That nothing was found, in words.
    """

    shown = Signal(object)
    copied = Signal(str)
    missed = Signal(str)

    def __init__(
        self, session: Session, maps: MapController, current_layer: Callable[[], str | None]
    ) -> None:
        super().__init__(maps)
        self._session = session
        self._maps = maps
        self._current_layer = current_layer
        self._figures: tuple[Selection, tuple[Total, ...]] | None = None
        self.only_current = False
        session.selection_changed.connect(maps.show_selection)

    @property
    def exists(self) -> bool:
        """Whether anything is selected."""
        return bool(self._session.selection)

    @property
    def is_many(self) -> bool:
        """Whether several features are selected."""
        return self._session.selection.count > 1

    def switch_only_current(self) -> None:
        """Select in the current layer only, or in all layers that are seen."""
        self.only_current = not self.only_current

    # --- selecting ----------------------------------------------------------------------------
    def toggle(self, hit: Hit) -> None:
        """Add a feature to the selection, or take it out again."""
        one = Selection.of({hit.layer_id: [hit.row]})
        self._session.select(self._session.selection.toggled(one))
        self.show()

    def select_in(self, outline: list[LonLat], adds: bool = False) -> None:
        """Select all features seen that touch an area (corners in WGS 84 degrees)."""
        corners = [operation(WGS84, WEB_MERCATOR).point(*place) for place in outline]
        area = shapely.make_valid(shapely.Polygon(corners))
        layers = self._wanted()
        before = self._session.selection

        def work(progress: Progress) -> Selection:
            found = {}
            for layer in layers:
                progress.check()
                found[layer.layer_id] = select(layer, area)
            return Selection.of(found)

        def take(found: Selection) -> None:
            if self._session.selection == before:
                self._session.select(before.with_added(found) if adds else found)
                self.show()
            if not found:
                self.missed.emit(self._nothing_there())

        task = self._session.tasks.run(Message("session", "Selecting"), work)
        task.finished.connect(take)
        task.failed.connect(self._session.failed)

    def _nothing_there(self) -> str:
        if self.only_current:
            return translate("selection", "No feature of the current layer lies there.")
        return translate("selection", "No feature of the layers that are seen lies there.")

    def select_in_bounds(self, bounds: Bounds) -> None:
        """Select all features seen that touch bounds (west, south, east, north in degrees)."""
        west, south, east, north = bounds
        self.select_in([(west, south), (east, south), (east, north), (west, north)])

    def clear(self) -> None:
        """Select nothing."""
        self._session.select(Selection())
        self.show()

    def _wanted(self) -> list[DrawLayer]:
        seen = self._maps.seen_layers()
        current = self._current_layer() if self.only_current else None
        return [layer for layer in seen if current is None or layer.layer_id == current]

    # --- telling ------------------------------------------------------------------------------
    def show(self) -> None:
        """Have the details of the selection read."""
        session, selection = self._session, self._session.selection
        if not selection:
            self.shown.emit(None)
        elif selection.count == 1:
            layer_id, row = next(selection.first(1))
            found = inspect.feature_details(session.plan, session.data, layer_id, row)
            self.shown.emit(found)
        else:
            self._show_many(selection)

    def _show_many(self, selection: Selection) -> None:
        session = self._session
        figures = None
        if self._figures is not None and self._figures[0] == selection:
            figures = self._figures[1]
        elif selection.count <= AT_ONCE:
            figures = totals(frames_of(session.data, selection), session.plan.crs)
            self._figures = (selection, figures)
        self.shown.emit(selection_details(session.plan, session.data, selection, figures))
        if figures is None:
            self._measure(selection)

    def _measure(self, selection: Selection) -> None:
        frames, crs = frames_of(self._session.data, selection), self._session.plan.crs

        def take(figures: tuple[Total, ...]) -> None:
            if self._session.selection == selection:
                self._figures = (selection, figures)
                self._show_many(selection)

        title = Message("session", "Measuring the selection")
        task = self._session.tasks.run(title, lambda _progress: totals(frames, crs))
        task.finished.connect(take)
        task.failed.connect(self._session.failed)

    # --- doing --------------------------------------------------------------------------------
    def zoom_to(self) -> None:
        """Show all that is selected."""
        self._maps.zoom_to_frames(frames_of(self._session.data, self._session.selection).values())

    def bring_into_view(self) -> None:
        """Show what is selected, if it is out of view or too small to be seen; else stay."""
        frames = frames_of(self._session.data, self._session.selection)
        self._maps.bring_into_view(frames.values())

    def copy_table(self) -> None:
        """Copy the selected features as a table for a spreadsheet."""
        session, selection = self._session, self._session.selection
        frames, plan = frames_of(session.data, selection), session.plan

        def take(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            words = translate("selection", "{count} features copied as a table.")
            self.copied.emit(words.format(count=i18n.number(selection.count)))

        title = Message("session", "Copying the selection")
        task = session.tasks.run(title, lambda _progress: table(plan, frames))
        task.finished.connect(take)
        task.failed.connect(session.failed)
