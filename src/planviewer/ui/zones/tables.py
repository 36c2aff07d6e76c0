"""What tables of many rows have in common: selecting without a look at every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView

Rows = npt.NDArray[np.int64]


def selected_rows(table: QTableView) -> Rows:
    """Return the rows that are selected, ascending; ranges are not taken apart cell by cell."""
    ranges: Any = table.selectionModel().selection()  # a list, which its stubs do not say
    parts = list(ranges)
    rows = [np.arange(part.top(), part.bottom() + 1) for part in parts]
    found: Rows = np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)
    return found


def on_copy(table: QTableView, act: Callable[[], None]) -> None:
    """Have Ctrl+C in a table do something."""
    keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
    keys.setContext(Qt.ShortcutContext.WidgetShortcut)
    keys.activated.connect(act)


def copyable(table: QTableView) -> None:
    """Let Ctrl+C copy the selected rows (all, if none is) with their headings, for a spreadsheet.

    For tables of some hundred rows: it is done at once.
    """
    on_copy(table, lambda: QGuiApplication.clipboard().setText(as_text(table)))


def as_text(table: QTableView) -> str:
    """Return the selected rows (all, if none is) as tab-separated lines under their headings."""
    model, rows = table.model(), selected_rows(table)
    if not len(rows):
        rows = np.arange(model.rowCount())
    columns = range(model.columnCount())
    head = [str(model.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
    return as_lines(head, ([model.index(int(r), c).data() for c in columns] for r in rows))


def as_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as tab-separated lines under their headings.

    Texts that a spreadsheet would run as a formula get an apostrophe in front.
    """
    lines = [head, *([_cell(value) for value in row] for row in rows)]
    return "\n".join("\t".join(line) for line in lines) + "\n"


def _cell(value: object) -> str:
    text = " ".join(str("" if value is None else value).split())
    figure = (
        text.startswith(("+", "-")) and text[1:2].isdecimal() and not text.strip("+-0123456789.,")
    )
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not figure else text


def select_rows(table: QTableView, rows: Rows) -> None:
    """Select rows (ascending), those that follow each other as one range."""
    model, chosen = table.model(), QItemSelection()
    last = model.columnCount() - 1
    breaks = np.flatnonzero(np.diff(rows) > 1) + 1
    for part in np.split(rows, breaks):
        if len(part) and last >= 0:
            corner, end = model.index(int(part[0]), 0), model.index(int(part[-1]), last)
            chosen.append(QItemSelectionRange(corner, end))
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.selectionModel().select(chosen, flag)
    if len(rows):
        table.scrollTo(model.index(int(rows[0]), 0))
