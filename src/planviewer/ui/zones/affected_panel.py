"""Affected parcels under the map: what is asked, the table, its total, the summary, the export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.affected_table import OWNER, ZONE, AffectedTable, Filter, Ints
from planviewer.app.affected_view import AffectedView
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Panel, plain_label, roomy, speak_figures
from planviewer.ui.zones.affected_model import AffectedModel
from planviewer.ui.zones.summary_view import NameOf, SummaryView
from planviewer.ui.zones.tables import select_rows, selected_rows

FORMATS: Final = (".xlsx", ".csv", ".gpkg", ".geojson")
_WIDTHS: Final = {
    "sheet": 60, "parcel": 72, "land_type": 84, OWNER: 160, "share": 66, "too_small": 100,
    "remaining_m2": 118, "affected_m2": 142, "recorded_m2": 130, "area_m2": 118,
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
    zoom_wished()
        What is selected is to be shown on the map.
    """

    asked = Signal()
    fields_wished = Signal()
    export_wished = Signal(str)
    marked = Signal(object)
    zoom_wished = Signal()

    def __init__(self, name_of: NameOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._view: AffectedView | None = None
        self._table: AffectedTable | None = None
        self.parcels, self.zone = QComboBox(), QComboBox()
        self.search, self.land_type = QLineEdit(), QComboBox()
        self.no_owners, self.least = QCheckBox(), QDoubleSpinBox()
        self.fields_button, self.export_button = QPushButton(), QPushButton()
        self.export_menu = QMenu(self)
        self.exports = {ending: QAction(self) for ending in FORMATS}
        self.least_label = plain_label(wrap=False)
        self.problem = plain_label("error")
        self.problem.hide()
        self.total = plain_label("muted")
        self.total.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model, self.table = AffectedModel(), QTableView()
        self.summary = SummaryView(name_of)
        self.pages = QStackedWidget()
        self.views = (QPushButton(), QPushButton())
        self._set_up()
        self._lay_out()
        self._wire()
        self.speak()

    # --- building -----------------------------------------------------------------------------
    def _set_up(self) -> None:
        for combo in (self.parcels, self.zone):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(16)
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(230)
        for number, button in enumerate(self.views):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(number == 0)
            button.setProperty("segment", ("first", "last")[number])
            button.clicked.connect(lambda _on, at=number: self.show_view(at))
        self.least.setRange(0.0, 100_000.0)
        self.least.setDecimals(0)
        self.least.setSingleStep(10.0)
        self.least.setSuffix(" m²")
        self.least.setKeyboardTracking(False)
        self.least_label.setBuddy(self.least)
        self.export_button.setMenu(self.export_menu)
        for action in self.exports.values():
            self.export_menu.addAction(action)
        table = self.table
        table.setModel(self.model)
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
        roomy(self.least)

    def _lay_out(self) -> None:
        self.pages.addWidget(self._list_page())
        self.pages.addWidget(self.summary)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE)
        views = QHBoxLayout()
        views.setSpacing(0)
        for button in self.views:
            views.addWidget(button)
        bar.addLayout(views)
        bar.addWidget(self.parcels)
        bar.addWidget(self.zone)
        bar.addStretch(1)
        for widget in (self.least_label, self.least, self.no_owners):
            bar.addWidget(widget)
        for button in (self.fields_button, self.export_button):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addWidget(self.problem)
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
        self.views[number].setChecked(True)
        self.pages.setCurrentIndex(number)

    def _wire(self) -> None:
        self.parcels.activated.connect(lambda _row: self.asked.emit())
        self.zone.activated.connect(lambda _row: self.asked.emit())
        self.least.valueChanged.connect(lambda _value: self.asked.emit())
        self.land_type.activated.connect(lambda _row: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.no_owners.toggled.connect(lambda _on: self._filter())
        self.fields_button.clicked.connect(self.fields_wished)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _index: self.zoom_wished.emit())
        self.table.activated.connect(lambda _index: self.zoom_wished.emit())
        for ending, action in self.exports.items():
            action.triggered.connect(lambda _on=False, name=ending: self.export_wished.emit(name))

    # --- values in ----------------------------------------------------------------------------
    def offer(self, parcels: Sequence[tuple[str, str]], zones: Sequence[tuple[str, str]]) -> None:
        """Offer parcel layers and zones; what is chosen stays chosen."""
        every = ("", translate("affected-view", "All zones"))
        for combo, options in ((self.parcels, parcels), (self.zone, (every, *zones))):
            before = combo.currentData()
            combo.clear()
            for value, words in options:
                combo.addItem(words, value)
            combo.setCurrentIndex(max(combo.findData(before), 0) if combo.count() else -1)

    def show_result(self, view: AffectedView, table: AffectedTable) -> None:
        """Show another result; the sorting stays."""
        self._view, self._table = view, table
        self.problem.hide()
        self._offer_land_types()
        self.model.show(table, {zone: self._name_of("zone", zone) for zone in table.zones})
        self.summary.show_view(view)
        self._filter()
        self._enable()

    def name_again(self) -> None:
        """Name zones and sites in the language of the moment."""
        if self._view is not None and self._table is not None:
            self.show_result(self._view, self._table)

    def show_problem(self, words: str) -> None:
        """Say why there is no result."""
        self._view = self._table = None
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
        for widget in (self.search, self.land_type, self.export_button):
            widget.setEnabled(there)
        self.fields_button.setEnabled(self.parcels.count() > 0)

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
        self.total.setText(text)

    @override
    def retranslate(self) -> None:
        speak_figures(self.least)
        self.views[0].setText(translate("affected-view", "List"))
        self.views[1].setText(translate("affected-view", "Summary"))
        find = translate("affected-view", "Search parcel, owner…")
        self.search.setPlaceholderText(find)
        self.search.setAccessibleName(find)
        self.least_label.setText(translate("affected-view", "Too small under"))
        self.least.setSpecialValueText(translate("affected-view", "(not judged)"))
        self.no_owners.setText(translate("affected-view", "Without owner names"))
        self.fields_button.setText(translate("affected-view", "Fields…"))
        self.export_button.setText(translate("affected-view", "Export"))
        names = {
            ".xlsx": translate("affected-view", "Workbook to read and sign (XLSX)…"),
            ".csv": translate("affected-view", "Table (CSV)…"),
            ".gpkg": translate("affected-view", "Map layers (GeoPackage)…"),
            ".geojson": translate("affected-view", "Map layer (GeoJSON)…"),
        }
        for ending, action in self.exports.items():
            action.setText(names[ending])
        for widget, text in (
            (self.parcels, translate("affected-view", "Parcel layer")),
            (self.zone, translate("affected-view", "Zones")),
            (self.land_type, translate("affected-view", "Land type")),
            (self.least, translate("affected-view", "Remainder too small under")),
            (self.export_button, translate("affected-view", "Export with certificate")),
            (self.table, translate("affected-view", "Affected parcels")),
        ):
            widget.setAccessibleName(text)
            widget.setToolTip(text if widget is not self.table else "")
        last = self.model.columnCount() - 1
        if last >= 0:
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self.table.viewport().update()
        self._offer_land_types()
        self._say_total()
