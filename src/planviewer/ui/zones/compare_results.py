"""What two alternatives differ by: a table of the land with the legend of the map, and parcels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.comparing.alternatives import LOOKS, Comparison
from planviewer.drawing.swatch import swatch
from planviewer.i18n import translate
from planviewer.ui.base import Speaks, plain_label
from planviewer.ui.zones.tables import copyable, selected_rows

Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDTHS: Final = (60, 70, 80, 92, 100, 104)
_PARTS: Final = ("first", "second", "common", "lost", "gained", "net")
_SWATCH: Final = QSize(28, 16)


class ChangesModel(QAbstractTableModel):
    """The parcels whose affected land changes, the largest change first."""

    def __init__(self) -> None:
        super().__init__()
        self._table = pd.DataFrame()

    def show(self, table: pd.DataFrame | None) -> None:
        """Show another comparison."""
        self.beginResetModel()
        if table is None:
            self._table = pd.DataFrame()
        else:
            changed = table[table["kind"] != "same"]
            order = np.argsort(-changed["change_m2"].abs().to_numpy(), kind="stable")
            self._table = changed.iloc[order]
        self.endResetModel()

    def features(self, rows: np.ndarray) -> list[int]:
        """Return the rows of the parcel layer shown in ``rows``."""
        return [int(item) for item in self._table.index[rows]]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and 3 <= column <= 5:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._table.iloc[index.row()]
        if column == 6:
            return _kind(str(row["kind"]))
        keys = ("sheet", "parcel", "land_type", "first_m2", "second_m2", "change_m2")
        value = row[keys[column]]
        if column < 3:
            return "" if value is None else str(value)
        sign = "+" if column == 5 and value > 0 else ""
        return sign + i18n.number(float(value), 2)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if 3 <= section <= 5 else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("affected-view", "Sheet"),
            translate("affected-view", "Parcel"),
            translate("affected-view", "Land type"),
            translate("compare", "First (m²)"),
            translate("compare", "Second (m²)"),
            translate("compare", "Change (m²)"),
            translate("compare", "What changes"),
        )[section]


class CompareResults(Speaks, QWidget):
    """Two tables; ``parcels_marked`` tells which parcels are chosen."""

    parcels_marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None
        self.land, self.parcels, self.model = (
            QTableWidget(len(_PARTS), 3),
            QTableView(),
            ChangesModel(),
        )
        self.parcels.setModel(self.model)
        copyable(self.parcels)
        copyable(self.land)
        for table in (self.land, self.parcels):
            table.verticalHeader().hide()
            table.verticalHeader().setDefaultSectionSize(23)
            table.setShowGrid(False)
            table.setTabKeyNavigation(False)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.land.setIconSize(_SWATCH)
        self.land.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.land.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.parcels.horizontalHeader().setStretchLastSection(True)
        for column, wide in enumerate(_WIDTHS):
            self.parcels.setColumnWidth(column, wide)
        self.land.horizontalHeader().setDefaultAlignment(_LEFT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.nothing = plain_label("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        row.addWidget(self.land, 5)
        row.addWidget(self.parcels, 6)
        row.addWidget(self.nothing, 6)
        self.parcels.selectionModel().selectionChanged.connect(self._marked)
        self.speak()

    def show_comparison(self, found: Comparison | None) -> None:
        """Show what came out, None for nothing."""
        self._found = found
        self.model.show(None if found is None else found.parcels)
        asked = found is not None and found.parcels is not None
        self.parcels.setVisible(asked and self.model.rowCount() > 0)
        self.nothing.setVisible(asked and self.model.rowCount() == 0)
        self._fill()

    def text(self, part: str, column: int) -> str:
        """Return a cell of the table of the land."""
        item = self.land.item(_PARTS.index(part), column)
        return "" if item is None else item.text()

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = selected_rows(self.parcels)
        self.parcels_marked.emit(self.model.features(rows))

    # --- the land -----------------------------------------------------------------------------
    def _fill(self) -> None:
        self.land.setHorizontalHeaderLabels(
            [
                translate("compare", "Land"),
                translate("compare", "Area"),
                translate("compare", "Parcels"),
            ]
        )
        for row, part in enumerate(_PARTS):
            name = QTableWidgetItem(self._name(part))
            if part in LOOKS:
                name.setData(Qt.ItemDataRole.DecorationRole, self._swatch(part))
            self.land.setItem(row, 0, name)
            for column, text in ((1, self._area(part)), (2, self._parcels(part))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT)
                self.land.setItem(row, column, item)

    def _name(self, part: str) -> str:
        found = self._found
        return {
            "first": "–" if found is None else found.first.title,
            "second": "–" if found is None else found.second.title,
            "common": translate("compare", "In both"),
            "lost": translate("compare", "Lost: only in the first"),
            "gained": translate("compare", "Gained: only in the second"),
            "net": translate("compare", "Net change"),
        }[part]

    def _area(self, part: str) -> str:
        if self._found is None:
            return ""
        land = self._found.difference
        value = {
            "first": land.first_m2,
            "second": land.second_m2,
            "common": land.common_m2,
            "lost": land.lost_m2,
            "gained": land.gained_m2,
            "net": land.net_m2,
        }[part]
        sign = "+" if part == "net" and value > 0 else ""
        return sign + i18n.area(value)

    def _parcels(self, part: str) -> str:
        if self._found is None or self._found.parcels is None:
            return ""
        counts = self._found.counts()
        both = counts["more"] + counts["less"] + counts["same"]
        number = {
            "first": both + counts["lost"],
            "second": both + counts["gained"],
            "common": both,
            "lost": counts["lost"],
            "gained": counts["gained"],
            "net": counts["gained"] - counts["lost"],
        }[part]
        sign = "+" if part == "net" and number > 0 else ""
        return sign + i18n.number(number)

    def _swatch(self, part: Any) -> QPixmap:
        size, ratio = _SWATCH, self.devicePixelRatioF()
        image = swatch(LOOKS[part], "polygon", size.width(), size.height(), ratio)
        return QPixmap.fromImage(image)

    @override
    def retranslate(self) -> None:
        self.land.setAccessibleName(translate("compare", "Land of the two alternatives"))
        self.parcels.setAccessibleName(translate("compare", "Parcels that change"))
        self.nothing.setText(translate("compare", "No parcel changes."))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 6)
        self.parcels.viewport().update()
        self._fill()


def _kind(kind: str) -> str:
    return {
        "gained": translate("compare", "newly affected"),
        "lost": translate("compare", "no longer affected"),
        "more": translate("compare", "more land"),
        "less": translate("compare", "less land"),
    }[kind]
