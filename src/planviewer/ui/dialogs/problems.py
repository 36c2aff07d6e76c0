"""The problems of a layer, feature by feature; mending them with an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.problem import Problem
from planviewer.reading.repair import REPAIRABLE, Repair
from planviewer.ui.base import SPACE, Dialog, plain_label

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LISTING, _ACCOUNT = (580, 440), (820, 520)
"""Pixels: while features are looked at, the map beside it must be seen."""


@dataclass(frozen=True)
class Item:
    """A problem of one feature; of the whole layer, ``row`` is None."""

    row: int | None
    problem: Problem


def items_of(problems: Sequence[Problem]) -> list[Item]:
    """Return problems by feature, those of the whole layer first."""
    whole = [Item(None, x) for x in problems if not x.rows and x.feature is None]
    each = [Item(row, x) for x in problems for row in _rows(x)]
    return [*whole, *sorted(each, key=lambda item: item.row or 0)]


def _rows(problem: Problem) -> tuple[int, ...]:
    return problem.rows or (() if problem.feature is None else (problem.feature,))


class Table(QAbstractTableModel):
    """Rows of text, made only when they are seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._rows: Sequence[Any] = ()
        self._text: Any = None
        self._numbers: frozenset[int] = frozenset()

    def fill(
        self, heads: tuple[str, ...], rows: Sequence[Any], text: Any, numbers: frozenset[int]
    ) -> None:
        """Show other rows; ``text(row)`` gives the cells of one, ``numbers`` stand at the right."""
        self.beginResetModel()
        self._heads, self._rows, self._text, self._numbers = heads, rows, text, numbers
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(self._rows[index.row()])[index.column()]
            return text if role == Qt.ItemDataRole.DisplayRole or len(text) > 30 else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class ProblemsDialog(Dialog):
    """Lists the problems of a layer; it stays open beside the map.

    ``chosen(row)`` says which feature to show, ``repair_wished(rows by code)`` what to mend.
    """

    chosen = Signal(int)
    repair_wished = Signal(object)

    def __init__(self, title: str, problems: Sequence[Problem], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._title = title
        self.items = items_of(problems)
        self._done: Repair | None = None
        self._path = ""
        self._busy = False
        self.heading, self.summary = plain_label("title"), plain_label("muted")
        self.verdict = plain_label("muted")
        for label in (self.heading, self.summary, self.verdict):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.model = Table(self)
        self.table = QTableView()
        self.some, self.all, self.close_button = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._wire()
        self.resize(*_LISTING)
        self.speak()

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setProperty("framed", "true")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        buttons = QHBoxLayout()
        for button in (self.some, self.all):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(SPACE)
        column.addWidget(self.heading)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.verdict)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._current_changed())
        self.some.clicked.connect(lambda: self.repair_wished.emit(self._wanted(selected=True)))
        self.all.clicked.connect(lambda: self.repair_wished.emit(self._wanted(selected=False)))

    def _selected(self) -> list[Item]:
        if self._done is not None:
            return []
        return [self.items[index.row()] for index in self.table.selectionModel().selectedRows()]

    def _wanted(self, *, selected: bool) -> Mapping[str, list[int]]:
        wanted: dict[str, list[int]] = {}
        for item in self._selected() if selected else self.items:
            if item.row is not None and item.problem.code in REPAIRABLE:
                wanted.setdefault(item.problem.code, []).append(item.row)
        return wanted

    def _current_changed(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self._done is None:
            row = self.items[index.row()].row
            if row is not None:
                self.chosen.emit(row)
        self._judge()

    def work(self, *, busy: bool) -> None:
        """Show that a repair is being made, or has ended."""
        self._busy = busy
        self._judge()

    def show_repair(self, done: Repair, path: str) -> None:
        """Show the account of a repair."""
        self._done, self._path, self._busy = done, path, False
        self.resize(*_ACCOUNT)
        self.retranslate()
        self.table.setFocus()

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(translate("problems", "Problems of a layer"))
        self.table.setAccessibleName(translate("problems", "Problems by feature"))
        self.some.setText(translate("problems", "Repair the selected"))
        self.all.setText(translate("problems", "Repair all that can be"))
        self.close_button.setText(translate("dialogs", "Close"))
        if self._done is None:
            self._show_problems()
        else:
            self._show_changes(self._done)
        self._judge()

    def _show_problems(self) -> None:
        self.heading.setText(
            translate("problems", "Problems of “{layer}”").format(layer=self._title)
        )
        self.summary.setText(
            translate("problems", "Choose a row to see the feature on the map.")
            if self.items
            else translate("problems", "No problems were found.")
        )
        heads = (
            translate("problems", "Row"),
            translate("problems", "Problem"),
            translate("problems", "Can be repaired"),
        )
        self.model.fill(heads, self.items, _item_cells, frozenset({0}))
        self._widths(64, 330)

    def _show_changes(self, done: Repair) -> None:
        self.heading.setText(translate("problems", "Repair of “{layer}”").format(layer=self._title))
        self.summary.setText(
            translate(
                "problems",
                "Changed: {count} features; all areas together {area}. The repaired layer is a new "
                "file, {path}; the one handed over was not touched. Undo goes back to it.",
            ).format(
                count=i18n.number(len(done.changes)),
                area=signed_area(done.area_change_m2),
                path=self._path,
            )
        )
        heads = (
            translate("problems", "Row"),
            translate("problems", "What was done"),
            translate("problems", "Area before"),
            translate("problems", "Area after"),
            translate("problems", "Difference"),
        )
        self.model.fill(heads, done.changes, _change_cells, frozenset({0, 2, 3, 4}))
        self._widths(80, 280, 130, 130)

    def _widths(self, *widths: int) -> None:
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, width)

    def _judge(self) -> None:
        if self._done is not None:
            self.some.hide()
            self.all.hide()
            self.verdict.hide()
            return
        mendable = sum(len(rows) for rows in self._wanted(selected=False).values())
        self.all.setEnabled(mendable > 0 and not self._busy)
        self.some.setEnabled(bool(self._wanted(selected=True)) and not self._busy)
        found = translate("problems", "Found: {count}, of which {mendable} can be repaired here.")
        words = found.format(count=i18n.number(len(self.items)), mendable=i18n.number(mendable))
        index = self.table.currentIndex()
        if index.isValid():
            problem = self.items[index.row()].problem
            words = " ".join(str(x) for x in (problem.message, problem.hint) if x is not None)
        self.verdict.setText(translate("problems", "Repairing…") if self._busy else words)


def _item_cells(item: Item) -> tuple[str, str, str]:
    row = "–" if item.row is None else i18n.number(item.row + 1)
    yes = translate("problems", "yes")
    return row, problem_word(item.problem), yes if item.problem.code in REPAIRABLE else "–"


def problem_word(problem: Problem) -> str:
    """Return a few words for a problem of one feature; what has none, in full."""
    return {
        "geometry-missing": translate("problems", "No geometry"),
        "geometry-empty": translate("problems", "Empty geometry"),
        "coordinates-not-finite": translate("problems", "Coordinates that are no numbers"),
        "coordinates-out-of-range": translate("problems", "Coordinates out of range"),
        "geometry-invalid": translate("problems", "Outline crosses itself or overlaps"),
        "geometry-mixed": translate("problems", "Another kind of geometry than the others"),
        "geometry-unreadable": translate("problems", "Geometry cannot be read"),
        "line-crosses-itself": translate("problems", "Line crosses itself"),
        "ring-open": translate("problems", "Outline is not closed"),
        "duplicate": translate("problems", "Copy of an earlier feature"),
        "sliver": translate("problems", "Sliver, less than 5 cm wide"),
        "geometry-3d": translate("problems", "Heights or measures (Z, M)"),
    }.get(problem.code, str(problem.message))


def _change_cells(change: Any) -> tuple[str, ...]:
    difference = change.area_after_m2 - change.area_before_m2
    areas = (change.area_before_m2, change.area_after_m2)
    return (
        i18n.number(change.row + 1),
        str(change.words),
        *(f"{i18n.number(area, 2)} m²" for area in areas),
        signed_area(difference),
    )


def signed_area(square_metres: float) -> str:
    """Return a difference of areas with its sign."""
    rounded = round(square_metres, 2) + 0.0
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return f"{sign}{i18n.number(abs(rounded), 2)} m²"
