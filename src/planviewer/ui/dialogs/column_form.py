"""One row a question: which column of a layer answers it, with examples of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel

from planviewer.ui.base import SPACE, plain_label

_EXAMPLE: Final = 44
_WIDEST: Final = 180


class ColumnForm(QGridLayout):
    """Asks for a column a key; ``combos``, ``labels`` and ``examples`` by key.

    Parameters
    ----------
    keys
        The questions, in their order.
    columns
        The columns with examples of what they hold.
    now
        The column that is chosen at first for a key, None for none.
    """

    def __init__(
        self,
        keys: Sequence[str],
        columns: Mapping[str, Sequence[str]],
        now: Callable[[str], str | None],
    ) -> None:
        super().__init__()
        self._columns = columns
        self.combos = {key: QComboBox() for key in keys}
        self.labels: dict[str, QLabel] = {key: plain_label(wrap=False) for key in keys}
        self.examples: dict[str, QLabel] = {key: plain_label("small", wrap=False) for key in keys}
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(SPACE)
        self.setColumnStretch(2, 1)
        for row, (key, combo) in enumerate(self.combos.items()):
            combo.addItem("", None)
            for column in columns:
                combo.addItem(column, column)
            combo.setCurrentIndex(max(combo.findData(now(key)), 0))
            combo.setMinimumWidth(_WIDEST)
            self.labels[key].setBuddy(combo)
            for at, widget in enumerate((self.labels[key], combo, self.examples[key])):
                self.addWidget(widget, row, at)

    def on_change(self, then: Callable[[], None]) -> None:
        """Call ``then`` whenever another column is chosen."""
        for combo in self.combos.values():
            combo.currentIndexChanged.connect(lambda _row: then())

    def chosen(self) -> dict[str, str | None]:
        """Return the column of each key."""
        return {key: combo.currentData() for key, combo in self.combos.items()}

    def show_examples(self, without: Callable[[str], str] = lambda _key: "") -> None:
        """Say beside each column what it holds; for a key without one, what that means."""
        for key, column in self.chosen().items():
            text = ", ".join(item for item in self._columns.get(column or "", ()) if item)
            text = text if len(text) <= _EXAMPLE else f"{text[: _EXAMPLE - 1]}…"
            self.examples[key].setText(text or ("" if column is not None else without(key)))

    def name(self, word: Callable[[str], str], none: str) -> None:
        """Name the rows, and what stands for no column."""
        for key, combo in self.combos.items():
            self.labels[key].setText(word(key))
            combo.setAccessibleName(word(key))
            combo.setItemText(0, none)
