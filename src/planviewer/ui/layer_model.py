"""The layer tree as a Qt model. It shows rows and passes wishes on; it changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import as_tooltip
from planviewer.ui.layer_rows import Key, Row

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole + 1
_MIME: Final = "application/x-planviewer-layer"
DropTaker = Callable[[str, Row | None, int], None]
"""Called with the layer dragged, the group it fell on (None: top level) and the row in it."""


def row_of(index: Index) -> Row | None:
    """Return the row an index stands for."""
    row = index.data(ROW)
    return row if isinstance(row, Row) else None


class LayerModel(QStandardItemModel):
    """Items hold a :class:`Row` each, found by its key."""

    def __init__(self, take_drop: DropTaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take_drop = take_drop
        self._items: dict[Key, QStandardItem] = {}
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> bool:
        """Show ``rows``; True if the tree had to be built anew, False if texts sufficed."""
        if [row.shape for row in rows] == [row.shape for row in self._rows]:
            self._rows = rows
            self._refresh(rows)
            return False
        self._rows = rows
        self.clear()
        self._items.clear()
        for row in rows:
            self.appendRow(self._built(row))
        return True

    def index_of(self, key: Key) -> QModelIndex:
        """Return where a row is; an invalid index when it is gone."""
        item = self._items.get(key)
        return QModelIndex() if item is None else item.index()

    def keys(self) -> Iterator[Key]:
        """Return the keys of all rows."""
        return iter(tuple(self._items))

    def _refresh(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            item = self._items[row.key]
            if item.data(ROW) != row.without_children():
                _fill(item, row)
            self._refresh(row.children)

    def _built(self, row: Row) -> QStandardItem:
        item = QStandardItem()
        item.setEditable(False)
        item.setDragEnabled(row.kind == "layer")
        item.setDropEnabled(row.kind == "group")
        item.setSelectable(row.kind != "class")
        item.setCheckable(row.checked is not None)
        _fill(item, row)
        self._items[row.key] = item
        for child in row.children:
            item.appendRow(self._built(child))
        return item

    # --- drag and drop: the plan answers with a new order, or with none ------------------------
    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        data = QMimeData()
        row = row_of(indexes[0]) if indexes else None
        if row is not None and row.kind == "layer":
            data.setData(_MIME, row.layer_ids[0].encode("ascii"))
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if data.hasFormat(_MIME):
            layer = bytes(data.data(_MIME).data()).decode("ascii")
            self._take_drop(layer, self._row_at(parent), row)
        # False keeps Qt from taking the dragged row out: the next plan says where it is.
        return False

    def _row_at(self, parent: Index) -> Row | None:
        return self._rows[parent.row()] if parent.isValid() else None


def _fill(item: QStandardItem, row: Row) -> None:
    item.setData(row.without_children(), ROW)
    item.setText(row.title)
    item.setToolTip(as_tooltip(row.tooltip))
    if row.checked is not None:
        item.setCheckState(row.checked)
    item.setAccessibleText(_spoken(row))
    item.setAccessibleDescription(row.error or row.tooltip)


def _spoken(row: Row) -> str:
    parts = [row.title]
    if row.status is not None:
        parts.append(row.status.word)
    if row.error is not None:
        parts.append(translate("layers", "not readable"))
    elif row.loading:
        parts.append(translate("layers", "loading"))
    elif row.note is not None:
        parts.append(row.note)
    return ", ".join(parts)
