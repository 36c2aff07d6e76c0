"""A zone by chainage: a strip chart under the map, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.stations import ZoneByChainage
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Panel, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin
from planviewer.ui.zones.strip_chart import NONE, StripChart
from planviewer.ui.zones.tables import copyable

Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StretchModel(QAbstractTableModel):
    """From, to and area of each stretch."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: ZoneByChainage | None = None

    def show(self, parts: ZoneByChainage | None) -> None:
        """Show another zone."""
        self.beginResetModel()
        self._parts = parts
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._parts is None else len(self._parts.area_m2)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole or self._parts is None:
            return None
        row, column = index.row(), index.column()
        if column < 2:
            return format_chainage(float(self._parts.limits[row + column]))
        return i18n.number(float(self._parts.area_m2[row]), 2)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("chainage-view", "From"),
            translate("chainage-view", "To"),
            translate("chainage-view", "Area (m²)"),
        )[section]


class ChainagePanel(Panel):
    """Signals.

    Signals
    -------
    asked()
        Another zone or step is chosen.
    marked(int)
        The person points at a stretch, -1 for none.
    """

    asked = Signal()
    marked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: ZoneByChainage | None = None
        self.zone, self.step = QComboBox(), FigureSpin()
        self.zone.setMinimumContentsLength(12)
        self.zone.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.zone.setMinimumWidth(200)
        self.step.setRange(5.0, 10_000.0)
        self.step.setDecimals(0)
        roomy(self.step)
        self.step.setSingleStep(50.0)
        self.step.setValue(100.0)
        self.step.setSuffix(" m")
        self.step.setKeyboardTracking(False)
        self.zone_label, self.step_label = plain_label(wrap=False), plain_label(wrap=False)
        self.total = plain_label("muted", wrap=False)
        self.problem = plain_label("error")
        self.problem.hide()
        self.chart, self.table, self.model = StripChart(), QTableView(), StretchModel()
        self._lay_out()
        self.zone.activated.connect(lambda _row: self.asked.emit())
        self.step.valueChanged.connect(lambda _value: self.asked.emit())
        self.chart.marked.connect(self._chart_marked)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.speak()

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        copyable(self.table)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setFixedWidth(330)
        self.zone_label.setBuddy(self.zone)
        self.step_label.setBuddy(self.step)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE)
        for widget in (self.zone_label, self.zone, self.step_label, self.step):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.total)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.chart, 1)
        below.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.addLayout(bar)
        column.addWidget(self.problem)
        column.addLayout(below, 1)

    # --- values in ----------------------------------------------------------------------------
    def show_zones(self, zones: Sequence[tuple[str, str]]) -> None:
        """Offer zones; the one chosen stays chosen."""
        before = self.zone.currentData()
        self.zone.blockSignals(True)
        self.zone.clear()
        for zone_id, title in zones:
            self.zone.addItem(title, zone_id)
        self.zone.setCurrentIndex(max(self.zone.findData(before), 0))
        self.zone.blockSignals(False)

    def choose(self, zone_id: str) -> None:
        """Choose a zone, without saying so."""
        self.zone.setCurrentIndex(max(self.zone.findData(zone_id), 0))

    def show_parts(self, parts: ZoneByChainage | None, problem: str = "") -> None:
        """Show a zone in stretches, or say why it cannot be divided."""
        self._parts = parts
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.chart.show_parts(parts)
        self.model.show(parts)
        self._say_total()

    def show_mark(self, number: int) -> None:
        """Mark a stretch in chart and table, without saying so."""
        self.chart.show_mark(number)
        chosen = self.table.selectionModel()
        chosen.blockSignals(True)
        if number == NONE:
            self.table.clearSelection()
        else:
            self.table.selectRow(number)
        chosen.blockSignals(False)
        self.table.viewport().update()

    def _chart_marked(self, number: int) -> None:
        self.show_mark(number)
        self.marked.emit(number)

    def _row_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chart.show_mark(now.row())
            self.marked.emit(now.row())

    # --- words --------------------------------------------------------------------------------
    def _say_total(self) -> None:
        text = ""
        if self._parts is not None:
            words = translate("chainage-view", "Together {area}, the area of the zone")
            text = words.format(area=i18n.area(self._parts.zone.area_m2))
        self.total.setText(text)

    @override
    def retranslate(self) -> None:
        speak_figures(self.step)
        self.zone_label.setText(translate("chainage-view", "Zone"))
        self.step_label.setText(translate("chainage-view", "every"))
        self.zone.setAccessibleName(translate("chainage-view", "Zone"))
        self.step.setAccessibleName(translate("chainage-view", "Length of a stretch"))
        self.chart.setAccessibleName(translate("chainage-view", "Area of each stretch of road"))
        self.table.setAccessibleName(translate("chainage-view", "Area of each stretch of road"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)
        self.table.viewport().update()
        self.chart.update()
        self._say_total()
