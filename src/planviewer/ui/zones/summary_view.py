"""Affected land by kind: a table, and the same as bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.affected.view import BYS, AffectedView, By, SummaryRow
from planviewer.drawing.landuse import LAND_TYPE_COLOURS
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, plain_label
from planviewer.ui.zones.bar_chart import Bar, BarChart

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NameOf = Callable[[By, str], str]
"""What a key is called: the title of a zone or site."""


class SummaryView(Speaks, QWidget):
    """Shows the summaries of a result, one at a time."""

    def __init__(self, name_of: NameOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._view: AffectedView | None = None
        self.by = QComboBox()
        self.label, self.note = plain_label(wrap=False), plain_label("small", wrap=False)
        self.label.setBuddy(self.by)
        self.table, self.chart = QTableWidget(0, 3), BarChart()
        self._lay_out()
        self.by.activated.connect(lambda _row: self._fill())
        self.speak()

    def _lay_out(self) -> None:
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table says the same
        scroll.setWidget(_on_top(self.chart))
        bar = QHBoxLayout()
        bar.addWidget(self.label)
        bar.addWidget(self.by)
        bar.addSpacing(12)
        bar.addWidget(self.note, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.table, 5)
        below.addWidget(scroll, 6)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, SPACE // 2, 0, 0)
        column_.addLayout(bar)
        column_.addLayout(below, 1)

    def show_view(self, view: AffectedView | None) -> None:
        """Show another result."""
        self._view = view
        self._fill()

    def _fill(self) -> None:
        by: By = self.by.currentData() or "land_type"
        rows = () if self._view is None else self._view.summaries[by]
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            texts = (self._name(by, row.key), i18n.number(row.count), i18n.number(row.area_m2, 2))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_RIGHT)
                self.table.setItem(number, column, item)
        self.chart.show_bars([self._bar(by, row) for row in rows])
        overlaps = by in {"zone", "site"} and len(rows) > 1
        words = translate(
            "affected-view", "Land in several zones counts once, in the first of them."
        )
        self.note.setText(words if overlaps else "")

    def _bar(self, by: By, row: SummaryRow) -> Bar:
        colour = LAND_TYPE_COLOURS.get(row.key) if by == "land_type" else None
        return Bar(self._name(by, row.key), row.area_m2, i18n.area(row.area_m2), colour)

    def _name(self, by: By, key: str) -> str:
        if by == "land_type":
            return key or translate("affected-view", "(no land type)")
        if by == "owner_kind":
            return _kind_of_owner(key)
        return self._name_of(by, key) if key else translate("affected-view", "(no site)")

    @override
    def retranslate(self) -> None:
        names = {
            "land_type": translate("affected-view", "land type"),
            "owner_kind": translate("affected-view", "kind of owner"),
            "zone": translate("affected-view", "zone"),
            "site": translate("affected-view", "site"),
        }
        row = max(self.by.currentIndex(), 0)
        self.by.clear()
        for by in BYS:
            self.by.addItem(names[by], by)
        self.by.setCurrentIndex(row)
        self.label.setText(translate("affected-view", "Affected land by"))
        self.by.setAccessibleName(self.label.text())
        self.table.setAccessibleName(translate("affected-view", "Summary"))
        self.chart.setAccessibleName(translate("affected-view", "Summary as bars"))
        self.table.setHorizontalHeaderLabels(
            [
                translate("affected-view", "Kind"),
                translate("affected-view", "Parcels"),
                translate("affected-view", "Affected (m²)"),
            ]
        )
        self._fill()


def _kind_of_owner(key: str) -> str:
    known = {
        "public": translate("affected-view", "State and public bodies"),
        "organisation": translate("affected-view", "Organisations and companies"),
        "household": translate("affected-view", "Households and persons"),
        "unknown": translate("affected-view", "Not recorded"),
        "": translate("affected-view", "Not recorded"),
    }
    return known.get(key, key)


def _on_top(widget: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return box
