"""What tables of many rows have in common: selecting without a look at every row."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QTableView

Rows = npt.NDArray[np.int64]


def selected_rows(table: QTableView) -> Rows:
    """Return the rows that are selected, ascending; ranges are not taken apart cell by cell."""
    ranges: Any = table.selectionModel().selection()  # a list, which its stubs do not say
    parts = list(ranges)
    rows = [np.arange(part.top(), part.bottom() + 1) for part in parts]
    found: Rows = np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)
    return found


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
