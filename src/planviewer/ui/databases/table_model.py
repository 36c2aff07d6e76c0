"""The tables of a database as rows to choose from, filtered by what a person types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.text import fold
from planviewer.reading.postgis.tables import TableInfo
from planviewer.ui.base import as_tooltip

Index = QModelIndex | QPersistentModelIndex
ROWS_COLUMN: Final = 4
_ROOT: Final = QModelIndex()


class TableModel(QAbstractTableModel):
    """One row a geometry column of a table or view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tables: tuple[TableInfo, ...] = ()

    def show_tables(self, tables: Sequence[TableInfo]) -> None:
        """Show other tables."""
        self.beginResetModel()
        self.tables = tuple(tables)
        self.endResetModel()

    def retranslate(self) -> None:
        """Say all again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self.tables:  # not layoutChanged: what is chosen would point into rows of before
            last = self.index(len(self.tables) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.tables)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 6

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        table, column = self.tables[index.row()], index.column()
        if role == Qt.ItemDataRole.UserRole:
            return table.rows if column == ROWS_COLUMN else fold(_texts(table)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROWS_COLUMN:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_headings()[column]}: {_texts(table)[column]}"
        if role == Qt.ItemDataRole.ToolTipRole:  # a long name is cut off in its column
            return as_tooltip(_texts(table)[column])
        return _texts(table)[column] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return None


class FilteredTables(QSortFilterProxyModel):
    """The tables whose name (folded: tone marks and case do not matter) holds what is typed."""

    def __init__(self, model: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._model = model
        self.setSourceModel(model)
        self.setSortRole(Qt.ItemDataRole.UserRole)
        self.setDynamicSortFilter(True)

    def want(self, text: str) -> None:
        """Show the tables that fit ``text``."""
        self.beginFilterChange()
        self._wanted = fold(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        table = self._model.tables[row]
        return self._wanted in fold(
            f"{table.schema}.{table.name} {table.geometry_type} {table.crs}"
        )

    def table_at(self, row: int) -> TableInfo:
        """Return the table in a row as shown."""
        return self._model.tables[self.mapToSource(self.index(row, 0)).row()]


def _headings() -> tuple[str, ...]:
    return (
        translate("database", "Schema"),
        translate("database", "Table or view"),
        translate("database", "Geometry"),
        translate("database", "Coordinate system"),
        translate("database", "Rows, about"),
        translate("database", "Primary key"),
    )


def _texts(table: TableInfo) -> tuple[str, ...]:
    system = table.crs or (
        f"SRID {table.srid}" if table.srid else translate("database", "not said")
    )
    kind = geometry_word(table.geometry_type)
    rows = i18n.number(table.rows) if table.is_stored and table.rows else "–"
    key = ", ".join(table.key) or "–"
    return table.schema, table.name, f"{kind} ({table.geometry})", system, rows, key


def geometry_word(kind: str) -> str:
    """Return what PostGIS calls a kind of geometry in words."""
    plain = kind.upper().removeprefix("MULTI").rstrip("ZM")
    words = {
        "POINT": translate("database", "points"),
        "LINESTRING": translate("database", "lines"),
        "POLYGON": translate("database", "areas"),
        "GEOMETRY": translate("database", "any"),
    }
    return words.get(plain, plain.lower())
