"""Affected parcels under the map: what is asked, the table, its total, the summary, the export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.affected.table import OWNER, ZONE, AffectedTable, Filter, Ints
from planviewer.app.affected.view import AffectedView
from planviewer.app.table_words import conditions_words
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Panel, plain_label
from planviewer.ui.zones.affected_bar import AffectedBar
from planviewer.ui.zones.affected_model import AffectedModel
from planviewer.ui.zones.affected_state import AffectedState
from planviewer.ui.zones.summary_view import NameOf, SummaryView
from planviewer.ui.zones.tables import on_copy, select_rows, selected_rows

_WIDTHS: Final = {
    "sheet": 60, "parcel": 72, "land_type": 84, OWNER: 150, "share": 84, "too_small": 100,
    "remaining_m2": 118, "affected_m2": 142, "recorded_m2": 130, "area_m2": 118,
    "buildings": 92, "buildings_affected": 130,
}  # fmt: skip
_ANY: Final = "\0any"


class AffectedPanel(Panel):
    """Shows a result and asks for others.

    Signals
    -------
    asked()
        Other parcels, zones or another threshold.
    fields_wished()
        The columns are to be corrected.
    export_wished(str)
        A file is to be written (its ending).
    marked(object)
        Rows of the parcel layer the person selected in the table.
    zoom_wished(), copy_wished()
        What is selected is to be shown on the map, or copied as a table.
    """

    asked = Signal()
    fields_wished = Signal()
    export_wished = Signal(str)
    marked = Signal(object)
    zoom_wished = Signal()
    copy_wished = Signal()

    def __init__(self, name_of: NameOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._view: AffectedView | None = None
        self._table: AffectedTable | None = None
        self.bar = AffectedBar()
        self.parcels, self.zone, self.least = self.bar.parcels, self.bar.zone, self.bar.least
        self.no_owners = self.bar.no_owners
        self.search, self.land_type = QLineEdit(), QComboBox()
        self.problem = plain_label("error")
        self.problem.hide()
        self.state = AffectedState()
        self.total = plain_label("muted")
        self.total.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model, self.table = AffectedModel(), QTableView()
        self.summary = SummaryView(name_of)
        self.pages = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._wire()
        self.speak()

    # --- building -----------------------------------------------------------------------------
    def _set_up(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(230)
        table = self.table
        table.setModel(self.model)
        on_copy(table, self.copy_wished.emit)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def _lay_out(self) -> None:
        self.pages.addWidget(self._list_page())
        self.pages.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.problem)
        column.addWidget(self.state)
        column.addWidget(self.pages, 1)

    def _list_page(self) -> QWidget:
        page, row = QWidget(), QHBoxLayout()
        row.setSpacing(SPACE)
        for field in (self.land_type, self.search):
            row.addWidget(field)
        row.addSpacing(4)
        row.addWidget(self.total, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return page

    def show_view(self, number: int) -> None:
        """Show the list (0) or the summary (1)."""
        self.bar.views[number].setChecked(True)
        self.pages.setCurrentIndex(number)

    def _wire(self) -> None:
        self.bar.asked.connect(self.asked)
        self.bar.viewed.connect(self.show_view)
        self.bar.fields_button.clicked.connect(self.fields_wished)
        self.bar.export_wished.connect(self.export_wished)
        self.land_type.activated.connect(lambda _row: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.no_owners.toggled.connect(lambda _on: self._filter())
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _index: self.zoom_wished.emit())
        self.table.activated.connect(lambda _index: self.zoom_wished.emit())

    # --- values in ----------------------------------------------------------------------------
    def offer(
        self,
        parcels: Sequence[tuple[str, str]],
        zones: Sequence[tuple[str, str]],
        counted: str | None,
    ) -> None:
        """Offer parcel layers and zones; ``counted`` is taken until a person chooses another."""
        self.bar.offer(parcels, zones, counted)

    def choose_parcels(self, layer_id: str | None) -> None:
        """Choose a parcel layer, without saying so; None leaves the choice open again."""
        self.bar.choose_parcels(layer_id)

    def show_result(self, view: AffectedView, table: AffectedTable) -> None:
        """Show another result; the sorting stays."""
        self._view, self._table = view, table
        self.problem.hide()
        self.state.show_nothing()
        self._offer_land_types()
        self.model.show(table, {zone: self._name_of("zone", zone) for zone in table.zones})
        self.summary.show_view(view)
        self._filter()
        self._enable()

    def name_again(self) -> None:
        """Name zones and sites in the language of the moment."""
        if self._view is not None and self._table is not None:
            self.show_result(self._view, self._table)

    def show_waiting(self) -> None:
        """Say that the database computes; a result that no longer holds is not shown meanwhile."""
        self.show_problem("")
        self.state.show_waiting()

    def show_stopped(self) -> None:
        """Say that there will be no result."""
        self.show_problem("")
        self.state.show_stopped()

    def show_problem(self, words: str) -> None:
        """Say why there is no result."""
        self._view = self._table = None
        self.state.show_nothing()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.model.show(None, {})
        self.summary.show_view(None)
        self._say_total()
        self._enable()

    def show_selected(self, features: Ints) -> None:
        """Select the rows of parcels that were selected elsewhere, without saying so."""
        rows = self.model.rows_of(features)
        if np.array_equal(rows, selected_rows(self.table)):
            return
        chosen = self.table.selectionModel()
        chosen.blockSignals(True)
        select_rows(self.table, rows)
        chosen.blockSignals(False)
        self.table.viewport().update()

    def _offer_land_types(self) -> None:
        before = self.land_type.currentData()
        self.land_type.clear()
        self.land_type.addItem(translate("affected-view", "All land types"), _ANY)
        for kind in () if self._table is None else self._table.land_types:
            self.land_type.addItem(kind or translate("affected-view", "(no land type)"), kind)
        self.land_type.setCurrentIndex(max(self.land_type.findData(before), 0))

    def _enable(self) -> None:
        there = self._view is not None
        for widget in (self.search, self.land_type, self.bar.export_button):
            widget.setEnabled(there)
        self.bar.fields_button.setEnabled(self.parcels.count() > 0)

    # --- rows ---------------------------------------------------------------------------------
    def _filter(self) -> None:
        chosen = selected_rows(self.table)
        features = self.model.features(chosen)
        kind = self.land_type.currentData()
        self.model.filter(
            Filter(
                text=self.search.text(),
                land_type=None if kind in {None, _ANY} else kind,
                owners=not self.no_owners.isChecked(),
            )
        )
        for column, key in enumerate(self.model.keys):
            wide = 128 if key.startswith(ZONE) else _WIDTHS[key]
            self.table.setColumnWidth(column, wide)
        self._say_total()
        self.show_selected(features)

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.marked.emit(self.model.features(selected_rows(self.table)))

    def copied(self) -> tuple[int, Callable[[], str]]:
        """Return how many rows are to be copied (the selected, else all), and their text."""
        chosen = selected_rows(self.table)
        rows = chosen if len(chosen) else np.arange(self.model.rowCount())
        return len(rows), self.model.text_of(rows)

    # --- words --------------------------------------------------------------------------------
    def _say_total(self) -> None:
        view, table, rows = self._view, self._table, self.model.rows
        if view is None or table is None:
            self.total.setText("")
            return
        words = translate(
            "affected-view", "{count} parcels · affected {affected} · remaining {remaining}"
        )
        text = words.format(
            count=i18n.number(len(rows)),
            affected=i18n.area(table.total(rows, "affected_m2")),
            remaining=i18n.area(table.total(rows, "remaining_m2")),
        )
        if len(rows) == len(table):
            outside = translate("affected-view", "zones {zones}, of it in no parcel {outside}")
            rest = view.zone_area_m2 - view.affected_area_m2
            text += " · " + outside.format(
                zones=i18n.area(view.zone_area_m2), outside=i18n.area(rest)
            )
        else:
            shown = translate("affected-view", "filtered from {count}")
            text += " · " + shown.format(count=i18n.number(len(table)))
        if view.chosen:
            some = translate("affected-view", "only rows of the table with {conditions}")
            text += " · " + some.format(conditions=conditions_words(view.chosen))
        self.total.setText(text)

    @override
    def retranslate(self) -> None:
        find = translate("affected-view", "Search parcel, owner…")
        self.search.setPlaceholderText(find)
        self.search.setAccessibleName(find)
        self.land_type.setAccessibleName(translate("affected-view", "Land type"))
        self.table.setAccessibleName(translate("affected-view", "Affected parcels"))
        last = self.model.columnCount() - 1
        if last >= 0:
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self.table.viewport().update()
        self._offer_land_types()
        self._say_total()
