"""The rows of the details as one selectable text, laid out as a table.

Text goes in through ``QTextCursor.insertText``, which knows no markup: whatever a file says is
shown as it is, and nothing in it is ever loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget
from typing_extensions import override

from planviewer.app.details import Details, Row, Section
from planviewer.i18n import translate
from planviewer.ui import theme_state

LONGEST: Final = 4000
"""Characters of one value that are laid out; copying gives the whole value."""

_CELL: Final = 3
_GAP: Final = 6
"""Least distance of a label to its value, pixels."""
_LONG: Final = 200
"""Characters that fit in no line of a panel."""
_AFTER_SECTION: Final = 14
"""Room after a section, pixels: a heading's own top margin is lost after a table."""
_MOST_SHARE: Final = 0.46
"""A label that needs more of the width stands above its value, as does one of a long value."""


class DetailsText(QTextEdit):
    """Read-only; copies the selection, or the row the cursor is in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(9)
        self._rows: list[tuple[QTextTable, int, Row]] = []
        self._formats = _formats(self.font())
        self._details: Details | None = None
        self._columns = _Columns(0, frozenset())

    def show_details(self, details: Details) -> None:
        """Lay out all sections and go back to the top."""
        # Both first: taking the old text away may take the scroll bar with it, which is a resize.
        self._details, self._columns = details, self._divided(details)
        self.clear()
        self._rows.clear()
        cursor = QTextCursor(self.document())
        self._formats = _formats(self.font())
        cursor.beginEditBlock()
        for section in details.sections:
            self._write(cursor, section)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _divided(self, details: Details) -> _Columns:
        """Return how wide the labels' column is, and which labels stand above their value."""
        metrics = QFontMetrics(self.font())
        # As if the scroll bar were there: it comes and goes with what is laid out.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        room -= 2 * round(self.document().documentMargin())
        rows = [row for section in details.sections for row in section.rows]
        labels = {row: metrics.horizontalAdvance(row.label) + 2 * _CELL + _GAP for row in rows}
        beside = [row for row in rows if labels[row] <= room * _MOST_SHARE]
        value_room = room - max((labels[row] for row in beside), default=0) - 2 * _CELL
        beside = [row for row in beside if _widest_line(row.value, metrics) <= value_room]
        width = max((labels[row] for row in beside), default=0)
        return _Columns(width, frozenset(rows) - frozenset(beside))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._details is not None and self._divided(self._details) != self._columns:
            self.show_details(self._details)

    def _write(self, cursor: QTextCursor, section: Section) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        space = QTextBlockFormat()
        space.setBottomMargin(2)
        space.setLeftMargin(_CELL)
        cursor.setBlockFormat(space)
        if section.title:
            cursor.insertText(section.title, self._formats.heading)
        if not section.rows:
            cursor.insertBlock()
            return
        runs = [list(run) for _above, run in groupby(section.rows, self._is_above)]
        for run in runs:
            if run is not runs[0]:
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.setBlockFormat(_no_block())  # Qt wants one between two tables
            self._write_rows(cursor, run, is_last=run is runs[-1])

    def _is_above(self, row: Row) -> bool:
        return row in self._columns.above

    def _write_rows(self, cursor: QTextCursor, rows: list[Row], *, is_last: bool) -> None:
        """Write rows of one kind: label above the value, or beside it."""
        above = self._is_above(rows[0])
        table_format = _table_format(None if above else self._columns.label_width)
        table_format.setBottomMargin(_AFTER_SECTION if is_last else 0)
        table = cursor.insertTable(len(rows), 1 if above else 2, table_format)
        for number, row in enumerate(rows):
            self._rows.append((table, number, row))
            label = table.cellAt(number, 0).firstCursorPosition()
            label.insertText(row.label, self._formats.label)
            value = label if above else table.cellAt(number, 1).firstCursorPosition()
            if above:
                value.insertBlock()
            value.insertText(_shown(row.value), self._formats.value)

    # --- copying -------------------------------------------------------------------------------
    def row_at(self, cursor: QTextCursor) -> Row | None:
        """Return the row a text position is in."""
        table = cursor.currentTable()
        if table is None:
            return None
        number = table.cellAt(cursor).row()
        return next((row for owner, n, row in self._rows if owner == table and n == number), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies = event.matches(QKeySequence.StandardKey.Copy)
        row = self.row_at(self.textCursor())
        if copies and not self.textCursor().hasSelection() and row is not None:
            copy(f"{row.label}: {row.value}")
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_at(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_at(self, point: QPoint) -> QMenu:
        """Return the menu for a place in the text; the caller shows it and lets it go."""
        menu = QMenu(self)
        chosen = menu.addAction(translate("details", "Copy selection"), self.copy)
        chosen.setEnabled(self.textCursor().hasSelection())
        row = self.row_at(self.cursorForPosition(point))
        if row is not None:
            value, line = row.value, f"{row.label}: {row.value}"
            menu.addAction(translate("details", "Copy value"), lambda: copy(value))
            menu.addAction(translate("details", "Copy row"), lambda: copy(line))
        menu.addSeparator()
        menu.addAction(translate("details", "Select all"), self.selectAll)
        return menu


def copy(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def _widest_line(value: str, metrics: QFontMetrics) -> int:
    if len(value) > _LONG:
        return _LONG * metrics.averageCharWidth()
    return max(map(metrics.horizontalAdvance, value.splitlines()), default=0)


def _shown(value: str) -> str:
    if not value:
        return "–"
    return value if len(value) <= LONGEST else f"{value[:LONGEST]} …"


@dataclass(frozen=True)
class _Columns:
    label_width: int
    above: frozenset[Row]


@dataclass(frozen=True)
class _Formats:
    heading: QTextCharFormat
    label: QTextCharFormat
    value: QTextCharFormat


def _formats(font: QFont) -> _Formats:
    colors = theme_state.current()
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    made = _Formats(QTextCharFormat(), QTextCharFormat(), QTextCharFormat())
    for char_format, face, color in (
        (made.heading, bold, colors.text),
        (made.label, font, colors.muted),
        (made.value, font, colors.text),
    ):
        char_format.setFont(face)
        char_format.setForeground(QColor(color))
    return made


def _no_block() -> QTextBlockFormat:
    """Return the format of a block that takes no room."""
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


def _table_format(label_width: int | None) -> QTextTableFormat:
    """Return the format of rows; with ``label_width`` None label and value share one column."""
    made = QTextTableFormat()
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    made.setBorder(0)
    made.setCellPadding(_CELL)
    made.setCellSpacing(0)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if label_width is not None:
        label = QTextLength(QTextLength.Type.FixedLength, label_width)
        made.setColumnWidthConstraints([label, QTextLength()])
    return made
