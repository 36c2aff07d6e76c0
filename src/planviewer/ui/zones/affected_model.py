"""The table of affected parcels: any number of rows, formatted only where they are seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from planviewer import i18n
from planviewer.app.affected.table import OWNER, ZONE, AffectedTable, Column, Filter, Ints
from planviewer.i18n import translate
from planviewer.ui.zones.tables import as_lines

Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIGURES: Final = frozenset(("area", "share", "count"))
_NOTHING: Final = np.empty(0, dtype=np.int64)


class AffectedModel(QAbstractTableModel):
    """Rows of an :class:`AffectedTable`, filtered and sorted; ``rows`` numbers them as shown."""

    def __init__(self) -> None:
        super().__init__()
        self._table: AffectedTable | None = None
        self._columns: tuple[Column, ...] = ()
        self._titles: dict[str, str] = {}
        self._filter = Filter()
        self._sort: tuple[str, bool] | None = None
        self.rows: Ints = _NOTHING

    # --- values in ----------------------------------------------------------------------------
    def show(self, table: AffectedTable | None, zone_titles: dict[str, str]) -> None:
        """Show another result, filtered and sorted as the one before."""
        self._table, self._titles = table, zone_titles
        self._anew()

    def filter(self, wanted: Filter) -> None:
        """Show only some rows; without owners their column is not shown either."""
        self._filter = wanted
        self._anew()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        inside = 0 <= column < len(self._columns)
        self._sort = (self._columns[column].key, descending) if inside else None
        self._anew()

    def _anew(self) -> None:
        self.beginResetModel()
        table, self._columns, self.rows = self._table, (), _NOTHING
        if table is not None:
            self._columns = tuple(c for c in table.columns if self._filter.owners or c.key != OWNER)
            self.rows = table.rows(self._filter)
            keys = {column.key for column in self._columns}
            if self._sort is not None and self._sort[0] in keys:
                self.rows = table.sorted_by(self.rows, self._sort[0], descending=self._sort[1])
        self.endResetModel()

    # --- questions ----------------------------------------------------------------------------
    @property
    def keys(self) -> tuple[str, ...]:
        """The columns shown."""
        return tuple(column.key for column in self._columns)

    def features(self, rows: Ints) -> Ints:
        """Return the rows of the parcel layer that are shown in ``rows``."""
        return _NOTHING if self._table is None else self._table.features[self.rows[rows]]

    def rows_of(self, features: Ints) -> Ints:
        """Return where features are shown, ascending; those that are not are left out."""
        shown = self.features(np.arange(len(self.rows)))
        found: Ints = np.flatnonzero(np.isin(shown, features))
        return found

    def text_of(self, rows: Ints) -> Callable[[], str]:
        """Return what makes rows as shown a text for a spreadsheet, in whichever thread."""
        columns, titles, numbers = self._columns, self._titles, self.rows[rows].tolist()

        def text() -> str:
            head = [heading(column.key, titles) for column in columns]
            return as_lines(head, ([cell(column, row) for column in columns] for row in numbers))

        return text

    # --- for the view -------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(column, int(self.rows[index.row()]))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind in _FIGURES:
            return _RIGHT
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return heading(column.key, self._titles)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in _FIGURES else _LEFT
        return None


def cell(column: Column, row: int) -> str:
    """Return what a cell says."""
    value = column.cells[row]
    if column.kind == "text":
        return str(value)
    if column.kind == "mark":
        return translate("affected-view", "too small") if value else ""
    if np.isnan(value):
        return ""
    if column.kind == "count":
        return i18n.number(float(value))
    if column.kind == "share":
        return f"{i18n.number(float(value) * 100, 1)} %"
    return i18n.number(float(value), 2) if value else "–"


def heading(key: str, zone_titles: dict[str, str]) -> str:
    """Return the heading of a column."""
    if key.startswith(ZONE):
        zone = key[len(ZONE) :]
        words = translate("affected-view", "{zone} (m²)")
        return words.format(zone=zone_titles.get(zone, zone))
    return {
        "sheet": translate("affected-view", "Sheet"),
        "parcel": translate("affected-view", "Parcel"),
        "land_type": translate("affected-view", "Land type"),
        OWNER: translate("affected-view", "Owner"),
        "recorded_m2": translate("affected-view", "Recorded (m²)"),
        "area_m2": translate("affected-view", "Measured (m²)"),
        "affected_m2": translate("affected-view", "Affected (m²)"),
        "share": translate("affected-view", "Share"),
        "remaining_m2": translate("affected-view", "Remaining (m²)"),
        "too_small": translate("affected-view", "Remainder"),
        "buildings": translate("affected-view", "Buildings"),
        "buildings_affected": translate("affected-view", "of them in zones"),
    }[key]
