"""The tree view of the layers: keys, drag, and an unmoved picture when the plan changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override

from planviewer.ui.layer_delegate import LayerDelegate
from planviewer.ui.layer_model import DropTaker, LayerModel, row_of
from planviewer.ui.layer_rows import Key, Row
from planviewer.ui.swatches import Swatch


class LayerTree(QTreeView):
    """Rows of a plan; ``current_changed`` comes from people only, never from an update."""

    current_changed = Signal(object)
    step_wished = Signal(bool)
    zoom_wished = Signal()
    style_wished = Signal()
    remove_wished = Signal()
    toggled = Signal(object)

    def __init__(self, swatch: Swatch, take_drop: DropTaker, parent: QWidget) -> None:
        super().__init__(parent)
        self._layers = LayerModel(take_drop, self)
        self.setModel(self._layers)
        self._delegate = delegate = LayerDelegate(swatch, self)
        delegate.toggled.connect(self.toggled)
        self.setItemDelegate(delegate)
        self._collapsed: set[Key] = set()
        self._updating = False
        self._set_up_view()
        self.collapsed.connect(lambda index: self._remember(index, collapsed=True))
        self.expanded.connect(lambda index: self._remember(index, collapsed=False))
        self.selectionModel().currentChanged.connect(self._current_moved)

    def _set_up_view(self) -> None:
        self.setHeaderHidden(True)
        self.setIndentation(18)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        # Rows are laid out and painted in two steps: together they hold the window up.
        self._paint_later = QTimer(self, singleShot=True, interval=0)
        self._paint_later.timeout.connect(lambda: self.setUpdatesEnabled(True))

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the rows; what was open, chosen and scrolled to stays so."""
        first = self.model().rowCount() == 0
        with self._held():
            if self._layers.show_rows(rows):
                self._open(rows, first=first)
        self.scheduleDelayedItemsLayout()

    @contextmanager
    def _held(self) -> Iterator[None]:
        chosen, place = self.current_row(), self.verticalScrollBar().value()
        self._updating = True
        self.setUpdatesEnabled(False)
        try:
            yield
            if chosen is not None:
                self._set_current(chosen.key)
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)
        finally:
            self._paint_later.start()
            self._updating = False

    def _open(self, rows: tuple[Row, ...], *, first: bool) -> None:
        for row in rows:
            if first and not row.expanded:
                self._collapsed.add(row.key)
            if row.children:
                self.setExpanded(self._layers.index_of(row.key), row.key not in self._collapsed)
                self._open(row.children, first=first)

    def _remember(self, index: QModelIndex, *, collapsed: bool) -> None:
        row = row_of(index)
        if row is None or self._updating:
            return
        if collapsed:
            self._collapsed.add(row.key)
        else:
            self._collapsed.discard(row.key)

    def current_row(self) -> Row | None:
        """Return the row the keyboard is on."""
        return row_of(self.currentIndex())

    def choose(self, layer_id: str) -> None:
        """Make a layer's row current, without saying so."""
        self._updating = True
        self._set_current(("layer", layer_id, 0))
        self._updating = False

    def _set_current(self, key: Key) -> None:
        index = self._layers.index_of(key)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)

    def index_of(self, layer_id: str) -> QModelIndex:
        """Return the index of a layer's row."""
        return self._layers.index_of(("layer", layer_id, 0))

    def _current_moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._updating:
            self.current_changed.emit(row_of(now))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        row = self.current_row()
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wished.emit(key == Qt.Key.Key_Up)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Return:
            self.style_wished.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.zoom_wished.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wished.emit()
        elif key == Qt.Key.Key_Space and row is not None and row.checked is not None:
            self.toggled.emit(row)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = row_of(index)
        if row is None or row.kind == "group" or row.symbol is None:
            super().mouseDoubleClickEvent(event)
        elif self._delegate.places(self.visualRect(index), row).swatch.contains(place):
            event.accept()
            self.style_wished.emit()
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Titles wrap: another width means other heights.
            self.scheduleDelayedItemsLayout()
